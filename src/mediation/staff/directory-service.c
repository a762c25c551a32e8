/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "base/locale.h"
#include "base/text.h"
#include "mediation/name.h"
#include "mediation/staff/directory-private.h"
#include "store/service-store.h"
#include "store/unit-store.h"

typedef struct {
    Directory *directory;
    const Actor *actor;
    const Service *service; /* what it shall be */
    gboolean closed;
} ServiceChange;

/* The first code like @name that no service has, or NULL. */
static char *
free_code(DbSession *session, const char *name, GError **error)
{
    for (guint number = 1;; number++) {
        g_autofree char *code = code_make(name, "service", number);
        g_autoptr(GError) trouble = NULL;
        g_autoptr(Service) taken = service_store_find(session, code, &trouble);

        if (trouble != NULL) {
            g_propagate_error(error, g_steal_pointer(&trouble));
            return NULL;
        }
        if (taken == NULL && strcmp(code, "new") != 0) /* a page of its own */
            return g_steal_pointer(&code);
    }
}

static gboolean
check_unit(DbSession *session, UnitId id, GError **error)
{
    g_autoptr(Unit) unit = id.value == 0 ? NULL : unit_store_load(session, id, error);

    if (id.value != 0 && unit == NULL)
        return FALSE;
    return unit == NULL || !unit->closed ||
           directory_refuse(error, SAY_NOOP("this unit is closed; choose another, or reopen it first"));
}

static json_t *
describe(const Service *service)
{
    return json_pack("{s:s, s:I, s:I, s:I, s:s, s:s}", "name", service->name, "unit", (json_int_t)service->unit.value,
                     "first_answer", (json_int_t)service->first_answer, "resolution", (json_int_t)service->resolution,
                     "basis", service->basis, "sensitivity", sensitivity_name(service->sensitivity));
}

static gboolean
insert_service(DbSession *session, gpointer data, GError **error)
{
    const ServiceChange *change = data;
    Service added = *change->service;
    g_autofree char *made = added.code == NULL ? free_code(session, added.name, error) : NULL;
    json_t *detail;

    if (added.code == NULL && (added.code = made) == NULL)
        return FALSE;
    if (!check_unit(session, added.unit, error) || !service_store_insert(session, &added, error))
        return FALSE;
    detail = describe(&added);
    json_object_set_new(detail, "change", json_string("added"));
    json_object_set_new(detail, "code", json_string(added.code));
    return directory_record(change->directory, session, change->actor, EVENT_SERVICE_CHANGED, added.id.value, detail,
                            error);
}

static gboolean
check_minutes(gint64 minutes, GError **error)
{
    return (minutes >= 0 && minutes <= SERVICE_MINUTES_MAX) ||
           directory_refuse(error, SAY_NOOP("a promise is at most two years of working time"));
}

/* What was typed, as it is kept: a new service without code, NULL with a sentence. */
static Service *
clean(const Service *typed, GError **error)
{
    g_autoptr(Service) service = g_new0(Service, 1);

    *service = (Service){ .id = typed->id,
                          .unit = typed->unit,
                          .first_answer = typed->first_answer,
                          .resolution = typed->resolution,
                          .sensitivity = typed->sensitivity,
                          .name = name_clean(typed->name, error) };
    if (service->name == NULL || !check_minutes(typed->first_answer, error) || !check_minutes(typed->resolution, error))
        return NULL;
    service->basis = text_one_line(typed->basis, strlen(typed->basis), SERVICE_BASIS_MAX + 1);
    if (g_utf8_strlen(service->basis, -1) <= SERVICE_BASIS_MAX)
        return g_steal_pointer(&service);
    directory_refuse(error, SAY_NOOP("the rule behind the promise is longer than 200 characters; shorten it"));
    return NULL;
}

gboolean
directory_add_service(Directory *directory, const Actor *actor, const Service *service, ServiceId *ret, GError **error)
{
    g_autoptr(Service) added = clean(service, error);
    ServiceChange change = { directory, actor, added, FALSE };

    if (added == NULL)
        return FALSE;
    if (service->code != NULL && !code_is_valid(service->code))
        return directory_refuse(error, SAY_NOOP("write the code with 1 to 32 small letters, digits and hyphens"));
    added->id.value = id_next();
    added->code = g_strdup(service->code);
    if (!directory_run(directory, actor, ACTION_MANAGE_PROMISES, insert_service, &change, error))
        return FALSE;
    *ret = added->id;
    return TRUE;
}

static gboolean
update_service(DbSession *session, gpointer data, GError **error)
{
    const ServiceChange *change = data;
    g_autoptr(Service) before = service_store_load(session, change->service->id, error);
    Service after;
    json_t *from, *to;

    if (before == NULL)
        return FALSE;
    after = *change->service;
    after.closed = before->closed;
    if (after.unit.value != before->unit.value && !check_unit(session, after.unit, error))
        return FALSE;
    from = describe(before);
    to = describe(&after);
    if (json_equal(from, to)) {
        json_decref(from);
        json_decref(to);
        return TRUE;
    }
    return directory_record(change->directory, session, change->actor, EVENT_SERVICE_CHANGED, after.id.value,
                            json_pack("{s:s, s:o, s:o}", "change", "changed", "from", from, "to", to), error) &&
           service_store_update(session, &after, error);
}

gboolean
directory_change_service(Directory *directory, const Actor *actor, const Service *service, GError **error)
{
    g_autoptr(Service) wanted = clean(service, error);
    ServiceChange change = { directory, actor, wanted, FALSE };

    return wanted != NULL && directory_run(directory, actor, ACTION_MANAGE_PROMISES, update_service, &change, error);
}

static gboolean
close_service(DbSession *session, gpointer data, GError **error)
{
    const ServiceChange *change = data;
    g_autoptr(Service) service = service_store_load(session, change->service->id, error);

    if (service == NULL)
        return FALSE;
    if (service->closed == change->closed)
        return TRUE;
    service->closed = change->closed;
    return service_store_update(session, service, error) &&
           directory_record(change->directory, session, change->actor, EVENT_SERVICE_CHANGED, service->id.value,
                            json_pack("{s:s}", "change", service->closed ? "closed" : "reopened"), error);
}

gboolean
directory_close_service(Directory *directory, const Actor *actor, ServiceId id, GError **error)
{
    ServiceChange change = { directory, actor, &(Service){ .id = id }, TRUE };

    return directory_run(directory, actor, ACTION_MANAGE_PROMISES, close_service, &change, error);
}

gboolean
directory_reopen_service(Directory *directory, const Actor *actor, ServiceId id, GError **error)
{
    ServiceChange change = { directory, actor, &(Service){ .id = id }, FALSE };

    return directory_run(directory, actor, ACTION_MANAGE_PROMISES, close_service, &change, error);
}
