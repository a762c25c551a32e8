/* SPDX-License-Identifier: Apache-2.0 */
/* tribune config defaults */
#include <stdio.h>

#include "command/commands.h"
#include "command/node-config.h"

static gboolean
run(const CommandLine *line, GError **error)
{
    g_autofree char *text = config_write_defaults(node_config_tables());

    (void)line, (void)error;
    fputs(text, stdout);
    return TRUE;
}

const struct command config_defaults_command = {
    .name = "config defaults",
    .summary = "Print a configuration file with every setting, its meaning and its default.",
    .syntax = { .arguments = "" },
    .run = run,
};
