/* SPDX-License-Identifier: Apache-2.0 */
/* channels/xmpp/xmpp-told.h: what a person is told once a day: that we read no encrypted messages, that we enter no
 * rooms. Thread-safe. */
#pragma once
#include "channels/xmpp/xmpp-take.h"
#include "mediation/rate-limit.h"
#include "wire/jid.h"

#define XMPP_TOLD_MAX 10000 /* that the ledger keeps */

/* Whether @whom was not told @what ("encrypted") today; she is now. Blocks until durable. */
gboolean xmpp_told_first(Xmpp *xmpp, const char *what, const Jid *whom);
/* Of those that the ledger does not keep: the channel's. */
RateLimit *xmpp_told_new(void);
