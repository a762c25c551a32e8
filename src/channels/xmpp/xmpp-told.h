/* SPDX-License-Identifier: Apache-2.0 */
/* channels/xmpp/xmpp-told.h: what a person is told once a day: that we read no encrypted messages, that we enter no
 * rooms. Thread-safe. */
#pragma once
#include "channels/xmpp/xmpp-take.h"
#include "mediation/rate-limit.h"
#include "wire/jid.h"

#define XMPP_TOLD_MAX 10000 /* that the ledger keeps */

/* Whether @whom was not told @what ("encrypted") today, and is to be told now: one of the two below follows. Of one
 * person nothing else is taken meanwhile. */
gboolean xmpp_told_first(Xmpp *xmpp, const char *what, const Jid *whom);
/* It is on its way, and survives a crash. Blocks until durable; a crash before has her told again. */
void xmpp_told_done(Xmpp *xmpp, const char *what, const Jid *whom);
/* It is not. */
void xmpp_told_not(Xmpp *xmpp, const char *what, const Jid *whom);
/* Of those that the ledger does not keep: the channel's. */
RateLimit *xmpp_told_new(void);
