/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/releasing/fallback.h: an answer or a receipt that could not be delivered goes another way, as the channel
 * table says.
 *
 * When a delivery has failed for good (refused, given up, sent back), a durable job asks the channel table again and
 * follows what its rule falls back to: the first channel that carries the same words to another address of the person
 * that it was written to, and of nobody else in the case, one that has part in the case or was proven, and of which the
 * table says the same for how sure we are of it (release-policy.h). Where the duty table asks nobody, a new release of
 * the same text and files leaves that way; where it does, others agree first, since what leaves is no longer what they
 * saw (proposing.h). The case says what failed, which rule said so and where it went; where there is no way, that
 * somebody must call or write a letter: it is unread since the failure.
 *
 * A receipt (acknowledgement.h) is written anew for where it goes, with a link of that address's own, and goes within
 * the bounds of all receipts. It goes nowhere where the address that failed was only typed: nothing shows that who
 * wrote has the others, too. Nobody can be asked to agree to one.
 *
 * One for each release, and none for what was one itself, so nothing goes in circles. Consultations and notices to
 * staff have none, and codes never: a code shows who reads at the very address that it was sent to. */
#pragma once
#include "mediation/mediation.h"
#include "store/release-store.h"

/* @delivery failed for good. Inside the caller's transaction. */
gboolean fallback_queue(DbSession *session, const Delivery *delivery, GError **error);
/* @delivery had failed, and arrived after all (a network's reports come in any order): what goes another way instead
 * and has not left is withdrawn. What others are to agree to waits for them: the case tells them. Inside the caller's
 * transaction. */
gboolean fallback_take_back(const Mediation *mediation, DbSession *session, const Delivery *delivery, GError **error);
/* Before work_start(). */
void fallback_register(Mediation *mediation);
