/* SPDX-License-Identifier: Apache-2.0 */
/* tribune relay: holds the lines of the channels that need one, while nodes come and go. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/signalfd.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#include "base/error.h"
#include "base/log.h"
#include "base/secret.h"
#include "command/command-node.h"
#include "command/commands.h"
#include "command/owner.h"
#include "command/serving.h"
#include "relay/relay.h"

typedef struct {
    const Config *config;
    char *folder; /* of the spools */
    int lock, signals;
    Secret *secret;
    Relay *relay;
    guint lines;
} Relaying;

static void
relaying_clear(Relaying *relaying)
{
    g_clear_pointer(&relaying->relay, relay_free);
    g_clear_pointer(&relaying->secret, secret_free);
    if (relaying->lock >= 0)
        close(relaying->lock);
    if (relaying->signals >= 0)
        close(relaying->signals);
    g_free(relaying->folder);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Relaying, relaying_clear)

/* Of one relay alone. */
static gboolean
open_folder(Relaying *relaying, GError **error)
{
    const char *configured = config_text(relaying->config, "relay", "spool");

    relaying->folder = configured != NULL
                           ? g_strdup(configured)
                           : g_build_filename(config_text(relaying->config, "node", "data"), "spool", NULL);
    if (g_mkdir_with_parents(relaying->folder, 0700) == 0)
        relaying->lock = open(relaying->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (relaying->lock < 0) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "the spool folder %s: %s", relaying->folder,
                    g_strerror(errno));
        return FALSE;
    }
    if (flock(relaying->lock, LOCK_EX | LOCK_NB) == 0)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY, "another relay works in %s", relaying->folder);
    return FALSE;
}

static gboolean
open_secret(Relaying *relaying, GError **error)
{
    g_autofree char *path = g_build_filename(config_text(relaying->config, "node", "data"), "secret.key", NULL);

    relaying->secret = secret_open(path, error);
    return relaying->secret != NULL;
}

/* "im-in", with a key of its own. */
static Spool *
open_spool(const Relaying *relaying, const char *name, const char *direction, GError **error)
{
    g_autofree char *whole = g_strconcat(name, "-", direction, NULL);
    g_autofree char *label = g_strconcat("relay spool ", whole, NULL);
    guint8 key[SECRET_SIZE];
    Spool *spool;

    secret_derive(relaying->secret, label, key, sizeof key);
    spool =
        spool_open(relaying->folder, whole, key, (gsize)config_integer(relaying->config, "relay", "max-spool"), error);
    explicit_bzero(key, sizeof key);
    return spool;
}

static gboolean
add_line(Relaying *relaying, const struct channel_driver *driver, const char *group, GError **error)
{
    const char *name = strchr(group, '.') + 1;
    g_autoptr(Spool) in = open_spool(relaying, name, "in", error), out = NULL;
    g_autoptr(GError) trouble = NULL;
    RelayLine *line;

    if (in == NULL)
        return FALSE;
    out = open_spool(relaying, name, "out", error);
    if (out == NULL)
        return FALSE;
    line = driver->line(relaying->config, group, in, out, &trouble);
    if (line == NULL && trouble == NULL)
        return TRUE;
    if (line == NULL) {
        g_propagate_prefixed_error(error, g_steal_pointer(&trouble), "[%s] ", group);
        return FALSE;
    }
    in = out = NULL; /* the line's */
    relay_add(relaying->relay, line);
    relaying->lines++;
    return TRUE;
}

static gboolean
add_lines(Relaying *relaying, GError **error)
{
    for (const char *const *group = config_groups(relaying->config, "channel"); *group != NULL; group++) {
        const char *name = config_text(relaying->config, *group, "driver");

        for (const struct channel_driver *const *driver = CHANNEL_DRIVERS; *driver != NULL; driver++)
            if (strcmp((*driver)->name, name) == 0 && (*driver)->line != NULL &&
                !add_line(relaying, *driver, *group, error))
                return FALSE;
    }
    if (relaying->lines > 0)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG,
                        "no channel in the configuration goes through the relay; there is nothing to do");
    return FALSE;
}

static void
watch_signals(Relaying *relaying)
{
    sigset_t ending;

    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGINT);
    relaying->signals = signalfd(-1, &ending, SFD_CLOEXEC);
}

static gboolean
run(const CommandLine *line, GError **error)
{
    g_autoptr(Config) config = command_node_config(line, error);
    g_auto(Relaying) relaying = { .config = config, .lock = -1, .signals = -1 };

    if (config == NULL || !command_node_check(config, error) ||
        !owner_become(config_text(config, "node", "data"), error))
        return FALSE;
    serving_prepare();
    watch_signals(&relaying);
    if (!open_folder(&relaying, error) || !open_secret(&relaying, error))
        return FALSE;
    relaying.relay = relay_new(config_address(config, "relay", "listen"), error);
    if (relaying.relay == NULL || !add_lines(&relaying, error))
        return FALSE;
    log_event(LOG_INFO, "relay.ready", NULL);
    sd_notify(0, "READY=1");
    relay_run(relaying.relay, relaying.signals);
    sd_notify(0, "STOPPING=1");
    return TRUE;
}

static const CommandOption OPTIONS[] = { COMMAND_OPTION_CONFIG, {} };

const struct command relay_command = {
    .name = "relay",
    .summary = "Hold the connections to other servers while the node restarts.",
    .details = "A process of its own beside `tribune serve`, for channels whose other side would lose messages while "
               "nobody is "
               "connected: instant messages. What comes in is kept on disk until the node has recorded it; what goes "
               "out is on "
               "disk before the node counts it as sent. The node may end, crash and start meanwhile, and so may the "
               "relay. Runs "
               "until SIGTERM or SIGINT. See [relay] in the configuration.",
    .syntax = { OPTIONS, "" },
    .run = run,
};
