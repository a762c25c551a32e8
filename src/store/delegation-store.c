/* SPDX-License-Identifier: Apache-2.0 */
#include "store/delegation-store.h"

#include "store/sealed-text.h"

#define COLUMNS "id, staff, delegate, starts, ends, ended, ended_by, sealed, secret_key"

DB_STATEMENT(insert_delegation, "INSERT INTO delegations (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, 0, 0, $6, $7)");
DB_STATEMENT(end_delegation, "UPDATE delegations SET ended = $1, ended_by = $2 WHERE id = $3 AND ended = 0");
DB_STATEMENT(load_delegation, "SELECT " COLUMNS " FROM delegations WHERE id = $1");
DB_STATEMENT(list_delegations, "SELECT " COLUMNS " FROM delegations ORDER BY id DESC LIMIT $1");
DB_STATEMENT(list_delegations_of,
             "SELECT " COLUMNS " FROM delegations WHERE staff = $1 OR delegate = $1 ORDER BY id DESC LIMIT $2");
DB_STATEMENT(list_principals, "SELECT staff FROM delegations WHERE delegate = $1 AND starts <= $2 AND ends > $2"
                              " AND ended = 0 ORDER BY id");
DB_STATEMENT(count_delegations, "SELECT count(*) FROM delegations WHERE staff = $1 AND ends > $2 AND ended = 0");

void
delegation_free(Delegation *delegation)
{
    g_free(delegation->reason);
    g_free(delegation);
}

gboolean
delegation_holds(const Delegation *delegation, gint64 now)
{
    return delegation->ended == 0 && delegation->starts <= now && delegation->ends > now;
}

gboolean
delegation_store_insert(Store *store, DbSession *session, const Delegation *delegation, GError **error)
{
    g_auto(SealedText) sealed = { NULL, 0 };
    g_autoptr(DbQuery) query = NULL;

    if (!sealed_text_make(store, delegation->reason, &sealed, error))
        return FALSE;
    query = db_query(session, &insert_delegation);
    db_bind_int(query, delegation->id);
    db_bind_int(query, delegation->staff.value);
    db_bind_int(query, delegation->delegate.value);
    db_bind_int(query, delegation->starts);
    db_bind_int(query, delegation->ends);
    sealed_text_bind(query, &sealed);
    return db_run(query, error);
}

gboolean
delegation_store_end(DbSession *session, gint64 id, gint64 now, StaffId by, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &end_delegation);

    db_bind_int(query, now);
    db_bind_int(query, by.value);
    db_bind_int(query, id);
    return db_run(query, error);
}

/* ---- reading ---- */

static Delegation *
read_row(Store *store, DbSession *session, DbQuery *query, GError **error)
{
    g_autoptr(Delegation) delegation = g_new0(Delegation, 1);

    delegation->id = db_int(query, 0);
    delegation->staff.value = db_int(query, 1);
    delegation->delegate.value = db_int(query, 2);
    delegation->starts = db_int(query, 3);
    delegation->ends = db_int(query, 4);
    delegation->ended = db_int(query, 5);
    delegation->ended_by.value = db_int(query, 6);
    delegation->reason = sealed_text_open(store, session, query, 7, error);
    return delegation->reason != NULL ? g_steal_pointer(&delegation) : NULL;
}

Delegation *
delegation_store_load(Store *store, DbSession *session, gint64 id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_delegation);
    g_autoptr(Delegation) delegation = NULL;

    db_bind_int(query, id);
    if (!db_step_one(query, "delegation", error))
        return NULL;
    delegation = read_row(store, session, query, error);
    return delegation != NULL && db_finish(query, error) ? g_steal_pointer(&delegation) : NULL;
}

GPtrArray *
delegation_store_list(Store *store, DbSession *session, StaffId staff, guint limit, GError **error)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)delegation_free);
    g_autoptr(DbQuery) query = db_query(session, staff.value != 0 ? &list_delegations_of : &list_delegations);

    if (staff.value != 0)
        db_bind_int(query, staff.value);
    db_bind_int(query, limit);
    while (db_step(query)) {
        Delegation *delegation = read_row(store, session, query, error);

        if (delegation == NULL)
            return NULL;
        g_ptr_array_add(list, delegation);
    }
    return db_finish(query, error) ? g_steal_pointer(&list) : NULL;
}

GArray *
delegation_store_principals(DbSession *session, StaffId delegate, gint64 now, GError **error)
{
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(StaffId));
    g_autoptr(DbQuery) query = db_query(session, &list_principals);

    db_bind_int(query, delegate.value);
    db_bind_int(query, now);
    while (db_step(query)) {
        StaffId staff = { db_int(query, 0) };

        g_array_append_val(list, staff);
    }
    return db_finish(query, error) ? g_steal_pointer(&list) : NULL;
}

gboolean
delegation_store_count(DbSession *session, StaffId staff, gint64 now, gint64 *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &count_delegations);

    db_bind_int(query, staff.value);
    db_bind_int(query, now);
    if (!db_step_one(query, "count", error))
        return FALSE;
    *ret = db_int(query, 0);
    return db_finish(query, error);
}
