/* SPDX-License-Identifier: Apache-2.0 */
#include "http/server.h"

#include <microhttpd.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "base/netaddress.h"
#include "base/thread.h"
#include "http/headers.h"
#include "http/request-private.h"
#include "http/response-private.h"
#include "net/listener-socket.h"

/* The library copies cookies inside it and makes the answer's head there: 8 KiB of headers need this much. */
#define CONNECTION_MEMORY (32 * 1024)
#define HEADERS_LIMIT     (12 * 1024)
#define DISCARD_LIMIT     (8 * 1024 * 1024) /* of a refused body */
#define STREAM_BLOCK      4096
#define DRAIN             (5 * CLOCK_SECOND)

struct HttpServer {
    HttpServerSettings settings;
    NetAddress *address;
    HttpSite site;
    Dispatch *dispatch;
    EventsHub *events;
    Pool *workers;
    struct MHD_Daemon *daemon;
    guint16 port;
    char *url;

    Mutex lock; /* guards what follows, up to the counts */
    Condition idle;
    gboolean stopping;
    guint under_way;

    atomic_ullong requests;
    atomic_ullong refused;
    atomic_ullong failed;
};

/* One request from its first line to the end of its answer. On one thread at a time: the connection's, or a worker's
 * while the connection is suspended. */
typedef struct {
    HttpServer *server;
    HttpRequest *request;
    HttpResponse *response;
    struct MHD_Connection *connection;
    gboolean begun;
    gboolean answered; /* the response is final */
    gboolean target_too_long;
    gboolean crowded_out; /* no worker had a place */
    guint64 discarded;
} Exchange;

/* ---- the life of an exchange ---- */

static void *
on_target(void *data, const char *target, struct MHD_Connection *connection)
{
    HttpServer *server = data;
    Exchange *exchange = g_new0(Exchange, 1);
    g_autofree char *cut = g_strndup(target, HTTP_TARGET_LIMIT);

    exchange->server = server;
    exchange->connection = connection;
    exchange->target_too_long = strlen(target) > HTTP_TARGET_LIMIT;
    exchange->request = http_request_new(&server->site, cut);
    exchange->response = http_response_new(exchange->request);
    atomic_fetch_add(&server->requests, 1);
    mutex_lock(&server->lock);
    server->under_way++;
    mutex_unlock(&server->lock);
    return exchange;
}

static void
on_completed(void *data, struct MHD_Connection *connection, void **context, enum MHD_RequestTerminationCode code)
{
    HttpServer *server = data;
    Exchange *exchange = *context;

    (void)connection, (void)code;
    if (exchange == NULL)
        return;
    *context = NULL;
    http_response_free(exchange->response);
    http_request_free(exchange->request);
    g_free(exchange);
    mutex_lock(&server->lock);
    if (--server->under_way == 0)
        condition_broadcast(&server->idle);
    mutex_unlock(&server->lock);
}

static gboolean
is_stopping(HttpServer *server)
{
    MUTEX_HELD(&server->lock);

    return server->stopping;
}

/* ---- sending ---- */

static void
sleep_connection(gpointer connection)
{
    MHD_suspend_connection(connection);
}

static void
wake_connection(gpointer connection)
{
    MHD_resume_connection(connection);
}

static const EventsTransport transport = { sleep_connection, wake_connection };

static ssize_t
read_stream(void *data, uint64_t position, char *out, size_t size)
{
    gssize count = events_stream_read(data, out, size);

    (void)position;
    return count < 0 ? MHD_CONTENT_READER_END_OF_STREAM : count;
}

static void
close_stream(void *data)
{
    events_stream_close(data);
}

static void
release_bytes(void *data)
{
    g_bytes_unref(data);
}

/* The library's response for ours; takes over body, file or stream. NULL when the system gives no more. */
static struct MHD_Response *
make_response(HttpResponse *response, struct MHD_Connection *connection)
{
    static const char nothing[1] = "";

    if (response->stream != NULL) {
        EventsStream *stream = g_steal_pointer(&response->stream);
        events_stream_attach(stream, &transport, connection);
        return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, STREAM_BLOCK, read_stream, stream, close_stream);
    }
    if (response->fd >= 0)
        return MHD_create_response_from_fd64(response->fd_size, g_steal_fd(&response->fd));
    if (response->body != NULL && g_bytes_get_size(response->body) > 0) {
        GBytes *body = g_steal_pointer(&response->body);
        return MHD_create_response_from_buffer_with_free_callback_cls(
            g_bytes_get_size(body), (void *)(uintptr_t)g_bytes_get_data(body, NULL), release_bytes, body);
    }
    return MHD_create_response_from_buffer(0, (void *)(uintptr_t)nothing, MHD_RESPMEM_PERSISTENT);
}

