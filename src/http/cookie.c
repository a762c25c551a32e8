/* SPDX-License-Identifier: Apache-2.0 */
#include "http/cookie.h"

#include <string.h>

char *
cookie_find(const char *header, const char *name)
{
    gsize name_length = strlen(name);

    while (header != NULL && *header != '\0') {
        const char *start = header + strspn(header, " \t;");
        gsize length = strcspn(start, ";");

        header = start + length;
        while (length > 0 && (start[length - 1] == ' ' || start[length - 1] == '\t'))
            length--;
        if (length > name_length && length - name_length - 1 <= COOKIE_VALUE_LIMIT && start[name_length] == '=' &&
            memcmp(start, name, name_length) == 0)
            return g_strndup(start + name_length + 1, length - name_length - 1);
    }
    return NULL;
}

char *
cookie_render(const char *name, const char *value, gboolean secure, gint64 max_age)
{
    GString *out = g_string_new(NULL);

    g_string_printf(out, "%s=%s; Path=/; HttpOnly; SameSite=Lax", name, value);
    if (secure)
        g_string_append(out, "; Secure");
    if (max_age >= 0)
        g_string_append_printf(out, "; Max-Age=%" G_GINT64_FORMAT, max_age);
    return g_string_free(out, FALSE);
}
