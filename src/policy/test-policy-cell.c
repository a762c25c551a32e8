/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "policy/policy-cell.h"
#include "policy/policy-literal.h"

static PolicyCell *
parse(PolicyInput input, const char *text)
{
    g_autoptr(GError) error = NULL;
    PolicyCell *cell = policy_cell_parse(input, text, strlen(text), &error);

    g_assert_no_error(error);
    return cell;
}

static PolicyTruth
test_typed(PolicyInput input, const char *text, const char *typed)
{
    g_autoptr(PolicyCell) cell = parse(input, text);
    g_autoptr(PolicyFacts) facts = policy_facts_new();

    g_assert_true(policy_facts_set_typed(facts, input, typed, NULL));
    return policy_cell_test(input, cell, &facts->values[input]);
}

/* @holds and @not: values with blanks between them. */
static void
check(PolicyInput input, const char *cell, const char *holds, const char * not )
{
    g_auto(GStrv) good = g_strsplit(holds, " ", -1), bad = g_strsplit(not, " ", -1);

    for (guint i = 0; good[i] != NULL; i++)
        if (*good[i] != '\0' && test_typed(input, cell, good[i]) != POLICY_TRUE)
            g_error("%s does not hold for %s", cell, good[i]);
    for (guint i = 0; bad[i] != NULL; i++)
        if (*bad[i] != '\0' && test_typed(input, cell, bad[i]) != POLICY_FALSE)
            g_error("%s holds for %s", cell, bad[i]);
}

/* ---- each production of the grammar, in its order ---- */

static void
a_dash_asks_nothing(void)
{
    check(POLICY_URGENCY, "-", "0 3", "");
    check(POLICY_URGENCY, " - ", "0 3", "");
    g_assert_cmpint(test_typed(POLICY_LANGUAGE, "-", ""), ==, POLICY_TRUE);
}

static void
not_holds_where_none_of_its_tests_does(void)
{
    check(POLICY_URGENCY, "not(1)", "0 2 3", "1");
    check(POLICY_URGENCY, "not( < 1 , 3 )", "1 2", "0 3");
    check(POLICY_SENSITIVITY, "not(\"special\")", "public personal", "special");
    check(POLICY_LEGAL_EFFECT, "not(true)", "false", "true");
}

static void
a_comma_means_or(void)
{
    check(POLICY_URGENCY, "0,3", "0 3", "1 2");
    check(POLICY_PURPOSE, "\"reply\", \"notice\"", "reply notice", "decision");
    check(POLICY_URGENCY, "< 1, [2..2]", "0 2", "1 3");
}

static void
comparisons_hold_on_their_side(void)
{
    check(POLICY_LENGTH, "< 160", "0 159", "160 161");
    check(POLICY_LENGTH, "<= 160", "0 160", "161");
    check(POLICY_LENGTH, "> 160", "161", "160 0");
    check(POLICY_LENGTH, ">= 160", "160 161", "159");
    check(POLICY_LENGTH, "160", "160", "159 161");
    check(POLICY_LENGTH, "<-1", "", "0");
    check(POLICY_LENGTH, "> -1", "0", "");
}

static void
intervals_hold_between_their_ends(void)
{
    check(POLICY_LENGTH, "[10..20]", "10 15 20", "9 21");
    check(POLICY_LENGTH, "(10..20)", "11 19", "10 20");
    check(POLICY_LENGTH, "]10..20[", "11 19", "10 20");
    check(POLICY_LENGTH, "[10..20)", "10 19", "20");
    check(POLICY_LENGTH, "(10..20]", "11 20", "10");
    check(POLICY_LENGTH, "[ 10 .. 20 [", "10 19", "20");
    check(POLICY_LENGTH, "[20..10]", "", "10 15 20");
}

static void
numbers_may_have_a_point(void)
{
    check(POLICY_LENGTH, "< 1.5", "0 1", "2");
    check(POLICY_LENGTH, ">= .5", "1", "0");
    check(POLICY_LENGTH, "1.5", "", "1 2");
    check(POLICY_LENGTH, "(0.5..2.5)", "1 2", "0 3");
    check(POLICY_LENGTH, "> -0.5", "0", "");
    check(POLICY_LENGTH, "1.0", "1", "0 2");
}

