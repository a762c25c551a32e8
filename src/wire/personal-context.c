/* SPDX-License-Identifier: Apache-2.0 */
/* The words that speak of a kind of number. */
#include <string.h>

#include "wire/personal-private.h"

#define WORD_BYTES 64 /* of a word near a number; what is longer is no word of ours */

/* Beginnings of words, in small letters; "=nif" only the whole word. */
static const char *const WORDS[PERSONAL_NUMBER_KINDS] = {
    [PERSONAL_NUMBER_CARD] = ("card kreditkart karte debit visa mastercard maestro amex carte tarjeta carta kaart kart "
                              "cartao cartão kort creditcard карт بطاقة"),
    [PERSONAL_NUMBER_UK_NHS] = "=nhs health patient hospital medical",
    [PERSONAL_NUMBER_US_SSN] = "=ssn social security",
    [PERSONAL_NUMBER_US_ABA] = "routing =aba =rtn transit bank wire",
    [PERSONAL_NUMBER_CA_SIN] = "=sin =nas social insurance assurance",
    [PERSONAL_NUMBER_DE_TAX] = "steuer identifikationsnummer =idnr =tin tax =stid =st-id",
    [PERSONAL_NUMBER_ES_DNI] = "=dni =nie =nif documento identidad extranjer identific",
    [PERSONAL_NUMBER_IT_CF] = "codice fiscale =cf =c.f",
    [PERSONAL_NUMBER_NL_BSN] = "=bsn burgerservice sofi =sofinummer burger",
    [PERSONAL_NUMBER_BE_NN] = "rijksregister registre national nationaal =insz =niss =rrn nationalregister",
    [PERSONAL_NUMBER_PL_PESEL] = "pesel",
    [PERSONAL_NUMBER_PT_NIF] = "=nif contribuinte fiscal finanças financas",
    [PERSONAL_NUMBER_SE_PNR] = "personnummer person-nr =pnr =personnr samordningsnummer födelsenummer",
    [PERSONAL_NUMBER_FI_HETU] = "=hetu henkilötun henkilotun sotu personbeteckning",
    [PERSONAL_NUMBER_IE_PPSN] = "=pps =ppsn =ppsno public service",
    [PERSONAL_NUMBER_AU_TFN] = "=tfn tax file",
};

static gboolean
fits(const char *word, const char *pattern, gsize pattern_length)
{
    if (*pattern == '=')
        return strlen(word) == pattern_length - 1 && memcmp(word, pattern + 1, pattern_length - 1) == 0;
    return strncmp(word, pattern, pattern_length) == 0;
}

static gboolean
is_context(PersonalNumberKind kind, const char *bytes, gsize length)
{
    g_autofree char *word = length > WORD_BYTES ? NULL : g_utf8_strdown(bytes, (gssize)length);

    for (const char *at = WORDS[kind]; word != NULL && *at != '\0';) {
        gsize size = strcspn(at, " ");

        if (fits(word, at, size))
            return TRUE;
        at += size + (at[size] == ' ');
    }
    return FALSE;
}

/* Letters, digits, and what holds the parts of a word together. Bytes above ASCII count as letters. */
static gboolean
is_inside(char c)
{
    return g_ascii_isalnum(c) || (guchar)c >= 0x80 || c == '-' || c == '.';
}

/* Without what may stand at its end: "number.", "card-". */
static gboolean
judge_word(PersonalNumberKind kind, const char *text, gsize first, gsize end)
{
    while (end > first && (text[end - 1] == '.' || text[end - 1] == '-'))
        end--;
    while (first < end && (text[first] == '.' || text[first] == '-'))
        first++;
    return first < end && is_context(kind, text + first, end - first);
}

static gboolean
look_back(PersonalNumberKind kind, const char *text, gsize at)
{
    for (guint words = 0; words < PERSONAL_NUMBER_CONTEXT; words++) {
        gsize end;

        while (at > 0 && !is_inside(text[at - 1]))
            at--;
        end = at;
        while (at > 0 && is_inside(text[at - 1]))
            at--;
        if (end == at)
            return FALSE;
        if (judge_word(kind, text, at, end))
            return TRUE;
    }
    return FALSE;
}

static gboolean
look_ahead(PersonalNumberKind kind, const char *text, gsize length, gsize at)
{
    for (guint words = 0; words < PERSONAL_NUMBER_CONTEXT; words++) {
        gsize first;

        while (at < length && !is_inside(text[at]))
            at++;
        first = at;
        while (at < length && is_inside(text[at]))
            at++;
        if (first == at)
            return FALSE;
        if (judge_word(kind, text, first, at))
            return TRUE;
    }
    return FALSE;
}

gboolean
personal_context_has(PersonalNumberKind kind, const char *text, gsize length, gsize first, gsize end)
{
    return WORDS[kind] != NULL && (look_back(kind, text, first) || look_ahead(kind, text, length, end));
}
