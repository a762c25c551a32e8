/* SPDX-License-Identifier: Apache-2.0 */
#include "store/picture-store.h"

#include <string.h>

#include "base/encode.h"
#include "base/error.h"

DB_STATEMENT(insert_picture,
             "INSERT INTO pictures (id, digest, ending, width, height, small_width, staff, at, secret_key)"
             " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
DB_STATEMENT(find_picture, "SELECT id, ending, width, height, small_width, staff, at, secret_key FROM pictures"
                           " WHERE digest = $1");
DB_STATEMENT(clear_picture_places, "DELETE FROM picture_places WHERE publication = $1");
DB_STATEMENT(add_picture_place, "INSERT INTO picture_places (publication, digest) VALUES ($1, $2)"
                                " ON CONFLICT (publication, digest) DO NOTHING");
DB_STATEMENT(count_picture_places, "SELECT count(*) FROM picture_places WHERE digest = $1");

gboolean
picture_store_insert(DbSession *session, const PictureRow *row, const SealedContent *sealed, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_picture);

    db_bind_int(query, row->id);
    db_bind_bytes(query, row->digest.bytes, sizeof row->digest.bytes);
    db_bind_text(query, row->ending);
    db_bind_int(query, row->width);
    db_bind_int(query, row->height);
    db_bind_int(query, row->small_width);
    db_bind_int(query, row->staff.value);
    db_bind_int(query, row->at);
    db_bind_int(query, row->secret_key);
    return db_run(query, error) && content_save(session, row->id, sealed, error);
}

gboolean
picture_store_find(DbSession *session, const Digest *digest, PictureRow *ret, gboolean *ret_found, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_picture);

    db_bind_bytes(query, digest->bytes, sizeof digest->bytes);
    *ret_found = db_step(query);
    if (*ret_found) {
        *ret = (PictureRow){ .id = db_int(query, 0),
                             .digest = *digest,
                             .width = (guint)db_int(query, 2),
                             .height = (guint)db_int(query, 3),
                             .small_width = (guint)db_int(query, 4),
                             .staff = { db_int(query, 5) },
                             .at = db_int(query, 6),
                             .secret_key = db_int(query, 7) };
        g_strlcpy(ret->ending, db_text(query, 1), sizeof ret->ending);
    }
    return db_finish(query, error);
}

GBytes *
picture_store_read(Store *store, DbSession *session, const PictureRow *row, gboolean small, GError **error)
{
    g_autoptr(MessagePart) part = content_load_part(&store->content, session, row->id, row->secret_key,
                                                    small ? PICTURE_PART_SMALL : PICTURE_PART_LARGE, error);

    return part != NULL ? g_bytes_ref(part->bytes) : NULL;
}

/* ---- who sees it ---- */

static gboolean
add_place(DbSession *session, PublicationId id, const PublicationPicture *picture, GError **error)
{
    g_autoptr(DbQuery) query = NULL;
    Digest digest;

    if (!decode_hex(picture->digest, digest.bytes, sizeof digest.bytes)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "a picture without a digest");
        return FALSE;
    }
    query = db_query(session, &add_picture_place);
    db_bind_int(query, id.value);
    db_bind_bytes(query, digest.bytes, sizeof digest.bytes);
    return db_run(query, error);
}

static gboolean
clear_places(DbSession *session, PublicationId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &clear_picture_places);

    db_bind_int(query, id.value);
    return db_run(query, error);
}

gboolean
picture_store_set_public(DbSession *session, PublicationId id, const PublicationContent *content, GError **error)
{
    if (!clear_places(session, id, error))
        return FALSE;
    for (guint i = 0; content != NULL && i < content->pictures->len; i++)
        if (!add_place(session, id, g_ptr_array_index(content->pictures, i), error))
            return FALSE;
    return TRUE;
}

gboolean
picture_store_is_public(DbSession *session, const Digest *digest, gboolean *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &count_picture_places);

    db_bind_bytes(query, digest->bytes, sizeof digest->bytes);
    if (!db_step_one(query, "picture", error))
        return FALSE;
    *ret = db_int(query, 0) > 0;
    return db_finish(query, error);
}
