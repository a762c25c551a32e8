/* SPDX-License-Identifier: Apache-2.0 */
#include "views/routing-view.h"

#include <string.h>

#include "model/rights.h"

static gboolean
list_versions(DbSession *session, gpointer data, GError **error)
{
    GPtrArray **versions = data;

    *versions = routing_store_list(session, ROUTING_VIEW_VERSIONS, error);
    return *versions != NULL;
}

GPtrArray *
routing_view_versions(Store *store, const Actor *actor, GError **error)
{
    GPtrArray *versions = NULL;

    return rights_check_anywhere(actor, ACTION_SEE_RULES, error) && store_read(store, list_versions, &versions, error)
               ? versions
               : NULL;
}

void
routing_view_free(RoutingView *view)
{
    g_clear_pointer(&view->version, routing_store_version_free);
    g_clear_pointer(&view->list, routing_list_free);
    g_clear_pointer(&view->before, routing_list_free);
    g_free(view);
}

typedef struct {
    gint64 number;
    RoutingView *view;
} Loading;

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    const Loading *loading = data;
    RoutingView *view = loading->view;
    g_autoptr(RoutingVersion) before = NULL;

    view->version = routing_store_load(session, loading->number, error);
    if (view->version == NULL)
        return FALSE;
    view->list = routing_list_parse(view->version->rules, strlen(view->version->rules), error);
    if (view->list == NULL || loading->number == 1) {
        view->before = routing_list_new();
        return view->list != NULL;
    }
    before = routing_store_load(session, loading->number - 1, error);
    view->before = before == NULL ? NULL : routing_list_parse(before->rules, strlen(before->rules), error);
    return view->before != NULL;
}

RoutingView *
routing_view_load(Store *store, const Actor *actor, gint64 number, GError **error)
{
    g_autoptr(RoutingView) view = g_new0(RoutingView, 1);
    Loading loading = { number, view };

    return rights_check_anywhere(actor, ACTION_SEE_RULES, error) && store_read(store, load, &loading, error)
               ? g_steal_pointer(&view)
               : NULL;
}
