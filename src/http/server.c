/* SPDX-License-Identifier: Apache-2.0 */
#include "http/server.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "http/exchange-private.h"

/* The library copies cookies inside it and makes the answer's head there: 8 KiB of headers need this much. */
#define CONNECTION_MEMORY (32 * 1024)
#define CONNECTION_SLACK  64
#define DRAIN             (5 * CLOCK_SECOND)

static void
on_log(void *data, const char *format, va_list arguments)
{
    g_autofree char *text = NULL;

    (void)data;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    text = g_strchomp(g_strdup_vprintf(format, arguments));
#pragma GCC diagnostic pop
    log_event(LOG_DEBUG, "http.library", "text", text, NULL);
}

/* Paths and queries are decoded from what was sent, by ourselves: this leaves the library's copy alone. */
static size_t
on_unescape(void *data, struct MHD_Connection *connection, char *text)
{
    (void)data, (void)connection;
    return strlen(text);
}

/* "https://host[:port]" of @url; NULL when it is no such URL. */
static char *
origin_of(const char *url)
{
    const char *host = g_str_has_prefix(url, "https://") ? url + 8 : g_str_has_prefix(url, "http://") ? url + 7 : NULL;
    gsize length = host != NULL ? strcspn(host, "/?#") : 0;

    return length > 0 && memchr(host, '@', length) == NULL ? g_ascii_strdown(url, host - url + (gssize)length) : NULL;
}

static void
set_defaults(HttpServerSettings *settings)
{
    settings->threads = settings->threads != 0 ? settings->threads : 2;
    settings->connections = settings->connections != 0 ? settings->connections : 1000;
    settings->workers = settings->workers != 0 ? settings->workers : 8;
    settings->waiting = settings->waiting != 0 ? settings->waiting : 64;
    settings->streams = settings->streams != 0 ? settings->streams : 500;
    settings->timeout = settings->timeout != 0 ? settings->timeout : 30;
}

HttpServer *
http_server_new(const HttpServerSettings *settings, GError **error)
{
    g_autoptr(NetAddress) address = netaddress_parse(settings->listen, error);
    g_autofree char *origin = settings->public_url != NULL ? origin_of(settings->public_url) : NULL;
    HttpServer *server;

    if (address == NULL) {
        if (error != NULL && *error != NULL)
            (*error)->code = TRIBUNE_ERROR_CONFIG;
        return NULL;
    }
    if (settings->public_url != NULL && origin == NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG,
                    "\"%s\" is not a public URL; write for example https://tribune.example", settings->public_url);
        return NULL;
    }
    server = g_new0(HttpServer, 1);
    server->settings = *settings;
    server->settings.listen = server->settings.public_url = NULL;
    set_defaults(&server->settings);
    server->address = g_steal_pointer(&address);
    server->site.secure = origin != NULL && g_str_has_prefix(origin, "https://");
    server->site.origin = g_steal_pointer(&origin);
    server->site.trust_proxy = settings->trust_proxy;
    server->dispatch = dispatch_new();
    server->events = events_new(server->settings.streams);
    mutex_init(&server->lock);
    condition_init(&server->idle);
    return server;
}

void
http_server_add(HttpServer *server, const HttpFace *face)
{
    dispatch_add(server->dispatch, face);
}

EventsHub *
http_server_events(HttpServer *server)
{
    return server->events;
}

static char *
make_url(const HttpServer *server)
{
    const char *host = server->address->host;
    gboolean any, six;

    if (server->address->kind != NETADDRESS_TCP)
        return netaddress_format(server->address);
    any = strcmp(host, "*") == 0 || strcmp(host, "::") == 0 || strcmp(host, "0.0.0.0") == 0;
    six = !any && strchr(host, ':') != NULL;
    return g_strdup_printf("http://%s%s%s:%u", six ? "[" : "", any ? "127.0.0.1" : host, six ? "]" : "", server->port);
}

/* Pages are work for the processors. With more at once than there are, each would wait for all the others. */
static guint
count_readers(const HttpServerSettings *settings)
{
    return MIN(settings->workers, MAX(g_get_num_processors(), 2));
}

/* ---- connections: we accept, the library serves ----
 *
 * The library could accept by itself, but not stop accepting safely while its threads are at work: what takes the
 * socket from one of them (MHD_quiesce_daemon) ends the process when that thread was about to let go of it by itself.
 */

static gboolean
has_room(gpointer data)
{
    HttpServer *server = data;

    return atomic_load(&server->connections) < server->settings.connections;
}

