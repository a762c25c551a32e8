/* SPDX-License-Identifier: Apache-2.0 */
/* The HTTP server: bodies, heads and their limits. */
#include <poll.h>

#include "http/test-server-house.h"

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

/* ---- connections ---- */

/* One more than there is room for is neither refused nor served: its turn comes. */
static void
test_connections_over_the_limit_wait_for_a_place(void)
{
    HttpServerSettings settings = { .connections = 3, .threads = 2 };
    World world = { 0 };
    Client *clients[3], *late;
    struct pollfd polled = { .events = POLLIN };

    start_world(&world, &settings);
    for (guint i = 0; i < G_N_ELEMENTS(clients); i++) {
        clients[i] = dial(&world);
        g_autoptr(Answer) answer = ask(clients[i], "GET /quick HTTP/1.1\r\nHost: t\r\n\r\n");
        g_assert_cmpuint(answer->status, ==, 200);
    }
    late = dial(&world);
    say(late, "GET /quick HTTP/1.1\r\nHost: t\r\n\r\n");
    polled.fd = late->fd;
    g_assert_cmpint(poll(&polled, 1, 300), ==, 0);
    for (guint i = 0; i < G_N_ELEMENTS(clients); i++) { /* those before go on meanwhile */
        g_autoptr(Answer) answer = ask(clients[i], "GET /slow HTTP/1.1\r\nHost: t\r\n\r\n");
        g_assert_cmpuint(answer->status, ==, 200);
    }
    hang_up(clients[1]);
    g_autoptr(Answer) answer = hear(late, TRUE);
    g_assert_cmpuint(answer->status, ==, 200);
    hang_up(clients[0]);
    hang_up(clients[2]);
    hang_up(late);
    stop_world(&world);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/server/uploads-arrive-whole", test_uploads);
    g_test_add_func("/server/bodies-over-the-limit-are-told-so", test_bodies_over_the_limit);
    g_test_add_func("/server/heads-have-limits", test_heads_have_limits);
    g_test_add_func("/server/two-ways-to-read-a-length-are-refused", test_smuggling_is_refused);
    g_test_add_func("/server/connections-over-the-limit-wait-for-a-place",
                    test_connections_over_the_limit_wait_for_a_place);
    return g_test_run();
}
