/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/cases/appeals.h: a citizen is not content with an answer and asks that somebody else looks at it.
 *
 * She says so with a message (MessageDraft.appeal), which is filed like any other. Then the case is open again and goes
 * to a lead of its unit who did not write that answer, to nobody when there is none. Once for each answer: after that
 * her messages are messages. */
#pragma once
#include "mediation/mediation.h"
#include "model/case.h"
#include "model/message.h"
#include "model/person.h"

/* Inside filing's transaction, when @message of @sender has joined @a_case, which the caller saves. Nothing when there
 * is no answer to her, or a review of it was asked for before. */
gboolean appeals_take(const Mediation *mediation, DbSession *session, const Actor *actor, Case *a_case,
                      const Message *message, const Identity *sender, GError **error);
