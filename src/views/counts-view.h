/* SPDX-License-Identifier: Apache-2.0 */
/* views/counts-view.h: how many cases are in each queue, for the navigation of every page.
 *
 * Counting reads an index of what is to be done from end to end, so the counts of the whole house are kept for
 * COUNTS_KEPT, and COUNTS_SHARE times as long as counting took when that is longer: however much there is to do, it
 * takes a twentieth of one processor at most. Whoever asks first after that counts again. Thread-safe; may block on a
 * read. */
#pragma once
#include "model/actor.h"
#include "model/case.h"
#include "store/store.h"

#define COUNTS_KEPT  (1 * 1000 * 1000) /* microseconds */
#define COUNTS_SHARE 20

typedef struct CountsView CountsView;

CountsView *counts_view_new(Store *store);
void counts_view_free(CountsView *view);

typedef struct {
    guint mine;       /* new and open, assigned to the actor */
    guint unassigned; /* new and open in her units, nobody's */
    guint held;       /* in her units */
    guint late;       /* what was promised is overdue, in her units */
    guint missed;     /* … in those that she leads */
    guint all;        /* new and open in her units */
    gint64 oldest;    /* the longest untouched of them; 0: none */
} Counts;
gboolean counts_view_of(CountsView *view, const Actor *actor, Counts *ret, GError **error);
/* New and open cases of one unit, and the longest untouched of them. */
gboolean counts_view_of_unit(CountsView *view, const Actor *actor, UnitId unit, guint *ret_count, gint64 *ret_oldest,
                             GError **error);
