/* SPDX-License-Identifier: Apache-2.0 */
/* model/unit.h: a team that owns cases. */
#pragma once
#include "model/code.h"
#include "model/ids.h"

#define UNIT_CODE_MAX CODE_MAX

typedef struct {
    UnitId id;
    char *code;          /* [a-z0-9-]{1,32}: in addresses of pages, on the command line */
    char *name;          /* 1 to 100 characters */
    CalendarId calendar; /* its working time; 0: the body's own */
    gboolean closed;     /* takes no new cases; what it has stays */
} Unit;
void unit_free(Unit *unit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Unit, unit_free)

gboolean unit_code_is_valid(const char *code);
/* A code that resembles @name: "Parks & trees" gives "parks-trees"; "unit" when nothing of it can be used. With @number
 * > 1 at its end. */
char *unit_code_make(const char *name, guint number);
