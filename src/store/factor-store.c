/* SPDX-License-Identifier: Apache-2.0 */
#include "store/factor-store.h"

DB_STATEMENT(save_factor, "INSERT INTO second_factors (staff, secret, confirmed, last_step, created)"
                          " VALUES ($1, $2, 0, 0, $3) ON CONFLICT (staff) DO UPDATE SET secret = excluded.secret,"
                          " created = excluded.created WHERE second_factors.confirmed = 0");
DB_STATEMENT(find_factor, "SELECT secret, confirmed, last_step FROM second_factors WHERE staff = $1");
DB_STATEMENT(confirm_factor, "UPDATE second_factors SET confirmed = 1 WHERE staff = $1");
DB_STATEMENT(use_factor_step, "UPDATE second_factors SET last_step = $1 WHERE staff = $2 AND last_step < $3");
DB_STATEMENT(remove_factor, "DELETE FROM second_factors WHERE staff = $1");
DB_STATEMENT(add_recovery,
             "INSERT INTO recovery_codes (staff, hash) VALUES ($1, $2) ON CONFLICT (staff, hash) DO NOTHING");
DB_STATEMENT(use_recovery, "DELETE FROM recovery_codes WHERE staff = $1 AND hash = $2");
DB_STATEMENT(remove_recovery, "DELETE FROM recovery_codes WHERE staff = $1");
DB_STATEMENT(count_recovery, "SELECT count(*) FROM recovery_codes WHERE staff = $1");

void
stored_factor_free(StoredFactor *factor)
{
    g_bytes_unref(factor->secret);
    g_free(factor);
}

/* Runs @query, and says in @ret whether it changed anything. */
static gboolean
run_counted(DbSession *session, DbQuery *query, gboolean *ret, GError **error)
{
    if (!db_run(query, error))
        return FALSE;
    *ret = db_changes(session) > 0;
    return TRUE;
}

gboolean
factor_store_save(DbSession *session, StaffId staff, GBytes *secret, gint64 created, gboolean *ret_saved,
                  GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &save_factor);
    gsize length;
    const void *bytes = g_bytes_get_data(secret, &length);

    db_bind_int(query, staff.value);
    db_bind_bytes(query, bytes, length);
    db_bind_int(query, created);
    return run_counted(session, query, ret_saved, error);
}

StoredFactor *
factor_store_find(DbSession *session, StaffId staff, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_factor);
    StoredFactor *factor;
    const void *bytes;
    gsize length;

    db_bind_int(query, staff.value);
    if (!db_step(query)) {
        db_finish(query, error);
        return NULL;
    }
    bytes = db_bytes(query, 0, &length);
    factor = g_new0(StoredFactor, 1);
    factor->secret = g_bytes_new(bytes, length);
    factor->confirmed = db_int(query, 1) != 0;
    factor->last_step = db_int(query, 2);
    return factor;
}

gboolean
factor_store_confirm(DbSession *session, StaffId staff, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &confirm_factor);

    db_bind_int(query, staff.value);
    return db_run(query, error);
}

gboolean
factor_store_use_step(DbSession *session, StaffId staff, gint64 step, gboolean *ret_fresh, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &use_factor_step);

    db_bind_int(query, step);
    db_bind_int(query, staff.value);
    db_bind_int(query, step);
    return run_counted(session, query, ret_fresh, error);
}

gboolean
factor_store_remove(DbSession *session, StaffId staff, gboolean *ret_removed, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &remove_factor), codes = db_query(session, &remove_recovery);

    db_bind_int(codes, staff.value);
    db_bind_int(query, staff.value);
    return db_run(codes, error) && run_counted(session, query, ret_removed, error);
}

gboolean
factor_store_add_recovery(DbSession *session, StaffId staff, const Digest *hash, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &add_recovery);

    db_bind_int(query, staff.value);
    db_bind_bytes(query, hash->bytes, DIGEST_SIZE);
    return db_run(query, error);
}

gboolean
factor_store_use_recovery(DbSession *session, StaffId staff, const Digest *hash, gboolean *ret_used, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &use_recovery);

    db_bind_int(query, staff.value);
    db_bind_bytes(query, hash->bytes, DIGEST_SIZE);
    return run_counted(session, query, ret_used, error);
}

gboolean
factor_store_count_recovery(DbSession *session, StaffId staff, gint64 *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &count_recovery);

    db_bind_int(query, staff.value);
    if (!db_step_one(query, "recovery codes", error))
        return FALSE;
    *ret = db_int(query, 0);
    return db_finish(query, error);
}
