/* SPDX-License-Identifier: Apache-2.0 */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/secret.h"

typedef struct {
    char *folder, *path;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->folder = g_dir_make_tmp("tribune-secret-XXXXXX", NULL);
    fixture->path = g_build_filename(fixture->folder, "node.key", NULL);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_unlink(fixture->path);
    g_assert_cmpint(g_rmdir(fixture->folder), ==, 0); /* nothing else was left there */
    g_free(fixture->folder);
    g_free(fixture->path);
}

static void
write_file(Fixture *fixture, const char *bytes, gssize length, int mode)
{
    g_assert_true(g_file_set_contents(fixture->path, bytes, length, NULL));
    g_assert_cmpint(g_chmod(fixture->path, mode), ==, 0);
}

static void
a_new_key_is_made_once_and_only_for_us(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Secret) first = secret_open_or_create(fixture->path, &error);
    g_autoptr(Secret) again = secret_open_or_create(fixture->path, &error);
    guint8 a[48], b[48];
    struct stat status;

    (void)data;
    g_assert_no_error(error);
    g_assert_cmpint(stat(fixture->path, &status), ==, 0);
    g_assert_cmpuint(status.st_mode & 07777, ==, 0600);
    secret_derive(first, "address", a, sizeof a);
    secret_derive(again, "address", b, sizeof b);
    g_assert_cmpmem(a, sizeof a, b, sizeof b);
}

static void
each_label_gives_bytes_of_its_own(Fixture *fixture, gconstpointer data)
{
    g_autoptr(Secret) secret = secret_open_or_create(fixture->path, NULL);
    guint8 a[32], b[32];

    (void)data;
    secret_derive(secret, "address", a, sizeof a);
    secret_derive(secret, "session", b, sizeof b);
    g_assert_cmpint(memcmp(a, b, sizeof a), !=, 0);
}

static void
raw_bytes_and_digits_of_the_same_key_agree(Fixture *fixture, gconstpointer data)
{
    static const char HEX[] = "6161616161616161616161616161616161616161616161616161616161616161";
    g_autoptr(Secret) digits = NULL;
    g_autoptr(Secret) raw = NULL;
    guint8 a[32], b[32];

    (void)data;
    write_file(fixture, HEX, -1, 0400);
    digits = secret_open(fixture->path, NULL);
    g_chmod(fixture->path, 0600);
    write_file(fixture, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 32, 0600);
    raw = secret_open(fixture->path, NULL);
    g_assert_nonnull(digits);
    g_assert_nonnull(raw);
    secret_derive(digits, "x", a, sizeof a);
    secret_derive(raw, "x", b, sizeof b);
    g_assert_cmpmem(a, sizeof a, b, sizeof b);
}

static void
a_key_that_others_may_read_is_refused_with_the_remedy(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    write_file(fixture, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 32, 0640);
    g_assert_null(secret_open_or_create(fixture->path, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG);
    g_assert_nonnull(strstr(error->message, "mode 0640"));
    g_assert_nonnull(strstr(error->message, "chmod 0600"));
}

static void
a_credential_of_systemd_may_be_readable_by_its_group(Fixture *fixture, gconstpointer data)
{
    g_autoptr(Secret) secret = NULL;

    (void)data;
    write_file(fixture, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 32, 0440);
    g_setenv("CREDENTIALS_DIRECTORY", fixture->folder, TRUE);
    secret = secret_open(fixture->path, NULL);
    g_unsetenv("CREDENTIALS_DIRECTORY");
    g_assert_nonnull(secret);
    g_assert_null(secret_open(fixture->path, NULL));
}

static void
anything_but_a_key_is_refused(Fixture *fixture, gconstpointer data)
{
    static const char *const texts[] = {
        "",
        "short",
        "6161616161616161616161616161616161616161616161616161616161616161x",
        "zz61616161616161616161616161616161616161616161616161616161616161",
    };
    g_autoptr(GError) folder = NULL;

    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GError) error = NULL;

        write_file(fixture, texts[i], -1, 0600);
        g_assert_null(secret_open_or_create(fixture->path, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG);
    }
    g_assert_null(secret_open(fixture->folder, &folder));
    g_assert_error(folder, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG);
}

static void
an_absent_key_is_told_apart(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_null(secret_open(fixture->path, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add("/secret/" name, Fixture, NULL, set_up, function, tear_down)
    ADD("a-new-key-is-made-once-and-only-for-us", a_new_key_is_made_once_and_only_for_us);
    ADD("each-label-gives-bytes-of-its-own", each_label_gives_bytes_of_its_own);
    ADD("raw-bytes-and-digits-of-the-same-key-agree", raw_bytes_and_digits_of_the_same_key_agree);
    ADD("a-key-that-others-may-read-is-refused-with-the-remedy", a_key_that_others_may_read_is_refused_with_the_remedy);
    ADD("a-credential-of-systemd-may-be-readable-by-its-group", a_credential_of_systemd_may_be_readable_by_its_group);
    ADD("anything-but-a-key-is-refused", anything_but_a_key_is_refused);
    ADD("an-absent-key-is-told-apart", an_absent_key_is_told_apart);
    return g_test_run();
}
