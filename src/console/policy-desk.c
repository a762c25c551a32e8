/* SPDX-License-Identifier: Apache-2.0 */
/* The page of one version: its grid, its rules in words, what is wrong, what it would change, who agreed. */
#include "console/policy-desk.h"

#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "policy/policy-output.h"
#include "policy/policy-start.h"

void
policy_desk_clear(PolicyDesk *desk)
{
    g_clear_pointer(&desk->view, policy_view_free);
}

const char *
policy_desk_url(const PolicyDesk *desk, const char *rest)
{
    return http_request_format(desk->visit->request, "/policy/%s/%d%s", policy_table_kind_name(desk->kind),
                               (int)desk->number, rest);
}

gboolean
policy_desk_open(PolicyDesk *desk, HttpRequest *request, HttpResponse *response, GError **error)
{
    desk->visit = console_visit(request, response);
    if (!policy_table_kind_parse(http_request_parameter(request, "kind"), &desk->kind) ||
        !number_parse_int64(http_request_parameter(request, "version"), 1, G_MAXINT32, &desk->number, NULL)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such version of the policy");
        return FALSE;
    }
    desk->view = policy_view_load(desk->visit->console->store, desk->visit->actor, desk->kind, desk->number, error);
    if (desk->view == NULL)
        return FALSE;
    desk->changes = rights_may_anywhere(desk->visit->actor, ACTION_CHANGE_RULES);
    desk->writes = desk->changes && desk->number != POLICY_START_NUMBER &&
                   desk->view->version->state < POLICY_STATE_ACTIVE &&
                   desk->view->version->author.value == desk->visit->actor->staff.value;
    return TRUE;
}

/* ---- the grid ---- */

static json_t *
describe_output_fields(const PolicyDesk *desk, const PolicyRule *rule)
{
    const GPtrArray *outputs = rule->outputs;
    g_autoptr(GString) joined = g_string_new(NULL);

    for (guint i = 0; i < outputs->len && desk->kind != POLICY_CHANNEL; i++)
        g_string_append_printf(joined, "%s%s", i > 0 ? ", " : "", (const char *)g_ptr_array_index(outputs, i));
    return desk->kind == POLICY_CHANNEL
               ? json_pack("{s:o, s:o, s:n}", "channel", part_text(outputs->len > 0 ? outputs->pdata[0] : ""),
                           "fallback", part_text(outputs->len > 1 ? outputs->pdata[1] : ""), "outputs")
               : json_pack("{s:n, s:n, s:o}", "channel", "fallback", "outputs", part_text(joined->str));
}

/* The row that is open: each cell a field. */
static json_t *
describe_form(const PolicyDesk *desk, const PolicyTyped *typed, const PolicyRule *rule)
{
    const PolicyTable *table = desk->view->table;
    json_t *fields = json_array(), *form;

    for (guint i = 0; i < table->columns->len; i++) {
        PolicyInput input = g_array_index(table->columns, PolicyInput, i);
        const PolicyCell *cell = policy_table_cell(rule, input);
        g_autofree char *text = typed->cells != NULL ? g_strdup(typed->cells[input])
                                : cell == NULL       ? g_strdup("-")
                                                     : policy_cell_format(input, cell);
        g_autofree char *hint = policy_words_hint(desk->visit->locale, input);

        part_add(fields, json_pack("{s:s, s:s, s:s, s:o}", "input", policy_input_name(input), "title",
                                   locale_say(desk->visit->locale, policy_input_info(input)->title), "hint", hint,
                                   "value", part_text(text)));
    }
    form = describe_output_fields(desk, rule);
    part_set(form, "action", part_text(policy_desk_url(desk, "/rules")));
    part_set(form, "cancel", part_text(policy_desk_url(desk, "")));
    part_set(form, "id", part_text(rule->id));
    part_set(form, "is_new", json_boolean(strcmp(typed->rule, "new") == 0));
    part_set(form, "note", part_text(rule->note));
    part_set(form, "fields", fields);
    part_set(form, "is_channel", json_boolean(desk->kind == POLICY_CHANNEL));
    part_set(form, "duty", json_boolean(desk->kind == POLICY_DUTY));
    part_set(form, "hold", json_boolean(desk->kind == POLICY_HOLD));
    return form;
}

static json_t *
describe_open_form(const PolicyDesk *desk, const PolicyTyped *typed)
{
    g_autoptr(PolicyRule) fresh = NULL;
    const PolicyRule *rule = typed->typed;

    if (!desk->writes || typed->rule == NULL)
        return json_null();
    if (rule == NULL)
        rule = policy_table_find(desk->view->table, typed->rule, NULL);
    if (rule == NULL)
        rule = fresh = policy_table_rule_new();
    return describe_form(desk, typed, rule);
}

