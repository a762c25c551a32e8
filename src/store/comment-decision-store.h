/* SPDX-License-Identifier: Apache-2.0 */
/* store/comment-decision-store.h: each time that a comment was hidden, and the appeal against it. Facts, plea and
 * answer are sealed. Calls run inside the caller's transaction. */
#pragma once
#include "model/comment.h"
#include "store/sealed-text.h"

/* @facts: .facts, sealed. */
gboolean comment_decision_store_insert(DbSession *session, const CommentDecision *decision, const SealedText *facts,
                                       GError **error);
/* TRIBUNE_ERROR_NOT_FOUND. */
CommentDecision *comment_decision_store_load(Store *store, DbSession *session, gint64 id, GError **error);
/* CommentDecision * about @comment, oldest first. */
GPtrArray *comment_decision_store_list(Store *store, DbSession *session, CommentId comment, GError **error);

/* Its writer appeals; TRIBUNE_ERROR_CONFLICT: she has already. */
gboolean comment_decision_store_appeal(DbSession *session, gint64 id, gint64 at, const SealedText *plea,
                                       GError **error);
/* The appeal is answered; TRIBUNE_ERROR_CONFLICT: it does not wait. */
gboolean comment_decision_store_answer(DbSession *session, gint64 id, CommentAppeal result, StaffId staff, gint64 at,
                                       const SealedText *answer, GError **error);
/* The comment is shown again. */
gboolean comment_decision_store_end(DbSession *session, gint64 id, gint64 at, GError **error);

/* ---- for the public log: without what is sealed ---- */

/* CommentDecision * without facts, plea and answer, newest first. */
GPtrArray *comment_decision_store_log(DbSession *session, guint limit, guint offset, GError **error);

typedef struct {
    guint total, standing, appealed, restored, upheld, detected, reported;
    gint64 changed; /* when the newest of all this was */
} CommentDecisionCounts;
gboolean comment_decision_store_counts(DbSession *session, CommentDecisionCounts *ret, GError **error);
