/* SPDX-License-Identifier: Apache-2.0 */
/* tribune config check */
#include <stdio.h>

#include "base/error.h"
#include "base/locale.h"
#include "command/command-node.h"
#include "command/commands.h"
#include "command/node-config.h"
#include "command/share-folder.h"
#include "journal/key.h"
#include "mediation/channels.h"
#include "mediation/filters.h"

static gboolean
is_never(const ChannelHost *host, const char *uri)
{
    (void)host, (void)uri;
    return FALSE;
}

/* What only the drivers themselves can tell. Nothing listens or is written. */
static gboolean
check_drivers(const Config *config, GError **error)
{
    static const guint8 master[RECORD_SECRET_SIZE];
    g_autofree char *portal_url = node_config_url(config, "portal");
    ChannelHost host = { .authority = config_text(config, "node", "authority"),
                         .domain = config_text(config, "node", "domain"),
                         .portal_url = portal_url,
                         .is_endpoint = is_never };
    Channels *channels = channels_open(config, CHANNEL_DRIVERS, &host, master, error);
    Filters *filters = channels != NULL ? filters_open(config, FILTER_DRIVERS, NULL, error) : NULL;
    gboolean good = filters != NULL;

    g_clear_pointer(&channels, channels_close);
    g_clear_pointer(&filters, filters_close);
    return good;
}

/* Whether the journal's name can be made of domain and instance, which is judged before a key file is looked for. */
static gboolean
check_name(const Config *config, GError **error)
{
    g_autoptr(GError) fault = NULL;
    JournalKey *key =
        journal_key_open("", config_text(config, "node", "domain"), config_text(config, "node", "instance"), &fault);

    g_clear_pointer(&key, journal_key_free);
    if (!g_error_matches(fault, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG))
        return TRUE;
    g_propagate_prefixed_error(error, g_steal_pointer(&fault), "[node] ");
    return FALSE;
}

static gboolean
check_body(const Config *config, GError **error)
{
    const char *zone = config_text(config, "node", "timezone");

    if (locale_timezone_is_known(zone))
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG,
                "[node] timezone: there is no \"%s\"; names are like Europe/London", zone);
    return FALSE;
}

static gboolean
check_share(const Config *config, GError **error)
{
    static const struct {
        const char *folder, *file;
    } NEEDED[] = { { "templates", "console" }, { "assets", "manifest.json" }, { "locale", "." } };

    for (guint i = 0; i < G_N_ELEMENTS(NEEDED); i++) {
        g_autofree char *folder = share_folder_find(config_text(config, "node", "share"), NEEDED[i].folder);
        g_autofree char *path = g_build_filename(folder, NEEDED[i].file, NULL);

        if (g_file_test(path, G_FILE_TEST_EXISTS))
            continue;
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "[node] share: there is no %s", path);
        return FALSE;
    }
    return TRUE;
}

static gboolean
run(const CommandLine *line, GError **error)
{
    g_autoptr(Config) config = command_node_config(line, error);

    if (config == NULL || !check_body(config, error) || !check_name(config, error) || !check_share(config, error) ||
        !check_drivers(config, error))
        return FALSE;
    printf("%s is good\n", command_line_option(line, "config"));
    return TRUE;
}

static const CommandOption OPTIONS[] = { COMMAND_OPTION_CONFIG, {} };

const struct command config_check_command = {
    .name = "config check",
    .summary = "Check the configuration file without starting anything.",
    .details = "Every unknown group or key, every value out of its range is told with its line and the nearest name "
               "that would do; up to 20 at once.",
    .syntax = { OPTIONS, "" },
    .run = run,
};
