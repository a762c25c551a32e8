/* SPDX-License-Identifier: Apache-2.0 */
/* tribune search rebuild */
#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "command/command-node.h"
#include "command/commands.h"
#include "mediation/indexing.h"

static void
tell(gint64 documents, gboolean done)
{
    gboolean terminal = isatty(STDERR_FILENO) != 0;

    if (done || terminal)
        fprintf(stderr, "%s%" G_GINT64_FORMAT " documents indexed%s", terminal ? "\r" : "", documents,
                done ? "\n" : "");
}

/* Beside a node that serves, both do some of it. */
static gboolean
make_anew(Mediation *mediation, GError **error)
{
    const IndexingPace pace = { .documents = 1024, .rows = 20000 };
    gint64 documents = 0, told = 0;
    gboolean done = FALSE;
    guint added;

    while (!done) {
        if (!indexing_step(mediation, &pace, &done, &added, error))
            return FALSE;
        documents += added;
        if (clock_monotonic() > told + CLOCK_SECOND) {
            tell(documents, FALSE);
            told = clock_monotonic();
        }
    }
    tell(documents, TRUE);
    return TRUE;
}

static gboolean
run_rebuild(const CommandLine *line, GError **error)
{
    g_auto(CommandNode) opened = { 0 };

    return command_node_open(&opened, line, NODE_VISIT, error) && indexing_clear(node_mediation(opened.node), error) &&
           make_anew(node_mediation(opened.node), error);
}

static const CommandOption REBUILD_OPTIONS[] = {
    COMMAND_OPTION_CONFIG,
    {},
};

const struct command search_rebuild_command = {
    .name = "search rebuild",
    .summary = "Make the search index anew from what is stored.",
    .details = "Forgets the whole index and follows the trail from its beginning. Never needed in ordinary life; the "
               "index holds nothing that is not stored elsewhere. Also beside a serving node: searches find little "
               "until it is done, newest last. Stopped in the middle, the serving node goes on.",
    .syntax = { REBUILD_OPTIONS, "" },
    .run = run_rebuild,
};
