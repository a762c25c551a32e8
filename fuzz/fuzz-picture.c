/* SPDX-License-Identifier: Apache-2.0 */
/* Whatever is handed in as a picture: it becomes one of a size that is allowed, or is refused. Here it is read in the
 * same process, so that a fault is seen. And a camera's note of how it was held. */
#include <stdint.h>
#include <stdlib.h>

#include "wire/picture-private.h"

#define OUT_SIZE (4 * 1024 * 1024)

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* Large ones only take time. */
static gboolean
is_small(const uint8_t *bytes, size_t length)
{
    g_auto(Bitmap) bitmap = { 0 };

    return picture_read(bytes, length, &bitmap) == PICTURE_GOOD && (gsize)bitmap.width * bitmap.height <= 256 * 256;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    guint orientation = length >= 14 ? picture_orientation(bytes, length) : 1;
    gsize written = 0;
    guint8 *out;

    g_assert_cmpuint(orientation, >=, 1);
    g_assert_cmpuint(orientation, <=, 8);
    if (!is_small(bytes, length))
        return 0;
    out = malloc(OUT_SIZE);
    if (picture_convert(bytes, length, out, OUT_SIZE, &written) == PICTURE_GOOD)
        g_assert_cmpuint(written, <=, OUT_SIZE);
    free(out);
    return 0;
}
