/* SPDX-License-Identifier: Apache-2.0 */
#include "store/notice-try-store.h"

DB_STATEMENT(find_heard, "SELECT heard FROM notice_tries WHERE id = $1");
DB_STATEMENT(
    set_heard,
    "INSERT INTO notice_tries (id, heard) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET heard = excluded.heard");
DB_STATEMENT(forget_notice, "DELETE FROM notice_tries WHERE id = $1");

gboolean
notice_try_store_heard(DbSession *session, gint64 id, guint *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_heard);

    db_bind_int(query, id);
    *ret = db_step(query) ? (guint)db_int(query, 0) : 0;
    return db_finish(query, error);
}

gboolean
notice_try_store_set_heard(DbSession *session, gint64 id, guint heard, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &set_heard);

    db_bind_int(query, id);
    db_bind_int(query, heard);
    return db_run(query, error);
}

gboolean
notice_try_store_forget(DbSession *session, gint64 id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &forget_notice);

    db_bind_int(query, id);
    return db_run(query, error);
}
