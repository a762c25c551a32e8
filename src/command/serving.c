/* SPDX-License-Identifier: Apache-2.0 */
#include "command/serving.h"

#include <errno.h>
#include <signal.h>
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

static HttpServer *
make_server(const Config *config, GError **error)
{
    g_autofree char *listen = netaddress_format(config_address(config, "console", "listen"));

    return http_server_new(
        &(HttpServerSettings){ .listen = listen,
                               .public_url = config_text(config, "console", "public-url"),
                               .trust_proxy = config_boolean(config, "console", "trust-proxy"),
                               .threads = (guint)config_integer(config, "console", "threads"),
                               .workers = (guint)config_integer(config, "console", "workers"),
                               .connections = (guint)config_integer(config, "console", "connections") },
        error);
}

static void
tell_ready(const Serving *serving, const HttpServer *server, gint64 began)
{
    g_autofree char *took = g_strdup_printf("%" G_GINT64_FORMAT, (clock_monotonic() - began) / 1000);

    log_event(LOG_INFO, "serve.ready", "version", TRIBUNE_VERSION, "url", http_server_url(server), "milliseconds", took,
              NULL);
    sd_notify(0, "READY=1\nSTATUS=Serving");
    if (serving->on_ready != NULL)
        serving->on_ready(serving->data, http_server_url(server));
}

static gboolean
serve(const Serving *serving, Node *node, HttpServer *server, Faces *faces, gint64 began, GError **error)
{
    if (!http_server_start(server, error) || !node_start(node, error))
        return FALSE;
    tell_ready(serving, server, began);
    log_event(LOG_INFO, "serve.stopping", "signal", g_strsignal(wait_for_end(serving, node)), NULL);
    sd_notify(0, "STOPPING=1\nSTATUS=Finishing what is under way");
    faces_set_stopping(faces);
    give_signals_back();
    return TRUE;
}

gboolean
serving_run(const Serving *serving, const Config *config, GError **error)
{
    gint64 began = clock_monotonic();
    g_autoptr(Node) node = node_open(config, NODE_SERVE, error);
    HttpServer *server = node != NULL ? make_server(config, error) : NULL;
    g_autoptr(Faces) faces = server != NULL ? faces_new(node, server, error) : NULL;
    gboolean done = faces != NULL && serve(serving, node, server, faces, began, error);

    /* What is taken in and sent wakes pages, so the server ends after it. */
    if (node != NULL)
        node_stop(node, GRACE);
    g_clear_pointer(&server, http_server_stop);
    g_clear_pointer(&faces, faces_free);
    g_clear_pointer(&node, node_close);
    if (done)
        log_event(LOG_INFO, "serve.stopped", NULL);
    return done;
}
