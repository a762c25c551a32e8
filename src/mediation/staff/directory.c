/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/staff/directory-private.h"

#include <string.h>

#include "store/calendar-store.h"
#include "store/endpoint-store.h"
#include "store/service-store.h"
#include "store/unit-store.h"

struct DirectorySnapshot {
    gint references;
    GPtrArray *units;     /* Unit *, by name */
    GPtrArray *endpoints; /* Endpoint *, by URI */
    GPtrArray *moves;     /* Endpoint *: where they were */
    GPtrArray *services;  /* Service *, by name */
    GPtrArray *calendars; /* Calendar *, the body's own first */
    GHashTable *units_by_id, *endpoints_by_id, *endpoints_by_address;
};

/* ---- snapshots ---- */

static guint
hash_address(gconstpointer key)
{
    const Endpoint *endpoint = key;

    return g_str_hash(endpoint->channel) * 31 + g_str_hash(endpoint->uri);
}

static gboolean
same_address(gconstpointer a, gconstpointer b)
{
    const Endpoint *first = a, *second = b;

    return strcmp(first->uri, second->uri) == 0 && strcmp(first->channel, second->channel) == 0;
}

static int
by_uri(gconstpointer a, gconstpointer b)
{
    const Endpoint *first = *(Endpoint *const *)a, *second = *(Endpoint *const *)b;
    int order = strcmp(first->uri, second->uri);

    return order != 0 ? order : strcmp(first->channel, second->channel);
}

/* An address that is somebody's now is not what it was. */
static void
index_moves(DirectorySnapshot *snapshot)
{
    for (guint i = 0; i < snapshot->moves->len; i++) {
        Endpoint *before = snapshot->moves->pdata[i];
        Endpoint *now = g_hash_table_lookup(snapshot->endpoints_by_id, &before->id.value);

        if (now != NULL && !g_hash_table_contains(snapshot->endpoints_by_address, before))
            g_hash_table_insert(snapshot->endpoints_by_address, before, now);
    }
}

/* Takes over the lists. */
static DirectorySnapshot *
make_snapshot(GPtrArray *units, GPtrArray *endpoints, GPtrArray *moves, GPtrArray *services, GPtrArray *calendars)
{
    DirectorySnapshot *snapshot = g_new0(DirectorySnapshot, 1);

    snapshot->references = 1;
    snapshot->units = units;
    snapshot->endpoints = endpoints;
    snapshot->moves = moves;
    snapshot->services = services;
    snapshot->calendars = calendars;
    snapshot->units_by_id = g_hash_table_new(g_int64_hash, g_int64_equal);
    snapshot->endpoints_by_id = g_hash_table_new(g_int64_hash, g_int64_equal);
    snapshot->endpoints_by_address = g_hash_table_new(hash_address, same_address);
    for (guint i = 0; i < units->len; i++) {
        Unit *unit = units->pdata[i];

        g_hash_table_insert(snapshot->units_by_id, &unit->id.value, unit);
    }
    g_ptr_array_sort(endpoints, by_uri);
    for (guint i = 0; i < endpoints->len; i++) {
        Endpoint *endpoint = endpoints->pdata[i];

        g_hash_table_insert(snapshot->endpoints_by_id, &endpoint->id.value, endpoint);
        g_hash_table_insert(snapshot->endpoints_by_address, endpoint, endpoint);
    }
    index_moves(snapshot);
    return snapshot;
}

DirectorySnapshot *
directory_snapshot(Directory *directory)
{
    MUTEX_HELD(&directory->mutex);
    g_atomic_int_inc(&directory->current->references);
    return directory->current;
}

void
directory_snapshot_release(DirectorySnapshot *snapshot)
{
    if (!g_atomic_int_dec_and_test(&snapshot->references))
        return;
    g_hash_table_unref(snapshot->units_by_id);
    g_hash_table_unref(snapshot->endpoints_by_id);
    g_hash_table_unref(snapshot->endpoints_by_address);
    g_ptr_array_unref(snapshot->units);
    g_ptr_array_unref(snapshot->endpoints);
    g_ptr_array_unref(snapshot->moves);
    g_ptr_array_unref(snapshot->services);
    g_ptr_array_unref(snapshot->calendars);
    g_free(snapshot);
}

const Endpoint *
directory_find_endpoint(const DirectorySnapshot *snapshot, const char *channel, const char *uri)
{
    Endpoint wanted = { .channel = (char *)channel, .uri = (char *)uri };

    return g_hash_table_lookup(snapshot->endpoints_by_address, &wanted);
}

const Endpoint *
directory_get_endpoint(const DirectorySnapshot *snapshot, EndpointId id)
{
    return g_hash_table_lookup(snapshot->endpoints_by_id, &id.value);
}

