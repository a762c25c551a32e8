/* SPDX-License-Identifier: Apache-2.0 */
/* command/policy-file.h: a decision table in a file, for the subcommands that look at it. */
#pragma once
#include "command/command-line.h"
#include "mediation/tables/policy.h"

/* The table in the file that argument @index names ("-" is standard input); without it a copy of the one of --kind that
 * is in force. The file is at most POLICY_TABLE_SIZE_MAX bytes. Errors name the file. */
PolicyTable *policy_file_read(const Mediation *mediation, const CommandLine *line, guint index, GError **error);
