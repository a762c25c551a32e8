/* SPDX-License-Identifier: Apache-2.0 */
/* store/appeal-store.h: that a citizen asked for a review of an answer; once for each answer. Calls run inside the
 * caller's transaction. */
#pragma once
#include "db/db.h"
#include "model/ids.h"

/* The last answer in the case that went to @person, and who wrote it; id 0: there is none. */
gboolean appeal_store_last_answer(DbSession *session, CaseId case_id, PersonId person, MessageId *ret_answer,
                                  StaffId *ret_author, GError **error);
/* When a review of @answer was asked for; 0: it was not. */
gboolean appeal_store_find(DbSession *session, MessageId answer, gint64 *ret_at, GError **error);
gboolean appeal_store_insert(DbSession *session, MessageId answer, CaseId case_id, MessageId message, gint64 at,
                             GError **error);
