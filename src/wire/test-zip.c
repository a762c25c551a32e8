/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "wire/zip.h"

/* ---- archives made here: only what the list needs ---- */

static void
append16(GString *out, guint value)
{
    g_string_append_c(out, (char)(value & 0xff));
    g_string_append_c(out, (char)(value >> 8));
}

static void
append32(GString *out, guint32 value)
{
    append16(out, value & 0xffff);
    append16(out, value >> 16);
}

static void
append_entry(GString *out, const char *name, guint flags, guint32 size)
{
    g_string_append(out, "PK\x01\x02");
    append32(out, 0); /* versions */
    append16(out, flags);
    append16(out, 0); /* method */
    append32(out, 0); /* time, date */
    append32(out, 0); /* CRC */
    append32(out, 0); /* packed size */
    append32(out, size);
    append16(out, (guint)strlen(name));
    append16(out, 0); /* extra */
    append16(out, 0); /* comment */
    append16(out, 0); /* disk */
    append16(out, 0); /* internal attributes */
    append32(out, 0); /* external attributes */
    append32(out, 0); /* offset */
    g_string_append(out, name);
}

static void
append_end(GString *out, gsize start, guint count, const char *comment)
{
    guint32 size = (guint32)(out->len - start);

    g_string_append(out, "PK\x05\x06");
    append32(out, 0); /* disks */
    append16(out, count);
    append16(out, count);
    append32(out, size);
    append32(out, (guint32)start);
    append16(out, (guint)strlen(comment));
    g_string_append(out, comment);
}

static gboolean
collect(const ZipEntry *entry, gpointer data)
{
    g_string_append_printf(data, "%s%s %u\n", entry->name, entry->encrypted ? " encrypted" : "", entry->size);
    return TRUE;
}

static gboolean
list(const GString *archive, GString *ret, GError **error)
{
    return zip_each((const guint8 *)archive->str, archive->len, collect, ret, error);
}

/* ---- tests ---- */

static void
every_file_is_listed_with_its_size_and_whether_it_is_encrypted(void)
{
    g_autoptr(GString) archive = g_string_new("PK\x03\x04 packed bytes ");
    g_autoptr(GString) found = g_string_new(NULL);
    gsize start = archive->len;

    append_entry(archive, "letter.pdf", 0, 1000);
    append_entry(archive, "folder/run.exe", 1, 70000);
    append_end(archive, start, 2, "a comment");
    g_assert_true(zip_is_archive((const guint8 *)archive->str, archive->len));
    g_assert_true(list(archive, found, NULL));
    g_assert_cmpstr(found->str, ==, "letter.pdf 1000\nfolder/run.exe encrypted 70000\n");
}

static void
bytes_before_the_archive_do_not_hide_it(void)
{
    g_autoptr(GString) archive = g_string_new("MZ a program that unpacks itself");
    g_autoptr(GString) found = g_string_new(NULL);

    append_entry(archive, "a", 0, 1);
    append_end(archive, archive->len - 47, 1, "");
    g_assert_true(list(archive, found, NULL));
    g_assert_cmpstr(found->str, ==, "a 1\n");
}

static void
an_end_record_inside_the_comment_is_not_believed(void)
{
    g_autoptr(GString) archive = g_string_new(NULL);
    g_autoptr(GString) found = g_string_new(NULL);

    append_entry(archive, "evil.exe", 0, 1);
    append_end(archive, 0, 1, "xxPK\x05\x06yyyyyyyyyyyyyyyyyyyyyyyy");
    g_assert_true(list(archive, found, NULL));
    g_assert_cmpstr(found->str, ==, "evil.exe 1\n");
}

static void
a_broken_list_is_an_error_at_any_cut(void)
{
    g_autoptr(GString) archive = g_string_new(NULL);

    append_entry(archive, "a.txt", 0, 1);
    append_entry(archive, "b.txt", 0, 1);
    append_end(archive, 0, 2, "");
    for (gsize length = 0; length < archive->len; length++) {
        g_autofree guint8 *cut = g_memdup2(archive->str, length); /* sanitizers see each read beyond it */
        g_autoptr(GString) found = g_string_new(NULL);
        g_autoptr(GError) error = NULL;

        g_assert_false(zip_each(cut, length, collect, found, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    }
}

static void
more_files_than_the_limit_are_refused(void)
{
    g_autoptr(GString) archive = g_string_new(NULL);
    g_autoptr(GString) found = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    append_end(archive, 0, ZIP_ENTRIES_MAX + 1, "");
    g_assert_false(list(archive, found, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/zip/every-file-is-listed-with-its-size-and-whether-it-is-encrypted",
                    every_file_is_listed_with_its_size_and_whether_it_is_encrypted);
    g_test_add_func("/zip/bytes-before-the-archive-do-not-hide-it", bytes_before_the_archive_do_not_hide_it);
    g_test_add_func("/zip/an-end-record-inside-the-comment-is-not-believed",
                    an_end_record_inside_the_comment_is_not_believed);
    g_test_add_func("/zip/a-broken-list-is-an-error-at-any-cut", a_broken_list_is_an_error_at_any_cut);
    g_test_add_func("/zip/more-files-than-the-limit-are-refused", more_files_than_the_limit_are_refused);
    return g_test_run();
}
