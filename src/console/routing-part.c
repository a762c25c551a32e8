/* SPDX-License-Identifier: Apache-2.0 */
#include "console/routing-part.h"

/* ---- names ---- */

static char *
unit_name(gpointer data, const char *code)
{
    const Unit *unit = console_unit(data, code);

    return unit != NULL ? g_strdup(unit->name) : NULL;
}

static char *
service_name(gpointer data, const char *code)
{
    const Service *service = directory_find_service(data, code);

    return service != NULL ? g_strdup(service->name) : NULL;
}

RoutingNames
routing_part_names(DirectorySnapshot *directory)
{
    return (RoutingNames){ unit_name, service_name, directory };
}

/* ---- rules ---- */

static json_t *
describe_asks(GStrv texts)
{
    json_t *list = json_array();

    for (guint i = 0; texts[i] != NULL; i++)
        part_add(list, json_pack("{s:o, s:b}", "text", part_text(texts[i]), "first", i == 0));
    return list;
}

static json_t *
describe_gives(GStrv texts, gboolean unit_first)
{
    json_t *list = json_array();

    for (guint i = 0; texts[i] != NULL; i++)
        part_add(list, json_pack("{s:o, s:b, s:b}", "text", part_text(texts[i]), "first", i == 0, "strong",
                                 i == 0 && unit_first));
    return list;
}

json_t *
routing_part_rule(const ConsoleVisit *visit, const RoutingNames *names, const RoutingRule *rule, guint number)
{
    g_auto(GStrv) asks = routing_words_conditions(visit->locale, rule, names);
    g_auto(GStrv) gives = routing_words_outcomes(visit->locale, rule, names);

    return json_pack("{s:i, s:s, s:o, s:b, s:b, s:o, s:o}", "number", (int)number + 1, "id", rule->id, "name",
                     part_text(rule->name), "off", rule->off, "always", routing_rule_is_always(rule), "asks",
                     describe_asks(asks), "gives", describe_gives(gives, *rule->unit != '\0'));
}

static json_t *
number_or_null(guint number)
{
    return number == G_MAXUINT ? json_null() : json_integer(number + 1);
}

json_t *
routing_part_differences(const ConsoleVisit *visit, const RoutingNames *names, const RoutingList *old,
                         const RoutingList *now)
{
    static const char *const KINDS[] = { "added", "removed", "changed", "moved" };
    g_autoptr(GPtrArray) differences = routing_list_compare(old, now);
    json_t *list = json_array();

    for (guint i = 0; i < differences->len; i++) {
        const RoutingDifference *difference = g_ptr_array_index(differences, i);
        gboolean moved = difference->kind == ROUTING_RULE_MOVED;
        const RoutingRule *named = difference->now != NULL ? difference->now : difference->old;

        part_add(list, json_pack("{s:o, s:o, s:o, s:o, s:o, s:o}", "kind", part_flag(KINDS[difference->kind]), "name",
                                 part_text(named->name), "from", number_or_null(difference->from), "to",
                                 number_or_null(difference->to), "old",
                                 moved || difference->old == NULL
                                     ? json_null()
                                     : routing_part_rule(visit, names, difference->old, difference->from),
                                 "now",
                                 moved || difference->now == NULL
                                     ? json_null()
                                     : routing_part_rule(visit, names, difference->now, difference->to)));
    }
    return list;
}

json_t *
routing_part_version(const ConsoleVisit *visit, const RoutingVersion *version)
{
    if (version == NULL)
        return json_null();
    return json_pack("{s:I, s:o, s:o, s:o, s:s}", "number", (json_int_t)version->number, "when",
                     part_time(visit, version->at), "author", part_text(version->author_name), "comment",
                     part_text(version->comment), "url",
                     http_request_format(visit->request, "/routing/versions/%d", (int)version->number));
}

json_t *
routing_part_reasons(const ConsoleVisit *visit, const RoutingNames *names, const GPtrArray *reasons)
{
    json_t *list = json_array();

    for (guint i = 0; i < reasons->len; i++) {
        const RoutingReason *reason = g_ptr_array_index(reasons, i);
        g_autofree char *text = routing_words_reason(visit->locale, reason, names);

        part_add(list, json_pack("{s:o, s:b}", "text", part_text(text), "holds", reason->holds));
    }
    return list;
}

/* Said with the words of a rule that gives the same. */
char *
routing_part_outcome(const ConsoleVisit *visit, DirectorySnapshot *directory, UnitId unit, ServiceId service,
                     CasePriority priority)
{
    const RoutingNames names = routing_part_names(directory);
    g_autoptr(RoutingRule) rule = routing_rule_new();
    const Unit *to = directory_get_unit(directory, unit);
    const Service *with = directory_get_service(directory, service);
    g_auto(GStrv) said = NULL;

    g_free(rule->unit);
    rule->unit = g_strdup(to != NULL ? to->code : "");
    g_free(rule->service);
    rule->service = g_strdup(with != NULL ? with->code : "");
    rule->priority = priority == CASE_PRIORITY_NORMAL ? ROUTING_NO_PRIORITY : (int)priority;
    said = routing_words_outcomes(visit->locale, rule, &names);
    return g_strjoinv(", ", said);
}
