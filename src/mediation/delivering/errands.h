/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/delivering/errands.h: what channels still have to do (mediation/channel-ledger.h): each errand is a durable
 * job that is tried until the driver's errand() says that it is done or never will be, or for three days; a pause of
 * the channel does not count. Of what is given up so the driver is told.
 *
 * Pauses are those of retrying_pause(), or what the other side asks for. Errands for a host wait while it is away
 * (mediation/delivering/breaker.h), and at most what the channel's capabilities allow run at once to one host. Chores,
 * and those of who has not shown who she is, have threads of their own: neither waits for the others. Of what came from
 * one host one runs at a time unless it is done at once (mediation/delivering/slots.h), and chores wait while the
 * questions that they ask it find nobody. */
#pragma once
#include "mediation/mediation.h"

#define ERRAND_LIFETIME (3 * CLOCK_DAY)

/* Registers the job, and is found as @mediation->errands. @mediation outlives the work. */
Errands *errands_register(Mediation *mediation);
void errands_unregister(Errands *errands); /* after work_stop() */
/* For what else goes to @host by @channel, and shares what is known of it. FALSE: it is left alone until @ret_until.
 * TRUE: errands_heard() says what came of it; @attempt NULL: nobody was asked after all. Thread-safe. */
gboolean errands_may_ask(Errands *errands, const char *channel, const char *host, gint64 now, gint64 *ret_until);
void errands_heard(Errands *errands, const char *channel, const char *host, const Attempt *attempt);
/* Whether what @channel has to do for @host waits for it: it did not answer, or asked to be left alone. Thread-safe. */
gboolean errands_wait_for(Errands *errands, const char *channel, const char *host, gint64 now);
