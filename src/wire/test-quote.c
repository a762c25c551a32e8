/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "wire/quote.h"

/* "nnqqs": one letter per line. */
static char *
kinds(const char *text)
{
    g_autoptr(GArray) spans = quote_split(text, strlen(text));
    GString *out = g_string_new(NULL);
    gsize covered = 0;

    for (guint i = 0; i < spans->len; i++) {
        const QuoteSpan *span = &g_array_index(spans, QuoteSpan, i);

        g_assert_cmpuint(span->start, ==, covered); /* nothing is left out */
        covered += span->length;
        for (gsize at = span->start; at < covered; at++)
            if (text[at] == '\n' || at + 1 == strlen(text))
                g_string_append_c(out, "nqs"[span->kind]);
    }
    g_assert_cmpuint(covered, ==, strlen(text));
    return g_string_free(out, FALSE);
}

static void
assert_kinds(const char *text, const char *expected)
{
    g_autofree char *actual = kinds(text);

    if (!g_str_equal(actual, expected))
        g_test_message("%s", text);
    g_assert_cmpstr(actual, ==, expected);
}

static void
a_reply_above_the_quotation(void)
{
    assert_kinds(
        "Thanks!\n\nOn Mon, 3 Nov 2025 at 10:00, Northam <hello@n.example> wrote:\n\n> It is fixed.\n>\n> Bob\n",
        "nnqqqqq");
    assert_kinds("Thanks!\n> quoted\n", "nq");
}

static void
a_reply_below_and_in_between(void)
{
    assert_kinds("On 3 Nov 2025, Northam wrote:\n> When?\n\nToday.\n\n> Where?\n\nAt home.\n", "qqnnnqnn");
}

static void
attributions_in_eight_languages(void)
{
    static const char *const lines[] = {
        "On Mon, 3 Nov 2025 at 10:00, Ada <ada@x.example> wrote:",
        "Am 03.11.25 um 10:00 schrieb Ada Lovelace:",
        "Am Montag, 3. November 2025 um 10:00:12 MEZ hat Ada geschrieben, schrieb Ada <ada@x.example>:",
        "Le lun. 3 nov. 2025 à 10:00, Ada <ada@x.example> a écrit :",
        "El lun, 3 nov 2025 a las 10:00, Ada (<ada@x.example>) escribió:",
        "Il giorno lun 3 nov 2025 alle ore 10:00 Ada <ada@x.example> ha scritto:",
        "Op ma 3 nov 2025 om 10:00 schreef Ada <ada@x.example>:",
        "W dniu 3.11.2025 o 10:00, Ada pisze:",
        "pon., 3 lis 2025 o 10:00 Ada <ada@x.example> napisał(a):",
        "Ar Llun, 3 Tach 2025 am 10:00, ysgrifennodd Ada <ada@x.example>:",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autofree char *marked = g_strdup_printf("New\n\n%s\n\n> old\n", lines[i]);
        g_autofree char *bare = g_strdup_printf("New\n\n%s\nold\n\nolder\n", lines[i]);

        assert_kinds(marked, "nnqqq");
        assert_kinds(bare, "nnqqqq");
    }
}

static void
an_attribution_may_be_wrapped(void)
{
    assert_kinds(
        "New\nOn Mon, 3 Nov 2025 at 10:00, Ada Lovelace of the Analytical Society\n<ada@x.example> wrote:\n> old\n",
        "nqqq");
}

static void
a_sentence_that_ends_in_wrote_is_not_an_attribution(void)
{
    assert_kinds("On the wall somebody wrote:\nLamps!\n", "nn");
    assert_kinds("On 3 Nov she wrote to me.\nThat was all.\n", "nn");
}

static void
outlook_separators_and_blocks_quote_to_the_end(void)
{
    assert_kinds("Neu\n\n-----Ursprüngliche Nachricht-----\nVon: Ada\nText\n\nmehr\n", "nnqqqqq");
    assert_kinds("New\n-----Original Message-----\nx\n", "nqq");
    assert_kinds("Neu\n\nVon: Ada <ada@x.example>\nGesendet: Montag, 3. November 2025 10:00\nAn: Northam\nBetreff: "
                 "Lampe\n\nText\n",
                 "nnqqqqqq");
    assert_kinds("New\n\n*From:* Ada\n*Sent:* Monday\nx\n", "nnqqq");
    assert_kinds("Nouveau\nDe : Ada\nEnvoyé : lundi\nx\n", "nqqq");
    assert_kinds("From: here to there\nit is dark.\n", "nn");
}

static void
the_signature_ends_at_the_quotation(void)
{
    assert_kinds("New\n-- \nAda\n1 Lamp Road\n", "nsss");
    assert_kinds("New\n--\nAda\n\nOn 3 Nov 2025, Bob wrote:\n> old\n> -- \n> Bob\n", "nsssqqqq");
    assert_kinds("New\n--- \nnot a signature\n", "nnn");
}

static void
texts_without_line_end_and_empty_texts_are_covered(void)
{
    assert_kinds("", "");
    assert_kinds("x", "n");
    assert_kinds(">", "q");
    assert_kinds("\n\n", "nn");
    assert_kinds("x\n> y\n\n\n", "nqqq");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name) g_test_add_func("/quote/" #name, name)
    ADD(a_reply_above_the_quotation);
    ADD(a_reply_below_and_in_between);
    ADD(attributions_in_eight_languages);
    ADD(an_attribution_may_be_wrapped);
    ADD(a_sentence_that_ends_in_wrote_is_not_an_attribution);
    ADD(outlook_separators_and_blocks_quote_to_the_end);
    ADD(the_signature_ends_at_the_quotation);
    ADD(texts_without_line_end_and_empty_texts_are_covered);
    return g_test_run();
}
