/* SPDX-License-Identifier: Apache-2.0 */
/* What the rules would do: with a message that somebody types, and with the messages of the last cases. */
#include <string.h>

#include "base/text.h"
#include "console/routing-desk.h"
#include "mediation/routing/routing-replay.h"
#include "model/person.h"

#define REPLAY_TIME    (20 * CLOCK_SECOND)
#define TRY_TEXT_SHOWN (64 * 1024) /* bytes of what was typed that come back in the form */

/* ---- a message that is typed ---- */

static Message *
typed_message(const RoutingDesk *desk)
{
    const ConsoleVisit *visit = desk->visit;
    const char *subject = console_field(visit, "subject"), *sender = console_field(visit, "sender");
    const GPtrArray *endpoints = directory_endpoints(desk->directory);
    Message *message = g_new0(Message, 1);

    message->channel = g_strdup("");
    message->external_id = g_strdup("");
    message->sender = *sender != '\0' ? g_strconcat("address:", sender, NULL) : g_strdup("");
    message->sender_name = g_strdup("");
    message->subject = text_one_line(subject, strlen(subject), 500);
    message->preview = g_strdup("");
    message->language = g_strdup(console_field(visit, "language"));
    for (guint i = 0; i < endpoints->len; i++) {
        const Endpoint *endpoint = g_ptr_array_index(endpoints, i);

        if (strcmp(endpoint->uri, console_field(visit, "endpoint")) == 0)
            message->endpoint = endpoint->id;
    }
    return message;
}

static RoutingMaterial *
typed_material(const RoutingDesk *desk)
{
    g_autoptr(Message) message = typed_message(desk);
    const char *text = console_field(desk->visit, "text");
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_autoptr(MessagePart) part = message_part_new(PART_TEXT, "text/plain", NULL, bytes);
    g_autoptr(GPtrArray) labels = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *lines = g_strdup(console_field(desk->visit, "labels"));
    RoutingMaterial *material;

    routing_rule_add_lines(labels, g_strdelimit(lines, ", ", '\n'));
    g_ptr_array_add(labels, NULL);
    material = routing_decision_material(desk->visit->console->mediation, message, part,
                                         (const char *const *)labels->pdata, console_field(desk->visit, "service"));
    routing_rule_sender_parse(console_field(desk->visit, "sender_is"), &material->sender_is);
    routing_rule_hours_parse(console_field(desk->visit, "hours"), &material->hours);
    return material;
}

/* Every rule that was asked: what it found, and whether it decides. */
static json_t *
describe_asked(const RoutingDesk *desk, const RoutingMaterial *material, const RoutingEngine *engine, guint decides)
{
    const GPtrArray *rules = routing_engine_list(engine)->rules;
    json_t *list = json_array();

    for (guint i = 0; i < rules->len && (decides == G_MAXUINT || i <= decides); i++) {
        const RoutingRule *rule = g_ptr_array_index(rules, i);
        g_autoptr(GPtrArray) reasons = routing_decision_explain(material, engine, i);

        part_add(list, json_pack("{s:i, s:s, s:o, s:b, s:b, s:o}", "number", (int)i + 1, "id", rule->id, "name",
                                 part_text(rule->name), "off", rule->off, "decides", i == decides, "reasons",
                                 routing_part_reasons(desk->visit, &desk->names, reasons)));
    }
    return list;
}

static json_t *
describe_result(const RoutingDesk *desk)
{
    g_autoptr(RoutingMaterial) material = typed_material(desk);
    g_autoptr(RoutingEngine) engine = routing_engine_new(desk->draft.list);
    RoutingDecision decision = routing_decision_make(material, engine);
    const RoutingRule *rule =
        decision.rule == G_MAXUINT ? NULL : g_ptr_array_index(desk->draft.list->rules, decision.rule);
    g_autofree char *outcome =
        routing_part_outcome(desk->visit, desk->directory, decision.unit, decision.service, decision.priority);

    return json_pack("{s:o, s:o, s:o, s:b, s:o}", "number",
                     rule != NULL ? json_integer(decision.rule + 1) : json_null(), "rule",
                     part_text(rule != NULL ? rule->name : NULL), "outcome", part_text(outcome), "unusable",
                     decision.unusable, "asked", describe_asked(desk, material, engine, decision.rule));
}

static json_t *
endpoint_options(const RoutingDesk *desk)
{
    const GPtrArray *endpoints = directory_endpoints(desk->directory);
    const char *chosen = console_field(desk->visit, "endpoint");
    json_t *list = json_array();

    for (guint i = 0; i < endpoints->len; i++) {
        const Endpoint *endpoint = g_ptr_array_index(endpoints, i);

        part_add(list, part_option(endpoint->uri, identity_address(endpoint->uri), strcmp(endpoint->uri, chosen) == 0));
    }
    return list;
}

static json_t *
service_options(const RoutingDesk *desk)
{
    const GPtrArray *services = directory_services(desk->directory);
    const char *chosen = console_field(desk->visit, "service");
    json_t *list = json_array();

    for (guint i = 0; i < services->len; i++) {
        const Service *service = g_ptr_array_index(services, i);

        if (!service->closed)
            part_add(list, part_option(service->code, service->name, strcmp(service->code, chosen) == 0));
    }
    return part_list(list);
}

