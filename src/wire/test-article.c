/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/article.h"

#include <string.h>

#include "wire/wording.h"

static const char *const NAMES[ARTICLE_FINDING_KINDS] = {
    [ARTICLE_NO_ALTERNATIVE] = "no-alternative",
    [ARTICLE_PICTURE_UNKNOWN] = "picture-unknown",
    [ARTICLE_LINK_NOWHERE] = "link-nowhere",
    [ARTICLE_LINK_UNKNOWN] = "link-unknown",
    [ARTICLE_LINK_WORDS] = "link-words",
    [ARTICLE_HEADING_SKIP] = "heading-skip",
    [ARTICLE_LONG_SENTENCE] = "long-sentence",
    [ARTICLE_SHOUTING] = "shouting",
    [ARTICLE_HARD] = "hard",
};

typedef struct {
    const char *text;
    GString *out;
} Telling;

static void
on_finding(ArticleFinding kind, gsize first, gsize length, const char *detail, gpointer data)
{
    const Telling *telling = data;

    g_assert_cmpuint(first + length, <=, strlen(telling->text));
    g_string_append_printf(telling->out, "%s[%.*s]", NAMES[kind], (int)length, telling->text + first);
    if (kind == ARTICLE_LONG_SENTENCE || kind == ARTICLE_HARD)
        g_string_append(telling->out, detail);
    g_string_append_c(telling->out, ' ');
}

static gboolean
knows(gpointer data, const char *path)
{
    (void)data;
    return strcmp(path, "/news/mill-bridge") == 0 || strcmp(path, "/") == 0;
}

static gboolean
find(gpointer data, const char *name, Figure *ret)
{
    (void)data;
    ret->ornament = strcmp(name, "line.png") == 0;
    return ret->ornament || strcmp(name, "bridge.jpg") == 0;
}

static char *
check(const char *text, const char *language)
{
    Telling telling = { text, g_string_new(NULL) };

    article_check(text,
                  &(ArticleRules){ .language = language,
                                   .sentence_words = 10,
                                   .grade = 9,
                                   .site = "https://www.northam.example",
                                   .knows = knows,
                                   .find = find },
                  on_finding, &telling);
    return g_strchomp(g_string_free(telling.out, FALSE));
}

static void
assert_found(const char *text, const char *expected)
{
    g_autofree char *found = check(text, "en");

    g_assert_cmpstr(found, ==, expected);
}

static void
a_good_text_has_no_finding(void)
{
    assert_found("# Where\n\nThe bridge is closed.\n\n## When\n\nFrom [Monday's closure](/news/mill-bridge) on.\n\n"
                 "![The bridge, with barriers](bridge.jpg)\n\n![](line.png)\n",
                 "");
}

static void
pictures_need_words_and_must_be_there(void)
{
    assert_found("![](bridge.jpg)", "no-alternative[bridge.jpg]");
    assert_found("One.\n\n![ ](bridge.jpg)", "no-alternative[bridge.jpg]");
    assert_found("![A dog](dog.jpg)", "picture-unknown[dog.jpg]");
    assert_found("![A dog](https://else.example/dog.jpg)", "picture-unknown[https://else.example/dog.jpg]");
}

static void
links_on_our_pages_must_lead_somewhere(void)
{
    assert_found("[the bridge](/news/old-bridge)", "link-unknown[the bridge]");
    assert_found("[the bridge](https://www.northam.example/news/old-bridge?lang=de#x)", "link-unknown[the bridge]");
    assert_found("[the bridge](https://www.northam.example/news/mill-bridge?lang=de)", "");
    assert_found("[the home page](https://www.northam.example)", "");
}

static void
links_elsewhere_must_be_addresses_that_readers_can_reach(void)
{
    assert_found("[the gauge](http://localhost:8080/)", "link-nowhere[the gauge]");
    assert_found("[the gauge](https://10.1.2.3/)", "link-nowhere[the gauge]");
    assert_found("[the gauge](https://intranet/)", "link-nowhere[the gauge]");
    assert_found("[the gauge](https://files.northam.local/x)", "link-nowhere[the gauge]");
    assert_found("[the gauge](javascript:alert(1))", "link-nowhere[the gauge]");
    assert_found("[the gauge](gauge.html)", "link-nowhere[the gauge]");
    assert_found("[the gauge](https://gauges.example.org/) and [mail us](mailto:hello@northam.example)", "");
}

static void
the_words_of_a_link_say_where_it_leads(void)
{
    assert_found("[Click here](/news/mill-bridge) for it.", "link-words[Click here]");
    assert_found("[more …](/news/mill-bridge)", "");
    assert_found("[](/news/mill-bridge)", "link-words[[](/news/mill-bridge)]");
}

static void
headings_leave_out_no_level(void)
{
    assert_found("## A\n\n#### B\n\nText.", "heading-skip[B]");
    assert_found("### A\n\n## B", "heading-skip[A]");
    assert_found("### A\n\n#### B\n\n### C", "");
}

static void
long_sentences_are_told_by_their_words(void)
{
    assert_found("Short one. One two three four five six seven eight nine ten eleven. Short.",
                 "long-sentence[One two three four five six seven eight nine ten eleven.]11");
}

