/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "base/locale.h"
#include "mediation/name.h"
#include "mediation/staff/directory-private.h"
#include "model/calendar-text.h"
#include "store/calendar-store.h"
#include "store/unit-store.h"

#define LEAST_MINUTES 60 /* of working time in a week: or promises would never fall due */

typedef struct {
    Directory *directory;
    const Actor *actor;
    const Calendar *calendar; /* what it shall be … */
    const char *name;         /* … but with this name */
    CalendarId id;
    char *code;
} CalendarChange;

static void
calendar_change_clear(CalendarChange *change)
{
    g_free(change->code);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CalendarChange, calendar_change_clear)

static gboolean
check(const Calendar *calendar, GError **error)
{
    guint minutes = 0;

    for (guint day = 0; day < 7; day++)
        for (guint i = 0; i < calendar->days[day].count; i++)
            minutes += calendar->days[day].intervals[i].close - calendar->days[day].intervals[i].open;
    if (minutes < LEAST_MINUTES)
        return directory_refuse(error, SAY_NOOP("a calendar needs at least one hour of work in a week"));
    return *calendar->zone == '\0' || locale_timezone_is_known(calendar->zone) ||
           directory_refuse(error, SAY_NOOP("that time zone is not known; write one like Europe/London"));
}

static json_t *
describe(const Calendar *calendar, const char *name)
{
    g_autofree char *hours = calendar_text_week(calendar->days);
    g_autofree char *closures = calendar_text_closures(calendar->closures);

    return json_pack("{s:s, s:s, s:s, s:s}", "name", name, "zone", calendar->zone, "hours", hours, "closures",
                     closures);
}

static char *
free_code(DbSession *session, const char *name, GError **error)
{
    for (guint number = 1;; number++) {
        g_autofree char *code = code_make(name, "calendar", number);
        gboolean taken;

        if (!calendar_store_has(session, code, &taken, error))
            return NULL;
        if (!taken && strcmp(code, "new") != 0)
            return g_steal_pointer(&code);
    }
}

static gboolean
insert_calendar(DbSession *session, gpointer data, GError **error)
{
    CalendarChange *change = data;
    Calendar added = *change->calendar;
    json_t *detail;

    g_free(change->code);
    change->code = free_code(session, change->name, error);
    if (change->code == NULL)
        return FALSE;
    added.id = change->id;
    added.code = change->code;
    added.name = (char *)change->name;
    if (!calendar_store_insert(session, &added, error))
        return FALSE;
    detail = describe(&added, change->name);
    json_object_set_new(detail, "change", json_string("added"));
    json_object_set_new(detail, "code", json_string(change->code));
    return directory_record(change->directory, session, change->actor, EVENT_CALENDAR_CHANGED, added.id.value, detail,
                            error);
}

gboolean
directory_add_calendar(Directory *directory, const Actor *actor, const Calendar *calendar, CalendarId *ret,
                       GError **error)
{
    g_autofree char *name = name_clean(calendar->name, error);
    g_auto(CalendarChange) change = { directory, actor, calendar, name, { id_next() }, NULL };

    if (name == NULL || !check(calendar, error) ||
        !directory_run(directory, actor, ACTION_MANAGE_PROMISES, insert_calendar, &change, error))
        return FALSE;
    *ret = change.id;
    return TRUE;
}

static gboolean
update_calendar(DbSession *session, gpointer data, GError **error)
{
    const CalendarChange *change = data;
    g_autoptr(Calendar) before = calendar_store_load(session, change->id, error);
    Calendar after = *change->calendar;
    json_t *from, *to;

    if (before == NULL)
        return FALSE;
    after.name = (char *)change->name;
    from = describe(before, before->name);
    to = describe(&after, after.name);
    if (json_equal(from, to)) {
        json_decref(from);
        json_decref(to);
        return TRUE;
    }
    return directory_record(change->directory, session, change->actor, EVENT_CALENDAR_CHANGED, change->id.value,
                            json_pack("{s:s, s:o, s:o}", "change", "changed", "from", from, "to", to), error) &&
           calendar_store_update(session, &after, error);
}

gboolean
directory_change_calendar(Directory *directory, const Actor *actor, const Calendar *calendar, GError **error)
{
    g_autofree char *name = name_clean(calendar->name, error);
    CalendarChange change = { directory, actor, calendar, name, calendar->id, NULL };

    return name != NULL && check(calendar, error) &&
           directory_run(directory, actor, ACTION_MANAGE_PROMISES, update_calendar, &change, error);
}

/* ---- of units ---- */

typedef struct {
    Directory *directory;
    const Actor *actor;
    UnitId unit;
    CalendarId calendar;
} UnitCalendar;

static gboolean
set_unit_calendar(DbSession *session, gpointer data, GError **error)
{
    const UnitCalendar *change = data;
    g_autoptr(Unit) unit = unit_store_load(session, change->unit, error);
    g_autoptr(Calendar) calendar = NULL;
    CalendarId before;

    if (unit == NULL)
        return FALSE;
    before = unit->calendar;
    if (before.value == change->calendar.value)
        return TRUE;
    if (change->calendar.value != 0 && (calendar = calendar_store_load(session, change->calendar, error)) == NULL)
        return FALSE;
    unit->calendar = change->calendar;
    return unit_store_update(session, unit, error) &&
           directory_record(change->directory, session, change->actor, EVENT_UNIT_CHANGED, unit->id.value,
                            json_pack("{s:s, s:I, s:I}", "change", "calendar", "from", (json_int_t)before.value, "to",
                                      (json_int_t)unit->calendar.value),
                            error);
}

gboolean
directory_set_unit_calendar(Directory *directory, const Actor *actor, UnitId unit, CalendarId calendar, GError **error)
{
    UnitCalendar change = { directory, actor, unit,
                            calendar.value == DIRECTORY_BODY_CALENDAR ? (CalendarId){ 0 } : calendar };

    return directory_run(directory, actor, ACTION_MANAGE_PROMISES, set_unit_calendar, &change, error);
}
