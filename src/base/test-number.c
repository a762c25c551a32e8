/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/error.h"
#include "base/number.h"

static void
only_the_whole_text_is_a_number(void)
{
    gint64 value = -1;

    g_assert_true(number_parse_int64("-42", -100, 100, &value, NULL));
    g_assert_cmpint(value, ==, -42);
    for (const char *const *bad =
             (const char *const[]){ "", " 1", "1 ", "1x", "+1", "--1", "0x1", "101", "-101", NULL };
         *bad; bad++) {
        g_autoptr(GError) error = NULL;

        g_assert_false(number_parse_int64(*bad, -100, 100, &value, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
        g_assert_cmpint(value, ==, -42);
    }
}

static void
the_edges_of_int64_parse_and_one_past_them_does_not(void)
{
    gint64 value;

    g_assert_true(number_parse_int64("9223372036854775807", G_MININT64, G_MAXINT64, &value, NULL));
    g_assert_cmpint(value, ==, G_MAXINT64);
    g_assert_true(number_parse_int64("-9223372036854775808", G_MININT64, G_MAXINT64, &value, NULL));
    g_assert_cmpint(value, ==, G_MININT64);
    g_assert_false(number_parse_int64("9223372036854775808", G_MININT64, G_MAXINT64, &value, NULL));
}

static void
sizes_and_durations_need_a_known_unit(void)
{
    gint64 value;

    g_assert_true(number_parse_size("25M", 0, G_MAXINT64, &value, NULL));
    g_assert_cmpint(value, ==, 25 * 1024 * 1024);
    g_assert_false(number_parse_size("25MB", 0, G_MAXINT64, &value, NULL));
    g_assert_false(number_parse_size("99999999999G", 0, G_MAXINT64, &value, NULL));
    g_assert_true(number_parse_duration("500ms", 0, G_MAXINT64, &value, NULL));
    g_assert_cmpint(value, ==, 500000);
    g_assert_true(number_parse_duration("12h", 0, G_MAXINT64, &value, NULL));
    g_assert_cmpint(value, ==, 12 * CLOCK_HOUR);
    g_assert_false(number_parse_duration("12", 0, G_MAXINT64, &value, NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/number/only-the-whole-text-is-a-number", only_the_whole_text_is_a_number);
    g_test_add_func("/number/the-edges-of-int64-parse-and-one-past-them-does-not",
                    the_edges_of_int64_parse_and_one_past_them_does_not);
    g_test_add_func("/number/sizes-and-durations-need-a-known-unit", sizes_and_durations_need_a_known_unit);
    return g_test_run();
}
