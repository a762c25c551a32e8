/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/wording.h"

#include <string.h>

#define LONG_WORD 6  /* letters; longer ones are long */
#define WORD_MAX  64 /* letters that are looked at for syllables */

/* ---- syllables ---- */

static gboolean
speaks(const char *language, const char *code)
{
    return g_ascii_strncasecmp(language, code, 2) == 0 && !g_ascii_isalpha(language[2]);
}

static gboolean
is_vowel(gunichar c)
{
    static const gunichar vowels[] = { 'a',  'e',  'i',  'o',  'u',  'y',  0xe0, 0xe1, 0xe2, 0xe3, 0xe4,
                                       0xe5, 0xe6, 0xe8, 0xe9, 0xea, 0xeb, 0xec, 0xed, 0xee, 0xef, 0xf2,
                                       0xf3, 0xf4, 0xf5, 0xf6, 0xf8, 0xf9, 0xfa, 0xfb, 0xfc, 0xfd };

    for (gsize i = 0; i < G_N_ELEMENTS(vowels); i++)
        if (vowels[i] == c)
            return TRUE;
    return FALSE;
}

/* Two vowels that German says as one. */
static gboolean
are_one(gunichar a, gunichar b)
{
    static const gunichar pairs[][2] = { { 'a', 'i' }, { 'a', 'u' }, { 'e', 'i' }, { 'e', 'u' },  { 'i', 'e' },
                                         { 'a', 'a' }, { 'e', 'e' }, { 'o', 'o' }, { 0xe4, 'u' }, { 'u', 'i' },
                                         { 'o', 'u' }, { 'a', 'y' }, { 'e', 'y' }, { 'o', 'i' } };

    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++)
        if (pairs[i][0] == a && pairs[i][1] == b)
            return TRUE;
    return FALSE;
}

static guint
count_german(const gunichar *word, guint length)
{
    guint count = 0;

    for (guint i = 0; i < length; i++) {
        if (!is_vowel(word[i]) || (i > 0 && word[i - 1] == 'q'))
            continue;
        count++;
        if (i + 1 < length && are_one(word[i], word[i + 1]))
            i++;
    }
    return count;
}

static gboolean
ends_with(const gunichar *word, guint length, const char *end)
{
    guint size = (guint)strlen(end);

    for (guint i = 0; i < size; i++)
        if (length < size || word[length - size + i] != (gunichar)(guchar)end[i])
            return FALSE;
    return TRUE;
}

static guint
count_groups(const gunichar *word, guint length)
{
    guint count = 0;

    for (guint i = 0; i < length; i++)
        count += is_vowel(word[i]) && (i == 0 || !is_vowel(word[i - 1]));
    return count;
}

static gboolean
is_consonant_at(const gunichar *word, guint length, guint from_end)
{
    return length > from_end && !is_vowel(word[length - 1 - from_end]);
}

/* "late", "closed", "makes"; not "table", "wanted", "buses". */
static gboolean
ends_silent(const gunichar *word, guint length)
{
    if (ends_with(word, length, "e"))
        return is_consonant_at(word, length, 1) && !(ends_with(word, length, "le") && is_consonant_at(word, length, 2));
    if (!is_consonant_at(word, length, 2))
        return FALSE;
    if (ends_with(word, length, "ed"))
        return word[length - 3] != 't' && word[length - 3] != 'd';
    return ends_with(word, length, "es") && strchr("szxhgc", (int)MIN(word[length - 3], 127)) == NULL;
}

/* "closed" is one, "wanted" two; "road" one, "radio" three. */
static guint
count_english(const gunichar *word, guint length)
{
    static const char *const apart[] = { "ia", "io", "iu", "ua", "uou", "ying", "oing", "eing", "uing" };
    guint count = count_groups(word, length);

    if (count > 1 && ends_silent(word, length))
        count--;
    if (count > 1 && ends_with(word, length, "ea"))
        count++; /* area, idea */
    for (guint i = 0; i + 1 < length; i++)
        for (gsize a = 0; a < G_N_ELEMENTS(apart); a++) {
            guint end = i + (guint)strlen(apart[a]);

            if (end <= length && ends_with(word, end, apart[a]) &&
                (i == 0 || apart[a][0] != 'i' || strchr("tcsgq", (int)MIN(word[i - 1], 127)) == NULL))
                count++;
        }
    return count;
}

guint
wording_syllables(const char *word, gsize length, const char *language)
{
    gunichar letters[WORD_MAX];
    guint size = 0, count;

    for (const char *c = word; c < word + length && size < WORD_MAX; c = g_utf8_next_char(c))
        letters[size++] = g_unichar_tolower(g_utf8_get_char(c));
    count = speaks(language, "de")   ? count_german(letters, size)
            : speaks(language, "en") ? count_english(letters, size)
                                     : count_groups(letters, size);
    return MAX(count, 1);
}

/* ---- sentences ---- */

static const char *const ABBREVIATIONS[] = { "mr",   "mrs", "ms",  "dr",  "prof", "st",   "no",   "vs",  "approx",
                                             "tel",  "e.g", "i.e", "etc", "incl", "nr",   "str",  "z.b", "d.h",
                                             "u.a",  "bzw", "ca",  "usw", "ggf",  "inkl", "evtl", "abs", "art",
                                             "bspw", "o.ä", "vgl", "hl",  "jan",  "feb",  "aug",  "sep", "sept",
                                             "okt",  "oct", "nov", "dez", "dec",  "mio",  "mrd",  "max", "min" };

