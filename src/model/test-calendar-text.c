/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "model/calendar-text.h"

static void
hours_are_read_as_people_write_them(void)
{
    static const struct {
        const char *typed, *kept;
    } EXPECTED[] = {
        { "", "" },
        { "  ", "" },
        { "9-17", "09:00-17:00" },
        { "9:00–17.30", "09:00-17:30" },
        { "0:00-24:00", "00:00-24:00" },
        { " 08:15 - 12 ,13-16:05", "08:15-12:00, 13:00-16:05" },
        { "1-2,3-4,5-6,7-8", "01:00-02:00, 03:00-04:00, 05:00-06:00, 07:00-08:00" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(EXPECTED); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *text = NULL;
        CalendarDay day;

        calendar_text_parse_day(EXPECTED[i].typed, &day, &error);
        g_assert_no_error(error);
        text = calendar_text_day(&day);
        g_assert_cmpstr(text, ==, EXPECTED[i].kept);
    }
}

static void
hours_that_are_none_are_refused(void)
{
    static const char *const WRONG[] = { "9",         "9-",         "17-9",       "9-9",
                                         "9-25",      "24:01-2",    "9:60-10",    "9-12 13",
                                         "9-12,",     "9-12,11-13", "9-12,12-13", "1-2,3-4,5-6,7-8,9-10",
                                         "nine-five", "009-010",    "-1-2" };

    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autoptr(GError) error = NULL;
        CalendarDay day = { .count = 77 };

        g_assert_false(calendar_text_parse_day(WRONG[i], &day, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
        g_assert_cmpuint(day.count, ==, 77);
    }
}

static void
a_week_comes_back_as_it_was(void)
{
    static const char text[] = "09:00-17:00;09:00-17:00;;00:00-24:00;09:00-12:00, 13:00-17:00;;";
    g_autofree char *again = NULL;
    CalendarDay days[7];

    g_assert_true(calendar_text_parse_week(text, days, NULL));
    again = calendar_text_week(days);
    g_assert_cmpstr(again, ==, text);
    g_assert_false(calendar_text_parse_week(";;;;;", days, NULL));
    g_assert_false(calendar_text_parse_week(";;;;;;;", days, NULL));
    g_assert_false(calendar_text_parse_week(";;x;;;;", days, NULL));
}

static void
closures_come_back_as_they_were(void)
{
    static const char typed[] = "2026-12-28 Boxing  Day\r\n\n 12-25 Christmas Day\n12-24..01-01\n"
                                "2026-12-24..2027-01-01 Closed\n02-29 Leap day\n2028-02-29";
    static const char kept[] = "2026-12-28 Boxing Day\n12-25 Christmas Day\n12-24..01-01\n"
                               "2026-12-24..2027-01-01 Closed\n02-29 Leap day\n2028-02-29\n";
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) closures = calendar_text_parse_closures(typed, NULL, &error);
    g_autofree char *text = NULL;

    g_assert_no_error(error);
    text = calendar_text_closures(closures);
    g_assert_cmpstr(text, ==, kept);
}

static void
a_line_that_is_no_day_is_named(void)
{
    static const char *const WRONG[] = { "Christmas",
                                         "2026-02-29 x",
                                         "2026-13-01",
                                         "2026-04-31",
                                         "12-25..",
                                         "2026-12-25..12-26",
                                         "2026-12-26..2026-12-25",
                                         "2026-12-25x",
                                         "1969-01-01",
                                         "20260-01-01",
                                         "0-1",
                                         "02-30" };

    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autofree char *text = g_strconcat("12-25\n\n", WRONG[i], NULL);
        g_autoptr(GError) error = NULL;

        guint line;

        g_assert_null(calendar_text_parse_closures(text, &line, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
        g_assert_cmpuint(line, ==, 3);
    }
}

static void
no_more_days_than_the_limit(void)
{
    GString *text = g_string_new(NULL);
    g_autoptr(GPtrArray) most = NULL;
    g_autofree char *all = NULL, *long_text = g_strnfill(CALENDAR_TEXT_MAX + 1, ' ');

    for (guint i = 0; i < CALENDAR_CLOSURES_MAX; i++)
        g_string_append(text, "12-25\n");
    most = calendar_text_parse_closures(text->str, NULL, NULL);
    g_assert_cmpuint(most->len, ==, CALENDAR_CLOSURES_MAX);
    g_string_append(text, "12-25\n");
    all = g_string_free(text, FALSE);
    g_assert_null(calendar_text_parse_closures(all, NULL, NULL));
    g_assert_null(calendar_text_parse_closures(long_text, NULL, NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/calendar-text/hours-are-read-as-people-write-them", hours_are_read_as_people_write_them);
    g_test_add_func("/calendar-text/hours-that-are-none-are-refused", hours_that_are_none_are_refused);
    g_test_add_func("/calendar-text/a-week-comes-back-as-it-was", a_week_comes_back_as_it_was);
    g_test_add_func("/calendar-text/closures-come-back-as-they-were", closures_come_back_as_they_were);
    g_test_add_func("/calendar-text/a-line-that-is-no-day-is-named", a_line_that_is_no_day_is_named);
    g_test_add_func("/calendar-text/no-more-days-than-the-limit", no_more_days_than_the_limit);
    return g_test_run();
}
