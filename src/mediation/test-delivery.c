/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "mediation/delivery.h"

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
        g_assert_cmpint(delivery_pause(CASES[i].code, CASES[i].number), ==, CASES[i].pause);
}

static void
a_pause_is_never_shorter_than_the_one_before(void)
{
    static const char *const CODES[] = { "connect", "421", "450", "452", "lost" };

    for (guint i = 0; i < G_N_ELEMENTS(CODES); i++)
        for (guint number = 0; number < 100; number++)
            g_assert_cmpint(delivery_pause(CODES[i], number), <=, delivery_pause(CODES[i], number + 1));
}

static void
a_delivery_is_tried_at_least_ten_times_before_it_is_given_up(void)
{
    gint64 waited = 0;

    for (guint number = 1; number <= 10; number++)
        waited += delivery_pause("452", number);
    g_assert_cmpint(waited, <, DELIVERY_LIFETIME);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/delivery/the_pause_doubles_up_to_the_longest_of_its_class",
                    the_pause_doubles_up_to_the_longest_of_its_class);
    g_test_add_func("/delivery/a_pause_is_never_shorter_than_the_one_before",
                    a_pause_is_never_shorter_than_the_one_before);
    g_test_add_func("/delivery/a_delivery_is_tried_at_least_ten_times_before_it_is_given_up",
                    a_delivery_is_tried_at_least_ten_times_before_it_is_given_up);
    return g_test_run();
}