/* Whether the full stop behind @word belongs to it. */
static gboolean
keeps_stop(const char *word, gsize length)
{
    g_autofree char *small = g_utf8_strdown(word, (gssize)length);

    if (length == 0 || g_utf8_strlen(word, (gssize)length) == 1)
        return length != 0;
    if (strspn(small, "0123456789") == length)
        return length <= 2; /* a day: "on 3. May"; a year ends a sentence */
    for (gsize i = 0; i < G_N_ELEMENTS(ABBREVIATIONS); i++)
        if (strcmp(small, ABBREVIATIONS[i]) == 0)
            return TRUE;
    return FALSE;
}

static gboolean
is_end(const char *at)
{
    return *at == '.' || *at == '!' || *at == '?' || strncmp(at, "…", strlen("…")) == 0;
}

/* Signs that may stand behind the last one of a sentence. */
static const char *
skip_closing(const char *at)
{
    static const char *const closing[] = { "\"", "'", ")", "]", "”", "“", "’", "«", "»" };

    for (gsize i = 0; i < G_N_ELEMENTS(closing); i++)
        if (strncmp(at, closing[i], strlen(closing[i])) == 0) {
            at += strlen(closing[i]);
            i = (gsize)-1;
        }
    return at;
}

static gboolean
is_word_sign(const char *at)
{
    return g_unichar_isalnum(g_utf8_get_char(at));
}

/* A word goes on over an apostrophe, a hyphen or a stop that a letter follows. */
static const char *
word_end(const char *at)
{
    while (*at != '\0') {
        const char *next = g_utf8_next_char(at);

        if (!is_word_sign(at) && !((strchr("'-.", *at) != NULL || strncmp(at, "’", strlen("’")) == 0) &&
                                   *next != '\0' && is_word_sign(next)))
            break;
        at = next;
    }
    return at;
}

typedef struct {
    void (*word)(const char *word, gsize length, gpointer data);
    WordingSentence sentence;
    gpointer data;
} Walk;

static void
walk(const char *text, const Walk *on)
{
    const char *first = NULL, *word = "", *end = text;
    gsize length = 0;
    guint words = 0;

    for (const char *at = text; *at != '\0';) {
        if (is_word_sign(at)) {
            first = first != NULL ? first : at;
            word = at;
            at = end = word_end(at);
            length = (gsize)(at - word);
            words++;
            if (on->word != NULL)
                on->word(word, length, on->data);
            continue;
        }
        if (words > 0 && is_end(at) && !(*at == '.' && at == word + length && keeps_stop(word, length))) {
            const char *after = skip_closing(g_utf8_next_char(at));

            if (*after == '\0' || g_unichar_isspace(g_utf8_get_char(after))) {
                on->sentence((gsize)(first - text), (gsize)(g_utf8_next_char(at) - first), words, on->data);
                first = NULL;
                words = 0;
                at = after;
                continue;
            }
        }
        at = g_utf8_next_char(at);
    }
    if (words > 0)
        on->sentence((gsize)(first - text), (gsize)(end - first), words, on->data);
}

void
wording_sentences(const char *text, WordingSentence each, gpointer data)
{
    walk(text, &(Walk){ .sentence = each, .data = data });
}

/* ---- the whole ---- */

typedef struct {
    Wording *wording;
    const char *language;
} Adding;

static void
on_word(const char *word, gsize length, gpointer data)
{
    const Adding *adding = data;
    Wording *wording = adding->wording;
    guint letters = (guint)g_utf8_strlen(word, (gssize)length);
    guint syllables = wording_syllables(word, length, adding->language);

    wording->words++;
    wording->syllables += syllables;
    wording->letters += letters;
    wording->long_words += letters > LONG_WORD;
    wording->polysyllables += syllables >= 3;
    wording->monosyllables += syllables == 1;
}

static void
on_sentence(gsize first, gsize length, guint words, gpointer data)
{
    const Adding *adding = data;

    (void)first, (void)length, (void)words;
    adding->wording->sentences++;
}

void
wording_add(Wording *wording, const char *text, const char *language)
{
    Adding adding = { wording, language };

    walk(text, &(Walk){ on_word, on_sentence, &adding });
}

/* ---- formulas ---- */

static double
lix_as_grade(double lix)
{
    static const double from[] = { 10, 15, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56 };
    double grade = 1;

    for (gsize i = 0; i < G_N_ELEMENTS(from); i++)
        grade += lix >= from[i] ? 1 : 0;
    return grade;
}

guint
wording_grade(const Wording *wording, const char *language)
{
    double words = wording->words, sentences = wording->sentences, grade;

    if (wording->sentences < WORDING_SENTENCES_MIN || wording->words < WORDING_WORDS_MIN)
        return 0;
    if (speaks(language, "en"))
        grade = 0.39 * words / sentences + 11.8 * wording->syllables / words - 15.59;
    else if (speaks(language, "de"))
        grade = 0.1935 * (100 * wording->polysyllables / words) + 0.1672 * words / sentences +
                0.1297 * (100 * wording->long_words / words) - 0.0327 * (100 * wording->monosyllables / words) - 0.875;
    else
        grade = lix_as_grade(words / sentences + 100 * wording->long_words / words);
    return (guint)(CLAMP(grade, 1, 30) + 0.5);
}
