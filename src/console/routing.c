/* SPDX-License-Identifier: Apache-2.0 */
/* The rules of routing in their order, and what is done with them as a whole. */
#include <string.h>

#include "base/error.h"
#include "console/flash.h"
#include "console/routing-desk.h"

/* ---- the list ---- */

static json_t *
action(const RoutingDesk *desk, gboolean offered, const RoutingRule *rule, const char *what)
{
    return part_text(desk->changes && offered
                         ? http_request_format(desk->visit->request, "/routing/rules/%s%s", rule->id, what)
                         : NULL);
}

/* Why a rule will not do what it says; NULL: nothing is wrong. */
static char *
find_trouble(const RoutingDesk *desk, guint number)
{
    const RoutingList *list = desk->draft.list;
    const RoutingRule *rule = g_ptr_array_index(list->rules, number);
    guint shadow = routing_list_shadow(list, number);
    g_autoptr(GError) error = NULL;
    const char *field;

    if (rule->off)
        return NULL;
    if (!routing_check_names(desk->directory, rule, &field, &error)) {
        json_t *said = part_said(desk->visit, error);
        char *words = g_strdup(json_string_value(said));

        json_decref(said);
        return words;
    }
    if (shadow == G_MAXUINT)
        return NULL;
    return locale_fill(desk->visit->locale, SAY("Never decides: rule “{name}” above fits whenever this one does"),
                       "name", ((const RoutingRule *)g_ptr_array_index(list->rules, shadow))->name, NULL);
}

static json_t *
describe_rule(const RoutingDesk *desk, guint number)
{
    const GPtrArray *rules = desk->draft.list->rules;
    const RoutingRule *rule = g_ptr_array_index(rules, number);
    g_autofree char *trouble = find_trouble(desk, number);
    json_t *described = routing_part_rule(desk->visit, &desk->names, rule, number);

    part_set(described, "trouble", part_text(trouble));
    part_set(described, "edit", action(desk, TRUE, rule, ""));
    part_set(described, "up", action(desk, number > 0, rule, "/up"));
    part_set(described, "down", action(desk, number + 1 < rules->len, rule, "/down"));
    part_set(described, "switch", action(desk, TRUE, rule, "/switch"));
    part_set(described, "delete", action(desk, TRUE, rule, "/delete"));
    return described;
}

static json_t *
describe_rules(const RoutingDesk *desk)
{
    json_t *list = json_array();

    for (guint i = 0; i < desk->draft.list->rules->len; i++)
        part_add(list, describe_rule(desk, i));
    return list;
}

/* What she changed, and what came in between; null when she has no draft. */
static json_t *
describe_draft(const RoutingDesk *desk, const char *comment)
{
    gboolean stale = desk->draft.base != routing_snapshot_number(desk->rules);
    json_t *differences, *draft;

    if (!desk->draft.changed)
        return json_null();
    differences = routing_part_differences(desk->visit, &desk->names, routing_desk_in_force(desk), desk->draft.list);
    draft = json_pack("{s:I, s:o, s:s, s:o, s:s, s:b, s:s}", "count", (json_int_t)json_array_size(differences),
                      "differences", differences, "save", "/routing/save", "comment", part_text(comment), "discard",
                      "/routing/discard", "stale", stale, "keep", "/routing/keep");
    return draft;
}

static gboolean
show(const RoutingDesk *desk, const char *comment, json_t *errors, GError **error)
{
    json_t *page = json_pack("{s:o, s:o, s:o, s:o}", "errors", errors, "version",
                             routing_part_version(desk->visit, routing_snapshot_version(desk->rules)), "draft",
                             describe_draft(desk, comment), "rules", describe_rules(desk));

    part_set(page, "empty", json_boolean(desk->draft.list->rules->len == 0));
    part_set(page, "add", part_text(desk->changes ? "/routing/rules/new" : NULL));
    part_set(page, "history", part_text(routing_snapshot_number(desk->rules) > 0 ? "/routing/versions" : NULL));
    part_set(page, "try", json_string("/routing/try"));
    part_set(page, "replay", part_text(desk->changes ? "/routing/replay" : NULL));
    return page_render(desk->visit, "routing", "routing", page, error);
}

