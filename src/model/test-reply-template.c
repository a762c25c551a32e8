/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "model/reply-template.h"

static void
variables_are_found_once_each_and_filled(void)
{
    static const char text[] =
        "Dear {person.name},\n{ask date: When?} it is done ({ case.reference }). {{x} Until {ask date: When?}";
    const char *values[] = { "Ada", "2 December 2026", "NB-2026-000123" };
    g_autoptr(GError) error = NULL;
    g_autoptr(ReplyTemplate) parsed = reply_template_parse(text, &error);
    g_autofree char *filled = NULL;
    const ReplyVariable *asked;

    g_assert_no_error(error);
    g_assert_cmpuint(reply_template_variables(parsed)->len, ==, 3);
    asked = g_ptr_array_index(reply_template_variables(parsed), 1);
    g_assert_cmpint(asked->kind, ==, REPLY_VARIABLE_DATE);
    g_assert_cmpstr(asked->question, ==, "When?");
    filled = reply_template_fill(parsed, values, &error);
    g_assert_cmpstr(filled, ==, "Dear Ada,\n2 December 2026 it is done (NB-2026-000123). {x} Until 2 December 2026");
}

static void
what_is_missing_is_a_fault_and_nothing_is_filled(void)
{
    const char *values[] = { "" };
    g_autoptr(GError) error = NULL;
    g_autoptr(ReplyTemplate) parsed = reply_template_parse("{ask text: Why?}", NULL);

    g_assert_null(reply_template_fill(parsed, values, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

static void
braces_that_begin_nothing_known_are_refused(void)
{
    static const char *const WRONG[] = { "{", "{person}", "{person.name", "{ask text:}", "{a\nb}", "{ask number: x}" };

    for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(reply_template_parse(WRONG[i], &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    }
}

static void
limits_hold(void)
{
    g_autofree char *longest = g_strnfill(REPLY_TEMPLATE_MAX + 1, 'a');
    g_autoptr(GString) many = g_string_new(NULL);
    g_autoptr(GError) size = NULL, count = NULL;

    for (guint i = 0; i <= REPLY_TEMPLATE_VARIABLES_MAX; i++)
        g_string_append_printf(many, "{ask text: %u}", i);
    g_assert_null(reply_template_parse(longest, &size));
    g_assert_null(reply_template_parse(many->str, &count));
    g_assert_error(size, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
    g_assert_error(count, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/reply-template/variables-are-found-once-each-and-filled",
                    variables_are_found_once_each_and_filled);
    g_test_add_func("/reply-template/what-is-missing-is-a-fault-and-nothing-is-filled",
                    what_is_missing_is_a_fault_and_nothing_is_filled);
    g_test_add_func("/reply-template/braces-that-begin-nothing-known-are-refused",
                    braces_that_begin_nothing_known_are_refused);
    g_test_add_func("/reply-template/limits-hold", limits_hold);
    return g_test_run();
}
