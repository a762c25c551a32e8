/* SPDX-License-Identifier: Apache-2.0 */
/* tribune policy check, explain, export, import. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "command/command-node.h"
#include "command/commands.h"
#include "command/policy-file.h"
#include "store/staff-store.h"

#define KIND_OPTION                                                                                                    \
    {                                                                                                                  \
        "kind", "KIND", "Of this kind, when no FILE is named: channel, duty or hold.", .standard = "channel"           \
    }

static const Locale *
locale_of(const Mediation *mediation)
{
    return locales_find(mediation->locales, "en");
}

/* ---- check ---- */

static gboolean
print_report(const Mediation *mediation, const PolicyTable *table, const PolicyReport *report, GError **error)
{
    const PolicyNames names = policy_names(mediation);

    for (guint i = 0; i < report->findings->len; i++) {
        const PolicyFinding *finding = g_ptr_array_index(report->findings, i);
        g_autofree char *said = policy_words_finding(locale_of(mediation), table, finding, &names);

        printf("%s: %s\n", policy_check_is_error(finding->kind) ? "error" : "warning", said);
    }
    if (report->untold > 0)
        printf("and %u more like these\n", report->untold);
    printf("%u rules, %u examples: %u errors, %u warnings\n", table->rules->len, table->examples->len, report->errors,
           report->warnings);
    if (report->errors == 0)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "this table cannot come into force as it is");
    return FALSE;
}

static gboolean
run_check(const CommandLine *line, GError **error)
{
    g_auto(CommandNode) opened = { 0 };
    g_autoptr(PolicyTable) table = NULL;
    g_autoptr(PolicyReport) report = NULL;
    g_autoptr(GArray) channels = NULL;

    if (!command_node_open(&opened, line, NODE_READ, error))
        return FALSE;
    table = policy_file_read(node_mediation(opened.node), line, 0, error);
    if (table == NULL)
        return FALSE;
    channels = policy_channels(node_mediation(opened.node));
    report = policy_check(table, (const PolicyChannelInfo *)channels->data, channels->len);
    return print_report(node_mediation(opened.node), table, report, error);
}

static const CommandOption KIND_OPTIONS[] = { COMMAND_OPTION_CONFIG, KIND_OPTION, {} };

const struct command policy_check_command = {
    .name = "policy check",
    .summary = "Say what is wrong with a decision table.",
    .details = "FILE holds a table as tribune policy export prints it (- reads standard input); without it, the one in "
               "force is checked. Names rules that overlap, contradict each other or can never hold, what no rule is "
               "for, each with an example; channels that are not there or cannot carry what the rule holds for; and "
               "examples that come out otherwise.\n"
               "\n"
               "Changes nothing. Ends with 1 when the table could not come into force.",
    .syntax = { KIND_OPTIONS, "[FILE]" },
    .run = run_check,
};

/* ---- explain ---- */

static const char *
say_truth(PolicyTruth truth)
{
    return truth == POLICY_TRUE ? "yes" : truth == POLICY_FALSE ? "no" : "nobody knows";
}

/* A rule, and why it does not hold: the first cell that does not. */
static void
explain_rule(const Mediation *mediation, const PolicyEngine *engine, guint number, const PolicyFacts *facts)
{
    const PolicyTable *table = policy_engine_table(engine);
    const PolicyRule *rule = g_ptr_array_index(table->rules, number);
    const PolicyNames names = policy_names(mediation);
    g_autofree char *said = policy_words_rule(locale_of(mediation), table, rule, &names);

    printf("\n%s: %s\n", rule->id, said);
    for (guint i = 0; i < table->columns->len; i++) {
        PolicyInput input = g_array_index(table->columns, PolicyInput, i);
        const PolicyCell *cell = policy_table_cell(rule, input);
        g_autofree char *condition = cell == NULL ? NULL : policy_words_cell(locale_of(mediation), input, cell, &names);

        if (condition != NULL)
            printf("    %s: %s\n", condition, say_truth(policy_engine_ask(engine, number, input, facts)));
    }
}

