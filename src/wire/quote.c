/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/quote.h"

#include <string.h>

#define ATTRIBUTION_LINES 3
#define ATTRIBUTION_MAX   400

typedef struct {
    const char *text;
    gsize length; /* without the LF */
    QuoteKind kind;
} Line;

/* ---- words ---- */

/* A line "On … wrote:": begins with one of the first, ends with one of the second or holds it before the final colon.
 */
static const struct {
    const char *begins;
    const char *says;
} ATTRIBUTIONS[] = {
    { "On ", " wrote" },        { "Am ", " schrieb" },      { "Den ", " schrieb" },   { "Le ", " a écrit" },
    { "El ", " escribió" },     { "Il ", " ha scritto" },   { "Op ", " schreef" },    { "W dniu ", " pisze" },
    { "W dniu ", " napisał" },  { "Dnia ", " napisał" },    { "pon., ", " napisał" }, { "wt., ", " napisał" },
    { "śr., ", " napisał" },    { "czw., ", " napisał" },   { "pt., ", " napisał" },  { "sob., ", " napisał" },
    { "niedz., ", " napisał" }, { "Ar ", " ysgrifennodd" },
};

/* "-----Original Message-----" and its like. */
static const char *const SEPARATORS[] = {
    "Original Message",          "Ursprüngliche Nachricht", "Original-Nachricht", "Originalnachricht",
    "Message d'origine",         "Message d’origine",       "Mensaje original",   "Messaggio originale",
    "Oorspronkelijk bericht",    "Wiadomość oryginalna",    "Neges Wreiddiol",    "Forwarded message",
    "Weitergeleitete Nachricht",
};

/* Outlook's header block: its first line, and what must follow within three lines. */
static const struct {
    const char *from;
    const char *sent;
} BLOCKS[] = {
    { "From:", "Sent:" },   { "From:", "Date:" },  { "Von:", "Gesendet:" },  { "Von:", "Datum:" },
    { "De :", "Envoyé :" }, { "De:", "Enviado:" }, { "De:", "Enviado el:" }, { "De:", "Envoyé:" },
    { "Da:", "Inviato:" },  { "Da:", "Data:" },    { "Van:", "Verzonden:" }, { "Van:", "Datum:" },
    { "Od:", "Wysłano:" },  { "Od:", "Data:" },    { "O:", "Anfonwyd:" },    { "Oddi wrth:", "Anfonwyd:" },
};

static gboolean
begins_with(const Line *line, const char *prefix)
{
    gsize length = strlen(prefix);

    return line->length >= length && memcmp(line->text, prefix, length) == 0;
}

/* Without Outlook's bold marks "*From:*". */
static gboolean
begins_like(const Line *line, const char *prefix)
{
    Line inner = *line;

    if (inner.length > 0 && inner.text[0] == '*') {
        inner.text++;
        inner.length--;
    }
    return begins_with(&inner, prefix);
}

static gboolean
is_blank(const Line *line)
{
    for (gsize i = 0; i < line->length; i++)
        if (!g_ascii_isspace(line->text[i]))
            return FALSE;
    return TRUE;
}

static gboolean
is_marked(const Line *line)
{
    return line->length > 0 && line->text[0] == '>';
}

static gboolean
is_signature_mark(const Line *line)
{
    return (line->length == 2 || line->length == 3) && memcmp(line->text, "-- ", line->length) == 0;
}

/* ---- what introduces a quotation ---- */

static gboolean
says_who_wrote(const char *joined)
{
    gsize length = strlen(joined);

    while (length > 0 && g_ascii_isspace(joined[length - 1]))
        length--;
    if (length == 0 || joined[length - 1] != ':')
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(ATTRIBUTIONS); i++)
        if (g_str_has_prefix(joined, ATTRIBUTIONS[i].begins) && strstr(joined, ATTRIBUTIONS[i].says) != NULL)
            return TRUE;
    return FALSE;
}

static gboolean
has_digit(const char *text)
{
    return strpbrk(text, "0123456789") != NULL;
}

/* How many lines from @at say who wrote; 0 when they do not. *ret_dated: with a date or time in them. */
static guint
attribution_lines(const Line *lines, guint count, guint at, gboolean *ret_dated)
{
    g_autoptr(GString) joined = g_string_new(NULL);

    for (guint n = 0; n < ATTRIBUTION_LINES && at + n < count; n++) {
        if (is_blank(&lines[at + n]) || joined->len + lines[at + n].length > ATTRIBUTION_MAX)
            return 0;
        if (n > 0)
            g_string_append_c(joined, ' ');
        g_string_append_len(joined, lines[at + n].text, (gssize)lines[at + n].length);
        if (says_who_wrote(joined->str)) {
            *ret_dated = has_digit(joined->str);
            return n + 1;
        }
    }
    return 0;
}

