/* SPDX-License-Identifier: Apache-2.0 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/thread.h"
#include "http/headers.h"
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

static gboolean
get_quick(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)data, (void)error;
    return http_response_text(response, http_request_format(request, "quick %s %s %s", http_request_client(request),
                                                            http_request_is_secure(request) ? "https" : "http",
                                                            http_request_query(request, "q")));
}

static gboolean
get_slow(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)request, (void)data, (void)error;
    g_usleep(2000);
    return http_response_text(response, "slow");
}

static gboolean
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

static gboolean
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

static gboolean
get_failure(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)response, (void)data;
    g_set_error(error, TRIBUNE_ERROR, atoi(http_request_parameter(request, "code")), "secret detail");
    return FALSE;
}

static gboolean
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

static gboolean
get_events(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    static const char *const topics[] = { "inbox", NULL };
    World *world = data;

    return events_respond(request, response, http_server_events(world->server), topics, 7, error);
}

static gboolean
get_kept(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    World *world = data;
    g_autofree char *text = g_strnfill(2000, (char)('a' + atomic_load(&world->generation)));

    (void)error;
    http_response_bytes(response, "text/html", g_bytes_new(text, 2000));
    return kept_answers_finish(request, response, G_GINT64_CONSTANT(1700000000) * G_USEC_PER_SEC, 0);
}

static gboolean
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

static gboolean
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

static void
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

static void
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

static Client *
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

static void
hang_up(Client *client)
{
    if (client->fd >= 0)
        close(client->fd);
    g_string_free(client->in, TRUE);
    g_free(client);
}

static void
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

static void
say(Client *client, const char *text)
{
    say_bytes(client, text, strlen(text));
}

/* FALSE at the end of the connection. */
static gboolean
hear_more(Client *client)
{
    char buffer[4096];
    gssize count = recv(client->fd, buffer, sizeof buffer, 0);

    if (count > 0)
        g_string_append_len(client->in, buffer, count);
    return count > 0;
}

/* Everything up to and with @mark; NULL at the end of the connection. */
static char *
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

static char *
answer_header(const Answer *answer, const char *name)
{
    g_autofree char *start = g_strdup_printf("\r\n%s: ", name);
    const char *found = strcasestr(answer->head, start);

    return found != NULL ? g_strndup(found + strlen(start), strcspn(found + strlen(start), "\r")) : NULL;
}