static gboolean
run_explain(const CommandLine *line, GError **error)
{
    const char *inputs = command_line_argument(line, 0);
    g_auto(CommandNode) opened = { 0 };
    g_autoptr(PolicyFacts) facts = policy_facts_parse(inputs, strlen(inputs), error);
    g_autoptr(PolicyTable) table = NULL;
    g_autoptr(PolicyEngine) engine = NULL;
    g_autoptr(PolicyOutcome) outcome = NULL;
    g_autofree char *said = NULL;
    PolicyNames names;

    if (facts == NULL || !command_node_open(&opened, line, NODE_READ, error))
        return FALSE;
    table = policy_file_read(node_mediation(opened.node), line, 1, error);
    if (table == NULL)
        return FALSE;
    names = policy_names(node_mediation(opened.node));
    engine = policy_engine_new(table);
    outcome = policy_engine_decide(engine, facts);
    said = policy_words_decision(locale_of(node_mediation(opened.node)), table, outcome, &names);
    puts(said);
    for (guint i = 0; i < table->rules->len; i++)
        explain_rule(node_mediation(opened.node), engine, i, facts);
    return TRUE;
}

const struct command policy_explain_command = {
    .name = "policy explain",
    .summary = "Say what a decision table decides for some inputs, and why.",
    .details = "INPUTS is JSON, like '{\"purpose\": \"reply\", \"urgency\": 2, \"channel_up\": [\"email\"]}'; what is "
               "left out is unknown. FILE holds a table as tribune policy export prints it; without it, the one in "
               "force is asked. Prints the decision, then each rule and whether each of its conditions holds.",
    .syntax = { KIND_OPTIONS, "INPUTS [FILE]" },
    .run = run_explain,
};

/* ---- export ---- */

static gboolean
run_export(const CommandLine *line, GError **error)
{
    g_auto(CommandNode) opened = { 0 };
    g_autoptr(PolicyTable) table = NULL;
    g_autofree char *canonical = NULL;
    json_t *root;
    char *text;

    if (!command_node_open(&opened, line, NODE_READ, error))
        return FALSE;
    table = policy_file_read(node_mediation(opened.node), line, 0, error);
    if (table == NULL)
        return FALSE;
    canonical = policy_table_format(table);
    root = json_loads(canonical, 0, NULL);
    text = json_dumps(root, JSON_INDENT(1) | JSON_SORT_KEYS);
    puts(text);
    free(text);
    json_decref(root);
    return TRUE;
}

const struct command policy_export_command = {
    .name = "policy export",
    .summary = "Print a decision table that is in force, as JSON.",
    .details = "To be kept, compared, or changed and then tried with tribune policy check and replay.",
    .syntax = { KIND_OPTIONS, "" },
    .run = run_export,
};

/* ---- import ---- */

typedef struct {
    const char *login;
    Staff *staff;
} Finding;

static gboolean
find_staff(DbSession *session, gpointer data, GError **error)
{
    Finding *finding = data;

    finding->staff = staff_store_find(session, finding->login, error);
    return finding->staff != NULL;
}

static gboolean
run_import(const CommandLine *line, GError **error)
{
    g_auto(CommandNode) opened = { 0 };
    Finding finding = { command_line_option(line, "staff"), NULL };
    g_autoptr(Staff) staff = NULL;
    g_autoptr(PolicyTable) table = NULL;
    gint64 number;
    Actor actor;

    if (!command_node_open(&opened, line, NODE_VISIT, error))
        return FALSE;
    table = policy_file_read(node_mediation(opened.node), line, 0, error);
    if (table == NULL || !store_read(node_store(opened.node), find_staff, &finding, error))
        return FALSE;
    staff = finding.staff;
    actor = staff_actor(staff);
    if (!policy_begin(node_mediation(opened.node), &actor, table, command_line_option(line, "why"), &number, error))
        return FALSE;
    printf(
        "version %d of the %s table is a draft of %s; check it, look at what it would have changed, and have it agreed "
        "to in the console\n",
        (int)number, policy_table_kind_name(table->kind), staff->name);
    return TRUE;
}

static const CommandOption IMPORT_OPTIONS[] = {
    COMMAND_OPTION_CONFIG,
    { "staff", "LOGIN", "Who writes it: somebody who may change the rules.", .required = TRUE },
    { "why", "TEXT", "What changes and why; it stands in the history.", .required = TRUE },
    {},
};

const struct command policy_import_command = {
    .name = "policy import",
    .summary = "Make a draft of the decision table in a file.",
    .details = "FILE holds a table as tribune policy export prints it (- reads standard input). Nothing is in force by "
               "this: the draft is checked, replayed and agreed to in the console.",
    .syntax = { IMPORT_OPTIONS, "FILE" },
    .run = run_import,
};
