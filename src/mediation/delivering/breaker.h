/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/delivering/breaker.h: which remote hosts are away, so that nobody waits for them in vain.
 *
 * After BREAKER_FAILURES failures in a row a host is left alone for a minute, and twice as long after each further one,
 * an hour at most. When that time is over one caller may try; until it is known what came of that the others wait. A
 * host may also say itself how long it wants to be left alone. Once it takes something it is there again.
 *
 * In memory: a restart forgets all. Bounded: over BREAKER_HOSTS hosts those that may be asked again are forgotten, and
 * when all are paused the new ones are not remembered. Times are the caller's, microseconds. Thread-safe; nothing
 * blocks. */
#pragma once
#include <glib.h>

#include "base/clock.h"

#define BREAKER_FAILURES 5
#define BREAKER_FIRST    CLOCK_MINUTE
#define BREAKER_LONGEST  CLOCK_HOUR
#define BREAKER_ASKED    (6 * CLOCK_HOUR) /* the longest that a host may ask for */
#define BREAKER_PROBE    CLOCK_MINUTE     /* who tries and never says what came of it is forgotten then */
#define BREAKER_HOSTS    10000

typedef struct Breaker Breaker;

Breaker *breaker_new(void);
void breaker_free(Breaker *breaker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Breaker, breaker_free)

/* TRUE: @host may be asked now; breaker_report() what comes of it. FALSE: not before @ret_until. */
gboolean breaker_may(Breaker *breaker, const char *host, gint64 now, gint64 *ret_until);
/* Whether @host is left alone, or was and has not been heard of since. */
gboolean breaker_holds(Breaker *breaker, const char *host, gint64 now);
/* Who may ask did not after all: another may. */
void breaker_pass(Breaker *breaker, const char *host);
/* @away: it was not there, or could not. @wait: how long it asked to be left alone; 0: it did not. */
void breaker_report(Breaker *breaker, const char *host, gboolean away, gint64 wait, gint64 now);
