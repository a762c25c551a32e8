/* SPDX-License-Identifier: Apache-2.0 */
/* store/snooze-store.h: until when planned cases sleep. Calls run inside the caller's transaction. */
#pragma once
#include "db/db.h"
#include "model/ids.h"

/* In place of the one before. */
gboolean snooze_store_set(DbSession *session, CaseId case_id, gint64 until, StaffId staff, GError **error);
gboolean snooze_store_remove(DbSession *session, CaseId case_id, GError **error);
/* 0: it does not sleep. */
gboolean snooze_store_find(DbSession *session, CaseId case_id, gint64 *ret_until, GError **error);
