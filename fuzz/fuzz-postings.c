/* SPDX-License-Identifier: Apache-2.0 */
/* Blocks of the search index: what reads without fault is exactly what writing makes of the same numbers. */
#include <stdint.h>
#include <string.h>

#include "wire/postings.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(gint64));
    PostingsBlock block = { 0 };

    if (length == 0 || !postings_read(bytes[0] + 1, bytes + 1, length - 1, found, NULL))
        return 0;
    for (guint i = 0; i < found->len; i++)
        g_assert_true(postings_add(&block, g_array_index(found, gint64, i)));
    g_assert_cmpint(block.first, ==, bytes[0] + 1);
    g_assert_cmpmem(block.bytes, block.length, bytes + 1, length - 1);
    return 0;
}
