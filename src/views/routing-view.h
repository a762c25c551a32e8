/* SPDX-License-Identifier: Apache-2.0 */
/* views/routing-view.h: the versions of the rules of routing, for who may see them. Each call blocks on a read. */
#pragma once
#include "model/actor.h"
#include "policy/routing-list.h"
#include "store/routing-store.h"
#include "store/store.h"

#define ROUTING_VIEW_VERSIONS 200 /* the newest */

/* RoutingVersion *, newest first, without their rules. */
GPtrArray *routing_view_versions(Store *store, const Actor *actor, GError **error);

typedef struct {
    RoutingVersion *version;
    RoutingList *list, *before; /* before: of the version that it replaced; an empty one for the first */
} RoutingView;
void routing_view_free(RoutingView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RoutingView, routing_view_free)

/* TRIBUNE_ERROR_NOT_FOUND when there is no version @number. */
RoutingView *routing_view_load(Store *store, const Actor *actor, gint64 number, GError **error);
