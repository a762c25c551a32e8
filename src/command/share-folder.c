/* SPDX-License-Identifier: Apache-2.0 */
#include "command/share-folder.h"

/* From the folder of the program: its build folder, the one where script/build-assets puts assets, the source tree
 * (tests are one folder deeper), an installation. */
static const char *const PLACES[] = { ".", "../build", "..", "../..", "../share/tribune" };

char *
share_folder_find(const char *configured, const char *what)
{
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *folder = g_path_get_dirname(program != NULL ? program : ".");

    if (configured != NULL)
        return g_build_filename(configured, what, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(PLACES); i++) {
        char *path = g_build_filename(folder, PLACES[i], what, NULL);

        if (g_file_test(path, G_FILE_TEST_IS_DIR))
            return path;
        g_free(path);
    }
    return g_build_filename(folder, what, NULL);
}
