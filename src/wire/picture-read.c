/* SPDX-License-Identifier: Apache-2.0 */
#include <gif_lib.h>
#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <webp/decode.h>

#include <jpeglib.h>

#include "wire/filetype.h"
#include "wire/picture-private.h"

#define JPEG_MEMORY ((gsize)256 * 1024 * 1024) /* what its reader may take for the parts of a progressive one */
#define JPEG_SCANS  100                        /* more are made to keep a reader busy */

/* ---- Exif ---- */

typedef struct {
    const guint8 *bytes;
    gsize length;
    gboolean big; /* the most important byte comes first */
} Tiff;

static guint32
number_at(const Tiff *tiff, gsize at, guint size)
{
    guint32 value = 0;

    if (at > tiff->length || tiff->length - at < size)
        return 0;
    for (guint i = 0; i < size; i++)
        value |= (guint32)tiff->bytes[at + i] << 8 * (tiff->big ? size - 1 - i : i);
    return value;
}

guint
picture_orientation(const guint8 *bytes, gsize length)
{
    Tiff tiff = { bytes + 6, length - 6, FALSE };
    gsize directory;
    guint32 entries;

    if (length < 14 || memcmp(bytes, "Exif\0\0", 6) != 0)
        return 1;
    tiff.big = tiff.bytes[0] == 'M';
    directory = number_at(&tiff, 4, 4);
    entries = number_at(&tiff, directory, 2);
    for (gsize i = 0; i < entries; i++) {
        gsize entry = directory + 2 + 12 * i;

        if (entry >= tiff.length)
            break;
        if (number_at(&tiff, entry, 2) == 0x0112 && number_at(&tiff, entry + 2, 2) == 3) {
            guint32 value = number_at(&tiff, entry + 8, 2);

            return value >= 1 && value <= 8 ? value : 1;
        }
    }
    return 1;
}

/* ---- JPEG ---- */

typedef struct {
    struct jpeg_error_mgr errors; /* first */
    jmp_buf out;
} JpegErrors;

static void
on_jpeg_error(j_common_ptr info)
{
    longjmp(((JpegErrors *)info->err)->out, 1);
}

static void
on_jpeg_message(j_common_ptr info, int level)
{
    (void)info, (void)level;
}

static void
on_jpeg_progress(j_common_ptr info)
{
    if (info->is_decompressor && ((j_decompress_ptr)info)->input_scan_number > JPEG_SCANS)
        longjmp(((JpegErrors *)info->err)->out, 1);
}

static guint
orientation_of(const struct jpeg_decompress_struct *info)
{
    for (const struct jpeg_marker_struct *marker = info->marker_list; marker != NULL; marker = marker->next)
        if (marker->marker == JPEG_APP0 + 1 && marker->data_length >= 14)
            return picture_orientation(marker->data, marker->data_length);
    return 1;
}

static PictureCode
read_jpeg_rows(struct jpeg_decompress_struct *info, Bitmap *ret)
{
    PictureCode code;

    jpeg_save_markers(info, JPEG_APP0 + 1, 0xffff);
    jpeg_read_header(info, TRUE);
    if (info->jpeg_color_space == JCS_CMYK || info->jpeg_color_space == JCS_YCCK)
        return PICTURE_COLOURS;
    info->out_color_space = JCS_EXT_RGBA;
    code = bitmap_allocate(ret, info->image_width, info->image_height);
    if (code != PICTURE_GOOD)
        return code;
    jpeg_start_decompress(info);
    while (info->output_scanline < info->output_height) {
        JSAMPROW row = ret->pixels + 4 * (gsize)info->output_scanline * ret->width;

        jpeg_read_scanlines(info, &row, 1);
    }
    return PICTURE_GOOD;
}

