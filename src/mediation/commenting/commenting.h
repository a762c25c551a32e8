/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/commenting/commenting.h: comments below publications: taken, recorded, judged; then public, or held for a
 * person.
 *
 *     commenting_submit → recorded (one leaf) → filters and hold table → public
 *                                                                     ↘ held, until comment-moderation.h
 *
 * A comment may come from any channel: the form on the citizens' pages, an answer in another network. It is
 * acknowledged only when this returns. Its text, its name and what its writer is reached by are sealed. What filters or
 * a rule hold waits for a person, with a clock of four working hours that is counted; nothing is ever dropped, hidden
 * or deleted by a machine. What is nearly the same as an earlier comment below the same publication is held too, under
 * the label COMMENTING_DUPLICATE, which a rule of the hold table may lift.
 *
 * Where a network tells that its writer changed a comment or took it back, that is recorded beside what she wrote
 * first: the new text goes the same way, and is what everybody sees; what she took back nobody sees. What is hidden
 * stays so, as it was decided on; when it is hidden no longer, it is what she has made of it meanwhile. */
#pragma once
#include "mediation/mediation.h"
#include "model/comment.h"
#include "store/comment-rule-store.h"
#include "store/event-store.h"
#include "store/publication-store.h"

#define COMMENTING_FILTER       "likeness"      /* whose verdict it is that … */
#define COMMENTING_DUPLICATE    "duplicate"     /* … the same was said before */
#define COMMENTING_LIKE_WINDOW  (7 * CLOCK_DAY) /* how far back is looked for that … */
#define COMMENTING_LIKE_COMPARE 1000            /* … among how many */
#define COMMENTING_TOKEN_BITS   144             /* 24 characters */

typedef struct {
    CommentId id;
    char *token;        /* of its writer's link */
    gboolean duplicate; /* the same submission came before; nothing changed */
} CommentReceipt;
void comment_receipt_clear(CommentReceipt *receipt);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CommentReceipt, comment_receipt_clear)

/* Records @draft, which came by @channel. Blocks until durable. TRIBUNE_ERROR_CONFLICT: comments are closed here.
 * TRIBUNE_ERROR_NOT_FOUND: no such publication, or none that is public. TRIBUNE_ERROR_INVALID, TRIBUNE_ERROR_LIMIT:
 * what is wrong with it, in a sentence for its writer. */
gboolean commenting_submit(Mediation *mediation, const Actor *actor, const char *channel, const CommentDraft *draft,
                           CommentReceipt *ret, GError **error);

/* ---- commenting-change.c ---- */

/* The writer of the comment that @channel knows as @draft's external id has made @draft of it. @ret_known FALSE, and
 * nothing is done: there is none, or it is of another identity. What is older than what we have changes nothing. Blocks
 * until durable. TRIBUNE_ERROR_INVALID, TRIBUNE_ERROR_LIMIT: it is no comment any more, and nothing is done. */
gboolean commenting_edit(Mediation *mediation, const Actor *actor, const char *channel, const CommentDraft *draft,
                         gboolean *ret_known, GError **error);
/* … has taken it back. */
gboolean commenting_retract(Mediation *mediation, const Actor *actor, const char *channel, const char *external_id,
                            const char *identity, gboolean *ret_known, GError **error);

/* The job that judges. Before work_start(). */
void commenting_register(Mediation *mediation);

/* ---- inside the caller's transaction ---- */

/* Until when comments are open below @row: by what was said for it, else by the setting for its kind. @ret_until 0:
 * they were never open. @ret_changed: when somebody said something for it; 0 never. */
gboolean commenting_until(DbSession *session, const PublicationRow *row, gint64 *ret_until, gint64 *ret_changed,
                          GError **error);
/* An event about @comment of @kind. @detail is taken. */
gboolean commenting_record(const Mediation *mediation, DbSession *session, const Actor *actor, EventKind kind,
                           const Comment *comment, json_t *detail, gint64 *ret_leaf, GError **error);
/* @comment has become public now. */
void commenting_show(Comment *comment, gint64 now);
/* @comment, which has the words of its .next_edit, is that from now on. The caller saves it and adds WORK_COMMENT. */
void commenting_judge_edit(Comment *comment, gint64 now);