const Endpoint *
directory_endpoint_for(const DirectorySnapshot *snapshot, const char *channel, UnitId unit)
{
    const Endpoint *any = NULL;

    for (guint i = 0; i < snapshot->endpoints->len; i++) {
        const Endpoint *endpoint = snapshot->endpoints->pdata[i];

        if (strcmp(endpoint->channel, channel) != 0)
            continue;
        if (endpoint->unit.value == unit.value)
            return endpoint;
        if (any == NULL)
            any = endpoint;
    }
    return any;
}

const Unit *
directory_get_unit(const DirectorySnapshot *snapshot, UnitId id)
{
    return g_hash_table_lookup(snapshot->units_by_id, &id.value);
}

const GPtrArray *
directory_units(const DirectorySnapshot *snapshot)
{
    return snapshot->units;
}

const GPtrArray *
directory_endpoints(const DirectorySnapshot *snapshot)
{
    return snapshot->endpoints;
}

/* A body has some dozen services. */
const Service *
directory_get_service(const DirectorySnapshot *snapshot, ServiceId id)
{
    for (guint i = 0; i < snapshot->services->len; i++) {
        const Service *service = snapshot->services->pdata[i];

        if (service->id.value == id.value)
            return service;
    }
    return NULL;
}

const Service *
directory_find_service(const DirectorySnapshot *snapshot, const char *code)
{
    for (guint i = 0; i < snapshot->services->len; i++) {
        const Service *service = snapshot->services->pdata[i];

        if (strcmp(service->code, code) == 0)
            return service;
    }
    return NULL;
}

const GPtrArray *
directory_services(const DirectorySnapshot *snapshot)
{
    return snapshot->services;
}

gboolean
directory_service_fits(const Service *service, UnitId unit)
{
    return !service->closed && (service->unit.value == 0 || service->unit.value == unit.value);
}

const Calendar *
directory_calendar(const DirectorySnapshot *snapshot, CalendarId id)
{
    for (guint i = 0; i < snapshot->calendars->len; i++) {
        const Calendar *calendar = snapshot->calendars->pdata[i];

        if (calendar->id.value == id.value)
            return calendar;
    }
    return snapshot->calendars->pdata[0];
}

const Calendar *
directory_calendar_of_unit(const DirectorySnapshot *snapshot, UnitId id)
{
    const Unit *unit = directory_get_unit(snapshot, id);

    return directory_calendar(snapshot, unit != NULL ? unit->calendar : (CalendarId){ 0 });
}

const Calendar *
directory_find_calendar(const DirectorySnapshot *snapshot, const char *code)
{
    for (guint i = 0; i < snapshot->calendars->len; i++) {
        const Calendar *calendar = snapshot->calendars->pdata[i];

        if (strcmp(calendar->code, code) == 0)
            return calendar;
    }
    return NULL;
}

const GPtrArray *
directory_calendars(const DirectorySnapshot *snapshot)
{
    return snapshot->calendars;
}

/* ---- the directory ---- */

static gboolean
read_snapshot(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(GPtrArray) units = unit_store_list(session, error);
    g_autoptr(GPtrArray) endpoints = units != NULL ? endpoint_store_list(session, error) : NULL;
    g_autoptr(GPtrArray) moves = endpoints != NULL ? endpoint_store_list_moves(session, error) : NULL;
    g_autoptr(GPtrArray) services = moves != NULL ? service_store_list(session, error) : NULL;
    g_autoptr(GPtrArray) calendars = services != NULL ? calendar_store_list(session, error) : NULL;

    if (calendars == NULL)
        return FALSE;
    *(DirectorySnapshot **)data =
        make_snapshot(g_steal_pointer(&units), g_steal_pointer(&endpoints), g_steal_pointer(&moves),
                      g_steal_pointer(&services), g_steal_pointer(&calendars));
    return TRUE;
}

gboolean
directory_reload(Directory *directory, GError **error)
{
    DirectorySnapshot *fresh = NULL, *old;

    MUTEX_HELD(&directory->reading);
    if (!store_read(directory->store, read_snapshot, &fresh, error)) {
        g_prefix_error(error, "reading units and addresses: ");
        return FALSE;
    }
    mutex_lock(&directory->mutex);
    old = directory->current;
    directory->current = fresh;
    mutex_unlock(&directory->mutex);
    if (old != NULL)
        directory_snapshot_release(old);
    return TRUE;
}

Directory *
directory_open(Store *store, GError **error)
{
    Directory *directory = g_new0(Directory, 1);

    directory->store = store;
    mutex_init(&directory->reading);
    mutex_init(&directory->mutex);
    if (!directory_reload(directory, error))
        g_clear_pointer(&directory, directory_close);
    return directory;
}

void
directory_close(Directory *directory)
{
    if (directory->current != NULL)
        directory_snapshot_release(directory->current);
    mutex_clear(&directory->reading);
    mutex_clear(&directory->mutex);
    g_free(directory);
}

gboolean
directory_is_endpoint(Directory *directory, const char *channel, const char *uri)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(directory);

    return directory_find_endpoint(snapshot, channel, uri) != NULL;
}