static void
count_status(HttpServer *server, guint status)
{
    if (status == 503)
        atomic_fetch_add(&server->refused, 1);
    else if (status >= 500)
        atomic_fetch_add(&server->failed, 1);
}

static enum MHD_Result
send_response(Exchange *exchange)
{
    HttpServer *server = exchange->server;
    HttpResponse *response = exchange->response;
    struct MHD_Response *made;
    enum MHD_Result result;

    headers_apply(response, http_request_is_secure(exchange->request));
    if (is_stopping(server))
        http_response_set_header(response, "Connection", "close");
    count_status(server, response->status);
    made = make_response(response, exchange->connection);
    if (made == NULL)
        return MHD_NO;
    for (guint i = 0; i < response->headers->len; i++) {
        const HttpResponseHeader *header = &g_array_index(response->headers, HttpResponseHeader, i);
        MHD_add_response_header(made, header->name, header->value);
    }
    result = MHD_queue_response(exchange->connection, response->status, made);
    MHD_destroy_response(made);
    return result;
}

/* ---- receiving ---- */

static enum MHD_Result
add_header(void *data, enum MHD_ValueKind kind, const char *name, const char *value)
{
    HttpHeader header = { name, value != NULL ? value : "" };

    (void)kind;
    g_array_append_val(((HttpRequest *)data)->headers, header);
    return MHD_YES;
}

static gsize
headers_size(const HttpRequest *request)
{
    gsize size = 0;

    for (guint i = 0; i < request->headers->len; i++) {
        const HttpHeader *header = &g_array_index(request->headers, HttpHeader, i);
        size += strlen(header->name) + strlen(header->value) + 4;
    }
    return size;
}

/* RFC 9112 section 6.3: a message whose length can be read in two ways is an attempt to smuggle another. */
static gboolean
has_clear_length(const HttpRequest *request, guint64 *ret_announced)
{
    const char *coding = NULL;
    guint lengths = 0, codings = 0;

    *ret_announced = 0;
    for (guint i = 0; i < request->headers->len; i++) {
        const HttpHeader *header = &g_array_index(request->headers, HttpHeader, i);

        if (g_ascii_strcasecmp(header->name, "Content-Length") == 0) {
            lengths++;
            if (!g_ascii_string_to_unsigned(header->value, 10, 0, G_MAXUINT64, ret_announced, NULL))
                return FALSE;
        } else if (g_ascii_strcasecmp(header->name, "Transfer-Encoding") == 0) {
            codings++;
            coding = header->value;
        }
    }
    return lengths + codings <= 1 && (coding == NULL || g_ascii_strcasecmp(coding, "chunked") == 0);
}

