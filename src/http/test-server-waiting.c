/* SPDX-License-Identifier: Apache-2.0 */
/* The HTTP server: streams that wait, who leaves in the middle, and stopping. */
#include "base/clock.h"
#include "http/test-server-house.h"

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

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/server/a-full-pool-says-try-later", test_a_full_pool_says_try_later);
    g_test_add_func("/server/who-leaves-in-the-middle-leaves-nothing", test_who_leaves_in_the_middle_leaves_nothing);
    g_test_add_func("/server/events-reach-open-pages", test_events_reach_open_pages);
    g_test_add_func("/server/stop-ends-streams-and-finishes-handlers", test_stop_ends_streams_and_finishes_handlers);
    g_test_add_func("/server/stop-under-load-breaks-no-answer", test_stop_under_load_breaks_no_answer);
    return g_test_run();
}
