/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "wire/rspamd.h"

static gboolean
parse(const char *text, RspamdAnswer *ret, GError **error)
{
    return rspamd_parse_answer(text, strlen(text), ret, error);
}

static void
test_action_score_and_symbols_are_read(void)
{
    g_auto(RspamdAnswer) answer = { 0 };

    g_assert_true(parse("{\"is_skipped\":false,\"score\":7.5,\"required_score\":15.0,\"action\":\"add header\","
                        "\"symbols\":{\"MISSING_DATE\":{\"name\":\"MISSING_DATE\",\"score\":1.0},"
                        "\"BAYES_SPAM\":{\"score\":6.5,\"options\":[\"ada@home.example\"]},"
                        "\"R_SPF_ALLOW\":{\"score\":-0.2},\"ARC_NA\":{\"score\":0.0}},\"messages\":{}}",
                        &answer, NULL));
    g_assert_cmpint(answer.action, ==, RSPAMD_ADD_HEADER);
    g_assert_cmpfloat(answer.score, ==, 7.5);
    g_assert_cmpfloat(answer.required, ==, 15);
    g_assert_cmpstr(answer.symbols, ==, "BAYES_SPAM, MISSING_DATE, R_SPF_ALLOW");
    g_assert_false(answer.skipped);
}

/* As Rspamd 3.4 answers GTUBE. */
static void
test_what_was_decided_before_the_rules_is_no_skipping(void)
{
    g_auto(RspamdAnswer) answer = { 0 };

    g_assert_true(
        parse("{\"is_skipped\":true,\"score\":15.0,\"required_score\":15.0,\"action\":\"reject\",\"symbols\":{"
              "\"GTUBE\":{\"name\":\"GTUBE\",\"score\":0.0,\"metric_score\":0.0}}}",
              &answer, NULL));
    g_assert_false(answer.skipped);
    g_assert_cmpint(answer.action, ==, RSPAMD_REJECT);
    g_assert_cmpstr(answer.symbols, ==, "GTUBE");
}

static void
test_every_action_is_known(void)
{
    for (guint i = 0; i < RSPAMD_ACTIONS; i++) {
        g_autofree char *text = g_strdup_printf("{\"score\":0,\"action\":\"%s\"}", rspamd_action_name((RspamdAction)i));
        g_auto(RspamdAnswer) answer = { 0 };

        g_assert_true(parse(text, &answer, NULL));
        g_assert_cmpuint(answer.action, ==, i);
        g_assert_cmpstr(answer.symbols, ==, "");
    }
}

static void
test_whatever_is_no_answer_is_never_clean(void)
{
    static const char *const BAD[] = {
        "",
        "OK",
        "[]",
        "{}",
        "{\"error\":\"no message\"}",
        "{\"score\":1.0}",
        "{\"action\":\"no action\"}",
        "{\"score\":\"1\",\"action\":\"no action\"}",
        "{\"score\":1.0,\"action\":\"tarpit\"}",
        "{\"score\":1.0,\"action\":\"no action\"} and more",
        "{\"score\":1.0,\"action\":\"reject\",\"action\":\"no action\"}",
    };

    for (guint i = 0; i < G_N_ELEMENTS(BAD); i++) {
        g_autoptr(GError) error = NULL;
        RspamdAnswer answer;

        g_assert_false(parse(BAD[i], &answer, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    }
}

static void
test_names_that_are_no_symbols_are_left_out(void)
{
    g_auto(RspamdAnswer) answer = { 0 };

    g_assert_true(
        parse("{\"score\":3,\"action\":\"no action\",\"symbols\":{\"<b>\":{\"score\":9},\"A b\":{\"score\":9},"
              "\"GOOD\":{\"score\":1},\"NO_OBJECT\":5}}",
              &answer, NULL));
    g_assert_cmpstr(answer.symbols, ==, "GOOD");
}

static void
test_only_the_heaviest_symbols_are_named(void)
{
    g_autoptr(GString) text = g_string_new("{\"score\":3,\"action\":\"reject\",\"symbols\":{");
    g_auto(RspamdAnswer) answer = { 0 };

    for (guint i = 0; i < 20; i++)
        g_string_append_printf(text, "%s\"S%02u\":{\"score\":%u}", i > 0 ? "," : "", i, i);
    g_string_append(text, "}}");
    g_assert_true(parse(text->str, &answer, NULL));
    g_assert_cmpstr(answer.symbols, ==, "S19, S18, S17, S16, S15, S14, S13, S12");
}

static void
test_a_header_cannot_bring_another(void)
{
    g_autofree char *line = rspamd_header("From", "ada@home.example\r\nPass: all\xc3\xa4");
    g_autofree char *nothing = rspamd_header("From", "");

    g_assert_cmpstr(line, ==, "From: ada@home.example??Pass: all??");
    g_assert_null(nothing);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rspamd/action-score-and-symbols-are-read", test_action_score_and_symbols_are_read);
    g_test_add_func("/rspamd/what-was-decided-before-the-rules-is-no-skipping",
                    test_what_was_decided_before_the_rules_is_no_skipping);
    g_test_add_func("/rspamd/every-action-is-known", test_every_action_is_known);
    g_test_add_func("/rspamd/whatever-is-no-answer-is-never-clean", test_whatever_is_no_answer_is_never_clean);
    g_test_add_func("/rspamd/names-that-are-no-symbols-are-left-out", test_names_that_are_no_symbols_are_left_out);
    g_test_add_func("/rspamd/only-the-heaviest-symbols-are-named", test_only_the_heaviest_symbols_are_named);
    g_test_add_func("/rspamd/a-header-cannot-bring-another", test_a_header_cannot_bring_another);
    return g_test_run();
}
