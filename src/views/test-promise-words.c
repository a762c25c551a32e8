/* SPDX-License-Identifier: Apache-2.0 */
#include "views/promise-words.h"

#define DUE G_GINT64_CONSTANT(1796722200000000) /* 2026-12-08T09:30:00Z */

static void
promises_are_said_as_people_say_them(void)
{
    static const struct {
        PromiseStanding standing;
        gint64 minutes;
        const char *english, *german;
    } EXPECTED[] = {
        { PROMISE_RUNS, 0, "due now", "jetzt fällig" },
        { PROMISE_RUNS, 1, "in 1 working minute", "in 1 Arbeitsminute" },
        { PROMISE_NEAR, 50, "in 50 working minutes", "in 50 Arbeitsminuten" },
        { PROMISE_NEAR, 60, "in 1 working hour", "in 1 Arbeitsstunde" },
        { PROMISE_NEAR, 239, "in 3 working hours", "in 3 Arbeitsstunden" },
        { PROMISE_RUNS, 1019, "in 16 working hours", "in 16 Arbeitsstunden" },
        { PROMISE_RUNS, 1020, "due Tue 8 Dec", "fällig am Di., 8. Dez." },
        { PROMISE_LATE, 30, "30 working minutes late", "30 Arbeitsminuten überfällig" },
        { PROMISE_LATE, 125, "2 working hours late", "2 Arbeitsstunden überfällig" },
        { PROMISE_LATE, 60, "1 working hour late", "1 Arbeitsstunde überfällig" },
        { PROMISE_LATE, 2000, "late since Tue 8 Dec", "überfällig seit Di., 8. Dez." },
        { PROMISE_STOPPED, 0, "waits for the citizen", "wartet auf die Bürgerin oder den Bürger" },
        { PROMISE_MET, 0, "kept", "eingehalten" },
        { PROMISE_MET_LATE, 0, "kept too late", "zu spät eingehalten" },
        { PROMISE_ENDED, 0, "ended", "beendet" },
    };
    g_autofree char *folder = g_build_filename(g_getenv("TRIBUNE_SOURCE_ROOT"), "locale", NULL);
    g_autoptr(Locales) locales = locales_load(folder, NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(EXPECTED); i++) {
        g_autofree char *english = promise_words_standing(locales_find(locales, "en"), EXPECTED[i].standing,
                                                          EXPECTED[i].minutes, DUE, "Europe/London");
        g_autofree char *german = promise_words_standing(locales_find(locales, "de"), EXPECTED[i].standing,
                                                         EXPECTED[i].minutes, DUE, "Europe/London");

        g_assert_cmpstr(english, ==, EXPECTED[i].english);
        g_assert_cmpstr(german, ==, EXPECTED[i].german);
    }
}

static void
what_was_promised_is_said_in_hours_or_minutes(void)
{
    g_autoptr(Locales) locales = locales_load(NULL, NULL);
    g_autofree char *hours = promise_words_time(locales_find(locales, "en"), 480);
    g_autofree char *minutes = promise_words_time(locales_find(locales, "en"), 90);

    g_assert_cmpstr(hours, ==, "8 working hours");
    g_assert_cmpstr(minutes, ==, "90 working minutes");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/promise-words/promises-are-said-as-people-say-them", promises_are_said_as_people_say_them);
    g_test_add_func("/promise-words/what-was-promised-is-said-in-hours-or-minutes",
                    what_was_promised_is_said_in_hours_or_minutes);
    return g_test_run();
}
