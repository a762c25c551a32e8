/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "relay/spool.h"

#define LIMIT (64 * 1024 * 1024)

static const guint8 SECRET[32] = { 7 };

static Spool *
open_in(const char *folder)
{
    g_autoptr(GError) error = NULL;
    Spool *spool = spool_open(folder, "im-in", SECRET, LIMIT, &error);

    g_assert_no_error(error);
    return spool;
}

static void
append(Spool *spool, const char *key, const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));

    g_assert_true(spool_append(spool, key, bytes, NULL, &error));
    g_assert_no_error(error);
}

/* "1 ada:hello\n" for each that waits. */
static void
assert_holds(const Spool *spool, const char *expected)
{
    GString *seen = g_string_new(NULL);

    for (const SpoolEntry *entry = spool_next(spool, 0); entry != NULL; entry = spool_next(spool, entry->number)) {
        gsize length;
        const char *bytes = g_bytes_get_data(entry->bytes, &length);

        g_string_append_printf(seen, "%" G_GUINT64_FORMAT " %s:%.*s\n", entry->number, entry->key, (int)length, bytes);
    }
    g_assert_cmpstr(seen->str, ==, expected);
    g_string_free(seen, TRUE);
}

static char *
make_folder(void)
{
    char *folder = g_dir_make_tmp("tribune-spool-XXXXXX", NULL);

    g_assert_nonnull(folder);
    return folder;
}

/* All files of @folder whose names end in @suffix, joined; the last one's path in @ret_path. */
static gsize
sum_files(const char *folder, const char *suffix, char **ret_path)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;
    gsize sum = 0;

    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        GStatBuf state;

        if (!g_str_has_suffix(name, suffix) || g_stat(path, &state) != 0 || state.st_size == 0)
            continue;
        sum += (gsize)state.st_size;
        if (ret_path != NULL) {
            g_free(*ret_path);
            *ret_path = g_strdup(path);
        }
    }
    return sum;
}

static void
remove_folder(char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);

        g_unlink(path);
    }
    g_rmdir(folder);
    g_free(folder);
}

static void
what_was_synced_is_there_after_the_process_died(void)
{
    char *folder = make_folder();
    Spool *died = open_in(folder);
    g_autoptr(Spool) spool = NULL;

    append(died, "ada", "one");
    append(died, "bob", "two");
    append(died, "ada", "three");
    g_assert_cmpuint(spool_synced(died), ==, 0);
    spool_sync(died);
    g_assert_cmpuint(spool_synced(died), ==, 3);
    spool_let_go(died, 1);
    spool = open_in(folder); /* nobody said goodbye */
    assert_holds(spool, "2 bob:two\n3 ada:three\n");
    append(spool, "eve", "four");
    assert_holds(spool, "2 bob:two\n3 ada:three\n4 eve:four\n");
    spool_close(died);
    remove_folder(folder);
}

static void
the_cursor_passes_no_entry_that_was_not_let_go(void)
{
    char *folder = make_folder();
    Spool *spool = open_in(folder);

    for (guint i = 0; i < 4; i++)
        append(spool, "", "x");
    spool_let_go(spool, 2);
    spool_let_go(spool, 3);
    assert_holds(spool, "1 :x\n4 :x\n");
    g_assert_cmpuint(spool_count(spool), ==, 4);
    spool_close(spool);
    spool = open_in(folder);
    assert_holds(spool, "1 :x\n2 :x\n3 :x\n4 :x\n");
    spool_let_go_until(spool, 3);
    assert_holds(spool, "4 :x\n");
    spool_close(spool);
    remove_folder(folder);
}

static void
an_empty_spool_keeps_no_bytes_and_its_numbers_go_on(void)
{
    char *folder = make_folder();
    Spool *spool = open_in(folder);
    g_autofree char *large = g_strnfill(1000 * 1000, 'x');

    for (guint i = 0; i < 10; i++)
        append(spool, i % 2 == 0 ? "ada" : "bob", large);
    g_assert_cmpuint(sum_files(folder, ".spool", NULL), >, 10 * 1000 * 1000);
    spool_sync(spool);
    spool_let_go_until(spool, 9);
    g_assert_cmpuint(sum_files(folder, ".spool", NULL), <, SPOOL_FILE_MAX + 1000 * 1000 + 100);
    spool_let_go(spool, 10);
    g_assert_cmpuint(sum_files(folder, ".spool", NULL), ==, 0);
    spool_close(spool);
    spool = open_in(folder);
    append(spool, "ada", "more");
    assert_holds(spool, "11 ada:more\n");
    spool_close(spool);
    spool = open_in(folder);
    assert_holds(spool, "11 ada:more\n");
    spool_close(spool);
    remove_folder(folder);
}

