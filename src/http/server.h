/* SPDX-License-Identifier: Apache-2.0 */
/* http/server.h: the HTTP/1.1 server of one address, on GNU libmicrohttpd.
 *
 * A few threads share all connections by epoll. A quick route is answered on them at once. A slow one
 * (HTTP_ROUTE_SLOW) has its connection suspended and its handler run by a bounded pool: of as many threads as there are
 * processors when it only reads (GET, HEAD), of workers, who may wait for the disk, when it does not; when that pool is
 * full the answer is 503 with Retry-After. Streams of http/events.h sleep until something is published.
 *
 * Limits, each with its answer: headers 12 KiB together (431; far larger ones just close the connection), target 4 KiB
 * (414), path 2 KiB and 16 segments (414, 400), bodies as the route says (413), connections as set (more wait in the
 * kernel's backlog; each owns 32 KiB of memory once it has been used), 30 s of silence (closed). A body that is refused
 * is still read to 8 MiB, so that browsers see the answer; beyond, the connection is closed. Requests with both
 * Content-Length and Transfer-Encoding, or with another coding than chunked, are refused (400).
 *
 * TLS, HTTP/2 and HTTP/3 belong to a proxy in front. */
#pragma once
#include "http/dispatch.h"
#include "http/events.h"

typedef struct HttpServer HttpServer;

/* Zero and NULL mean the default. All text is copied. */
typedef struct {
    const char *listen;     /* an address as base/netaddress.h reads it: "127.0.0.1:8080", "unix:/run/…"; needed */
    guint mode;             /* of a unix socket's file; 0: as the umask says */
    const char *public_url; /* "https://tribune.example": decides cookies, HSTS and what counts as our own origin */
    gboolean trust_proxy;   /* believe X-Forwarded-For and -Proto of peers on loopback or a unix socket */
    guint threads;          /* 2 */
    guint connections;      /* 1000 */
    guint workers;          /* 8; the readers are not more */
    guint waiting;          /* requests that wait for each of the pools: 64 */
    guint streams;          /* event streams at once: 500; part of @connections */
    guint timeout;          /* seconds: 30 */
} HttpServerSettings;

/* Numbers since the start, for metrics. */
typedef struct {
    guint64 requests;
    guint64 refused; /* 503 for want of a worker or a stream's place */
    guint64 failed;  /* other 5xx */
    guint under_way; /* requests now, streams included */
    guint streams;
} HttpServerCounts;

/* Fails with TRIBUNE_ERROR_CONFIG when an address or URL in @settings is wrong. */
HttpServer *http_server_new(const HttpServerSettings *settings, GError **error);

/* Before the start. */
void http_server_add(HttpServer *server, const HttpFace *face);
/* The server's hub of live events; there from the beginning to http_server_stop(). */
EventsHub *http_server_events(HttpServer *server);

/* Bind and serve. TRIBUNE_ERROR_CONFIG when the address cannot be bound. */
gboolean http_server_start(HttpServer *server, GError **error);

/* The port it listens on. */
guint16 http_server_port(const HttpServer *server);
/* Where a browser on this machine finds it: "http://127.0.0.1:8080"; for other sockets the address as configured. */
const char *http_server_url(const HttpServer *server);

void http_server_counts(HttpServer *server, HttpServerCounts *ret_counts);

/* Take no more connections, end streams, finish what is under way (handlers to their end, transfers for 5 s), close and
 * free the server. Blocks. Also for a server that was not started. */
void http_server_stop(HttpServer *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HttpServer, http_server_stop)
