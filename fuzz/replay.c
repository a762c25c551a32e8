/* SPDX-License-Identifier: Apache-2.0 */
/* Runs a fuzz target over each file of the folder that the first argument names, and over each file cut in half, as a
 * TAP program. What is wrong shows as a failed assertion or a sanitizer's report. */
#include <glib.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void
replay(gconstpointer data)
{
    g_autofree char *bytes = NULL;
    g_autoptr(GError) error = NULL;
    gsize length;

    g_file_get_contents(data, &bytes, &length, &error);
    g_assert_no_error(error);
    for (gsize size = length;; size /= 2) {
        /* A copy of just this size, so that AddressSanitizer sees a step beyond its end. */
        g_autofree char *copy = g_memdup2(bytes, size);

        LLVMFuzzerTestOneInput((const uint8_t *)copy, size);
        if (size < length || size == 0)
            return;
    }
}

static void
the_corpus_is_not_empty(gconstpointer data)
{
    g_assert_cmpuint(GPOINTER_TO_UINT(data), >, 0);
}

int
main(int argc, char **argv)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDir) folder = NULL;
    const char *name;

    g_test_init(&argc, &argv, NULL);
    g_assert_cmpint(argc, ==, 2);
    folder = g_dir_open(argv[1], 0, NULL);
    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *test = g_strconcat("/corpus/", name, NULL);

        g_ptr_array_add(paths, g_build_filename(argv[1], name, NULL));
        g_test_add_data_func(test, paths->pdata[paths->len - 1], replay);
    }
    g_test_add_data_func("/the-corpus-is-not-empty", GUINT_TO_POINTER(paths->len), the_corpus_is_not_empty);
    return g_test_run();
}