static json_t *
describe_rules(const PolicyDesk *desk, const PolicyEngine *engine, const PolicyFacts *facts)
{
    const PolicyTable *table = desk->view->table;
    json_t *list = json_array();

    for (guint i = 0; i < table->rules->len; i++) {
        const PolicyRule *rule = g_ptr_array_index(table->rules, i);
        json_t *described = policy_part_rule(desk->visit, table, rule, engine, facts);

        if (desk->writes)
            part_set(described, "edit",
                     part_text(policy_desk_url(
                         desk, http_request_format(desk->visit->request, "?rule=%s#rule-form", rule->id))));
        part_add(list, described);
    }
    return list;
}

/* Columns that it does not have yet. */
static json_t *
describe_more_columns(const PolicyDesk *desk)
{
    json_t *list = json_array();

    for (guint i = 0; i < POLICY_INPUT_COUNT && desk->writes; i++)
        if (!policy_table_has_column(desk->view->table, (PolicyInput)i))
            part_add(list,
                     part_option(policy_input_name((PolicyInput)i),
                                 locale_say(desk->visit->locale, policy_input_info((PolicyInput)i)->title), FALSE));
    return part_list(list);
}

/* ---- what if ---- */

static json_t *
describe_question(const PolicyDesk *desk, PolicyInput input, const PolicyFacts *facts)
{
    const PolicyInputInfo *info = policy_input_info(input);
    g_autofree char *value = policy_facts_get_typed(facts, input);
    json_t *options = json_array();

    for (gint64 i = 0; info->words != NULL && info->words[i] != NULL; i++)
        part_add(options, part_option(info->words[i], policy_words_word(desk->visit->locale, input, i),
                                      g_strcmp0(value, info->words[i]) == 0));
    return json_pack("{s:s, s:s, s:o, s:o, s:b}", "input", info->name, "title",
                     locale_say(desk->visit->locale, info->title), "value", part_text(value != NULL ? value : ""),
                     "options", part_list(options), "set", info->type == POLICY_SET);
}

static const char *
asked(const PolicyDesk *desk, const char *name)
{
    const char *value = http_request_query(desk->visit->request, name);

    return value != NULL ? value : "";
}

/* What was asked in the address; NULL: nothing. A value that cannot be read stays unknown. */
static PolicyFacts *
read_question(const PolicyDesk *desk)
{
    PolicyFacts *facts;

    if (*asked(desk, "what") == '\0')
        return NULL;
    facts = policy_facts_new();
    for (guint i = 0; i < desk->view->table->columns->len; i++) {
        PolicyInput input = g_array_index(desk->view->table->columns, PolicyInput, i);

        policy_facts_set_typed(facts, input, asked(desk, policy_input_name(input)), NULL);
    }
    return facts;
}

static json_t *
describe_answer(const PolicyDesk *desk, const PolicyEngine *engine, const PolicyFacts *facts)
{
    const PolicyNames names = policy_part_names(desk->visit);
    g_autoptr(PolicyOutcome) outcome = policy_engine_decide(engine, facts);
    g_autofree char *said = policy_words_decision(desk->visit->locale, policy_engine_table(engine), outcome, &names);
    g_autofree char *given = policy_facts_format(facts);
    g_autoptr(GString) expect = g_string_new(NULL);

    for (guint i = 0; i < outcome->outputs->len; i++)
        g_string_append_printf(expect, "%s%s", i > 0 ? ", " : "", (const char *)g_ptr_array_index(outcome->outputs, i));
    return json_pack("{s:s, s:s, s:o, s:o}", "said", said, "given", given, "expect", part_text(expect->str), "keep",
                     part_text(desk->writes ? policy_desk_url(desk, "/examples") : NULL));
}

static json_t *
describe_what(const PolicyDesk *desk, const PolicyEngine *engine, const PolicyFacts *facts)
{
    g_autoptr(PolicyFacts) none = policy_facts_new();
    json_t *questions = json_array();

    for (guint i = 0; i < desk->view->table->columns->len; i++)
        part_add(questions, describe_question(desk, g_array_index(desk->view->table->columns, PolicyInput, i),
                                              facts != NULL ? facts : none));
    return json_pack("{s:o, s:o, s:o}", "action", part_text(policy_desk_url(desk, "")), "questions",
                     part_list(questions), "answer",
                     facts == NULL ? json_null() : describe_answer(desk, engine, facts));
}

/* ---- its life ---- */

static json_t *
describe_approvals(const PolicyDesk *desk)
{
    json_t *list = json_array();

    for (guint i = 0; i < desk->view->approvals->len; i++) {
        const PolicyApproval *approval = g_ptr_array_index(desk->view->approvals, i);

        part_add(list, json_pack("{s:o, s:o}", "name", part_text(approval->name), "when",
                                 part_time(desk->visit, approval->at)));
    }
    return part_list(list);
}

static gboolean
has_agreed(const PolicyDesk *desk)
{
    for (guint i = 0; i < desk->view->approvals->len; i++)
        if (((const PolicyApproval *)g_ptr_array_index(desk->view->approvals, i))->staff.value ==
            desk->visit->actor->staff.value)
            return TRUE;
    return FALSE;
}

