/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/cases/clocks-private.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "store/clock-store.h"
#include "store/event-store.h"

/* ---- working time of this house ---- */

const Zone *
clocks_zone(const Mediation *mediation, const Calendar *calendar)
{
    return zone_get(*calendar->zone != '\0' ? calendar->zone : mediation->timezone);
}

gint64
clocks_minutes_between(const Mediation *mediation, UnitId unit, gint64 from, gint64 to)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(mediation->directory);
    const Calendar *calendar = directory_calendar_of_unit(snapshot, unit);

    return calendar_minutes_between(calendar, clocks_zone(mediation, calendar), from, to, (CalendarStops){ NULL, 0 });
}

gint64
clocks_review_due(const Mediation *mediation, gint64 received)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(mediation->directory);
    const Calendar *calendar = directory_calendar(snapshot, (CalendarId){ 0 });

    return calendar_add(calendar, clocks_zone(mediation, calendar), received, CLOCKS_REVIEW_MINUTES,
                        (CalendarStops){ NULL, 0 });
}

/* ---- one change of a case's clocks ---- */

void
clocks_change_clear(ClockChange *change)
{
    g_clear_pointer(&change->snapshot, directory_snapshot_release);
    g_clear_pointer(&change->clocks, g_ptr_array_unref);
    json_decref(change->told);
}

gboolean
clocks_begin(ClockChange *change, GError **error)
{
    change->now = clock_now();
    change->told = json_array();
    change->snapshot = directory_snapshot(change->mediation->directory);
    change->clocks = clock_store_list_case(change->session, change->a_case->id, error);
    return change->clocks != NULL && clocks_get_warning(change->session, &change->warning, error);
}

void
clocks_tell(ClockChange *change, const Promise *clock, gboolean late)
{
    json_array_append_new(change->told,
                          json_pack("{s:s, s:I, s:I, s:b}", "kind", promise_kind_name(clock->kind), "minutes",
                                    (json_int_t)clock->minutes, "due", (json_int_t)clock->due, "late", late));
}

void
clocks_count(const ClockChange *change, Promise *clock)
{
    const Calendar *calendar = directory_calendar(change->snapshot, clock->calendar);
    const Zone *zone = clocks_zone(change->mediation, calendar);
    CalendarStops stops = { (const CalendarStop *)(const void *)clock->stops->data, clock->stops->len };
    gint64 before_warning = clock->minutes - clock->minutes * change->warning / 100;

    clock->due = calendar_add(calendar, zone, clock->started, clock->minutes, stops);
    clock->near = calendar_add(calendar, zone, clock->started, before_warning, stops);
}

static CalendarId
calendar_of_case(const ClockChange *change)
{
    const Unit *unit = directory_get_unit(change->snapshot, change->a_case->unit);

    return unit != NULL ? unit->calendar : (CalendarId){ 0 };
}

gint64
clocks_next_turn(const Promise *clock)
{
    if (!promise_goes_on(clock) || clock->due == 0 || clock->missed != 0)
        return 0;
    return clock->warned == 0 ? MIN(clock->near, clock->due) : clock->due;
}

gboolean
clocks_queue(const ClockChange *change, const Promise *clock, GError **error)
{
    gint64 turn = clocks_next_turn(clock);

    return turn == 0 || work_add(change->session, WORK_CLOCK, clock->id.value, turn, error);
}

gboolean
clocks_finish(ClockChange *change, EventKind kind, GError **error)
{
    Case *a_case = change->a_case;
    gint64 due = 0, near = 0;
    json_t *detail;
    gboolean done;

    if (json_array_size(change->told) == 0)
        return TRUE;
    for (guint i = 0; i < change->clocks->len; i++) {
        const Promise *clock = g_ptr_array_index(change->clocks, i);

        if (!promise_goes_on(clock) || clock->due == 0 || (due != 0 && clock->due >= due))
            continue;
        due = clock->due;
        near = clock->near;
    }
    a_case->due = due;
    a_case->near = near;
    detail = json_pack("{s:O, s:I}", "clocks", change->told, "service", (json_int_t)a_case->service.value);
    done = clock_store_set_case_due(change->session, a_case->id, due, near, error) &&
           event_append(change->mediation->store, change->session,
                        &(EventDraft){ .kind = kind,
                                       .actor = change->actor,
                                       .case_id = a_case->id,
                                       .subject = a_case->id.value,
                                       .detail = detail },
                        NULL, error);
    json_decref(detail);
    json_array_clear(change->told);
    return done;
}

/* ---- starting ---- */

static gint64
promised(const Service *service, PromiseKind kind)
{
    return kind == PROMISE_FIRST_ANSWER ? service->first_answer : service->resolution;
}

