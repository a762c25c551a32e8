/* SPDX-License-Identifier: Apache-2.0 */
#include "policy/word-index.h"

#include <string.h>

struct WordIndex {
    GString *folded;  /* the words, each ended by NUL */
    GArray *words;    /* guint32: where in folded, in the order of the text */
    guint32 *ordered; /* numbers of words, by word and then by place */
};

struct WordPhrase {
    GString *folded;
    GArray *words;
    gboolean open; /* the last word may go on */
};

/* ---- splitting ---- */

static gboolean
is_gapless(gunichar c)
{
    switch (g_unichar_get_script(c)) {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
        return TRUE;
    default:
        return FALSE;
    }
}

/* What a character does to the words. */
typedef enum { GAP, PART, ALONE } Use;

static Use
use_of(gunichar c, gboolean inside)
{
    if (c < 0x80)
        return g_ascii_isalnum((char)c) ? PART : GAP;
    if (g_unichar_ismark(c))
        return inside ? PART : GAP;
    if (!g_unichar_isalnum(c))
        return GAP;
    return is_gapless(c) ? ALONE : PART;
}

static void
end_word(GString *folded, gboolean *inside)
{
    if (*inside)
        g_string_append_c(folded, '\0');
    *inside = FALSE;
}

static void
split(const char *text, guint most, GString *folded, GArray *words)
{
    gboolean inside = FALSE;

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = (guchar)*at < 0x80 ? (gunichar)*at : g_utf8_get_char(at);
        Use use = use_of(c, inside);

        if (use != PART)
            end_word(folded, &inside);
        if (use == GAP)
            continue;
        if (!inside) {
            guint32 start = (guint32)folded->len;

            if (words->len >= most)
                return;
            g_array_append_val(words, start);
            inside = TRUE;
        }
        g_string_append_len(folded, at, g_utf8_next_char(at) - at);
    }
    end_word(folded, &inside);
}

static char *
fold(const char *text, gsize length)
{
    g_autofree char *whole = NULL, *composed = NULL;
    gboolean plain = TRUE;

    for (gsize i = 0; i < length && plain; i++)
        plain = (guchar)text[i] < 0x80 && text[i] != '\0';
    if (plain)
        return g_ascii_strdown(text, (gssize)length);
    whole = g_utf8_make_valid(text, (gssize)length);
    composed = g_utf8_normalize(whole, -1, G_NORMALIZE_ALL_COMPOSE);
    return g_utf8_casefold(composed, -1);
}

/* ---- the index ---- */

static const char *
word_at(const WordIndex *index, guint32 number)
{
    return index->folded->str + g_array_index(index->words, guint32, number);
}

static int
by_word(gconstpointer a, gconstpointer b, gpointer data)
{
    guint32 first = *(const guint32 *)a, second = *(const guint32 *)b;
    int order = strcmp(word_at(data, first), word_at(data, second));

    return order != 0 ? order : (first > second) - (first < second);
}

WordIndex *
word_index_new(const char *text, gsize length)
{
    WordIndex *index = g_new0(WordIndex, 1);
    g_autofree char *folded = fold(text, MIN(length, WORD_INDEX_TEXT_MAX));

    index->folded = g_string_sized_new(length / 2 + 16);
    index->words = g_array_new(FALSE, FALSE, sizeof(guint32));
    split(folded, WORD_INDEX_WORDS_MAX, index->folded, index->words);
    index->ordered = g_new(guint32, index->words->len + 1);
    for (guint i = 0; i < index->words->len; i++)
        index->ordered[i] = i;
    g_qsort_with_data(index->ordered, (int)index->words->len, sizeof(guint32), by_word, index);
    return index;
}

void
word_index_free(WordIndex *index)
{
    g_string_free(index->folded, TRUE);
    g_array_unref(index->words);
    g_free(index->ordered);
    g_free(index);
}

guint
word_index_count(const WordIndex *index)
{
    return index->words->len;
}

/* The first of the ordered words that is not before @word. */
static guint
lower_bound(const WordIndex *index, const char *word)
{
    guint low = 0, high = index->words->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (strcmp(word_at(index, index->ordered[middle]), word) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* ---- phrases ---- */

WordPhrase *
word_index_phrase_new(const char *text)
{
    WordPhrase *phrase = g_new0(WordPhrase, 1);
    g_autofree char *folded = fold(text, strlen(text));

    phrase->folded = g_string_new(NULL);
    phrase->words = g_array_new(FALSE, FALSE, sizeof(guint32));
    phrase->open = g_str_has_suffix(g_strchomp(folded), "*");
    split(folded, WORD_PHRASE_WORDS + 1, phrase->folded, phrase->words);
    if (phrase->words->len == 0 || phrase->words->len > WORD_PHRASE_WORDS)
        g_clear_pointer(&phrase, word_index_phrase_free);
    return phrase;
}

void
word_index_phrase_free(WordPhrase *phrase)
{
    g_string_free(phrase->folded, TRUE);
    g_array_unref(phrase->words);
    g_free(phrase);
}

static const char *
phrase_word(const WordPhrase *phrase, guint number)
{
    return phrase->folded->str + g_array_index(phrase->words, guint32, number);
}

static gboolean
is_word(const WordPhrase *phrase, guint number, const char *word)
{
    const char *wanted = phrase_word(phrase, number);

    return phrase->open && number == phrase->words->len - 1 ? g_str_has_prefix(word, wanted)
                                                            : strcmp(word, wanted) == 0;
}

static gboolean
goes_on(const WordIndex *index, const WordPhrase *phrase, guint32 place)
{
    if (place + phrase->words->len > index->words->len)
        return FALSE;
    for (guint i = 1; i < phrase->words->len; i++)
        if (!is_word(phrase, i, word_at(index, place + i)))
            return FALSE;
    return TRUE;
}

gboolean
word_index_has(const WordIndex *index, const WordPhrase *phrase)
{
    for (guint i = lower_bound(index, phrase_word(phrase, 0)); i < index->words->len; i++) {
        guint32 place = index->ordered[i];

        if (!is_word(phrase, 0, word_at(index, place)))
            return FALSE;
        if (goes_on(index, phrase, place))
            return TRUE;
    }
    return FALSE;
}
