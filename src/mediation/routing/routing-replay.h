/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/routing/routing-replay.h: what other rules would have done with the messages that opened cases.
 *
 * Each message is asked about twice with the same facts: by the rules in force and by the rules that are tried. Nothing
 * is written. Who replays rules need not be allowed to read cases: titles are there only for who may. */
#pragma once
#include "mediation/routing/routing-decision.h"

#define ROUTING_REPLAY_MESSAGES 1000
#define ROUTING_REPLAY_EXAMPLES 10 /* of each change */

typedef struct {
    CaseId case_id;
    char *reference;
    char *title;    /* NULL: the actor may not read this case */
    guint old, now; /* numbers of rules from 0, in force and tried; G_MAXUINT: none */
} RoutingReplayExample;

/* Cases that would get something else than now. */
typedef struct {
    RoutingDecision old, now; /* their rules and unusable say nothing here */
    guint count;
    GPtrArray *examples; /* RoutingReplayExample *, newest first */
} RoutingReplayChange;

typedef struct {
    guint messages; /* compared */
    guint changed;
    guint erased;       /* of these: without text, since it was destroyed */
    gboolean complete;  /* FALSE: time was up before all were compared */
    GPtrArray *changes; /* RoutingReplayChange *, most first */
    guint unrouted;     /* no rule that is tried decides */
    GArray *fired;      /* guint: how often each rule that is tried decides */
    gint64 microseconds;
} RoutingReplay;
void routing_replay_free(RoutingReplay *replay);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RoutingReplay, routing_replay_free)

/* Over the newest @limit cases, until clock_monotonic() is @deadline. For who may see the rules. Blocks. */
RoutingReplay *routing_replay_run(const Mediation *mediation, const Actor *actor, const RoutingList *tried, guint limit,
                                  gint64 deadline, GError **error);
