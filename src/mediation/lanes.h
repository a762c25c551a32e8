/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/lanes.h: order among jobs of one lane. A lane is what must be concluded in the order in which it came, such
 * as what one person wrote on one channel; jobs of other lanes are not held up.
 *
 * Jobs of a lane may be worked at side by side; each awaits its turn before it concludes. While one is to be tried
 * again, those that came after it wait, LANES_PATIENCE at most: one that can never be done does not hold up the rest
 * for ever. Of all together LANES_WAITING_MAX wait for their turn; what is more comes again later, so that threads are
 * left for other lanes.
 *
 * In memory, of one process; lanes_postpone() tells it after a restart what was being tried again. Ids grow in the
 * order in which jobs came. Lane 0 is none: its jobs never wait. Thread-safe. */
#pragma once
#include <glib.h>

#include "base/clock.h"

#define LANES_PATIENCE    (15 * CLOCK_MINUTE)
#define LANES_WAITING_MAX 8

typedef struct Lanes Lanes;

Lanes *lanes_new(void);
void lanes_free(Lanes *lanes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lanes, lanes_free)

/* The number of the lane called @name, never 0. */
gint64 lanes_number(const char *name);

/* @id will be worked at, after all of its lane that entered before. */
void lanes_enter(Lanes *lanes, gint64 lane, gint64 id);
/* Blocks until those that entered before have left. FALSE: it is not its turn all the same: one of them is to be tried
 * again, or too many wait already. */
gboolean lanes_await(Lanes *lanes, gint64 lane, gint64 id);
/* 0: it may be worked at. Else one that came before it is to be tried again, and it not before this time. */
gint64 lanes_ask(Lanes *lanes, gint64 lane, gint64 id);
/* 0: it has its turn. Else not before this time. */
gint64 lanes_turn(Lanes *lanes, gint64 lane, gint64 id);
/* @id is tried again at @due: until it enters again those that came after it wait. */
void lanes_postpone(Lanes *lanes, gint64 lane, gint64 id, gint64 due);
/* Whether all that entered before have left. */
gboolean lanes_is_first(Lanes *lanes, gint64 lane, gint64 id);
/* Nobody works at @id any more: it is done, or was postponed before. Returns which is first now; 0: none. */
gint64 lanes_leave(Lanes *lanes, gint64 lane, gint64 id);
