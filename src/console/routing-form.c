/* SPDX-License-Identifier: Apache-2.0 */
/* One rule of routing, for people who do not program: what it asks, and what a case gets. */
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "console/routing-desk.h"
#include "mediation/routing/routing-gifts.h"
#include "model/person.h"

/* What the page shows, with what was typed where something was wrong. */
typedef struct {
    const RoutingDesk *desk;
    const RoutingRule *rule;
    const char *action;
    gboolean is_new;
} RuleForm;

/* ---- showing ---- */

static json_t *
join(const GPtrArray *list, const char *between)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < list->len; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? between : "", (const char *)g_ptr_array_index(list, i));
    return part_text(text->str);
}

static gboolean
is_in(const GPtrArray *list, const char *text)
{
    return g_ptr_array_find_with_equal_func((GPtrArray *)list, text, g_str_equal, NULL);
}

static json_t *
endpoint_boxes(const RuleForm *form)
{
    const GPtrArray *endpoints = directory_endpoints(form->desk->directory);
    json_t *list = json_array();

    for (guint i = 0; i < endpoints->len; i++) {
        const Endpoint *endpoint = g_ptr_array_index(endpoints, i);
        json_t *box =
            part_option(endpoint->uri, identity_address(endpoint->uri), is_in(form->rule->endpoints, endpoint->uri));

        part_set(box, "index", json_integer(i));
        part_add(list, box);
    }
    return list;
}

static json_t *
service_boxes(const RuleForm *form)
{
    const GPtrArray *services = directory_services(form->desk->directory);
    json_t *list = json_array();

    for (guint i = 0; i < services->len; i++) {
        const Service *service = g_ptr_array_index(services, i);
        json_t *box;

        if (service->closed && !is_in(form->rule->services, service->code))
            continue;
        box = part_option(service->code, service->name, is_in(form->rule->services, service->code));
        part_set(box, "index", json_integer(i));
        part_add(list, box);
    }
    return part_list(list);
}

static json_t *
unit_options(const RuleForm *form)
{
    const GPtrArray *units = directory_units(form->desk->directory);
    json_t *list = json_array();

    for (guint i = 0; i < units->len; i++) {
        const Unit *unit = g_ptr_array_index(units, i);
        gboolean chosen = strcmp(unit->code, form->rule->unit) == 0;

        if (!unit->closed || chosen)
            part_add(list, part_option(unit->code, unit->name, chosen));
    }
    return list;
}

static json_t *
service_options(const RuleForm *form)
{
    const GPtrArray *services = directory_services(form->desk->directory);
    json_t *list = json_array();

    for (guint i = 0; i < services->len; i++) {
        const Service *service = g_ptr_array_index(services, i);
        gboolean chosen = strcmp(service->code, form->rule->service) == 0;

        if (!service->closed || chosen)
            part_add(list, part_option(service->code, service->name, chosen));
    }
    return list;
}

static json_t *
template_options(const RuleForm *form, const RoutingGifts *gifts)
{
    json_t *list = json_array();

    for (guint i = 0; i < gifts->templates->len; i++) {
        const TemplateRow *row = g_ptr_array_index(gifts->templates, i);

        part_add(list, part_option(row->code, row->name, strcmp(row->code, form->rule->template) == 0));
    }
    return part_list(list);
}

static gboolean
gives_tag(const RoutingRule *rule, const char *name)
{
    for (guint i = 0; i < rule->tags->len; i++)
        if (g_ascii_strcasecmp(g_ptr_array_index(rule->tags, i), name) == 0)
            return TRUE;
    return FALSE;
}

static json_t *
tag_boxes(const RuleForm *form, const RoutingGifts *gifts)
{
    json_t *list = json_array();

    for (guint i = 0; i < gifts->tags->len; i++) {
        const Tag *tag = g_ptr_array_index(gifts->tags, i);
        json_t *box;

        if (tag->closed && !gives_tag(form->rule, tag->name))
            continue;
        box = part_option(tag->name, tag->name, gives_tag(form->rule, tag->name));
        part_set(box, "index", json_integer(i));
        part_add(list, box);
    }
    return part_list(list);
}

