/* SPDX-License-Identifier: Apache-2.0 */
/* command/commands.h: every subcommand there is; the table is in src/tribune.c. */
#pragma once
#include "command/command.h"

extern const struct command demo_command;
extern const struct command init_command;
extern const struct command serve_command;
extern const struct command relay_command;
extern const struct command config_check_command;
extern const struct command config_defaults_command;
extern const struct command staff_add_command;
extern const struct command staff_password_command;
extern const struct command staff_reset_factor_command;
extern const struct command staff_disable_command;
extern const struct command staff_enable_command;
extern const struct command staff_list_command;
extern const struct command token_add_command;
extern const struct command token_list_command;
extern const struct command token_revoke_command;
extern const struct command channel_list_command;
extern const struct command channel_pause_command;
extern const struct command channel_resume_command;
extern const struct command channel_describe_command;
extern const struct command journal_verify_command;
extern const struct command journal_checkpoint_command;
extern const struct command journal_prove_command;
extern const struct command filter_try_command;
extern const struct command policy_check_command;
extern const struct command policy_explain_command;
extern const struct command policy_export_command;
extern const struct command policy_import_command;
extern const struct command policy_replay_command;
extern const struct command routing_check_command;
extern const struct command routing_export_command;
extern const struct command routing_replay_command;
extern const struct command search_rebuild_command;
extern const struct command subscribers_import_command;
extern const struct command backup_command;
extern const struct command restore_command;
extern const struct command version_command;
