/* SPDX-License-Identifier: Apache-2.0 */
#include "model/code.h"

#include <string.h>

gboolean
code_is_valid(const char *code)
{
    gsize length = strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-");

    return length >= 1 && length <= CODE_MAX && code[length] == '\0';
}

char *
code_make(const char *name, const char *fallback, guint number)
{
    g_autofree char *ascii = g_str_to_ascii(name, "C"), *lower = g_ascii_strdown(ascii, -1);
    g_autofree char *ending = number > 1 ? g_strdup_printf("-%u", number) : g_strdup("");
    GString *code = g_string_new(NULL);

    for (const char *at = lower; *at != '\0' && code->len + strlen(ending) < CODE_MAX; at++) {
        if (g_ascii_isalnum(*at))
            g_string_append_c(code, *at);
        else if (code->len > 0 && code->str[code->len - 1] != '-')
            g_string_append_c(code, '-');
    }
    while (code->len > 0 && code->str[code->len - 1] == '-')
        g_string_truncate(code, code->len - 1);
    if (code->len == 0)
        g_string_assign(code, fallback);
    g_string_append(code, ending);
    return g_string_free(code, FALSE);
}
