/* SPDX-License-Identifier: Apache-2.0 */
#include "command/manifest.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"

typedef struct {
    char *folder;
} Fixture;

static char *
place(const Fixture *fixture, const char *name)
{
    return g_build_filename(fixture->folder, name, NULL);
}

static void
write_file(const Fixture *fixture, const char *name, const char *text)
{
    g_autofree char *path = place(fixture, name);

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void
remove_file(const Fixture *fixture, const char *name)
{
    g_autofree char *path = place(fixture, name);

    g_remove(path);
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
    g_autofree char *below = NULL;
    g_autoptr(GError) error = NULL;
    ManifestCounts counts;

    (void)data;
    fixture->folder = g_dir_make_tmp("tribune-manifest-XXXXXX", NULL);
    below = place(fixture, "store");
    g_assert_cmpint(g_mkdir(below, 0700), ==, 0);
    write_file(fixture, "store/b", "two");
    write_file(fixture, "a", "one");
    write_file(fixture, "empty", "");
    manifest_write(fixture->folder, &counts, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(counts.files, ==, 3);
    g_assert_cmpuint(counts.bytes, ==, 6);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    static const char *const FILES[] = { "store/b", "store", "a", "empty", "extra", "store/extra", MANIFEST_NAME, "" };

    (void)data;
    remove_file(fixture, "store/extra");
    for (guint i = 0; i < G_N_ELEMENTS(FILES); i++)
        remove_file(fixture, FILES[i]);
    g_free(fixture->folder);
}

static void
assert_corrupt(const Fixture *fixture, const char *what)
{
    g_autoptr(GError) error = NULL;
    ManifestCounts counts;

    g_assert_false(manifest_check(fixture->folder, &counts, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT);
    g_assert_cmpstr(error->message, ==, what);
}

static void
the_list_is_as_sha256sum_writes_it(Fixture *fixture, gconstpointer data)
{
    g_autofree char *path = place(fixture, MANIFEST_NAME), *text = NULL;
    g_autoptr(GError) error = NULL;
    ManifestCounts counts;

    (void)data;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_assert_cmpstr(text, ==,
                    "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed  a\n"
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  empty\n"
                    "3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3  store/b\n");
    manifest_check(fixture->folder, &counts, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(counts.files, ==, 3);
}

static void
a_changed_file_is_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    write_file(fixture, "store/b", "Two");
    assert_corrupt(fixture, "store/b was changed");
}

static void
a_missing_file_is_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    remove_file(fixture, "a");
    assert_corrupt(fixture, "a is missing");
    write_file(fixture, "a", "one");
    remove_file(fixture, "store/b");
    assert_corrupt(fixture, "store/b is missing");
}

static void
a_file_too_many_is_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    write_file(fixture, "store/extra", "x");
    assert_corrupt(fixture, "store/extra is not in the list");
    remove_file(fixture, "store/extra");
    write_file(fixture, "extra", "x");
    assert_corrupt(fixture, "extra is not in the list");
}

static void
a_malformed_list_is_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    write_file(fixture, MANIFEST_NAME, "rubbish\n");
    assert_corrupt(fixture, "rubbish is no line of the list");
}

static void
a_folder_without_a_list_is_no_backup(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    ManifestCounts counts;

    (void)data;
    remove_file(fixture, MANIFEST_NAME);
    g_assert_false(manifest_check(fixture->folder, &counts, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

#define TEST(function) g_test_add("/manifest/" #function, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST(the_list_is_as_sha256sum_writes_it);
    TEST(a_changed_file_is_found);
    TEST(a_missing_file_is_found);
    TEST(a_file_too_many_is_found);
    TEST(a_malformed_list_is_found);
    TEST(a_folder_without_a_list_is_no_backup);
    return g_test_run();
}
