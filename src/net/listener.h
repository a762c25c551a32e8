/* SPDX-License-Identifier: Apache-2.0 */
/* net/listener.h: accept connections and serve each on a thread of a bounded set.
 *
 * One thread accepts. At most .connections are served at once, each by one thread; threads are started as they are
 * needed and kept. A connection over that limit, or over .per_client from one client address (an IPv6 client is its /64
 * network; unix sockets are not counted), is given to .refuse to say so in the words of its protocol, and closed.
 * Accepting is net/acceptor.h's. */
#pragma once
#include "net/stream.h"

typedef struct Listener Listener;

typedef enum {
    LISTENER_FULL,        /* too many connections */
    LISTENER_CLIENT_FULL, /* too many from this client */
} ListenerRefusal;

typedef struct {
    const char *name;          /* of the threads, at most 15 characters */
    const NetAddress *address; /* of any kind; TCP hosts are numbers, "localhost" or "*" */
    guint mode;                /* UNIX: of the socket file; 0: as the umask says */
    guint connections;         /* at once; at least 1 */
    guint per_client;          /* at once; 0: no limit of its own */
    gint64 timeout;            /* what each stream starts with, see stream_set_timeout(); -1: none */

    /* Serve one connection, on a thread of its own; the stream is closed after the return. @client is the peer's
     * address as a number, or "unix". Use stream_wait() between requests: it says when to finish. */
    void (*serve)(Stream *stream, const char *client, gpointer data);
    /* May be NULL. Runs on the accepting thread: write one short answer; the stream gives up after 200 ms.
     * What the client has sent unasked is not read, so this suits protocols where the server speaks first. */
    void (*refuse)(Stream *stream, ListenerRefusal why, gpointer data);
    gpointer data;
} ListenerSettings;

/* Listen and serve from now on. @settings is copied, but what .data points to must live until listener_stop() returns.
 *
 * A unix socket file that nobody listens on is replaced; one that is in use is not. Returns NULL with
 * TRIBUNE_ERROR_CONFIG, which names the address and what is wrong. */
Listener *listener_start(const ListenerSettings *settings, GError **error);

/* The TCP port, also when the system chose it; 0 for unix sockets. Thread-safe. */
guint16 listener_port(const Listener *listener);

/* Connections being served now, and those refused since the start. Thread-safe. */
guint listener_count(Listener *listener);
guint64 listener_refused(Listener *listener);

/* Stop: accept no more, have stream_wait() say STREAM_INTERRUPTED in every connection, wait up to @grace microseconds
 * for them to end, then shut their sockets and wait for their threads. Frees @listener. Blocks, and longer than @grace
 * while a .serve does something else than using its stream. A unix socket file is removed. */
void listener_stop(Listener *listener, gint64 grace);
