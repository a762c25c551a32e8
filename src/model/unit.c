/* SPDX-License-Identifier: Apache-2.0 */
#include "model/unit.h"

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
    return code_is_valid(code);
}

char *
unit_code_make(const char *name, guint number)
{
    return code_make(name, "unit", number);
}
