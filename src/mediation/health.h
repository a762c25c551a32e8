/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/health.h: how the node does, in numbers and reasons, for who may see it. Thread-safe. */
#pragma once
#include "mediation/mediation.h"

/* Whether the store takes a change: makes one, undone in the same transaction, and waits until it is durable. */
gboolean health_check_store(Mediation *mediation, const Actor *actor, GError **error);

/* Of the main database, since the start; .waiting: now. */
typedef struct {
    guint64 commits, tasks, failures;
    gint64 commit_microseconds;
    guint waiting;
} HealthWrites;
gboolean health_writes(Mediation *mediation, const Actor *actor, HealthWrites *ret, GError **error);