static void
strings_have_escapes(void)
{
    check(POLICY_LANGUAGE, "\"\\u0064e\"", "de", "en");
    check(POLICY_LANGUAGE, "\"d\\u0065\", \"a\\\"b\", \"a\\\\b\", \"a\\'b\"", "de a\"b a\\b a'b", "ab");
}

static void
booleans_are_words_without_quotes(void)
{
    check(POLICY_ATTACHMENTS, "true", "true", "false");
    check(POLICY_ATTACHMENTS, "false", "false", "true");
    check(POLICY_ATTACHMENTS, "true, false", "true false", "");
}

static void
times_are_of_the_day(void)
{
    check(POLICY_LOCAL_TIME, "< time(\"08:30:00\")", "08:29 00:00", "08:30 23:59");
    check(POLICY_LOCAL_TIME, "[time(\"08:00\")..time(\"18:00\"))", "08:00 17:59", "07:59 18:00");
    check(POLICY_LOCAL_TIME, "<= time ( \"08:30:30\" )", "08:30", "08:31");
    check(POLICY_LOCAL_TIME, "time(\"08:30:30\")", "", "08:30 08:31");
}

static void
has_asks_whether_a_set_has_a_word(void)
{
    check(POLICY_FILTER_LABELS, "has(\"spam\")", "spam flood,spam", "flood");
    check(POLICY_FILTER_LABELS, "has(\"spam\"), has( \"flood\" )", "spam flood", "words");
    check(POLICY_FILTER_LABELS, "not(has(\"spam\"), has(\"flood\"))", "words", "spam flood words,flood");
    g_assert_cmpint(test_typed(POLICY_FILTER_LABELS, "has(\"spam\")", ""), ==, POLICY_FALSE);
    g_assert_cmpint(test_typed(POLICY_FILTER_LABELS, "not(has(\"spam\"))", ""), ==, POLICY_TRUE);
}

/* ---- three values ---- */

static void
what_nobody_knows_is_neither_true_nor_false(void)
{
    g_assert_cmpint(test_typed(POLICY_LANGUAGE, "\"de\"", ""), ==, POLICY_UNKNOWN);
    g_assert_cmpint(test_typed(POLICY_LANGUAGE, "not(\"de\")", ""), ==, POLICY_UNKNOWN);
    g_assert_cmpint(test_typed(POLICY_URGENCY, "[0..3]", ""), ==, POLICY_UNKNOWN);
}

/* ---- what cannot be read ---- */

