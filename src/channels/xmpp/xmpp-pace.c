/* SPDX-License-Identifier: Apache-2.0 */
#include "channels/xmpp/xmpp-pace.h"

#include "base/clock.h"
#include "mediation/rate-limit.h"

#define COUNTED_MAX 10000

struct Pace {
    RateLimit *words, *signals; /* of persons */
    RateLimit *few;             /* … the first of each */
    RateLimit *server_few, *server;
};

static RateLimit *
limit_of(guint tries)
{
    return rate_limit_new(
        &(RateLimitRule){ .tries = tries, .window = CLOCK_MINUTE, .at_once = tries, .keys = COUNTED_MAX });
}

Pace *
pace_new(guint rate)
{
    Pace *pace = g_new(Pace, 1);

    g_assert(rate >= 1 && rate <= PACE_RATE_MAX);
    *pace = (Pace){ .words = limit_of(rate),
                    .signals = limit_of(PACE_SIGNALS * rate),
                    .few = limit_of(MIN(PACE_FEW, rate)),
                    .server_few = limit_of(PACE_SERVER * rate),
                    .server = limit_of(PACE_SERVER * rate) };
    return pace;
}

void
pace_free(Pace *pace)
{
    if (pace == NULL)
        return;
    rate_limit_free(pace->words);
    rate_limit_free(pace->signals);
    rate_limit_free(pace->few);
    rate_limit_free(pace->server_few);
    rate_limit_free(pace->server);
    g_free(pace);
}

static gboolean
server_may(Pace *pace, const char *person, const char *server, gint64 now)
{
    return (rate_limit_take(pace->few, person, now, NULL) && rate_limit_take(pace->server_few, server, now, NULL)) ||
           rate_limit_take(pace->server, server, now, NULL);
}

gboolean
pace_take(Pace *pace, const Jid *sender, gboolean says, gint64 now)
{
    g_autofree char *person = jid_to_bare(sender);

    if (!says)
        return rate_limit_take(pace->signals, person, now, NULL);
    if (!rate_limit_take(pace->words, person, now, NULL))
        return FALSE;
    if (server_may(pace, person, sender->domain, now))
        return TRUE;
    rate_limit_give_back(pace->words, person); /* it is not hers that was used up */
    return FALSE;
}
