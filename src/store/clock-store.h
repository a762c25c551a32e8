/* SPDX-License-Identifier: Apache-2.0 */
/* store/clock-store.h: the clocks of cases and when they stood still. Calls run inside the caller's transaction. */
#pragma once
#include "db/db.h"
#include "model/promise.h"

gboolean clock_store_insert(DbSession *session, const Promise *clock, GError **error);
/* All but id, case, kind, start, minutes and basis; of its stops nothing. */
gboolean clock_store_update(DbSession *session, const Promise *clock, GError **error);
/* It stood still from @since until @until. */
gboolean clock_store_add_stop(DbSession *session, ClockId clock, gint64 since, gint64 until, GError **error);
/* With its stops. */
Promise *clock_store_load(DbSession *session, ClockId id, GError **error);
/* Promise * of a case, as they were started, with their stops. */
GPtrArray *clock_store_list_case(DbSession *session, CaseId case_id, GError **error);
/* When the first reply of a case was released; 0: none was. */
gboolean clock_store_first_reply(DbSession *session, CaseId case_id, gint64 *ret, GError **error);
/* The due and near of a case, which keeps its version: nobody saw another matter. */
gboolean clock_store_set_case_due(DbSession *session, CaseId case_id, gint64 due, gint64 near, GError **error);
