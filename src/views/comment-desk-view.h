/* SPDX-License-Identifier: Apache-2.0 */
/* views/comment-desk-view.h: comments as moderators see them: lists, one with all that was decided, the rules and where
 * comments are open. For who has ACTION_SEE_COMMENTS. Blocks on a read. */
#pragma once
#include "mediation/mediation.h"
#include "store/comment-decision-store.h"
#include "store/comment-rule-store.h"
#include "store/comment-store.h"
#include "store/publication-store.h"
#include "store/verdict-store.h"

#define COMMENT_DESK_PAGE 30

typedef struct {
    Comment *comment;
    char *slug, *title;   /* of the publication */
    GPtrArray *verdicts;  /* StoredVerdict * */
    GPtrArray *decisions; /* CommentDecision *, oldest first */
    GPtrArray *names;     /* char *: of each decision who made it, and who answered its appeal; two for each */
    guint flags[COMMENT_CATEGORIES];
    CommentRules *rules; /* in force */
    gboolean may_answer; /* the reader may answer the appeal that waits */
    char *next;          /* what its writer made of it while it was hidden; NULL: nothing */
} CommentDeskLine;

typedef struct {
    GPtrArray *lines; /* CommentDeskLine * */
    CommentCounts counts;
    gboolean more;
} CommentDesk;
void comment_desk_free(CommentDesk *desk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CommentDesk, comment_desk_free)

CommentDesk *comment_desk_view_list(Mediation *mediation, const Actor *actor, CommentList list, const char *language,
                                    guint page, GError **error);
/* The one with that id, as the only line. TRIBUNE_ERROR_NOT_FOUND. */
CommentDesk *comment_desk_view_one(Mediation *mediation, const Actor *actor, CommentId id, const char *language,
                                   GError **error);

typedef struct {
    PublicationId id;
    char *slug, *title;
    gint64 until; /* 0: never open */
} CommentWindow;

typedef struct {
    CommentRules *rules;
    guint days[4];      /* of each PublicationKind */
    GPtrArray *windows; /* CommentWindow *: what is public, the newest change first */
} CommentHouse;
void comment_house_free(CommentHouse *house);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CommentHouse, comment_house_free)
CommentHouse *comment_desk_view_house(Mediation *mediation, const Actor *actor, const char *language, GError **error);
