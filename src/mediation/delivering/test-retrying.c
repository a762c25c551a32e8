/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/delivering/breaker.h"
#include "mediation/delivering/delivery.h"
#include "mediation/delivering/retrying.h"

#define TIMES 200

static void
the_pause_doubles_up_to_the_longest_of_its_class(void)
{
    static const struct {
        const char *code;
        guint number;
        gint64 pause;
    } CASES[] = {
        { "connect", 1, 15 * CLOCK_SECOND },
        { "connect", 2, 30 * CLOCK_SECOND },
        { "connect", 7, 15 * CLOCK_MINUTE },
        { "421 4.3.2", 1, CLOCK_MINUTE },
        { "421", 99, 30 * CLOCK_MINUTE },
        { "450 4.2.0", 1, 5 * CLOCK_MINUTE },
        { "450 4.2.0", 2, 10 * CLOCK_MINUTE },
        { "450", 6, 2 * CLOCK_HOUR },
        { "452 4.2.2", 1, 15 * CLOCK_MINUTE },
        { "452", 99, 6 * CLOCK_HOUR },
        { "lost", 1, 2 * CLOCK_MINUTE },
        { "", 1, 2 * CLOCK_MINUTE },
        { "451 4.7.1", 4000000000u, 2 * CLOCK_HOUR },
    };

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++)
        g_assert_cmpint(retrying_pause(CASES[i].code, CASES[i].number), ==, CASES[i].pause);
}

static void
a_pause_is_never_shorter_than_the_one_before(void)
{
    static const char *const CODES[] = { "connect", "421", "450", "452", "lost" };

    for (guint i = 0; i < G_N_ELEMENTS(CODES); i++)
        for (guint number = 0; number < 100; number++)
            g_assert_cmpint(retrying_pause(CODES[i], number), <=, retrying_pause(CODES[i], number + 1));
}

static void
a_delivery_is_tried_at_least_ten_times_before_it_is_given_up(void)
{
    gint64 waited = 0;

    for (guint number = 1; number <= 10; number++)
        waited += retrying_pause("452", number);
    g_assert_cmpint(waited, <, DELIVERY_LIFETIME);
}

static void
a_pause_is_spread_by_its_part(void)
{
    gint64 least = G_MAXINT64, most = 0;

    for (guint i = 0; i < TIMES; i++) {
        gint64 pause = retrying_spread(CLOCK_HOUR, 10);

        g_assert_cmpint(pause, >=, CLOCK_HOUR * 9 / 10);
        g_assert_cmpint(pause, <=, CLOCK_HOUR * 11 / 10);
        least = MIN(least, pause);
        most = MAX(most, pause);
    }
    g_assert_cmpint(most - least, >, CLOCK_MINUTE);
    g_assert_cmpint(retrying_spread(0, 10), ==, 0);
}

static void
who_asks_to_be_left_alone_is_but_not_for_ever(void)
{
    gint64 now = clock_now();

    clock_pin(now);
    for (guint i = 0; i < TIMES; i++) {
        g_assert_cmpint(retrying_due(CLOCK_MINUTE, 0), >=, now + CLOCK_MINUTE * 4 / 5);
        g_assert_cmpint(retrying_due(CLOCK_MINUTE, 0), <=, now + CLOCK_MINUTE * 6 / 5);
        g_assert_cmpint(retrying_due(CLOCK_MINUTE, CLOCK_HOUR), ==, now + CLOCK_HOUR);
        g_assert_cmpint(retrying_due(CLOCK_MINUTE, CLOCK_DAY), ==, now + BREAKER_ASKED);
    }
    clock_pin(0);
}

static void
those_that_wait_for_the_same_do_not_come_at_once(void)
{
    gint64 least = G_MAXINT64, most = 0;

    for (guint i = 0; i < TIMES; i++) {
        gint64 due = retrying_after(CLOCK_DAY, CLOCK_MINUTE);

        g_assert_cmpint(due, >=, CLOCK_DAY);
        g_assert_cmpint(due, <=, CLOCK_DAY + CLOCK_MINUTE);
        least = MIN(least, due);
        most = MAX(most, due);
    }
    g_assert_cmpint(most - least, >, CLOCK_SECOND);
}

static void
what_waits_for_a_slow_one_waits_longer(void)
{
    g_autoptr(Slots) slots = slots_new();
    gint64 began = clock_monotonic() - SLOTS_QUICK - CLOCK_SECOND;

    g_assert_cmpint(retrying_slot_pause(slots, "host", 5 * CLOCK_SECOND), ==, CLOCK_SECOND);
    g_assert_true(slots_take(slots, "host", SLOTS_BY_PACE, began));
    slots_give(slots, "host", began, TRUE, clock_monotonic());
    for (guint i = 0; i < TIMES; i++) {
        g_assert_cmpint(retrying_slot_pause(slots, "host", 5 * CLOCK_SECOND), >=, 5 * CLOCK_SECOND);
        g_assert_cmpint(retrying_slot_pause(slots, "host", 5 * CLOCK_SECOND), <=, 10 * CLOCK_SECOND);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mediation/retrying/the-pause-doubles-up-to-the-longest-of-its-class",
                    the_pause_doubles_up_to_the_longest_of_its_class);
    g_test_add_func("/mediation/retrying/a-pause-is-never-shorter-than-the-one-before",
                    a_pause_is_never_shorter_than_the_one_before);
    g_test_add_func("/mediation/retrying/a-delivery-is-tried-at-least-ten-times-before-it-is-given-up",
                    a_delivery_is_tried_at_least_ten_times_before_it_is_given_up);
    g_test_add_func("/mediation/retrying/a-pause-is-spread-by-its-part", a_pause_is_spread_by_its_part);
    g_test_add_func("/mediation/retrying/who-asks-to-be-left-alone-is-but-not-for-ever",
                    who_asks_to_be_left_alone_is_but_not_for_ever);
    g_test_add_func("/mediation/retrying/those-that-wait-for-the-same-do-not-come-at-once",
                    those_that_wait_for_the_same_do_not_come_at_once);
    g_test_add_func("/mediation/retrying/what-waits-for-a-slow-one-waits-longer",
                    what_waits_for_a_slow_one_waits_longer);
    return g_test_run();
}