static void
what_a_crash_left_half_written_is_put_aside_and_all_before_it_stays(void)
{
    char *folder = make_folder();
    Spool *spool = open_in(folder);
    g_autofree char *path = NULL, *good = NULL;
    gsize length;

    append(spool, "ada", "one");
    append(spool, "ada", "two");
    spool_close(spool);
    sum_files(folder, ".spool", &path);
    g_assert_true(g_file_get_contents(path, &good, &length, NULL));
    for (gsize cut = length / 2; cut < length; cut++) {
        g_assert_true(g_file_set_contents(path, good, (gssize)cut, NULL));
        spool = open_in(folder);
        assert_holds(spool, "1 ada:one\n");
        append(spool, "ada", "three");
        spool_close(spool);
        spool = open_in(folder);
        assert_holds(spool, "1 ada:one\n2 ada:three\n");
        spool_let_go_until(spool, 1); /* for the next cut the first is there again only in the file we write */
        spool_close(spool);
        g_assert_cmpuint(sum_files(folder, ".damaged", NULL), ==, cut - length / 2);
        remove_folder(folder);
        folder = make_folder();
        g_free(path);
        path = g_strdup_printf("%s/im-in-0000000000000001.spool", folder);
    }
    remove_folder(folder);
}

/* How many of @size bytes there is room for. */
static guint
fill(Spool *spool, const char *key, gsize size)
{
    g_autofree char *text = g_strnfill(size - strlen(key), 'x');
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_autoptr(GError) error = NULL;
    guint count = 0;

    while (spool_append(spool, key, bytes, NULL, &error))
        count++;
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FULL);
    return count;
}

static void
nobody_and_no_server_fills_it_alone(void)
{
    char *folder = make_folder();
    Spool *spool = spool_open(folder, "im-in", SECRET, 24000, NULL);

    g_assert_cmpuint(fill(spool, "ada@one.example", 1000), ==, 24 / SPOOL_KEY_SHARE);
    g_assert_cmpuint(fill(spool, "bob@one.example", 1000), ==, 24 / SPOOL_KEY_SHARE);
    g_assert_cmpuint(fill(spool, "cleo@one.example", 1000), ==, 24 / SPOOL_DOMAIN_SHARE - 6);
    g_assert_cmpuint(fill(spool, "ada@two.example", 1000), ==, 24 / SPOOL_KEY_SHARE);
    spool_sync(spool);
    spool_close(spool);
    spool = spool_open(folder, "im-in", SECRET, 24000, NULL); /* the shares are known again */
    g_assert_cmpuint(fill(spool, "dan@one.example", 1000), ==, 0);
    spool_let_go_until(spool, 3);
    g_assert_cmpuint(fill(spool, "ada@one.example", 1000), ==, 3);
    g_assert_cmpuint(fill(spool, "", 1000), ==, 24 - 8 - 3);
    spool_close(spool);
    remove_folder(folder);
}

static void
what_people_wrote_does_not_stand_there_in_the_clear_nor_can_it_be_changed(void)
{
    char *folder = make_folder();
    Spool *spool = open_in(folder);
    g_autofree char *path = NULL, *data = NULL;
    gsize length;

    append(spool, "ada@citizen.example", "the lamp in Mill Lane");
    spool_close(spool);
    sum_files(folder, ".spool", &path);
    g_assert_true(g_file_get_contents(path, &data, &length, NULL));
    g_assert_null(memmem(data, length, "lamp", 4));
    g_assert_null(memmem(data, length, "ada@", 4));
    data[length - 20] ^= 1;
    g_assert_true(g_file_set_contents(path, data, (gssize)length, NULL));
    spool = open_in(folder);
    assert_holds(spool, "");
    spool_close(spool);
    remove_folder(folder);
}

static void
a_full_spool_refuses_and_takes_again_when_something_went(void)
{
    char *folder = make_folder();
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new_static("0123456789", 10);
    Spool *spool = spool_open(folder, "im-in", SECRET, 25, &error);

    g_assert_true(spool_append(spool, "", bytes, NULL, &error));
    g_assert_true(spool_append(spool, "", bytes, NULL, &error));
    g_assert_false(spool_append(spool, "", bytes, NULL, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FULL);
    spool_let_go(spool, 1);
    g_clear_error(&error);
    g_assert_true(spool_append(spool, "", bytes, NULL, &error));
    g_assert_no_error(error);
    spool_close(spool);
    remove_folder(folder);
}

static void
a_folder_that_is_not_there_is_told(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(spool_open("/nonexistent/tribune", "im-in", SECRET, LIMIT, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/spool/what-was-synced-is-there-after-the-process-died",
                    what_was_synced_is_there_after_the_process_died);
    g_test_add_func("/spool/the-cursor-passes-no-entry-that-was-not-let-go",
                    the_cursor_passes_no_entry_that_was_not_let_go);
    g_test_add_func("/spool/an-empty-spool-keeps-no-bytes-and-its-numbers-go-on",
                    an_empty_spool_keeps_no_bytes_and_its_numbers_go_on);
    g_test_add_func("/spool/what-a-crash-left-half-written-is-put-aside-and-all-before-it-stays",
                    what_a_crash_left_half_written_is_put_aside_and_all_before_it_stays);
    g_test_add_func("/spool/what-people-wrote-does-not-stand-there-in-the-clear-nor-can-it-be-changed",
                    what_people_wrote_does_not_stand_there_in_the_clear_nor_can_it_be_changed);
    g_test_add_func("/spool/a-full-spool-refuses-and-takes-again-when-something-went",
                    a_full_spool_refuses_and_takes_again_when_something_went);
    g_test_add_func("/spool/a-folder-that-is-not-there-is-told", a_folder_that_is_not_there_is_told);
    g_test_add_func("/spool/nobody-and-no-server-fills-it-alone", nobody_and_no_server_fills_it_alone);
    return g_test_run();
}
