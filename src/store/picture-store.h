/* SPDX-License-Identifier: Apache-2.0 */
/* store/picture-store.h: the pictures of publications, sealed, by the digest of their bytes; and which of them
 * everybody may see now. Calls run inside the caller's transaction. What a picture's bytes are never changes. */
#pragma once
#include "base/digest.h"
#include "model/publication.h"
#include "store/store.h"

typedef struct {
    gint64 id;
    Digest digest; /* of the large one */
    char ending[4];
    guint width, height, small_width; /* small_width 0: there is no small one */
    StaffId staff;                    /* who brought it first */
    gint64 at, secret_key;
} PictureRow;

/* @sealed has the parts PICTURE_PART_LARGE and, with a small one, PICTURE_PART_SMALL. */
#define PICTURE_PART_LARGE "large"
#define PICTURE_PART_SMALL "small"
gboolean picture_store_insert(DbSession *session, const PictureRow *row, const SealedContent *sealed, GError **error);
/* *@ret_found FALSE: there is none with that digest. */
gboolean picture_store_find(DbSession *session, const Digest *digest, PictureRow *ret, gboolean *ret_found,
                            GError **error);
/* Its bytes; TRIBUNE_ERROR_NOT_FOUND: there is no such part. */
GBytes *picture_store_read(Store *store, DbSession *session, const PictureRow *row, gboolean small, GError **error);

/* From now on everybody sees the pictures of @content by publication @id, and no other of it; NULL: none. */
gboolean picture_store_set_public(DbSession *session, PublicationId id, const PublicationContent *content,
                                  GError **error);
gboolean picture_store_is_public(DbSession *session, const Digest *digest, gboolean *ret, GError **error);
