/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/cases/seen.h: who writes where people see whether they were read, is told when an officer really has: when
 * one of the staff marks the case as read or adds a note. By a durable job, on channels that know such marks. */
#pragma once
#include "mediation/mediation.h"
#include "model/case.h"

/* Before work_start(). */
void seen_register(Mediation *mediation);

/* In the transaction that makes @a_case read. TRUE in @ret_added when there is somebody to be told: wake WORK_SEEN. */
gboolean seen_add(const Mediation *mediation, DbSession *session, const Case *a_case, gboolean *ret_added,
                  GError **error);
