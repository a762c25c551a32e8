/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/acknowledgement.h: the one automatic answer that a new case gets: we have it, this is its number.
 *
 * At most one per case and ACKNOWLEDGEMENTS_PER_DAY per identity and day, never to a machine, never for a held message.
 * AUTOMATIC_PER_CASE_AND_HOUR bounds everything automatic that a case sends, whatever asks for it: should a loop get
 * past all other rules, it ends there. */
#pragma once
#include "mediation/mediation.h"
#include "model/case.h"
#include "model/person.h"

#define ACKNOWLEDGEMENTS_PER_DAY    5
#define AUTOMATIC_PER_CASE_AND_HOUR 5

/* Inside the caller's transaction. @hops: how many machines of our kind had answered each other before @message.
 * @ret_sent: whether one was queued. */
gboolean acknowledgement_send(const Mediation *mediation, DbSession *session, const Case *a_case,
                              ConversationId conversation, const Message *message, const Identity *to, guint hops,
                              gboolean *ret_sent, GError **error);

/* Whether a case may send one more message that nobody wrote. Inside the caller's transaction. */
gboolean acknowledgement_may_send(DbSession *session, CaseId id, gboolean *ret, GError **error);
