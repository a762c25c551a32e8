/* SPDX-License-Identifier: Apache-2.0 */
/* store/record-class-store.h: what a policy said about how long the record of a case lives: the latest word. Calls run
 * inside the caller's transaction. */
#pragma once
#include "db/db.h"
#include "model/ids.h"

gboolean record_class_store_set(DbSession *session, CaseId case_id, const char *class, gint64 at, gint64 leaf,
                                GError **error);
/* NULL without error when nothing was said. */
char *record_class_store_find(DbSession *session, CaseId case_id, GError **error);
