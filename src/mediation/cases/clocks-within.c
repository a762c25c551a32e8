/* SPDX-License-Identifier: Apache-2.0 */
/* What a policy promises of a case. */
#include "base/id.h"
#include "mediation/cases/clocks-private.h"
#include "store/clock-store.h"

#define BASIS "policy"

static gint64
minutes_of_day(const Calendar *calendar)
{
    gint64 minutes = 0, days = 0;

    for (guint i = 0; i < G_N_ELEMENTS(calendar->days); i++) {
        const CalendarDay *day = &calendar->days[i];

        for (guint j = 0; j < day->count; j++)
            minutes += day->intervals[j].close - day->intervals[j].open;
        days += day->count > 0;
    }
    return days > 0 ? minutes / days : 0;
}

static Promise *
find_resolution(const ClockChange *change)
{
    for (guint i = 0; i < change->clocks->len; i++) {
        Promise *clock = g_ptr_array_index(change->clocks, i);

        if (clock->kind == PROMISE_RESOLUTION && promise_goes_on(clock))
            return clock;
    }
    return NULL;
}

static gboolean
start(ClockChange *change, CalendarId calendar, gint64 minutes, GError **error)
{
    Promise *clock = promise_new();

    g_ptr_array_add(change->clocks, clock);
    clock->id.value = id_next();
    clock->case_id = change->a_case->id;
    clock->kind = PROMISE_RESOLUTION;
    clock->calendar = calendar;
    clock->started = change->now;
    clock->minutes = minutes;
    clock->basis = g_strdup(BASIS);
    clocks_count(change, clock);
    if (change->a_case->state == CASE_WAITING_CITIZEN) {
        clock->stopped = change->now;
        clock->due = clock->near = 0;
    }
    clocks_tell(change, clock, FALSE);
    return clock_store_insert(change->session, clock, error) && clocks_queue(change, clock, error) &&
           clocks_finish(change, EVENT_CLOCK_STARTED, error);
}

static gboolean
shorten(ClockChange *change, Promise *clock, gint64 minutes, GError **error)
{
    clock->minutes = minutes;
    if (clock->stopped == 0)
        clocks_count(change, clock);
    clocks_tell(change, clock, FALSE);
    return clock_store_update(change->session, clock, error) && clocks_queue(change, clock, error) &&
           clocks_finish(change, EVENT_CLOCK_MOVED, error);
}

gboolean
clocks_within(const Mediation *mediation, DbSession *session, const Actor *actor, Case *a_case, gint64 days,
              GError **error)
{
    g_auto(ClockChange) change = { .mediation = mediation, .session = session, .actor = actor, .a_case = a_case };
    const Unit *unit;
    const Calendar *calendar;
    CalendarStops stops;
    Promise *clock;
    gint64 minutes, until;

    if (case_state_is_closed(a_case->state))
        return TRUE;
    if (!clocks_begin(&change, error))
        return FALSE;
    clock = find_resolution(&change);
    unit = directory_get_unit(change.snapshot, a_case->unit);
    calendar = clock != NULL ? directory_calendar(change.snapshot, clock->calendar)
                             : directory_calendar_of_unit(change.snapshot, a_case->unit);
    minutes = days * minutes_of_day(calendar);
    if (minutes == 0)
        return TRUE;
    if (clock == NULL)
        return start(&change, unit != NULL ? unit->calendar : (CalendarId){ 0 }, minutes, error);
    stops = (CalendarStops){ (const CalendarStop *)(const void *)clock->stops->data, clock->stops->len };
    until = clock->stopped != 0 ? clock->stopped : change.now;
    minutes += calendar_minutes_between(calendar, clocks_zone(mediation, calendar), clock->started, until, stops);
    return minutes >= clock->minutes || shorten(&change, clock, minutes, error);
}
