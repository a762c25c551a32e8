/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/routing/routing-decision.h"

#include <string.h>

#include "mediation/cases/clocks.h"
#include "mediation/cases/tagging.h"
#include "mediation/routing/routing-gifts.h"
#include "model/person.h"
#include "store/event-store.h"

/* ---- material ---- */

void
routing_decision_material_free(RoutingMaterial *material)
{
    routing_snapshot_release(material->rules);
    g_free(material->language);
    g_free(material->service);
    g_free(material->sender);
    g_strfreev(material->labels);
    g_clear_pointer(&material->subject, word_index_free);
    g_clear_pointer(&material->text, word_index_free);
    g_free(material);
}

/* By the calendar of the unit that the address leads to. */
static RoutingHours
hours_of(const Mediation *mediation, EndpointId id, gint64 at)
{
    g_autoptr(DirectorySnapshot) directory = directory_snapshot(mediation->directory);
    const Endpoint *endpoint = directory_get_endpoint(directory, id);
    const Calendar *calendar;

    if (endpoint == NULL || at == 0)
        return ROUTING_ANY_TIME;
    calendar = directory_calendar_of_unit(directory, endpoint->unit);
    return calendar_is_open(calendar, clocks_zone(mediation, calendar), at) ? ROUTING_INSIDE_HOURS
                                                                            : ROUTING_OUTSIDE_HOURS;
}

RoutingMaterial *
routing_decision_material(const Mediation *mediation, const Message *message, const MessagePart *text,
                          const char *const *labels, const char *service)
{
    RoutingMaterial *material = g_new0(RoutingMaterial, 1);
    gsize length = 0;
    const char *bytes = text != NULL ? g_bytes_get_data(text->bytes, &length) : NULL;

    material->mediation = mediation;
    material->rules = routing_snapshot(mediation->routing);
    material->endpoint = message->endpoint;
    material->language = g_strdup(message->language);
    material->service = g_strdup(service);
    material->sender = g_strdup(message->sender);
    material->labels = labels != NULL ? g_strdupv((char **)labels) : NULL;
    material->hours = hours_of(mediation, message->endpoint, message->received);
    material->subject = word_index_new(message->subject, strlen(message->subject));
    if (bytes != NULL)
        material->text = word_index_new(bytes, length);
    return material;
}

gboolean
routing_decision_meet(RoutingMaterial *material, DbSession *session, gint64 before, GError **error)
{
    gint64 since = 0;

    if (*material->sender == '\0')
        return TRUE;
    if (!routing_store_known_since(session, material->sender, &since, error))
        return FALSE;
    material->sender_is = since != 0 && (before == 0 || since < before) ? ROUTING_KNOWN_SENDER : ROUTING_NEW_SENDER;
    return TRUE;
}

/* ---- deciding ---- */

/* Whether what came in on this channel can be read by everybody. */
static gboolean
is_public(const Mediation *mediation, const Endpoint *endpoint)
{
    const Channel *channel = endpoint == NULL ? NULL : channels_find(mediation->channels, endpoint->channel);

    return channel != NULL && (channel->driver->capabilities.abilities & CHANNEL_PUBLIC) != 0 &&
           (channel->driver->capabilities.abilities & CHANNEL_PRIVATE) == 0;
}

static RoutingFacts
facts_of(const RoutingMaterial *material, const Endpoint *endpoint)
{
    return (RoutingFacts){
        .endpoint = endpoint != NULL ? endpoint->uri : "",
        .public = is_public(material->mediation, endpoint),
        .language = material->language,
        .labels = (const char *const *)material->labels,
        .service = material->service,
        .sender = identity_address(material->sender),
        .sender_is = material->sender_is,
        .hours = material->hours,
        .subject = material->subject,
        .text = material->text,
    };
}

