/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>
#include <webp/encode.h>

#include "base/error.h"
#include "wire/picture-private.h"

/* Four colours in the corners: red, green / blue, white. */
static void
paint(Bitmap *bitmap, guint width, guint height)
{
    static const guint8 colours[4][3] = { { 255, 0, 0 }, { 0, 255, 0 }, { 0, 0, 255 }, { 255, 255, 255 } };

    g_assert_cmpint(bitmap_allocate(bitmap, width, height), ==, PICTURE_GOOD);
    for (guint y = 0; y < height; y++)
        for (guint x = 0; x < width; x++) {
            guint8 *pixel = bitmap->pixels + 4 * ((gsize)y * width + x);

            memcpy(pixel, colours[(y >= height / 2 ? 2 : 0) + (x >= width / 2 ? 1 : 0)], 3);
            pixel[3] = 255;
        }
}

static GBytes *
png_of(guint width, guint height)
{
    g_auto(Bitmap) bitmap = { 0 };
    guint8 *bytes;
    gsize length;

    paint(&bitmap, width, height);
    g_assert_cmpint(picture_write_png(&bitmap, TRUE, &bytes, &length), ==, PICTURE_GOOD);
    return g_bytes_new_with_free_func(bytes, length, free, bytes);
}

/* With a camera's note: @orientation, and where it was taken. */
static GBytes *
jpeg_of(guint width, guint height, guint orientation)
{
    static const guint8 exif[] = "Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0GPS 54.97 N";
    g_auto(Bitmap) bitmap = { 0 };
    g_autoptr(GByteArray) out = g_byte_array_new();
    guint8 *bytes, marker[4] = { 0xff, 0xe1, 0, sizeof exif + 2 };
    gsize length;

    paint(&bitmap, width, height);
    g_assert_cmpint(picture_write_jpeg(&bitmap, &bytes, &length), ==, PICTURE_GOOD);
    g_byte_array_append(out, bytes, 2);
    g_byte_array_append(out, marker, sizeof marker);
    g_byte_array_append(out, exif, sizeof exif);
    out->data[2 + 4 + 6 + 8 + 2 + 9] = (guint8)orientation;
    g_byte_array_append(out, bytes + 2, (guint)length - 2);
    free(bytes);
    return g_byte_array_free_to_bytes(g_steal_pointer(&out));
}

static Picture *
make(GBytes *bytes)
{
    g_autoptr(GError) error = NULL;
    Picture *picture = picture_make(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), &error);

    g_assert_no_error(error);
    return picture;
}

static void
assert_refused(const void *bytes, gsize length, int code, const char *words)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(picture_make(bytes, length, &error));
    g_assert_error(error, TRIBUNE_ERROR, code);
    g_assert_nonnull(strstr(error->message, words));
}

static gboolean
holds(GBytes *bytes, const char *words)
{
    gsize length;
    const void *data = g_bytes_get_data(bytes, &length);

    return memmem(data, length, words, strlen(words)) != NULL;
}

static void
what_is_kept_tells_nothing_of_place_and_camera(void)
{
    g_autoptr(GBytes) taken = jpeg_of(64, 32, 1);
    g_autoptr(Picture) picture = make(taken);

    g_assert_true(holds(taken, "GPS"));
    g_assert_false(holds(picture->bytes, "GPS"));
    g_assert_false(holds(picture->bytes, "Exif"));
    g_assert_cmpstr(picture->ending, ==, "jpg");
}

/* The colour of a corner of what is kept: "r" "g" "b" "w". */
static char
corner(const Picture *picture, gboolean right, gboolean bottom)
{
    g_auto(Bitmap) bitmap = { 0 };
    const guint8 *pixel;

    g_assert_cmpint(picture_read(g_bytes_get_data(picture->bytes, NULL), g_bytes_get_size(picture->bytes), &bitmap), ==,
                    PICTURE_GOOD);
    pixel =
        bitmap.pixels + 4 * ((gsize)(bottom ? bitmap.height - 1 : 0) * bitmap.width + (right ? bitmap.width - 1 : 0));
    return pixel[0] > 128 && pixel[1] > 128 ? 'w' : pixel[0] > 128 ? 'r' : pixel[1] > 128 ? 'g' : 'b';
}

static void
a_picture_stands_as_the_camera_was_held(void)
{
    static const char *const expected[] = { "rgbw", "rgbw", "grwb", "wbgr", "bwrg", "rbgw", "brwg", "wgbr", "gwrb" };

    for (guint orientation = 1; orientation <= 8; orientation++) {
        g_autoptr(GBytes) taken = jpeg_of(64, 32, orientation);
        g_autoptr(Picture) picture = make(taken);
        const char got[] = { corner(picture, FALSE, FALSE), corner(picture, TRUE, FALSE), corner(picture, FALSE, TRUE),
                             corner(picture, TRUE, TRUE), '\0' };

        g_assert_cmpstr(got, ==, expected[orientation]);
        g_assert_cmpuint(picture->width, ==, orientation >= 5 ? 32 : 64);
    }
}

