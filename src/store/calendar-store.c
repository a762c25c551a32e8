/* SPDX-License-Identifier: Apache-2.0 */
#include "store/calendar-store.h"

#include "base/error.h"
#include "base/locale.h"
#include "model/calendar-text.h"

#define CALENDAR_COLUMNS "id, code, name, zone, hours, closures"
DB_STATEMENT(insert_calendar, "INSERT INTO calendars (" CALENDAR_COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6)"
                              " ON CONFLICT (code) DO NOTHING");
DB_STATEMENT(update_calendar, "UPDATE calendars SET name = $1, zone = $2, hours = $3, closures = $4 WHERE id = $5");
DB_STATEMENT(load_calendar, "SELECT " CALENDAR_COLUMNS " FROM calendars WHERE id = $1");
DB_STATEMENT(find_calendar, "SELECT id FROM calendars WHERE code = $1");
DB_STATEMENT(list_calendars, "SELECT " CALENDAR_COLUMNS " FROM calendars"
                             " ORDER BY CASE id WHEN 1 THEN 0 ELSE 1 END, name, id");

static void
bind_what_changes(DbQuery *query, const Calendar *calendar)
{
    g_autofree char *hours = calendar_text_week(calendar->days);
    g_autofree char *closures = calendar_text_closures(calendar->closures);

    db_bind_text(query, calendar->name);
    db_bind_text(query, calendar->zone);
    db_bind_text(query, hours);
    db_bind_text(query, closures);
}

gboolean
calendar_store_insert(DbSession *session, const Calendar *calendar, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_calendar);

    db_bind_int(query, calendar->id.value);
    db_bind_text(query, calendar->code);
    bind_what_changes(query, calendar);
    if (!db_run(query, error))
        return FALSE;
    if (db_changes(session) == 1)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                SAY_NOOP("another calendar has this code already; choose another"));
    return FALSE;
}

gboolean
calendar_store_update(DbSession *session, const Calendar *calendar, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &update_calendar);

    bind_what_changes(query, calendar);
    db_bind_int(query, calendar->id.value);
    if (!db_run(query, error))
        return FALSE;
    if (db_changes(session) == 1)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, SAY_NOOP("there is no such calendar"));
    return FALSE;
}

/* What is stored was checked when it was written. */
static Calendar *
read_calendar(DbQuery *query, GError **error)
{
    g_autoptr(Calendar) calendar = calendar_new();
    GPtrArray *closures = calendar_text_parse_closures(db_text(query, 5), NULL, error);

    if (closures == NULL)
        return NULL;
    g_ptr_array_unref(calendar->closures);
    calendar->closures = closures;
    calendar->id.value = db_int(query, 0);
    g_free(calendar->code);
    calendar->code = db_dup_text(query, 1);
    g_free(calendar->name);
    calendar->name = db_dup_text(query, 2);
    g_free(calendar->zone);
    calendar->zone = db_dup_text(query, 3);
    return calendar_text_parse_week(db_text(query, 4), calendar->days, error) ? g_steal_pointer(&calendar) : NULL;
}

Calendar *
calendar_store_load(DbSession *session, CalendarId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_calendar);

    db_bind_int(query, id.value);
    return db_step_one(query, "calendar", error) ? read_calendar(query, error) : NULL;
}

gboolean
calendar_store_has(DbSession *session, const char *code, gboolean *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_calendar);

    db_bind_text(query, code);
    *ret = db_step(query);
    return db_finish(query, error);
}

GPtrArray *
calendar_store_list(DbSession *session, GError **error)
{
    g_autoptr(GPtrArray) calendars = g_ptr_array_new_with_free_func((GDestroyNotify)calendar_free);
    g_autoptr(DbQuery) query = db_query(session, &list_calendars);

    while (db_step(query)) {
        Calendar *calendar = read_calendar(query, error);

        if (calendar == NULL)
            return NULL;
        g_ptr_array_add(calendars, calendar);
    }
    return db_finish(query, error) ? g_steal_pointer(&calendars) : NULL;
}