/* Few conditions are asked often; the others are folded away until one of them is used. */
static gboolean
asks_more(const RoutingRule *rule)
{
    return rule->no_words->len > 0 || rule->labels->len > 0 || rule->services->len > 0 || rule->senders->len > 0 ||
           rule->sender != ROUTING_ANY_SENDER || rule->way != ROUTING_ANY_WAY || rule->hours != ROUTING_ANY_TIME;
}

static json_t *
describe(const RuleForm *form, const RoutingGifts *gifts)
{
    const RoutingRule *rule = form->rule;
    const char *priority =
        rule->priority == ROUTING_NO_PRIORITY ? NULL : case_priority_name((CasePriority)rule->priority);
    json_t *described = json_pack(
        "{s:b, s:s, s:s, s:o, s:b, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:b}", "is_new", form->is_new, "action",
        form->action, "list", "/routing", "name", part_text(rule->name), "off", rule->off, "place",
        part_flag(routing_rule_place_name(rule->place)), "any_words", join(rule->any_words, "\n"), "all_words",
        join(rule->all_words, "\n"), "no_words", join(rule->no_words, "\n"), "languages", join(rule->languages, ", "),
        "labels", join(rule->labels, ", "), "senders", join(rule->senders, "\n"), "more", asks_more(rule));

    part_set(described, "sender", part_flag(routing_rule_sender_name(rule->sender)));
    part_set(described, "way", part_flag(routing_rule_way_name(rule->way)));
    part_set(described, "hours", part_flag(routing_rule_hours_name(rule->hours)));
    part_set(described, "endpoints", endpoint_boxes(form));
    part_set(described, "asked_services", service_boxes(form));
    part_set(described, "units", unit_options(form));
    part_set(described, "services", service_options(form));
    part_set(described, "priority", part_flag(priority));
    part_set(described, "templates", template_options(form, gifts));
    part_set(described, "tags", tag_boxes(form, gifts));
    return described;
}

static gboolean
show(const RuleForm *form, json_t *errors, GError **error)
{
    g_autoptr(RoutingGifts) gifts = routing_gifts_load(form->desk->routing, form->desk->visit->actor, error);

    if (gifts == NULL) {
        json_decref(errors);
        return FALSE;
    }
    return page_render(form->desk->visit, "routing-rule", "routing",
                       json_pack("{s:o, s:o}", "errors", errors, "rule_form", describe(form, gifts)), error);
}

gboolean
console_routing_form_new(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(RoutingDesk) desk = { 0 };
    g_autoptr(RoutingRule) rule = routing_rule_new();

    (void)data;
    return routing_desk_open_to_change(&desk, request, response, error) &&
           show(&(RuleForm){ &desk, rule, "/routing/rules/new", TRUE }, json_null(), error);
}

static RoutingRule *
find_rule(const RoutingDesk *desk, guint *ret_number, GError **error)
{
    RoutingRule *rule =
        routing_list_find(desk->draft.list, http_request_parameter(desk->visit->request, "rule"), ret_number);

    if (rule == NULL)
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such rule");
    return rule;
}

gboolean
console_routing_form_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(RoutingDesk) desk = { 0 };
    const RoutingRule *rule;
    guint number;

    (void)data;
    if (!routing_desk_open_to_change(&desk, request, response, error))
        return FALSE;
    rule = find_rule(&desk, &number, error);
    return rule != NULL &&
           show(&(RuleForm){ &desk, rule, http_request_format(request, "/routing/rules/%s", rule->id), FALSE },
                json_null(), error);
}

/* ---- reading what was sent ---- */

static void
set_text(char **text, const char *typed)
{
    g_free(*text);
    *text = text_one_line(typed, strlen(typed), 4 * ROUTING_NAME_MAX);
}

static void
set_lines(GPtrArray *list, const char *typed)
{
    g_ptr_array_set_size(list, 0);
    routing_rule_add_lines(list, typed);
}

/* "de, pl" as well as one on each line. */
static void
set_entries(GPtrArray *list, const char *typed)
{
    g_autofree char *lines = g_strdup(typed);

    set_lines(list, g_strdelimit(lines, ", \t;", '\n'));
}

static void
set_chosen(GPtrArray *list, const ConsoleVisit *visit, const char *field)
{
    g_autoptr(GPtrArray) chosen = http_request_fields(visit->request, field);

    g_ptr_array_set_size(list, 0);
    for (guint i = 0; i < chosen->len; i++)
        routing_rule_add_lines(list, g_ptr_array_index(chosen, i));
}

