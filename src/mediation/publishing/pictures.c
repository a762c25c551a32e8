/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/publishing/pictures.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "model/rights.h"
#include "store/picture-store.h"

static const UnitId NO_UNIT = { 0 };

/* ---- adding ---- */

typedef struct {
    const PictureRow *row;
    const SealedContent *sealed;
    gboolean found; /* it was there already */
} Adding;

static gboolean
add(DbSession *session, gpointer data, GError **error)
{
    Adding *adding = data;
    PictureRow before;

    return picture_store_find(session, &adding->row->digest, &before, &adding->found, error) &&
           (adding->found || picture_store_insert(session, adding->row, adding->sealed, error));
}

static gboolean
screen(Mediation *mediation, const PictureDraft *draft, ReleaseHeld *ret_held, GError **error)
{
    g_autoptr(GPtrArray) files = message_parts_new();

    g_ptr_array_add(files, message_part_new("att-01", draft->type, draft->filename, draft->file));
    return release_screen_files(mediation, files, ret_held, error);
}

static GPtrArray *
parts_of(const PictureDraft *draft)
{
    GPtrArray *parts = message_parts_new();

    g_ptr_array_add(parts, message_part_new(PICTURE_PART_LARGE, NULL, NULL, draft->bytes));
    if (draft->small != NULL)
        g_ptr_array_add(parts, message_part_new(PICTURE_PART_SMALL, NULL, NULL, draft->small));
    return parts;
}

static gboolean
keep(Mediation *mediation, PictureRow *row, const PictureDraft *draft, GError **error)
{
    g_autoptr(GPtrArray) parts = parts_of(draft);
    g_autoptr(SealedContent) sealed = content_seal(&mediation->store->content, parts, error);
    Adding adding = { row, sealed, FALSE };
    gboolean done;

    if (sealed == NULL)
        return FALSE;
    row->secret_key = sealed->secret_key;
    done = store_write(mediation->store, add, &adding, error);
    if (!done || adding.found)
        content_discard(sealed);
    return done;
}

gboolean
pictures_add(Mediation *mediation, const Actor *actor, const PictureDraft *draft, PublicationContent *content,
             const char **ret_name, ReleaseHeld *ret_held, GError **error)
{
    gsize length;
    const void *bytes = g_bytes_get_data(draft->bytes, &length);
    PictureRow row = { .id = id_next(),
                       .digest = digest_sha256(bytes, length),
                       .width = draft->width,
                       .height = draft->height,
                       .small_width = draft->small != NULL ? draft->small_width : 0,
                       .staff = actor->staff,
                       .at = clock_now() };
    g_autofree char *hex = digest_to_hex(&row.digest);

    g_strlcpy(row.ending, draft->ending, sizeof row.ending);
    if (!rights_check(actor, ACTION_WRITE_PUBLICATION, NO_UNIT, error) || !screen(mediation, draft, ret_held, error) ||
        !keep(mediation, &row, draft, error))
        return FALSE;
    *ret_name = publication_content_add_picture(content, draft->filename, hex, row.ending, row.width, row.height,
                                                row.small_width, draft->ornament);
    return TRUE;
}

/* ---- reading ---- */

typedef struct {
    Store *store;
    const Digest *digest;
    gboolean small, public_only;
    PictureRow row;
    GBytes *bytes;
} Reading;

static gboolean
read_picture(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;
    gboolean found = FALSE, public = TRUE;

    g_clear_pointer(&reading->bytes, g_bytes_unref);
    if (!picture_store_find(session, reading->digest, &reading->row, &found, error) ||
        (reading->public_only && !picture_store_is_public(session, reading->digest, &public, error)))
        return FALSE;
    if (!found || !public || (reading->small && reading->row.small_width == 0)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such picture");
        return FALSE;
    }
    reading->bytes = picture_store_read(reading->store, session, &reading->row, reading->small, error);
    return reading->bytes != NULL;
}

static GBytes *
read_one(Reading *reading, char ret_ending[4], GError **error)
{
    if (!store_read(reading->store, read_picture, reading, error)) {
        g_clear_pointer(&reading->bytes, g_bytes_unref);
        return NULL;
    }
    memcpy(ret_ending, reading->row.ending, sizeof reading->row.ending);
    return reading->bytes;
}

GBytes *
pictures_read_public(const Publishing *publishing, const Actor *actor, const Digest *digest, gboolean small,
                     char ret_ending[4], GError **error)
{
    Reading reading = {
        .store = publishing_mediation(publishing)->store, .digest = digest, .small = small, .public_only = TRUE
    };

    (void)actor; /* everybody may */
    return read_one(&reading, ret_ending, error);
}

GBytes *
pictures_read(Mediation *mediation, const Actor *actor, const Digest *digest, gboolean small, char ret_ending[4],
              GError **error)
{
    Reading reading = { .store = mediation->store, .digest = digest, .small = small };

    return rights_check_anywhere(actor, ACTION_SEE_PUBLICATIONS, error) ? read_one(&reading, ret_ending, error) : NULL;
}
