/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/delivering/retrying.h"

#include "base/random.h"
#include "mediation/delivering/breaker.h"

#define BUSY_PAUSE CLOCK_SECOND

/* How long to wait, by what kind of trouble it was: first pause, doubling, up to the longest. */
static const struct {
    const char *prefix;
    gint64 first, longest;
} PAUSES[] = {
    { "connect", 15 * CLOCK_SECOND, 15 * CLOCK_MINUTE }, /* our relay is away: it will be back soon */
    { "421", CLOCK_MINUTE, 30 * CLOCK_MINUTE },
    { "450", 5 * CLOCK_MINUTE, 2 * CLOCK_HOUR },  /* greylisting, mailbox busy */
    { "452", 15 * CLOCK_MINUTE, 6 * CLOCK_HOUR }, /* mailbox or disk full */
    { "", 2 * CLOCK_MINUTE, 2 * CLOCK_HOUR },
};

gint64
retrying_pause(const char *code, guint number)
{
    for (guint i = 0; i < G_N_ELEMENTS(PAUSES); i++)
        if (g_str_has_prefix(code, PAUSES[i].prefix))
            return MIN(PAUSES[i].first << MIN(number > 0 ? number - 1 : 0, 16), PAUSES[i].longest);
    return CLOCK_HOUR;
}

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
retrying_after(gint64 until, gint64 spread)
{
    return until + random_until(spread);
}

gint64
retrying_slot_pause(Slots *slots, const char *key, gint64 slow)
{
    return slots_is_slow(slots, key, clock_monotonic()) ? slow + random_until(slow) : BUSY_PAUSE;
}