static PictureCode
read_jpeg(const guint8 *bytes, gsize length, Bitmap *ret)
{
    struct jpeg_decompress_struct info;
    struct jpeg_progress_mgr progress = { .progress_monitor = on_jpeg_progress };
    JpegErrors errors;
    volatile PictureCode code = PICTURE_BROKEN;
    volatile guint orientation = 1;

    memset(&info, 0, sizeof info);
    info.err = jpeg_std_error(&errors.errors);
    errors.errors.error_exit = on_jpeg_error;
    errors.errors.emit_message = on_jpeg_message;
    if (setjmp(errors.out) == 0) {
        jpeg_create_decompress(&info);
        info.mem->max_memory_to_use = (long)JPEG_MEMORY;
        info.progress = &progress;
        jpeg_mem_src(&info, bytes, length);
        code = read_jpeg_rows(&info, ret);
        orientation = orientation_of(&info);
    } else {
        code = PICTURE_BROKEN;
    }
    jpeg_destroy_decompress(&info);
    return code == PICTURE_GOOD ? bitmap_turn(ret, orientation) : code;
}

/* ---- PNG ---- */

static PictureCode
read_png(const guint8 *bytes, gsize length, Bitmap *ret)
{
    png_image image = { .version = PNG_IMAGE_VERSION };
    PictureCode code = PICTURE_BROKEN;

    if (png_image_begin_read_from_memory(&image, bytes, length)) {
        image.format = PNG_FORMAT_RGBA;
        code = bitmap_allocate(ret, image.width, image.height);
        if (code == PICTURE_GOOD && !png_image_finish_read(&image, NULL, ret->pixels, 0, NULL))
            code = PICTURE_BROKEN;
    }
    png_image_free(&image);
    return code;
}

/* ---- WebP ---- */

static PictureCode
read_webp(const guint8 *bytes, gsize length, Bitmap *ret)
{
    int width = 0, height = 0;
    PictureCode code;

    if (!WebPGetInfo(bytes, length, &width, &height) || width <= 0 || height <= 0)
        return PICTURE_BROKEN;
    code = bitmap_allocate(ret, (gsize)width, (gsize)height);
    if (code != PICTURE_GOOD)
        return code;
    return WebPDecodeRGBAInto(bytes, length, ret->pixels, (gsize)width * (gsize)height * 4, width * 4) != NULL
               ? PICTURE_GOOD
               : PICTURE_BROKEN;
}

/* ---- GIF: the first picture ---- */

typedef struct {
    const guint8 *bytes;
    gsize length, at;
} Reader;

static int
on_gif_read(GifFileType *file, GifByteType *out, int wanted)
{
    Reader *reader = file->UserData;
    gsize count = MIN((gsize)wanted, reader->length - reader->at);

    memcpy(out, reader->bytes + reader->at, count);
    reader->at += count;
    return (int)count;
}

static void
put_gif_row(const Bitmap *bitmap, const GifFileType *file, const GifPixelType *row, int transparent, int y)
{
    const GifImageDesc *image = &file->Image;
    const ColorMapObject *colours = image->ColorMap != NULL ? image->ColorMap : file->SColorMap;

    if (image->Top + y < 0 || image->Top + y >= (int)bitmap->height)
        return;
    for (int x = 0; x < image->Width; x++) {
        int at = image->Left + x;
        guint8 *pixel;

        if (at < 0 || at >= (int)bitmap->width || row[x] == transparent || row[x] >= colours->ColorCount)
            continue;
        pixel = bitmap->pixels + 4 * ((gsize)(image->Top + y) * bitmap->width + (gsize)at);
        pixel[0] = colours->Colors[row[x]].Red;
        pixel[1] = colours->Colors[row[x]].Green;
        pixel[2] = colours->Colors[row[x]].Blue;
        pixel[3] = 255;
    }
}