static gboolean
start_clock(ClockChange *change, PromiseKind kind, gint64 since, gint64 met, GError **error)
{
    const Service *service = directory_get_service(change->snapshot, change->a_case->service);
    Promise *clock;

    if (service == NULL || promised(service, kind) == 0)
        return TRUE;
    clock = promise_new();
    g_ptr_array_add(change->clocks, clock);
    clock->id.value = id_next();
    clock->case_id = change->a_case->id;
    clock->kind = kind;
    clock->calendar = calendar_of_case(change);
    clock->started = since;
    clock->minutes = promised(service, kind);
    clock->basis = g_strdup(service->basis);
    clock->met = met;
    clocks_count(change, clock);
    if (met == 0 && change->a_case->state == CASE_WAITING_CITIZEN) {
        clock->stopped = change->now;
        clock->due = clock->near = 0;
    }
    clocks_tell(change, clock, FALSE);
    return clock_store_insert(change->session, clock, error) && clocks_queue(change, clock, error);
}

static gboolean
end_clocks(ClockChange *change, GError **error)
{
    for (guint i = 0; i < change->clocks->len; i++) {
        Promise *clock = g_ptr_array_index(change->clocks, i);

        if (!promise_goes_on(clock))
            continue;
        clock->ended = change->now;
        clocks_tell(change, clock, FALSE);
        if (!clock_store_update(change->session, clock, error))
            return FALSE;
    }
    return TRUE;
}

/* Since when the citizen waits for @kind. */
static gint64
start_of(const ClockChange *change, PromiseKind kind, gint64 since)
{
    gint64 start = since != 0 ? since : change->a_case->opened;

    for (guint i = 0; i < change->clocks->len; i++) {
        const Promise *clock = g_ptr_array_index(change->clocks, i);

        if (clock->kind == kind)
            start = clock->started;
    }
    return start;
}

gboolean
clocks_start(const Mediation *mediation, DbSession *session, const Actor *actor, Case *a_case, gint64 since,
             GError **error)
{
    g_auto(ClockChange) change = { .mediation = mediation, .session = session, .actor = actor, .a_case = a_case };
    gint64 answered, answer_since, resolve_since;

    if (since != 0 && a_case->service.value == 0)
        return TRUE;
    if (!clocks_begin(&change, error) || !end_clocks(&change, error) ||
        !clocks_finish(&change, EVENT_CLOCK_ENDED, error))
        return FALSE;
    if (case_state_is_closed(a_case->state))
        return TRUE;
    answer_since = start_of(&change, PROMISE_FIRST_ANSWER, since);
    resolve_since = start_of(&change, PROMISE_RESOLUTION, since);
    if (!clock_store_first_reply(session, a_case->id, &answered, error) ||
        !start_clock(&change, PROMISE_FIRST_ANSWER, answer_since, answered >= answer_since ? answered : 0, error) ||
        !start_clock(&change, PROMISE_RESOLUTION, resolve_since, 0, error))
        return FALSE;
    return clocks_finish(&change, EVENT_CLOCK_STARTED, error);
}

/* ---- meeting, standing still, going on ---- */

static gboolean
meet(ClockChange *change, Promise *clock, gint64 at, GError **error)
{
    if (clock->stopped == 0 && clock->due != 0 && at > clock->due && clock->missed == 0)
        clock->missed = at;
    clock->met = at;
    clocks_tell(change, clock, clock->missed != 0);
    return clock_store_update(change->session, clock, error);
}

gboolean
clocks_answered(const Mediation *mediation, DbSession *session, const Actor *actor, Case *a_case, gint64 at,
                GError **error)
{
    g_auto(ClockChange) change = { .mediation = mediation, .session = session, .actor = actor, .a_case = a_case };

    if (!clocks_begin(&change, error))
        return FALSE;
    for (guint i = 0; i < change.clocks->len; i++) {
        Promise *clock = g_ptr_array_index(change.clocks, i);

        if (clock->kind == PROMISE_FIRST_ANSWER && promise_goes_on(clock) && !meet(&change, clock, at, error))
            return FALSE;
    }
    return clocks_finish(&change, EVENT_CLOCK_MET, error);
}

static gboolean
keeps_promise(CaseState state)
{
    return state == CASE_RESOLVED || state == CASE_REFUSED || state == CASE_REFERRED || state == CASE_DUPLICATE;
}

static gboolean
close_clocks(ClockChange *change, GError **error)
{
    for (guint i = 0; i < change->clocks->len; i++) {
        Promise *clock = g_ptr_array_index(change->clocks, i);

        if (clock->kind == PROMISE_RESOLUTION && promise_goes_on(clock) && keeps_promise(change->a_case->state) &&
            !meet(change, clock, change->now, error))
            return FALSE;
    }
    return clocks_finish(change, EVENT_CLOCK_MET, error) && end_clocks(change, error) &&
           clocks_finish(change, EVENT_CLOCK_ENDED, error);
}

