/* SPDX-License-Identifier: Apache-2.0 */
/* The HTTP server: requests and their answers, over a socket. */
#include "http/headers.h"
#include "http/test-server-house.h"

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
    g_test_add_func("/server/a-unix-socket-carries-the-proxys-word", test_a_unix_socket_carries_the_proxys_word);
    g_test_add_func("/server/wrong-settings-are-refused", test_wrong_settings_are_refused);
    return g_test_run();
}
