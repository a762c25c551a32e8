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
