/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/csv.h"

#include <string.h>

static void
append_cell(GString *text, const char *cell)
{
    gboolean formula = *cell != '\0' && strchr("=+-@\t\r", *cell) != NULL;
    gboolean quoted = formula || strpbrk(cell, ",\"\r\n") != NULL;

    if (quoted)
        g_string_append_c(text, '"');
    if (formula)
        g_string_append_c(text, '\'');
    for (; *cell != '\0'; cell++) {
        if (*cell == '"')
            g_string_append_c(text, '"');
        g_string_append_c(text, *cell);
    }
    if (quoted)
        g_string_append_c(text, '"');
}

void
csv_append(GString *text, const char *const *cells, gsize count)
{
    for (gsize i = 0; i < count; i++) {
        if (i > 0)
            g_string_append_c(text, ',');
        append_cell(text, cells[i] != NULL ? cells[i] : "");
    }
    g_string_append(text, "\r\n");
}
