/* SPDX-License-Identifier: Apache-2.0 */
/* tribune channel list, pause, resume, describe: all work beside a serving node. */
#include <stdio.h>

#include "base/clock.h"
#include "base/error.h"
#include "command/channel-manual.h"
#include "command/command-node.h"
#include "command/commands.h"
#include "mediation/channel-words.h"
#include "mediation/delivering/pausing.h"
#include "views/channel-view.h"

/* ---- list ---- */

static void
print_channel(const ChannelViewRow *row)
{
    g_autofree char *legacy = row->channel->legacy != 0 ? clock_format_utc(row->channel->legacy) : NULL;
    g_autofree char *since = row->pause != NULL ? clock_format_utc(row->pause->since) : NULL;
    g_autofree char *oldest = row->oldest != 0 ? clock_format_utc(row->oldest) : NULL;
    g_autofree char *state = since != NULL ? g_strdup_printf("paused since %.16s", since) : g_strdup("on");

    printf("%s\t%s\t%s\t%.10s\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%.16s\t%u\n", row->channel->name,
           row->channel->driver->name, state, legacy != NULL ? legacy : "-", row->deliveries, row->errands + row->aside,
           oldest != NULL ? oldest : "-", row->addresses->len);
}

static gboolean
run_list(const CommandLine *line, GError **error)
{
    g_auto(CommandNode) opened = { 0 };
    g_autoptr(GPtrArray) rows = NULL;

    if (!command_node_open(&opened, line, NODE_READ, error) ||
        (rows = channel_view_list(node_mediation(opened.node), command_node_actor(), error)) == NULL)
        return FALSE;
    for (guint i = 0; i < rows->len; i++)
        print_channel(g_ptr_array_index(rows, i));
    return TRUE;
}

/* ---- pause and resume ---- */

static gboolean
run_pause(const CommandLine *line, GError **error)
{
    g_auto(CommandNode) opened = { 0 };
    const char *name = command_line_argument(line, 0);

    if (!command_node_open(&opened, line, NODE_VISIT, error) ||
        !pausing_pause(node_mediation(opened.node), command_node_actor(), name, command_line_option(line, "reason"),
                       error))
        return FALSE;
    printf("%s is paused; `tribune channel resume %s` lets it go on\n", name, name);
    return TRUE;
}

static gboolean
run_resume(const CommandLine *line, GError **error)
{
    g_auto(CommandNode) opened = { 0 };
    const char *name = command_line_argument(line, 0);

    if (!command_node_open(&opened, line, NODE_VISIT, error) ||
        !pausing_resume(node_mediation(opened.node), command_node_actor(), name, error))
        return FALSE;
    printf("%s goes on\n", name);
    return TRUE;
}

/* ---- describe ---- */

static gboolean
run_describe(const CommandLine *line, GError **error)
{
    const char *name = command_line_argument(line, 0);
    const struct channel_driver *driver = channel_words_find(CHANNEL_DRIVERS, name);
    g_autofree char *text = NULL;

    if (driver == NULL)
        return command_usage(error, "there is no driver \"%s\"; `tribune config defaults` has them all", name);
    text = channel_manual_describe(driver);
    fputs(text, stdout);
    return TRUE;
}

/* ---- the commands ---- */

static const CommandOption OPTIONS[] = { COMMAND_OPTION_CONFIG, {} };
static const CommandOption PAUSE_OPTIONS[] = {
    COMMAND_OPTION_CONFIG,
    { "reason", "TEXT", "Why; officers read it where an answer waits.", .required = TRUE },
    {},
};

const struct command channel_list_command = {
    .name = "channel list",
    .summary = "All channels, one per line: name, driver, on or paused, the day it goes, what waits.",
    .details = "Columns are separated by tabs: name, driver, state, day on which it goes (legacy), messages that wait "
               "to leave, other things that wait, since when the oldest waits (UTC), number of addresses. How a "
               "channel is at the moment, and what it has counted, the serving node knows: see /metrics and the page "
               "of channels.",
    .syntax = { OPTIONS, "" },
    .run = run_list,
};

const struct command channel_pause_command = {
    .name = "channel pause",
    .summary = "Hold what would leave by a channel.",
    .details = "It waits, also over restarts, and is not given up for its age, until `tribune channel resume`. What "
               "people write is taken in. A serving node follows at once; what it is sending just then still leaves.",
    .syntax = { PAUSE_OPTIONS, "NAME" },
    .run = run_pause,
};

const struct command channel_resume_command = {
    .name = "channel resume",
    .summary = "Let a paused channel go on.",
    .details = "What waits leaves in the order in which it was due, as fast as the channel's bounds let it.",
    .syntax = { OPTIONS, "NAME" },
    .run = run_resume,
};

const struct command channel_describe_command = {
    .name = "channel describe",
    .summary = "Print what a driver speaks, can and is set by, as it stands in the manual.",
    .details = "DRIVER is what `driver =` says in the configuration. Markdown; `script/channel-manual` writes it into "
               "docs/channels.",
    .syntax = { .arguments = "DRIVER" },
    .run = run_describe,
};
