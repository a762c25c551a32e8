/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/tables/policy-replay.h: what another table would have decided, with the inputs that past decisions had.
 *
 * No text is needed, so it works for what was destroyed too. Nothing of the past is changed; a version that was
 * replayed goes on to be agreed to, with what came of it. */
#pragma once
#include "mediation/tables/policy.h"

#define POLICY_REPLAY_DECISIONS 1000000
#define POLICY_REPLAY_EXAMPLES  20 /* of each change */
#define POLICY_REPLAY_CHANGES   50 /* that are told apart */

typedef struct {
    gint64 decision, at;
    CaseId case_id;
    PolicyFacts *facts;
} PolicyReplayExample;

/* Decisions that would have come out otherwise, in the same way. */
typedef struct {
    char *old, *now; /* outputs with blanks between; "no-rule", "policy-error" where nothing is decided; "" none */
    guint64 count;
    GPtrArray *examples; /* PolicyReplayExample *, newest first */
} PolicyReplayChange;

/* How often an output came and would come: what it does to channels and to the queues of who must agree or look. */
typedef struct {
    char *output;
    guint64 old, now;
} PolicyReplayTally;

typedef struct {
    guint64 compared, changed;
    guint64 other;      /* changed, beyond POLICY_REPLAY_CHANGES ways */
    guint64 unreadable; /* inputs that no table of today can be asked with */
    gboolean complete;  /* FALSE: time was up */
    GPtrArray *changes; /* PolicyReplayChange *, most first */
    GPtrArray *tallies; /* PolicyReplayTally *, by output */
    gint64 microseconds;
} PolicyReplay;
void policy_replay_free(PolicyReplay *replay);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PolicyReplay, policy_replay_free)

/* Over the newest @limit decisions of the table's kind, until clock_monotonic() is @deadline. For who may see the
 * rules. Blocks on a read. */
PolicyReplay *policy_replay_run(const Mediation *mediation, const Actor *actor, const PolicyTable *table, guint limit,
                                gint64 deadline, GError **error);
/* The same for version @number, which is replayed from now on when all was looked at. Blocks until durable. */
PolicyReplay *policy_replay_version(const Mediation *mediation, const Actor *actor, PolicyKind kind, gint64 number,
                                    guint limit, gint64 deadline, GError **error);
