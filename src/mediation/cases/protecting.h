/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/cases/protecting.h: how far what is said in a case needs protection, which the decision tables ask for all
 * that leaves about it (policy input "sensitivity").
 *
 * Its service says so for all cases about the same; without a service it is personal. Staff can raise it for one case,
 * when somebody writes more than the service expects, and take that back; they cannot go below its service. Each change
 * is an event. It counts from the next question on; what waits for agreement or for its time is stopped when the case
 * needs more than when the tables were asked. A case into which another one is merged is protected as that was, also
 * after the merge is undone. */
#pragma once
#include "mediation/mediation.h"
#include "model/case.h"

/* Does not block. */
Sensitivity protecting_level(const Mediation *mediation, const Case *a_case);
/* Of all cases about the same as @a_case. Does not block. */
Sensitivity protecting_level_of_service(const Mediation *mediation, const Case *a_case);

/* ---- for the modules beside ---- */

/* Changes @a_case and records it; does not save it. Inside a transaction. */
gboolean protecting_set(const Mediation *mediation, DbSession *session, const Actor *actor, Case *a_case,
                        Sensitivity raised, GError **error);
