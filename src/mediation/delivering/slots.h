/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/delivering/slots.h: how much of what has to be done runs at once for one host, or other key.
 *
 * That is a number, or goes by pace. Then a host has one, so that none that is slow holds up what came from the rest;
 * one for which all is done at once (in SLOTS_QUICK) has as many as there are, until something takes longer or
 * fails: then one again, for SLOTS_SLOW.
 *
 * In memory: a restart forgets all. Bounded: over SLOTS_HOSTS hosts those for whom nothing runs are forgotten.
 * Times are the caller's, microseconds. Thread-safe; nothing but slots_await() blocks. */
#pragma once
#include <glib.h>

#include "base/clock.h"

#define SLOTS_BY_PACE (G_MAXUINT - 1) /* as a bound */

#define SLOTS_QUICK (2 * CLOCK_SECOND)
#define SLOTS_SLOW  (10 * CLOCK_MINUTE)
#define SLOTS_HOSTS 10000

typedef struct Slots Slots;

Slots *slots_new(void);
void slots_free(Slots *slots);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Slots, slots_free)

/* TRUE: something may run for @key now; slots_give() when it has. @bound: see above. */
gboolean slots_take(Slots *slots, const char *key, guint bound, gint64 now);
/* The same, and blocks up to @patience microseconds until something ends. */
gboolean slots_await(Slots *slots, const char *key, guint bound, gint64 patience);
/* Whether what runs for @key takes long, or did lately. */
gboolean slots_is_slow(Slots *slots, const char *key, gint64 now);
/* What began at @began has ended. @done: it need not be tried again. */
void slots_give(Slots *slots, const char *key, gint64 began, gboolean done, gint64 now);
