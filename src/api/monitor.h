/* SPDX-License-Identifier: Apache-2.0 */
/* api/monitor.h: what monitors ask: is it alive, is it ready, how does it do.
 *
 *     GET /healthz   200 "ok" while the process answers
 *     GET /readyz    200 while the store takes changes, all channels are up and all filters judge; else 503. JSON:
 *                    {"ready": false, "reasons": [{"part": "filter", "name": "clamav", "words": "…"}]}
 *     GET /metrics   numbers in Prometheus' text format 0.0.4
 *
 * Reasons and numbers are for clients on this machine and for those who show the bearer token; others hear only whether
 * it is ready, and 403. What a proxy on this machine passes on counts as from elsewhere, also when the proxy is not
 * trusted. The store is tried at most once in 5 s, however often somebody asks. */
#pragma once
#include "http/server.h"
#include "mediation/delivering/delivery.h"
#include "mediation/mediation.h"

typedef struct {
    Mediation *mediation;
    Delivering *delivering;
    HttpServer *server;
    const char *token; /* NULL: this machine alone */
    const char *version;
} MonitorSettings;

typedef struct Monitor Monitor; /* thread-safe */

/* Everything in @settings is borrowed and outlives the monitor. */
Monitor *monitor_new(const MonitorSettings *settings);
void monitor_free(Monitor *monitor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Monitor, monitor_free)

HttpFace monitor_face(Monitor *monitor);

typedef enum {
    MONITOR_STARTING, /* channels do not listen yet; from the beginning */
    MONITOR_SERVING,
    MONITOR_STOPPING,
} MonitorState;

/* Ready is only who is serving. */
void monitor_set_state(Monitor *monitor, MonitorState state);
