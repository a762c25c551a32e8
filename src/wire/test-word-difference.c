/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/word-difference.h"

#include <string.h>

/* "same[-removed-]{+added+}" */
static char *
shown(const char *before, const char *after)
{
    static const char *const marks[][2] = { { "", "" }, { "[-", "-]" }, { "{+", "+}" } };
    g_autoptr(GArray) spans = word_difference(before, after);
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < spans->len; i++) {
        const DifferenceSpan *span = &g_array_index(spans, DifferenceSpan, i);

        g_string_append_printf(out, "%s%s%s", marks[span->kind][0], span->text, marks[span->kind][1]);
    }
    return g_string_free(out, FALSE);
}

static void
assert_shown(const char *before, const char *after, const char *expected)
{
    g_autofree char *text = shown(before, after);

    g_assert_cmpstr(text, ==, expected);
}

static void
the_fewest_words_are_called_changed(void)
{
    assert_shown("", "", "");
    assert_shown("same", "same", "same");
    assert_shown("", "new", "{+new+}");
    assert_shown("old", "", "[-old-]");
    assert_shown("The bridge is open.", "The bridge is closed.", "The bridge is [-open-]{+closed+}.");
    assert_shown("one two three", "one three", "one [-two -]three");
    assert_shown("one three", "one two three", "one {+two +}three");
    assert_shown("Straße ist frei", "Straße ist zu", "Straße ist [-frei-]{+zu+}");
    assert_shown("a, b", "a; b", "a[-,-]{+;+} b");
}

/* What is not added is the old text, what is not removed the new one. */
static void
assert_joins(const char *before, const char *after)
{
    g_autoptr(GArray) spans = word_difference(before, after);
    g_autoptr(GString) from = g_string_new(NULL), to = g_string_new(NULL);

    for (guint i = 0; i < spans->len; i++) {
        const DifferenceSpan *span = &g_array_index(spans, DifferenceSpan, i);

        g_assert_true(i == 0 || span->kind != g_array_index(spans, DifferenceSpan, i - 1).kind);
        if (span->kind != DIFFERENCE_ADDED)
            g_string_append(from, span->text);
        if (span->kind != DIFFERENCE_REMOVED)
            g_string_append(to, span->text);
    }
    g_assert_cmpstr(from->str, ==, before);
    g_assert_cmpstr(to->str, ==, after);
}

static char *
random_text(GRand *rand, guint most)
{
    static const char *const words[] = { "a", "b", " ", " ", "ä", ".", "cc", "\n" };
    GString *out = g_string_new(NULL);

    for (gint i = g_rand_int_range(rand, 0, (gint)most); i > 0; i--)
        g_string_append(out, words[g_rand_int_range(rand, 0, G_N_ELEMENTS(words))]);
    return g_string_free(out, FALSE);
}

static void
the_spans_give_both_texts_again(void)
{
    GRand *rand = g_rand_new_with_seed(20261122);

    for (guint i = 0; i < 2000; i++) {
        g_autofree char *before = random_text(rand, 40), *after = random_text(rand, 40);

        assert_joins(before, after);
    }
    g_rand_free(rand);
}

static void
beyond_the_limit_the_middle_is_replaced_as_a_whole(void)
{
    g_autoptr(GString) before = g_string_new("first "), after = g_string_new("first ");

    for (guint i = 0; i < DIFFERENCE_STEPS_MAX; i++) {
        g_string_append_printf(before, "b%u ", i);
        g_string_append_printf(after, "a%u ", i);
    }
    g_string_append(before, "last");
    g_string_append(after, "last");
    assert_joins(before->str, after->str);
    {
        g_autoptr(GArray) spans = word_difference(before->str, after->str);

        g_assert_cmpuint(spans->len, ==, 4);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/word-difference/the-fewest-words-are-called-changed", the_fewest_words_are_called_changed);
    g_test_add_func("/word-difference/the-spans-give-both-texts-again", the_spans_give_both_texts_again);
    g_test_add_func("/word-difference/beyond-the-limit-the-middle-is-replaced-as-a-whole",
                    beyond_the_limit_the_middle_is_replaced_as_a_whole);
    return g_test_run();
}