static PictureCode
read_gif_rows(GifFileType *file, int transparent, Bitmap *ret)
{
    static const struct {
        int first, step;
    } passes[] = { { 0, 8 }, { 4, 8 }, { 2, 4 }, { 1, 2 } };
    const GifImageDesc *image = &file->Image;
    const ColorMapObject *colours = image->ColorMap != NULL ? image->ColorMap : file->SColorMap;
    GifPixelType *row = image->Width > 0 && image->Width <= PICTURE_SIDE_MAX ? malloc((gsize)image->Width) : NULL;
    gboolean good = row != NULL && colours != NULL && image->Height <= PICTURE_SIDE_MAX;

    for (guint pass = 0; good && pass < (image->Interlace ? G_N_ELEMENTS(passes) : 1); pass++)
        for (int y = image->Interlace ? passes[pass].first : 0; good && y < image->Height;
             y += image->Interlace ? passes[pass].step : 1) {
            good = DGifGetLine(file, row, image->Width) == GIF_OK;
            if (good)
                put_gif_row(ret, file, row, transparent, y);
        }
    free(row);
    return good ? PICTURE_GOOD : PICTURE_BROKEN;
}

/* The colour that is none, where an extension names one. */
static gboolean
read_gif_extension(GifFileType *file, int *transparent)
{
    GifByteType *extension = NULL;
    int code;

    if (DGifGetExtension(file, &code, &extension) != GIF_OK)
        return FALSE;
    while (extension != NULL) {
        if (code == GRAPHICS_EXT_FUNC_CODE && extension[0] >= 4 && (extension[1] & 1) != 0)
            *transparent = extension[4];
        if (DGifGetExtensionNext(file, &extension) != GIF_OK)
            return FALSE;
    }
    return TRUE;
}

static PictureCode
read_gif_records(GifFileType *file, Bitmap *ret)
{
    PictureCode code = bitmap_allocate(ret, (gsize)MAX(file->SWidth, 0), (gsize)MAX(file->SHeight, 0));
    GifRecordType record = UNDEFINED_RECORD_TYPE;
    int transparent = -1;

    while (code == PICTURE_GOOD && DGifGetRecordType(file, &record) == GIF_OK && record != TERMINATE_RECORD_TYPE) {
        if (record == IMAGE_DESC_RECORD_TYPE)
            return DGifGetImageDesc(file) == GIF_OK ? read_gif_rows(file, transparent, ret) : PICTURE_BROKEN;
        if (record == EXTENSION_RECORD_TYPE && !read_gif_extension(file, &transparent))
            return PICTURE_BROKEN;
    }
    return code == PICTURE_GOOD ? PICTURE_BROKEN : code;
}

static PictureCode
read_gif(const guint8 *bytes, gsize length, Bitmap *ret)
{
    Reader reader = { bytes, length, 0 };
    GifFileType *file = DGifOpen(&reader, on_gif_read, NULL);
    PictureCode code = PICTURE_BROKEN;

    if (file == NULL)
        return code;
    code = read_gif_records(file, ret);
    DGifCloseFile(file, NULL);
    return code;
}

/* ---- the whole ---- */

static PictureFrom
detect(const guint8 *bytes, gsize length)
{
    if (length >= 12 && memcmp(bytes, "RIFF", 4) == 0 && memcmp(bytes + 8, "WEBP", 4) == 0)
        return PICTURE_FROM_WEBP;
    switch (filetype_detect(bytes, length)) {
    case FILETYPE_JPEG:
        return PICTURE_FROM_JPEG;
    case FILETYPE_PNG:
        return PICTURE_FROM_PNG;
    case FILETYPE_GIF:
        return PICTURE_FROM_GIF;
    default:
        return PICTURE_FROM_OTHER;
    }
}

PictureCode
picture_read(const guint8 *bytes, gsize length, Bitmap *ret)
{
    ret->from = detect(bytes, length);
    switch (ret->from) {
    case PICTURE_FROM_JPEG:
        return read_jpeg(bytes, length, ret);
    case PICTURE_FROM_PNG:
        return read_png(bytes, length, ret);
    case PICTURE_FROM_WEBP:
        return read_webp(bytes, length, ret);
    case PICTURE_FROM_GIF:
        return read_gif(bytes, length, ret);
    case PICTURE_FROM_OTHER:
        break;
    }
    return PICTURE_UNKNOWN;
}