static const Unit *
find_open_unit(const DirectorySnapshot *directory, const char *code)
{
    const GPtrArray *units = directory_units(directory);

    for (guint i = 0; i < units->len; i++) {
        const Unit *unit = g_ptr_array_index(units, i);

        if (strcmp(unit->code, code) == 0)
            return unit->closed ? NULL : unit;
    }
    return NULL;
}

/* Rules name what may be closed by now: then the case goes where it would go without that. */
static void
apply(const DirectorySnapshot *directory, const RoutingRule *rule, RoutingDecision *decision)
{
    const Unit *unit = *rule->unit != '\0' ? find_open_unit(directory, rule->unit) : NULL;
    const Service *service = *rule->service != '\0' ? directory_find_service(directory, rule->service) : NULL;

    if (unit != NULL)
        decision->unit = unit->id;
    else if (*rule->unit == '\0' && service != NULL && service->unit.value != 0)
        decision->unit = service->unit;
    if (service != NULL && directory_service_fits(service, decision->unit))
        decision->service = service->id;
    if (rule->priority != ROUTING_NO_PRIORITY)
        decision->priority = (CasePriority)rule->priority;
    decision->unusable =
        (*rule->unit != '\0' && unit == NULL) || (*rule->service != '\0' && decision->service.value == 0);
}

static RoutingDecision
default_decision(const RoutingMaterial *material, const DirectorySnapshot *directory, const Endpoint *endpoint)
{
    const Service *chosen = *material->service != '\0' ? directory_find_service(directory, material->service) : NULL;
    RoutingDecision decision = { .rule = G_MAXUINT, .priority = CASE_PRIORITY_NORMAL };

    if (endpoint != NULL)
        decision.unit = endpoint->unit;
    /* What the citizen chose says more than the address that the form has. */
    if (chosen != NULL && !chosen->closed) {
        if (chosen->unit.value != 0)
            decision.unit = chosen->unit;
        decision.service = chosen->id;
    }
    return decision;
}

RoutingDecision
routing_decision_make(const RoutingMaterial *material, const RoutingEngine *engine)
{
    g_autoptr(DirectorySnapshot) directory = directory_snapshot(material->mediation->directory);
    const Endpoint *endpoint = directory_get_endpoint(directory, material->endpoint);
    const RoutingEngine *asked = engine != NULL ? engine : routing_snapshot_engine(material->rules);
    const RoutingFacts facts = facts_of(material, endpoint);
    RoutingDecision decision = default_decision(material, directory, endpoint);

    decision.rule = routing_engine_decide(asked, &facts);
    if (decision.rule != G_MAXUINT)
        apply(directory, g_ptr_array_index(routing_engine_list(asked)->rules, decision.rule), &decision);
    return decision;
}

GPtrArray *
routing_decision_explain(const RoutingMaterial *material, const RoutingEngine *engine, guint number)
{
    g_autoptr(DirectorySnapshot) directory = directory_snapshot(material->mediation->directory);
    const RoutingFacts facts = facts_of(material, directory_get_endpoint(directory, material->endpoint));

    return routing_engine_explain(engine, number, &facts);
}

/* ---- the record of it ---- */

static json_t *
write_reason(const RoutingReason *reason)
{
    json_t *by = json_array();

    for (guint i = 0; reason->by[i] != NULL; i++)
        json_array_append_new(by, json_string(reason->by[i]));
    return json_pack("{s:s, s:s, s:o}", "condition", routing_engine_condition_name(reason->condition), "place",
                     routing_rule_place_name(reason->place), "by", by);
}

static json_t *
write_reasons(const RoutingMaterial *material, guint number)
{
    json_t *list = json_array();
    g_autoptr(GPtrArray) reasons =
        number == G_MAXUINT ? NULL
                            : routing_decision_explain(material, routing_snapshot_engine(material->rules), number);

    for (guint i = 0; reasons != NULL && i < reasons->len; i++)
        json_array_append_new(list, write_reason(g_ptr_array_index(reasons, i)));
    return list;
}

