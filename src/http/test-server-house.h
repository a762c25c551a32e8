/* SPDX-License-Identifier: Apache-2.0 */
/* http/test-server-house.h: a server with a face to test with, and a client that writes bytes. */
#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/error.h"
#include "base/thread.h"
#include "http/kept.h"
#include "http/server.h"

/* ---- a face to test with ---- */

typedef struct {
    HttpServer *server;
    guint16 port;
    Mutex lock;
    Condition changed;
    KeptAnswers *kept;
    _Atomic gint generation; /* of what "/kept" says */
    gboolean hold;           /* "/held" waits while it is set */
    guint held;
} World;

static inline gboolean
get_quick(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)data, (void)error;
    return http_response_text(response, http_request_format(request, "quick %s %s %s", http_request_client(request),
                                                            http_request_is_secure(request) ? "https" : "http",
                                                            http_request_query(request, "q")));
}

static inline gboolean
get_slow(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)request, (void)data, (void)error;
    g_usleep(2000);
    return http_response_text(response, "slow");
}

static inline gboolean
get_held(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    World *world = data;

    (void)request, (void)error;
    mutex_lock(&world->lock);
    world->held++;
    condition_broadcast(&world->changed);
    while (world->hold)
        condition_wait(&world->changed, &world->lock);
    mutex_unlock(&world->lock);
    return http_response_text(response, "held");
}

static inline gboolean
post_upload(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const FormFile *file = http_request_file(request, "file");
    const char *state = http_request_field(request, "state");
    g_autoptr(GBytes) bytes = file != NULL ? form_file_bytes(file, error) : NULL;
    gsize length;
    const char *body = http_request_body(request, &length);

    (void)data;
    if (file != NULL && bytes == NULL)
        return FALSE;
    return http_response_text(
        response, http_request_format(request, "%s %s %" G_GSIZE_FORMAT " %.*s", state, file != NULL ? file->name : "-",
                                      bytes != NULL ? g_bytes_get_size(bytes) : length, (int)MIN(length, 100), body));
}

static inline gboolean
get_failure(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)response, (void)data;
    g_set_error(error, TRIBUNE_ERROR, atoi(http_request_parameter(request, "code")), "secret detail");
    return FALSE;
}

static inline gboolean
get_file(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_autofree char *path = NULL;
    int fd = g_file_open_tmp("tribune-http-XXXXXX", &path, error);

    (void)request, (void)data;
    unlink(path);
    g_assert_cmpint(write(fd, "from a file", 11), ==, 11);
    http_response_set_attachment(response, "Pläne \"neu\"\r\nX: y.txt");
    return http_response_file(response, "text/plain", fd, 11);
}

static inline gboolean
get_events(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    static const char *const topics[] = { "inbox", NULL };
    World *world = data;

    return events_respond(request, response, http_server_events(world->server), topics, 7, error);
}

static inline gboolean
get_kept(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    World *world = data;
    g_autofree char *text = g_strnfill(2000, (char)('a' + atomic_load(&world->generation)));

    (void)error;
    http_response_bytes(response, "text/html", g_bytes_new(text, 2000));
    return kept_answers_finish(request, response, G_GINT64_CONSTANT(1700000000) * G_USEC_PER_SEC, 0);
}

static inline gboolean
pass_gate(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    World *world = data;

    (void)error;
    if ((http_request_route(request)->flags & HTTP_ROUTE_KEPT) != 0)
        return !kept_answers_find(world->kept, request, response, "/kept", (guint64)atomic_load(&world->generation));
    if ((http_request_route(request)->flags & HTTP_ROUTE_FACE) == 0)
        return TRUE;
    http_response_redirect(response, "/sign-in");
    return FALSE;
}

static inline gboolean
show_problem(HttpRequest *request, HttpResponse *response, const Problem *problem, gpointer data)
{
    g_autofree char *html = g_strdup_printf("<h1>%u %s</h1>", problem->status, problem->title);

    (void)request, (void)data;
    return http_response_bytes(response, "text/html", g_bytes_new(html, strlen(html)));
}

static const HttpRoute routes[] = {
    { HTTP_GET, "/quick", get_quick },
    { HTTP_GET, "/slow", get_slow, HTTP_ROUTE_SLOW },
    { HTTP_GET, "/held", get_held, HTTP_ROUTE_SLOW },
    { HTTP_GET, "/staff", get_quick, HTTP_ROUTE_FACE },
    { HTTP_POST, "/upload", post_upload, HTTP_ROUTE_SLOW | HTTP_ROUTE_OPEN_POST, 1024 * 1024 },
    { HTTP_POST, "/small", post_upload, HTTP_ROUTE_OPEN_POST, 1000 },
    { HTTP_POST, "/form", post_upload },
    { HTTP_GET, "/failure/{code}", get_failure },
    { HTTP_GET, "/file", get_file },
    { HTTP_GET, "/kept", get_kept, HTTP_ROUTE_KEPT },
    { HTTP_GET, "/events", get_events },
};

