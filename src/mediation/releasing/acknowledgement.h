/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/releasing/acknowledgement.h: the one automatic answer that a new case gets: we have it, this is its number.
 *
 * At most one per case and ACKNOWLEDGEMENTS_PER_DAY per identity and day, never to a machine, never for a held message.
 * AUTOMATIC_PER_CASE_AND_HOUR bounds everything automatic that a case sends, whatever asks for it: should a loop get
 * past all other rules, it ends there.
 *
 * Where she wishes it: by her channel for receipts (preferring.h), when she has an address there that was proven from
 * the one that wrote, and the tables let it go there; else where it came from. To who only typed an address no wish
 * applies.
 *
 * The decision tables are asked first. When they do not let it go, what they said is on record with the case and a
 * durable job asks again every ACKNOWLEDGEMENT_PAUSE, until they do, the citizen has an answer, or she wrote
 * ACKNOWLEDGEMENT_LATEST ago. */
#pragma once
#include "base/clock.h"
#include "mediation/mediation.h"
#include "model/case.h"
#include "model/person.h"

#define ACKNOWLEDGEMENTS_PER_DAY    5
#define AUTOMATIC_PER_CASE_AND_HOUR 5
#define ACKNOWLEDGEMENT_PAUSE       (15 * CLOCK_MINUTE)
#define ACKNOWLEDGEMENT_LATEST      (7 * CLOCK_DAY)

/* Inside the caller's transaction. @hops: how many machines of our kind had answered each other before @message.
 * @ret_sent: whether one was queued. */
gboolean acknowledgement_send(const Mediation *mediation, DbSession *session, const Case *a_case,
                              ConversationId conversation, const Message *message, const Identity *to, guint hops,
                              gboolean *ret_sent, GError **error);

/* Whether a case may send one more message that nobody wrote. Inside the caller's transaction. */
gboolean acknowledgement_may_send(DbSession *session, CaseId id, gboolean *ret, GError **error);

/* Before work_start(): those that wait. */
void acknowledgement_register(Mediation *mediation);
