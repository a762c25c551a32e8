/* SPDX-License-Identifier: Apache-2.0 */
/* tribune routing replay */
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "command/command-node.h"
#include "command/commands.h"
#include "command/routing-file.h"
#include "mediation/routing/routing-replay.h"

#define LAST_MAX 1000000

typedef struct {
    const DirectorySnapshot *directory;
    const RoutingList *old, *tried;
    const RoutingReplay *replay;
} Told;

static const RoutingRule *
rule_at(const RoutingList *list, guint number)
{
    return number == G_MAXUINT ? NULL : g_ptr_array_index(list->rules, number);
}

/* ---- for people ---- */

/* "Highways, Potholes, high priority" */
static char *
name_outcome(const Told *told, const RoutingDecision *decision)
{
    const Unit *unit = directory_get_unit(told->directory, decision->unit);
    const Service *service = directory_get_service(told->directory, decision->service);
    GString *name = g_string_new(unit != NULL ? unit->name : "no unit");

    if (service != NULL)
        g_string_append_printf(name, ", %s", service->name);
    if (decision->priority != CASE_PRIORITY_NORMAL)
        g_string_append_printf(name, ", %s priority", case_priority_name(decision->priority));
    return g_string_free(name, FALSE);
}

static char *
name_rule(const RoutingList *list, guint number)
{
    const RoutingRule *rule = rule_at(list, number);

    return rule == NULL ? g_strdup("no rule") : g_strdup_printf("rule %u “%s”", number + 1, rule->name);
}

static void
print_change(const Told *told, const RoutingReplayChange *change)
{
    g_autofree char *old = name_outcome(told, &change->old), *now = name_outcome(told, &change->now);

    printf("\n%6u  %s → %s\n", change->count, old, now);
    for (guint i = 0; i < change->examples->len; i++) {
        const RoutingReplayExample *example = g_ptr_array_index(change->examples, i);
        g_autofree char *by_old = name_rule(told->old, example->old), *by_now = name_rule(told->tried, example->now);

        printf("        %s  %s (%s → %s)\n", example->reference, example->title != NULL ? example->title : "", by_old,
               by_now);
    }
}

static void
print_fired(const Told *told)
{
    puts("\nHow often each rule decides:\n");
    for (guint i = 0; i < told->tried->rules->len; i++) {
        const RoutingRule *rule = rule_at(told->tried, i);

        printf("%6u  %u. %s%s\n", g_array_index(told->replay->fired, guint, i), i + 1, rule->name,
               rule->off ? " (switched off)" : "");
    }
    printf("%6u  no rule\n", told->replay->unrouted);
}

static void
print_text(const Told *told)
{
    const RoutingReplay *replay = told->replay;

    printf("%u messages that opened cases, %u of them would go elsewhere (%.2f s)\n", replay->messages, replay->changed,
           (double)replay->microseconds / CLOCK_SECOND);
    if (replay->erased > 0)
        printf("%u of them have no text any more: rules that ask for words do not fit them\n", replay->erased);
    for (guint i = 0; i < replay->changes->len; i++)
        print_change(told, g_ptr_array_index(replay->changes, i));
    print_fired(told);
}

/* ---- for programs ---- */

static json_t *
describe_outcome(const Told *told, const RoutingDecision *decision)
{
    const Unit *unit = directory_get_unit(told->directory, decision->unit);
    const Service *service = directory_get_service(told->directory, decision->service);

    return json_pack("{s:s?, s:s?, s:s}", "unit", unit != NULL ? unit->code : NULL, "service",
                     service != NULL ? service->code : NULL, "priority", case_priority_name(decision->priority));
}

static const char *
id_of(const RoutingList *list, guint number)
{
    const RoutingRule *rule = rule_at(list, number);

    return rule != NULL ? rule->id : NULL;
}

