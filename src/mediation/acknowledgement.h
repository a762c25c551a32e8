/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/acknowledgement.h: the one automatic answer that a new case gets: we have it, this is its number.
 *
 * At most one per case and ACKNOWLEDGEMENTS_PER_DAY per identity and day, never to a machine, never for a held message.
 */
#pragma once
#include "mediation/mediation.h"
#include "model/case.h"
#include "model/person.h"

#define ACKNOWLEDGEMENTS_PER_DAY 5

/* Inside the caller's transaction. @ret_sent: whether one was queued. */
gboolean acknowledgement_send(const Mediation *mediation, DbSession *session, const Case *a_case,
                              ConversationId conversation, const Message *message, const Identity *to,
                              gboolean *ret_sent, GError **error);
