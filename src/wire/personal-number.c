/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/personal-number.h"

#include <string.h>

#include "wire/personal-private.h"

/* In context only: more than one in a hundred strings of the form pass the check by chance. */
enum { ALONE, IN_CONTEXT, ALONE_IN_GROUPS };

/* clang-format off */
static const struct {
    const char *name, *title;
    PersonalNumberFamily family;
    guint8 shortest, longest; /* signs */
    guint8 when;
} KINDS[PERSONAL_NUMBER_KINDS] = {
    [PERSONAL_NUMBER_CARD]     = { "card", "card", PERSONAL_NUMBER_OF_CARD, 12, 19, IN_CONTEXT },
    [PERSONAL_NUMBER_IBAN]     = { "iban", "IBAN", PERSONAL_NUMBER_OF_ACCOUNT, 15, 33, ALONE },
    [PERSONAL_NUMBER_UK_NHS]   = { "uk-nhs", "NHS number", PERSONAL_NUMBER_OF_HEALTH, 10, 10, IN_CONTEXT },
    [PERSONAL_NUMBER_UK_NINO]  = { "uk-nino", "National Insurance number", PERSONAL_NUMBER_OF_IDENTITY, 9, 9, ALONE },
    [PERSONAL_NUMBER_US_SSN]   = { "us-ssn", "Social Security number", PERSONAL_NUMBER_OF_IDENTITY, 9, 9, ALONE_IN_GROUPS },
    [PERSONAL_NUMBER_US_ITIN]  = { "us-itin", "ITIN", PERSONAL_NUMBER_OF_TAX, 9, 9, ALONE },
    [PERSONAL_NUMBER_US_ABA]   = { "us-aba", "ABA routing number", PERSONAL_NUMBER_OF_ACCOUNT, 9, 9, IN_CONTEXT },
    [PERSONAL_NUMBER_CA_SIN]   = { "ca-sin", "SIN / NAS", PERSONAL_NUMBER_OF_IDENTITY, 9, 9, IN_CONTEXT },
    [PERSONAL_NUMBER_DE_TAX]   = { "de-tax", "Steuer-ID", PERSONAL_NUMBER_OF_TAX, 11, 11, IN_CONTEXT },
    [PERSONAL_NUMBER_ES_DNI]   = { "es-dni", "DNI / NIE", PERSONAL_NUMBER_OF_IDENTITY, 9, 9, IN_CONTEXT },
    [PERSONAL_NUMBER_FR_NIR]   = { "fr-nir", "NIR", PERSONAL_NUMBER_OF_IDENTITY, 15, 15, ALONE },
    [PERSONAL_NUMBER_IT_CF]    = { "it-cf", "codice fiscale", PERSONAL_NUMBER_OF_TAX, 16, 16, IN_CONTEXT },
    [PERSONAL_NUMBER_NL_BSN]   = { "nl-bsn", "BSN", PERSONAL_NUMBER_OF_IDENTITY, 9, 9, IN_CONTEXT },
    [PERSONAL_NUMBER_BE_NN]    = { "be-nn", "rijksregisternummer / numéro national", PERSONAL_NUMBER_OF_IDENTITY, 11, 11, IN_CONTEXT },
    [PERSONAL_NUMBER_PL_PESEL] = { "pl-pesel", "PESEL", PERSONAL_NUMBER_OF_IDENTITY, 11, 11, IN_CONTEXT },
    [PERSONAL_NUMBER_PT_NIF]   = { "pt-nif", "NIF", PERSONAL_NUMBER_OF_TAX, 9, 9, IN_CONTEXT },
    [PERSONAL_NUMBER_SE_PNR]   = { "se-pnr", "personnummer", PERSONAL_NUMBER_OF_IDENTITY, 10, 12, IN_CONTEXT },
    [PERSONAL_NUMBER_FI_HETU]  = { "fi-hetu", "henkilötunnus", PERSONAL_NUMBER_OF_IDENTITY, 10, 11, IN_CONTEXT },
    [PERSONAL_NUMBER_NO_FNR]   = { "no-fnr", "fødselsnummer", PERSONAL_NUMBER_OF_IDENTITY, 11, 11, ALONE },
    [PERSONAL_NUMBER_CH_AHV]   = { "ch-ahv", "AHV / AVS", PERSONAL_NUMBER_OF_IDENTITY, 13, 13, ALONE },
    [PERSONAL_NUMBER_IE_PPSN]  = { "ie-ppsn", "PPS number", PERSONAL_NUMBER_OF_IDENTITY, 8, 9, IN_CONTEXT },
    [PERSONAL_NUMBER_AU_TFN]   = { "au-tfn", "tax file number", PERSONAL_NUMBER_OF_TAX, 9, 9, IN_CONTEXT },
};
/* clang-format on */

#define SHORTEST 8 /* signs of any kind … */
#define DIGITS   6 /* … and the digits among them */

const char *
personal_number_name(PersonalNumberKind kind)
{
    return KINDS[kind].name;
}

const char *
personal_number_title(PersonalNumberKind kind)
{
    return KINDS[kind].title;
}

PersonalNumberFamily
personal_number_family(PersonalNumberKind kind)
{
    return KINDS[kind].family;
}

typedef struct {
    const char *text;
    gsize length;
    PersonalNumberFunction each;
    gpointer data;
    guint found;
} Search;