static gboolean
is_separator(const Line *line)
{
    g_autofree char *text = NULL;

    if (line->length > 100 || !begins_with(line, "--"))
        return FALSE;
    text = g_strndup(line->text, line->length);
    for (gsize i = 0; i < G_N_ELEMENTS(SEPARATORS); i++)
        if (strstr(text, SEPARATORS[i]) != NULL && g_str_has_suffix(g_strchomp(text), "--"))
            return TRUE;
    return FALSE;
}

static gboolean
is_header_block(const Line *lines, guint count, guint at)
{
    for (gsize i = 0; i < G_N_ELEMENTS(BLOCKS); i++) {
        if (!begins_like(&lines[at], BLOCKS[i].from))
            continue;
        for (guint n = 1; n <= 3 && at + n < count; n++)
            if (begins_like(&lines[at + n], BLOCKS[i].sent))
                return TRUE;
    }
    return FALSE;
}

/* ---- marking ---- */

static void
mark(Line *lines, guint from, guint to, QuoteKind kind)
{
    for (guint i = from; i < to; i++)
        lines[i].kind = kind;
}

static guint
next_written(const Line *lines, guint count, guint at)
{
    while (at < count && is_blank(&lines[at]))
        at++;
    return at;
}

/* Mark what begins at @at as quoted. Returns the line after it; @at itself when nothing is quoted here. */
static guint
mark_quotation(Line *lines, guint count, guint at)
{
    gboolean dated = FALSE;
    guint end = at;
    guint introduced;

    if (is_separator(&lines[at]) || is_header_block(lines, count, at)) {
        mark(lines, at, count, QUOTE_QUOTED);
        return count;
    }
    introduced = attribution_lines(lines, count, at, &dated);
    if (introduced > 0) {
        end = next_written(lines, count, at + introduced);
        if (end < count && !is_marked(&lines[end])) {
            if (!dated)
                return at;
            end = count;
        }
    }
    while (end < count && is_marked(&lines[end]))
        end++;
    mark(lines, at, end, QUOTE_QUOTED);
    return end;
}

static guint
mark_signature(Line *lines, guint count, guint at)
{
    guint end = at + 1;
    gboolean dated;

    while (end < count && !is_marked(&lines[end]) && !is_separator(&lines[end]) &&
           !is_header_block(lines, count, end) && attribution_lines(lines, count, end, &dated) == 0)
        end++;
    mark(lines, at, end, QUOTE_SIGNATURE);
    return end;
}

static void
mark_lines(Line *lines, guint count)
{
    for (guint at = 0; at < count;) {
        guint next =
            is_signature_mark(&lines[at]) ? mark_signature(lines, count, at) : mark_quotation(lines, count, at);

        at = next > at ? next : at + 1;
    }
}

/* Blank lines between two quoted ones belong to them. */
static void
mark_gaps(Line *lines, guint count)
{
    for (guint at = 0; at < count; at++) {
        guint next;

        if (!is_blank(&lines[at]) || lines[at].kind != QUOTE_NEW)
            continue;
        next = next_written(lines, count, at);
        if (at > 0 && lines[at - 1].kind == QUOTE_QUOTED && (next == count || lines[next].kind == QUOTE_QUOTED))
            mark(lines, at, next, QUOTE_QUOTED);
        at = MAX(at, next - 1);
    }
}

/* ---- spans ---- */

static GArray *
split_lines(const char *text, gsize length)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(Line));

    for (gsize at = 0; at < length;) {
        const char *end = memchr(text + at, '\n', length - at);
        gsize size = end == NULL ? length - at : (gsize)(end - text) - at;
        Line line = { text + at, size, QUOTE_NEW };

        g_array_append_val(lines, line);
        at += size + 1;
    }
    return lines;
}

GArray *
quote_split(const char *text, gsize length)
{
    g_autoptr(GArray) array = split_lines(text, length);
    Line *lines = (Line *)(void *)array->data;
    GArray *spans = g_array_new(FALSE, FALSE, sizeof(QuoteSpan));

    mark_lines(lines, array->len);
    mark_gaps(lines, array->len);
    for (guint i = 0; i < array->len; i++) {
        gsize start = (gsize)(lines[i].text - text);
        gsize end = MIN(start + lines[i].length + 1, length);
        QuoteSpan span = { lines[i].kind, start, end - start };

        if (i > 0 && lines[i - 1].kind == lines[i].kind)
            g_array_index(spans, QuoteSpan, spans->len - 1).length += span.length;
        else
            g_array_append_val(spans, span);
    }
    return spans;
}
