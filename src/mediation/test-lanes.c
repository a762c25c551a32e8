/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/lanes.h"

#include <stdatomic.h>

#include "base/id.h"
#include "base/thread.h"

#define LANE 7

static void
who_is_first_has_its_turn(void)
{
    g_autoptr(Lanes) lanes = lanes_new();

    lanes_enter(lanes, LANE, 1);
    g_assert_true(lanes_await(lanes, LANE, 1));
    lanes_leave(lanes, LANE, 1);
    lanes_enter(lanes, LANE, 2);
    g_assert_true(lanes_await(lanes, LANE, 2));
}

static void
lanes_do_not_wait_for_one_another(void)
{
    g_autoptr(Lanes) lanes = lanes_new();

    lanes_enter(lanes, LANE, 1);
    lanes_enter(lanes, LANE + 1, 2);
    g_assert_true(lanes_await(lanes, LANE + 1, 2));
}

static void
what_is_in_no_lane_never_waits(void)
{
    g_autoptr(Lanes) lanes = lanes_new();

    lanes_enter(lanes, 0, 1);
    lanes_postpone(lanes, 0, 1, G_MAXINT64);
    lanes_enter(lanes, 0, 2);
    g_assert_true(lanes_await(lanes, 0, 2));
}

typedef struct {
    Lanes *lanes;
    atomic_bool left;
} Leaving;

static void
leave_soon(gpointer data)
{
    Leaving *leaving = data;

    g_usleep(CLOCK_SECOND / 20);
    atomic_store(&leaving->left, TRUE);
    lanes_leave(leaving->lanes, LANE, 1);
}

static void
the_second_waits_until_the_first_has_left(void)
{
    g_autoptr(Lanes) lanes = lanes_new();
    Leaving leaving = { .lanes = lanes };
    Thread *thread;

    lanes_enter(lanes, LANE, 1);
    lanes_enter(lanes, LANE, 2);
    thread = thread_start("leave", leave_soon, &leaving);
    g_assert_true(lanes_await(lanes, LANE, 2));
    g_assert_true(atomic_load(&leaving.left));
    thread_join(thread);
}

/* @first failed, and is tried again in a minute. */
static void
fail_first(Lanes *lanes, gint64 first, gint64 again)
{
    lanes_enter(lanes, LANE, first);
    lanes_postpone(lanes, LANE, first, again);
    lanes_leave(lanes, LANE, first);
}

static void
what_came_after_one_that_is_tried_again_has_its_turn_after_it(void)
{
    g_autoptr(Lanes) lanes = lanes_new();
    gint64 first = id_next(), second = id_next(), again = clock_now() + CLOCK_MINUTE;

    fail_first(lanes, first, again);
    lanes_enter(lanes, LANE, second);
    g_assert_cmpint(lanes_ask(lanes, LANE, second), ==, again + 1);
    g_assert_false(lanes_await(lanes, LANE, second));
    g_assert_cmpint(lanes_ask(lanes, LANE, first), ==, 0);
    lanes_enter(lanes, LANE, first);
    lanes_leave(lanes, LANE, first);
    g_assert_true(lanes_await(lanes, LANE, second));
}

static void
of_several_that_are_tried_again_each_waits_for_those_before_it(void)
{
    g_autoptr(Lanes) lanes = lanes_new();
    gint64 first = id_next(), second = id_next(), third = id_next(), again = clock_now() + CLOCK_MINUTE;

    fail_first(lanes, first, again);
    fail_first(lanes, second, again + 1);
    lanes_enter(lanes, LANE, first);
    lanes_leave(lanes, LANE, first);
    g_assert_cmpint(lanes_ask(lanes, LANE, third), ==, again + 2);
    g_assert_cmpint(lanes_ask(lanes, LANE, second), ==, 0);
}

