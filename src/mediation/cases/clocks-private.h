/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/cases/clocks-private.h: one change of a case's clocks, for the two files that make some. */
#pragma once
#include <jansson.h>

#include "mediation/cases/clocks.h"
#include "store/event-store.h"

typedef struct {
    const Mediation *mediation;
    DbSession *session;
    const Actor *actor;
    Case *a_case;
    DirectorySnapshot *snapshot;
    GPtrArray *clocks; /* Promise * */
    json_t *told;      /* of the event: one object per clock that changed */
    gint64 now;
    int warning;
} ClockChange;
void clocks_change_clear(ClockChange *change);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ClockChange, clocks_change_clear)

/* Reads the clocks of change->a_case. */
gboolean clocks_begin(ClockChange *change, GError **error);
/* Sets due and near of a clock that runs. */
void clocks_count(const ClockChange *change, Promise *clock);
/* @clock is part of what the event will tell. */
void clocks_tell(ClockChange *change, const Promise *clock, gboolean late);
/* Writes down the nearest due, and one event about all that was told; nothing when that is nothing. */
gboolean clocks_finish(ClockChange *change, EventKind kind, GError **error);
/* When the job of @clock next has something to do; 0: never. */
gint64 clocks_next_turn(const Promise *clock);
/* Adds that job. */
gboolean clocks_queue(const ClockChange *change, const Promise *clock, GError **error);
