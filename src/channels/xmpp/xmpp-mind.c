/* SPDX-License-Identifier: Apache-2.0 */
/* What the channel looks after by itself: whether the relay and the server are there, who is to be told that a desk
 * opened or closed, what is to be forgotten. */
#include "base/clock.h"
#include "channels/xmpp/xmpp-private.h"

#define MINDING (15 * CLOCK_SECOND)

gboolean
xmpp_mind_is_up(Xmpp *xmpp)
{
    RelayFrameState state;

    if (relayclient_ask(xmpp->client, &state, NULL)) {
        atomic_store(&xmpp->up, state.up ? 1 : 0);
        atomic_store(&xmpp->waiting, state.waiting_out);
    } else {
        atomic_store(&xmpp->up, -1);
    }
    return atomic_load(&xmpp->up) == 1;
}

gboolean
xmpp_mind_is_stopping(Xmpp *xmpp)
{
    MUTEX_HELD(&xmpp->mutex);
    return xmpp->stopping;
}

/* FALSE: it is time to stop. */
static gboolean
wait_until(Xmpp *xmpp, gint64 next)
{
    MUTEX_HELD(&xmpp->mutex);
    while (!xmpp->stopping && condition_wait_until(&xmpp->changed, &xmpp->mutex, next))
        continue;
    return !xmpp->stopping;
}

void
xmpp_mind_run(gpointer channel)
{
    Xmpp *xmpp = channel;
    gint64 next;

    do {
        next = clock_monotonic() + MINDING;
        xmpp_mind_is_up(xmpp);
        xmpp_contacts_load(xmpp);
        xmpp_presence_refresh(xmpp);
        xmpp_file_tidy(xmpp);
    } while (wait_until(xmpp, next));
}
