/* SPDX-License-Identifier: Apache-2.0 */
#include "http/events.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/number.h"
#include "base/thread.h"
#include "http/response-private.h"

#define TICK (15 * CLOCK_SECOND)
#define LIFE (10 * CLOCK_MINUTE)

struct EventsStream {
    EventsHub *hub;
    char **topics;
    gint64 owner;
    gint64 opened;   /* monotonic */
    GQueue queue;    /* of GBytes */
    gsize queued;    /* bytes in it */
    gsize offset;    /* sent of the first */
    gboolean behind; /* "refresh" is in the queue */
    gboolean asleep;
    gboolean over;
    const EventsTransport *transport;
    gpointer connection;
};

struct EventsHub {
    Mutex lock;
    Condition changed;
    GPtrArray *streams;
    guint max_streams;
    gint64 sequence; /* of events: their id */
    gboolean stopped;
    Thread *ticker;
};

/* ---- one stream; the hub is locked ---- */

static void
wake(EventsStream *stream)
{
    if (!stream->asleep)
        return;
    stream->asleep = FALSE;
    stream->transport->wake(stream->connection);
}

static void
push(EventsStream *stream, GBytes *bytes)
{
    g_queue_push_tail(&stream->queue, g_bytes_ref(bytes));
    stream->queued += g_bytes_get_size(bytes);
    wake(stream);
}

static void
push_text(EventsStream *stream, const char *text)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));

    push(stream, bytes);
}

static void
push_refresh(EventsStream *stream)
{
    g_autofree char *text =
        g_strdup_printf("id: %" G_GINT64_FORMAT "\nevent: refresh\ndata:\n\n", stream->hub->sequence);

    push_text(stream, text);
    stream->behind = TRUE;
}

/* Forget what waits, but not the rest of an event that is half sent. */
static void
drop_queue(EventsStream *stream)
{
    guint keep = stream->offset > 0 ? 1 : 0;

    while (stream->queue.length > keep) {
        GBytes *bytes = g_queue_pop_tail(&stream->queue);
        stream->queued -= g_bytes_get_size(bytes);
        g_bytes_unref(bytes);
    }
}

static void
offer(EventsStream *stream, GBytes *event)
{
    if (stream->over || stream->behind)
        return;
    if (event != NULL && stream->queue.length < EVENTS_QUEUE_LIMIT &&
        stream->queued + g_bytes_get_size(event) <= EVENTS_QUEUE_BYTES) {
        push(stream, event);
        return;
    }
    drop_queue(stream);
    push_refresh(stream);
}

static void
end(EventsStream *stream)
{
    stream->over = TRUE;
    wake(stream);
}

/* ---- the hub ---- */

static void
run_ticker(gpointer data)
{
    EventsHub *hub = data;
    gint64 next = clock_monotonic() + TICK;
    gboolean stopped = FALSE;

    while (!stopped) {
        mutex_lock(&hub->lock);
        while (!hub->stopped && condition_wait_until(&hub->changed, &hub->lock, next))
            ;
        stopped = hub->stopped;
        mutex_unlock(&hub->lock);
        if (!stopped)
            events_tick(hub, clock_monotonic());
        next += TICK;
    }
}

EventsHub *
events_new(guint max_streams)
{
    EventsHub *hub = g_new0(EventsHub, 1);

    mutex_init(&hub->lock);
    condition_init(&hub->changed);
    hub->streams = g_ptr_array_new();
    hub->max_streams = max_streams;
    hub->sequence = clock_now(); /* larger than any that a browser remembers from before a restart */
    hub->ticker = thread_start("http-events", run_ticker, hub);
    return hub;
}

void
events_free(EventsHub *hub)
{
    if (hub == NULL)
        return;
    g_assert(hub->streams->len == 0 && hub->ticker == NULL);
    g_ptr_array_unref(hub->streams);
    condition_clear(&hub->changed);
    mutex_clear(&hub->lock);
    g_free(hub);
}

void
events_stop(EventsHub *hub)
{
    Thread *ticker;

    mutex_lock(&hub->lock);
    hub->stopped = TRUE;
    ticker = g_steal_pointer(&hub->ticker);
    for (guint i = 0; i < hub->streams->len; i++)
        end(hub->streams->pdata[i]);
    condition_broadcast(&hub->changed);
    mutex_unlock(&hub->lock);
    if (ticker != NULL)
        thread_join(ticker);
}

void
events_tick(EventsHub *hub, gint64 now)
{
    MUTEX_HELD(&hub->lock);

    for (guint i = 0; i < hub->streams->len; i++) {
        EventsStream *stream = hub->streams->pdata[i];

        if (now - stream->opened >= LIFE)
            end(stream);
        else if (stream->queue.length == 0)
            push_text(stream, ":\n\n");
    }
}