gboolean
console_routing_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(RoutingDesk) desk = { 0 };

    (void)data;
    return routing_desk_open(&desk, request, response, error) && show(&desk, "", json_null(), error);
}

/* ---- one rule ---- */

static RoutingRule *
find_rule(const RoutingDesk *desk, guint *ret_number, GError **error)
{
    RoutingRule *rule =
        routing_list_find(desk->draft.list, http_request_parameter(desk->visit->request, "rule"), ret_number);

    if (rule == NULL)
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such rule");
    return rule;
}

static gboolean
move(HttpRequest *request, HttpResponse *response, int by, GError **error)
{
    g_auto(RoutingDesk) desk = { 0 };
    const RoutingRule *rule;
    guint number;

    if (!routing_desk_open_to_change(&desk, request, response, error))
        return FALSE;
    rule = find_rule(&desk, &number, error);
    if (rule == NULL)
        return FALSE;
    routing_list_move(desk.draft.list, number, by);
    return routing_desk_keep(&desk, rule->id, error);
}

gboolean
console_routing_up(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)data;
    return move(request, response, -1, error);
}

gboolean
console_routing_down(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)data;
    return move(request, response, 1, error);
}

gboolean
console_routing_switch(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(RoutingDesk) desk = { 0 };
    RoutingRule *rule;
    guint number;

    (void)data;
    if (!routing_desk_open_to_change(&desk, request, response, error))
        return FALSE;
    rule = find_rule(&desk, &number, error);
    if (rule == NULL)
        return FALSE;
    rule->off = !rule->off;
    return routing_desk_keep(&desk, rule->id, error);
}

gboolean
console_routing_delete(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(RoutingDesk) desk = { 0 };
    const RoutingRule *rule;
    guint number;

    (void)data;
    if (!routing_desk_open_to_change(&desk, request, response, error))
        return FALSE;
    rule = find_rule(&desk, &number, error);
    if (rule == NULL)
        return FALSE;
    flash_set(desk.visit, "rule_deleted", "name", rule->name);
    g_ptr_array_remove_index(desk.draft.list->rules, number);
    return routing_desk_keep(&desk, NULL, error);
}

/* ---- the draft ---- */

gboolean
console_routing_save(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(RoutingDesk) desk = { 0 };
    g_autoptr(GError) trouble = NULL;
    const char *comment;
    gint64 number;

    (void)data;
    if (!routing_desk_open_to_change(&desk, request, response, error))
        return FALSE;
    comment = console_field(desk.visit, "comment");
    if (routing_save(desk.routing, desk.visit->actor, desk.draft.base, desk.draft.list, comment, &number, &trouble)) {
        flash_set(desk.visit, "rules_saved", "version", http_request_format(request, "%d", (int)number));
        return http_response_redirect(response, "/routing");
    }
    if (!page_comes_back(desk.visit, &trouble, error))
        return FALSE;
    /* Somebody may have saved since the desk was opened. */
    g_clear_pointer(&desk.rules, routing_snapshot_release);
    desk.rules = routing_snapshot(desk.routing);
    return show(&desk, comment, page_error_said(desk.visit, "comment", trouble), error);
}

gboolean
console_routing_discard(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);

    (void)data;
    if (!routing_draft_discard(visit->console->mediation->routing, visit->actor, error))
        return FALSE;
    flash_set(visit, "draft_discarded", NULL, NULL);
    return http_response_redirect(response, "/routing");
}

/* She has seen what others saved, and wants her rules to follow on theirs. */
gboolean
console_routing_keep(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(RoutingDesk) desk = { 0 };

    (void)data;
    if (!routing_desk_open_to_change(&desk, request, response, error))
        return FALSE;
    desk.draft.base = routing_snapshot_number(desk.rules);
    return routing_desk_keep(&desk, NULL, error);
}
