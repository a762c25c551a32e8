/* SPDX-License-Identifier: Apache-2.0 */
/* command/routing-file.h: rules of routing in a file, for the subcommands that look at them. */
#pragma once
#include "command/command-line.h"
#include "mediation/mediation.h"

/* The rules in the file that the first argument names ("-" is standard input); without an argument a copy of those in
 * force. The file is at most ROUTING_LIST_SIZE_MAX bytes. Errors name the file. */
RoutingList *routing_file_read(const Mediation *mediation, const CommandLine *line, GError **error);
