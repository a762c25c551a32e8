/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "model/search-terms.h"
#include "views/search-text.h"

static gboolean
has(const char *text, const char *phrase)
{
    g_autoptr(GPtrArray) words = search_terms_sequence(phrase);

    return search_text_has_phrase(text, strlen(text), words);
}

static void
a_phrase_is_words_that_follow_each_other(void)
{
    g_assert_true(has("The lamp at the HIGH street.", "high Street"));
    g_assert_true(has("high high street", "high street"));
    g_assert_true(has("a b a b a c", "a b a c"));
    g_assert_true(has("high\n  street", "high street"));
    g_assert_true(has("Die Straßen-Lampe", "strassen lampe"));
    g_assert_true(has("街灯が暗い", "灯が暗"));
    g_assert_true(has("NB-2026-000123", "2026-000123"));
    g_assert_true(has("one", "one"));
    g_assert_true(has("anything", "…"));
    g_assert_false(has("street high", "high street"));
    g_assert_false(has("high old street", "high street"));
    g_assert_false(has("high", "high street"));
    g_assert_false(has("", "high"));
}

/* What is marked in brackets. */
static char *
join(GPtrArray *pieces)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < pieces->len; i++) {
        const SearchPiece *piece = g_ptr_array_index(pieces, i);

        g_string_append_printf(out, piece->marked ? "[%s]" : "%s", piece->text);
    }
    g_ptr_array_unref(pieces);
    return g_string_free(out, FALSE);
}

static GHashTable *
marks_of(const char *words)
{
    GHashTable *marks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_auto(GStrv) each = g_strsplit(words, " ", -1);

    for (guint i = 0; each[i] != NULL; i++) {
        g_autoptr(GPtrArray) wanted = search_terms_wanted(each[i]);

        for (guint j = 0; j < wanted->len; j++)
            g_hash_table_add(marks, g_strdup(g_ptr_array_index(wanted, j)));
    }
    return marks;
}

static void
words_are_marked_as_they_stand(void)
{
    static const struct {
        const char *text, *words, *expected;
    } ROWS[] = {
        { "Lamp out", "lamp", "[Lamp] out" },
        { "Müller, Mueller & Co", "Müller", "[Müller], [Mueller] & Co" },
        { "case NB-2026-000123!", "nb-2026-000123", "case [NB-2026-000123]!" },
        { "lamp-post", "lamp post", "[lamp]-[post]" },
        { "街灯が暗い", "灯が", "街[灯が]暗い" },
        { "街灯が暗い", "街灯が", "[街灯][が]暗い" },
        { "<b>lamp</b>", "b lamp", "<[b]>[lamp]</[b]>" },
        { "none here", "lamp", "none here" },
        { "", "lamp", "" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(ROWS); i++) {
        g_autoptr(GHashTable) marks = marks_of(ROWS[i].words);
        g_autofree char *found = join(search_text_mark(ROWS[i].text, marks));

        g_assert_cmpstr(found, ==, ROWS[i].expected);
    }
}

static void
a_snippet_is_what_stands_around_the_first_word_found(void)
{
    g_autoptr(GHashTable) marks = marks_of("lamp");
    g_autoptr(GString) text = g_string_new("Dear council,\n\n");
    g_autofree char *found = NULL, *beginning = NULL, *whole = NULL;

    for (guint i = 0; i < 300; i++)
        g_string_append(text, i == 150 ? "the lamp\nis  out " : "Füllwort ");
    found = join(search_text_snippet(text->str, text->len, marks));
    g_assert_true(g_str_has_prefix(found, "… Füllwort "));
    g_assert_nonnull(strstr(found, "the [lamp] is out Füllwort"));
    g_assert_true(g_str_has_suffix(found, "Füllwort …"));
    g_assert_cmpint(g_utf8_strlen(found, -1), <, SEARCH_SNIPPET + 20);
    g_hash_table_remove_all(marks);
    beginning = join(search_text_snippet(text->str, text->len, marks));
    g_assert_true(g_str_has_prefix(beginning, "Dear council, Füllwort"));
    whole = join(search_text_snippet("Short.", 6, marks));
    g_assert_cmpstr(whole, ==, "Short.");
}

static void
a_text_without_blanks_is_cut_inside(void)
{
    g_autoptr(GHashTable) marks = marks_of("lamp");
    g_autofree char *text = g_strnfill(10000, 'x'), *found = NULL;

    found = join(search_text_snippet(text, strlen(text), marks));
    g_assert_cmpuint(strlen(found), ==, SEARCH_SNIPPET + strlen(" …"));
}

#define RULE(function) g_test_add_func("/search-text/" #function, function)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    RULE(a_phrase_is_words_that_follow_each_other);
    RULE(words_are_marked_as_they_stand);
    RULE(a_snippet_is_what_stands_around_the_first_word_found);
    RULE(a_text_without_blanks_is_cut_inside);
    return g_test_run();
}
