/* SPDX-License-Identifier: Apache-2.0 */
/* views/promise-view.h: what is promised for one case and how it stands. Reads the store, so may block; thread-safe. */
#pragma once
#include "mediation/mediation.h"
#include "model/actor.h"
#include "model/case.h"
#include "model/promise.h"

typedef enum {
    PROMISE_RUNS,
    PROMISE_NEAR,    /* runs, and little time is left */
    PROMISE_LATE,    /* runs, and the time is over */
    PROMISE_STOPPED, /* waits for the citizen */
    PROMISE_MET,
    PROMISE_MET_LATE,
    PROMISE_ENDED,
} PromiseStanding;

typedef struct {
    Promise *clock;
    PromiseStanding standing;
    gint64 minutes; /* of working time: left until it is due, or over since then (PROMISE_LATE), else 0 */
    char *calendar; /* its name */
} PromiseViewRow;

/* PromiseViewRow *, as they were started. TRIBUNE_ERROR_NOT_FOUND for a case that @actor may not read. */
GPtrArray *promise_view_list(const Mediation *mediation, const Actor *actor, const Case *a_case, gint64 now,
                             GError **error);

/* How the nearest promise of @a_case stands at @now, for lists: from the case alone, without the store. Working minutes
 * left or over go to @ret_minutes. PROMISE_ENDED: none runs. */
PromiseStanding promise_view_nearest(const Mediation *mediation, const Case *a_case, gint64 now, gint64 *ret_minutes);
