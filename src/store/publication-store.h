/* SPDX-License-Identifier: Apache-2.0 */
/* store/publication-store.h: publications, their versions and each time that they left. Calls run inside the caller's
 * transaction. Versions are only ever added; what they say is sealed. */
#pragma once
#include "base/digest.h"
#include "model/publication.h"
#include "store/store.h"

typedef struct {
    PublicationId id;
    char *slug;
    PublicationKind kind;
    PublicationStanding standing;
    PublicationStage stage;
    PublicationAct act;
    gint64 work;     /* the release being made, which approvals refer to */
    gint64 version;  /* the latest */
    gint64 released; /* the one that the public reads; 0: none */
    StaffId author;  /* of the latest version */
    gint64 published, updated, expires, scheduled, changed;
    gint64 changes; /* counts every change; as read, for publication_store_update() */
    Digest digest;  /* of what was sent for review */
    gint64 tiers;   /* how many others must agree to it, as the duty table said */
    gint64 leaf;    /* of the event that sent it */
    gint64 asked;   /* when that was; 0: it was not, or before this was kept */
} PublicationRow;
void publication_row_free(PublicationRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PublicationRow, publication_row_free)

/* TRIBUNE_ERROR_CONFLICT: the slug is taken. */
gboolean publication_store_insert(DbSession *session, const PublicationRow *row, GError **error);
/* TRIBUNE_ERROR_CONFLICT: somebody changed it since it was read. */
gboolean publication_store_update(DbSession *session, const PublicationRow *row, GError **error);
/* TRIBUNE_ERROR_NOT_FOUND. */
PublicationRow *publication_store_load(DbSession *session, PublicationId id, GError **error);
PublicationRow *publication_store_find(DbSession *session, const char *slug, GError **error);
/* PublicationRow *, the newest change first. */
GPtrArray *publication_store_list(DbSession *session, guint limit, guint offset, GError **error);
/* PublicationRow * in review, the longest first. */
GPtrArray *publication_store_list_review(DbSession *session, guint limit, GError **error);

/* ---- versions ---- */

typedef struct {
    gint64 version, at;
    StaffId staff;
} PublicationVersion;

/* @ret_digest: of what it says, as it is sealed. */
gboolean publication_store_add_version(Store *store, DbSession *session, PublicationId id,
                                       const PublicationVersion *version, const PublicationContent *content,
                                       Digest *ret_digest, GError **error);
PublicationContent *publication_store_load_version(Store *store, DbSession *session, PublicationId id, gint64 version,
                                                   GError **error);
/* PublicationVersion in order; free with g_array_unref(). */
GArray *publication_store_list_versions(DbSession *session, PublicationId id, GError **error);

/* ---- each time that it left ---- */

typedef struct {
    guint number;
    gint64 work;
    PublicationAct act;
    gint64 version, at;
    StaffId staff;
    Digest digest;
    gint64 leaf;
} PublicationReleaseRow;

gboolean publication_store_add_release(DbSession *session, PublicationId id, const PublicationReleaseRow *row,
                                       GError **error);
/* PublicationReleaseRow, oldest first; free with g_array_unref(). */
GArray *publication_store_list_releases(DbSession *session, PublicationId id, GError **error);
