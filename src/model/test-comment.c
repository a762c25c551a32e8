/* SPDX-License-Identifier: Apache-2.0 */
#include "model/comment.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"

static void
test_every_category_has_a_name_and_a_code_of_the_act(void)
{
    for (int i = 0; i < COMMENT_CATEGORIES; i++) {
        CommentCategory parsed;

        g_assert_true(comment_category_parse(comment_category_name((CommentCategory)i), &parsed));
        g_assert_cmpint(parsed, ==, i);
        g_assert_true(g_str_has_prefix(comment_category_code((CommentCategory)i), "STATEMENT_CATEGORY_"));
    }
}

static void
test_a_comment_has_words_and_an_end(void)
{
    g_autofree char *most = g_strnfill(COMMENT_TEXT_MAX, 'a'), *more = g_strnfill(COMMENT_TEXT_MAX + 1, 'a');
    g_autofree char *name = g_strnfill(COMMENT_NAME_MAX + 1, 'n'), *clean = comment_clean(" \r\n a\x01 \n b\t\n");
    g_autoptr(GError) error = NULL;

    g_assert_cmpstr(clean, ==, "a \n b");
    g_assert_true(comment_check("", most, &error));
    g_assert_no_error(error);
    g_assert_false(comment_check("", "", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_clear_error(&error);
    g_assert_false(comment_check("", more, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
    g_clear_error(&error);
    g_assert_false(comment_check(name, "a", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
}

static void
test_rules_are_paragraphs(void)
{
    g_autoptr(GPtrArray) rules = comment_rules_split("\n Be kind.\r\nAlways. \n\n\n \nNo advertising.\n");
    g_autoptr(GPtrArray) none = comment_rules_split(" \n\n");
    g_autoptr(GPtrArray) many = NULL;
    g_autofree char *line = g_strnfill(COMMENT_RULE_MAX + 1, 'r');
    g_autoptr(GPtrArray) long_rule = comment_rules_split(line);
    g_autoptr(GString) text = g_string_new(NULL);

    g_assert_cmpuint(rules->len, ==, 2);
    g_assert_cmpstr(g_ptr_array_index(rules, 0), ==, "Be kind. Always.");
    g_assert_cmpstr(g_ptr_array_index(rules, 1), ==, "No advertising.");
    g_assert_true(comment_rules_check(rules, NULL));
    g_assert_false(comment_rules_check(none, NULL));
    g_assert_false(comment_rules_check(long_rule, NULL));
    for (guint i = 0; i <= COMMENT_RULES_MAX; i++)
        g_string_append(text, "Rule.\n\n");
    many = comment_rules_split(text->str);
    g_assert_false(comment_rules_check(many, NULL));
}

static void
test_an_appeal_can_be_made_for_six_months(void)
{
    /* 31 August 2026 noon → the last of February */
    g_assert_cmpint(comment_appeal_until(G_GINT64_CONSTANT(1788177600) * CLOCK_SECOND), ==,
                    G_GINT64_CONSTANT(1803816000) * CLOCK_SECOND);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/comment/every-category-has-a-name-and-a-code-of-the-act",
                    test_every_category_has_a_name_and_a_code_of_the_act);
    g_test_add_func("/comment/a-comment-has-words-and-an-end", test_a_comment_has_words_and_an_end);
    g_test_add_func("/comment/rules-are-paragraphs", test_rules_are_paragraphs);
    g_test_add_func("/comment/an-appeal-can-be-made-for-six-months", test_an_appeal_can_be_made_for_six_months);
    return g_test_run();
}
