/* SPDX-License-Identifier: Apache-2.0 */
/* What a file is by its bytes and by its name; the first line is the name. */
#include <stdint.h>
#include <string.h>

#include "wire/filetype.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    const uint8_t *end = length > 0 ? memchr(bytes, '\n', length) : NULL;
    g_autofree char *name = g_strndup((const char *)bytes, end != NULL ? (gsize)(end - bytes) : 0);
    gsize rest = end != NULL ? length - (gsize)(end - bytes) - 1 : length;
    FileType type = filetype_detect(bytes + length - rest, rest);

    filetype_fits_name(type, name);
    filetype_is_encrypted(type, bytes + length - rest, rest);
    filetype_has_macros(type, bytes + length - rest, rest);
    for (guint nth = 0; nth < 4; nth++) {
        g_autofree char *ending = filetype_ending(name, nth);

        g_assert_null(strpbrk(ending, "./\\"));
    }
    return 0;
}
