/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "policy/word-index.h"

static gboolean
has(const char *text, const char *words)
{
    g_autoptr(WordIndex) index = word_index_new(text, strlen(text));
    WordPhrase *phrase = word_index_phrase_new(words);
    gboolean found;

    g_assert_nonnull(phrase);
    found = word_index_has(index, phrase);
    word_index_phrase_free(phrase);
    return found;
}

static void
whole_words_are_found_in_any_case(void)
{
    g_assert_true(has("A Pothole, again.", "pothole"));
    g_assert_true(has("a pothole, again", "POTHOLE"));
    g_assert_false(has("potholes everywhere", "pothole"));
    g_assert_false(has("a hole", "pothole"));
    g_assert_true(has("pothole", "pothole"));
    g_assert_false(has("", "pothole"));
    g_assert_false(has("...!", "pothole"));
    g_assert_true(has("see B12 and b13", "b13"));
}

static void
a_star_stands_for_any_ending(void)
{
    g_assert_true(has("potholes everywhere", "pothole*"));
    g_assert_true(has("one pothole", "pothole*"));
    g_assert_false(has("the pothol", "pothole*"));
    g_assert_true(has("missed bins today", "missed bin*"));
    g_assert_false(has("missing bins today", "missed bin*"));
}

static void
phrases_are_found_across_one_gap_of_any_kind(void)
{
    g_assert_true(has("a hole in\n the  road", "hole in the road"));
    g_assert_true(has("a pot-hole here", "pot hole"));
    g_assert_false(has("a hole in our road", "hole in the road"));
    g_assert_false(has("hole in the", "hole in the road"));
    g_assert_true(has("hole hole in the road", "hole in the road"));
    g_assert_true(has("my doctor's letter", "doctor’s"));
}

static void
other_scripts_are_folded_and_split_as_they_are_written(void)
{
    g_assert_true(has("Der SPERRMÜLL steht da", "sperrmüll"));
    g_assert_true(has("Sperrmu\xcc\x88ll", "sperrmüll")); /* u and two dots */
    g_assert_true(has("STRASSE", "straße"));
    g_assert_false(has("Sperrmüllabfuhr", "sperrmüll"));
    g_assert_true(has("Дорога РАЗБИТА", "дорога"));
    g_assert_true(has("Η ΟΔΟΣ", "οδος"));
    g_assert_true(has("道路上有坑洞", "坑洞"));
    g_assert_false(has("道路上有坑", "坑洞"));
    g_assert_true(has("ถนนเป็นหลุม", "หลุม"));
    g_assert_true(has("التدفئة لا تعمل", "التدفئة"));
}

static void
what_is_no_text_separates_words(void)
{
    static const char bytes[] = "one\xfftwo\0three";
    g_autoptr(WordIndex) index = word_index_new(bytes, sizeof bytes - 1);
    WordPhrase *two = word_index_phrase_new("two"), *three = word_index_phrase_new("three");

    g_assert_true(word_index_has(index, two));
    g_assert_true(word_index_has(index, three));
    word_index_phrase_free(two);
    word_index_phrase_free(three);
}

static void
a_phrase_needs_a_word_and_has_at_most_eight(void)
{
    g_assert_null(word_index_phrase_new(""));
    g_assert_null(word_index_phrase_new("*"));
    g_assert_null(word_index_phrase_new(" -- "));
    g_assert_null(word_index_phrase_new("1 2 3 4 5 6 7 8 9"));
    g_assert_true(has("1 2 3 4 5 6 7 8", "1 2 3 4 5 6 7 8"));
}

static void
what_is_beyond_the_limits_is_not_there(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(WordIndex) index = NULL;

    for (guint i = 0; i < WORD_INDEX_WORDS_MAX + 10; i++)
        g_string_append(text, "a ");
    g_string_append(text, "end");
    g_assert_false(has(text->str, "end"));
    index = word_index_new(text->str, text->len);
    g_assert_cmpuint(word_index_count(index), ==, WORD_INDEX_WORDS_MAX);
    g_string_truncate(text, 0);
    while (text->len < WORD_INDEX_TEXT_MAX)
        g_string_append_c(text, '.');
    g_string_append(text, " end");
    g_assert_false(has(text->str, "end"));
    g_string_erase(text, 0, 10);
    g_assert_true(has(text->str, "end"));
}

/* The same by looking at every place of the text. */
static gboolean
has_slowly(const char *text, const char *words)
{
    g_autofree char *whole = g_strconcat(" ", text, " ", NULL), *wanted = g_strconcat(" ", words, " ", NULL);

    return strstr(whole, wanted) != NULL;
}

static void
it_finds_what_a_search_at_every_place_finds(void)
{
    static const char *const WORDS[] = { "a", "ab", "b", "ba", "abc" };
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);

    for (guint round = 0; round < 3000; round++) {
        g_autoptr(GString) text = g_string_new("b"), wanted = g_string_new(NULL);

        for (gint i = g_rand_int_range(rand, 0, 12); i > 0; i--)
            g_string_append_printf(text, " %s", WORDS[g_rand_int_range(rand, 0, G_N_ELEMENTS(WORDS))]);
        for (gint i = g_rand_int_range(rand, 1, 4); i > 0; i--)
            g_string_append_printf(wanted, "%s%s", wanted->len > 0 ? " " : "",
                                   WORDS[g_rand_int_range(rand, 0, G_N_ELEMENTS(WORDS))]);
        g_assert_cmpint(has(text->str, wanted->str), ==, has_slowly(text->str, wanted->str));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/policy/word-index/whole-words-are-found-in-any-case", whole_words_are_found_in_any_case);
    g_test_add_func("/policy/word-index/a-star-stands-for-any-ending", a_star_stands_for_any_ending);
    g_test_add_func("/policy/word-index/phrases-are-found-across-one-gap-of-any-kind",
                    phrases_are_found_across_one_gap_of_any_kind);
    g_test_add_func("/policy/word-index/other-scripts-are-folded-and-split-as-they-are-written",
                    other_scripts_are_folded_and_split_as_they_are_written);
    g_test_add_func("/policy/word-index/what-is-no-text-separates-words", what_is_no_text_separates_words);
    g_test_add_func("/policy/word-index/a-phrase-needs-a-word-and-has-at-most-eight",
                    a_phrase_needs_a_word_and_has_at_most_eight);
    g_test_add_func("/policy/word-index/what-is-beyond-the-limits-is-not-there",
                    what_is_beyond_the_limits_is_not_there);
    g_test_add_func("/policy/word-index/it-finds-what-a-search-at-every-place-finds",
                    it_finds_what_a_search_at_every_place_finds);
    return g_test_run();
}
