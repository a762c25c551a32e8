/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

#include <string.h>

static gboolean
is_dropped(gunichar c)
{
    return (c < 0x20 && c != '\t' && c != '\n') || c == 0x7f || (c >= 0x80 && c < 0xa0);
}

static gboolean
turns(gunichar c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* All are three bytes that begin alike: nearly every text is told by its first. */
gsize
text_turn_length(const char *at, const char *end)
{
    return (guchar)*at == 0xe2 && end - at >= 3 && turns(g_utf8_get_char_validated(at, 3)) ? 3 : 0;
}

/* Calls for every character of hostile bytes: the next character, U+FFFD for each invalid byte. */
static gunichar
next_character(const char **at, const char *end)
{
    gunichar c;

    if (**at == '\0') { /* which GLib calls an incomplete character */
        (*at)++;
        return 0;
    }
    c = g_utf8_get_char_validated(*at, end - *at);
    if (c == (gunichar)-1 || c == (gunichar)-2) {
        (*at)++;
        return 0xfffd;
    }
    *at = g_utf8_next_char(*at);
    return c;
}

/* How many of the next bytes are ASCII that stays as it is: nearly all of nearly every text. */
static gsize
plain_length(const char *at, const char *end)
{
    const char *start = at;

    while (at < end && ((*at >= 0x20 && *at < 0x7f) || *at == '\n' || *at == '\t'))
        at++;
    return (gsize)(at - start);
}

char *
text_clean(const char *bytes, gsize length)
{
    GString *out = g_string_sized_new(length);
    const char *end = bytes + length;

    for (const char *at = bytes; at < end;) {
        gsize plain = plain_length(at, end);
        gunichar c;

        if (plain > 0) {
            g_string_append_len(out, at, (gssize)plain);
            at += plain;
            continue;
        }
        c = next_character(&at, end);
        if (c == '\r') {
            c = '\n';
            if (at < end && *at == '\n')
                at++;
        }
        if (c < 0x80 && !is_dropped(c))
            g_string_append_c(out, (char)c);
        else if (!is_dropped(c) && !turns(c))
            g_string_append_unichar(out, c);
    }
    return g_string_free(out, FALSE);
}

static gboolean
is_blank(gunichar c)
{
    return c < 0x80 ? g_ascii_isspace((char)c) : g_unichar_isspace(c);
}

char *
text_one_line(const char *bytes, gsize length, gsize characters)
{
    g_autofree char *clean = text_clean(bytes, length);
    GString *out = g_string_sized_new(MIN(strlen(clean), 4 * characters) + 4);
    gsize count = 0;
    gboolean blank = FALSE;

    for (const char *at = clean; *at != '\0'; at = g_utf8_next_char(at)) {
        if (is_blank(g_utf8_get_char(at))) {
            blank = out->len > 0;
            continue;
        }
        if (count + (gsize)blank + 1 > characters) {
            g_string_append(out, "…");
            break;
        }
        if (blank)
            g_string_append_c(out, ' ');
        if ((guchar)*at < 0x80)
            g_string_append_c(out, *at);
        else
            g_string_append_len(out, at, g_utf8_next_char(at) - at);
        count += 1 + (gsize)blank;
        blank = FALSE;
    }
    return g_string_free(out, FALSE);
}

gboolean
text_is_valid(const char *bytes, gsize length)
{
    return length == 0 || (g_utf8_validate(bytes, (gssize)length, NULL) && memchr(bytes, '\0', length) == NULL);
}

gboolean
text_equal_ascii(const char *a, const char *b)
{
    return g_ascii_strcasecmp(a, b) == 0;
}

#define NEAREST_LIMIT 64

static guint
edit_distance(const char *a, const char *b)
{
    guint row[NEAREST_LIMIT + 1];
    gsize width = strlen(b);

    if (strlen(a) > NEAREST_LIMIT || width > NEAREST_LIMIT)
        return G_MAXUINT;
    for (guint j = 0; j <= width; j++)
        row[j] = j;
    for (guint i = 1; a[i - 1] != '\0'; i++) {
        guint diagonal = row[0];

        row[0] = i;
        for (gsize j = 1; j <= width; j++) {
            guint changed = diagonal + (a[i - 1] != b[j - 1]);

            diagonal = row[j];
            row[j] = MIN(changed, MIN(row[j], row[j - 1]) + 1);
        }
    }
    return row[width];
}

const char *
text_nearest(const char *word, const char *const *candidates, gsize count)
{
    const char *nearest = NULL;
    guint best = (guint)strlen(word) / 2 + 2;

    for (gsize i = 0; i < count; i++) {
        guint distance = edit_distance(word, candidates[i]);

        if (distance < best) {
            best = distance;
            nearest = candidates[i];
        }
    }
    return nearest;
}
