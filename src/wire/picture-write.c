/* SPDX-License-Identifier: Apache-2.0 */
#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include "wire/picture-private.h"

#define QUALITY 82 /* of a JPEG, of 100 */

typedef struct {
    struct jpeg_error_mgr errors; /* first */
    jmp_buf out;
} JpegErrors;

static void
on_error(j_common_ptr info)
{
    longjmp(((JpegErrors *)info->err)->out, 1);
}

static void
write_rows(struct jpeg_compress_struct *info, const Bitmap *bitmap)
{
    info->image_width = bitmap->width;
    info->image_height = bitmap->height;
    info->input_components = 4;
    info->in_color_space = JCS_EXT_RGBX;
    jpeg_set_defaults(info);
    jpeg_set_quality(info, QUALITY, TRUE);
    jpeg_simple_progression(info);
    jpeg_start_compress(info, TRUE);
    while (info->next_scanline < info->image_height) {
        JSAMPROW row = bitmap->pixels + 4 * (gsize)info->next_scanline * bitmap->width;

        jpeg_write_scanlines(info, &row, 1);
    }
    jpeg_finish_compress(info);
}

PictureCode
picture_write_jpeg(const Bitmap *bitmap, guint8 **ret, gsize *ret_length)
{
    struct jpeg_compress_struct info;
    JpegErrors errors;
    unsigned char *bytes = NULL;
    unsigned long length = 0;
    volatile gboolean good = FALSE;

    memset(&info, 0, sizeof info);
    info.err = jpeg_std_error(&errors.errors);
    errors.errors.error_exit = on_error;
    if (setjmp(errors.out) == 0) {
        jpeg_create_compress(&info);
        jpeg_mem_dest(&info, &bytes, &length);
        write_rows(&info, bitmap);
        good = TRUE;
    }
    jpeg_destroy_compress(&info);
    if (!good)
        return PICTURE_NO_ROOM;
    *ret = bytes;
    *ret_length = length;
    return PICTURE_GOOD;
}

/* Three bytes a pixel. */
static guint8 *
without_opacity(const Bitmap *bitmap)
{
    gsize count = (gsize)bitmap->width * bitmap->height;
    guint8 *pixels = malloc(3 * count);

    for (gsize i = 0; pixels != NULL && i < count; i++)
        memcpy(pixels + 3 * i, bitmap->pixels + 4 * i, 3);
    return pixels;
}

PictureCode
picture_write_png(const Bitmap *bitmap, gboolean opaque, guint8 **ret, gsize *ret_length)
{
    png_image image = { .version = PNG_IMAGE_VERSION, .width = bitmap->width, .height = bitmap->height };
    guint8 *plain = opaque ? without_opacity(bitmap) : NULL;
    const guint8 *pixels = opaque ? plain : bitmap->pixels;
    png_alloc_size_t size = 0;
    guint8 *bytes = NULL;

    image.format = opaque ? PNG_FORMAT_RGB : PNG_FORMAT_RGBA;
    size = PNG_IMAGE_PNG_SIZE_MAX(image);
    bytes = pixels != NULL ? malloc(size) : NULL;
    if (bytes != NULL && !png_image_write_to_memory(&image, bytes, &size, 0, pixels, 0, NULL)) {
        free(bytes);
        bytes = NULL;
    }
    png_image_free(&image);
    free(plain);
    *ret = bytes;
    *ret_length = size;
    return bytes != NULL ? PICTURE_GOOD : PICTURE_NO_ROOM;
}
