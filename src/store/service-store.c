/* SPDX-License-Identifier: Apache-2.0 */
#include "store/service-store.h"

#include "base/error.h"
#include "base/locale.h"

#define SERVICE_COLUMNS "id, code, name, unit, first_answer, resolution, basis, closed, sensitivity"
DB_STATEMENT(insert_service, "INSERT INTO services (" SERVICE_COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
                             " ON CONFLICT (code) DO NOTHING");
DB_STATEMENT(update_service, "UPDATE services SET name = $1, unit = $2, first_answer = $3, resolution = $4, basis = $5,"
                             " closed = $6, sensitivity = $7 WHERE id = $8");
DB_STATEMENT(load_service, "SELECT " SERVICE_COLUMNS " FROM services WHERE id = $1");
DB_STATEMENT(find_service, "SELECT " SERVICE_COLUMNS " FROM services WHERE code = $1");
DB_STATEMENT(list_services, "SELECT " SERVICE_COLUMNS " FROM services ORDER BY name, id");

static void
bind_what_changes(DbQuery *query, const Service *service)
{
    db_bind_text(query, service->name);
    db_bind_int(query, service->unit.value);
    db_bind_int(query, service->first_answer);
    db_bind_int(query, service->resolution);
    db_bind_text(query, service->basis);
    db_bind_int(query, service->closed);
    db_bind_int(query, service->sensitivity);
}

gboolean
service_store_insert(DbSession *session, const Service *service, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_service);

    db_bind_int(query, service->id.value);
    db_bind_text(query, service->code);
    bind_what_changes(query, service);
    if (!db_run(query, error))
        return FALSE;
    if (db_changes(session) == 1)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                SAY_NOOP("another service has this code already; choose another"));
    return FALSE;
}

gboolean
service_store_update(DbSession *session, const Service *service, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &update_service);

    bind_what_changes(query, service);
    db_bind_int(query, service->id.value);
    if (!db_run(query, error))
        return FALSE;
    if (db_changes(session) == 1)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, SAY_NOOP("there is no such service"));
    return FALSE;
}

static Service *
read_service(DbQuery *query)
{
    Service *service = g_new0(Service, 1);

    service->id.value = db_int(query, 0);
    service->code = db_dup_text(query, 1);
    service->name = db_dup_text(query, 2);
    service->unit.value = db_int(query, 3);
    service->first_answer = db_int(query, 4);
    service->resolution = db_int(query, 5);
    service->basis = db_dup_text(query, 6);
    service->closed = db_int(query, 7) != 0;
    service->sensitivity = (Sensitivity)CLAMP(db_int(query, 8), 0, SENSITIVITY_COUNT - 1);
    return service;
}

Service *
service_store_load(DbSession *session, ServiceId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_service);

    db_bind_int(query, id.value);
    return db_step_one(query, "service", error) ? read_service(query) : NULL;
}

Service *
service_store_find(DbSession *session, const char *code, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_service);
    g_autoptr(Service) service = NULL;

    db_bind_text(query, code);
    if (db_step(query))
        service = read_service(query);
    return db_finish(query, error) ? g_steal_pointer(&service) : NULL;
}

GPtrArray *
service_store_list(DbSession *session, GError **error)
{
    g_autoptr(GPtrArray) services = g_ptr_array_new_with_free_func((GDestroyNotify)service_free);
    g_autoptr(DbQuery) query = db_query(session, &list_services);

    while (db_step(query))
        g_ptr_array_add(services, read_service(query));
    return db_finish(query, error) ? g_steal_pointer(&services) : NULL;
}
