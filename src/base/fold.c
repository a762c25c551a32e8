/* SPDX-License-Identifier: Apache-2.0 */
#include "base/fold.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#define NO_BREAK_SPACE 0xa0
#define REPLACEMENT    0xfffd

typedef struct {
    GString *out;
    gboolean blank; /* what stands at the end of .out is a blank, or nothing */
} Fold;

/* ASCII up to the first byte that is none. The loop has no branch but its end: a blank after a blank is written over.
 */
static const char *
fold_ascii(Fold *fold, const char *at, const char *end)
{
    const char *stop = at;
    gsize before = fold->out->len;
    guint8 blank = fold->blank != FALSE;
    char *out;

    while (stop < end && (guchar)*stop < 0x80)
        stop++;
    g_string_set_size(fold->out, before + (gsize)(stop - at));
    out = fold->out->str + before;
    while (at < stop) {
        guint8 c = (guint8)*at++;
        guint8 is_blank = c == ' ' || c == '\0' || (guint8)(c - '\t') < 5;

        c = (guint8)(c + ((guint8)(c - 'A') < 26 ? 'a' - 'A' : 0));
        *out = (char)(is_blank ? ' ' : c);
        out += !(is_blank & blank);
        blank = is_blank;
    }
    fold->blank = blank;
    g_string_truncate(fold->out, (gsize)(out - fold->out->str));
    return stop;
}

/* Whether what stands before or behind @c, or @c itself, may be another character in composed form. */
static gboolean
may_compose(gunichar c)
{
    return c >= 0x300 && (g_unichar_ismark(c) || u_getIntPropertyValue((UChar32)c, UCHAR_NFC_QUICK_CHECK) != UNORM_YES);
}

/* One character above ASCII; returns what is behind it. */
static const char *
fold_other(Fold *fold, const char *at, const char *end, gboolean *composes)
{
    gunichar c = g_utf8_get_char_validated(at, end - at);
    gsize length = 1;

    if (c == (gunichar)-1 || c == (gunichar)-2)
        c = REPLACEMENT;
    else
        length = (gsize)g_utf8_skip[(guchar)*at];
    /* What nobody sees must not keep a word from being known. */
    if (u_hasBinaryProperty((UChar32)c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
        return at + length;
    if (c == NO_BREAK_SPACE) {
        if (!fold->blank)
            g_string_append_c(fold->out, ' ');
        fold->blank = TRUE;
        return at + length;
    }
    fold->blank = FALSE;
    *composes |= may_compose(c);
    g_string_append_unichar(fold->out, g_unichar_tolower(c));
    return at + length;
}

/* Nothing composes over the end of a line. */
static void
compose(GString *out, gsize first)
{
    g_autofree char *composed = g_utf8_normalize(out->str + first, (gssize)(out->len - first), G_NORMALIZE_NFC);

    if (composed == NULL)
        return;
    g_string_truncate(out, first);
    g_string_append(out, composed);
}

/* @end is behind its line end. */
static void
fold_line(Fold *fold, const char *at, const char *end)
{
    gsize first = fold->out->len;
    gboolean composes = FALSE;

    while (at < end)
        at = (guchar)*at < 0x80 ? fold_ascii(fold, at, end) : fold_other(fold, at, end, &composes);
    if (composes)
        compose(fold->out, first);
}

static void
fold_lines(Fold *fold, const char *at, const char *end, GArray *quotes)
{
    while (at < end) {
        const char *newline = memchr(at, '\n', (gsize)(end - at)), *next = newline != NULL ? newline + 1 : end;
        FoldSpan span = { .first = fold->out->len };
        gboolean quoted = *at == '>';

        fold_line(fold, at, next);
        span.end = fold->out->len;
        if (quoted)
            g_array_append_val(quotes, span);
        at = next;
    }
}

GString *
fold_text(const char *text, gsize length, GArray *quotes)
{
    Fold fold = { g_string_sized_new(length + 1), TRUE };

    if (length == 0) /* also of no text at all */
        return fold.out;
    if (quotes != NULL)
        fold_lines(&fold, text, text + length, quotes);
    else
        fold_line(&fold, text, text + length);
    return fold.out;
}