static json_t *
describe_change(const Told *told, const RoutingReplayChange *change)
{
    json_t *examples = json_array();

    for (guint i = 0; i < change->examples->len; i++) {
        const RoutingReplayExample *example = g_ptr_array_index(change->examples, i);

        json_array_append_new(examples, json_pack("{s:s, s:s?, s:s?, s:s?}", "case", example->reference, "title",
                                                  example->title, "from_rule", id_of(told->old, example->old),
                                                  "to_rule", id_of(told->tried, example->now)));
    }
    return json_pack("{s:o, s:o, s:i, s:o}", "from", describe_outcome(told, &change->old), "to",
                     describe_outcome(told, &change->now), "count", (int)change->count, "examples", examples);
}

static json_t *
describe_fired(const Told *told)
{
    json_t *rules = json_array();

    for (guint i = 0; i < told->tried->rules->len; i++)
        json_array_append_new(rules, json_pack("{s:s, s:s, s:b, s:i}", "id", rule_at(told->tried, i)->id, "name",
                                               rule_at(told->tried, i)->name, "off", rule_at(told->tried, i)->off,
                                               "decides", (int)g_array_index(told->replay->fired, guint, i)));
    return rules;
}

static void
print_json(const Told *told)
{
    const RoutingReplay *replay = told->replay;
    json_t *changes = json_array(), *root;
    char *text;

    for (guint i = 0; i < replay->changes->len; i++)
        json_array_append_new(changes, describe_change(told, g_ptr_array_index(replay->changes, i)));
    root = json_pack("{s:i, s:i, s:i, s:i, s:f, s:o, s:o}", "messages", (int)replay->messages, "changed",
                     (int)replay->changed, "without_text", (int)replay->erased, "no_rule", (int)replay->unrouted,
                     "seconds", (double)replay->microseconds / CLOCK_SECOND, "changes", changes, "rules",
                     describe_fired(told));
    text = json_dumps(root, JSON_INDENT(1) | JSON_REAL_PRECISION(6));
    puts(text);
    free(text);
    json_decref(root);
}

/* ---- the command ---- */

static gboolean
run(const CommandLine *line, GError **error)
{
    g_auto(CommandNode) opened = { 0 };
    g_autoptr(DirectorySnapshot) directory = NULL;
    g_autoptr(RoutingSnapshot) rules = NULL;
    g_autoptr(RoutingList) tried = NULL;
    g_autoptr(RoutingReplay) replay = NULL;
    const Mediation *mediation;
    Told told;
    gint64 last;

    if (!command_line_number(line, "last", 1, LAST_MAX, &last, error) ||
        !command_node_open(&opened, line, NODE_READ, error))
        return FALSE;
    mediation = node_mediation(opened.node);
    directory = directory_snapshot(mediation->directory);
    rules = routing_snapshot(mediation->routing);
    tried = routing_file_read(mediation, line, error);
    replay = tried == NULL ? NULL
                           : routing_replay_run(mediation, command_node_actor(), tried, (guint)last, G_MAXINT64, error);
    if (replay == NULL)
        return FALSE;
    told = (Told){ directory, routing_engine_list(routing_snapshot_engine(rules)), tried, replay };
    (command_line_has(line, "json") ? print_json : print_text)(&told);
    return TRUE;
}

static const CommandOption OPTIONS[] = {
    COMMAND_OPTION_CONFIG,
    { "last", "N", "Over the messages that opened the newest N cases.", .standard = "1000" },
    { "json", NULL, "Print it for programs." },
    {},
};

const struct command routing_replay_command = {
    .name = "routing replay",
    .summary = "Say where other rules of routing would have sent the last cases.",
    .details =
        "FILE holds rules as tribune routing export prints them (- reads standard input); without it, the rules in "
        "force are taken, which tells how often each decides. Each message is asked about twice, by the rules in force "
        "and by those of FILE, with what is known of it: its words, the service that was chosen, the labels of "
        "filters, "
        "whether the sender was known then.\n"
        "\n"
        "Prints how many cases would get another unit, service or priority, from where to where, with ten examples of "
        "each, and how often each rule decides. Changes nothing; also beside a serving node.",
    .syntax = { OPTIONS, "[FILE]" },
    .run = run,
};
