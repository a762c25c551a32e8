/* SPDX-License-Identifier: Apache-2.0 */
#include "api/monitor.h"

#include <openssl/crypto.h>
#include <stdatomic.h>
#include <string.h>

#include "api/metrics.h"
#include "base/clock.h"
#include "base/thread.h"
#include "mediation/delivering/pausing.h"
#include "mediation/health.h"
#include "mediation/releasing/emergency.h"
#include "mediation/subscribing/notices.h"
#include "views/journal-view.h"

#define STORE_PAUSE (5 * CLOCK_SECOND)

struct Monitor {
    MonitorSettings settings;
    gint64 started;
    atomic_int state; /* MonitorState */
    Mutex mutex;      /* held while the store is tried, so that one try serves all who ask */
    gint64 tried;
    char *trouble; /* of the last try; NULL: none */
};

/* ---- who asks ---- */

static gboolean
is_passed_on(const HttpRequest *request)
{
    static const char *const HEADERS[] = { "X-Forwarded-For", "Forwarded", "X-Real-IP", "Via" };

    for (guint i = 0; i < G_N_ELEMENTS(HEADERS); i++)
        if (http_request_header(request, HEADERS[i]) != NULL)
            return TRUE;
    return FALSE;
}

static gboolean
is_local(const HttpRequest *request)
{
    const char *client = http_request_client(request);

    return !is_passed_on(request) &&
           (g_str_has_prefix(client, "127.") || strcmp(client, "::1") == 0 || g_str_has_prefix(client, "::ffff:127."));
}

static gboolean
shows_token(const HttpRequest *request, const char *token)
{
    const char *header = http_request_header(request, "Authorization");

    if (token == NULL || header == NULL || g_ascii_strncasecmp(header, "Bearer ", 7) != 0)
        return FALSE;
    header += 7;
    return strlen(header) == strlen(token) && CRYPTO_memcmp(header, token, strlen(token)) == 0;
}

static gboolean
may_look(const Monitor *monitor, const HttpRequest *request)
{
    return is_local(request) || shows_token(request, monitor->settings.token);
}

/* ---- /healthz ---- */

static gboolean
get_health(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)request, (void)data, (void)error;
    return http_response_text(response, "ok\n");
}

/* ---- /readyz ---- */

static void
add_reason(json_t *reasons, const char *part, const char *name, const char *words)
{
    json_array_append_new(reasons, json_pack("{s:s, s:s, s:s}", "part", part, "name", name, "words", words));
}

static void
ask_store(Monitor *monitor, json_t *reasons)
{
    gint64 now = clock_monotonic();

    MUTEX_HELD(&monitor->mutex);
    if (monitor->tried == 0 || now - monitor->tried > STORE_PAUSE) {
        g_autoptr(GError) error = NULL;

        g_clear_pointer(&monitor->trouble, g_free);
        if (!health_check_store(monitor->settings.mediation, &ACTOR_TRIBUNE, &error))
            monitor->trouble = g_strdup(error->message);
        monitor->tried = clock_monotonic();
    }
    if (monitor->trouble != NULL)
        add_reason(reasons, "store", "store", monitor->trouble);
}

static void
ask_channels(Monitor *monitor, json_t *reasons)
{
    const Channels *channels = monitor->settings.mediation->channels;

    for (guint i = 0; i < channels_count(channels); i++) {
        const Channel *channel = channels_at(channels, i);
        ChannelHealth health = { 0 };

        channel->driver->health(channel->handle, &health);
        if (health.state == HEALTH_DOWN)
            add_reason(reasons, "channel", channel->name, health.words != NULL ? health.words : "down");
        g_free(health.words);
    }
}

static void
ask_filters(Monitor *monitor, json_t *reasons)
{
    Filters *filters = monitor->settings.mediation->filters;

    for (guint i = 0; i < filters_count(filters); i++) {
        FilterHealth health = { 0 };

        filters_health(filters, i, &health);
        if (health.down_since != 0)
            add_reason(reasons, "filter", health.name, health.trouble != NULL ? health.trouble : "down");
        filter_health_clear(&health);
    }
}

