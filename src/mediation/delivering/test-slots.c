/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/delivering/slots.h"

#include "base/thread.h"

#define NOW G_GINT64_CONSTANT(1795348800000000)

static void
a_host_has_one_until_it_was_quick(void)
{
    g_autoptr(Slots) slots = slots_new();

    g_assert_true(slots_take(slots, "a", SLOTS_BY_PACE, NOW));
    g_assert_false(slots_take(slots, "a", SLOTS_BY_PACE, NOW));
    g_assert_true(slots_take(slots, "b", SLOTS_BY_PACE, NOW));
    slots_give(slots, "a", NOW, TRUE, NOW + CLOCK_SECOND);
    g_assert_true(slots_take(slots, "a", SLOTS_BY_PACE, NOW + CLOCK_SECOND));
    g_assert_true(slots_take(slots, "a", SLOTS_BY_PACE, NOW + CLOCK_SECOND));
    g_assert_false(slots_take(slots, "b", SLOTS_BY_PACE, NOW + CLOCK_SECOND));
}

static void
what_does_not_end_leaves_its_host_with_what_runs(void)
{
    g_autoptr(Slots) slots = slots_new();

    slots_take(slots, "a", SLOTS_BY_PACE, NOW);
    slots_give(slots, "a", NOW, TRUE, NOW);
    g_assert_true(slots_take(slots, "a", SLOTS_BY_PACE, NOW));
    g_assert_false(slots_take(slots, "a", SLOTS_BY_PACE, NOW + SLOTS_QUICK));
}

static void
who_was_slow_or_failed_has_one_for_a_while(void)
{
    static const struct {
        gint64 took;
        gboolean done;
    } CASES[] = { { SLOTS_QUICK, TRUE }, { 0, FALSE } };

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(Slots) slots = slots_new();
        gint64 then = NOW + CASES[i].took, later = then + SLOTS_SLOW;

        slots_take(slots, "a", SLOTS_BY_PACE, NOW);
        slots_give(slots, "a", NOW, CASES[i].done, then);
        slots_take(slots, "a", SLOTS_BY_PACE, then);
        slots_give(slots, "a", then, TRUE, then); /* one that is quick does not make up for it */
        slots_take(slots, "a", SLOTS_BY_PACE, then);
        g_assert_false(slots_take(slots, "a", SLOTS_BY_PACE, then));
        g_assert_true(slots_is_slow(slots, "a", then));
        slots_give(slots, "a", then, TRUE, then);
        slots_take(slots, "a", SLOTS_BY_PACE, later);
        g_assert_true(slots_take(slots, "a", SLOTS_BY_PACE, later));
    }
}

static void
who_has_a_bound_has_that(void)
{
    g_autoptr(Slots) slots = slots_new();

    g_assert_true(slots_take(slots, "a", 2, NOW));
    g_assert_true(slots_take(slots, "a", 2, NOW));
    g_assert_false(slots_take(slots, "a", 2, NOW));
    slots_give(slots, "a", NOW, FALSE, NOW);
    g_assert_true(slots_take(slots, "a", 2, NOW));
}

static void
so_many_hosts_are_remembered_and_what_runs_is_not_forgotten(void)
{
    g_autoptr(Slots) slots = slots_new();

    slots_take(slots, "a", 1, NOW);
    for (guint i = 0; i < 2 * SLOTS_HOSTS; i++) {
        g_autofree char *key = g_strdup_printf("host %u", i);

        g_assert_true(slots_take(slots, key, 1, NOW));
        slots_give(slots, key, NOW, TRUE, NOW);
    }
    g_assert_false(slots_take(slots, "a", 1, NOW));
}

/* ---- who waits ---- */

static void
give_later(gpointer data)
{
    g_usleep(50 * 1000);
    slots_give(data, "a", clock_monotonic(), TRUE, clock_monotonic());
}

static void
who_waits_has_the_next_that_is_free(void)
{
    g_autoptr(Slots) slots = slots_new();
    Thread *thread;

    g_assert_true(slots_await(slots, "a", 1, 0));
    thread = thread_start("give", give_later, slots);
    g_assert_true(slots_await(slots, "a", 1, CLOCK_MINUTE));
    thread_join(thread);
    g_assert_false(slots_take(slots, "a", 1, clock_monotonic()));
}

static void
who_waits_does_so_for_as_long_as_it_said(void)
{
    g_autoptr(Slots) slots = slots_new();
    gint64 began = clock_monotonic();

    g_assert_true(slots_await(slots, "a", 1, 0));
    g_assert_false(slots_await(slots, "a", 1, 20 * 1000));
    g_assert_cmpint(clock_monotonic() - began, >=, 20 * 1000);
    g_assert_true(slots_await(slots, "b", 1, 0));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name) g_test_add_func("/mediation/slots/" #name, name)
    TEST(a_host_has_one_until_it_was_quick);
    TEST(what_does_not_end_leaves_its_host_with_what_runs);
    TEST(who_was_slow_or_failed_has_one_for_a_while);
    TEST(who_has_a_bound_has_that);
    TEST(so_many_hosts_are_remembered_and_what_runs_is_not_forgotten);
    TEST(who_waits_has_the_next_that_is_free);
    TEST(who_waits_does_so_for_as_long_as_it_said);
    return g_test_run();
}