static void
a_row_of_capitals_is_shouting(void)
{
    assert_found("Please DO NOT CROSS here.", "shouting[DO NOT CROSS]");
    assert_found("The NHS and the BBC say so.", "");
    assert_found("# WE ARE CLOSED\n", "shouting[WE ARE CLOSED]");
}

static void
a_hard_text_says_how_many_years_of_school_it_takes(void)
{
    g_autofree char *found = check(
        "The administrative determination concerning residential accommodation allocation necessitates comprehensive "
        "consideration. Organisational responsibilities regarding documentation requirements remain substantially "
        "unaltered notwithstanding contemporaneous legislative modification. Individual beneficiaries experiencing "
        "extraordinary circumstances should immediately communicate corresponding particulars. Administrative "
        "representatives subsequently undertake investigation of all particulars, and inform every applicant in "
        "writing.",
        "en");

    g_assert_nonnull(strstr(found, "hard[]"));
}

static void
a_place_is_found_behind_line_breaks_too(void)
{
    assert_found("One\ntwo\nthree [here](/news/mill-bridge)", "link-words[here]");
    assert_found("- a\n- b [here](/news/mill-bridge)\n", "link-words[here]");
}

/* ---- words ---- */

static void
syllables_are_counted_by_language(void)
{
    static const struct {
        const char *language, *word;
        guint count;
    } known[] = {
        { "en", "bridge", 1 }, { "en", "table", 2 },      { "en", "closed", 1 },          { "en", "wanted", 2 },
        { "en", "radio", 3 },  { "en", "council", 2 },    { "en", "information", 4 },     { "en", "houses", 2 },
        { "en", "the", 1 },    { "en", "street", 1 },     { "en", "collection", 3 },      { "en", "area", 3 },
        { "en", "going", 2 },  { "en", "people", 2 },     { "en", "already", 3 },         { "de", "Straße", 2 },
        { "de", "Bäume", 2 },  { "de", "Müllabfuhr", 3 }, { "de", "Theater", 3 },         { "de", "Haus", 1 },
        { "de", "Quelle", 2 }, { "de", "Brücke", 2 },     { "de", "Bürgermeisterin", 5 }, { "fr", "ville", 2 },
        { "pl", "miasto", 2 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
        g_assert_cmpuint(wording_syllables(known[i].word, strlen(known[i].word), known[i].language), ==,
                         known[i].count);
}

static void
a_word_without_end_is_counted_as_far_as_it_is_looked_at(void)
{
    g_autofree char *word = g_strnfill(1000, 'i');

    g_assert_cmpuint(wording_syllables(word, 1000, "en"), >=, 1);
    memset(word + 60, 'y', 3);
    g_assert_cmpuint(wording_syllables(word, 64, "en"), >=, 1);
}

static void
count_sentence(gsize first, gsize length, guint words, gpointer data)
{
    (void)first, (void)length;
    g_string_append_printf(data, "%u ", words);
}

static void
assert_sentences(const char *text, const char *expected)
{
    g_autoptr(GString) out = g_string_new(NULL);

    wording_sentences(text, count_sentence, out);
    g_assert_cmpstr(out->str, ==, expected);
}

static void
a_full_stop_is_not_always_an_end(void)
{
    assert_sentences("It opens on 3. May, e.g. in Mill St. North. Come!", "10 1 ");
    assert_sentences("Am 15. März kommt Dr. Weber z. B. ins Rathaus. Ende", "10 1 ");
    assert_sentences("He said “Stop.” Then he left in 2026. Good", "3 5 1 ");
    assert_sentences("It costs 3.50 pounds", "4 ");
    assert_sentences("... !?", "");
}

static void
an_easy_text_takes_fewer_years_than_a_hard_one(void)
{
    static const char *const easy = "We close the bridge. It is old. We mend it now. Use the new road. It is not far. "
                                    "Buses run as they did. You need to do nothing. We will tell you when it is open. "
                                    "Call us if you need help. We can send a car to your home.";
    Wording wording = { 0 };

    wording_add(&wording, easy, "en");
    g_assert_cmpuint(wording.sentences, ==, 10);
    g_assert_cmpuint(wording_grade(&wording, "en"), <=, 3);
}

static void
a_few_words_have_no_grade(void)
{
    Wording wording = { 0 };

    wording_add(&wording, "Closed. From Monday on. Sorry.", "en");
    g_assert_cmpuint(wording_grade(&wording, "en"), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name) g_test_add_func("/article/" #name, name)
    ADD(a_good_text_has_no_finding);
    ADD(pictures_need_words_and_must_be_there);
    ADD(links_on_our_pages_must_lead_somewhere);
    ADD(links_elsewhere_must_be_addresses_that_readers_can_reach);
    ADD(the_words_of_a_link_say_where_it_leads);
    ADD(headings_leave_out_no_level);
    ADD(long_sentences_are_told_by_their_words);
    ADD(a_row_of_capitals_is_shouting);
    ADD(a_hard_text_says_how_many_years_of_school_it_takes);
    ADD(a_place_is_found_behind_line_breaks_too);
    ADD(syllables_are_counted_by_language);
    ADD(a_word_without_end_is_counted_as_far_as_it_is_looked_at);
    ADD(a_full_stop_is_not_always_an_end);
    ADD(an_easy_text_takes_fewer_years_than_a_hard_one);
    ADD(a_few_words_have_no_grade);
    return g_test_run();
}
