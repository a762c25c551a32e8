/* SPDX-License-Identifier: Apache-2.0 */
#include "console/routing-desk.h"

void
routing_desk_clear(RoutingDesk *desk)
{
    g_clear_pointer(&desk->directory, directory_snapshot_release);
    g_clear_pointer(&desk->rules, routing_snapshot_release);
    routing_draft_clear(&desk->draft);
}

const RoutingList *
routing_desk_in_force(const RoutingDesk *desk)
{
    return routing_engine_list(routing_snapshot_engine(desk->rules));
}

static void
sit_down(RoutingDesk *desk, HttpRequest *request, HttpResponse *response)
{
    desk->visit = console_visit(request, response);
    desk->routing = desk->visit->console->mediation->routing;
    desk->directory = directory_snapshot(desk->visit->console->mediation->directory);
    desk->rules = routing_snapshot(desk->routing);
    desk->names = routing_part_names(desk->directory);
    desk->changes = rights_may_anywhere(desk->visit->actor, ACTION_CHANGE_RULES);
}

gboolean
routing_desk_open(RoutingDesk *desk, HttpRequest *request, HttpResponse *response, GError **error)
{
    sit_down(desk, request, response);
    if (!rights_check_anywhere(desk->visit->actor, ACTION_SEE_RULES, error))
        return FALSE;
    if (desk->changes)
        return routing_draft_load(desk->routing, desk->visit->actor, &desk->draft, error);
    desk->draft.list = routing_list_copy(routing_desk_in_force(desk));
    desk->draft.base = routing_snapshot_number(desk->rules);
    return TRUE;
}

gboolean
routing_desk_open_to_change(RoutingDesk *desk, HttpRequest *request, HttpResponse *response, GError **error)
{
    sit_down(desk, request, response);
    return routing_draft_load(desk->routing, desk->visit->actor, &desk->draft, error);
}

gboolean
routing_desk_keep(RoutingDesk *desk, const char *id, GError **error)
{
    const char *path = id == NULL ? "/routing" : http_request_format(desk->visit->request, "/routing#rule-%s", id);

    return routing_draft_save(desk->routing, desk->visit->actor, desk->draft.base, desk->draft.list, error) &&
           http_response_redirect(desk->visit->response, path);
}
