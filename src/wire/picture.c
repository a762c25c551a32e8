/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/picture.h"

#include <stdlib.h>
#include <string.h>

#include "base/apart.h"
#include "base/error.h"
#include "base/locale.h"
#include "wire/picture-private.h"

#define OUT_MAX    ((gsize)24 * 1024 * 1024) /* both pictures together */
#define PNG_MAX    ((gsize)1536 * 1024)      /* an opaque one that is larger is a photograph: JPEG serves it better */
#define SMALL_FROM (PICTURE_SMALL_WIDTH * 5 / 4) /* narrower ones need no second */

/* What comes back: this, then the bytes of both. */
typedef struct {
    guint32 jpeg, width, height, small_width, small_height;
    guint64 length, small_length;
} Header;

/* ---- apart ---- */

static PictureCode
write_one(const Bitmap *bitmap, gboolean opaque, gboolean *jpeg, guint8 **ret, gsize *ret_length)
{
    PictureCode code;

    if (*jpeg)
        return picture_write_jpeg(bitmap, ret, ret_length);
    code = picture_write_png(bitmap, opaque, ret, ret_length);
    if (code != PICTURE_GOOD || !opaque || *ret_length <= PNG_MAX)
        return code;
    free(*ret);
    *jpeg = TRUE;
    return picture_write_jpeg(bitmap, ret, ret_length);
}

typedef struct {
    guint8 *at;
    gsize left;
} Room;

static PictureCode
put(Room *room, guint8 *bytes, gsize length)
{
    gboolean fits = length <= room->left;

    if (fits) {
        memcpy(room->at, bytes, length);
        room->at += length;
        room->left -= length;
    }
    free(bytes);
    return fits ? PICTURE_GOOD : PICTURE_NO_ROOM;
}

static PictureCode
write_both(const Bitmap *whole, gboolean opaque, gboolean jpeg, Header *header, Room *room)
{
    g_auto(Bitmap) small = { 0 };
    guint8 *bytes;
    gsize length;
    PictureCode code = write_one(whole, opaque, &jpeg, &bytes, &length);

    if (code != PICTURE_GOOD)
        return code;
    *header = (Header){ .width = whole->width, .height = whole->height, .length = length };
    code = put(room, bytes, length);
    if (code == PICTURE_GOOD && whole->width >= SMALL_FROM) {
        code = bitmap_shrink(whole, PICTURE_SMALL_WIDTH, PICTURE_HEIGHT, &small);
        if (code == PICTURE_GOOD)
            code =
                jpeg ? picture_write_jpeg(&small, &bytes, &length) : picture_write_png(&small, opaque, &bytes, &length);
        if (code == PICTURE_GOOD)
            code = put(room, bytes, length);
        header->small_width = small.width;
        header->small_height = small.height;
        header->small_length = length;
    }
    header->jpeg = jpeg ? 1 : 0;
    return code;
}

int
picture_convert(const void *bytes, gsize length, guint8 *out, gsize size, gsize *ret_length)
{
    g_auto(Bitmap) read = { 0 };
    g_auto(Bitmap) whole = { 0 };
    Header header = { 0 };
    Room room = { out + sizeof header, size - sizeof header };
    PictureCode code = picture_read(bytes, length, &read);
    gboolean opaque;

    if (code == PICTURE_GOOD)
        code = bitmap_shrink(&read, PICTURE_WIDTH, PICTURE_HEIGHT, &whole);
    if (code != PICTURE_GOOD)
        return (int)code;
    opaque = bitmap_is_opaque(&whole);
    code = write_both(&whole, opaque, opaque && (read.from == PICTURE_FROM_JPEG || read.from == PICTURE_FROM_WEBP),
                      &header, &room);
    memcpy(out, &header, sizeof header);
    *ret_length = size - room.left;
    return (int)code;
}

/* ---- here ---- */

void
picture_free(Picture *picture)
{
    g_clear_pointer(&picture->bytes, g_bytes_unref);
    g_clear_pointer(&picture->small, g_bytes_unref);
    g_free(picture);
}

static const char *const TROUBLE[] = {
    [PICTURE_UNKNOWN] = SAY_NOOP("the file is no picture that can be shown; choose a PNG, JPEG, WebP or GIF file"),
    [PICTURE_BROKEN] = SAY_NOOP("the picture is broken and cannot be read; save it again and choose that file"),
    [PICTURE_TOO_LARGE] = SAY_NOOP("the picture has more than 32 million pixels; make it smaller and choose it again"),
    [PICTURE_COLOURS] = SAY_NOOP("the picture has colours made for print (CMYK); save it as RGB and choose it again"),
    [PICTURE_NO_ROOM] = SAY_NOOP("the picture is too detailed to be kept; make it smaller and choose it again"),
};

static Picture *
fail(GError **error, int code)
{
    gboolean known = code > PICTURE_GOOD && code < (int)G_N_ELEMENTS(TROUBLE);

    g_set_error_literal(error, TRIBUNE_ERROR,
                        code == PICTURE_TOO_LARGE || code == PICTURE_NO_ROOM ? TRIBUNE_ERROR_LIMIT
                                                                             : TRIBUNE_ERROR_INVALID,
                        TROUBLE[known ? code : PICTURE_BROKEN]);
    return NULL;
}

/* The process apart is not believed. */
static Picture *
take(GBytes *out, GError **error)
{
    Picture *picture;
    Header header;
    gsize size;
    const guint8 *bytes = g_bytes_get_data(out, &size);

    if (size < sizeof header)
        return fail(error, PICTURE_BROKEN);
    memcpy(&header, bytes, sizeof header);
    if (header.length == 0 || header.length > size - sizeof header ||
        header.small_length > size - sizeof header - header.length || header.width == 0 || header.height == 0 ||
        header.width > PICTURE_WIDTH || header.height > PICTURE_HEIGHT || header.small_width > header.width)
        return fail(error, PICTURE_BROKEN);
    picture = g_new0(Picture, 1);
    picture->ending = header.jpeg ? "jpg" : "png";
    picture->width = header.width;
    picture->height = header.height;
    picture->bytes = g_bytes_new(bytes + sizeof header, header.length);
    if (header.small_length > 0 && header.small_width > 0 && header.small_height > 0) {
        picture->small_width = header.small_width;
        picture->small_height = header.small_height;
        picture->small = g_bytes_new(bytes + sizeof header + header.length, header.small_length);
    }
    return picture;
}

Picture *
picture_make(const void *bytes, gsize length, GError **error)
{
    g_autoptr(GBytes) out = NULL;
    g_autoptr(GError) trouble = NULL;
    int code;

    if (length > PICTURE_SIZE_MAX) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT,
                            SAY_NOOP("the picture is larger than 10 MB; make it smaller and choose it again"));
        return NULL;
    }
    if (!apart_run(picture_convert, bytes, length, OUT_MAX, PICTURE_TIME, &code, &out, &trouble)) {
        if (!tribune_error_is_temporary(trouble))
            return fail(error, trouble->code == TRIBUNE_ERROR_LIMIT ? PICTURE_NO_ROOM : PICTURE_BROKEN);
        g_propagate_error(error, g_steal_pointer(&trouble));
        return NULL;
    }
    return code == PICTURE_GOOD ? take(out, error) : fail(error, code);
}