static json_t *
describe(const RoutingMaterial *material, const RoutingDecision *decision)
{
    const RoutingList *list = routing_engine_list(routing_snapshot_engine(material->rules));
    const RoutingRule *rule = decision->rule == G_MAXUINT ? NULL : g_ptr_array_index(list->rules, decision->rule);
    g_autofree char *digest = digest_to_hex(&routing_snapshot_version(material->rules)->digest);
    json_t *detail = json_pack(
        "{s:I, s:s, s:i, s:I, s:I, s:s, s:o}", "version", (json_int_t)routing_snapshot_number(material->rules),
        "digest", digest, "number", rule != NULL ? (int)decision->rule + 1 : 0, "unit",
        (json_int_t)decision->unit.value, "service", (json_int_t)decision->service.value, "priority",
        case_priority_name(decision->priority), "reasons", write_reasons(material, decision->rule));

    if (rule == NULL)
        return detail;
    json_object_set_new(detail, "rule", json_string(rule->id));
    json_object_set_new(detail, "name", json_string(rule->name));
    if (*rule->template != '\0')
        json_object_set_new(detail, "template", json_string(rule->template));
    for (guint i = 0; i < rule->tags->len; i++) {
        if (i == 0)
            json_object_set_new(detail, "tags", json_array());
        json_array_append_new(json_object_get(detail, "tags"), json_string(g_ptr_array_index(rule->tags, i)));
    }
    if (decision->unusable)
        json_object_set_new(detail, "unusable", json_true());
    return detail;
}

gboolean
routing_decision_record(const RoutingMaterial *material, DbSession *session, const Actor *actor, CaseId case_id,
                        gint64 leaf, const RoutingDecision *decision, GError **error)
{
    json_t *detail;
    gboolean done;

    if (routing_snapshot_number(material->rules) == 0)
        return TRUE;
    detail = describe(material, decision);
    done = event_append(material->mediation->store, session,
                        &(EventDraft){ .kind = EVENT_CASE_ROUTED,
                                       .actor = actor,
                                       .case_id = case_id,
                                       .subject = case_id.value,
                                       .detail = detail,
                                       .ref = leaf },
                        NULL, error);
    json_decref(detail);
    return done;
}

gboolean
routing_decision_tag(const RoutingMaterial *material, DbSession *session, CaseId case_id,
                     const RoutingDecision *decision, GError **error)
{
    const RoutingList *list = routing_engine_list(routing_snapshot_engine(material->rules));
    g_autoptr(GArray) tags = NULL;

    if (decision->rule == G_MAXUINT)
        return TRUE;
    tags = routing_gifts_tags(session, g_ptr_array_index(list->rules, decision->rule), error);
    for (guint i = 0; tags != NULL && i < tags->len; i++) {
        gboolean changed;

        if (!tagging_change(material->mediation, session, &ACTOR_TRIBUNE, case_id, g_array_index(tags, TagId, i), TRUE,
                            &changed, error))
            return FALSE;
    }
    return tags != NULL;
}

static RoutingReason *
read_reason(const json_t *value)
{
    const json_t *by = json_object_get(value, "by");
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
    RoutingReason *reason = g_new0(RoutingReason, 1);
    size_t index;
    json_t *item;

    reason->holds = TRUE;
    routing_engine_condition_parse(json_string_value(json_object_get(value, "condition")), &reason->condition);
    routing_rule_place_parse(json_string_value(json_object_get(value, "place")), &reason->place);
    json_array_foreach((json_t *)by, index, item)
    {
        if (json_is_string(item))
            g_strv_builder_add(builder, json_string_value(item));
    }
    reason->by = g_strv_builder_end(builder);
    return reason;
}

GPtrArray *
routing_decision_reasons(const json_t *detail)
{
    GPtrArray *reasons = g_ptr_array_new_with_free_func((GDestroyNotify)routing_engine_reason_free);
    size_t index;
    json_t *value;

    json_array_foreach(json_object_get(detail, "reasons"), index, value) g_ptr_array_add(reasons, read_reason(value));
    return reasons;
}
