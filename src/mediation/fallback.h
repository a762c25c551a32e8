/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/fallback.h: an answer that could not be delivered goes another way, as the channel table says.
 *
 * When a delivery has failed for good (refused, given up, sent back), a durable job asks the channel table again and
 * follows what its rule falls back to: the first channel that carries the same words to another address of the person
 * that it was written to, and of nobody else in the case, one that has part in the case or was proven, and of which the
 * table says the same for how sure we are of it (release-policy.h). Where the duty table asks nobody, a new release of
 * the same text and files leaves that way; where it does, others agree first, since what leaves is no longer what they
 * saw (proposing.h). The case says what failed, which rule said so and where it went; where there is no way, that
 * somebody must call or write a letter: it is unread since the failure.
 *
 * One for each release, and none for what was one itself, so nothing goes in circles. Acknowledgements, consultations
 * and codes have none. */
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