static gboolean
get_readiness(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    Monitor *monitor = data;
    json_t *reasons = json_array();
    MonitorState state = (MonitorState)atomic_load(&monitor->state);
    gboolean ready;

    (void)error;
    if (state != MONITOR_SERVING)
        add_reason(reasons, "node", "node", state == MONITOR_STARTING ? "starting" : "stopping");
    ask_store(monitor, reasons);
    ask_channels(monitor, reasons);
    ask_filters(monitor, reasons);
    ready = json_array_size(reasons) == 0;
    if (!may_look(monitor, request))
        json_array_clear(reasons);
    http_response_set_status(response, ready ? 200 : 503);
    return http_response_json(response, json_pack("{s:b, s:o}", "ready", ready, "reasons", reasons));
}

/* ---- /metrics ---- */

static void
count_writes(Monitor *monitor, GString *out)
{
    HealthWrites writes;

    if (!health_writes(monitor->settings.mediation, &ACTOR_TRIBUNE, &writes, NULL))
        return;
    metrics_one(out, METRIC_COUNTER, "tribune_commits_total", "Transactions committed.", (double)writes.commits);
    metrics_one(out, METRIC_COUNTER, "tribune_commit_tasks_total", "Changes in them.", (double)writes.tasks);
    metrics_one(out, METRIC_COUNTER, "tribune_commit_failures_total", "Changes that failed and were undone.",
                (double)writes.failures);
    metrics_one(out, METRIC_COUNTER, "tribune_commit_seconds_total", "Time that commits took.",
                (double)writes.commit_microseconds / 1e6);
    metrics_one(out, METRIC_GAUGE, "tribune_commit_waiting", "Changes that wait for the next commit.",
                (double)writes.waiting);
}

static void
count_jobs(Monitor *monitor, GString *out)
{
    static const char *const KINDS[] = { WORK_SCREEN, WORK_DELIVER };
    JobBacklog backlogs[G_N_ELEMENTS(KINDS)] = { 0 };
    gint64 now = clock_now();

    for (guint i = 0; i < G_N_ELEMENTS(KINDS); i++)
        if (!work_backlog(monitor->settings.mediation->work, KINDS[i], &backlogs[i], NULL))
            return;
    metrics_begin(out, METRIC_GAUGE, "tribune_jobs_waiting", "Jobs that are not done.");
    for (guint i = 0; i < G_N_ELEMENTS(KINDS); i++)
        metrics_add(out, "tribune_jobs_waiting", "kind", KINDS[i], (double)backlogs[i].waiting);
    metrics_begin(out, METRIC_GAUGE, "tribune_jobs_troubled", "Those of them that failed before.");
    for (guint i = 0; i < G_N_ELEMENTS(KINDS); i++)
        metrics_add(out, "tribune_jobs_troubled", "kind", KINDS[i], (double)backlogs[i].troubled);
    metrics_begin(out, METRIC_GAUGE, "tribune_jobs_oldest_seconds", "For how long the oldest has been due.");
    for (guint i = 0; i < G_N_ELEMENTS(KINDS); i++) {
        gint64 since = backlogs[i].waiting > 0 ? MAX(now - backlogs[i].oldest, 0) : 0;

        metrics_add(out, "tribune_jobs_oldest_seconds", "kind", KINDS[i], (double)since / 1e6);
    }
}

static double
channel_up(const ChannelHealth *health)
{
    return health->state != HEALTH_DOWN;
}
static double
channel_received(const ChannelHealth *health)
{
    return (double)health->received;
}
static double
channel_refused(const ChannelHealth *health)
{
    return (double)health->refused;
}
static double
channel_sent(const ChannelHealth *health)
{
    return (double)health->sent;
}
static double
channel_failed(const ChannelHealth *health)
{
    return (double)health->failed;
}
static double
channel_connections(const ChannelHealth *health)
{
    return health->connections;
}

