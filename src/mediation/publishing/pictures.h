/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/publishing/pictures.h: the pictures of publications.
 *
 * Whoever writes hands in what was made anew of a file (wire/picture.h), with the file itself, which the filters judge
 * like any other. Equal pictures are kept once. Everybody sees a picture as long as a publication that is released
 * names it; those who see publications before see it from the beginning. */
#pragma once
#include "mediation/publishing/publishing.h"
#include "mediation/releasing/release.h"

/* All is borrowed. */
typedef struct {
    const char *filename; /* of the file, cleaned */
    const char *type;     /* its media type */
    GBytes *file;
    const char *ending; /* "jpg" or "png", of what was made of it */
    guint width, height, small_width;
    GBytes *bytes, *small; /* small: NULL when there is none */
    gboolean ornament;
} PictureDraft;

/* Keeps it and adds it to @content; *@ret_name, borrowed from there, is how texts call it. Blocks until durable.
 * TRIBUNE_ERROR_FORBIDDEN; TRIBUNE_ERROR_INVALID: a filter holds the file (*@ret_held says why; may be NULL);
 * TRIBUNE_ERROR_UNAVAILABLE: a filter is down. */
gboolean pictures_add(Mediation *mediation, const Actor *actor, const PictureDraft *draft, PublicationContent *content,
                      const char **ret_name, ReleaseHeld *ret_held, GError **error);

/* The bytes of a picture that everybody may see now, or for who sees publications before, of any. @ret_ending is "jpg"
 * or "png". TRIBUNE_ERROR_NOT_FOUND. Blocks on a read. */
GBytes *pictures_read_public(const Publishing *publishing, const Actor *actor, const Digest *digest, gboolean small,
                             char ret_ending[4], GError **error);
GBytes *pictures_read(Mediation *mediation, const Actor *actor, const Digest *digest, gboolean small,
                      char ret_ending[4], GError **error);
