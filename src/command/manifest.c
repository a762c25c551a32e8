/* SPDX-License-Identifier: Apache-2.0 */
#include "command/manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/error.h"

#define DIGEST_TEXT (2 * DIGEST_SIZE)

/* ---- what is in a folder ---- */

static void
list_files(const char *folder, const char *below, GPtrArray *names)
{
    g_autofree char *path = g_build_filename(folder, below, NULL);
    g_autoptr(GDir) listing = g_dir_open(path, 0, NULL);
    const char *name;

    while (listing != NULL && (name = g_dir_read_name(listing)) != NULL) {
        g_autofree char *child = *below != '\0' ? g_build_filename(below, name, NULL) : g_strdup(name);
        g_autofree char *whole = g_build_filename(folder, child, NULL);

        if (g_file_test(whole, G_FILE_TEST_IS_DIR))
            list_files(folder, child, names);
        else if (strcmp(child, MANIFEST_NAME) != 0)
            g_ptr_array_add(names, g_steal_pointer(&child));
    }
}

static int
by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Of every file below @folder but the list, sorted. */
static GPtrArray *
list_all(const char *folder)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);

    list_files(folder, "", names);
    g_ptr_array_sort(names, by_text);
    return names;
}

/* ---- sums ---- */

static gboolean
trouble(GError **error, const char *name, const char *what)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FULL, "%s: %s", name, what);
    return FALSE;
}

static char *
sum_file(const char *folder, const char *name, ManifestCounts *counts, GError **error)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autoptr(GError) cause = NULL;
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, &cause);
    Digest digest;

    if (file == NULL) {
        trouble(error, name, cause->message);
        return NULL;
    }
    digest = digest_sha256(g_mapped_file_get_contents(file), g_mapped_file_get_length(file));
    counts->files++;
    counts->bytes += g_mapped_file_get_length(file);
    return digest_to_hex(&digest);
}

/* A file or a folder. */
static gboolean
sync_path(const char *folder, const char *name, GError **error)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    gboolean synced = fd >= 0 && fsync(fd) == 0;
    int number = errno;

    if (fd >= 0)
        close(fd);
    return synced || trouble(error, name, g_strerror(number));
}

static gboolean
sync_file(const char *folder, const char *name, GError **error)
{
    g_autofree char *parent = g_path_get_dirname(name);

    return sync_path(folder, name, error) && sync_path(folder, parent, error);
}

gboolean
manifest_write(const char *folder, ManifestCounts *ret, GError **error)
{
    g_autoptr(GPtrArray) names = list_all(folder);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *path = g_build_filename(folder, MANIFEST_NAME, NULL);
    g_autoptr(GError) cause = NULL;
    ManifestCounts counts = { 0 };

    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autofree char *sum = sum_file(folder, name, &counts, error);

        if (sum == NULL || !sync_file(folder, name, error))
            return FALSE;
        g_string_append_printf(text, "%s  %s\n", sum, name);
    }
    if (!g_file_set_contents_full(path, text->str, (gssize)text->len,
                                  G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &cause))
        return trouble(error, MANIFEST_NAME, cause->message);
    *ret = counts;
    return TRUE;
}

/* ---- checking ---- */

static gboolean
differs(GError **error, const char *name, const char *what)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "%s %s", name, what);
    return FALSE;
}

/* "<64 digits>  <name>"; NULL: no such line. */
static const char *
name_in(const char *line)
{
    return strlen(line) > DIGEST_TEXT + 2 && strncmp(line + DIGEST_TEXT, "  ", 2) == 0 ? line + DIGEST_TEXT + 2 : NULL;
}

/* @name: what stands in the folder at this place of the order; NULL: nothing more. */
static gboolean
check_line(const char *folder, const char *line, const char *name, ManifestCounts *counts, GError **error)
{
    const char *listed = name_in(line);
    g_autofree char *sum = NULL;

    if (listed == NULL)
        return differs(error, line, "is no line of the list");
    if (name == NULL || strcmp(listed, name) < 0)
        return differs(error, listed, "is missing");
    if (strcmp(listed, name) > 0)
        return differs(error, name, "is not in the list");
    sum = sum_file(folder, name, counts, error);
    if (sum == NULL)
        return FALSE;
    return strncmp(line, sum, DIGEST_TEXT) == 0 || differs(error, name, "was changed");
}

gboolean
manifest_check(const char *folder, ManifestCounts *ret, GError **error)
{
    g_autofree char *path = g_build_filename(folder, MANIFEST_NAME, NULL);
    g_autofree char *text = NULL;
    g_autoptr(GPtrArray) names = list_all(folder);
    g_auto(GStrv) lines = NULL;
    ManifestCounts counts = { 0 };
    guint i;

    if (!g_file_get_contents(path, &text, NULL, NULL)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "%s has no %s: it is no complete backup", folder,
                    MANIFEST_NAME);
        return FALSE;
    }
    lines = g_strsplit(text, "\n", 0);
    for (i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
        if (!check_line(folder, lines[i], i < names->len ? g_ptr_array_index(names, i) : NULL, &counts, error))
            return FALSE;
    if (i < names->len)
        return differs(error, g_ptr_array_index(names, i), "is not in the list");
    *ret = counts;
    return TRUE;
}
