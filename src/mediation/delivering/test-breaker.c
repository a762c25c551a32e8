/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/delivering/breaker.h"

#define NOON G_GINT64_CONSTANT(1795348800000000) /* 2026-11-22T12:00:00Z */

static void
fail(Breaker *breaker, guint times, gint64 now)
{
    for (guint i = 0; i < times; i++)
        breaker_report(breaker, "a.example", TRUE, 0, now);
}

static void
a_host_that_fails_again_and_again_is_left_alone_longer_and_longer(void)
{
    g_autoptr(Breaker) breaker = breaker_new();
    gint64 until;

    fail(breaker, BREAKER_FAILURES - 1, NOON);
    g_assert_true(breaker_may(breaker, "a.example", NOON, &until));
    fail(breaker, 1, NOON);
    g_assert_false(breaker_may(breaker, "a.example", NOON, &until));
    g_assert_cmpint(until, ==, NOON + BREAKER_FIRST);
    g_assert_true(breaker_may(breaker, "b.example", NOON, &until));
    until = NOON + BREAKER_FIRST;
    for (gint64 pause = 2 * BREAKER_FIRST; pause <= BREAKER_LONGEST; pause *= 2) {
        gint64 then = until;

        g_assert_true(breaker_may(breaker, "a.example", then, &until));
        fail(breaker, 1, then);
        g_assert_false(breaker_may(breaker, "a.example", then, &until));
        g_assert_cmpint(until, ==, then + pause);
    }
    fail(breaker, 1, until);
    g_assert_true(breaker_may(breaker, "a.example", until + BREAKER_LONGEST, &until));
}

/* Eight who asked at once, and all learned that it is away, are one finding. */
static void
those_who_had_asked_already_when_a_host_was_found_away_do_not_lengthen_its_pause(void)
{
    g_autoptr(Breaker) breaker = breaker_new();
    gint64 until;

    fail(breaker, BREAKER_FAILURES + 3, NOON);
    g_assert_false(breaker_may(breaker, "a.example", NOON, &until));
    g_assert_cmpint(until, ==, NOON + BREAKER_FIRST);
    breaker_report(breaker, "a.example", TRUE, 90 * CLOCK_SECOND, NOON);
    g_assert_false(breaker_may(breaker, "a.example", NOON, &until));
    g_assert_cmpint(until, ==, NOON + 90 * CLOCK_SECOND);
}

static void
when_the_pause_is_over_one_tries_and_the_others_wait_for_what_comes_of_it(void)
{
    g_autoptr(Breaker) breaker = breaker_new();
    gint64 later = NOON + BREAKER_FIRST, until;

    fail(breaker, BREAKER_FAILURES, NOON);
    g_assert_true(breaker_may(breaker, "a.example", later, &until));
    g_assert_false(breaker_may(breaker, "a.example", later, &until));
    g_assert_cmpint(until, ==, later + BREAKER_PROBE);
    g_assert_true(breaker_may(breaker, "a.example", later + BREAKER_PROBE, &until));
    breaker_report(breaker, "a.example", FALSE, 0, later);
    g_assert_true(breaker_may(breaker, "a.example", later, &until));
    g_assert_true(breaker_may(breaker, "a.example", later, &until));
}

static void
who_may_try_and_does_not_leaves_it_to_another_and_the_host_stays_away(void)
{
    g_autoptr(Breaker) breaker = breaker_new();
    gint64 later = NOON + BREAKER_FIRST, until;

    g_assert_false(breaker_holds(breaker, "a.example", NOON));
    fail(breaker, BREAKER_FAILURES, NOON);
    g_assert_true(breaker_may(breaker, "a.example", later, &until));
    g_assert_true(breaker_holds(breaker, "a.example", later));
    breaker_pass(breaker, "a.example");
    breaker_pass(breaker, "unknown.example");
    g_assert_true(breaker_may(breaker, "a.example", later, &until));
    g_assert_false(breaker_may(breaker, "a.example", later, &until));
}

static void
what_a_host_asks_for_itself_counts_at_once_up_to_a_limit(void)
{
    g_autoptr(Breaker) breaker = breaker_new();
    gint64 until;

    breaker_report(breaker, "a.example", TRUE, 90 * CLOCK_SECOND, NOON);
    g_assert_false(breaker_may(breaker, "a.example", NOON + 89 * CLOCK_SECOND, &until));
    g_assert_true(breaker_may(breaker, "a.example", NOON + 90 * CLOCK_SECOND, &until));
    breaker_report(breaker, "a.example", TRUE, 365 * CLOCK_DAY, NOON);
    g_assert_false(breaker_may(breaker, "a.example", NOON, &until));
    g_assert_cmpint(until, ==, NOON + BREAKER_ASKED);
}

static void
hosts_are_remembered_up_to_a_bound(void)
{
    g_autoptr(Breaker) breaker = breaker_new();
    gint64 until;

    for (guint i = 0; i < BREAKER_HOSTS; i++) {
        g_autofree char *name = g_strdup_printf("h%u.example", i);

        breaker_report(breaker, name, TRUE, CLOCK_MINUTE, NOON);
    }
    breaker_report(breaker, "a.example", TRUE, CLOCK_MINUTE, NOON);
    g_assert_true(breaker_may(breaker, "a.example", NOON, &until));
    g_assert_false(breaker_may(breaker, "h0.example", NOON, &until));
    breaker_report(breaker, "a.example", TRUE, CLOCK_MINUTE, NOON + CLOCK_HOUR);
    g_assert_false(breaker_may(breaker, "a.example", NOON + CLOCK_HOUR, &until));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name) g_test_add_func("/mediation/breaker/" #name, name)
    TEST(a_host_that_fails_again_and_again_is_left_alone_longer_and_longer);
    TEST(those_who_had_asked_already_when_a_host_was_found_away_do_not_lengthen_its_pause);
    TEST(when_the_pause_is_over_one_tries_and_the_others_wait_for_what_comes_of_it);
    TEST(who_may_try_and_does_not_leaves_it_to_another_and_the_host_stays_away);
    TEST(what_a_host_asks_for_itself_counts_at_once_up_to_a_limit);
    TEST(hosts_are_remembered_up_to_a_bound);
    return g_test_run();
}
