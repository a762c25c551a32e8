/* SPDX-License-Identifier: Apache-2.0 */
/* wire/picture.h: a picture that somebody hands in, made anew: nothing of its bytes is kept but what is seen.
 *
 * PNG, JPEG, WebP and GIF are known by their content, never by their name. The pixels are read in a process apart
 * (base/apart.h), turned as a camera's note says, and written as a fresh JPEG or PNG: where it was taken, by whom and
 * with what is gone, and so are animations (the first picture stays), profiles of colour, and whatever is hidden behind
 * the end. Wider pictures are made smaller; from a certain width there is a second one for narrow screens.
 *
 * Limits: PICTURE_SIZE_MAX bytes, PICTURE_PIXELS_MAX pixels, PICTURE_TIME. Blocks that long at most; thread-safe. */
#pragma once
#include <glib.h>

#define PICTURE_SIZE_MAX   (10 * 1024 * 1024)
#define PICTURE_PIXELS_MAX (32 * 1000 * 1000)
#define PICTURE_SIDE_MAX   20000
#define PICTURE_TIME       (20 * G_USEC_PER_SEC)

#define PICTURE_WIDTH       1520 /* pixels of what is kept: twice the column of our pages */
#define PICTURE_HEIGHT      3040
#define PICTURE_SMALL_WIDTH 760

typedef struct {
    const char *ending; /* "jpg" or "png" */
    guint width, height;
    GBytes *bytes;
    guint small_width, small_height; /* 0: there is no small one */
    GBytes *small;
} Picture;
void picture_free(Picture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Picture, picture_free)

/* TRIBUNE_ERROR_INVALID or TRIBUNE_ERROR_LIMIT with a sentence for who chose the file. */
Picture *picture_make(const void *bytes, gsize length, GError **error);
