/* SPDX-License-Identifier: Apache-2.0 */
/* wire/picture-private.h: what the files of wire/picture share. All of it runs apart, see base/apart.h: it allocates
 * with malloc alone and knows no GError. */
#pragma once
#include "wire/picture.h"

typedef enum {
    PICTURE_GOOD,
    PICTURE_UNKNOWN,   /* none of the kinds */
    PICTURE_BROKEN,    /* ends in the middle, or is not what it says */
    PICTURE_TOO_LARGE, /* more pixels than are read */
    PICTURE_COLOURS,   /* colours of print */
    PICTURE_NO_ROOM,
} PictureCode;

typedef enum {
    PICTURE_FROM_OTHER,
    PICTURE_FROM_JPEG,
    PICTURE_FROM_PNG,
    PICTURE_FROM_WEBP,
    PICTURE_FROM_GIF
} PictureFrom;

/* Four bytes a pixel: red, green, blue, opacity. */
typedef struct {
    guint width, height;
    guint8 *pixels; /* malloc */
    PictureFrom from;
} Bitmap;
void bitmap_clear(Bitmap *bitmap);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Bitmap, bitmap_clear)
PictureCode bitmap_allocate(Bitmap *bitmap, gsize width, gsize height);
gboolean bitmap_is_opaque(const Bitmap *bitmap);

/* ---- picture-read.c ---- */
PictureCode picture_read(const guint8 *bytes, gsize length, Bitmap *ret);
/* 1 to 8 as a camera notes how it was held, in the Exif block @bytes ("Exif\0\0…"); 1 when there is no such note. Pure.
 */
guint picture_orientation(const guint8 *bytes, gsize length);

/* ---- picture-shape.c ---- */
/* As a camera was held. */
PictureCode bitmap_turn(Bitmap *bitmap, guint orientation);
/* At most so wide and high, in the same proportions; each new pixel is the mean of those that it stands for. */
PictureCode bitmap_shrink(const Bitmap *bitmap, guint width, guint height, Bitmap *ret);

/* ---- picture-write.c ---- */
/* Malloc'd bytes. */
PictureCode picture_write_jpeg(const Bitmap *bitmap, guint8 **ret, gsize *ret_length);
PictureCode picture_write_png(const Bitmap *bitmap, gboolean opaque, guint8 **ret, gsize *ret_length);

/* The whole work of the process apart; an ApartWork. */
int picture_convert(const void *bytes, gsize length, guint8 *out, gsize size, gsize *ret_length);
