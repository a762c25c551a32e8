/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/likeness.h"

#include <string.h>

static guint64
hash_word(const char *word, gsize length)
{
    guint64 value = G_GUINT64_CONSTANT(14695981039346656037);

    for (gsize i = 0; i < length; i++)
        value = (value ^ (guint8)word[i]) * G_GUINT64_CONSTANT(1099511628211);
    return value;
}

/* Spreads a hash over all bits. */
static guint64
mix(guint64 value)
{
    value ^= value >> 33;
    value *= G_GUINT64_CONSTANT(0xff51afd7ed558ccd);
    value ^= value >> 33;
    value *= G_GUINT64_CONSTANT(0xc4ceb9fe1a85ec53);
    return value ^ value >> 33;
}

/* Sums of bits are kept eight to a word: each byte counts one bit, and is emptied before it can run over. */
typedef struct {
    guint64 packed[8];
    guint pending; /* pairs in packed */
    guint32 ones[64];
    guint words, pairs;
    guint64 before; /* hash of the last word */
} Sums;

static void
unpack(Sums *sums)
{
    for (guint k = 0; k < 8; k++) {
        for (guint byte = 0; byte < 8; byte++)
            sums->ones[byte * 8 + k] += (guint32)(sums->packed[k] >> (byte * 8) & 0xff);
        sums->packed[k] = 0;
    }
    sums->pending = 0;
}

static void
add_pair(Sums *sums, guint64 hash)
{
    for (guint k = 0; k < 8; k++)
        sums->packed[k] += hash >> k & G_GUINT64_CONSTANT(0x0101010101010101);
    sums->pairs++;
    if (++sums->pending == 255)
        unpack(sums);
}

static void
add_word(Sums *sums, const char *word, gsize length)
{
    guint64 hash = hash_word(word, length);

    if (sums->words++ > 0)
        add_pair(sums, mix(sums->before * 31 + hash));
    sums->before = hash;
}

static gboolean
is_inside(char c)
{
    return g_ascii_isalnum(c) || (guchar)c >= 0x80;
}

static void
add_words(Sums *sums, const char *at, const char *end)
{
    while (at < end) {
        const char *first = at;

        while (at < end && is_inside(*at))
            at++;
        if (at > first)
            add_word(sums, first, (gsize)(at - first));
        else
            at++;
    }
}

static guint64
decide(const Sums *sums)
{
    guint64 hash = 0;

    for (guint i = 0; i < 64; i++)
        if (sums->ones[i] * 2 > sums->pairs)
            hash |= G_GUINT64_CONSTANT(1) << i;
    return hash;
}

gboolean
likeness_hash_folded(const GString *folded, const GArray *quotes, guint64 *ret)
{
    gsize end = MIN(folded->len, LIKENESS_TEXT), at = 0;
    Sums sums = { 0 };

    for (guint i = 0; i < quotes->len && at < end; i++) {
        const FoldSpan *quote = &g_array_index(quotes, FoldSpan, i);

        add_words(&sums, folded->str + at, folded->str + MIN(quote->first, end));
        at = quote->end;
    }
    if (at < end)
        add_words(&sums, folded->str + at, folded->str + end);
    unpack(&sums);
    if (sums.words < LIKENESS_WORDS)
        return FALSE;
    *ret = decide(&sums);
    return TRUE;
}

gboolean
likeness_hash(const char *text, gsize length, guint64 *ret)
{
    g_autoptr(GArray) quotes = g_array_new(FALSE, FALSE, sizeof(FoldSpan));
    GString *folded = fold_text(text, MIN(length, LIKENESS_TEXT), quotes);
    gboolean told = likeness_hash_folded(folded, quotes, ret);

    g_string_free(folded, TRUE);
    return told;
}

guint
likeness_distance(guint64 a, guint64 b)
{
    return (guint)__builtin_popcountll(a ^ b);
}
