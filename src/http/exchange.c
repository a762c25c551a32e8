/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "http/exchange-private.h"
#include "http/headers.h"
#include "http/response-private.h"

#define HEADERS_LIMIT (12 * 1024)
#define DISCARD_LIMIT (8 * 1024 * 1024) /* of a refused body */
#define STREAM_BLOCK  4096
#define FILE_LEAST    (24 * 1024) /* bytes of an answer that is kept; below, copying costs less than one call more */

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

void *
exchange_on_target(void *data, const char *target, struct MHD_Connection *connection)
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

void
exchange_on_completed(void *data, struct MHD_Connection *connection, void **context,
                      enum MHD_RequestTerminationCode code)
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

/* A file in memory with the bytes of @body; -1: the system gives none. */
static int
file_of(GBytes *body)
{
    gsize length, written = 0;
    const char *bytes = g_bytes_get_data(body, &length);
    int fd = memfd_create("answer", MFD_CLOEXEC);

    while (fd >= 0 && written < length) {
        ssize_t count = write(fd, bytes + written, length - written);

        if (count <= 0 && errno != EINTR) {
            close(fd);
            return -1;
        }
        written += (gsize)MAX(count, 0);
    }
    return fd;
}

/* Large bytes that many will be sent: a file in memory, of which the kernel copies nothing. */
static void
move_to_file(HttpResponse *response)
{
    gsize length = response->body != NULL ? g_bytes_get_size(response->body) : 0;
    int fd = length >= FILE_LEAST ? file_of(response->body) : -1;

    if (fd < 0)
        return;
    g_clear_pointer(&response->body, g_bytes_unref);
    response->fd = fd;
    response->fd_size = length;
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

/* What was made once is sent again. */
static enum MHD_Result
send_ready(const Exchange *exchange, void *made)
{
    return MHD_queue_response(exchange->connection, exchange->response->status, made);
}

/* Makes the library's response of ours, and shares it when it may be. */
static struct MHD_Response *
finish_response(HttpResponse *response, struct MHD_Connection *connection, gboolean may_share)
{
    gboolean share = may_share && response->ready != NULL;
    struct MHD_Response *made;
    void *none = NULL;

    if (share)
        move_to_file(response);
    made = make_response(response, connection);
    if (made == NULL)
        return NULL;
    for (guint i = 0; i < response->headers->len; i++) {
        const HttpResponseHeader *header = &g_array_index(response->headers, HttpResponseHeader, i);
        MHD_add_response_header(made, header->name, header->value);
    }
    if (share)
        response->shared = atomic_compare_exchange_strong(&response->ready->made, &none, made);
    return made;
}

static enum MHD_Result
send_response(Exchange *exchange)
{
    HttpServer *server = exchange->server;
    HttpResponse *response = exchange->response;
    void *ready = response->ready != NULL ? atomic_load(&response->ready->made) : NULL;
    struct MHD_Response *made;
    enum MHD_Result result;
    gboolean stopping;

    if (ready != NULL)
        return send_ready(exchange, ready);
    stopping = is_stopping(server);
    headers_apply(response, http_request_is_secure(exchange->request));
    if (stopping)
        http_response_set_header(response, "Connection", "close");
    count_status(server, response->status);
    made = finish_response(response, exchange->connection, !stopping);
    if (made == NULL)
        return MHD_NO;
    result = MHD_queue_response(exchange->connection, response->status, made);
    if (!response->shared)
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

void
exchange_run(gpointer item, gpointer data)
{
    Exchange *exchange = item;
    HttpServer *server = data;

    dispatch_run(server->dispatch, exchange->request, exchange->response);
    /* From here on the exchange is the connection's again. */
    MHD_resume_connection(exchange->connection);
}

static gboolean
only_reads(const Exchange *exchange)
{
    return (http_request_method(exchange->request) & (HTTP_GET | HTTP_HEAD)) != 0;
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
    if (!pool_try_push(only_reads(exchange) ? server->readers : server->workers, exchange)) {
        exchange->answered = FALSE;
        exchange->crowded_out = TRUE;
        MHD_resume_connection(exchange->connection); /* and exchange_on_request() is called again */
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

enum MHD_Result
exchange_on_request(void *data, struct MHD_Connection *connection, const char *url, const char *method,
                    const char *version, const char *bytes, size_t *length, void **context)
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
