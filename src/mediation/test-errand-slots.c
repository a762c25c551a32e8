/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/errand-slots.h"

#define NOW G_GINT64_CONSTANT(1795348800000000)

static void
a_host_has_one_until_it_was_quick(void)
{
    g_autoptr(ErrandSlots) slots = errand_slots_new();

    g_assert_true(errand_slots_take(slots, "a", ERRAND_SLOTS_BY_PACE, NOW));
    g_assert_false(errand_slots_take(slots, "a", ERRAND_SLOTS_BY_PACE, NOW));
    g_assert_true(errand_slots_take(slots, "b", ERRAND_SLOTS_BY_PACE, NOW));
    errand_slots_give(slots, "a", NOW, TRUE, NOW + CLOCK_SECOND);
    g_assert_true(errand_slots_take(slots, "a", ERRAND_SLOTS_BY_PACE, NOW + CLOCK_SECOND));
    g_assert_true(errand_slots_take(slots, "a", ERRAND_SLOTS_BY_PACE, NOW + CLOCK_SECOND));
    g_assert_false(errand_slots_take(slots, "b", ERRAND_SLOTS_BY_PACE, NOW + CLOCK_SECOND));
}

static void
what_does_not_end_leaves_its_host_with_what_runs(void)
{
    g_autoptr(ErrandSlots) slots = errand_slots_new();

    errand_slots_take(slots, "a", ERRAND_SLOTS_BY_PACE, NOW);
    errand_slots_give(slots, "a", NOW, TRUE, NOW);
    g_assert_true(errand_slots_take(slots, "a", ERRAND_SLOTS_BY_PACE, NOW));
    g_assert_false(errand_slots_take(slots, "a", ERRAND_SLOTS_BY_PACE, NOW + ERRAND_SLOTS_QUICK));
}

static void
who_was_slow_or_failed_has_one_for_a_while(void)
{
    static const struct {
        gint64 took;
        gboolean done;
    } CASES[] = { { ERRAND_SLOTS_QUICK, TRUE }, { 0, FALSE } };

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(ErrandSlots) slots = errand_slots_new();
        gint64 then = NOW + CASES[i].took, later = then + ERRAND_SLOTS_SLOW;

        errand_slots_take(slots, "a", ERRAND_SLOTS_BY_PACE, NOW);
        errand_slots_give(slots, "a", NOW, CASES[i].done, then);
        errand_slots_take(slots, "a", ERRAND_SLOTS_BY_PACE, then);
        errand_slots_give(slots, "a", then, TRUE, then); /* one that is quick does not make up for it */
        errand_slots_take(slots, "a", ERRAND_SLOTS_BY_PACE, then);
        g_assert_false(errand_slots_take(slots, "a", ERRAND_SLOTS_BY_PACE, then));
        g_assert_true(errand_slots_is_slow(slots, "a", then));
        errand_slots_give(slots, "a", then, TRUE, then);
        errand_slots_take(slots, "a", ERRAND_SLOTS_BY_PACE, later);
        g_assert_true(errand_slots_take(slots, "a", ERRAND_SLOTS_BY_PACE, later));
    }
}

static void
who_has_a_bound_has_that(void)
{
    g_autoptr(ErrandSlots) slots = errand_slots_new();

    g_assert_true(errand_slots_take(slots, "a", 2, NOW));
    g_assert_true(errand_slots_take(slots, "a", 2, NOW));
    g_assert_false(errand_slots_take(slots, "a", 2, NOW));
    errand_slots_give(slots, "a", NOW, FALSE, NOW);
    g_assert_true(errand_slots_take(slots, "a", 2, NOW));
}

static void
so_many_hosts_are_remembered_and_what_runs_is_not_forgotten(void)
{
    g_autoptr(ErrandSlots) slots = errand_slots_new();

    errand_slots_take(slots, "a", 1, NOW);
    for (guint i = 0; i < 2 * ERRAND_SLOTS_HOSTS; i++) {
        g_autofree char *key = g_strdup_printf("host %u", i);

        g_assert_true(errand_slots_take(slots, key, 1, NOW));
        errand_slots_give(slots, key, NOW, TRUE, NOW);
    }
    g_assert_false(errand_slots_take(slots, "a", 1, NOW));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name) g_test_add_func("/mediation/errand-slots/" #name, name)
    TEST(a_host_has_one_until_it_was_quick);
    TEST(what_does_not_end_leaves_its_host_with_what_runs);
    TEST(who_was_slow_or_failed_has_one_for_a_while);
    TEST(who_has_a_bound_has_that);
    TEST(so_many_hosts_are_remembered_and_what_runs_is_not_forgotten);
    return g_test_run();
}