static gboolean
show_try(const RoutingDesk *desk, json_t *result, GError **error)
{
    const ConsoleVisit *visit = desk->visit;
    const char *sender_is = console_field(visit, "sender_is"), *hours = console_field(visit, "hours"),
               *text = console_field(visit, "text");
    g_autofree char *shown = text_clean(text, MIN(strlen(text), TRY_TEXT_SHOWN));
    json_t *page = json_pack(
        "{s:s, s:s, s:b, s:o, s:o, s:o, s:o, s:o, s:o}", "list", "/routing", "action", "/routing/try", "is_draft",
        desk->draft.changed, "subject", part_text(console_field(visit, "subject")), "text", part_text(shown),
        "language", part_text(console_field(visit, "language")), "labels", part_text(console_field(visit, "labels")),
        "sender", part_text(console_field(visit, "sender")), "endpoints", endpoint_options(desk));

    part_set(page, "services", service_options(desk));
    part_set(page, "sender_is", part_flag(*sender_is != '\0' ? sender_is : "any"));
    part_set(page, "hours", part_flag(*hours != '\0' ? hours : "any"));
    part_set(page, "result", result);
    return page_render(visit, "routing-try", "routing", page, error);
}

gboolean
console_routing_try_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(RoutingDesk) desk = { 0 };

    (void)data;
    return routing_desk_open(&desk, request, response, error) && show_try(&desk, json_null(), error);
}

gboolean
console_routing_try_run(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(RoutingDesk) desk = { 0 };

    (void)data;
    return routing_desk_open(&desk, request, response, error) && show_try(&desk, describe_result(&desk), error);
}

/* ---- the messages of the last cases ---- */

static json_t *
rule_name(const RoutingList *list, guint number)
{
    return part_text(number == G_MAXUINT ? NULL : ((const RoutingRule *)g_ptr_array_index(list->rules, number))->name);
}

static json_t *
describe_examples(const RoutingDesk *desk, const RoutingReplayChange *change)
{
    json_t *list = json_array();

    for (guint i = 0; i < change->examples->len; i++) {
        const RoutingReplayExample *example = g_ptr_array_index(change->examples, i);
        const char *url = http_request_format(desk->visit->request, "/cases/%s", example->reference);

        part_add(list, json_pack("{s:s, s:o, s:s?, s:o, s:o}", "reference", example->reference, "title",
                                 part_text(example->title), "url", example->title != NULL ? url : NULL, "old",
                                 rule_name(routing_desk_in_force(desk), example->old), "now",
                                 rule_name(desk->draft.list, example->now)));
    }
    return list;
}

static json_t *
describe_changes(const RoutingDesk *desk, const RoutingReplay *replay)
{
    json_t *list = json_array();

    for (guint i = 0; i < replay->changes->len; i++) {
        const RoutingReplayChange *change = g_ptr_array_index(replay->changes, i);
        g_autofree char *old = routing_part_outcome(desk->visit, desk->directory, change->old.unit, change->old.service,
                                                    change->old.priority);
        g_autofree char *now = routing_part_outcome(desk->visit, desk->directory, change->now.unit, change->now.service,
                                                    change->now.priority);

        part_add(list, json_pack("{s:o, s:o, s:i, s:o, s:b, s:o}", "old", part_text(old), "now", part_text(now),
                                 "count", (int)change->count, "shown", part_number(desk->visit, change->count), "more",
                                 change->count > change->examples->len, "examples", describe_examples(desk, change)));
    }
    return list;
}

static json_t *
describe_fired(const RoutingDesk *desk, const RoutingReplay *replay)
{
    const GPtrArray *rules = desk->draft.list->rules;
    json_t *list = json_array();

    for (guint i = 0; i < rules->len; i++) {
        const RoutingRule *rule = g_ptr_array_index(rules, i);

        part_add(list, json_pack("{s:i, s:o, s:b, s:o}", "number", (int)i + 1, "name", part_text(rule->name), "off",
                                 rule->off, "shown", part_number(desk->visit, g_array_index(replay->fired, guint, i))));
    }
    return list;
}

gboolean
console_routing_try_replay(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(RoutingDesk) desk = { 0 };
    g_autoptr(RoutingReplay) replay = NULL;

    (void)data;
    if (!routing_desk_open_to_change(&desk, request, response, error))
        return FALSE;
    replay = routing_replay_run(desk.visit->console->mediation, desk.visit->actor, desk.draft.list,
                                ROUTING_REPLAY_MESSAGES, clock_monotonic() + REPLAY_TIME, error);
    if (replay == NULL)
        return FALSE;
    return page_render(desk.visit, "routing-replay", "routing",
                       json_pack("{s:s, s:b, s:i, s:o, s:i, s:o, s:i, s:b, s:o, s:o, s:o}", "list", "/routing",
                                 "is_draft", desk.draft.changed, "count", (int)replay->messages, "messages",
                                 part_number(desk.visit, replay->messages), "changed", (int)replay->changed,
                                 "changed_shown", part_number(desk.visit, replay->changed), "erased",
                                 (int)replay->erased, "complete", replay->complete, "changes",
                                 part_list(describe_changes(&desk, replay)), "fired", describe_fired(&desk, replay),
                                 "unrouted", part_number(desk.visit, replay->unrouted)),
                       error);
}
