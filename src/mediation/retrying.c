/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/retrying.h"

#include "base/random.h"
#include "mediation/breaker.h"

#define BUSY_PAUSE CLOCK_SECOND

static gint64
random_until(gint64 longest)
{
    return (gint64)random_below((guint32)(longest / 1000) + 1) * 1000;
}

gint64
retrying_spread(gint64 pause, guint part)
{
    return pause - pause / part + random_until(pause * 2 / part);
}

gint64
retrying_due(gint64 pause, gint64 wait)
{
    return clock_now() + MAX(retrying_spread(pause, 5), MIN(wait, BREAKER_ASKED));
}

gint64
retrying_slot_pause(Slots *slots, const char *key, gint64 slow)
{
    return slots_is_slow(slots, key, clock_monotonic()) ? slow + random_until(slow) : BUSY_PAUSE;
}
