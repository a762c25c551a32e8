/* SPDX-License-Identifier: Apache-2.0 */
/* Fetching from a small server of our own on loopback. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/thread.h"
#include "net/fetch.h"
#include "net/listener.h"

static const char *const LOOPBACK[] = { "127.0.0.1", NULL };

typedef struct {
    Listener *listener;
    Mutex mutex;
    GString *heard; /* all requests */
    guint connections;
} Server;

static gboolean
read_request(Stream *stream, GString *ret)
{
    const char *length;
    char byte;
    gsize body = 0;

    while (!g_str_has_suffix(ret->str, "\r\n\r\n")) {
        if (stream_read_some(stream, &byte, 1, NULL) != 1)
            return FALSE;
        g_string_append_c(ret, byte);
    }
    length = strstr(ret->str, "Content-Length: ");
    if (length != NULL)
        body = (gsize)atoi(length + strlen("Content-Length: "));
    for (gsize i = 0; i < body && stream_read_some(stream, &byte, 1, NULL) == 1; i++)
        g_string_append_c(ret, byte);
    return TRUE;
}

static char *
answer_to(const char *request, guint16 port)
{
    g_autofree char *filler = g_strnfill(2000, 'x');
    GString *out;

    if (strstr(request, " /hello ") != NULL)
        return g_strdup(
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX-Two: a\r\nx-two: b\r\nContent-Length: 5\r\n\r\nHello");
    if (strstr(request, " /missing ") != NULL)
        return g_strdup("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnone");
    if (strstr(request, " /move ") != NULL)
        return g_strdup_printf(
            "HTTP/1.1 302 Found\r\nX-Old: 1\r\nLocation: http://127.0.0.1:%u/hello\r\nContent-Length: 0\r\n\r\n", port);
    if (strstr(request, " /inward ") != NULL) /* an address that only this server may use */
        return g_strdup_printf("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.2:%u/hello\r\nContent-Length: 0\r\n\r\n",
                               port);
    if (strstr(request, " /file ") != NULL)
        return g_strdup("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n");
    if (strstr(request, " /loop ") != NULL)
        return g_strdup("HTTP/1.1 302 Found\r\nLocation: /loop\r\nContent-Length: 0\r\n\r\n");
    if (strstr(request, " /announced ") != NULL)
        return g_strdup_printf("HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n%s", filler);
    if (strstr(request, " /unannounced ") != NULL)
        return g_strdup_printf("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n%s", filler);
    if (strstr(request, " /headers ") != NULL) {
        out = g_string_new("HTTP/1.1 200 OK\r\n");
        for (int i = 0; i < 50; i++)
            g_string_append_printf(out, "X-%d: %s\r\n", i, filler);
        g_string_append(out, "Content-Length: 0\r\n\r\n");
        return g_string_free(out, FALSE);
    }
    return NULL;
}

static void
serve(Stream *stream, const char *client, gpointer data)
{
    Server *server = data;

    (void)client;
    mutex_lock(&server->mutex);
    server->connections++;
    mutex_unlock(&server->mutex);
    for (;;) {
        g_autoptr(GString) request = g_string_new(NULL);
        g_autofree char *answer = NULL;
        char byte;

        if (!read_request(stream, request))
            return;
        mutex_lock(&server->mutex);
        g_string_append(server->heard, request->str);
        answer = answer_to(request->str, listener_port(server->listener));
        mutex_unlock(&server->mutex);
        if (answer == NULL)
            stream_read_some(stream, &byte, 1, NULL); /* silence */
        else
            stream_write_all(stream, answer, strlen(answer), NULL);
        if (answer == NULL || strstr(answer, "Connection: close") != NULL)
            return;
    }
}

static void
start_server(Server *server)
{
    g_autoptr(NetAddress) address = netaddress_parse("*:0", NULL);
    ListenerSettings settings = {
        .name = "web",
        .address = address,
        .connections = 16,
        .timeout = 10 * CLOCK_SECOND,
        .serve = serve,
        .data = server,
    };

    *server = (Server){ .heard = g_string_new(NULL) };
    mutex_init(&server->mutex);
    mutex_lock(&server->mutex);
    server->listener = listener_start(&settings, NULL);
    mutex_unlock(&server->mutex);
    g_assert_nonnull(server->listener);
}

static void
stop_server(Server *server)
{
    listener_stop(server->listener, 0);
    mutex_clear(&server->mutex);
    g_string_free(server->heard, TRUE);
}

static Fetch *
fetch_with(const char *const *allowed)
{
    FetchSettings settings = { .allowed = allowed, .user_agent = "Tribune/test", .max_size = 1000, .max_redirects = 3 };

    return fetch_new(&settings, NULL);
}

static gboolean
perform(Fetch *fetch, const Server *server, const char *method, const char *path, FetchResponse **ret, GError **error)
{
    g_autofree char *url = g_strdup_printf("http://127.0.0.1:%u%s", listener_port(server->listener), path);
    FetchRequest request = { .method = method, .url = url };

    return fetch_perform(fetch, &request, clock_monotonic() + 5 * CLOCK_SECOND, ret, error);
}

static void
assert_fails(const char *path, TribuneError code)
{
    g_autoptr(Fetch) fetch = fetch_with(LOOPBACK);
    g_autoptr(FetchResponse) response = NULL;
    g_autoptr(GError) error = NULL;
    Server server;

    start_server(&server);
    g_assert_false(perform(fetch, &server, NULL, path, &response, &error));
    g_assert_error(error, TRIBUNE_ERROR, (int)code);
    stop_server(&server);
}

/* ---- tests ---- */

static void
an_answer_has_status_headers_and_body(void)
{
    g_autoptr(Fetch) fetch = fetch_with(LOOPBACK);
    g_autoptr(FetchResponse) response = NULL;
    g_autoptr(FetchResponse) missing = NULL;
    Server server;

    start_server(&server);
    g_assert_true(perform(fetch, &server, NULL, "/hello", &response, NULL));
    g_assert_cmpuint(response->status, ==, 200);
    g_assert_cmpmem(g_bytes_get_data(response->body, NULL), g_bytes_get_size(response->body), "Hello", 5);
    g_assert_cmpstr(fetch_response_header(response, "content-type"), ==, "text/plain");
    g_assert_cmpstr(fetch_response_header(response, "x-two"), ==, "a, b");
    g_assert_null(fetch_response_header(response, "x-three"));
    g_assert_true(perform(fetch, &server, NULL, "/missing", &missing, NULL));
    g_assert_cmpuint(missing->status, ==, 404);
    g_assert_cmpuint(server.connections, ==, 1); /* used again */
    stop_server(&server);
}

static void
visit(Fetch *fetch, const Server *server, guint host)
{
    g_autofree char *url = g_strdup_printf("http://127.0.0.%u:%u/hello", host, listener_port(server->listener));
    g_autoptr(FetchResponse) response = NULL;

    g_assert_true(
        fetch_perform(fetch, &(FetchRequest){ .url = url }, clock_monotonic() + 5 * CLOCK_SECOND, &response, NULL));
}

static void
a_connection_is_kept_for_each_of_many_hosts(void)
{
    static const char *const HOSTS[] = { "127.0.0.0/8", NULL };
    g_autoptr(Fetch) fetch = fetch_with(HOSTS);
    Server server;

    start_server(&server);
    for (guint round = 0; round < 3; round++)
        for (guint host = 1; host <= 12; host++)
            visit(fetch, &server, host);
    g_assert_cmpuint(server.connections, ==, 12);
    stop_server(&server);
}

static void
a_body_and_headers_are_sent(void)
{
    static const char *const headers[] = { "Content-Type: application/json", "X-Mark: yes", NULL };
    g_autoptr(Fetch) fetch = fetch_with(LOOPBACK);
    g_autoptr(FetchResponse) response = NULL;
    g_autoptr(GBytes) body = g_bytes_new_static("{\"a\":1}", 7);
    g_autofree char *url = NULL;
    FetchRequest request = { .method = "POST", .headers = headers, .body = body };
    Server server;

    start_server(&server);
    request.url = url = g_strdup_printf("http://127.0.0.1:%u/hello", listener_port(server.listener));
    g_assert_true(fetch_perform(fetch, &request, clock_monotonic() + 5 * CLOCK_SECOND, &response, NULL));
    mutex_lock(&server.mutex);
    g_assert_true(g_str_has_prefix(server.heard->str, "POST /hello HTTP/1.1\r\n"));
    g_assert_nonnull(strstr(server.heard->str, "\r\nContent-Type: application/json\r\n"));
    g_assert_nonnull(strstr(server.heard->str, "\r\nX-Mark: yes\r\n"));
    g_assert_nonnull(strstr(server.heard->str, "\r\nUser-Agent: Tribune/test\r\n"));
    g_assert_null(strstr(server.heard->str, "Expect"));
    g_assert_true(g_str_has_suffix(server.heard->str, "\r\n\r\n{\"a\":1}"));
    mutex_unlock(&server.mutex);
    stop_server(&server);
}

static void
loopback_is_refused_however_it_is_written(void)
{
    static const char *const hosts[] = { "127.0.0.1", "localhost",          "0x7f.1", "2130706433",
                                         "[::1]",     "[::ffff:127.0.0.1]", "0" };
    g_autoptr(Fetch) fetch = fetch_with(NULL);
    Server server;

    start_server(&server);
    for (gsize i = 0; i < G_N_ELEMENTS(hosts); i++) {
        g_autofree char *url = g_strdup_printf("http://%s:%u/hello", hosts[i], listener_port(server.listener));
        FetchRequest request = { .url = url };
        g_autoptr(FetchResponse) response = NULL;
        g_autoptr(GError) error = NULL;

        g_assert_false(fetch_perform(fetch, &request, clock_monotonic() + 5 * CLOCK_SECOND, &response, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    }
    g_assert_cmpuint(server.connections, ==, 0);
    stop_server(&server);
}

static void
redirects_are_followed_and_the_last_answer_counts(void)
{
    g_autoptr(Fetch) fetch = fetch_with(LOOPBACK);
    g_autoptr(FetchResponse) response = NULL;
    Server server;

    start_server(&server);
    g_assert_true(perform(fetch, &server, NULL, "/move", &response, NULL));
    g_assert_cmpuint(response->status, ==, 200);
    g_assert_true(g_str_has_suffix(response->url, "/hello"));
    g_assert_null(fetch_response_header(response, "x-old"));
    stop_server(&server);
}

static void
a_redirect_to_a_refused_address_is_refused(void)
{
    assert_fails("/inward", TRIBUNE_ERROR_FORBIDDEN);
}

static void
a_redirect_to_another_scheme_is_refused(void)
{
    assert_fails("/file", TRIBUNE_ERROR_INVALID);
}

static void
endless_redirects_end_at_the_limit(void)
{
    assert_fails("/loop", TRIBUNE_ERROR_LIMIT);
}

static void
a_redirect_of_a_post_is_given_back(void)
{
    g_autoptr(Fetch) fetch = fetch_with(LOOPBACK);
    g_autoptr(FetchResponse) response = NULL;
    Server server;

    start_server(&server);
    g_assert_true(perform(fetch, &server, "POST", "/move", &response, NULL));
    g_assert_cmpuint(response->status, ==, 302);
    stop_server(&server);
}

static void
answers_over_the_limit_are_refused_announced_or_not(void)
{
    assert_fails("/announced", TRIBUNE_ERROR_LIMIT);
    assert_fails("/unannounced", TRIBUNE_ERROR_LIMIT);
    assert_fails("/headers", TRIBUNE_ERROR_LIMIT);
}

static void
a_silent_server_ends_at_the_deadline(void)
{
    g_autoptr(Fetch) fetch = fetch_with(LOOPBACK);
    g_autoptr(FetchResponse) response = NULL;
    g_autoptr(GError) error = NULL;
    g_autofree char *url = NULL;
    FetchRequest request = { 0 };
    Server server;

    start_server(&server);
    request.url = url = g_strdup_printf("http://127.0.0.1:%u/silence", listener_port(server.listener));
    g_assert_false(fetch_perform(fetch, &request, clock_monotonic() + 100 * 1000, &response, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY);
    stop_server(&server);
}

static void
what_is_no_web_request_is_refused(void)
{
    static const char *const injected[] = { "X-A: b\r\nX-C: d", NULL };
    static const char *const nameless[] = { ": b", NULL };
    static const FetchRequest requests[] = {
        { .url = "file:///etc/passwd" },
        { .url = "ftp://example.org/" },
        { .url = "gopher://127.0.0.1:25/" },
        { .url = "" },
        { .url = "http://" },
        { .url = "http://user:secret@example.org/" },
        { .url = "http://example.org/", .method = "TRACE" },
        { .url = "http://example.org/", .headers = injected },
        { .url = "http://example.org/", .headers = nameless },
    };
    g_autoptr(Fetch) fetch = fetch_with(NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(requests); i++) {
        g_autoptr(FetchResponse) response = NULL;
        g_autoptr(GError) error = NULL;

        g_assert_false(fetch_perform(fetch, &requests[i], clock_monotonic() + CLOCK_SECOND, &response, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    }
}

static void
fetch_some(gpointer data)
{
    gpointer *both = data;

    for (int i = 0; i < 10; i++) {
        g_autoptr(FetchResponse) response = NULL;

        g_assert_true(perform(both[0], both[1], NULL, "/hello", &response, NULL));
        g_assert_cmpuint(response->status, ==, 200);
    }
}

static void
callers_at_once_do_not_disturb_each_other(void)
{
    g_autoptr(Fetch) fetch = fetch_with(LOOPBACK);
    Thread *threads[4];
    Server server;
    gpointer both[] = { fetch, &server };

    start_server(&server);
    for (int i = 0; i < 4; i++)
        threads[i] = thread_start("fetch", fetch_some, both);
    for (int i = 0; i < 4; i++)
        thread_join(threads[i]);
    stop_server(&server);
}

int
main(int argc, char **argv)
{
    g_setenv("http_proxy", "http://127.0.0.1:1", TRUE); /* must not matter */
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/fetch/an-answer-has-status-headers-and-body", an_answer_has_status_headers_and_body);
    g_test_add_func("/fetch/a-connection-is-kept-for-each-of-many-hosts", a_connection_is_kept_for_each_of_many_hosts);
    g_test_add_func("/fetch/a-body-and-headers-are-sent", a_body_and_headers_are_sent);
    g_test_add_func("/fetch/loopback-is-refused-however-it-is-written", loopback_is_refused_however_it_is_written);
    g_test_add_func("/fetch/redirects-are-followed-and-the-last-answer-counts",
                    redirects_are_followed_and_the_last_answer_counts);
    g_test_add_func("/fetch/a-redirect-to-a-refused-address-is-refused", a_redirect_to_a_refused_address_is_refused);
    g_test_add_func("/fetch/a-redirect-to-another-scheme-is-refused", a_redirect_to_another_scheme_is_refused);
    g_test_add_func("/fetch/endless-redirects-end-at-the-limit", endless_redirects_end_at_the_limit);
    g_test_add_func("/fetch/a-redirect-of-a-post-is-given-back", a_redirect_of_a_post_is_given_back);
    g_test_add_func("/fetch/answers-over-the-limit-are-refused-announced-or-not",
                    answers_over_the_limit_are_refused_announced_or_not);
    g_test_add_func("/fetch/a-silent-server-ends-at-the-deadline", a_silent_server_ends_at_the_deadline);
    g_test_add_func("/fetch/what-is-no-web-request-is-refused", what_is_no_web_request_is_refused);
    g_test_add_func("/fetch/callers-at-once-do-not-disturb-each-other", callers_at_once_do_not_disturb_each_other);
    return g_test_run();
}
