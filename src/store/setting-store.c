/* SPDX-License-Identifier: Apache-2.0 */
#include "store/setting-store.h"

DB_STATEMENT(get_setting, "SELECT value FROM settings WHERE name = $1");
DB_STATEMENT(set_setting, "INSERT INTO settings (name, value) VALUES ($1, $2)"
                          " ON CONFLICT (name) DO UPDATE SET value = excluded.value");
DB_STATEMENT(insert_probe, "INSERT INTO settings (name, value) VALUES ($1, '')");
DB_STATEMENT(delete_probe, "DELETE FROM settings WHERE name = $1");

#define PROBE "health.probe"

char *
setting_store_get(DbSession *session, const char *name, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &get_setting);
    g_autofree char *value = NULL;

    db_bind_text(query, name);
    if (db_step(query))
        value = db_dup_text(query, 0);
    return db_finish(query, error) ? g_steal_pointer(&value) : NULL;
}

gboolean
setting_store_set(DbSession *session, const char *name, const char *value, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &set_setting);

    db_bind_text(query, name);
    db_bind_text(query, value);
    return db_run(query, error);
}

static gboolean
run_probe(DbSession *session, const DbStatement *statement, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, statement);

    db_bind_text(query, PROBE);
    return db_run(query, error);
}

gboolean
setting_store_probe(DbSession *session, GError **error)
{
    return run_probe(session, &insert_probe, error) && run_probe(session, &delete_probe, error);
}
