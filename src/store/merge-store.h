/* SPDX-License-Identifier: Apache-2.0 */
/* store/merge-store.h: which case was put into which other, and what moved. Calls run inside the caller's transaction.
 */
#pragma once
#include "db/db.h"
#include "model/case.h"

typedef struct {
    gint64 id;
    CaseId source, target;
    gint64 at;
    StaffId staff;
    CaseState state; /* of the source before, … */
    gboolean unread;
    gint64 snoozed; /* … and until when it slept; 0: it did not */
} Merge;

gboolean merge_store_insert(DbSession *session, const Merge *merge, GError **error);
gboolean merge_store_undo(DbSession *session, gint64 id, gint64 at, GError **error);
/* The merge that stands and has @source; id 0 in @ret: none. */
gboolean merge_store_find(DbSession *session, CaseId source, Merge *ret, GError **error);
/* CaseId of all that were put into @target, oldest first. */
GArray *merge_store_list_sources(DbSession *session, CaseId target, GError **error);

/* Moves all conversations of merge->source, with what was said in them, and what belongs to none of them (notes,
 * reports) to merge->target, and writes down what. */
gboolean merge_store_move(DbSession *session, const Merge *merge, GError **error);
/* Moves them back, with what came in since. TRIBUNE_ERROR_CONFLICT when one of them is no longer in the target. */
gboolean merge_store_move_back(DbSession *session, const Merge *merge, GError **error);

/* Messages of the case that are held. */
gboolean merge_store_count_held(DbSession *session, CaseId case_id, guint *ret, GError **error);
