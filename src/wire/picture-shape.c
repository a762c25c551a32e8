/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "wire/picture-private.h"

void
bitmap_clear(Bitmap *bitmap)
{
    free(bitmap->pixels);
    bitmap->pixels = NULL;
}

PictureCode
bitmap_allocate(Bitmap *bitmap, gsize width, gsize height)
{
    if (width == 0 || height == 0)
        return PICTURE_BROKEN;
    if (width > PICTURE_SIDE_MAX || height > PICTURE_SIDE_MAX || width * height > PICTURE_PIXELS_MAX)
        return PICTURE_TOO_LARGE;
    bitmap->width = (guint)width;
    bitmap->height = (guint)height;
    bitmap->pixels = calloc(width * height, 4);
    return bitmap->pixels != NULL ? PICTURE_GOOD : PICTURE_TOO_LARGE;
}

gboolean
bitmap_is_opaque(const Bitmap *bitmap)
{
    for (gsize i = 0; i < (gsize)bitmap->width * bitmap->height; i++)
        if (bitmap->pixels[4 * i + 3] != 255)
            return FALSE;
    return TRUE;
}

/* Where the pixel at @x, @y comes from, by the number of Exif 2.3, 4.6.4. */
static gsize
source_of(const Bitmap *bitmap, guint orientation, guint x, guint y)
{
    guint right = bitmap->width - 1, bottom = bitmap->height - 1;
    guint from_x = x, from_y = y;

    switch (orientation) {
    case 2:
        from_x = right - x;
        break;
    case 3:
        from_x = right - x, from_y = bottom - y;
        break;
    case 4:
        from_y = bottom - y;
        break;
    case 5:
        from_x = y, from_y = x;
        break;
    case 6:
        from_x = y, from_y = bottom - x;
        break;
    case 7:
        from_x = right - y, from_y = bottom - x;
        break;
    case 8:
        from_x = right - y, from_y = x;
        break;
    default:
        break;
    }
    return (gsize)from_y * bitmap->width + from_x;
}

PictureCode
bitmap_turn(Bitmap *bitmap, guint orientation)
{
    Bitmap turned = { .from = bitmap->from };
    gboolean lies = orientation >= 5;
    PictureCode code;

    if (orientation <= 1 || orientation > 8)
        return PICTURE_GOOD;
    code = bitmap_allocate(&turned, lies ? bitmap->height : bitmap->width, lies ? bitmap->width : bitmap->height);
    if (code != PICTURE_GOOD)
        return code;
    for (guint y = 0; y < turned.height; y++)
        for (guint x = 0; x < turned.width; x++)
            memcpy(turned.pixels + 4 * ((gsize)y * turned.width + x),
                   bitmap->pixels + 4 * source_of(bitmap, orientation, x, y), 4);
    bitmap_clear(bitmap);
    *bitmap = turned;
    return PICTURE_GOOD;
}

/* The mean over a rectangle, colours weighted by opacity. */
static void
mean(const Bitmap *bitmap, gsize left, gsize top, gsize right, gsize bottom, guint8 ret[4])
{
    guint64 sum[3] = { 0, 0, 0 }, opacity = 0, count = (right - left) * (bottom - top);

    for (gsize y = top; y < bottom; y++) {
        const guint8 *pixel = bitmap->pixels + 4 * (y * bitmap->width + left);

        for (gsize x = left; x < right; x++, pixel += 4) {
            for (guint i = 0; i < 3; i++)
                sum[i] += (guint64)pixel[i] * pixel[3];
            opacity += pixel[3];
        }
    }
    for (guint i = 0; i < 3; i++)
        ret[i] = (guint8)(opacity == 0 ? 0 : (sum[i] + opacity / 2) / opacity);
    ret[3] = (guint8)((opacity + count / 2) / count);
}

PictureCode
bitmap_shrink(const Bitmap *bitmap, guint width, guint height, Bitmap *ret)
{
    gsize w = MIN(width, bitmap->width), h = (gsize)bitmap->height * w / bitmap->width;
    PictureCode code;

    if (h > height) {
        h = height;
        w = (gsize)bitmap->width * h / bitmap->height;
    }
    w = MAX(w, 1);
    h = MAX(h, 1);
    ret->from = bitmap->from;
    code = bitmap_allocate(ret, w, h);
    for (gsize y = 0; code == PICTURE_GOOD && y < h; y++)
        for (gsize x = 0; x < w; x++)
            mean(bitmap, x * bitmap->width / w, y * bitmap->height / h,
                 MAX((x + 1) * bitmap->width / w, x * bitmap->width / w + 1),
                 MAX((y + 1) * bitmap->height / h, y * bitmap->height / h + 1), ret->pixels + 4 * (y * w + x));
    return code;
}
