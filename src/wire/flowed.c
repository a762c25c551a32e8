/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/flowed.h"

#include <string.h>

typedef struct {
    gsize depth;
    const char *text; /* without quote marks and stuffing */
    gsize length;
    gboolean flows; /* into the next line */
} Line;

static Line
read_line(const char *at, gsize length)
{
    Line line = { 0 };

    while (line.depth < length && at[line.depth] == '>')
        line.depth++;
    line.text = at + line.depth;
    line.length = length - line.depth;
    if (line.length > 0 && line.text[0] == ' ') {
        line.text++;
        line.length--;
    }
    line.flows =
        line.length > 0 && line.text[line.length - 1] == ' ' && !(line.length == 3 && memcmp(line.text, "-- ", 3) == 0);
    return line;
}

static void
append_marks(GString *out, gsize depth)
{
    for (gsize i = 0; i < depth; i++)
        g_string_append_c(out, '>');
    if (depth > 0)
        g_string_append_c(out, ' ');
}

char *
flowed_unfold(const char *text, gboolean delsp)
{
    GString *out = g_string_new(NULL);
    Line before = { 0 };
    gboolean first = TRUE;

    while (*text != '\0') {
        gsize length = strcspn(text, "\n");
        Line line = read_line(text, length);
        gboolean joins = !first && before.flows && before.depth == line.depth &&
                         !(line.length == 3 && memcmp(line.text, "-- ", 3) == 0);

        if (!first && !joins)
            g_string_append_c(out, '\n');
        if (!joins)
            append_marks(out, line.depth);
        g_string_append_len(out, line.text, (gssize)(line.length - (line.flows && delsp ? 1 : 0)));
        before = line;
        first = FALSE;
        text += length + (text[length] == '\n');
    }
    if (!first)
        g_string_append_c(out, '\n');
    return g_string_free(out, FALSE);
}
