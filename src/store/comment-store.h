/* SPDX-License-Identifier: Apache-2.0 */
/* store/comment-store.h: comments below publications. Who wrote what is sealed. Calls run inside the caller's
 * transaction; a comment is only ever added or moved to another state. What its writer changes is added beside it: what
 * is loaded is the change that .edit names. */
#pragma once
#include "base/digest.h"
#include "model/comment.h"
#include "store/sealed-text.h"

/* What is sealed of a comment, as canonical JSON, and back into @into. */
char *comment_store_encode(const Comment *comment);
gboolean comment_store_decode(const char *text, Comment *into, GError **error);

/* @sealed is that of comment_store_encode(). */
gboolean comment_store_insert(DbSession *session, const Comment *comment, const Digest *fingerprint,
                              const SealedText *sealed, GError **error);
/* 0 in @ret: none. */
gboolean comment_store_find_fingerprint(DbSession *session, const Digest *fingerprint, CommentId *ret, GError **error);
gboolean comment_store_find_token(DbSession *session, const char *token, CommentId *ret, GError **error);
/* The first that @channel handed in under that name. */
gboolean comment_store_find_external(DbSession *session, const char *channel, const char *external_id, CommentId *ret,
                                     GError **error);
/* TRIBUNE_ERROR_NOT_FOUND. */
Comment *comment_store_load(Store *store, DbSession *session, CommentId id, GError **error);
/* State, times, reports, decision, and which change counts. TRIBUNE_ERROR_CONFLICT: somebody changed it since it was
 * read. */
gboolean comment_store_update(DbSession *session, const Comment *comment, GError **error);
/* What its writer made of @comment at @at, as change @id. */
gboolean comment_store_add_edit(DbSession *session, gint64 id, CommentId comment, gint64 at, const SealedText *sealed,
                                gint64 leaf, GError **error);
/* @comment is given the words of change @edit; nothing is written. */
gboolean comment_store_turn_to(Store *store, DbSession *session, Comment *comment, gint64 edit, GError **error);

/* ---- below one publication ---- */

/* Comment *: public and hidden ones, oldest first. */
GPtrArray *comment_store_list_public(Store *store, DbSession *session, PublicationId publication, guint limit,
                                     guint offset, GError **error);
/* How many those are, and when the last of them changed. */
gboolean comment_store_count_public(DbSession *session, PublicationId publication, guint *ret_count,
                                    gint64 *ret_changed, GError **error);
/* A hash by which texts that are nearly the same are known (wire/likeness.h); 0: it is too short. */
gint64 comment_store_likeness(const char *text);
/* Whether two such hashes are of texts that are nearly the same; 0 is like nothing. */
gboolean comment_store_is_like(gint64 a, gint64 b);
/* gint64: the hashes of texts that came in since @since, the newest @limit; not that of @but. */
GArray *comment_store_likenesses(DbSession *session, PublicationId publication, gint64 since, CommentId but,
                                 guint limit, GError **error);

/* ---- for moderators ---- */

typedef enum {
    COMMENT_LIST_HELD,    /* oldest first */
    COMMENT_LIST_FLAGGED, /* public ones that readers reported; oldest first */
    COMMENT_LIST_APPEALS, /* hidden ones whose writer appealed; the oldest appeal first */
    COMMENT_LIST_HIDDEN,  /* newest first */
    COMMENT_LIST_PUBLIC,  /* newest first */
    COMMENT_LISTS
} CommentList;

GPtrArray *comment_store_list(Store *store, DbSession *session, CommentList list, guint limit, guint offset,
                              GError **error);

typedef struct {
    gint64 waiting, held, late, flagged, appeals, published, hidden; /* late: held beyond their time now */
    gint64 was_late;                                                 /* decided on too late, ever */
} CommentCounts;
gboolean comment_store_counts(DbSession *session, gint64 now, CommentCounts *ret, GError **error);

/* ---- reports of readers ---- */

/* Also counts it with the comment, whose version stays: no reader keeps a moderator from deciding. */
gboolean comment_store_add_flag(DbSession *session, gint64 id, CommentId comment, CommentCategory category, gint64 at,
                                GError **error);
gboolean comment_store_handle_flags(DbSession *session, CommentId comment, gint64 at, GError **error);
/* gint64: how often each category was reported, COMMENT_CATEGORIES of them; those that wait. */
gboolean comment_store_count_flags(DbSession *session, CommentId comment, guint ret[COMMENT_CATEGORIES],
                                   GError **error);
