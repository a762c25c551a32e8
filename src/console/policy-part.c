/* SPDX-License-Identifier: Apache-2.0 */
#include "console/policy-part.h"

#include <string.h>

#include "policy/policy-compare.h"

static char *
name_channel(gpointer data, const char *code)
{
    const ConsoleVisit *visit = data;
    json_t *said;
    char *name;

    if (channels_find(visit->console->mediation->channels, code) == NULL)
        return NULL;
    said = part_channel(visit, code);
    name = g_strdup(json_string_value(said));
    json_decref(said);
    return name;
}

static char *
name_unit(gpointer data, const char *code)
{
    const ConsoleVisit *visit = data;
    g_autoptr(DirectorySnapshot) directory = directory_snapshot(visit->console->mediation->directory);
    const Unit *unit = console_unit(directory, code);

    return unit == NULL ? NULL : g_strdup(unit->name);
}

PolicyNames
policy_part_names(const ConsoleVisit *visit)
{
    return (PolicyNames){ name_channel, name_unit, (gpointer)visit };
}

json_t *
policy_part_version(const ConsoleVisit *visit, const PolicyVersion *version)
{
    PolicyKind kind = POLICY_CHANNEL;

    policy_table_kind_parse(version->kind, &kind);
    return json_pack("{s:o, s:s, s:I, s:o, s:o, s:o, s:o, s:s}", "kind", part_flag(version->kind), "kind_name",
                     policy_words_kind(visit->locale, kind), "number", (json_int_t)version->number, "state",
                     part_flag(policy_store_state_name(version->state)), "when", part_time(visit, version->changed),
                     "author", part_text(version->author_name), "comment", part_text(version->comment), "url",
                     http_request_format(visit->request, "/policy/%s/%d", version->kind, (int)version->number));
}

json_t *
policy_part_columns(const ConsoleVisit *visit, const PolicyTable *table)
{
    json_t *columns = json_array();

    for (guint i = 0; i < table->columns->len; i++) {
        PolicyInput input = g_array_index(table->columns, PolicyInput, i);
        g_autofree char *hint = policy_words_hint(visit->locale, input);

        part_add(columns, json_pack("{s:s, s:s, s:s}", "input", policy_input_name(input), "title",
                                    locale_say(visit->locale, policy_input_info(input)->title), "hint", hint));
    }
    return columns;
}

/* ---- rules ---- */

static json_t *
describe_truth(const PolicyCell *cell, PolicyInput input, const PolicyFacts *facts)
{
    static const char *const NAMES[] = { [POLICY_FALSE] = "no", [POLICY_TRUE] = "yes", [POLICY_UNKNOWN] = "unknown" };

    if (facts == NULL || cell == NULL)
        return json_null();
    return part_flag(NAMES[policy_cell_test(input, cell, &facts->values[input])]);
}

static json_t *
describe_cells(const ConsoleVisit *visit, const PolicyTable *table, const PolicyRule *rule, const PolicyFacts *facts)
{
    json_t *cells = json_array();

    for (guint i = 0; i < table->columns->len; i++) {
        PolicyInput input = g_array_index(table->columns, PolicyInput, i);
        const PolicyCell *cell = policy_table_cell(rule, input);
        g_autofree char *text = cell == NULL ? g_strdup("-") : policy_cell_format(input, cell);

        part_add(cells, json_pack("{s:s, s:s, s:o, s:b, s:o}", "input", policy_input_name(input), "title",
                                  locale_say(visit->locale, policy_input_info(input)->title), "text", part_text(text),
                                  "any", cell == NULL, "truth", describe_truth(cell, input, facts)));
    }
    return cells;
}

/* As it is written in the table. */
static char *
describe_then(const ConsoleVisit *visit, PolicyKind kind, const GPtrArray *outputs)
{
    g_autoptr(GString) then = g_string_new(NULL);

    if (kind == POLICY_CHANNEL && outputs->len == 2 && *(const char *)outputs->pdata[1] != '\0')
        return locale_fill(visit->locale, SAY("{channel}, else {fallback}"), "channel", outputs->pdata[0], "fallback",
                           outputs->pdata[1], NULL);
    for (guint i = 0; i < outputs->len; i++)
        g_string_append_printf(then, "%s%s", *then->str != '\0' ? ", " : "", (const char *)outputs->pdata[i]);
    return g_strdup(then->str);
}

static gboolean
fires(const PolicyTable *table, const PolicyRule *rule, const PolicyEngine *engine, const PolicyFacts *facts)
{
    g_autoptr(PolicyOutcome) outcome = facts == NULL ? NULL : policy_engine_decide(engine, facts);
    guint number;

    if (outcome == NULL || policy_table_find(table, rule->id, &number) == NULL)
        return FALSE;
    for (guint i = 0; i < outcome->rules->len; i++)
        if (g_array_index(outcome->rules, guint, i) == number)
            return TRUE;
    return FALSE;
}

