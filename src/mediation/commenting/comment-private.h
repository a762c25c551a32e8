/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/commenting/comment-private.h: what the files about decisions on comments share. */
#pragma once
#include "mediation/commenting/comment-moderation.h"
#include "mediation/commenting/commenting.h"
#include "store/comment-decision-store.h"
#include "store/comment-store.h"

/* One step about one comment. */
typedef struct {
    Mediation *mediation;
    const Actor *actor;
    CommentId id;
    gint64 seen; /* 0: whatever there is */
    const CommentHiding *hiding;
    CommentCategory category;
    char *text; /* facts, plea, reason: clean */
    char *law;
    const char *token;
    gboolean restore;
    SealedText sealed; /* of .text */
    gboolean delivers, judges;
    CommentState became; /* of the comment, by showing it again or not */
} CommentStep;
void comment_step_clear(CommentStep *step);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CommentStep, comment_step_clear)

/* .text of what was typed, checked (1 to @most characters, or TRIBUNE_ERROR_INVALID with @missing) and sealed. */
gboolean comment_step_take_text(CommentStep *step, const char *text, glong most, const char *missing, GError **error);
/* TRIBUNE_ERROR_CONFLICT when it is not the one that was seen. */
Comment *comment_step_load(const CommentStep *step, DbSession *session, GError **error);
gboolean comment_step_refuse(GError **error);
/* @decision no longer stands, and @comment is shown again: what its writer has made of it meanwhile goes by the filters
 * first, and what she has taken back nobody sees. The caller saves the comment. */
gboolean comment_step_lift(CommentStep *step, DbSession *session, Comment *comment, const CommentDecision *decision,
                           GError **error);
/* Runs @task; what the public sees is made anew. */
gboolean comment_step_run(CommentStep *step, DbTask task, GError **error);

/* comment-notice.c: a mail to the writer of @comment that says what was decided and where her page is, when she left an
 * address that some channel of ours reaches. Inside the transaction. */
gboolean comment_notice_send(CommentStep *step, DbSession *session, const Comment *comment,
                             const CommentDecision *decision, GError **error);
