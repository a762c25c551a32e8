/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "base/thread.h"
#include "wire/wordset.h"

static const WordsetWord WORDS[] = {
    { "class", 1 }, { "Straße", 2 }, { "will kill you", 3 }, { "ЛІХТАР", 4 }, { "c++", 5 }, { "cafe\xcc\x81", 6 },
    { "a.b", 7 },   { "  ", 8 },     { "شكرا", 9 },
};

static void
on_word(guint word, guint tag, gpointer data)
{
    GString *out = data;

    (void)word;
    g_string_append_printf(out, "%u ", tag);
}

static void
assert_found(Wordset *set, const char *text, const char *expected)
{
    GString *out = g_string_new(NULL);
    guint found = wordset_scan(set, text, strlen(text), on_word, out);
    guint told = 0;

    for (const char *at = out->str; *at != '\0'; at++)
        told += *at == ' ';
    g_assert_cmpuint(found, ==, told);
    g_assert_cmpstr(out->str, ==, expected);
    g_string_free(out, TRUE);
}

static Wordset *
make(void)
{
    Wordset *set = wordset_new(WORDS, G_N_ELEMENTS(WORDS), NULL);

    g_assert_nonnull(set);
    return set;
}

static void
test_only_whole_words_are_found(void)
{
    g_autoptr(Wordset) set = make();

    assert_found(set, "a class of its own", "1 ");
    assert_found(set, "class", "1 ");
    assert_found(set, "(class)", "1 ");
    assert_found(set, "class-action", "1 ");
    assert_found(set, "classic subclass class1 1class éclass classé", "");
    assert_found(set, "classic, yet a class", "1 ");
}

static void
test_capitals_and_composition_do_not_matter(void)
{
    g_autoptr(Wordset) set = make();

    assert_found(set, "CLASS", "1 ");
    assert_found(set, "die strasse die STRAßE", "2 ");
    assert_found(set, "Ліхтар не працює", "4 ");
    assert_found(set, "un café", "6 ");
    assert_found(set, "un CAFE\xcc\x81!", "6 ");
    assert_found(set, "شكرا جزيلا", "9 ");
    assert_found(set, "شكراً", "");
}

static void
test_a_phrase_may_be_broken_over_lines(void)
{
    g_autoptr(Wordset) set = make();

    assert_found(set, "I Will  kill\r\n\tyou.", "3 ");
    assert_found(set, "will\xc2\xa0kill you", "3 ");
    assert_found(set, "will kill your roses", "");
}

static void
test_a_word_is_no_pattern(void)
{
    g_autoptr(Wordset) set = make();

    assert_found(set, "c++ and a.b", "5 7 ");
    assert_found(set, "axb ccc", "");
}

static void
test_each_word_is_told_once(void)
{
    g_autoptr(Wordset) set = make();

    assert_found(set, "class class class", "1 ");
}

static void
test_a_set_without_words_finds_nothing(void)
{
    g_autoptr(Wordset) none = wordset_new(NULL, 0, NULL);
    g_autoptr(Wordset) blank = wordset_new(&(WordsetWord){ " ", 1 }, 1, NULL);

    assert_found(none, "anything", "");
    assert_found(blank, "any thing", "");
}

static void
test_what_is_no_text_is_scanned_all_the_same(void)
{
    g_autoptr(Wordset) set = make();

    assert_found(set, "\xff\xfe class \xc3", "1 ");
    assert_found(set, "class\xff", "1 ");
}

static void
test_limits_are_kept(void)
{
    g_autofree WordsetWord *many = g_new0(WordsetWord, WORDSET_WORDS_MAX + 1);
    g_autofree char *length = g_strnfill(500, 'x');
    g_autoptr(GError) error = NULL;

    g_assert_null(wordset_new(many, WORDSET_WORDS_MAX + 1, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
    g_clear_error(&error);
    g_assert_null(wordset_new(&(WordsetWord){ length, 1 }, 1, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

static void
scan_in_thread(gpointer data)
{
    for (guint i = 0; i < 500; i++) {
        GString *out = g_string_new(NULL);

        g_assert_cmpuint(wordset_scan(data, "a class in c++", 14, on_word, out), ==, 2);
        g_string_free(out, TRUE);
    }
}

static void
test_threads_scan_at_once(void)
{
    g_autoptr(Wordset) set = make();
    Thread *threads[4];

    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = thread_start("scan", scan_in_thread, set);
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        thread_join(threads[i]);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func("/wordset/" name, function)
    ADD("only-whole-words-are-found", test_only_whole_words_are_found);
    ADD("capitals-and-composition-do-not-matter", test_capitals_and_composition_do_not_matter);
    ADD("a-phrase-may-be-broken-over-lines", test_a_phrase_may_be_broken_over_lines);
    ADD("a-word-is-no-pattern", test_a_word_is_no_pattern);
    ADD("each-word-is-told-once", test_each_word_is_told_once);
    ADD("a-set-without-words-finds-nothing", test_a_set_without_words_finds_nothing);
    ADD("what-is-no-text-is-scanned-all-the-same", test_what_is_no_text_is_scanned_all_the_same);
    ADD("limits-are-kept", test_limits_are_kept);
    ADD("threads-scan-at-once", test_threads_scan_at_once);
    return g_test_run();
}