static void
what_came_before_one_that_is_tried_again_does_not_wait_for_it(void)
{
    g_autoptr(Lanes) lanes = lanes_new();
    gint64 first = id_next(), second = id_next(), again = clock_now() + CLOCK_MINUTE;

    fail_first(lanes, second, again);
    g_assert_cmpint(lanes_ask(lanes, LANE, first), ==, 0);
    lanes_postpone(lanes, LANE, first, again + 5);
    g_assert_cmpint(lanes_ask(lanes, LANE, second), ==, again + 6);
}

static void
one_that_can_never_be_done_holds_the_others_up_for_a_while(void)
{
    g_autoptr(Lanes) lanes = lanes_new();
    gint64 now = clock_now();

    fail_first(lanes, id_at(now - LANES_PATIENCE - CLOCK_SECOND), now + CLOCK_MINUTE);
    g_assert_cmpint(lanes_ask(lanes, LANE, id_next()), ==, 0);
    fail_first(lanes, id_at(now - LANES_PATIENCE + CLOCK_MINUTE), now + CLOCK_MINUTE);
    g_assert_cmpint(lanes_ask(lanes, LANE, id_next()), !=, 0);
}

typedef struct {
    Lanes *lanes;
    gint64 id;
    atomic_uint *refused;
} Waiting;

static void
wait_in_lane(gpointer data)
{
    const Waiting *waiting = data;

    if (!lanes_await(waiting->lanes, LANE, waiting->id))
        atomic_fetch_add(waiting->refused, 1);
    lanes_leave(waiting->lanes, LANE, waiting->id);
}

static void
threads_are_left_for_other_lanes_however_many_are_in_one(void)
{
    g_autoptr(Lanes) lanes = lanes_new();
    Waiting waiting[LANES_WAITING_MAX + 1];
    Thread *threads[LANES_WAITING_MAX + 1];
    atomic_uint refused = 0;

    lanes_enter(lanes, LANE, 1);
    for (gint64 i = 0; i <= LANES_WAITING_MAX; i++)
        lanes_enter(lanes, LANE, 2 + i);
    for (gint64 i = 0; i <= LANES_WAITING_MAX; i++) {
        waiting[i] = (Waiting){ lanes, 2 + i, &refused };
        threads[i] = thread_start("wait", wait_in_lane, &waiting[i]);
    }
    while (atomic_load(&refused) == 0)
        g_usleep(1000);
    lanes_leave(lanes, LANE, 1);
    for (guint i = 0; i <= LANES_WAITING_MAX; i++)
        thread_join(threads[i]);
    g_assert_cmpuint(atomic_load(&refused), ==, 1);
}

static void
what_has_not_got_its_turn_comes_again_later(void)
{
    g_autoptr(Lanes) lanes = lanes_new();

    lanes_enter(lanes, LANE, 1);
    lanes_enter(lanes, LANE, 2);
    g_assert_cmpint(lanes_turn(lanes, LANE, 1), ==, 0);
    g_assert_cmpint(lanes_turn(lanes, LANE, 2), >, clock_now());
}

static void
a_lane_has_a_number_of_its_own_that_is_not_none(void)
{
    g_assert_cmpint(lanes_number("sms +49301"), ==, lanes_number("sms +49301"));
    g_assert_cmpint(lanes_number("sms +49301"), !=, lanes_number("sms +49302"));
    g_assert_cmpint(lanes_number(""), >, 0);
}

#define RULE(function) g_test_add_func("/lanes/" #function, function)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    RULE(who_is_first_has_its_turn);
    RULE(lanes_do_not_wait_for_one_another);
    RULE(what_is_in_no_lane_never_waits);
    RULE(the_second_waits_until_the_first_has_left);
    RULE(what_came_after_one_that_is_tried_again_has_its_turn_after_it);
    RULE(of_several_that_are_tried_again_each_waits_for_those_before_it);
    RULE(what_came_before_one_that_is_tried_again_does_not_wait_for_it);
    RULE(one_that_can_never_be_done_holds_the_others_up_for_a_while);
    RULE(threads_are_left_for_other_lanes_however_many_are_in_one);
    RULE(what_has_not_got_its_turn_comes_again_later);
    RULE(a_lane_has_a_number_of_its_own_that_is_not_none);
    return g_test_run();
}