static void
a_wide_picture_becomes_two_that_fit(void)
{
    g_autoptr(GBytes) wide = png_of(3000, 1000);
    g_autoptr(Picture) picture = make(wide);

    g_assert_cmpuint(picture->width, ==, PICTURE_WIDTH);
    g_assert_cmpuint(picture->height, ==, 506);
    g_assert_cmpuint(picture->small_width, ==, PICTURE_SMALL_WIDTH);
    g_assert_cmpuint(picture->small_height, ==, 253);
    g_assert_cmpstr(picture->ending, ==, "png");
    g_assert_cmpint(corner(picture, TRUE, FALSE), ==, 'g');
}

static void
a_small_picture_stays_as_large_as_it_is(void)
{
    g_autoptr(GBytes) little = png_of(300, 200);
    g_autoptr(Picture) picture = make(little);

    g_assert_cmpuint(picture->width, ==, 300);
    g_assert_null(picture->small);
}

static void
the_same_file_gives_the_same_bytes(void)
{
    g_autoptr(GBytes) file = jpeg_of(1600, 800, 3);
    g_autoptr(Picture) one = make(file), two = make(file);

    g_assert_true(g_bytes_equal(one->bytes, two->bytes));
    g_assert_true(g_bytes_equal(one->small, two->small));
}

static void
webp_is_read_and_its_holes_stay(void)
{
    g_auto(Bitmap) bitmap = { 0 };
    g_autoptr(Picture) picture = NULL;
    g_autoptr(GBytes) bytes = NULL;
    guint8 *out = NULL;
    gsize length;

    paint(&bitmap, 40, 20);
    bitmap.pixels[3] = 0;
    length = WebPEncodeLosslessRGBA(bitmap.pixels, 40, 20, 160, &out);
    bytes = g_bytes_new(out, length);
    WebPFree(out);
    picture = make(bytes);
    g_assert_cmpstr(picture->ending, ==, "png");
    g_assert_cmpuint(picture->width, ==, 40);
}

static void
gif_is_read(void)
{
    static const guint8 gif[] = { 'G', 'I', 'F', '8', '9', 'a', 2, 0, 1, 0, 0x80, 0, 0, 255,  0,    0, 0,  0,
                                  255, ',', 0,   0,   0,   0,   2, 0, 1, 0, 0,    2, 2, 0x44, 0x0a, 0, ';' };
    g_autoptr(GBytes) bytes = g_bytes_new_static(gif, sizeof gif);
    g_autoptr(Picture) picture = make(bytes);

    g_assert_cmpuint(picture->width, ==, 2);
    g_assert_cmpint(corner(picture, FALSE, FALSE), ==, 'r');
    g_assert_cmpint(corner(picture, TRUE, FALSE), ==, 'b');
}

static void
what_is_no_picture_is_refused_whatever_it_is_called(void)
{
    assert_refused("<svg xmlns='http://www.w3.org/2000/svg'/>", 41, TRIBUNE_ERROR_INVALID, "no picture");
    assert_refused("", 0, TRIBUNE_ERROR_INVALID, "no picture");
    assert_refused("%PDF-1.7", 8, TRIBUNE_ERROR_INVALID, "no picture");
}

static void
a_picture_that_ends_in_the_middle_is_refused(void)
{
    g_autoptr(GBytes) whole = png_of(100, 100);

    assert_refused(g_bytes_get_data(whole, NULL), g_bytes_get_size(whole) / 2, TRIBUNE_ERROR_INVALID, "broken");
}

/* A few bytes that say they are 60,000 by 60,000. */
static void
a_bomb_is_refused_before_there_is_room_for_it(void)
{
    static const guint8 png[] = { 0x89, 'P',  'N',  'G', 13, 10,   26,   10, 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0,
                                  0,    0x0a, 0xea, 0,   0,  0xea, 0x60, 8,  2, 0, 0, 0,  0,   0,   0,   0 };
    static const guint8 gif[] = { 'G', 'I', 'F', '8', '9', 'a', 0xff, 0xff, 0xff, 0xff, 0, 0, 0, ';' };
    guint8 large[PICTURE_SIDE_MAX / 100] = "";

    memcpy(large, png, sizeof png);
    assert_refused(gif, sizeof gif, TRIBUNE_ERROR_LIMIT, "32 million");
    g_assert_null(picture_make(large, sizeof large, NULL));
}

static void
a_file_over_the_limit_is_not_even_read(void)
{
    g_autofree guint8 *bytes = g_malloc0(PICTURE_SIZE_MAX + 1);

    assert_refused(bytes, PICTURE_SIZE_MAX + 1, TRIBUNE_ERROR_LIMIT, "10 MB");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name) g_test_add_func("/picture/" #name, name)
    ADD(what_is_kept_tells_nothing_of_place_and_camera);
    ADD(a_picture_stands_as_the_camera_was_held);
    ADD(a_wide_picture_becomes_two_that_fit);
    ADD(a_small_picture_stays_as_large_as_it_is);
    ADD(the_same_file_gives_the_same_bytes);
    ADD(webp_is_read_and_its_holes_stay);
    ADD(gif_is_read);
    ADD(what_is_no_picture_is_refused_whatever_it_is_called);
    ADD(a_picture_that_ends_in_the_middle_is_refused);
    ADD(a_bomb_is_refused_before_there_is_room_for_it);
    ADD(a_file_over_the_limit_is_not_even_read);
    return g_test_run();
}
