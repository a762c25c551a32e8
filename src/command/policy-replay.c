/* SPDX-License-Identifier: Apache-2.0 */
/* tribune policy replay */
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "command/command-node.h"
#include "command/commands.h"
#include "command/policy-file.h"
#include "mediation/tables/policy-replay.h"

static const char *
name_outputs(const char *outputs)
{
    return *outputs == '\0' ? "nothing" : outputs;
}

static void
print_change(const PolicyReplayChange *change)
{
    printf("\n%8" G_GUINT64_FORMAT "  %s → %s\n", change->count, name_outputs(change->old), name_outputs(change->now));
    for (guint i = 0; i < change->examples->len; i++) {
        const PolicyReplayExample *example = g_ptr_array_index(change->examples, i);
        g_autofree char *inputs = policy_facts_format(example->facts);

        printf("          %s\n", inputs);
    }
}

static void
print_text(const PolicyReplay *replay)
{
    printf("%" G_GUINT64_FORMAT " decisions compared, %" G_GUINT64_FORMAT " would come out otherwise (%.2f s)\n",
           replay->compared, replay->changed, (double)replay->microseconds / CLOCK_SECOND);
    if (replay->unreadable > 0)
        printf("%" G_GUINT64_FORMAT " have inputs that nobody can be asked with any more\n", replay->unreadable);
    for (guint i = 0; i < replay->changes->len; i++)
        print_change(g_ptr_array_index(replay->changes, i));
    if (replay->other > 0)
        printf("\n%8" G_GUINT64_FORMAT "  in other ways\n", replay->other);
    if (replay->tallies->len > 0)
        puts("\nHow often each came, and would come:\n");
    for (guint i = 0; i < replay->tallies->len; i++) {
        const PolicyReplayTally *tally = g_ptr_array_index(replay->tallies, i);

        printf("%8" G_GUINT64_FORMAT " %8" G_GUINT64_FORMAT "  %s\n", tally->old, tally->now,
               name_outputs(tally->output));
    }
}

static json_t *
describe_change(const PolicyReplayChange *change)
{
    json_t *examples = json_array();

    for (guint i = 0; i < change->examples->len; i++) {
        const PolicyReplayExample *example = g_ptr_array_index(change->examples, i);

        json_array_append_new(examples, policy_facts_write(example->facts));
    }
    return json_pack("{s:s, s:s, s:I, s:o}", "from", change->old, "to", change->now, "count", (json_int_t)change->count,
                     "examples", examples);
}

static void
print_json(const PolicyReplay *replay)
{
    json_t *changes = json_array(), *outputs = json_array(), *root;
    char *text;

    for (guint i = 0; i < replay->changes->len; i++)
        json_array_append_new(changes, describe_change(g_ptr_array_index(replay->changes, i)));
    for (guint i = 0; i < replay->tallies->len; i++) {
        const PolicyReplayTally *tally = g_ptr_array_index(replay->tallies, i);

        json_array_append_new(outputs, json_pack("{s:s, s:I, s:I}", "output", tally->output, "came",
                                                 (json_int_t)tally->old, "would_come", (json_int_t)tally->now));
    }
    root = json_pack("{s:I, s:I, s:I, s:I, s:f, s:o, s:o}", "compared", (json_int_t)replay->compared, "changed",
                     (json_int_t)replay->changed, "other", (json_int_t)replay->other, "unreadable",
                     (json_int_t)replay->unreadable, "seconds", (double)replay->microseconds / CLOCK_SECOND, "changes",
                     changes, "outputs", outputs);
    text = json_dumps(root, JSON_INDENT(1) | JSON_REAL_PRECISION(6));
    puts(text);
    free(text);
    json_decref(root);
}

static gboolean
run(const CommandLine *line, GError **error)
{
    g_auto(CommandNode) opened = { 0 };
    g_autoptr(PolicyTable) table = NULL;
    g_autoptr(PolicyReplay) replay = NULL;
    gint64 last;

    if (!command_line_number(line, "last", 1, POLICY_REPLAY_DECISIONS, &last, error) ||
        !command_node_open(&opened, line, NODE_READ, error))
        return FALSE;
    table = policy_file_read(node_mediation(opened.node), line, 0, error);
    replay = table == NULL ? NULL
                           : policy_replay_run(node_mediation(opened.node), command_node_actor(), table, (guint)last,
                                               G_MAXINT64, error);
    if (replay == NULL)
        return FALSE;
    (command_line_has(line, "json") ? print_json : print_text)(replay);
    return TRUE;
}

static const CommandOption OPTIONS[] = {
    COMMAND_OPTION_CONFIG,
    { "kind", "KIND", "Of this kind, when no FILE is named: channel, duty or hold.", .standard = "channel" },
    { "last", "N", "Over the newest N decisions.", .standard = "100000" },
    { "json", NULL, "Print it for programs." },
    {},
};

const struct command policy_replay_command = {
    .name = "policy replay",
    .summary = "Say what a decision table would have decided in the past.",
    .details =
        "FILE holds a table as tribune policy export prints it (- reads standard input); without it, the one in "
        "force is taken. Each past decision is made again with the inputs that it had. Prints how many would come "
        "out otherwise, from what to what, with twenty examples of each, and how often each output came and "
        "would come. Changes nothing.",
    .syntax = { OPTIONS, "[FILE]" },
    .run = run,
};
