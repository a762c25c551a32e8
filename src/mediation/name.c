/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/name.h"

#include <string.h>

#include "base/error.h"
#include "base/locale.h"
#include "base/text.h"

#define LONGEST 100 /* characters */

char *
name_clean(const char *typed, GError **error)
{
    g_autofree char *clean = text_one_line(typed, strlen(typed), LONGEST + 1);

    if (*clean != '\0' && g_utf8_strlen(clean, -1) <= LONGEST)
        return g_steal_pointer(&clean);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, SAY_NOOP("write a name of 1 to 100 characters"));
    return NULL;
}

/* A dot ends a word or stands behind an initial: "Dr. A.-M. Lovelace"; that of "a.example" does not. */
static gboolean
is_dot_of_name(const char *after)
{
    return !g_unichar_isalpha(g_utf8_get_char(after)) || !g_unichar_isalpha(g_utf8_get_char(g_utf8_next_char(after)));
}

gboolean
name_is_plain(const char *name)
{
    for (const char *at = name; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);

        if (c == '.' ? !is_dot_of_name(at + 1)
                     : !g_unichar_isalpha(c) && !g_unichar_ismark(c) && g_utf8_strchr(" -',\342\200\231", -1, c) == NULL)
            return FALSE;
    }
    return *name != '\0';
}
