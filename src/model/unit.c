/* SPDX-License-Identifier: Apache-2.0 */
#include "model/unit.h"

#include <string.h>

void
unit_free(Unit *unit)
{
    g_free(unit->code);
    g_free(unit->name);
    g_free(unit);
}

gboolean
unit_code_is_valid(const char *code)
{
    gsize length = strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-");

    return length >= 1 && length <= UNIT_CODE_MAX && code[length] == '\0';
}
