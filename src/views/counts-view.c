/* SPDX-License-Identifier: Apache-2.0 */
#include "views/counts-view.h"

#include "base/clock.h"
#include "base/thread.h"
#include "model/rights.h"

#define COUNTING (60 * CLOCK_SECOND) /* for so long others take what is there while one counts */

/* Grouping by a sum keeps the planner on the partial index that holds just these cases. */
DB_STATEMENT(count_todo, "SELECT unit + 0, count(*), min(changed) FROM cases WHERE state IN ('new', 'open')"
                         " GROUP BY unit + 0");
DB_STATEMENT(count_unassigned,
             "SELECT unit + 0, count(*) FROM cases WHERE assignee IS NULL AND state IN ('new', 'open')"
             " GROUP BY unit + 0");
DB_STATEMENT(count_held, "SELECT unit + 0, count(*) FROM cases WHERE held > 0 GROUP BY unit + 0");
DB_STATEMENT(count_late, "SELECT unit + 0, count(*) FROM cases WHERE due > 0 AND due <= $1 GROUP BY unit + 0");
DB_STATEMENT(count_mine, "SELECT count(*) FROM cases WHERE assignee = $1 AND state IN ('new', 'open')");

typedef struct {
    gint64 unit;
    guint todo, unassigned, held, late;
    gint64 oldest;
} UnitCounts;

struct CountsView {
    Store *store;
    Mutex mutex;
    gboolean counted;  /* at least once */
    gint64 good_until; /* monotonic */
    GArray *units;     /* UnitCounts */
};

CountsView *
counts_view_new(Store *store)
{
    CountsView *view = g_new0(CountsView, 1);

    view->store = store;
    view->units = g_array_new(FALSE, TRUE, sizeof(UnitCounts));
    mutex_init(&view->mutex);
    return view;
}

void
counts_view_free(CountsView *view)
{
    g_array_unref(view->units);
    mutex_clear(&view->mutex);
    g_free(view);
}

static UnitCounts *
of_unit(GArray *units, gint64 unit)
{
    for (guint i = 0; i < units->len; i++)
        if (g_array_index(units, UnitCounts, i).unit == unit)
            return &g_array_index(units, UnitCounts, i);
    g_array_set_size(units, units->len + 1);
    g_array_index(units, UnitCounts, units->len - 1).unit = unit;
    return &g_array_index(units, UnitCounts, units->len - 1);
}

static gboolean
count_all(DbSession *session, gpointer data, GError **error)
{
    GArray *units = data;
    g_autoptr(DbQuery) todo = db_query(session, &count_todo), unassigned = db_query(session, &count_unassigned);
    g_autoptr(DbQuery) held = db_query(session, &count_held), late = db_query(session, &count_late);

    while (db_step(todo)) {
        UnitCounts *counts = of_unit(units, db_int(todo, 0));

        counts->todo = (guint)db_int(todo, 1);
        counts->oldest = db_int(todo, 2);
    }
    while (db_step(unassigned))
        of_unit(units, db_int(unassigned, 0))->unassigned = (guint)db_int(unassigned, 1);
    while (db_step(held))
        of_unit(units, db_int(held, 0))->held = (guint)db_int(held, 1);
    db_bind_int(late, clock_now());
    while (db_step(late))
        of_unit(units, db_int(late, 0))->late = (guint)db_int(late, 1);
    return db_finish(todo, error) && db_finish(unassigned, error) && db_finish(held, error) && db_finish(late, error);
}

/* A reference to counts that are fresh enough. Only one asker counts; the others take what is there. */
static GArray *
fresh_counts(CountsView *view, GError **error)
{
    g_autoptr(GArray) units = NULL;
    gint64 now = clock_monotonic();
    gboolean done;

    mutex_lock(&view->mutex);
    if (view->counted && view->good_until > now) {
        units = g_array_ref(view->units);
        mutex_unlock(&view->mutex);
        return g_steal_pointer(&units);
    }
    view->good_until = now + COUNTING;
    mutex_unlock(&view->mutex);
    units = g_array_new(FALSE, TRUE, sizeof(UnitCounts));
    done = store_read(view->store, count_all, units, error);
    MUTEX_HELD(&view->mutex);
    view->good_until = done ? clock_monotonic() + MAX(COUNTS_KEPT, COUNTS_SHARE * (clock_monotonic() - now)) : 0;
    if (!done)
        return NULL;
    g_array_unref(view->units);
    view->units = g_array_ref(units);
    view->counted = TRUE;
    return g_steal_pointer(&units);
}

typedef struct {
    StaffId staff;
    guint mine;
} Mine;

static gboolean
count_own(DbSession *session, gpointer data, GError **error)
{
    Mine *mine = data;
    g_autoptr(DbQuery) query = db_query(session, &count_mine);

    db_bind_int(query, mine->staff.value);
    if (!db_step_one(query, "count", error))
        return FALSE;
    mine->mine = (guint)db_int(query, 0);
    return db_finish(query, error);
}

static void
earlier(gint64 *oldest, gint64 candidate)
{
    if (candidate != 0 && (*oldest == 0 || candidate < *oldest))
        *oldest = candidate;
}

gboolean
counts_view_of(CountsView *view, const Actor *actor, Counts *ret, GError **error)
{
    g_autoptr(GArray) units = fresh_counts(view, error);
    Mine mine = { .staff = actor->staff };

    if (units == NULL || !store_read(view->store, count_own, &mine, error))
        return FALSE;
    *ret = (Counts){ .mine = mine.mine };
    for (guint i = 0; i < units->len; i++) {
        const UnitCounts *counts = &g_array_index(units, UnitCounts, i);

        if (!rights_may(actor, ACTION_READ_INBOX, (UnitId){ counts->unit }))
            continue;
        ret->unassigned += counts->unassigned;
        ret->held += counts->held;
        ret->late += counts->late;
        if (rights_may(actor, ACTION_ASSIGN, (UnitId){ counts->unit }))
            ret->missed += counts->late;
        ret->all += counts->todo;
        earlier(&ret->oldest, counts->oldest);
    }
    return TRUE;
}

gboolean
counts_view_of_unit(CountsView *view, const Actor *actor, UnitId unit, guint *ret_count, gint64 *ret_oldest,
                    GError **error)
{
    g_autoptr(GArray) units = NULL;
    const UnitCounts *counts;

    if (!rights_check(actor, ACTION_READ_INBOX, unit, error))
        return FALSE;
    units = fresh_counts(view, error);
    if (units == NULL)
        return FALSE;
    *ret_count = 0;
    *ret_oldest = 0;
    for (guint i = 0; i < units->len; i++) {
        counts = &g_array_index(units, UnitCounts, i);
        if (counts->unit != unit.value)
            continue;
        *ret_count = counts->todo;
        *ret_oldest = counts->oldest;
    }
    return TRUE;
}
