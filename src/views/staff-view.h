/* SPDX-License-Identifier: Apache-2.0 */
/* views/staff-view.h: staff as pages show them. Reads the store, so may block; thread-safe.
 *
 * Lists are for who may see staff; colleagues for who may read cases of the unit. TRIBUNE_ERROR_FORBIDDEN for others.
 */
#pragma once
#include "mediation/staff/directory.h"
#include "model/staff.h"

typedef struct {
    Role role;
    UnitId unit;
    char *unit_name; /* NULL: every unit, or a role of the whole body */
} StaffViewRole;

typedef struct {
    Staff *staff;
    GPtrArray *roles; /* StaffViewRole *, in the order of Role, then by the unit's name, every unit first */
    gint64 sessions;  /* open now */
} StaffViewRow;
void staff_view_row_free(StaffViewRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StaffViewRow, staff_view_row_free)

/* StaffViewRow *, who can sign in first, then by name. */
GPtrArray *staff_view_list(Store *store, const DirectorySnapshot *directory, const Actor *actor, GError **error);
/* NULL with TRIBUNE_ERROR_NOT_FOUND when there is no such member. */
StaffViewRow *staff_view_load(Store *store, const DirectorySnapshot *directory, const Actor *actor, StaffId id,
                              GError **error);

typedef struct {
    StaffId id;
    char *name;
} StaffViewColleague;
void staff_view_colleague_free(StaffViewColleague *colleague);

/* StaffViewColleague *, by name: who can be given a case of @unit. */
GPtrArray *staff_view_colleagues(Store *store, const Actor *actor, UnitId unit, GError **error);
