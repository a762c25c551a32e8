/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/routing/routing-private.h"

#include <string.h>

struct RoutingSnapshot {
    gint references;
    RoutingVersion *version; /* NULL: none was saved */
    RoutingEngine *engine;
};

/* ---- snapshots ---- */

RoutingSnapshot *
routing_snapshot(Routing *routing)
{
    MUTEX_HELD(&routing->mutex);
    g_atomic_int_inc(&routing->current->references);
    return routing->current;
}

void
routing_snapshot_release(RoutingSnapshot *snapshot)
{
    if (!g_atomic_int_dec_and_test(&snapshot->references))
        return;
    g_clear_pointer(&snapshot->version, routing_store_version_free);
    routing_engine_free(snapshot->engine);
    g_free(snapshot);
}

gint64
routing_snapshot_number(const RoutingSnapshot *snapshot)
{
    return snapshot->version != NULL ? snapshot->version->number : 0;
}

const RoutingEngine *
routing_snapshot_engine(const RoutingSnapshot *snapshot)
{
    return snapshot->engine;
}

const RoutingVersion *
routing_snapshot_version(const RoutingSnapshot *snapshot)
{
    return snapshot->version;
}

/* Takes over @version. */
static RoutingSnapshot *
make_snapshot(RoutingVersion *version, GError **error)
{
    g_autoptr(RoutingList) list =
        version == NULL ? routing_list_new() : routing_list_parse(version->rules, strlen(version->rules), error);
    RoutingSnapshot *snapshot;

    if (list == NULL) {
        routing_store_version_free(version);
        return NULL;
    }
    snapshot = g_new0(RoutingSnapshot, 1);
    snapshot->references = 1;
    snapshot->version = version;
    snapshot->engine = routing_engine_new(list);
    if (version != NULL)
        g_clear_pointer(&version->rules, g_free);
    return snapshot;
}

/* ---- reading ---- */

static gboolean
read_last(DbSession *session, gpointer data, GError **error)
{
    RoutingVersion **version = data;
    GError *trouble = NULL;

    *version = routing_store_last(session, &trouble);
    if (trouble != NULL)
        g_propagate_error(error, trouble);
    return trouble == NULL;
}

gboolean
routing_reload(Routing *routing, GError **error)
{
    RoutingVersion *version = NULL;
    RoutingSnapshot *fresh, *old;

    MUTEX_HELD(&routing->reading);
    fresh = store_read(routing->store, read_last, &version, error) ? make_snapshot(version, error) : NULL;
    if (fresh == NULL) {
        g_prefix_error(error, "reading the rules of routing: ");
        return FALSE;
    }
    mutex_lock(&routing->mutex);
    old = routing->current;
    routing->current = fresh;
    mutex_unlock(&routing->mutex);
    if (old != NULL)
        routing_snapshot_release(old);
    return TRUE;
}

Routing *
routing_open(Store *store, Directory *directory, GError **error)
{
    Routing *routing = g_new0(Routing, 1);

    routing->store = store;
    routing->directory = directory;
    mutex_init(&routing->reading);
    mutex_init(&routing->mutex);
    if (!routing_reload(routing, error))
        g_clear_pointer(&routing, routing_close);
    return routing;
}

void
routing_close(Routing *routing)
{
    if (routing->current != NULL)
        routing_snapshot_release(routing->current);
    mutex_clear(&routing->reading);
    mutex_clear(&routing->mutex);
    g_free(routing);
}
