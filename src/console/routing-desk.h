/* SPDX-License-Identifier: Apache-2.0 */
/* console/routing-desk.h: what the pages of routing share: whose rules they show. */
#pragma once
#include "console/page.h"
#include "console/routing-part.h"

/* One visit to the rules: those of the visitor's draft when she may change them, else those in force. */
typedef struct {
    const ConsoleVisit *visit;
    Routing *routing;
    DirectorySnapshot *directory;
    RoutingSnapshot *rules; /* in force */
    RoutingNames names;
    RoutingDraft draft; /* list: what she works on */
    gboolean changes;   /* she may change the rules */
} RoutingDesk;
void routing_desk_clear(RoutingDesk *desk);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RoutingDesk, routing_desk_clear)

/* For who may see the rules. */
gboolean routing_desk_open(RoutingDesk *desk, HttpRequest *request, HttpResponse *response, GError **error);
/* For who may change them. */
gboolean routing_desk_open_to_change(RoutingDesk *desk, HttpRequest *request, HttpResponse *response, GError **error);
/* Keeps the changed list as her draft, and goes back to it; @id: of the rule to show first, NULL: the top. */
gboolean routing_desk_keep(RoutingDesk *desk, const char *id, GError **error);
const RoutingList *routing_desk_in_force(const RoutingDesk *desk);
