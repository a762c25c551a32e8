/* SPDX-License-Identifier: Apache-2.0 */
#include "channels/xmpp/xmpp-pace.h"

#include "base/clock.h"
#include "mediation/rate-limit.h"

#define COUNTED_MAX 10000

/* Of one kind. */
typedef struct {
    RateLimit *person, *few; /* .few: the first of each */
    RateLimit *server_few, *server;
} Bounds;

struct Pace {
    Bounds words, signals;
};

static RateLimit *
limit_of(guint tries, gint64 window)
{
    return rate_limit_new(&(RateLimitRule){ .tries = tries, .window = window, .at_once = tries, .keys = COUNTED_MAX });
}

/* @window: of what all of a server have together. */
static Bounds
bounds_of(guint rate, guint of_person, gint64 window)
{
    return (Bounds){ .person = limit_of(of_person, CLOCK_MINUTE),
                     .few = limit_of(MIN(PACE_FEW, rate), window),
                     .server_few = limit_of(PACE_SERVER * rate, window),
                     .server = limit_of(PACE_SERVER * rate, window) };
}

static void
bounds_clear(Bounds *bounds)
{
    rate_limit_free(bounds->person);
    rate_limit_free(bounds->few);
    rate_limit_free(bounds->server_few);
    rate_limit_free(bounds->server);
}

Pace *
pace_new(guint rate)
{
    Pace *pace = g_new(Pace, 1);

    g_assert(rate >= 1 && rate <= PACE_RATE_MAX);
    *pace = (Pace){ .words = bounds_of(rate, rate, CLOCK_MINUTE),
                    .signals = bounds_of(rate, PACE_SIGNALS * rate, CLOCK_MINUTE / PACE_SIGNALS) };
    return pace;
}

void
pace_free(Pace *pace)
{
    if (pace == NULL)
        return;
    bounds_clear(&pace->words);
    bounds_clear(&pace->signals);
    g_free(pace);
}

static gboolean
server_may(const Bounds *bounds, const char *person, const char *server, gint64 now)
{
    return (rate_limit_take(bounds->few, person, now, NULL) &&
            rate_limit_take(bounds->server_few, server, now, NULL)) ||
           rate_limit_take(bounds->server, server, now, NULL);
}

gboolean
pace_take(Pace *pace, const Jid *sender, gboolean says, gint64 now)
{
    const Bounds *bounds = says ? &pace->words : &pace->signals;
    g_autofree char *person = jid_to_bare(sender);

    if (!rate_limit_take(bounds->person, person, now, NULL))
        return FALSE;
    if (server_may(bounds, person, sender->domain, now))
        return TRUE;
    rate_limit_give_back(bounds->person, person); /* it is not hers that was used up */
    return FALSE;
}
