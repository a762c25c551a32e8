/* SPDX-License-Identifier: Apache-2.0 */
#include "views/staff-view.h"

#include "base/clock.h"
#include "base/error.h"
#include "mediation/staff/sign-in.h"
#include "model/rights.h"
#include "store/staff-store.h"

DB_STATEMENT(count_open_sessions,
             "SELECT staff, count(*) FROM sessions WHERE created > $1 AND seen > $2 GROUP BY staff");

/* ---- rows ---- */

static void
role_free(gpointer data)
{
    StaffViewRole *role = data;

    g_free(role->unit_name);
    g_free(role);
}

void
staff_view_row_free(StaffViewRow *row)
{
    staff_free(row->staff);
    g_ptr_array_unref(row->roles);
    g_free(row);
}

static int
by_role_and_unit(gconstpointer a, gconstpointer b)
{
    const StaffViewRole *first = *(StaffViewRole *const *)a, *second = *(StaffViewRole *const *)b;

    return first->role != second->role ? (int)first->role - (int)second->role
                                       : g_strcmp0(first->unit_name, second->unit_name);
}

/* Takes over @staff. */
static StaffViewRow *
make_row(Staff *staff, const DirectorySnapshot *directory)
{
    StaffViewRow *row = g_new0(StaffViewRow, 1);

    row->staff = staff;
    row->roles = g_ptr_array_new_with_free_func(role_free);
    for (guint i = 0; i < staff->grants->len; i++) {
        const RoleGrant *grant = &g_array_index(staff->grants, RoleGrant, i);
        const Unit *unit = directory_get_unit(directory, grant->unit);
        StaffViewRole *role = g_new0(StaffViewRole, 1);

        role->role = grant->role;
        role->unit = grant->unit;
        role->unit_name = unit != NULL ? g_strdup(unit->name) : NULL;
        g_ptr_array_add(row->roles, role);
    }
    g_ptr_array_sort(row->roles, by_role_and_unit);
    return row;
}

static int
by_access_and_name(gconstpointer a, gconstpointer b)
{
    const Staff *first = (*(StaffViewRow *const *)a)->staff, *second = (*(StaffViewRow *const *)b)->staff;

    return first->disabled != second->disabled ? first->disabled - second->disabled
                                               : g_utf8_collate(first->name, second->name);
}

/* ---- reading ---- */

typedef struct {
    const DirectorySnapshot *directory;
    StaffId id;
    GPtrArray *rows;
    StaffViewRow *row;
} Reading;

static gboolean
count_sessions(DbSession *session, GHashTable *rows_by_id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &count_open_sessions);
    gint64 now = clock_now();

    db_bind_int(query, now - SIGN_IN_LONGEST);
    db_bind_int(query, now - SIGN_IN_IDLE);
    while (db_step(query)) {
        gint64 id = db_int(query, 0);
        StaffViewRow *row = g_hash_table_lookup(rows_by_id, &id);

        if (row != NULL)
            row->sessions = db_int(query, 1);
    }
    return db_finish(query, error);
}

static gboolean
read_list(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;
    g_autoptr(GPtrArray) staff = staff_store_list(session, error);
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)staff_view_row_free);
    g_autoptr(GHashTable) by_id = g_hash_table_new(g_int64_hash, g_int64_equal);

    if (staff == NULL)
        return FALSE;
    g_ptr_array_set_free_func(staff, NULL);
    for (guint i = 0; i < staff->len; i++) {
        StaffViewRow *row = make_row(staff->pdata[i], reading->directory);

        g_ptr_array_add(rows, row);
        g_hash_table_insert(by_id, &row->staff->id.value, row);
    }
    g_ptr_array_sort(rows, by_access_and_name);
    if (!count_sessions(session, by_id, error))
        return FALSE;
    reading->rows = g_steal_pointer(&rows);
    return TRUE;
}

GPtrArray *
staff_view_list(Store *store, const DirectorySnapshot *directory, const Actor *actor, GError **error)
{
    Reading reading = { .directory = directory };

    if (!rights_check(actor, ACTION_SEE_STAFF, (UnitId){ 0 }, error) || !store_read(store, read_list, &reading, error))
        return NULL;
    return reading.rows;
}

static gboolean
read_one(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;
    Staff *staff = staff_store_load(session, reading->id, error);
    g_autoptr(StaffViewRow) row = staff != NULL ? make_row(staff, reading->directory) : NULL;
    g_autoptr(GHashTable) by_id = g_hash_table_new(g_int64_hash, g_int64_equal);

    if (row == NULL)
        return FALSE;
    g_hash_table_insert(by_id, &row->staff->id.value, row);
    if (!count_sessions(session, by_id, error))
        return FALSE;
    reading->row = g_steal_pointer(&row);
    return TRUE;
}

StaffViewRow *
staff_view_load(Store *store, const DirectorySnapshot *directory, const Actor *actor, StaffId id, GError **error)
{
    Reading reading = { .directory = directory, .id = id };

    if (!rights_check(actor, ACTION_SEE_STAFF, (UnitId){ 0 }, error) || !store_read(store, read_one, &reading, error))
        return NULL;
    return reading.row;
}

/* ---- colleagues ---- */

void
staff_view_colleague_free(StaffViewColleague *colleague)
{
    g_free(colleague->name);
    g_free(colleague);
}

typedef struct {
    UnitId unit;
    GPtrArray *colleagues;
} Colleagues;

static gboolean
read_colleagues(DbSession *session, gpointer data, GError **error)
{
    Colleagues *wanted = data;
    g_autoptr(GPtrArray) staff = staff_store_list(session, error);

    if (staff == NULL)
        return FALSE;
    wanted->colleagues = g_ptr_array_new_with_free_func((GDestroyNotify)staff_view_colleague_free);
    for (guint i = 0; i < staff->len; i++) {
        const Staff *member = staff->pdata[i];
        Actor actor = staff_actor(member);
        StaffViewColleague *colleague;

        if (!rights_may(&actor, ACTION_TAKE, wanted->unit))
            continue;
        colleague = g_new0(StaffViewColleague, 1);
        colleague->id = member->id;
        colleague->name = g_strdup(member->name);
        g_ptr_array_add(wanted->colleagues, colleague);
    }
    return TRUE;
}

GPtrArray *
staff_view_colleagues(Store *store, const Actor *actor, UnitId unit, GError **error)
{
    Colleagues wanted = { .unit = unit };

    if (!rights_check(actor, ACTION_READ_CASE, unit, error) || !store_read(store, read_colleagues, &wanted, error))
        return NULL;
    return wanted.colleagues;
}