/* ---- runs of letters and digits ---- */

/* Whether a letter or digit above ASCII stands at @at; @ret_length: of what stands there, 1 when it is no UTF-8. */
static gboolean
is_letter(const Search *search, gsize at, gsize *ret_length)
{
    gunichar c;

    *ret_length = 1;
    if (at >= search->length || (guchar)search->text[at] < 0x80)
        return FALSE;
    c = g_utf8_get_char_validated(search->text + at, (gssize)(search->length - at));
    if (c == (gunichar)-1 || c == (gunichar)-2)
        return FALSE;
    *ret_length = (gsize)g_unichar_to_utf8(c, NULL);
    return g_unichar_isalnum(c);
}

/* What stands at @at, between two groups or behind the last: ' ', '.', '-' with its length, '|' for an end, 0 for
 * another sign. A letter of another script touches the number, so what stands before it is none. */
static char
read_gap(const Search *search, gsize at, gsize *ret_length)
{
    char c = at < search->length ? search->text[at] : '\0';

    *ret_length = 1;
    if (g_ascii_isalnum(c))
        return 0;
    if (c == ' ' || c == '.' || c == '-')
        return c;
    if (c == '+') /* only a sign of a century */
        return '-';
    if ((guchar)c == 0xc2 && at + 1 < search->length && (guchar)search->text[at + 1] == 0xa0) {
        *ret_length = 2;
        return ' ';
    }
    return is_letter(search, at, ret_length) ? 'x' : '|';
}

static void
take_run(const Search *search, gsize at, PersonalRun *run)
{
    run->count = 0;
    run->digits = 0;
    while (run->count < PERSONAL_SIGNS) {
        gsize length;
        char gap;

        run->digits += g_ascii_isdigit(search->text[at]);
        run->signs[run->count] = search->text[at++];
        run->ends[run->count] = at;
        gap = read_gap(search, at, &length);
        if (gap == 'x')
            return;
        if (gap != 0 && gap != '|' && (at + length >= search->length || !g_ascii_isalnum(search->text[at + length])))
            gap = '|';
        run->behind[run->count++] = gap;
        if (gap == '|')
            return;
        if (gap != 0)
            at += length;
    }
}

/* Whether a number of ours may begin with the word at @at: digits, or the few letters that some begin with. */
static gboolean
may_begin(const Search *search, gsize at)
{
    const char *text = search->text + at;
    gsize left = search->length - at, letters = 0;

    if (left < SHORTEST)
        return FALSE;
    if (g_ascii_isdigit(*text))
        return TRUE;
    while (letters < 7 && letters < left && g_ascii_isupper(text[letters]))
        letters++;
    return letters == 1 || letters == 2 || letters == 6;
}

/* ---- judging ---- */

static void
judge_kind(Search *search, const PersonalRun *run, guint length, PersonalNumberKind kind, gsize first)
{
    gsize end = run->ends[length - 1];
    gboolean in_context =
        KINDS[kind].when == IN_CONTEXT || (KINDS[kind].when == ALONE_IN_GROUPS && run->behind[2] != '-');

    if (!personal_check_of(kind)(run, length))
        return;
    if (in_context && !personal_context_has(kind, search->text, search->length, first, end))
        return;
    search->each(kind, first, end - first, search->data);
    search->found++;
}

/* Returns where to go on: behind the longest number found, else @first. */
static gsize
judge_run(Search *search, const PersonalRun *run, gsize first)
{
    if (run->digits < DIGITS)
        return first;
    for (guint length = run->count; length >= SHORTEST; length--) {
        guint before = search->found;

        if (run->behind[length - 1] == 0)
            continue;
        for (guint kind = 0; kind < PERSONAL_NUMBER_KINDS; kind++)
            if (length >= KINDS[kind].shortest && length <= KINDS[kind].longest)
                judge_kind(search, run, length, (PersonalNumberKind)kind, first);
        if (search->found > before)
            return run->ends[length - 1];
    }
    return first;
}

/* The end of the word at @at: letters and digits of any script. */
static gsize
skip_word(const Search *search, gsize at)
{
    for (;;) {
        gsize length = 1;

        if (at >= search->length || (!g_ascii_isalnum(search->text[at]) && !is_letter(search, at, &length)))
            return at;
        at += length;
    }
}

/* Most letters hold no number of ours, and need not be read word by word to know that. */
static gboolean
has_digits(const char *text, gsize length)
{
    guint digits = 0;

    for (gsize at = 0; at < length && digits < DIGITS; at++)
        digits += (guint8)(text[at] - '0') < 10;
    return digits == DIGITS;
}

guint
personal_number_find(const char *text, gsize length, PersonalNumberFunction each, gpointer data)
{
    Search search = { text, MIN(length, PERSONAL_NUMBER_TEXT), each, data, 0 };

    if (!has_digits(text, search.length))
        return 0;
    for (gsize at = 0; at < search.length;) {
        PersonalRun run;
        gsize next = at, sign = 1;

        if (may_begin(&search, at)) {
            take_run(&search, at, &run);
            next = judge_run(&search, &run, at);
        } else if (!g_ascii_isalnum(text[at]) && !is_letter(&search, at, &sign)) {
            next = at + sign;
        }
        at = next > at ? next : skip_word(&search, at);
    }
    return search.found;
}
