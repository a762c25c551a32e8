/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/breaker.h"
#include "mediation/retrying.h"

#define TIMES 200

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
    g_test_add_func("/mediation/retrying/a-pause-is-spread-by-its-part", a_pause_is_spread_by_its_part);
    g_test_add_func("/mediation/retrying/who-asks-to-be-left-alone-is-but-not-for-ever",
                    who_asks_to_be_left_alone_is_but_not_for_ever);
    g_test_add_func("/mediation/retrying/what-waits-for-a-slow-one-waits-longer",
                    what_waits_for_a_slow_one_waits_longer);
    return g_test_run();
}
