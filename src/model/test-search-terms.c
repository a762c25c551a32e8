/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "model/search-terms.h"

static gboolean
append(const SearchTerm *term, gpointer data)
{
    static const char *const SIGNS[] = { "", "~", "=" };
    GString *out = data;

    if (out->len > 0)
        g_string_append_c(out, ' ');
    g_string_append(out, SIGNS[term->kind]);
    g_string_append_len(out, term->folded, (gssize)term->length);
    return TRUE;
}

/* Words as they are, variants with ~, wholes with =. */
static char *
terms(const char *text)
{
    g_autoptr(GString) out = g_string_new(NULL);

    search_terms_each(text, strlen(text), append, out);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static char *
wanted(const char *word)
{
    g_autoptr(GPtrArray) found = search_terms_wanted(word);

    g_ptr_array_add(found, NULL);
    return g_strjoinv(" ", (char **)found->pdata);
}

typedef struct {
    const char *text, *expected;
} Row;

#define CHECK(rows, function)                                                                                          \
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {                                                                   \
        g_autofree char *found = function(rows[i].text);                                                               \
        g_assert_cmpstr(found, ==, rows[i].expected);                                                                  \
    }

static void
case_accents_and_points_do_not_matter(void)
{
    static const Row ROWS[] = {
        { "", "" },
        { "  ,.-!  ", "" },
        { "The LAMP at Élysée", "the lamp at elysee" },
        { "e\u0301toile étoile", "etoile etoile" },
        { "naïve coöperate Zoë", "naive cooperate ~cooeperate zoe" },
        { "Łódź Þór Øre smørrebrød", "lodz thor ore ~oere smorrebrod ~smoerrebroed" },
        { "Ærø œuvre", "aero ~aeroe oeuvre" },
        { "ΟΔΟΣ οδός", "οδοσ οδοσ" },
        { "ЁЛКА елка Йод", "елка елка иод" },
        { "İstanbul ısı", "istanbul isi" },
        { "العَرَبِيَّة العربية أهلا", "العربية العربية اهلا" },
        { "שָׁלוֹם שלום", "שלום שלום" },
        { "हिन्दी", "हिन्दी" },
        { "ﬁnance Ⅷ ｆｕｌｌ", "finance viii full" },
        { "co\u00adoperation", "cooperation" },
        { "٣ ४", "3 4" },
    };

    CHECK(ROWS, terms);
}

static void
german_is_found_however_its_letters_are_written(void)
{
    static const Row TEXTS[] = {
        { "Straße STRASSE", "strasse strasse" },
        { "Müller Mueller", "muller ~mueller mueller" },
        { "ÄÖÜ", "aou ~aeoeue" },
        { "Mu\u0308ll", "mull ~muell" },
    };
    static const Row WANTED[] = {
        { "Müller", "mueller" },
        { "Mueller", "mueller" },
        { "Muller", "muller" },
        { "Grüße", "gruesse" },
    };

    CHECK(TEXTS, terms);
    CHECK(WANTED, wanted);
}

static void
references_addresses_and_dates_are_also_one(void)
{
    static const Row TEXTS[] = {
        { "NB-2026-000123.", "nb 2026 000123 =nb-2026-000123" },
        { "<ada@citizen.example>", "ada citizen example =ada@citizen.example" },
        { "on 3.5.2026, at 10:30", "on 3 5 2026 =3.5.2026 at 10 30 =10:30" },
        { "EUR 1,234.50", "eur 1 234 50 =1,234.50" },
        { "street-lamp don't l’eau", "street lamp don t l eau" },
        { "12--13 a/-b 7-", "12 13 a b 7" },
        { "https://northam.example/a1", "https northam example a1 =northam.example/a1" },
    };
    static const Row WANTED[] = {
        { "NB-2026-000123", "nb-2026-000123" },
        { "Ada@Citizen.Example", "ada@citizen.example" },
        { "street-lamp", "street lamp" },
        { "x:nb-2026-1", "x:nb-2026-1" },
    };

    CHECK(TEXTS, terms);
    CHECK(WANTED, wanted);
}

static void
scripts_without_blanks_are_cut_into_pairs(void)
{
    static const Row ROWS[] = {
        { "水", "水" },
        { "街灯が暗い", "街灯 灯が が暗 暗い" },
        { "東京 NB-1 都", "東京 nb 1 =nb-1 都" },
        { "가로등 고장", "가로 로등 고장" },
        { "ไฟถนน", "ไฟ ฟถ ถน นน" },
        { "ﾃｽﾄ", "テス スト" },
        { "A水B", "a 水 b" },
    };

    CHECK(ROWS, terms);
}

static void
long_runs_are_no_words(void)
{
    g_autofree char *longest = g_strnfill(SEARCH_TERM_MAX, 'x'), *longer = g_strnfill(SEARCH_TERM_MAX + 1, 'x');
    g_autofree char *text = g_strdup_printf("%s %s end %s-1", longest, longer, longer);
    g_autofree char *expected = g_strdup_printf("%s end 1", longest);
    g_autofree char *found = terms(text);

    g_assert_cmpstr(found, ==, expected);
}

typedef struct {
    const char *text;
    guint left;
} Places;

static gboolean
check_place(const SearchTerm *term, gpointer data)
{
    Places *places = data;

    g_assert_true(term->start < term->end && term->end <= strlen(places->text));
    g_assert_true(g_utf8_validate(places->text + term->start, (gssize)(term->end - term->start), NULL));
    return --places->left > 0;
}

static void
each_says_where_it_stands_until_it_is_enough(void)
{
    Places places = { "Grüße 街灯が an NB-2026-1 e\u0301", 100 };

    search_terms_each(places.text, strlen(places.text), check_place, &places);
    g_assert_cmpuint(places.left, ==, 100 - 10);
    places.left = 3;
    search_terms_each(places.text, strlen(places.text), check_place, &places);
    g_assert_cmpuint(places.left, ==, 0);
}

static void
a_phrase_is_its_plain_words(void)
{
    g_autoptr(GPtrArray) words = search_terms_sequence("Die Straßen-Lampe für NB-1");
    g_autofree char *joined = NULL;

    g_ptr_array_add(words, NULL);
    joined = g_strjoinv(" ", (char **)words->pdata);
    g_assert_cmpstr(joined, ==, "die strassen lampe fur nb 1");
}

#define RULE(function) g_test_add_func("/search-terms/" #function, function)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    RULE(case_accents_and_points_do_not_matter);
    RULE(german_is_found_however_its_letters_are_written);
    RULE(references_addresses_and_dates_are_also_one);
    RULE(scripts_without_blanks_are_cut_into_pairs);
    RULE(long_runs_are_no_words);
    RULE(each_says_where_it_stands_until_it_is_enough);
    RULE(a_phrase_is_its_plain_words);
    return g_test_run();
}