static void
answer_free(Answer *answer)
{
    if (answer->body != NULL)
        g_string_free(answer->body, TRUE);
    g_free(answer->head);
    g_free(answer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Answer, answer_free)

/* An answer with Content-Length; status 0 when the connection ended before it began. */
static Answer *
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

static Answer *
ask(Client *client, const char *request)
{
    say(client, request);
    return hear(client, TRUE);
}

/* One request on a connection of its own; @format becomes the request up to its empty line. */
static Answer *
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

static void
assert_header(const Answer *answer, const char *name, const char *expected)
{
    g_autofree char *value = answer_header(answer, name);

    g_assert_cmpstr(value, ==, expected);
}

static const HttpServerSettings defaults = { 0 };

/* ---- what is kept ---- */

#define KEPT_PAGE "GET /kept HTTP/1.1"
#define KEPT_ZIP  "GET /kept HTTP/1.1\r\nAccept-Encoding: gzip"

static void
assert_same(const Answer *a, const Answer *b, gboolean same)
{
    static const char *const NAMES[] = {
        "ETag",          "Content-Type", "Content-Encoding",        "Cache-Control",
        "Last-Modified", "Vary",         "Content-Security-Policy", "X-Content-Type-Options"
    };

    g_assert_cmpuint(a->status, ==, b->status);
    g_assert_true(g_string_equal(a->body, b->body) == same);
    for (guint i = same ? 0 : 1; i < G_N_ELEMENTS(NAMES); i++) {
        g_autofree char *value = answer_header(b, NAMES[i]);

        assert_header(a, NAMES[i], value);
    }
}

/* The first answer is made, the second for the wire, the third is what was made: nobody can tell them apart. */
static void
test_a_kept_answer_is_the_same_each_time(void)
{
    World world = { 0 };
    g_autoptr(Answer) known = NULL, renewed = NULL;

    start_world(&world, &defaults);
    for (guint form = 0; form < 2; form++) {
        const char *asked = form == 0 ? KEPT_PAGE : KEPT_ZIP;
        g_autoptr(Answer) first = ask_alone(&world, asked, NULL);

        g_assert_cmpuint(first->status, ==, 200);
        assert_header(first, "Content-Encoding", form == 0 ? NULL : "gzip");
        assert_header(first, "X-Content-Type-Options", "nosniff");
        for (guint i = 0; i < 3; i++) {
            g_autoptr(Answer) again = ask_alone(&world, asked, NULL);

            assert_same(again, first, TRUE);
        }
    }
    for (guint i = 0; i < 3; i++) {
        g_autoptr(Answer) page = ask_alone(&world, KEPT_PAGE, NULL);
        g_autofree char *etag = answer_header(page, "ETag");
        g_autofree char *asked = g_strdup_printf(KEPT_PAGE "\r\nIf-None-Match: %s", etag);

        g_clear_pointer(&known, answer_free);
        known = ask_alone(&world, asked, NULL);
        g_assert_cmpuint(known->status, ==, 304);
        g_assert_cmpuint(known->body->len, ==, 0);
        assert_header(known, "ETag", etag);
    }
    atomic_fetch_add(&world.generation, 1);
    renewed = ask_alone(&world, KEPT_PAGE, NULL);
    g_assert_cmpint(renewed->body->str[0], ==, 'b');
    stop_world(&world);
}

static void
ask_and_ask(gpointer data)
{
    const World *world = data;
    Client *client = dial(world);

    for (guint i = 0; i < 200; i++) {
        g_autoptr(Answer) answer =
            ask(client, i % 2 == 0 ? KEPT_PAGE "\r\nHost: test\r\n\r\n" : KEPT_ZIP "\r\nHost: test\r\n\r\n");

        g_assert_cmpuint(answer->status, ==, 200);
        g_assert_true(answer->complete);
    }
    hang_up(client);
}

/* Many get it while it is made anew again and again. */
static void
test_a_kept_answer_is_shared_by_connections(void)
{
    World world = { 0 };
    Thread *threads[4];

    start_world(&world, &(HttpServerSettings){ .threads = 2 });
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = thread_start("asker", ask_and_ask, &world);
    for (guint i = 0; i < 20; i++) {
        g_usleep(1000);
        atomic_fetch_add(&world.generation, 1);
    }
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        thread_join(threads[i]);
    stop_world(&world);
}

/* ---- requests ---- */

static void
test_one_connection_serves_many_requests(void)
{
    World world = { 0 };
    start_world(&world, &defaults);
    Client *client = dial(&world);

    for (guint i = 0; i < 20; i++) {
        gboolean quick = i % 2 == 0;
        g_autoptr(Answer) answer = ask(client, quick ? "GET /quick?q=a%20b HTTP/1.1\r\nHost: t\r\n\r\n"
                                                     : "GET /slow HTTP/1.1\r\nHost: t\r\n\r\n");
        g_assert_cmpuint(answer->status, ==, 200);
        g_assert_cmpstr(answer->body->str, ==, quick ? "quick 127.0.0.1 http a b" : "slow");
        assert_header(answer, "Content-Type", "text/plain; charset=utf-8");
    }
    say(client, "GET /quick HTTP/1.1\r\nHost: t\r\n\r\nGET /slow HTTP/1.1\r\nHost: t\r\n\r\n");
    g_autoptr(Answer) first = hear(client, TRUE), second = hear(client, TRUE);
    g_assert_cmpstr(first->body->str, ==, "quick 127.0.0.1 http (null)");
    g_assert_cmpstr(second->body->str, ==, "slow");
    hang_up(client);
    HttpServerCounts counts;
    http_server_counts(world.server, &counts);
    g_assert_cmpuint(counts.requests, ==, 22);
    stop_world(&world);
}

static void
test_methods_and_paths(void)
{
    World world = { 0 };
    start_world(&world, &defaults);

    g_autoptr(Answer) missing = ask_alone(&world, "GET /nowhere HTTP/1.1", NULL);
    g_assert_cmpuint(missing->status, ==, 404);
    g_assert_cmpstr(missing->body->str, ==, "<h1>404 Page not found</h1>");
    g_autoptr(Answer) wrong = ask_alone(&world, "POST /quick HTTP/1.1", "a=b");
    g_assert_cmpuint(wrong->status, ==, 405);
    assert_header(wrong, "Allow", "GET, HEAD, OPTIONS");
    g_autoptr(Answer) options = ask_alone(&world, "OPTIONS /upload HTTP/1.1", NULL);
    g_assert_cmpuint(options->status, ==, 204);
    assert_header(options, "Allow", "POST, OPTIONS");
    g_autoptr(Answer) unknown = ask_alone(&world, "BREW /quick HTTP/1.1", NULL);
    g_assert_cmpuint(unknown->status, ==, 501);
    g_autoptr(Answer) malformed = ask_alone(&world, "GET /quick%00 HTTP/1.1", NULL);
    g_assert_cmpuint(malformed->status, ==, 400);
    g_autoptr(Answer) file = ask_alone(&world, "GET /file HTTP/1.1", NULL);
    g_assert_cmpstr(file->body->str, ==, "from a file");
    assert_header(
        file, "Content-Disposition",
        "attachment; filename=\"Plane _neu___X_ y.txt\"; filename*=UTF-8''Pl%C3%A4ne%20%22neu%22%0D%0AX%3A%20y.txt");
    g_autoptr(Answer) staff = ask_alone(&world, "GET /staff HTTP/1.1", NULL);
    g_assert_cmpuint(staff->status, ==, 303);
    assert_header(staff, "Location", "/sign-in");

    Client *client = dial(&world);
    say(client, "HEAD /quick HTTP/1.1\r\nHost: t\r\n\r\n");
    g_autoptr(Answer) head = hear(client, FALSE);
    g_assert_cmpuint(head->status, ==, 200);
    assert_header(head, "Content-Length", "27");
    g_autoptr(Answer) after = ask(client, "GET /slow HTTP/1.1\r\nHost: t\r\n\r\n");
    g_assert_cmpstr(after->body->str, ==, "slow");
    hang_up(client);
    stop_world(&world);
}

static void
test_errors_become_pages_without_their_details(void)
{
    static const struct {
        TribuneError code;
        guint status;
    } cases[] = {
        { TRIBUNE_ERROR_INVALID, 400 },  { TRIBUNE_ERROR_FORBIDDEN, 403 }, { TRIBUNE_ERROR_NOT_FOUND, 404 },
        { TRIBUNE_ERROR_CONFLICT, 409 }, { TRIBUNE_ERROR_LIMIT, 413 },     { TRIBUNE_ERROR_TEMPORARY, 503 },
        { TRIBUNE_ERROR_INTERNAL, 500 },
    };
    World world = { 0 };
    start_world(&world, &defaults);

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *head = g_strdup_printf("GET /failure/%d HTTP/1.1", (int)cases[i].code);
        g_autoptr(Answer) answer = ask_alone(&world, head, NULL);
        g_assert_cmpuint(answer->status, ==, cases[i].status);
        g_assert_null(strstr(answer->body->str, "secret"));
        assert_header(answer, "Content-Security-Policy", HEADERS_POLICY_PAGE);
        assert_header(answer, "Retry-After", cases[i].status == 503 ? "5" : NULL);
    }
    stop_world(&world);
}

