/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/cases/seen.h: who writes where people see whether they were read, is told when an officer really has: when
 * one of the staff marks the case as read, or answers it.
 *
 * What counts is by which channel she wrote lately, not where the case began: in each of her conversations whose
 * channel knows such marks, the last message that is shown and that asks for one is marked. A durable job each, tried
 * again for some hours while the channel cannot say it, and put aside while that is paused. */
#pragma once
#include "mediation/mediation.h"
#include "model/case.h"

#define SEEN_MESSAGES 50 /* of a case: what is older is not marked any more */
#define SEEN_ASKED    10 /* of a conversation: so many are asked whether they want a mark */
#define SEEN_ATTEMPTS 60 /* with pauses of up to four minutes between them: some four hours */

/* Before work_start(). */
void seen_register(Mediation *mediation);

/* In the transaction that makes @a_case read. TRUE in @ret_added when there is somebody to be told: wake WORK_SEEN. */
gboolean seen_add(const Mediation *mediation, DbSession *session, const Case *a_case, gboolean *ret_added,
                  GError **error);
