/* SPDX-License-Identifier: Apache-2.0 */
/* command/command-node.h: the configuration and the node behind a subcommand's --config. */
#pragma once
#include "command/command.h"
#include "command/node.h"

typedef struct {
    Config *config;
    Node *node;
} CommandNode;

/* The file that --config names. TRIBUNE_ERROR_CONFIG with every fault of it, also when there is none. Blocks. */
Config *command_node_config(const CommandLine *line, GError **error);

/* Whether the data folder of @config is what `tribune init` leaves. TRIBUNE_ERROR_CONFIG says what is missing: nothing
 * is ever made anew beside what is there, since a fresh key would make the old content unreadable. */
gboolean command_node_check(const Config *config, GError **error);

/* Whether nothing is there yet. */
gboolean command_node_is_blank(const Config *config);

/* All of it, to be closed also after a failure. The process becomes the owner of the data folder (command/owner.h), so
 * what else needs root comes before. Blocks. */
gboolean command_node_open(CommandNode *opened, const CommandLine *line, NodeMode mode, GError **error);
void command_node_close(CommandNode *opened);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CommandNode, command_node_close)

/* Who acts when somebody works on the command line: Tribune itself, with the name of the account in the record. Not to
 * be freed. */
const Actor *command_node_actor(void);