static const struct {
    MetricKind kind;
    const char *name, *help;
    double (*value)(const ChannelHealth *health);
} CHANNEL_METRICS[] = {
    { METRIC_GAUGE, "tribune_channel_up", "Whether the channel works.", channel_up },
    { METRIC_COUNTER, "tribune_channel_received_total", "Messages taken in.", channel_received },
    { METRIC_COUNTER, "tribune_channel_refused_total", "Messages not taken in.", channel_refused },
    { METRIC_COUNTER, "tribune_channel_sent_total", "Messages sent.", channel_sent },
    { METRIC_COUNTER, "tribune_channel_failed_total", "Attempts to send that failed.", channel_failed },
    { METRIC_GAUGE, "tribune_channel_connections", "Connections now.", channel_connections },
};

static void
count_channels(Monitor *monitor, GString *out)
{
    const Channels *channels = monitor->settings.mediation->channels;
    guint count = channels_count(channels);
    g_autofree ChannelHealth *healths = g_new0(ChannelHealth, count + 1);

    for (guint i = 0; i < count; i++) {
        channels_at(channels, i)->driver->health(channels_at(channels, i)->handle, &healths[i]);
        g_clear_pointer(&healths[i].words, g_free);
    }
    for (guint m = 0; m < G_N_ELEMENTS(CHANNEL_METRICS); m++) {
        metrics_begin(out, CHANNEL_METRICS[m].kind, CHANNEL_METRICS[m].name, CHANNEL_METRICS[m].help);
        for (guint i = 0; i < count; i++)
            metrics_add(out, CHANNEL_METRICS[m].name, "channel", channels_at(channels, i)->name,
                        CHANNEL_METRICS[m].value(&healths[i]));
    }
}

static void
count_pauses(Monitor *monitor, GString *out)
{
    const Mediation *mediation = monitor->settings.mediation;
    g_autoptr(GPtrArray) pauses = pausing_list(mediation, &ACTOR_TRIBUNE, NULL);

    if (pauses == NULL)
        return;
    metrics_begin(out, METRIC_GAUGE, "tribune_channel_paused", "Whether what would leave by the channel is held.");
    for (guint i = 0; i < channels_count(mediation->channels); i++) {
        const char *name = channels_at(mediation->channels, i)->name;

        metrics_add(out, "tribune_channel_paused", "channel", name, pause_find(pauses, name) != NULL);
    }
}

static void
count_deliveries(Monitor *monitor, GString *out)
{
    DeliveryCounts counts;

    delivery_counts(monitor->settings.delivering, &counts);
    metrics_begin(out, METRIC_COUNTER, "tribune_delivery_attempts_total", "Attempts to deliver, by how they ended.");
    for (guint i = 0; i < G_N_ELEMENTS(counts.ended); i++)
        metrics_add(out, "tribune_delivery_attempts_total", "outcome", outcome_name((Outcome)i),
                    (double)counts.ended[i]);
}

static void
count_notices(Monitor *monitor, GString *out)
{
    NoticeCounts counts;

    notices_counts(monitor->settings.mediation, &counts);
    metrics_begin(out, METRIC_COUNTER, "tribune_notices_total",
                  "Codes and answers to single words that left, by whether that was perhaps for the second time.");
    metrics_add(out, "tribune_notices_total", "again", "no", (double)(counts.sent - counts.twice));
    metrics_add(out, "tribune_notices_total", "again", "yes", (double)counts.twice);
}

static void
count_filters(Monitor *monitor, GString *out)
{
    Filters *filters = monitor->settings.mediation->filters;
    g_autoptr(GString) judged = g_string_new(NULL);

    metrics_begin(out, METRIC_GAUGE, "tribune_filter_up", "Whether the filter judged when it was last asked.");
    metrics_begin(judged, METRIC_COUNTER, "tribune_filter_judged_total", "Messages judged.");
    for (guint i = 0; i < filters_count(filters); i++) {
        FilterHealth health = { 0 };

        filters_health(filters, i, &health);
        metrics_add(out, "tribune_filter_up", "filter", health.name, health.down_since == 0);
        metrics_add(judged, "tribune_filter_judged_total", "filter", health.name, (double)health.judged);
        filter_health_clear(&health);
    }
    g_string_append_len(out, judged->str, (gssize)judged->len);
}

