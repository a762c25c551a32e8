/* SPDX-License-Identifier: Apache-2.0 */
/* views/unit-view.h: units and our addresses as their page shows them. Reads the store, so may block; thread-safe.
 *
 * For who may see staff and units; TRIBUNE_ERROR_FORBIDDEN for others. The names of units alone, for menus, are in the
 * directory. */
#pragma once
#include "mediation/staff/directory.h"

typedef struct {
    UnitId id;
    char *code, *name;
    gboolean closed;
    GPtrArray *endpoints; /* Endpoint *, by URI: the addresses that lead here */
    guint members;        /* who can sign in and take cases of this unit */
    gint64 open_cases;    /* not closed yet */
} UnitViewRow;
void unit_view_row_free(UnitViewRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(UnitViewRow, unit_view_row_free)

/* UnitViewRow *, open ones first, then by name. Counts what is not closed, by index. */
GPtrArray *unit_view_list(Store *store, const DirectorySnapshot *directory, const Actor *actor, GError **error);
