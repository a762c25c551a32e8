/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/receiving/amending.h: a writer changes or takes back what she had sent. What we have is a record, and stays
 * as it is: that she did so is an event on its case, which shows up as unread. Of a message that has no case yet, since
 * screening has still to say something about it, that is remembered, and becomes an event when it has. */
#pragma once
#include "mediation/mediation.h"
#include "model/actor.h"
#include "model/message.h"

/* @actor is the channel by which @amendment->sender had sent @amendment->external_id. Each message that she sent so is
 * told of, once for the same @amendment->told_by: to two addresses of ours it is two. Of what we do not have, or what
 * somebody else had sent, nothing is recorded. Blocks until durable; reads all that waits for screening. */
gboolean amending_record(Mediation *mediation, const Actor *actor, const AmendmentDraft *amendment, GError **error);

/* In the transaction that gives @message its place, in @case_id (0: in no case): what is remembered of it. */
gboolean amending_settle(const Mediation *mediation, DbSession *session, const Actor *actor, const Message *message,
                         CaseId case_id, GError **error);

/* In the detail of such an event: when we heard of it, which is earlier than the event. */
#define AMENDING_HEARD "heard"
