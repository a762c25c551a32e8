/* SPDX-License-Identifier: Apache-2.0 */
/* tribune version */
#include "command/commands.h"

#include <stdio.h>

static gboolean
run(const CommandLine *line, GError **error)
{
    (void)line, (void)error;
    printf("tribune %s\n", TRIBUNE_VERSION);
    return TRUE;
}

const struct command version_command = {
    .name = "version",
    .summary = "Which version this is.",
    .syntax = { .arguments = "" },
    .run = run,
};
