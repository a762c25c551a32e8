/* SPDX-License-Identifier: Apache-2.0 */
/* store/unit-store.h: the units. Calls run inside the caller's transaction. */
#pragma once
#include "db/db.h"
#include "model/unit.h"

/* TRIBUNE_ERROR_CONFLICT when the code is taken. */
gboolean unit_store_insert(DbSession *session, const Unit *unit, GError **error);
/* Name, calendar and closed; a code stays. TRIBUNE_ERROR_NOT_FOUND when there is no such unit. */
gboolean unit_store_update(DbSession *session, const Unit *unit, GError **error);
Unit *unit_store_load(DbSession *session, UnitId id, GError **error);
/* NULL without error when no unit has @code. */
Unit *unit_store_find(DbSession *session, const char *code, GError **error);
/* Unit *, by name, closed ones too. */
GPtrArray *unit_store_list(DbSession *session, GError **error);
