/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/amending.h: a writer changes or takes back what she had sent. What we have is a record, and stays as it is:
 * that she did so is an event on its case, which shows up as unread. */
#pragma once
#include "mediation/mediation.h"
#include "model/actor.h"

/* @actor is the channel by which @sender (canonical URI) had sent @external_id. Each message that
 * she sent so is told of: to two addresses of ours it is two. Of what we do not have, or what somebody else had sent,
 * nothing is recorded. Blocks until durable. */
gboolean amending_record(Mediation *mediation, const Actor *actor, const char *external_id, const char *sender,
                         Amendment amendment, GError **error);
