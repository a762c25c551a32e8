/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/likeness.h"

#include <string.h>

#include "wire/wordset.h"

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
add_line(Sums *sums, const char *line, gsize length)
{
    GString *folded = wordset_fold(line, length);

    for (gsize at = 0; at < folded->len;) {
        gsize first = at;

        while (at < folded->len && is_inside(folded->str[at]))
            at++;
        if (at > first)
            add_word(sums, folded->str + first, at - first);
        else
            at++;
    }
    g_string_free(folded, TRUE);
}

gboolean
likeness_hash(const char *text, gsize length, guint64 *ret)
{
    const char *end = text + MIN(length, LIKENESS_TEXT);
    Sums sums = { 0 };
    guint64 hash = 0;

    while (text < end) {
        const char *newline = memchr(text, '\n', (gsize)(end - text));
        const char *line_end = newline != NULL ? newline : end;

        if (*text != '>')
            add_line(&sums, text, (gsize)(line_end - text));
        text = line_end + 1;
    }
    unpack(&sums);
    if (sums.words < LIKENESS_WORDS)
        return FALSE;
    for (guint i = 0; i < 64; i++)
        if (sums.ones[i] * 2 > sums.pairs)
            hash |= G_GUINT64_CONSTANT(1) << i;
    *ret = hash;
    return TRUE;
}

guint
likeness_distance(guint64 a, guint64 b)
{
    return (guint)__builtin_popcountll(a ^ b);
}
