/* SPDX-License-Identifier: Apache-2.0 */
#include "command/command-node.h"

#include <pthread.h>

#include "base/error.h"
#include "command/owner.h"

static const char *const FILES[] = { "secret.key", "journal.key", "tribune.db", "keys.db" };

Config *
command_node_config(const CommandLine *line, GError **error)
{
    GError *fault = NULL;
    Config *config = node_config_load(command_line_option(line, "config"), &fault);

    if (config == NULL) {
        fault->code = TRIBUNE_ERROR_CONFIG;
        g_propagate_error(error, fault);
    }
    return config;
}

static gboolean
is_there(const Config *config, const char *file)
{
    g_autofree char *path = g_build_filename(config_text(config, "node", "data"), file, NULL);

    return g_file_test(path, G_FILE_TEST_EXISTS);
}

gboolean
command_node_is_blank(const Config *config)
{
    for (guint i = 0; i < G_N_ELEMENTS(FILES); i++)
        if (is_there(config, FILES[i]))
            return FALSE;
    return TRUE;
}

gboolean
command_node_check(const Config *config, GError **error)
{
    const char *data = config_text(config, "node", "data");

    if (command_node_is_blank(config)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG,
                    "there is nothing in the data folder %s yet; `tribune init` makes what is needed", data);
        return FALSE;
    }
    for (guint i = 0; i < G_N_ELEMENTS(FILES); i++) {
        if (is_there(config, FILES[i]))
            continue;
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG,
                    "%s is missing in the data folder %s; put it back from a backup", FILES[i], data);
        return FALSE;
    }
    return TRUE;
}

gboolean
command_node_open(CommandNode *opened, const CommandLine *line, NodeMode mode, GError **error)
{
    opened->config = command_node_config(line, error);
    if (opened->config == NULL || !command_node_check(opened->config, error) ||
        !owner_become(config_text(opened->config, "node", "data"), error))
        return FALSE;
    opened->node = node_open(opened->config, mode, error);
    return opened->node != NULL;
}

void
command_node_close(CommandNode *opened)
{
    g_clear_pointer(&opened->node, node_close);
    g_clear_pointer(&opened->config, config_free);
}

/* ---- who acts ---- */

static Actor actor;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void
name_actor(void)
{
    actor = (Actor){ .kind = ACTOR_SYSTEM, .name = g_strdup_printf("command line, %s", g_get_user_name()) };
}

const Actor *
command_node_actor(void)
{
    pthread_once(&once, name_actor);
    return &actor;
}
