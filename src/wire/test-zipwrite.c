/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "wire/zip.h"
#include "wire/zipwrite.h"

static gboolean
note(const ZipEntry *entry, gpointer data)
{
    g_string_append_printf(data, "%s;", entry->name);
    return TRUE;
}

static void
what_is_written_can_be_listed(void)
{
    g_autoptr(ZipWrite) zip = zipwrite_new(1795000000);
    g_autoptr(GString) names = g_string_new(NULL);
    g_autoptr(GBytes) archive = NULL;
    gsize length;
    const guint8 *bytes;

    g_assert_true(zipwrite_add(zip, "proof/entry", "tribune-leaf/1\n", 15, FALSE));
    g_assert_true(zipwrite_add(zip, "proof/parts/raw", "", 0, FALSE));
    g_assert_true(zipwrite_add(zip, "proof/check.sh", "exit 0\n", 7, TRUE));
    archive = zipwrite_end(zip);
    bytes = g_bytes_get_data(archive, &length);
    g_assert_true(zip_each(bytes, length, note, names, NULL));
    g_assert_cmpstr(names->str, ==, "proof/entry;proof/parts/raw;proof/check.sh;");
}

static void
names_and_sizes_have_limits(void)
{
    static const char *const WRONG[] = { "", "/etc/passwd", "a/../b", "a b", "a\\b", "\xc3\xa4" };
    g_autoptr(ZipWrite) zip = zipwrite_new(0);
    g_autofree char *lengthy = g_strnfill(201, 'a');

    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++)
        g_assert_false(zipwrite_add(zip, WRONG[i], "x", 1, FALSE));
    g_assert_false(zipwrite_add(zip, lengthy, "x", 1, FALSE));
    g_assert_false(zipwrite_add(zip, "a", "x", (gsize)ZIPWRITE_SIZE_MAX + 1, FALSE));
    for (guint i = 0; i < ZIPWRITE_FILES_MAX; i++)
        g_assert_true(zipwrite_add(zip, "a", "x", 1, FALSE));
    g_assert_false(zipwrite_add(zip, "a", "x", 1, FALSE));
}

static void
the_checksum_is_that_of_the_standard(void)
{
    g_assert_cmphex(zipwrite_crc("123456789", 9), ==, 0xcbf43926);
    g_assert_cmphex(zipwrite_crc("", 0), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/zipwrite/what-is-written-can-be-listed", what_is_written_can_be_listed);
    g_test_add_func("/zipwrite/names-and-sizes-have-limits", names_and_sizes_have_limits);
    g_test_add_func("/zipwrite/the-checksum-is-that-of-the-standard", the_checksum_is_that_of_the_standard);
    return g_test_run();
}
