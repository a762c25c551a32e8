/* SPDX-License-Identifier: Apache-2.0 */
/* http/events.h: Server-Sent Events (HTML Standard section 9.2): live parts of open pages.
 *
 * A hub has topics; a stream is one browser listening to some of them. Publishing never waits: each stream has a queue
 * of its own, and one that falls behind (64 events or 64 KiB) gets a single event "refresh" in place of what it missed.
 * So does one that reconnects after others were published. Streams hear a comment line every 15 s, and end after 10
 * minutes: the browser reconnects, and the gate looks at its session again.
 *
 * Limits: streams as given (TRIBUNE_ERROR_UNAVAILABLE beyond), 8 topics a stream, 32 KiB an event (larger ones become
 * "refresh"). All calls on a hub are thread-safe and none but events_stop() waits. */
#pragma once
#include <glib.h>

#include "http/router.h"

#define EVENTS_TOPIC_LIMIT 8
#define EVENTS_QUEUE_LIMIT 64
#define EVENTS_QUEUE_BYTES (64 * 1024)
#define EVENTS_EVENT_LIMIT (32 * 1024)

typedef struct EventsHub EventsHub;
typedef struct EventsStream EventsStream;

EventsHub *events_new(guint max_streams);
/* After events_stop() and when all streams are closed. */
void events_free(EventsHub *hub);

/* Tell all streams of @topic: an event @name (one line) with @data (any text, "" for none). */
void events_publish(EventsHub *hub, const char *topic, const char *name, const char *data);

/* End the streams of @owner: signed out, disabled. */
void events_disconnect(EventsHub *hub, gint64 owner);

/* End all streams, take no more. Blocks until the hub's own thread has ended. May be called twice. */
void events_stop(EventsHub *hub);

guint events_count(EventsHub *hub);

/* ---- for handlers ---- */

/* Answer with a stream of @topics (NULL-terminated) that belongs to @owner. */
gboolean events_respond(HttpRequest *request, HttpResponse *response, EventsHub *hub, const char *const *topics,
                        gint64 owner, GError **error);

/* ---- for the server ---- */

/* @last is Last-Event-ID or NULL. */
EventsStream *events_stream_open(EventsHub *hub, const char *const *topics, gint64 owner, const char *last,
                                 GError **error);
void events_stream_close(EventsStream *stream);

/* How to pause and go on with the stream's connection. Both are called with the hub locked. */
typedef struct {
    void (*sleep)(gpointer connection);
    void (*wake)(gpointer connection);
} EventsTransport;
void events_stream_attach(EventsStream *stream, const EventsTransport *transport, gpointer connection);

/* Up to @size bytes into @out. 0: nothing now, and sleep was called; -1: the stream is over. */
gssize events_stream_read(EventsStream *stream, char *out, gsize size);

/* For tests: what the hub's thread does every 15 s, at monotonic time @now. */
void events_tick(EventsHub *hub, gint64 now);
