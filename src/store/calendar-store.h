/* SPDX-License-Identifier: Apache-2.0 */
/* store/calendar-store.h: the calendars. Calls run inside the caller's transaction. */
#pragma once
#include "db/db.h"
#include "model/calendar.h"

/* TRIBUNE_ERROR_CONFLICT when the code is taken. */
gboolean calendar_store_insert(DbSession *session, const Calendar *calendar, GError **error);
/* All but the code. TRIBUNE_ERROR_NOT_FOUND when there is no such calendar. */
gboolean calendar_store_update(DbSession *session, const Calendar *calendar, GError **error);
Calendar *calendar_store_load(DbSession *session, CalendarId id, GError **error);
/* Whether a calendar has @code. */
gboolean calendar_store_has(DbSession *session, const char *code, gboolean *ret, GError **error);
/* Calendar *, the body's own first, then by name. */
GPtrArray *calendar_store_list(DbSession *session, GError **error);