static inline void
start_world(World *world, const HttpServerSettings *settings)
{
    HttpServerSettings mine = *settings;
    HttpFace face = { routes, G_N_ELEMENTS(routes), pass_gate, show_problem, world };
    g_autoptr(GError) error = NULL;

    mutex_init(&world->lock);
    condition_init(&world->changed);
    world->kept = kept_answers_new();
    mine.listen = "127.0.0.1:0";
    world->server = http_server_new(&mine, &error);
    g_assert_no_error(error);
    http_server_add(world->server, &face);
    g_assert_true(http_server_start(world->server, &error));
    world->port = http_server_port(world->server);
}

static inline void
stop_world(World *world)
{
    http_server_stop(world->server);
    kept_answers_free(world->kept);
    condition_clear(&world->changed);
    mutex_clear(&world->lock);
}

/* ---- a client ---- */

typedef struct {
    int fd;
    GString *in; /* received and not yet looked at */
} Client;

typedef struct {
    guint status;
    char *head;
    GString *body;
    gboolean complete;
} Answer;

static inline Client *
dial(const World *world)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(world->port) };
    struct timeval patience = { .tv_sec = 20 };
    Client *client = g_new0(Client, 1);

    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    client->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    client->in = g_string_new(NULL);
    setsockopt(client->fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (connect(client->fd, (struct sockaddr *)&address, sizeof address) != 0) {
        close(client->fd);
        client->fd = -1;
    }
    return client;
}

static inline void
hang_up(Client *client)
{
    if (client->fd >= 0)
        close(client->fd);
    g_string_free(client->in, TRUE);
    g_free(client);
}

static inline void
say_bytes(Client *client, const char *bytes, gsize length)
{
    while (length > 0) {
        gssize sent = send(client->fd, bytes, length, MSG_NOSIGNAL);
        if (sent <= 0)
            return;
        bytes += sent;
        length -= (gsize)sent;
    }
}

static inline void
say(Client *client, const char *text)
{
    say_bytes(client, text, strlen(text));
}

/* FALSE at the end of the connection. */
static inline gboolean
hear_more(Client *client)
{
    char buffer[4096];
    gssize count = recv(client->fd, buffer, sizeof buffer, 0);

    if (count > 0)
        g_string_append_len(client->in, buffer, count);
    return count > 0;
}

/* Everything up to and with @mark; NULL at the end of the connection. */
static inline char *
hear_until(Client *client, const char *mark)
{
    const char *found;
    char *text;

    while ((found = strstr(client->in->str, mark)) == NULL)
        if (!hear_more(client))
            return NULL;
    text = g_strndup(client->in->str, (gsize)(found - client->in->str) + strlen(mark));
    g_string_erase(client->in, 0, (gssize)strlen(text));
    return text;
}

static inline char *
answer_header(const Answer *answer, const char *name)
{
    g_autofree char *start = g_strdup_printf("\r\n%s: ", name);
    const char *found = strcasestr(answer->head, start);

    return found != NULL ? g_strndup(found + strlen(start), strcspn(found + strlen(start), "\r")) : NULL;
}

static inline void
answer_free(Answer *answer)
{
    if (answer->body != NULL)
        g_string_free(answer->body, TRUE);
    g_free(answer->head);
    g_free(answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Answer, answer_free)

/* An answer with Content-Length; status 0 when the connection ended before it began. */
static inline Answer *
hear(Client *client, gboolean has_body)
{
    Answer *answer = g_new0(Answer, 1);

    answer->head = hear_until(client, "\r\n\r\n");
    if (answer->head == NULL) {
        answer->complete = client->in->len == 0;
        return answer;
    }
    g_autofree char *length = answer_header(answer, "Content-Length");
    gsize wanted = has_body && length != NULL ? strtoul(length, NULL, 10) : 0;
    answer->status = (guint)atoi(answer->head + 9);
    while (client->in->len < wanted && hear_more(client))
        ;
    answer->complete = client->in->len >= wanted;
    answer->body = g_string_new_len(client->in->str, (gssize)MIN(wanted, client->in->len));
    g_string_erase(client->in, 0, (gssize)answer->body->len);
    return answer;
}

static inline Answer *
ask(Client *client, const char *request)
{
    say(client, request);
    return hear(client, TRUE);
}

/* One request on a connection of its own; @format becomes the request up to its empty line. */
static inline Answer *
ask_alone(const World *world, const char *head, const char *body)
{
    g_autofree char *length =
        g_strdup_printf("Content-Length: %" G_GSIZE_FORMAT "\r\n", body != NULL ? strlen(body) : 0);
    g_autofree char *request = g_strconcat(head, "\r\nHost: test\r\n", body != NULL ? length : "", "\r\n", body, NULL);
    Client *client = dial(world);
    Answer *answer = ask(client, request);

    hang_up(client);
    return answer;
}

static inline void
assert_header(const Answer *answer, const char *name, const char *expected)
{
    g_autofree char *value = answer_header(answer, name);

    g_assert_cmpstr(value, ==, expected);
}

static const HttpServerSettings defaults = { 0 };
