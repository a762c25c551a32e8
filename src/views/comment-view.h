/* SPDX-License-Identifier: Apache-2.0 */
/* views/comment-view.h: what everybody may see of comments: those below a publication, the log of what was hidden, the
 * rules; and what the writer of one sees by her link. Blocks on a read. */
#pragma once
#include "mediation/publishing/publishing.h"
#include "model/comment.h"
#include "store/comment-decision-store.h"
#include "store/comment-rule-store.h"

#define COMMENT_PAGE_SIZE     30
#define COMMENT_LOG_PAGE_SIZE 50
#define COMMENT_PAGES_MAX     10000

/* ---- below a publication ---- */

typedef struct {
    CommentId id;
    char *name;    /* "" none */
    char *handle;  /* how everybody knows her where she wrote it; "" */
    char *channel; /* by which it came */
    char *text;    /* NULL: hidden */
    char *language;
    gint64 received;
    gboolean is_hidden;
    gboolean is_edited;       /* its writer changed it */
    CommentCategory category; /* hidden: why */
    gint64 decision;
} PublicComment;

typedef struct {
    GPtrArray *comments; /* PublicComment *, oldest first */
    guint total, pages, page;
    gint64 until;   /* comments are, or were, open until then; 0: never */
    gint64 changed; /* when anything of this did */
} PublicComments;
void public_comments_free(PublicComments *comments);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PublicComments, public_comments_free)

/* TRIBUNE_ERROR_NOT_FOUND: no such page. */
PublicComments *comment_view_public(const Publishing *publishing, const Actor *actor, PublicationId publication,
                                    guint page, GError **error);
/* One that is public; for who wants to answer or report it. TRIBUNE_ERROR_NOT_FOUND. */
PublicComment *comment_view_one(const Publishing *publishing, const Actor *actor, PublicationId publication,
                                CommentId id, GError **error);
void public_comment_free(PublicComment *comment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PublicComment, public_comment_free)
/* The one that @channel handed in as @external_id, in whatever state it is, and below what; 0: there is none. For
 * channels that ask whether something answers a comment. */
gboolean comment_view_find(const Publishing *publishing, const Actor *actor, const char *channel,
                           const char *external_id, CommentId *ret, PublicationId *ret_publication, GError **error);
/* Until when a comment can be written below @publication; in the past or 0: not now. */
gboolean comment_view_until(const Publishing *publishing, const Actor *actor, PublicationId publication, gint64 *ret,
                            GError **error);

/* ---- the writer's own ---- */

typedef struct {
    Comment *comment;
    char *slug, *title;
    GPtrArray *decisions; /* CommentDecision *, oldest first; the last one stands when the comment is hidden */
    GPtrArray *rules;     /* char *: of each decision the rule, "" when it was a law */
} OwnComment;
void own_comment_free(OwnComment *own);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OwnComment, own_comment_free)
/* TRIBUNE_ERROR_NOT_FOUND: the link opens nothing. */
OwnComment *comment_view_own(const Publishing *publishing, const char *token, const char *language, GError **error);

/* ---- the log ---- */

typedef struct {
    CommentDecision *decision; /* without what is sealed */
    char *slug, *title;        /* of the publication */
    char *rule;                /* "" when the ground is a law */
    char *language;            /* of the comment; "" unknown */
    gint64 received;           /* the comment */
} CommentLogLine;

typedef struct {
    GPtrArray *lines; /* CommentLogLine *, newest first */
    CommentDecisionCounts counts;
    gint64 published, was_late; /* comments, all together */
    guint pages, page;
} CommentLog;
void comment_log_free(CommentLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CommentLog, comment_log_free)
CommentLog *comment_view_log(const Publishing *publishing, const Actor *actor, const char *language, guint page,
                             GError **error);

/* The rules in force; version 0: there are none. */
CommentRules *comment_view_rules(const Publishing *publishing, const Actor *actor, GError **error);
