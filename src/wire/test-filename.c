/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "wire/filename.h"

static void
assert_cleaned(const char *name, const char *expected)
{
    g_autofree char *clean = filename_clean(name, "image/jpeg");

    g_assert_cmpstr(clean, ==, expected);
}

static void
good_names_stay(void)
{
    assert_cleaned("Straßenlampe 3.jpg", "Straßenlampe 3.jpg");
    assert_cleaned("写真.png", "写真.png");
    assert_cleaned("archive.tar.gz", "archive.tar.gz");
    assert_cleaned("console.txt", "console.txt");
}

static void
paths_are_cut_off(void)
{
    assert_cleaned("../../etc/passwd", "passwd");
    assert_cleaned("C:\\Users\\ada\\lamp.jpg", "lamp.jpg");
    assert_cleaned("/", "attachment.jpg");
    assert_cleaned("..", "attachment.jpg");
}

static void
hidden_and_reordering_characters_are_dropped(void)
{
    assert_cleaned("photo\xe2\x80\xaegpj.exe", "photogpj.exe");
    assert_cleaned("a\xe2\x80\x8b"
                   "b\xe2\x81\xa6.txt",
                   "ab.txt");
    assert_cleaned("a\x01\x7f\r\nb.txt", "a b.txt");
    assert_cleaned("a\xff.txt", "a\xef\xbf\xbd.txt");
}

static void
reserved_characters_devices_and_end_dots_are_defused(void)
{
    assert_cleaned("a<b>:\"c\"|?*.txt", "a_b___c____.txt");
    assert_cleaned("con", "_con");
    assert_cleaned("Lpt1 .txt", "_Lpt1 .txt");
    assert_cleaned(".htaccess", "htaccess");
    assert_cleaned("invoice.exe. ", "invoice.exe");
}

static void
long_names_keep_their_extension_and_whole_characters(void)
{
    g_autoptr(GString) name = g_string_new("a");
    g_autofree char *clean = NULL;

    for (int i = 0; i < 200; i++)
        g_string_append(name, "ü");
    g_string_append(name, ".jpeg");
    clean = filename_clean(name->str, NULL);
    g_assert_cmpuint(strlen(clean), <=, FILENAME_MAX_BYTES);
    g_assert_cmpuint(strlen(clean), >=, FILENAME_MAX_BYTES - 2);
    g_assert_true(g_utf8_validate(clean, -1, NULL));
    g_assert_true(g_str_has_suffix(clean, "ü.jpeg"));
}

static void
nameless_attachments_are_named_by_their_type(void)
{
    g_autofree char *pdf = filename_clean(NULL, "application/PDF");
    g_autofree char *none = filename_clean("", NULL);

    g_assert_cmpstr(pdf, ==, "attachment.pdf");
    g_assert_cmpstr(none, ==, "attachment");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name) g_test_add_func("/filename/" #name, name)
    ADD(good_names_stay);
    ADD(paths_are_cut_off);
    ADD(hidden_and_reordering_characters_are_dropped);
    ADD(reserved_characters_devices_and_end_dots_are_defused);
    ADD(long_names_keep_their_extension_and_whole_characters);
    ADD(nameless_attachments_are_named_by_their_type);
    return g_test_run();
}
