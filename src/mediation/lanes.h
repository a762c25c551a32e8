/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/lanes.h: order among jobs of one lane. A lane is what must be concluded in the order in which it came, such
 * as what one person wrote on one channel; jobs of other lanes are not held up.
 *
 * Jobs of a lane may be worked at side by side; each awaits its turn before it concludes. While one is to be tried
 * again, those that came after it wait, LANES_PATIENCE at most: one that can never be done does not hold up the rest
 * for ever.
 *
 * In memory, of one process; lanes_postpone() tells it after a restart what was being tried again. Ids grow in the
 * order in which jobs came. Lane 0 is none: its jobs never wait. Thread-safe. */
#pragma once
#include <glib.h>

#include "base/clock.h"

#define LANES_PATIENCE CLOCK_HOUR

typedef struct Lanes Lanes;

Lanes *lanes_new(void);
void lanes_free(Lanes *lanes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lanes, lanes_free)

/* The number of the lane called @name, never 0. */
gint64 lanes_number(const char *name);

/* @id will be worked at, after all of its lane that entered before. */
void lanes_enter(Lanes *lanes, gint64 lane, gint64 id);
/* Blocks until those that entered before have left. 0: it is its turn. Else an earlier one is to be tried again, and it
 * is not its turn before that time. */
gint64 lanes_await(Lanes *lanes, gint64 lane, gint64 id);
/* The same, without waiting for those that have not left. */
gint64 lanes_ask(Lanes *lanes, gint64 lane, gint64 id);
/* @id is tried again at @due: until it enters again those that came after it wait. */
void lanes_postpone(Lanes *lanes, gint64 lane, gint64 id, gint64 due);
/* Nobody works at @id any more: it is done, or was postponed before. */
void lanes_leave(Lanes *lanes, gint64 lane, gint64 id);