/* NULL when it is larger than an event may be. */
static GBytes *
format_event(gint64 id, const char *name, const char *data)
{
    GString *out = g_string_new(NULL);

    g_string_printf(out, "id: %" G_GINT64_FORMAT "\nevent: ", id);
    g_string_append_len(out, name, (gssize)strcspn(name, "\r\n"));
    for (const char *line = data; line != NULL;) {
        gsize length = strcspn(line, "\r\n");

        g_string_append(out, "\ndata: ");
        g_string_append_len(out, line, (gssize)length);
        line = line[length] == '\0' ? NULL : line + length + (strncmp(line + length, "\r\n", 2) == 0 ? 2 : 1);
    }
    g_string_append(out, "\n\n");
    if (out->len <= EVENTS_EVENT_LIMIT)
        return g_string_free_to_bytes(out);
    g_string_free(out, TRUE);
    return NULL;
}

void
events_publish(EventsHub *hub, const char *topic, const char *name, const char *data)
{
    MUTEX_HELD(&hub->lock);
    g_autoptr(GBytes) event = format_event(++hub->sequence, name, data);

    for (guint i = 0; i < hub->streams->len; i++) {
        EventsStream *stream = hub->streams->pdata[i];
        if (g_strv_contains((const char *const *)stream->topics, topic))
            offer(stream, event);
    }
}

void
events_disconnect(EventsHub *hub, gint64 owner)
{
    MUTEX_HELD(&hub->lock);

    for (guint i = 0; i < hub->streams->len; i++) {
        EventsStream *stream = hub->streams->pdata[i];
        if (stream->owner == owner)
            end(stream);
    }
}

guint
events_count(EventsHub *hub)
{
    MUTEX_HELD(&hub->lock);

    return hub->streams->len;
}

/* ---- streams ---- */

EventsStream *
events_stream_open(EventsHub *hub, const char *const *topics, gint64 owner, const char *last, GError **error)
{
    EventsStream *stream;
    gint64 seen = 0;

    MUTEX_HELD(&hub->lock);
    if (hub->stopped || hub->streams->len >= hub->max_streams || g_strv_length((char **)topics) > EVENTS_TOPIC_LIMIT) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_UNAVAILABLE, "too many live pages are open");
        return NULL;
    }
    stream = g_new0(EventsStream, 1);
    stream->hub = hub;
    stream->topics = g_strdupv((char **)topics);
    stream->owner = owner;
    stream->opened = clock_monotonic();
    g_queue_init(&stream->queue);
    g_ptr_array_add(hub->streams, stream);
    push_text(stream, "retry: 3000\n\n");
    if (last != NULL && (!number_parse_int64(last, 0, G_MAXINT64, &seen, NULL) || seen != hub->sequence))
        push_refresh(stream);
    return stream;
}

void
events_stream_attach(EventsStream *stream, const EventsTransport *transport, gpointer connection)
{
    MUTEX_HELD(&stream->hub->lock);

    stream->transport = transport;
    stream->connection = connection;
}

static gsize
take(EventsStream *stream, char *out, gsize size)
{
    GBytes *bytes = g_queue_peek_head(&stream->queue);
    gsize length, count;
    const char *data = g_bytes_get_data(bytes, &length);

    count = MIN(size, length - stream->offset);
    memcpy(out, data + stream->offset, count);
    stream->offset += count;
    if (stream->offset == length) {
        stream->offset = 0;
        stream->queued -= length;
        g_bytes_unref(g_queue_pop_head(&stream->queue));
    }
    return count;
}

gssize
events_stream_read(EventsStream *stream, char *out, gsize size)
{
    gsize count = 0;

    MUTEX_HELD(&stream->hub->lock);
    while (count < size && stream->queue.length > 0)
        count += take(stream, out + count, size - count);
    if (stream->queue.length == 0)
        stream->behind = FALSE;
    if (count > 0)
        return (gssize)count;
    if (stream->over)
        return -1;
    stream->asleep = TRUE;
    stream->transport->sleep(stream->connection);
    return 0;
}

void
events_stream_close(EventsStream *stream)
{
    if (stream == NULL)
        return;
    mutex_lock(&stream->hub->lock);
    g_ptr_array_remove_fast(stream->hub->streams, stream);
    mutex_unlock(&stream->hub->lock);
    g_queue_clear_full(&stream->queue, (GDestroyNotify)g_bytes_unref);
    g_strfreev(stream->topics);
    g_free(stream);
}

/* ---- for handlers ---- */

gboolean
events_respond(HttpRequest *request, HttpResponse *response, EventsHub *hub, const char *const *topics, gint64 owner,
               GError **error)
{
    EventsStream *stream = events_stream_open(hub, topics, owner, http_request_header(request, "Last-Event-ID"), error);

    if (stream == NULL)
        return FALSE;
    g_clear_pointer(&response->stream, events_stream_close);
    response->stream = stream;
    http_response_set_status(response, 200);
    http_response_set_header(response, "Content-Type", "text/event-stream");
    http_response_set_header(response, "X-Accel-Buffering", "no"); /* proxies of nginx's kind */
    return TRUE;
}
