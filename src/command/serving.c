/* SPDX-License-Identifier: Apache-2.0 */
#include "command/serving.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <systemd/sd-daemon.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "command/faces.h"

#define GRACE       (10 * CLOCK_SECOND)
#define DESCRIPTORS 16384

/* ---- the process ---- */

static void
ending_signals(sigset_t *ret)
{
    sigemptyset(ret);
    sigaddset(ret, SIGTERM);
    sigaddset(ret, SIGINT);
    sigaddset(ret, SIGHUP);
}

void
serving_prepare(void)
{
    struct rlimit limit;
    sigset_t signals;

    umask(0077);
    signal(SIGPIPE, SIG_IGN);
    ending_signals(&signals);
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < DESCRIPTORS) {
        limit.rlim_cur = MIN(limit.rlim_max, DESCRIPTORS);
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

static gboolean
ends(const Serving *serving, int number)
{
    return number == SIGTERM || number == SIGINT || (number == SIGHUP && serving->hang_up);
}

gboolean
serving_is_ended(const Serving *serving)
{
    sigset_t signals, pending;
    int number;

    ending_signals(&signals);
    sigpending(&pending);
    for (number = 1; number < NSIG; number++)
        if (sigismember(&signals, number) == 1 && sigismember(&pending, number) == 1 && ends(serving, number))
            return TRUE;
    return FALSE;
}

/* From now on a signal ends the process. */
static void
give_signals_back(void)
{
    sigset_t signals;

    ending_signals(&signals);
    pthread_sigmask(SIG_UNBLOCK, &signals, NULL);
}

/* ---- being alive ---- */

static void
beat(Node *node)
{
    JobBacklog backlog;
    g_autoptr(GError) error = NULL;

    /* Not answered while the store hangs: then the service manager starts us anew. */
    if (work_backlog(node_mediation(node)->work, WORK_SCREEN, &backlog, &error))
        sd_notify(0, "WATCHDOG=1");
    else
        log_failure("serve.not-alive", error);
}

/* Blocks until a signal ends it; gives its number. */
static int
wait_for_end(const Serving *serving, Node *node)
{
    uint64_t period = 0;
    struct timespec pause = { .tv_sec = 3600 };
    sigset_t signals;

    ending_signals(&signals);
    if (sd_watchdog_enabled(0, &period) > 0) {
        pause.tv_sec = (time_t)(period / 3 / 1000000);
        pause.tv_nsec = (long)(period / 3 % 1000000 * 1000);
    }
    for (;;) {
        int number = sigtimedwait(&signals, NULL, &pause);

        if (number > 0 && ends(serving, number))
            return number;
        if (number < 0 && errno == EAGAIN && period > 0)
            beat(node);
    }
}

/* ---- from start to end ---- */

/* Each face has an address of its own, so that nothing of the citizens' pages shares an origin with the officers'. */
typedef struct {
    HttpServer *console, *portal; /* portal NULL: none is configured */
} Servers;

static HttpServer *
make_server(const Config *config, const char *group, GError **error)
{
    g_autofree char *listen = netaddress_format(config_address(config, group, "listen"));

    return http_server_new(&(HttpServerSettings){ .listen = listen,
                                                  .public_url = config_text(config, group, "public-url"),
                                                  .trust_proxy = config_boolean(config, group, "trust-proxy"),
                                                  .threads = (guint)config_integer(config, group, "threads"),
                                                  .workers = (guint)config_integer(config, group, "workers"),
                                                  .connections = (guint)config_integer(config, group, "connections") },
                           error);
}

static gboolean
make_servers(Servers *servers, const Config *config, GError **error)
{
    servers->console = make_server(config, "console", error);
    if (servers->console == NULL)
        return FALSE;
    if (config_address(config, "portal", "listen") == NULL)
        return TRUE;
    servers->portal = make_server(config, "portal", error);
    return servers->portal != NULL;
}

static gboolean
start_servers(const Servers *servers, GError **error)
{
    return http_server_start(servers->console, error) &&
           (servers->portal == NULL || http_server_start(servers->portal, error));
}

static void
stop_servers(Servers *servers)
{
    g_clear_pointer(&servers->portal, http_server_stop);
    g_clear_pointer(&servers->console, http_server_stop);
}

static void
tell_ready(const Serving *serving, const Servers *servers, gint64 began)
{
    const char *url = http_server_url(servers->console);
    const char *portal = servers->portal != NULL ? http_server_url(servers->portal) : NULL;
    g_autofree char *took = g_strdup_printf("%" G_GINT64_FORMAT, (clock_monotonic() - began) / 1000);

    log_event(LOG_INFO, "serve.ready", "version", TRIBUNE_VERSION, "url", url, "portal", portal != NULL ? portal : "",
              "milliseconds", took, NULL);
    sd_notify(0, "READY=1\nSTATUS=Serving");
    if (serving->on_ready != NULL)
        serving->on_ready(serving->data, url, portal);
}

/* A channel that is being replaced is said at each start, so that its day comes as no surprise. */
static void
tell_legacy(const Channels *channels)
{
    for (guint i = 0; i < channels_count(channels); i++) {
        const Channel *channel = channels_at(channels, i);
        ChannelLegacy legacy = channels_legacy(channel, clock_now());
        g_autofree char *goes = legacy != LEGACY_NOT ? clock_format_utc(channel->legacy) : NULL;

        if (legacy == LEGACY_NOT)
            continue;
        goes[strlen("2027-06-30")] = '\0';
        log_event(legacy == LEGACY_AHEAD ? LOG_INFO : LOG_WARNING, "channel.legacy", "channel", channel->name, "goes",
                  goes, NULL);
    }
}

static gboolean
serve(const Serving *serving, Node *node, const Servers *servers, Faces *faces, gint64 began, GError **error)
{
    if (!start_servers(servers, error) || !node_start(node, error))
        return FALSE;
    faces_set_state(faces, MONITOR_SERVING);
    tell_legacy(node_mediation(node)->channels);
    tell_ready(serving, servers, began);
    log_event(LOG_INFO, "serve.stopping", "signal", g_strsignal(wait_for_end(serving, node)), NULL);
    sd_notify(0, "STOPPING=1\nSTATUS=Finishing what is under way");
    faces_set_state(faces, MONITOR_STOPPING);
    give_signals_back();
    return TRUE;
}

gboolean
serving_run(const Serving *serving, const Config *config, GError **error)
{
    gint64 began = clock_monotonic();
    g_autoptr(Node) node = node_open(config, NODE_SERVE, error);
    Servers servers = { NULL, NULL };
    gboolean made = node != NULL && make_servers(&servers, config, error);
    g_autoptr(Faces) faces = made ? faces_new(node, servers.console, servers.portal, error) : NULL;
    gboolean done = faces != NULL && serve(serving, node, &servers, faces, began, error);

    /* What is taken in and sent wakes pages, so the server ends after it. */
    if (node != NULL)
        node_stop(node, GRACE);
    stop_servers(&servers);
    g_clear_pointer(&faces, faces_free);
    g_clear_pointer(&node, node_close);
    if (done)
        log_event(LOG_INFO, "serve.stopped", NULL);
    return done;
}