static void
take_connection(int fd, const struct sockaddr_storage *peer, socklen_t length, gpointer data)
{
    HttpServer *server = data;

    atomic_fetch_add(&server->connections, 1);
    if (MHD_add_connection(server->daemon, fd, (const struct sockaddr *)peer, length) != MHD_YES)
        atomic_fetch_sub(&server->connections, 1); /* it has closed it */
}

static void
on_connection(void *data, struct MHD_Connection *connection, void **context, enum MHD_ConnectionNotificationCode code)
{
    HttpServer *server = data;

    (void)connection, (void)context;
    if (code == MHD_CONNECTION_NOTIFY_CLOSED)
        atomic_fetch_sub(&server->connections, 1);
}

static struct MHD_Daemon *
start_daemon(HttpServer *server)
{
    const HttpServerSettings *settings = &server->settings;
    unsigned flags =
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_NO_LISTEN_SOCKET | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;

    /* Any one of the threads may have all the connections: how many there are is asked before one is accepted. A closed
     * one is taken off the library's count a little later than off ours, hence the slack. */
    return MHD_start_daemon(flags, 0, NULL, NULL, exchange_on_request, server, MHD_OPTION_EXTERNAL_LOGGER, on_log, NULL,
                            MHD_OPTION_CONNECTION_LIMIT, (settings->connections + CONNECTION_SLACK) * settings->threads,
                            MHD_OPTION_CONNECTION_TIMEOUT, settings->timeout, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
                            (size_t)CONNECTION_MEMORY, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_URI_LOG_CALLBACK,
                            exchange_on_target, server, MHD_OPTION_UNESCAPE_CALLBACK, on_unescape, NULL,
                            MHD_OPTION_NOTIFY_COMPLETED, exchange_on_completed, server, MHD_OPTION_NOTIFY_CONNECTION,
                            on_connection, server, settings->threads > 1 ? MHD_OPTION_THREAD_POOL_SIZE : MHD_OPTION_END,
                            settings->threads, MHD_OPTION_END);
}

gboolean
http_server_start(HttpServer *server, GError **error)
{
    const HttpServerSettings *settings = &server->settings;

    server->acceptor = acceptor_new(&(AcceptorSettings){ .name = "http-accept",
                                                         .address = server->address,
                                                         .mode = settings->mode,
                                                         .take = take_connection,
                                                         .has_room = has_room,
                                                         .data = server },
                                    error);
    if (server->acceptor == NULL)
        return FALSE;
    server->port = acceptor_port(server->acceptor);
    server->url = make_url(server);
    server->readers = pool_new("http-read", count_readers(settings), settings->waiting, exchange_run, server);
    server->workers = pool_new("http-work", settings->workers, settings->waiting, exchange_run, server);
    server->daemon = start_daemon(server);
    if (server->daemon == NULL) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG,
                            "starting the HTTP server: not enough descriptors");
        return FALSE;
    }
    acceptor_start(server->acceptor);
    return TRUE;
}

guint16
http_server_port(const HttpServer *server)
{
    return server->port;
}

const char *
http_server_url(const HttpServer *server)
{
    return server->url;
}

void
http_server_counts(HttpServer *server, HttpServerCounts *ret_counts)
{
    ret_counts->requests = atomic_load(&server->requests);
    ret_counts->refused = atomic_load(&server->refused);
    ret_counts->failed = atomic_load(&server->failed);
    ret_counts->streams = events_count(server->events);
    MUTEX_HELD(&server->lock);
    ret_counts->under_way = server->under_way;
}

static void
wait_until_idle(HttpServer *server)
{
    gint64 deadline = clock_monotonic() + DRAIN;

    MUTEX_HELD(&server->lock);
    while (server->under_way > 0 && condition_wait_until(&server->idle, &server->lock, deadline))
        ;
}

void
http_server_stop(HttpServer *server)
{
    if (server == NULL)
        return;
    mutex_lock(&server->lock);
    server->stopping = TRUE;
    mutex_unlock(&server->lock);
    if (server->acceptor != NULL)
        acceptor_stop(server->acceptor);
    events_stop(server->events);
    if (server->workers != NULL) {
        pool_stop(server->readers); /* every handler comes to its end, and every connection is resumed */
        pool_stop(server->workers);
    }
    if (server->daemon != NULL) {
        wait_until_idle(server);
        MHD_stop_daemon(server->daemon);
    }
    g_clear_pointer(&server->acceptor, acceptor_free);
    events_free(server->events);
    dispatch_free(server->dispatch);
    netaddress_free(server->address);
    condition_clear(&server->idle);
    mutex_clear(&server->lock);
    g_free(server->site.origin);
    g_free(server->url);
    g_free(server);
}
