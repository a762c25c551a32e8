/* SPDX-License-Identifier: Apache-2.0 */
#include "views/unit-view.h"

#include "base/error.h"
#include "model/case.h"
#include "model/rights.h"
#include "model/staff.h"
#include "store/staff-store.h"

DB_STATEMENT(count_unit_cases, "SELECT count(*) FROM cases WHERE unit = $1 AND state = $2");

void
unit_view_row_free(UnitViewRow *row)
{
    g_free(row->code);
    g_free(row->name);
    g_ptr_array_unref(row->endpoints);
    g_free(row);
}

static Endpoint *
copy_endpoint(const Endpoint *endpoint)
{
    Endpoint *copy = g_new0(Endpoint, 1);

    copy->id = endpoint->id;
    copy->channel = g_strdup(endpoint->channel);
    copy->uri = g_strdup(endpoint->uri);
    copy->name = g_strdup(endpoint->name);
    copy->unit = endpoint->unit;
    return copy;
}

static UnitViewRow *
make_row(const Unit *unit, const DirectorySnapshot *directory)
{
    const GPtrArray *endpoints = directory_endpoints(directory);
    UnitViewRow *row = g_new0(UnitViewRow, 1);

    row->id = unit->id;
    row->code = g_strdup(unit->code);
    row->name = g_strdup(unit->name);
    row->closed = unit->closed;
    row->endpoints = g_ptr_array_new_with_free_func((GDestroyNotify)endpoint_free);
    for (guint i = 0; i < endpoints->len; i++) {
        const Endpoint *endpoint = endpoints->pdata[i];

        if (endpoint->unit.value == unit->id.value)
            g_ptr_array_add(row->endpoints, copy_endpoint(endpoint));
    }
    return row;
}

static int
by_state_and_name(gconstpointer a, gconstpointer b)
{
    const UnitViewRow *first = *(UnitViewRow *const *)a, *second = *(UnitViewRow *const *)b;

    return first->closed != second->closed ? first->closed - second->closed : g_utf8_collate(first->name, second->name);
}

/* Each count reads its part of an index: what was closed over the years is not passed. */
static gboolean
add_count(DbSession *session, UnitViewRow *row, CaseState state, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &count_unit_cases);

    db_bind_int(query, row->id.value);
    db_bind_text(query, case_state_name(state));
    if (!db_step_one(query, "count", error))
        return FALSE;
    row->open_cases += db_int(query, 0);
    return db_finish(query, error);
}

static gboolean
count_cases(DbSession *session, const GPtrArray *rows, GError **error)
{
    for (guint i = 0; i < rows->len; i++)
        for (CaseState state = 0; state < CASE_STATE_COUNT; state++)
            if (!case_state_is_closed(state) && !add_count(session, rows->pdata[i], state, error))
                return FALSE;
    return TRUE;
}

static gboolean
count_members(DbSession *session, const GPtrArray *rows, GError **error)
{
    g_autoptr(GPtrArray) staff = staff_store_list(session, error);

    if (staff == NULL)
        return FALSE;
    for (guint i = 0; i < staff->len; i++) {
        Actor actor = staff_actor(staff->pdata[i]);

        for (guint j = 0; j < rows->len; j++) {
            UnitViewRow *row = rows->pdata[j];

            row->members += rights_may(&actor, ACTION_TAKE, row->id) ? 1 : 0;
        }
    }
    return TRUE;
}

static gboolean
count(DbSession *session, gpointer data, GError **error)
{
    return count_cases(session, data, error) && count_members(session, data, error);
}

GPtrArray *
unit_view_list(Store *store, const DirectorySnapshot *directory, const Actor *actor, GError **error)
{
    const GPtrArray *units = directory_units(directory);
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)unit_view_row_free);

    if (!rights_check(actor, ACTION_SEE_STAFF, (UnitId){ 0 }, error))
        return NULL;
    for (guint i = 0; i < units->len; i++)
        g_ptr_array_add(rows, make_row(units->pdata[i], directory));
    g_ptr_array_sort(rows, by_state_and_name);
    return store_read(store, count, rows, error) ? g_steal_pointer(&rows) : NULL;
}