static void
each_fault_says_what_to_write(void)
{
    static const struct {
        PolicyInput input;
        const char *cell, *words;
    } FAULTS[] = {
        { POLICY_PURPOSE, "reply", "in quotes" },
        { POLICY_PURPOSE, "\"replies\"", "choose one of its words" },
        { POLICY_PURPOSE, "< \"reply\"", "nothing is less or more" },
        { POLICY_PURPOSE, "[\"a\"..\"b\"]", "nothing is less or more" },
        { POLICY_PURPOSE, "\"reply", "no end" },
        { POLICY_PURPOSE, "\"re\nply\"", "on the line" },
        { POLICY_PURPOSE, "\"\\x\"", "backslash" },
        { POLICY_PURPOSE, "\"\\u00\"", "four digits" },
        { POLICY_PURPOSE, "\"\\u0000\"", "no character" },
        { POLICY_PURPOSE, "\"reply\" \"notice\"", "comma" },
        { POLICY_URGENCY, "", "missing" },
        { POLICY_URGENCY, "1,", "missing" },
        { POLICY_URGENCY, "1, not(2)", "in quotes" },
        { POLICY_URGENCY, "not(1), 2", "comma" },
        { POLICY_URGENCY, "not(1", "not closed" },
        { POLICY_URGENCY, "not(-)", "number" },
        { POLICY_URGENCY, "\"2\"", "takes numbers" },
        { POLICY_URGENCY, "true", "takes numbers" },
        { POLICY_URGENCY, "[1..2", "ends with ]" },
        { POLICY_URGENCY, "[1,2]", "two points" },
        { POLICY_URGENCY, "[1.2]", "two points" },
        { POLICY_URGENCY, "1 + 1", "comma" },
        { POLICY_URGENCY, "length", "names of other columns" },
        { POLICY_URGENCY, "applicant.limit", "names of other columns" },
        { POLICY_URGENCY, "1234567890123", "12 digits" },
        { POLICY_URGENCY, "0.1234567", "12 digits" },
        { POLICY_URGENCY, "%", "this sign" },
        { POLICY_LEGAL_EFFECT, "\"true\"", "without quotes" },
        { POLICY_LEGAL_EFFECT, "> false", "without quotes" },
        { POLICY_LOCAL_TIME, "8", "takes times" },
        { POLICY_LOCAL_TIME, "time(\"24:00:00\")", "time(\"08:30:00\")" },
        { POLICY_LOCAL_TIME, "time(\"08:00:00Z\")", "without a zone" },
        { POLICY_LOCAL_TIME, "time 8", "brackets" },
        { POLICY_LOCAL_TIME, "date(\"2026-11-28\")", "takes times" },
        { POLICY_LOCAL_TIME, "duration(\"P1D\")", "takes times" },
        { POLICY_FILTER_LABELS, "\"spam\"", "has(" },
        { POLICY_FILTER_LABELS, "has(spam)", "has(" },
        { POLICY_FILTER_LABELS, "has(\"spam\"", "not closed" },
        { POLICY_FILTER_LABELS, "has(\"\")", "64 bytes" },
        { POLICY_LANGUAGE, "\"\"", "64 bytes" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(FAULTS); i++) {
        g_autoptr(GError) error = NULL;
        PolicyCell *cell = policy_cell_parse(FAULTS[i].input, FAULTS[i].cell, strlen(FAULTS[i].cell), &error);

        g_assert_null(cell);
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
        if (strstr(error->message, FAULTS[i].words) == NULL)
            g_error("%s: “%s” does not say “%s”", FAULTS[i].cell, error->message, FAULTS[i].words);
    }
}

static void
limits_are_kept(void)
{
    g_autoptr(GString) many = g_string_new("0"), large = g_string_new("0"), word = g_string_new("\"");
    g_autoptr(GError) first = NULL, second = NULL, third = NULL;
    PolicyCell *cell;

    for (guint i = 1; i < POLICY_TESTS_MAX; i++)
        g_string_append(many, ",1");
    cell = parse(POLICY_URGENCY, many->str);
    g_assert_cmpuint(cell->tests->len, ==, POLICY_TESTS_MAX);
    policy_cell_free(cell);
    g_string_append(many, ",1");
    g_assert_null(policy_cell_parse(POLICY_URGENCY, many->str, many->len, &first));
    g_assert_error(first, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
    while (large->len < POLICY_CELL_MAX)
        g_string_append_c(large, ' ');
    policy_cell_free(parse(POLICY_URGENCY, large->str));
    g_string_append_c(large, ' ');
    g_assert_null(policy_cell_parse(POLICY_URGENCY, large->str, large->len, &second));
    g_assert_error(second, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
    while (word->len < POLICY_TEXT_MAX + 1)
        g_string_append_c(word, 'a');
    g_string_append_c(word, '"');
    policy_cell_free(parse(POLICY_LANGUAGE, word->str));
    g_string_insert_c(word, 1, 'a');
    g_assert_null(policy_cell_parse(POLICY_LANGUAGE, word->str, word->len, &third));
    g_assert_error(third, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

/* ---- the written form ---- */

static void
equal_cells_are_written_alike(void)
{
    static const struct {
        PolicyInput input;
        const char *cell, *written;
    } FORMS[] = {
        { POLICY_URGENCY, "  -", "-" },
        { POLICY_URGENCY, "<2", "< 2" },
        { POLICY_URGENCY, "]1..3.50[", "(1..3.5)" },
        { POLICY_URGENCY, "not(01,-0.50)", "not(1, -0.5)" },
        { POLICY_URGENCY, "-0", "0" },
        { POLICY_PURPOSE, "\"reply\",\"notice\"", "\"reply\", \"notice\"" },
        { POLICY_LANGUAGE, "\"\\u00e9\\\"\"", "\"é\\\"\"" },
        { POLICY_LOCAL_TIME, ">=time(\"08:00\")", ">= time(\"08:00:00\")" },
        { POLICY_FILTER_LABELS, "not(has(\"a\"),has( \"b\" ))", "not(has(\"a\"), has(\"b\"))" },
        { POLICY_LEGAL_EFFECT, " true ", "true" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(FORMS); i++) {
        g_autoptr(PolicyCell) cell = parse(FORMS[i].input, FORMS[i].cell), again = NULL;
        g_autofree char *written = policy_cell_format(FORMS[i].input, cell), *other = NULL;

        g_assert_cmpstr(written, ==, FORMS[i].written);
        again = parse(FORMS[i].input, written);
        other = policy_cell_format(FORMS[i].input, again);
        g_assert_cmpstr(written, ==, other);
    }
}

/* ---- facts ---- */

static void
inputs_are_read_and_written_as_json(void)
{
    static const char JSON[] =
        "{\"attachments\":false,\"channel_up\":[\"email\",\"web\"],\"citizen_verified\":2,\"language\":\"de\","
        "\"local_time\":\"08:30\",\"purpose\":\"reply\"}";
    g_autoptr(GError) error = NULL;
    g_autoptr(PolicyFacts) facts = policy_facts_parse(JSON, strlen(JSON), &error), copy = NULL;
    g_autofree char *written = NULL;

    g_assert_no_error(error);
    copy = policy_facts_copy(facts);
    written = policy_facts_format(copy);
    g_assert_cmpstr(written, ==, JSON);
    g_assert_true(policy_facts_equal(facts, copy));
    policy_facts_add(copy, POLICY_CHANNEL_UP, "web");
    g_assert_true(policy_facts_equal(facts, copy));
    policy_facts_add(copy, POLICY_CHANNEL_UP, "sms");
    g_assert_false(policy_facts_equal(facts, copy));
}

static void
wrong_inputs_name_the_input(void)
{
    static const struct {
        const char *json, *words;
    } FAULTS[] = {
        { "[]", "object" },
        { "{\"colour\": 1}", "no input of this name" },
        { "{\"urgency\": 4}", "urgency" },
        { "{\"urgency\": \"2\"}", "urgency" },
        { "{\"purpose\": \"chat\"}", "purpose" },
        { "{\"legal_effect\": 1}", "legal_effect" },
        { "{\"local_time\": \"8:30\"}", "local_time" },
        { "{\"channel_up\": \"email\"}", "channel_up" },
        { "{\"channel_up\": [\"\"]}", "channel_up" },
        { "{\"language\": \"\"}", "language" },
        { "{", "no JSON" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(FAULTS); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(policy_facts_parse(FAULTS[i].json, strlen(FAULTS[i].json), &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
        g_assert_nonnull(strstr(error->message, FAULTS[i].words));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name) g_test_add_func("/policy/cell/" #name, name)
    TEST(a_dash_asks_nothing);
    TEST(not_holds_where_none_of_its_tests_does);
    TEST(a_comma_means_or);
    TEST(comparisons_hold_on_their_side);
    TEST(intervals_hold_between_their_ends);
    TEST(numbers_may_have_a_point);
    TEST(strings_have_escapes);
    TEST(booleans_are_words_without_quotes);
    TEST(times_are_of_the_day);
    TEST(has_asks_whether_a_set_has_a_word);
    TEST(what_nobody_knows_is_neither_true_nor_false);
    TEST(each_fault_says_what_to_write);
    TEST(limits_are_kept);
    TEST(equal_cells_are_written_alike);
    TEST(inputs_are_read_and_written_as_json);
    TEST(wrong_inputs_name_the_input);
    return g_test_run();
}