static void
count_requests(Monitor *monitor, GString *out)
{
    HttpServerCounts counts;

    http_server_counts(monitor->settings.server, &counts);
    metrics_one(out, METRIC_COUNTER, "tribune_http_requests_total", "Requests.", (double)counts.requests);
    metrics_one(out, METRIC_COUNTER, "tribune_http_refused_total", "Requests refused for want of a worker.",
                (double)counts.refused);
    metrics_one(out, METRIC_COUNTER, "tribune_http_failed_total", "Other answers 5xx.", (double)counts.failed);
    metrics_one(out, METRIC_GAUGE, "tribune_http_under_way", "Requests now, event streams included.", counts.under_way);
    metrics_one(out, METRIC_GAUGE, "tribune_http_streams", "Event streams now.", counts.streams);
}

static void
count_journal(Monitor *monitor, GString *out)
{
    JournalYear *year = journal_view_newest(monitor->settings.mediation->store, NULL);

    if (year == NULL)
        return;
    metrics_one(out, METRIC_GAUGE, "tribune_journal_year", "The year of the newest log.", year->year);
    metrics_one(out, METRIC_GAUGE, "tribune_journal_entries", "Entries in it.", (double)year->size);
    metrics_one(out, METRIC_GAUGE, "tribune_journal_signed_entries", "Entries that its newest checkpoint covers.",
                (double)year->checkpoint_size);
    if (year->checkpoint != NULL)
        metrics_one(out, METRIC_GAUGE, "tribune_journal_checkpoint_age_seconds", "How old that checkpoint is.",
                    (double)(clock_now() - year->checkpoint_at) / 1e6);
    journal_year_free(year);
}

static void
count_unreviewed(Monitor *monitor, GString *out)
{
    gint64 open, late;

    if (!emergency_count(monitor->settings.mediation, &ACTOR_TRIBUNE, &open, &late, NULL))
        return;
    metrics_one(out, METRIC_GAUGE, "tribune_unreviewed", "What left without review and must still be looked at.",
                (double)open);
    metrics_one(out, METRIC_GAUGE, "tribune_unreviewed_late", "What of it should have been looked at before now.",
                (double)late);
}

static gboolean
get_metrics(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    Monitor *monitor = data;
    GString *out;

    (void)error;
    if (!may_look(monitor, request)) {
        http_response_set_status(response, 403);
        return http_response_text(response, "Numbers are for this machine, or for who shows the token.\n");
    }
    out = g_string_new(NULL);
    metrics_begin(out, METRIC_GAUGE, "tribune_info", "Which version this is.");
    metrics_add(out, "tribune_info", "version", monitor->settings.version, 1);
    metrics_one(out, METRIC_GAUGE, "tribune_uptime_seconds", "Since the start.",
                (double)(clock_monotonic() - monitor->started) / 1e6);
    count_writes(monitor, out);
    count_jobs(monitor, out);
    count_channels(monitor, out);
    count_pauses(monitor, out);
    count_deliveries(monitor, out);
    count_notices(monitor, out);
    count_filters(monitor, out);
    count_unreviewed(monitor, out);
    count_requests(monitor, out);
    count_journal(monitor, out);
    metrics_process(out);
    return http_response_bytes(response, "text/plain; version=0.0.4", g_string_free_to_bytes(out));
}

/* ---- the face ---- */

static const HttpRoute ROUTES[] = {
    { HTTP_GET, "/healthz", get_health },
    { HTTP_GET, "/readyz", get_readiness, HTTP_ROUTE_SLOW },
    { HTTP_GET, "/metrics", get_metrics, HTTP_ROUTE_SLOW },
};

Monitor *
monitor_new(const MonitorSettings *settings)
{
    Monitor *monitor = g_new0(Monitor, 1);

    monitor->settings = *settings;
    monitor->started = clock_monotonic();
    mutex_init(&monitor->mutex);
    return monitor;
}

void
monitor_free(Monitor *monitor)
{
    mutex_clear(&monitor->mutex);
    g_free(monitor->trouble);
    g_free(monitor);
}

HttpFace
monitor_face(Monitor *monitor)
{
    return (HttpFace){ .routes = ROUTES, .route_count = G_N_ELEMENTS(ROUTES), .data = monitor };
}

void
monitor_set_state(Monitor *monitor, MonitorState state)
{
    atomic_store(&monitor->state, (int)state);
}