static gboolean
stop_clocks(ClockChange *change, GError **error)
{
    for (guint i = 0; i < change->clocks->len; i++) {
        Promise *clock = g_ptr_array_index(change->clocks, i);

        if (!promise_goes_on(clock) || clock->stopped != 0)
            continue;
        /* Its turn may not have come yet; to wait now does not make good what is late. */
        if (clock->due != 0 && change->now > clock->due && clock->missed == 0)
            clock->missed = change->now;
        clock->stopped = change->now;
        clock->due = clock->near = 0;
        clocks_tell(change, clock, clock->missed != 0);
        if (!clock_store_update(change->session, clock, error))
            return FALSE;
    }
    return clocks_finish(change, EVENT_CLOCK_STOPPED, error);
}

static gboolean
resume_clock(ClockChange *change, Promise *clock, GError **error)
{
    CalendarStop stop = { clock->stopped, change->now };

    if (!clock_store_add_stop(change->session, clock->id, stop.since, stop.until, error))
        return FALSE;
    g_array_append_val(clock->stops, stop);
    clock->stopped = 0;
    clocks_count(change, clock);
    clocks_tell(change, clock, FALSE);
    return clock_store_update(change->session, clock, error) && clocks_queue(change, clock, error);
}

static gboolean
resume_clocks(ClockChange *change, GError **error)
{
    for (guint i = 0; i < change->clocks->len; i++) {
        Promise *clock = g_ptr_array_index(change->clocks, i);

        if (promise_goes_on(clock) && clock->stopped != 0 && !resume_clock(change, clock, error))
            return FALSE;
    }
    return clocks_finish(change, EVENT_CLOCK_RESUMED, error);
}

/* ---- opening again ---- */

/* The first answer that she never got: it is owed still when staff open the case that they had closed. */
static Promise *
find_owed(const ClockChange *change)
{
    Promise *last = NULL;

    for (guint i = 0; i < change->clocks->len; i++) {
        Promise *clock = g_ptr_array_index(change->clocks, i);

        if (clock->kind == PROMISE_FIRST_ANSWER)
            last = clock;
    }
    return last != NULL && last->met == 0 && last->ended != 0 ? last : NULL;
}

/* It goes on from where it stood; that the case was closed counts for it as that it waited. */
static gboolean
go_on(ClockChange *change, Promise *clock, GError **error)
{
    if (clock->stopped == 0)
        clock->stopped = clock->ended;
    clock->ended = 0;
    if (change->a_case->state != CASE_WAITING_CITIZEN)
        return resume_clock(change, clock, error);
    clock->due = clock->near = 0;
    clocks_tell(change, clock, FALSE);
    return clock_store_update(change->session, clock, error);
}

static gboolean
reopen_clocks(ClockChange *change, GError **error)
{
    gboolean waits = change->actor->kind != ACTOR_STAFF && change->actor->kind != ACTOR_TOKEN;
    Promise *owed = waits ? NULL : find_owed(change);

    return (!waits || start_clock(change, PROMISE_FIRST_ANSWER, change->now, 0, error)) &&
           (owed == NULL || go_on(change, owed, error)) &&
           start_clock(change, PROMISE_RESOLUTION, change->now, 0, error) &&
           clocks_finish(change, EVENT_CLOCK_STARTED, error);
}

gboolean
clocks_state_changed(const Mediation *mediation, DbSession *session, const Actor *actor, Case *a_case, CaseState before,
                     GError **error)
{
    g_auto(ClockChange) change = { .mediation = mediation, .session = session, .actor = actor, .a_case = a_case };
    gboolean closed = case_state_is_closed(a_case->state);

    if (!clocks_begin(&change, error))
        return FALSE;
    if (closed)
        return close_clocks(&change, error);
    if (case_state_is_closed(before))
        return reopen_clocks(&change, error);
    return a_case->state == CASE_WAITING_CITIZEN ? stop_clocks(&change, error) : resume_clocks(&change, error);
}

gboolean
clocks_unit_changed(const Mediation *mediation, DbSession *session, const Actor *actor, Case *a_case, GError **error)
{
    g_auto(ClockChange) change = { .mediation = mediation, .session = session, .actor = actor, .a_case = a_case };

    if (!clocks_begin(&change, error))
        return FALSE;
    for (guint i = 0; i < change.clocks->len; i++) {
        Promise *clock = g_ptr_array_index(change.clocks, i);
        CalendarId calendar = calendar_of_case(&change);

        if (!promise_goes_on(clock) || clock->calendar.value == calendar.value)
            continue;
        clock->calendar = calendar;
        if (clock->stopped == 0)
            clocks_count(&change, clock);
        clocks_tell(&change, clock, FALSE);
        if (!clock_store_update(session, clock, error) || !clocks_queue(&change, clock, error))
            return FALSE;
    }
    return clocks_finish(&change, EVENT_CLOCK_MOVED, error);
}
