/* SPDX-License-Identifier: Apache-2.0 */
/* The versions of the rules: who changed what, when and why; and the way back to one of them. */
#include "base/error.h"
#include "base/number.h"
#include "console/flash.h"
#include "console/routing-desk.h"
#include "views/routing-view.h"

gboolean
console_routing_history_list(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(GPtrArray) versions = routing_view_versions(visit->console->store, visit->actor, error);
    json_t *list;

    (void)data;
    if (versions == NULL)
        return FALSE;
    list = json_array();
    for (guint i = 0; i < versions->len; i++)
        part_add(list, routing_part_version(visit, g_ptr_array_index(versions, i)));
    return page_render(visit, "routing-versions", "routing",
                       json_pack("{s:o, s:s}", "versions", list, "list", "/routing"), error);
}

static gboolean
parse_number(HttpRequest *request, gint64 *ret, GError **error)
{
    if (number_parse_int64(http_request_parameter(request, "version"), 1, G_MAXINT32, ret, NULL))
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such version of the rules");
    return FALSE;
}

static json_t *
describe_rules(const RoutingDesk *desk, const RoutingList *list)
{
    json_t *rules = json_array();

    for (guint i = 0; i < list->rules->len; i++)
        part_add(rules, routing_part_rule(desk->visit, &desk->names, g_ptr_array_index(list->rules, i), i));
    return rules;
}

gboolean
console_routing_history_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(RoutingDesk) desk = { 0 };
    g_autoptr(RoutingView) view = NULL;
    g_autofree char *digest = NULL;
    gint64 number, in_force;

    (void)data;
    if (!parse_number(request, &number, error) || !routing_desk_open(&desk, request, response, error))
        return FALSE;
    view = routing_view_load(desk.visit->console->store, desk.visit->actor, number, error);
    if (view == NULL)
        return FALSE;
    in_force = routing_snapshot_number(desk.rules);
    digest = digest_to_hex(&view->version->digest);
    return page_render(desk.visit, "routing-version", "routing",
                       json_pack("{s:o, s:s, s:s, s:s, s:b, s:o, s:o, s:s?, s:I}", "version",
                                 routing_part_version(desk.visit, view->version), "digest", digest, "list", "/routing",
                                 "history", "/routing/versions", "in_force", number == in_force, "differences",
                                 routing_part_differences(desk.visit, &desk.names, view->before, view->list), "rules",
                                 describe_rules(&desk, view->list), "restore",
                                 desk.changes && number != in_force
                                     ? http_request_format(request, "/routing/versions/%d/restore", (int)number)
                                     : NULL,
                                 "base", (json_int_t)in_force),
                       error);
}

gboolean
console_routing_history_restore(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    const Mediation *mediation = visit->console->mediation;
    const Locale *locale = locales_find(mediation->locales, mediation->language);
    g_autofree char *comment = NULL;
    gint64 number, base = 0, now;

    (void)data;
    if (!parse_number(request, &number, error))
        return FALSE;
    number_parse_int64(console_field(visit, "base"), 0, G_MAXINT32, &base, NULL);
    comment = locale_fill(locale, SAY("Back to version {version}"), "version",
                          http_request_format(request, "%d", (int)number), NULL);
    if (!routing_restore(mediation->routing, visit->actor, base, number, comment, &now, error))
        return FALSE;
    flash_set(visit, "rules_saved", "version", http_request_format(request, "%d", (int)now));
    return http_response_redirect(response, "/routing");
}