/* The head is there. Decides whether the answer is already known. */
static enum MHD_Result
begin(Exchange *exchange, const char *method)
{
    HttpServer *server = exchange->server;
    HttpRequest *request = exchange->request;
    const union MHD_ConnectionInfo *peer;
    guint64 announced;
    guint refused = 0;

    exchange->begun = TRUE;
    request->method = router_method_parse(method);
    MHD_get_connection_values(exchange->connection, MHD_HEADER_KIND, add_header, request);
    peer = MHD_get_connection_info(exchange->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    http_request_set_peer(request, peer != NULL ? peer->client_addr : NULL);
    if (!has_clear_length(request, &announced))
        refused = 400;
    else if (exchange->target_too_long)
        refused = 414;
    else if (headers_size(request) > HEADERS_LIMIT)
        refused = 431;
    if (refused != 0)
        dispatch_refuse(server->dispatch, request, exchange->response, refused);
    exchange->answered = refused != 0 || !dispatch_begin(server->dispatch, request, exchange->response, announced);
    /* Answer before the body when it is hopeless to wait for its end, or when the client asked first (Expect). */
    if (exchange->answered &&
        (refused == 400 || announced > DISCARD_LIMIT || http_request_header(request, "Expect") != NULL))
        return send_response(exchange);
    return MHD_YES;
}

static enum MHD_Result
receive(Exchange *exchange, const char *bytes, gsize length)
{
    if (!exchange->answered && exchange->request->body_error == NULL) {
        http_request_feed_body(exchange->request, bytes, length);
        return MHD_YES;
    }
    exchange->discarded += length;
    return exchange->discarded <= DISCARD_LIMIT ? MHD_YES : MHD_NO;
}

/* ---- answering ---- */

static void
run_exchange(gpointer item, gpointer data)
{
    Exchange *exchange = item;
    HttpServer *server = data;

    dispatch_run(server->dispatch, exchange->request, exchange->response);
    /* From here on the exchange is the connection's again. */
    MHD_resume_connection(exchange->connection);
}

/* Suspend the connection and leave the exchange to a worker. Under the lock, so that nothing is handed over once
 * http_server_stop() has begun. FALSE: answer 503 instead. */
static gboolean
hand_over(Exchange *exchange)
{
    HttpServer *server = exchange->server;

    MUTEX_HELD(&server->lock);
    if (server->stopping || exchange->crowded_out)
        return FALSE;
    exchange->answered = TRUE;
    MHD_suspend_connection(exchange->connection);
    if (!pool_try_push(server->workers, exchange)) {
        exchange->answered = FALSE;
        exchange->crowded_out = TRUE;
        MHD_resume_connection(exchange->connection); /* and on_request() is called again */
    }
    return TRUE;
}

static enum MHD_Result
answer(Exchange *exchange)
{
    HttpServer *server = exchange->server;

    if (!exchange->answered && (http_request_route(exchange->request)->flags & HTTP_ROUTE_SLOW) != 0) {
        if (hand_over(exchange))
            return MHD_YES;
        dispatch_refuse(server->dispatch, exchange->request, exchange->response, 503);
    } else if (!exchange->answered) {
        dispatch_run(server->dispatch, exchange->request, exchange->response);
    }
    exchange->answered = TRUE;
    return send_response(exchange);
}

/* Called for the head, for each piece of the body, for its end, and again after a suspension. */
static enum MHD_Result
on_request(void *data, struct MHD_Connection *connection, const char *url, const char *method, const char *version,
           const char *bytes, size_t *length, void **context)
{
    Exchange *exchange = *context;

    (void)data, (void)connection, (void)url, (void)version;
    if (exchange == NULL)
        return MHD_NO;
    if (!exchange->begun)
        return begin(exchange, method);
    if (*length > 0) {
        enum MHD_Result result = receive(exchange, bytes, *length);
        *length = 0;
        return result;
    }
    return answer(exchange);
}

/* ---- start and stop ---- */

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

gboolean
http_server_start(HttpServer *server, GError **error)
{
    const HttpServerSettings *settings = &server->settings;
    int fd = listener_open_socket(server->address, settings->mode, error);
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;

    if (fd < 0)
        return FALSE;
    server->port = listener_port_of(fd);
    server->url = make_url(server);
    server->workers = pool_new("http-work", settings->workers, settings->waiting, run_exchange, server);
    server->daemon = MHD_start_daemon(
        flags, 0, NULL, NULL, on_request, server, MHD_OPTION_EXTERNAL_LOGGER, on_log, NULL, MHD_OPTION_LISTEN_SOCKET,
        fd, MHD_OPTION_CONNECTION_LIMIT, settings->connections, MHD_OPTION_CONNECTION_TIMEOUT, settings->timeout,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY, MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_URI_LOG_CALLBACK, on_target, server, MHD_OPTION_UNESCAPE_CALLBACK, on_unescape, NULL,
        MHD_OPTION_NOTIFY_COMPLETED, on_completed, server,
        settings->threads > 1 ? MHD_OPTION_THREAD_POOL_SIZE : MHD_OPTION_END, settings->threads, MHD_OPTION_END);
    if (server->daemon != NULL)
        return TRUE;
    close(fd);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "starting the HTTP server: not enough descriptors");
    return FALSE;
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
    if (server->daemon != NULL) {
        int fd = MHD_quiesce_daemon(server->daemon);
        if (fd >= 0)
            close(fd);
    }
    events_stop(server->events);
    if (server->workers != NULL)
        pool_stop(server->workers); /* every handler comes to its end, and every connection is resumed */
    if (server->daemon != NULL) {
        wait_until_idle(server);
        MHD_stop_daemon(server->daemon);
        if (server->address->kind == NETADDRESS_UNIX)
            unlink(server->address->path);
    }
    events_free(server->events);
    dispatch_free(server->dispatch);
    netaddress_free(server->address);
    condition_clear(&server->idle);
    mutex_clear(&server->lock);
    g_free(server->site.origin);
    g_free(server->url);
    g_free(server);
}
