/* SPDX-License-Identifier: Apache-2.0 */
/* The list of files in a ZIP archive. */
#include <stdint.h>

#include "wire/zip.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static gboolean
look(const ZipEntry *entry, gpointer data)
{
    guint *count = data;

    g_assert_true(g_utf8_validate(entry->name, -1, NULL));
    g_assert_cmpuint(++*count, <=, ZIP_ENTRIES_MAX);
    return TRUE;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    guint count = 0;

    zip_each(bytes, length, look, &count, NULL);
    zip_is_archive(bytes, length);
    return 0;
}
