/* SPDX-License-Identifier: Apache-2.0 */
/* The decision tables: which are in force, which are in work, and the page of each version. */
#include "base/error.h"
#include "console/policy-desk.h"

/* The versions of a kind: the one in force, those in work, and those that were. */
static json_t *
describe_kind(const ConsoleVisit *visit, PolicyKind kind, const GPtrArray *versions)
{
    g_autoptr(PolicySnapshot) snapshot = policy_snapshot(visit->console->mediation->policy, kind);
    const PolicyTable *table = policy_engine_table(policy_snapshot_engine(snapshot));
    json_t *in_force = json_null(), *in_work = json_array(), *past = json_array(), *rules = json_array();

    for (guint i = 0; i < versions->len; i++) {
        const PolicyVersion *version = g_ptr_array_index(versions, i);
        json_t *described = policy_part_version(visit, version);

        if (version->state == POLICY_STATE_ACTIVE)
            in_force = described;
        else
            part_add(version->state < POLICY_STATE_ACTIVE ? in_work : past, described);
    }
    for (guint i = 0; i < table->rules->len && i < 5; i++)
        part_add(rules, policy_part_rule(visit, table, g_ptr_array_index(table->rules, i), NULL, NULL));
    return json_pack("{s:o, s:s, s:o, s:o, s:o, s:o, s:b, s:I}", "kind", part_flag(policy_table_kind_name(kind)),
                     "kind_name", policy_words_kind(visit->locale, kind), "in_force", in_force, "in_work",
                     part_list(in_work), "past", part_list(past), "first_rules", rules, "empty", table->rules->len == 0,
                     "count", (json_int_t)table->rules->len);
}

gboolean
console_policy_list(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    json_t *kinds = json_array();

    (void)data;
    for (guint i = 0; i < POLICY_KIND_COUNT; i++) {
        g_autoptr(GPtrArray) versions = policy_view_versions(visit->console->store, visit->actor, (PolicyKind)i, error);

        if (versions == NULL) {
            json_decref(kinds);
            return FALSE;
        }
        part_add(kinds, describe_kind(visit, (PolicyKind)i, versions));
    }
    return page_render(visit, "policy", "policy", json_pack("{s:o}", "kinds", kinds), error);
}

gboolean
console_policy_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(PolicyDesk) desk = { 0 };
    const char *rule = http_request_query(request, "rule");
    const PolicyTyped typed = { .rule = rule != NULL && *rule != '\0' ? rule : NULL };

    (void)data;
    return policy_desk_open(&desk, request, response, error) && policy_desk_show(&desk, &typed, error);
}
