/* SPDX-License-Identifier: Apache-2.0 */
#include "store/unit-store.h"

#include "base/error.h"
#include "base/locale.h"

#define UNIT_COLUMNS "id, code, name, closed, calendar"
DB_STATEMENT(insert_unit,
             "INSERT INTO units (" UNIT_COLUMNS ") VALUES ($1, $2, $3, $4, $5) ON CONFLICT (code) DO NOTHING");
DB_STATEMENT(update_unit, "UPDATE units SET name = $1, closed = $2, calendar = $3 WHERE id = $4");
DB_STATEMENT(load_unit, "SELECT " UNIT_COLUMNS " FROM units WHERE id = $1");
DB_STATEMENT(find_unit, "SELECT " UNIT_COLUMNS " FROM units WHERE code = $1");
DB_STATEMENT(list_units, "SELECT " UNIT_COLUMNS " FROM units ORDER BY name, id");

gboolean
unit_store_insert(DbSession *session, const Unit *unit, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_unit);

    db_bind_int(query, unit->id.value);
    db_bind_text(query, unit->code);
    db_bind_text(query, unit->name);
    db_bind_int(query, unit->closed);
    db_bind_int(query, unit->calendar.value);
    if (!db_run(query, error))
        return FALSE;
    if (db_changes(session) == 1)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                SAY_NOOP("another unit has this code already; choose another"));
    return FALSE;
}

gboolean
unit_store_update(DbSession *session, const Unit *unit, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &update_unit);

    db_bind_text(query, unit->name);
    db_bind_int(query, unit->closed);
    db_bind_int(query, unit->calendar.value);
    db_bind_int(query, unit->id.value);
    if (!db_run(query, error))
        return FALSE;
    if (db_changes(session) == 1)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, SAY_NOOP("there is no such unit"));
    return FALSE;
}

static Unit *
read_unit(DbQuery *query)
{
    Unit *unit = g_new0(Unit, 1);

    unit->id.value = db_int(query, 0);
    unit->code = db_dup_text(query, 1);
    unit->name = db_dup_text(query, 2);
    unit->closed = db_int(query, 3) != 0;
    unit->calendar.value = db_int(query, 4);
    return unit;
}

Unit *
unit_store_load(DbSession *session, UnitId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_unit);

    db_bind_int(query, id.value);
    return db_step_one(query, "unit", error) ? read_unit(query) : NULL;
}

Unit *
unit_store_find(DbSession *session, const char *code, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_unit);
    g_autoptr(Unit) unit = NULL;

    db_bind_text(query, code);
    if (db_step(query))
        unit = read_unit(query);
    return db_finish(query, error) ? g_steal_pointer(&unit) : NULL;
}

GPtrArray *
unit_store_list(DbSession *session, GError **error)
{
    g_autoptr(GPtrArray) units = g_ptr_array_new_with_free_func((GDestroyNotify)unit_free);
    g_autoptr(DbQuery) query = db_query(session, &list_units);

    while (db_step(query))
        g_ptr_array_add(units, read_unit(query));
    return db_finish(query, error) ? g_steal_pointer(&units) : NULL;
}