static void
read_conditions(RoutingRule *rule, const ConsoleVisit *visit)
{
    g_autofree char *senders = g_ascii_strdown(console_field(visit, "senders"), -1);

    set_lines(rule->any_words, console_field(visit, "any_words"));
    set_lines(rule->all_words, console_field(visit, "all_words"));
    set_lines(rule->no_words, console_field(visit, "no_words"));
    set_entries(rule->languages, console_field(visit, "languages"));
    set_entries(rule->labels, console_field(visit, "labels"));
    set_entries(rule->senders, senders);
    set_chosen(rule->endpoints, visit, "endpoint");
    set_chosen(rule->services, visit, "asked_service");
    routing_rule_place_parse(console_field(visit, "place"), &rule->place);
    routing_rule_sender_parse(console_field(visit, "sender"), &rule->sender);
    routing_rule_way_parse(console_field(visit, "way"), &rule->way);
    routing_rule_hours_parse(console_field(visit, "hours"), &rule->hours);
}

/* Into a copy, so that what is no part of the form stays. */
static void
read_form(RoutingRule *rule, const ConsoleVisit *visit)
{
    CasePriority priority;

    set_text(&rule->name, console_field(visit, "name"));
    rule->off = *console_field(visit, "off") != '\0';
    read_conditions(rule, visit);
    set_text(&rule->unit, console_field(visit, "unit"));
    set_text(&rule->service, console_field(visit, "service"));
    set_text(&rule->template, console_field(visit, "template"));
    set_chosen(rule->tags, visit, "tag");
    rule->priority =
        case_priority_parse(console_field(visit, "priority"), &priority) ? (int)priority : ROUTING_NO_PRIORITY;
}

/* What is wrong with it is answered at once. */
static gboolean
accept(const RuleForm *form, gboolean *ret_accepted, GError **error)
{
    const RoutingRule *rule = form->rule;
    g_autoptr(RoutingGifts) gifts = routing_gifts_load(form->desk->routing, form->desk->visit->actor, error);
    g_autoptr(GError) trouble = NULL;
    const char *field;

    if (gifts == NULL)
        return FALSE;
    *ret_accepted = routing_rule_check(rule, &field, &trouble) &&
                    (rule->off || (routing_check_names(form->desk->directory, rule, &field, &trouble) &&
                                   routing_gifts_check(gifts, rule, &field, &trouble)));
    if (*ret_accepted)
        return TRUE;
    http_response_set_status(form->desk->visit->response, 422);
    return show(form, page_error_said(form->desk->visit, field, trouble), error);
}

gboolean
console_routing_form_add(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(RoutingDesk) desk = { 0 };
    g_autoptr(RoutingRule) rule = routing_rule_new();
    const char *id;
    gboolean accepted;

    (void)data;
    if (!routing_desk_open_to_change(&desk, request, response, error))
        return FALSE;
    read_form(rule, desk.visit);
    g_free(rule->id);
    rule->id = routing_list_free_id(desk.draft.list, rule->name);
    if (!accept(&(RuleForm){ &desk, rule, "/routing/rules/new", TRUE }, &accepted, error))
        return FALSE;
    if (!accepted)
        return TRUE;
    id = rule->id;
    g_ptr_array_add(desk.draft.list->rules, g_steal_pointer(&rule));
    return routing_desk_keep(&desk, id, error);
}

gboolean
console_routing_form_change(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(RoutingDesk) desk = { 0 };
    g_autoptr(RoutingRule) changed = NULL;
    const RoutingRule *rule;
    const char *id;
    gboolean accepted;
    guint number;

    (void)data;
    if (!routing_desk_open_to_change(&desk, request, response, error))
        return FALSE;
    rule = find_rule(&desk, &number, error);
    if (rule == NULL)
        return FALSE;
    changed = routing_rule_copy(rule);
    read_form(changed, desk.visit);
    if (!accept(&(RuleForm){ &desk, changed, http_request_format(request, "/routing/rules/%s", rule->id), FALSE },
                &accepted, error))
        return FALSE;
    if (!accepted)
        return TRUE;
    id = changed->id;
    routing_rule_free(g_ptr_array_index(desk.draft.list->rules, number));
    desk.draft.list->rules->pdata[number] = g_steal_pointer(&changed);
    return routing_desk_keep(&desk, id, error);
}
