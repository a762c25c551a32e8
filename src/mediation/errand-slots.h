/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/errand-slots.h: how much of what has to be done runs at once for one host.
 *
 * That is a number, or goes by pace. Then a host has one, so that none that is slow holds up what came from the rest;
 * one for which all is done at once (in ERRAND_SLOTS_QUICK) has as many as there are, until something takes longer or
 * fails: then one again, for ERRAND_SLOTS_SLOW.
 *
 * In memory: a restart forgets all. Bounded: over ERRAND_SLOTS_HOSTS hosts those for whom nothing runs are forgotten.
 * Times are the caller's, microseconds. Thread-safe; nothing blocks. */
#pragma once
#include <glib.h>

#include "base/clock.h"

#define ERRAND_SLOTS_BY_PACE (G_MAXUINT - 1) /* as a bound */

#define ERRAND_SLOTS_QUICK (2 * CLOCK_SECOND)
#define ERRAND_SLOTS_SLOW  (10 * CLOCK_MINUTE)
#define ERRAND_SLOTS_HOSTS 10000

typedef struct ErrandSlots ErrandSlots;

ErrandSlots *errand_slots_new(void);
void errand_slots_free(ErrandSlots *slots);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ErrandSlots, errand_slots_free)

/* TRUE: something may run for @key now; errand_slots_give() when it has. @bound: see above. */
gboolean errand_slots_take(ErrandSlots *slots, const char *key, guint bound, gint64 now);
/* Whether what runs for @key takes long, or did lately. */
gboolean errand_slots_is_slow(ErrandSlots *slots, const char *key, gint64 now);
/* What began at @began has ended. @done: it need not be tried again. */
void errand_slots_give(ErrandSlots *slots, const char *key, gint64 began, gboolean done, gint64 now);