json_t *
policy_part_rule(const ConsoleVisit *visit, const PolicyTable *table, const PolicyRule *rule,
                 const PolicyEngine *engine, const PolicyFacts *facts)
{
    const PolicyNames names = policy_part_names(visit);
    g_autofree char *words = policy_words_rule(visit->locale, table, rule, &names);
    g_autofree char *then = describe_then(visit, table->kind, rule->outputs);

    return json_pack("{s:s, s:s, s:o, s:o, s:o, s:b, s:n}", "id", rule->id, "words", words, "note",
                     part_text(*rule->note != '\0' ? rule->note : NULL), "cells",
                     describe_cells(visit, table, rule, facts), "then", part_text(then), "fires",
                     fires(table, rule, engine, facts), "edit");
}

/* ---- what is wrong ---- */

json_t *
policy_part_report(const ConsoleVisit *visit, const PolicyTable *table, const PolicyReport *report)
{
    const PolicyNames names = policy_part_names(visit);
    json_t *list = json_array();

    for (guint i = 0; i < report->findings->len; i++) {
        const PolicyFinding *finding = g_ptr_array_index(report->findings, i);
        g_autofree char *said = policy_words_finding(visit->locale, table, finding, &names);

        part_add(list, json_pack("{s:b, s:o}", "error", policy_check_is_error(finding->kind), "text", part_text(said)));
    }
    return json_pack("{s:o, s:I, s:I, s:I, s:b}", "list", list, "errors", (json_int_t)report->errors, "warnings",
                     (json_int_t)report->warnings, "untold", (json_int_t)report->untold, "clean",
                     report->findings->len == 0);
}

/* ---- differences ---- */

json_t *
policy_part_differences(const ConsoleVisit *visit, const PolicyTable *old, const PolicyTable *now)
{
    static const char *const KINDS[] = {
        [POLICY_ADDED] = "added", [POLICY_CHANGED] = "changed", [POLICY_REMOVED] = "removed"
    };
    const PolicyNames names = policy_part_names(visit);
    g_autoptr(GPtrArray) differences = policy_compare(old, now);
    json_t *list = json_array();

    for (guint i = 0; i < differences->len; i++) {
        const PolicyDifference *difference = g_ptr_array_index(differences, i);
        const PolicyRule *rule = difference->now != NULL ? difference->now : difference->old;
        g_autofree char *before =
            difference->old == NULL ? NULL : policy_words_rule(visit->locale, old, difference->old, &names);
        g_autofree char *after =
            difference->now == NULL ? NULL : policy_words_rule(visit->locale, now, difference->now, &names);

        part_add(list, json_pack("{s:o, s:s, s:o, s:o}", "kind", part_flag(KINDS[difference->kind]), "id",
                                 rule != NULL ? rule->id : "", "old", part_text(before), "now", part_text(after)));
    }
    return list;
}

/* ---- examples ---- */

json_t *
policy_part_examples(const ConsoleVisit *visit, const PolicyEngine *engine)
{
    const PolicyNames names = policy_part_names(visit);
    const PolicyTable *table = policy_engine_table(engine);
    json_t *list = json_array();

    for (guint i = 0; i < table->examples->len; i++) {
        const PolicyExample *example = g_ptr_array_index(table->examples, i);
        g_autofree char *given = policy_words_facts(visit->locale, table, example->given, &names);
        g_autofree char *expect = policy_words_outputs(visit->locale, table->kind, example->expect, &names);

        part_add(list, json_pack("{s:I, s:o, s:s, s:s, s:b}", "index", (json_int_t)i, "name", part_text(example->name),
                                 "given", given, "expect", expect, "green", policy_engine_try(engine, example, NULL)));
    }
    return list;
}

char *
policy_part_outputs(const ConsoleVisit *visit, PolicyKind kind, const char *outputs)
{
    const PolicyNames names = policy_part_names(visit);
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) words = g_strsplit(outputs, " ", -1);

    if (strcmp(outputs, "no-rule") == 0)
        return g_strdup(locale_say(visit->locale, SAY("held, because no rule is for it")));
    if (strcmp(outputs, "policy-error") == 0)
        return g_strdup(locale_say(visit->locale, SAY("held, because rules contradict each other")));
    for (guint i = 0; words[i] != NULL; i++)
        if (*words[i] != '\0')
            g_ptr_array_add(list, g_strdup(words[i]));
    return policy_words_outputs(visit->locale, kind, list, &names);
}
