/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/transfer.h"

#include <string.h>

#define LINE_MAX_CHARACTERS 76
#define LINE_BYTES          57 /* 76 characters of base64 */

static gboolean
is_plain(const char *line, gsize length, gsize at)
{
    char c = line[at];

    if (c == ' ' || c == '\t')
        return at + 1 < length;
    if (at == 0 && (c == '.' || (c == 'F' && length >= 5 && memcmp(line, "From ", 5) == 0)))
        return FALSE;
    return c > ' ' && c < 0x7f && c != '=';
}

static void
append_line(GString *out, const char *line, gsize length)
{
    gsize column = 0;

    for (gsize i = 0; i < length; i++) {
        gboolean plain = is_plain(line, length, i);
        gsize width = plain ? 1 : 3;

        /* Room for the "=" of a soft break, but at the very end of the line. */
        if (column + width > LINE_MAX_CHARACTERS - (i + 1 < length ? 1u : 0u)) {
            g_string_append(out, "=\r\n");
            column = 0;
        }
        if (plain)
            g_string_append_c(out, line[i]);
        else
            g_string_append_printf(out, "=%02X", (guint)(guchar)line[i]);
        column += width;
    }
    g_string_append(out, "\r\n");
}

void
transfer_append_quoted(GString *out, const char *text)
{
    while (*text != '\0') {
        gsize length = strcspn(text, "\n");

        append_line(out, text, length);
        text += length + (text[length] == '\n');
    }
}

void
transfer_append_base64(GString *out, const void *bytes, gsize length)
{
    const guchar *at = bytes;

    while (length > 0) {
        gsize piece = MIN(length, LINE_BYTES);
        g_autofree char *line = g_base64_encode(at, piece);

        g_string_append_printf(out, "%s\r\n", line);
        at += piece;
        length -= piece;
    }
}
