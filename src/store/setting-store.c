/* SPDX-License-Identifier: Apache-2.0 */
#include "store/setting-store.h"

DB_STATEMENT(get_setting, "SELECT value FROM settings WHERE name = $1");
DB_STATEMENT(set_setting, "INSERT INTO settings (name, value) VALUES ($1, $2)"
                          " ON CONFLICT (name) DO UPDATE SET value = excluded.value");
DB_STATEMENT(list_settings, "SELECT name, value FROM settings ORDER BY name");

void
setting_store_free(Setting *setting)
{
    g_free(setting->name);
    g_free(setting->value);
    g_free(setting);
}

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

GPtrArray *
setting_store_list(DbSession *session, GError **error)
{
    g_autoptr(GPtrArray) settings = g_ptr_array_new_with_free_func((GDestroyNotify)setting_store_free);
    g_autoptr(DbQuery) query = db_query(session, &list_settings);

    while (db_step(query)) {
        Setting *setting = g_new0(Setting, 1);

        setting->name = db_dup_text(query, 0);
        setting->value = db_dup_text(query, 1);
        g_ptr_array_add(settings, setting);
    }
    return db_finish(query, error) ? g_steal_pointer(&settings) : NULL;
}
