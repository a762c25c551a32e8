/* SPDX-License-Identifier: Apache-2.0 */
/* tribune routing check, export. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "command/command-node.h"
#include "command/commands.h"
#include "command/routing-file.h"
#include "mediation/routing/routing-gifts.h"

/* ---- check ---- */

typedef struct {
    const DirectorySnapshot *directory;
    const RoutingGifts *gifts;
    const RoutingList *list;
    guint faults, off;
} Check;

static const RoutingRule *
rule_at(const Check *check, guint number)
{
    return g_ptr_array_index(check->list->rules, number);
}

static void
check_rule(Check *check, guint number)
{
    const RoutingRule *rule = rule_at(check, number);
    guint shadow = routing_list_shadow(check->list, number);
    g_autoptr(GError) fault = NULL;
    const char *field;

    check->off += rule->off ? 1 : 0;
    if (rule->off)
        return;
    if (!routing_check_names(check->directory, rule, &field, &fault) ||
        !routing_gifts_check(check->gifts, rule, &field, &fault)) {
        printf("rule %u “%s”, %s: %s\n", number + 1, rule->name, field, fault->message);
        check->faults++;
    }
    if (shadow != G_MAXUINT)
        printf("rule %u “%s” never decides: rule %u “%s” fits whenever it does\n", number + 1, rule->name, shadow + 1,
               rule_at(check, shadow)->name);
}

static gboolean
check_all(Check *check, GError **error)
{
    for (guint i = 0; i < check->list->rules->len; i++)
        check_rule(check, i);
    if (check->faults > 0) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                    check->faults == 1 ? "%u rule names what is not there; these rules cannot be saved"
                                       : "%u rules name what is not there; these rules cannot be saved",
                    check->faults);
        return FALSE;
    }
    printf("%u rules, %u of them switched off: nothing is wrong with them\n", check->list->rules->len, check->off);
    return TRUE;
}

static gboolean
run_check(const CommandLine *line, GError **error)
{
    g_auto(CommandNode) opened = { 0 };
    g_autoptr(DirectorySnapshot) directory = NULL;
    g_autoptr(RoutingGifts) gifts = NULL;
    g_autoptr(RoutingList) list = NULL;
    const Mediation *mediation;

    if (!command_node_open(&opened, line, NODE_READ, error))
        return FALSE;
    mediation = node_mediation(opened.node);
    directory = directory_snapshot(mediation->directory);
    list = routing_file_read(mediation, line, error);
    gifts = list == NULL ? NULL : routing_gifts_load(mediation->routing, command_node_actor(), error);
    return gifts != NULL && check_all(&(Check){ directory, gifts, list, 0, 0 }, error);
}

static const CommandOption OPTIONS[] = { COMMAND_OPTION_CONFIG, {} };

const struct command routing_check_command = {
    .name = "routing check",
    .summary = "Say what is wrong with rules of routing.",
    .details =
        "FILE holds rules as tribune routing export prints them (- reads standard input); without it, the rules in "
        "force are checked. Names the rules whose units, services, addresses, tags or templates are not there or "
        "closed, and those that never decide because of an earlier one.\n"
        "\n"
        "Changes nothing. Ends with 1 when the rules could not be saved as they are.",
    .syntax = { OPTIONS, "[FILE]" },
    .run = run_check,
};

/* ---- export ---- */

static gboolean
run_export(const CommandLine *line, GError **error)
{
    g_auto(CommandNode) opened = { 0 };
    g_autoptr(RoutingSnapshot) rules = NULL;
    g_autofree char *canonical = NULL;
    json_t *root;
    char *text;

    if (!command_node_open(&opened, line, NODE_READ, error))
        return FALSE;
    rules = routing_snapshot(node_mediation(opened.node)->routing);
    canonical = routing_list_format(routing_engine_list(routing_snapshot_engine(rules)));
    root = json_loads(canonical, 0, NULL);
    text = json_dumps(root, JSON_INDENT(1));
    puts(text);
    free(text);
    json_decref(root);
    return TRUE;
}

const struct command routing_export_command = {
    .name = "routing export",
    .summary = "Print the rules of routing that are in force, as JSON.",
    .details = "To be kept, compared, or changed and then tried with tribune routing check and replay.",
    .syntax = { OPTIONS, "" },
    .run = run_export,
};
