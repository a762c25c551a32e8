/* SPDX-License-Identifier: Apache-2.0 */
/* tribune: main. One line per subcommand, in the order of the help. */
#include "command/commands.h"

static const struct command *const COMMANDS[] = {
    &demo_command,
    &init_command,
    &serve_command,
    &relay_command,
    &config_check_command,
    &config_defaults_command,
    &staff_add_command,
    &staff_password_command,
    &staff_reset_factor_command,
    &staff_disable_command,
    &staff_enable_command,
    &staff_list_command,
    &token_add_command,
    &token_list_command,
    &token_revoke_command,
    &channel_list_command,
    &channel_pause_command,
    &channel_resume_command,
    &channel_describe_command,
    &journal_verify_command,
    &journal_checkpoint_command,
    &journal_prove_command,
    &filter_try_command,
    &policy_check_command,
    &policy_explain_command,
    &policy_export_command,
    &policy_import_command,
    &policy_replay_command,
    &routing_check_command,
    &routing_export_command,
    &routing_replay_command,
    &search_rebuild_command,
    &subscribers_import_command,
    &backup_command,
    &restore_command,
    &version_command,
    NULL,
};

int
main(int argc, char **argv)
{
    return command_main(COMMANDS, argc, argv);
}