static json_t *
step(const PolicyDesk *desk, gboolean offered, const char *rest)
{
    return part_text(offered ? policy_desk_url(desk, rest) : NULL);
}

static json_t *
describe_steps(const PolicyDesk *desk, const PolicyReport *report)
{
    const PolicyVersion *version = desk->view->version;
    PolicyState state = version->state;
    gboolean in_work = state < POLICY_STATE_ACTIVE;

    return json_pack(
        "{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "check",
        step(desk, desk->changes && state == POLICY_STATE_DRAFT && report->errors == 0, "/check"), "replay",
        step(desk, desk->changes && in_work && state >= POLICY_STATE_CHECKED, "/replay"), "approve",
        step(desk,
             rights_may_anywhere(desk->visit->actor, ACTION_APPROVE_RULES) && state == POLICY_STATE_REPLAYED &&
                 !has_agreed(desk),
             "/approve"),
        "activate", step(desk, desk->changes && state == POLICY_STATE_APPROVED, "/activate"), "give_up",
        step(desk, desk->changes && in_work, "/give-up"), "back",
        step(desk,
             desk->changes && state == POLICY_STATE_RETIRED &&
                 (version->activated != 0 || desk->number == POLICY_START_NUMBER),
             "/back"),
        "begin", step(desk, desk->changes, "/begin"), "add", step(desk, desk->writes, "?rule=new#rule-form"));
}

/* What came of the last replay; null when there was none. */
static json_t *
describe_replay(const PolicyDesk *desk)
{
    json_t *kept = json_loads(desk->view->version->replay, 0, NULL), *changes, *described, *value;
    size_t index;

    if (kept == NULL)
        return json_null();
    changes = json_array();
    json_array_foreach(json_object_get(kept, "changes"), index, value)
    {
        g_autofree char *old =
            policy_part_outputs(desk->visit, desk->kind, json_string_value(json_object_get(value, "old")));
        g_autofree char *now =
            policy_part_outputs(desk->visit, desk->kind, json_string_value(json_object_get(value, "now")));

        part_add(changes,
                 json_pack("{s:s, s:s, s:O}", "old", old, "now", now, "count", json_object_get(value, "count")));
    }
    described = json_pack("{s:O, s:O, s:o}", "compared", json_object_get(kept, "compared"), "changed",
                          json_object_get(kept, "changed"), "changes", changes);
    json_decref(kept);
    return described;
}

/* ---- the page ---- */

gboolean
policy_desk_show(const PolicyDesk *desk, const PolicyTyped *typed, GError **error)
{
    const PolicyTable *table = desk->view->table;
    g_autoptr(GArray) channels = policy_channels(desk->visit->console->mediation);
    g_autoptr(PolicyEngine) engine = policy_engine_new(table);
    g_autoptr(PolicyReport) report = policy_check(table, (const PolicyChannelInfo *)channels->data, channels->len);
    g_autoptr(PolicyFacts) facts = read_question(desk);
    g_autofree char *digest = digest_to_hex(&desk->view->version->digest);
    json_t *differences = policy_part_differences(desk->visit, desk->view->base, table);
    json_t *page = json_pack("{s:o, s:o, s:s, s:s, s:b}", "errors", typed->errors != NULL ? typed->errors : json_null(),
                             "version", policy_part_version(desk->visit, desk->view->version), "digest", digest, "list",
                             "/policy", "unique", policy_table_kind_is_unique(desk->kind));

    part_set(page, "columns", policy_part_columns(desk->visit, table));
    part_set(page, "rules", describe_rules(desk, engine, facts));
    part_set(page, "empty", json_boolean(table->rules->len == 0));
    part_set(page, "rule_form", describe_open_form(desk, typed));
    part_set(page, "more_columns", describe_more_columns(desk));
    part_set(page, "columns_action", step(desk, desk->writes, "/columns"));
    part_set(page, "examples_action", step(desk, desk->writes, "/examples"));
    part_set(page, "report", policy_part_report(desk->visit, table, report));
    part_set(page, "examples", part_list(policy_part_examples(desk->visit, engine)));
    part_set(page, "base", json_integer((json_int_t)desk->view->version->base));
    part_set(page, "differences", part_list(differences));
    part_set(page, "what", describe_what(desk, engine, facts));
    part_set(page, "approvals", describe_approvals(desk));
    part_set(page, "steps", describe_steps(desk, report));
    part_set(page, "replayed", describe_replay(desk));
    return page_render(desk->visit, "policy-version", "policy", page, error);
}

gboolean
policy_desk_refuse(const PolicyDesk *desk, PolicyTyped *typed, const char *field, GError *trouble, GError **error)
{
    if (!page_comes_back(desk->visit, &trouble, error))
        return FALSE;
    typed->errors = page_error_said(desk->visit, field, trouble);
    g_error_free(trouble);
    return policy_desk_show(desk, typed, error);
}
