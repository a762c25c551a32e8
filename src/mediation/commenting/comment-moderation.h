/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/commenting/comment-moderation.h: what people decide about comments: publish, hide, show again; and appeals.
 *
 * Nothing is deleted. One comment is hidden at a time, by a person, for a category of the closed list
 * (model/comment.h), on the ground of a published rule or a law, with the facts. That is a decision: it is recorded,
 * told to the comment's writer on the page of her link (and by mail, when she left an address), and stands in the
 * public log without anything personal. She may appeal within COMMENT_APPEAL_MONTHS, once against each decision; who
 * made the decision never answers the appeal. Each step is an event with its leaf.
 *
 * Calls block until durable. @seen is comment->version of the page that was looked at: TRIBUNE_ERROR_CONFLICT when
 * somebody was faster. TRIBUNE_ERROR_FORBIDDEN; TRIBUNE_ERROR_INVALID, TRIBUNE_ERROR_LIMIT: a sentence for who did it.
 */
#pragma once
#include "mediation/mediation.h"
#include "model/comment.h"

#define COMMENT_PUBLISH_MAX 100 /* at once */

typedef struct {
    CommentId id;
    gint64 seen; /* 0: whatever there is */
} CommentChoice;
/* Those of @choices that are held become public; others, and those that changed since they were seen, are left alone.
 */
gboolean comment_moderation_publish(Mediation *mediation, const Actor *actor, const CommentChoice *choices, guint count,
                                    guint *ret_done, GError **error);

typedef struct {
    gint64 seen;
    CommentCategory category;
    guint rule;        /* of the rules in force, from 1 … */
    const char *law;   /* … or a law: "" none. It is public */
    const char *facts; /* what in the comment it is about; her writer reads it */
} CommentHiding;
gboolean comment_moderation_hide(Mediation *mediation, const Actor *actor, CommentId id, const CommentHiding *hiding,
                                 GError **error);
/* A hidden one is shown again; an appeal that waits is granted by it. @ret_state: what it is now: public, waiting for
 * the filters, since its writer changed it while it was hidden, or withdrawn, since she took it back. */
gboolean comment_moderation_restore(Mediation *mediation, const Actor *actor, CommentId id, gint64 seen,
                                    const char *reason, CommentState *ret_state, GError **error);
/* What readers reported is looked at, and stays public. */
gboolean comment_moderation_keep(Mediation *mediation, const Actor *actor, CommentId id, gint64 seen, GError **error);

/* A reader reports a public comment; a channel hands it in. Counted once a report; nothing else happens until a person
 * has looked. */
gboolean comment_moderation_flag(Mediation *mediation, const Actor *actor, CommentId id, CommentCategory category,
                                 GError **error);

/* ---- comment-appeals.c ---- */

/* The writer, who holds the link with @token, appeals against the decision that stands. */
gboolean comment_moderation_appeal(Mediation *mediation, const char *token, const char *plea, GError **error);
/* Somebody else than who hid it answers. @restore: the comment is shown again; @ret_state as above, or hidden. */
gboolean comment_moderation_answer(Mediation *mediation, const Actor *actor, CommentId id, gint64 seen,
                                   gboolean restore, const char *reason, CommentState *ret_state, GError **error);