static void
test_security_headers(void)
{
    HttpServerSettings https = { .public_url = "https://tribune.example/", .trust_proxy = TRUE };
    World plain = { 0 }, secure = { 0 };
    start_world(&plain, &defaults);
    start_world(&secure, &https);

    g_autoptr(Answer) a =
        ask_alone(&plain, "GET /quick HTTP/1.1\r\nX-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Proto: https", NULL);
    g_assert_cmpstr(a->body->str, ==, "quick 127.0.0.1 http (null)");
    assert_header(a, "Strict-Transport-Security", NULL);
    assert_header(a, "X-Content-Type-Options", "nosniff");
    assert_header(a, "Cache-Control", "no-store");
    assert_header(a, "Cross-Origin-Opener-Policy", "same-origin");
    g_autoptr(Answer) b = ask_alone(&secure, "GET /quick HTTP/1.1\r\nX-Forwarded-For: 9.9.9.9, 2001:db8::7", NULL);
    g_assert_cmpstr(b->body->str, ==, "quick 2001:db8::7 https (null)");
    assert_header(b, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    g_autoptr(Answer) c =
        ask_alone(&secure, "GET /quick HTTP/1.1\r\nX-Forwarded-For: 9.9.9.9\r\nx-forwarded-for: 2001:db8::8", NULL);
    g_assert_cmpstr(c->body->str, ==, "quick 2001:db8::8 https (null)");
    stop_world(&plain);
    stop_world(&secure);
}

static void
test_posts_come_from_our_own_pages(void)
{
    HttpServerSettings https = { .public_url = "https://tribune.example" };
    World plain = { 0 }, secure = { 0 };
    start_world(&plain, &defaults);
    start_world(&secure, &https);
    const char *form = "Content-Type: application/x-www-form-urlencoded";
    const struct {
        World *world;
        const char *origin;
        guint status;
    } cases[] = {
        { &plain, "X: y", 403 },
        { &plain, "Origin: http://test", 200 },
        { &plain, "Origin: https://test", 403 },
        { &plain, "Origin: null", 403 },
        { &plain, "Sec-Fetch-Site: same-origin", 200 },
        { &plain, "Sec-Fetch-Site: cross-site\r\nOrigin: http://test", 403 },
        { &plain, "Sec-Fetch-Site: none", 403 },
        { &secure, "Origin: https://tribune.example", 200 },
        { &secure, "Origin: http://test", 403 },
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *head = g_strdup_printf("POST /form HTTP/1.1\r\n%s\r\n%s", form, cases[i].origin);
        g_autoptr(Answer) answer = ask_alone(cases[i].world, head, "state=open");
        g_assert_cmpuint(answer->status, ==, cases[i].status);
    }
    stop_world(&plain);
    stop_world(&secure);
}

/* ---- bodies and limits ---- */

static void
test_uploads(void)
{
    World world = { 0 };
    start_world(&world, &defaults);
    g_autofree char *content = g_strnfill(300 * 1024, 'x');
    g_autofree char *body =
        g_strconcat("--b\r\nContent-Disposition: form-data; name=\"state\"\r\n\r\nopen\r\n"
                    "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n",
                    content, "\r\n--b--\r\n", NULL);

    g_autoptr(Answer) upload =
        ask_alone(&world, "POST /upload HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=b", body);
    g_assert_cmpstr(upload->body->str, ==, "open a.txt 307200 ");
    g_autoptr(Answer) json = ask_alone(&world, "POST /upload HTTP/1.1\r\nContent-Type: application/json", "{\"a\":1}");
    g_assert_cmpstr(json->body->str, ==, "(null) - 7 {\"a\":1}");
    g_autoptr(Answer) broken =
        ask_alone(&world, "POST /upload HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=b", "--b\r\n");
    g_assert_cmpuint(broken->status, ==, 400);
    stop_world(&world);
}

static void
test_bodies_over_the_limit(void)
{
    World world = { 0 };
    start_world(&world, &defaults);
    g_autofree char *content = g_strnfill(100 * 1024, 'x');
    Client *client = dial(&world);

    /* Announced: refused, read, and the connection goes on. */
    say(client, "POST /small HTTP/1.1\r\nHost: t\r\nContent-Length: 102400\r\n\r\n");
    say(client, content);
    g_autoptr(Answer) announced = hear(client, TRUE);
    g_assert_cmpuint(announced->status, ==, 413);
    /* Not announced. */
    say(client, "POST /small HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n19000\r\n");
    say(client, content);
    say(client, "\r\n0\r\n\r\n");
    g_autoptr(Answer) chunked = hear(client, TRUE);
    g_assert_cmpuint(chunked->status, ==, 413);
    g_autoptr(Answer) after = ask(client, "GET /slow HTTP/1.1\r\nHost: t\r\n\r\n");
    g_assert_cmpstr(after->body->str, ==, "slow");
    /* Who asks first is told first. */
    g_autoptr(Answer) expected =
        ask(client, "POST /small HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: 102400\r\n\r\n");
    g_assert_cmpuint(expected->status, ==, 413);
    hang_up(client);
    /* Far too large: told at once. */
    client = dial(&world);
    g_autoptr(Answer) huge = ask(client, "POST /small HTTP/1.1\r\nHost: t\r\nContent-Length: 99000000000\r\n\r\n");
    g_assert_cmpuint(huge->status, ==, 413);
    assert_header(huge, "Connection", "close");
    hang_up(client);
    stop_world(&world);
}

static Answer *
ask_with_filler(const World *world, const char *before, gsize length, const char *after)
{
    g_autofree char *filler = g_strnfill(length, 'a');
    g_autofree char *head = g_strconcat(before, filler, after, NULL);

    return ask_alone(world, head, NULL);
}

static void
test_heads_have_limits(void)
{
    World world = { 0 };
    start_world(&world, &defaults);
    GString *many = g_string_new("GET /quick HTTP/1.1");

    for (guint i = 0; i < 80; i++)
        g_string_append_printf(many, "\r\nX-Header-%02u: %080u", i, i);
    g_autoptr(Answer) small = ask_alone(&world, many->str, NULL);
    g_assert_cmpuint(small->status, ==, 200);
    g_autoptr(Answer) cookie = ask_with_filler(&world, "GET /quick HTTP/1.1\r\nCookie: a=", 8000, "");
    g_assert_cmpuint(cookie->status, ==, 200);
    g_autoptr(Answer) over = ask_with_filler(&world, "GET /quick HTTP/1.1\r\nX: ", 12500, "");
    g_assert_cmpuint(over->status, ==, 431);
    g_autoptr(Answer) large = ask_with_filler(&world, "GET /quick HTTP/1.1\r\nX: ", 40000, "");
    g_assert_cmpuint(large->status, ==, 431);
    g_autoptr(Answer) target = ask_with_filler(&world, "GET /quick?q=", HTTP_TARGET_LIMIT, " HTTP/1.1");
    g_assert_cmpuint(target->status, ==, 414);
    g_autoptr(Answer) path = ask_with_filler(&world, "GET /", ROUTER_PATH_LIMIT, " HTTP/1.1");
    g_assert_cmpuint(path->status, ==, 414);
    g_autoptr(Answer) longest = ask_with_filler(&world, "GET /quick?q=", 3000, " HTTP/1.1");
    g_assert_cmpuint(longest->status, ==, 200);
    g_string_free(many, TRUE);
    stop_world(&world);
}

static void
test_smuggling_is_refused(void)
{
    static const char *const heads[] = {
        "POST /small HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 5",
        "POST /small HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6",
        "POST /small HTTP/1.1\r\nTransfer-Encoding: gzip, chunked",
        "POST /small HTTP/1.1\r\nContent-Length: +5",
    };
    World world = { 0 };
    start_world(&world, &defaults);

    for (guint i = 0; i < G_N_ELEMENTS(heads); i++) {
        g_autofree char *request = g_strconcat(heads[i], "\r\nHost: t\r\n\r\n0\r\n\r\n", NULL);
        Client *client = dial(&world);
        g_autoptr(Answer) answer = ask(client, request);
        g_assert_cmpuint(answer->status, ==, 400);
        while (hear_more(client)) /* ends: the connection is closed */
            ;
        hang_up(client);
    }
    stop_world(&world);
}

/* ---- waiting ---- */

static void
set_hold(World *world, gboolean hold)
{
    mutex_lock(&world->lock);
    world->hold = hold;
    condition_broadcast(&world->changed);
    mutex_unlock(&world->lock);
}

static void
test_a_full_pool_says_try_later(void)
{
    HttpServerSettings settings = { .workers = 1, .waiting = 1 };
    World world = { .hold = TRUE };
    start_world(&world, &settings);
    Client *clients[3];

    clients[0] = dial(&world);
    say(clients[0], "GET /held HTTP/1.1\r\nHost: t\r\n\r\n");
    mutex_lock(&world.lock);
    while (world.held == 0)
        condition_wait(&world.changed, &world.lock);
    mutex_unlock(&world.lock);
    /* One runs; of the next two, one waits and one is refused. */
    clients[1] = dial(&world);
    say(clients[1], "GET /held HTTP/1.1\r\nHost: t\r\n\r\n");
    g_usleep(100 * 1000);
    clients[2] = dial(&world);
    g_autoptr(Answer) refused = ask(clients[2], "GET /held HTTP/1.1\r\nHost: t\r\n\r\n");
    g_assert_cmpuint(refused->status, ==, 503);
    assert_header(refused, "Retry-After", "5");
    /* Quick routes go on meanwhile. */
    g_autoptr(Answer) quick = ask(clients[2], "GET /quick HTTP/1.1\r\nHost: t\r\n\r\n");
    g_assert_cmpuint(quick->status, ==, 200);
    set_hold(&world, FALSE);
    for (guint i = 0; i < 2; i++) {
        g_autoptr(Answer) answer = hear(clients[i], TRUE);
        g_assert_cmpstr(answer->body->str, ==, "held");
    }
    for (guint i = 0; i < 3; i++)
        hang_up(clients[i]);
    stop_world(&world);
}

static void
test_who_leaves_in_the_middle_leaves_nothing(void)
{
    static const char *const starts[] = {
        "GET /quick HTTP/1.1\r\nHo",
        "POST /upload HTTP/1.1\r\nHost: t\r\nContent-Length: 100\r\n\r\nhalf",
        ("POST /upload HTTP/1.1\r\nHost: t\r\nContent-Type: multipart/form-data; boundary=b\r\n"
         "Content-Length: 100\r\n\r\n--b\r\n"),
        "GET /held HTTP/1.1\r\nHost: t\r\n\r\n",
        "GET /slow HTTP/1.1\r\nHost: t\r\n\r\nGET /slow HTTP/1.1\r\nHost: t\r\n\r\nGET /sl",
    };
    World world = { .hold = TRUE };
    HttpServerCounts counts = { 0 };
    start_world(&world, &defaults);

    for (guint i = 0; i < G_N_ELEMENTS(starts); i++) {
        Client *client = dial(&world);
        say(client, starts[i]);
        g_usleep(20 * 1000);
        hang_up(client);
    }
    set_hold(&world, FALSE);
    for (guint i = 0; i < 300; i++) {
        http_server_counts(world.server, &counts);
        if (counts.requests >= G_N_ELEMENTS(starts) && counts.under_way == 0)
            break;
        g_usleep(10 * 1000);
    }
    g_assert_cmpuint(counts.requests, >=, G_N_ELEMENTS(starts));
    g_assert_cmpuint(counts.under_way, ==, 0);
    stop_world(&world);
}

static void
test_events_reach_open_pages(void)
{
    HttpServerSettings settings = { .streams = 2 };
    World world = { 0 };
    start_world(&world, &settings);
    EventsHub *hub = http_server_events(world.server);
    Client *clients[2];

    for (guint i = 0; i < 2; i++) {
        clients[i] = dial(&world);
        say(clients[i], "GET /events HTTP/1.1\r\nHost: t\r\n\r\n");
        g_autofree char *head = hear_until(clients[i], "retry: 3000\n\n");
        g_assert_nonnull(strstr(head, "Content-Type: text/event-stream"));
    }
    g_autoptr(Answer) third = ask_alone(&world, "GET /events HTTP/1.1", NULL);
    g_assert_cmpuint(third->status, ==, 503);

    for (guint round = 0; round < 50; round++) {
        g_autofree char *data = g_strdup_printf("round %u", round);
        g_autofree char *expected = g_strdup_printf("event: case\ndata: %s\n\n", data);
        events_publish(hub, "other", "case", "not for us");
        events_publish(hub, "inbox", "case", data);
        for (guint i = 0; i < 2; i++) {
            g_autofree char *event = hear_until(clients[i], expected);
            g_assert_nonnull(event);
            g_assert_null(strstr(event, "not for us"));
        }
    }
    events_tick(hub, clock_monotonic());
    g_autofree char *comment = hear_until(clients[0], ":\n\n");
    g_assert_nonnull(comment);
    hang_up(clients[0]); /* is noticed at the next events, and its place is free again */
    for (guint i = 0; i < 200 && events_count(hub) == 2; i++) {
        events_publish(hub, "inbox", "case", "");
        g_usleep(10 * 1000);
    }
    g_assert_cmpuint(events_count(hub), ==, 1);
    events_disconnect(hub, 7);
    g_autofree char *end = hear_until(clients[1], "\r\n0\r\n");
    g_assert_nonnull(end);
    hang_up(clients[1]);
    stop_world(&world);
}

static void
test_stop_ends_streams_and_finishes_handlers(void)
{
    World world = { .hold = TRUE };
    start_world(&world, &defaults);
    Client *stream = dial(&world), *held = dial(&world), *idle = dial(&world);

    say(stream, "GET /events HTTP/1.1\r\nHost: t\r\n\r\n");
    g_autofree char *start = hear_until(stream, "retry: 3000\n\n");
    g_assert_nonnull(start);
    say(held, "GET /held HTTP/1.1\r\nHost: t\r\n\r\n");
    mutex_lock(&world.lock);
    while (world.held == 0)
        condition_wait(&world.changed, &world.lock);
    mutex_unlock(&world.lock);
    set_hold(&world, FALSE);
    gint64 before = clock_monotonic();
    stop_world(&world);
    g_assert_cmpint(clock_monotonic() - before, <, 4 * CLOCK_SECOND);
    g_autofree char *end = hear_until(stream, "\r\n0\r\n");
    g_assert_nonnull(end);
    g_autoptr(Answer) answer = hear(held, TRUE);
    g_assert_cmpstr(answer->body->str, ==, "held");
    hang_up(stream);
    hang_up(held);
    hang_up(idle);
}

typedef struct {
    World *world;
    guint answers;
    guint broken;
} Load;

static void
run_load(gpointer data)
{
    Load *load = data;

    while (TRUE) {
        Client *client = dial(load->world);
        gboolean refused = client->fd < 0;

        for (guint i = 0; !refused && i < 50; i++) {
            g_autoptr(Answer) answer = ask(client, i % 3 == 0 ? "GET /slow HTTP/1.1\r\nHost: t\r\n\r\n"
                                                              : "GET /quick HTTP/1.1\r\nHost: t\r\n\r\n");
            load->broken += !answer->complete;
            load->answers += answer->status == 200;
            if (answer->status == 0)
                break;
        }
        hang_up(client);
        if (refused)
            return;
    }
}

static void
test_stop_under_load_breaks_no_answer(void)
{
    HttpServerSettings settings = { .threads = 2, .workers = 3 };
    World world = { 0 };
    Load loads[4] = { 0 };
    Thread *threads[4];
    start_world(&world, &settings);

    for (guint i = 0; i < 4; i++) {
        loads[i].world = &world;
        threads[i] = thread_start("load", run_load, &loads[i]);
    }
    g_usleep(300 * 1000);
    stop_world(&world);
    for (guint i = 0; i < 4; i++) {
        thread_join(threads[i]);
        g_assert_cmpuint(loads[i].broken, ==, 0);
        g_assert_cmpuint(loads[i].answers, >, 0);
    }
}

static void
test_a_unix_socket_carries_the_proxys_word(void)
{
    g_autofree char *dir = g_dir_make_tmp("tribune-http-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(dir, "http", NULL);
    g_autofree char *listen = g_strconcat("unix:", path, NULL);
    HttpServerSettings settings = { .listen = listen, .mode = 0600, .trust_proxy = TRUE };
    HttpFace face = { routes, G_N_ELEMENTS(routes) };
    HttpServer *server = http_server_new(&settings, NULL);
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    Client client = { socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), g_string_new(NULL) };

    http_server_add(server, &face);
    g_assert_true(http_server_start(server, NULL));
    g_assert_cmpstr(http_server_url(server), ==, listen);
    g_strlcpy(address.sun_path, path, sizeof address.sun_path);
    g_assert_cmpint(connect(client.fd, (struct sockaddr *)&address, sizeof address), ==, 0);
    g_autoptr(Answer) answer = ask(&client, "GET /quick HTTP/1.1\r\nHost: t\r\nX-Forwarded-For: 192.0.2.7\r\n\r\n");
    g_assert_cmpstr(answer->body->str, ==, "quick 192.0.2.7 http (null)");
    close(client.fd);
    g_string_free(client.in, TRUE);
    http_server_stop(server);
    g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
    rmdir(dir);
}

static void
test_wrong_settings_are_refused(void)
{
    static const HttpServerSettings wrong[] = {
        { .listen = "nonsense" },
        { .listen = "127.0.0.1:99999" },
        { .listen = "127.0.0.1:0", .public_url = "tribune.example" },
        { .listen = "127.0.0.1:0", .public_url = "https://" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(http_server_new(&wrong[i], &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG);
    }
    World world = { 0 };
    start_world(&world, &defaults);
    g_autofree char *taken = g_strdup_printf("127.0.0.1:%u", world.port);
    HttpServerSettings second = { .listen = taken };
    g_autoptr(GError) error = NULL;
    HttpServer *server = http_server_new(&second, &error);
    g_assert_no_error(error);
    g_assert_false(http_server_start(server, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG);
    http_server_stop(server);
    stop_world(&world);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/server/one-connection-serves-many-requests", test_one_connection_serves_many_requests);
    g_test_add_func("/server/methods-and-paths-have-their-answers", test_methods_and_paths);
    g_test_add_func("/server/errors-become-pages-without-their-details",
                    test_errors_become_pages_without_their_details);
    g_test_add_func("/server/a-kept-answer-is-the-same-each-time", test_a_kept_answer_is_the_same_each_time);
    g_test_add_func("/server/a-kept-answer-is-shared-by-connections", test_a_kept_answer_is_shared_by_connections);
    g_test_add_func("/server/every-response-has-security-headers", test_security_headers);
    g_test_add_func("/server/posts-come-from-our-own-pages", test_posts_come_from_our_own_pages);
    g_test_add_func("/server/uploads-arrive-whole", test_uploads);
    g_test_add_func("/server/bodies-over-the-limit-are-told-so", test_bodies_over_the_limit);
    g_test_add_func("/server/heads-have-limits", test_heads_have_limits);
    g_test_add_func("/server/two-ways-to-read-a-length-are-refused", test_smuggling_is_refused);
    g_test_add_func("/server/a-full-pool-says-try-later", test_a_full_pool_says_try_later);
    g_test_add_func("/server/who-leaves-in-the-middle-leaves-nothing", test_who_leaves_in_the_middle_leaves_nothing);
    g_test_add_func("/server/events-reach-open-pages", test_events_reach_open_pages);
    g_test_add_func("/server/stop-ends-streams-and-finishes-handlers", test_stop_ends_streams_and_finishes_handlers);
    g_test_add_func("/server/stop-under-load-breaks-no-answer", test_stop_under_load_breaks_no_answer);
    g_test_add_func("/server/a-unix-socket-carries-the-proxys-word", test_a_unix_socket_carries_the_proxys_word);
    g_test_add_func("/server/wrong-settings-are-refused", test_wrong_settings_are_refused);
    return g_test_run();
}
