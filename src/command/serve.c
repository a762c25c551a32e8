/* SPDX-License-Identifier: Apache-2.0 */
/* tribune serve */
#include "command/command-node.h"
#include "command/commands.h"
#include "command/owner.h"
#include "command/serving.h"

static gboolean
run(const CommandLine *line, GError **error)
{
    g_autoptr(Config) config = command_node_config(line, error);

    if (config == NULL || !command_node_check(config, error) ||
        !owner_become(config_text(config, "node", "data"), error))
        return FALSE;
    serving_prepare();
    return serving_run(&(Serving){ 0 }, config, error);
}

static const CommandOption OPTIONS[] = { COMMAND_OPTION_CONFIG, {} };

const struct command serve_command = {
    .name = "serve",
    .summary = "Serve: take messages, deliver answers, show the console.",
    .details =
        "Runs until SIGTERM or SIGINT, and then finishes what is under way; a second signal ends it at once, which "
        "loses nothing either. SIGHUP is ignored. Tells systemd when it is ready, and that it is alive when the unit "
        "has WatchdogSec=. Says what happens on standard error, one line per event: time, level, event, key=value.\n"
        "\n"
        "For monitors, at the console's address: /healthz answers 200 while the process runs; /readyz 200 while "
        "messages "
        "can be taken and answers sent, else 503, with the reasons as JSON; /metrics numbers in Prometheus' text "
        "format. "
        "Reasons and numbers are for this machine, or for who shows the bearer token of [console] metrics-token.",
    .syntax = { OPTIONS, "" },
    .run = run,
};
