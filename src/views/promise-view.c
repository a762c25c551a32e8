/* SPDX-License-Identifier: Apache-2.0 */
#include "views/promise-view.h"

#include "base/error.h"
#include "mediation/cases/clocks.h"
#include "model/rights.h"
#include "store/clock-store.h"

static void
row_free(PromiseViewRow *row)
{
    promise_free(row->clock);
    g_free(row->calendar);
    g_free(row);
}

/* What an actor may not read is not there. */
static gboolean
check_readable(const Actor *actor, const Case *a_case, GError **error)
{
    if (actor->kind == ACTOR_CITIZEN || rights_may(actor, ACTION_READ_CASE, a_case->unit))
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such case");
    return FALSE;
}

typedef struct {
    CaseId case_id;
    GPtrArray *clocks;
} Loading;

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    Loading *loading = data;

    loading->clocks = clock_store_list_case(session, loading->case_id, error);
    return loading->clocks != NULL;
}

static PromiseStanding
standing_of(const Promise *clock, gint64 now)
{
    if (clock->met != 0)
        return clock->missed != 0 ? PROMISE_MET_LATE : PROMISE_MET;
    if (clock->ended != 0)
        return PROMISE_ENDED;
    if (clock->stopped != 0)
        return PROMISE_STOPPED;
    if (clock->due != 0 && now > clock->due)
        return PROMISE_LATE;
    return clock->due != 0 && now >= clock->near ? PROMISE_NEAR : PROMISE_RUNS;
}

/* Working minutes until @due, or since then. */
static gint64
distance(const Mediation *mediation, const Calendar *calendar, gint64 due, gint64 now)
{
    if (due == 0)
        return 0;
    return calendar_minutes_between(calendar, clocks_zone(mediation, calendar), MIN(due, now), MAX(due, now),
                                    (CalendarStops){ NULL, 0 });
}

static PromiseViewRow *
make_row(const Mediation *mediation, const DirectorySnapshot *snapshot, Promise *clock, gint64 now)
{
    const Calendar *calendar = directory_calendar(snapshot, clock->calendar);
    PromiseViewRow *row = g_new0(PromiseViewRow, 1);

    row->clock = clock;
    row->calendar = g_strdup(calendar->name);
    row->standing = standing_of(clock, now);
    if (row->standing <= PROMISE_LATE)
        row->minutes = distance(mediation, calendar, clock->due, now);
    return row;
}

GPtrArray *
promise_view_list(const Mediation *mediation, const Actor *actor, const Case *a_case, gint64 now, GError **error)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(mediation->directory);
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)row_free);
    Loading loading = { a_case->id, NULL };

    if (!check_readable(actor, a_case, error) || !store_read(mediation->store, load, &loading, error))
        return NULL;
    while (loading.clocks->len > 0)
        g_ptr_array_add(rows, make_row(mediation, snapshot, g_ptr_array_steal_index(loading.clocks, 0), now));
    g_ptr_array_unref(loading.clocks);
    return g_steal_pointer(&rows);
}

PromiseStanding
promise_view_nearest(const Mediation *mediation, const Case *a_case, gint64 now, gint64 *ret_minutes)
{
    g_autoptr(DirectorySnapshot) snapshot = NULL;

    *ret_minutes = 0;
    if (a_case->due == 0)
        return PROMISE_ENDED;
    snapshot = directory_snapshot(mediation->directory);
    *ret_minutes = distance(mediation, directory_calendar_of_unit(snapshot, a_case->unit), a_case->due, now);
    if (now > a_case->due)
        return PROMISE_LATE;
    return now >= a_case->near ? PROMISE_NEAR : PROMISE_RUNS;
}
