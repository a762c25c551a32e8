/* SPDX-License-Identifier: Apache-2.0 */
/* Journal leaves: what is accepted is canonical, so encoding gives the same bytes. */
#include <stdint.h>
#include <string.h>

#include "wire/leaf.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    Leaf leaf;
    char again[LEAF_SIZE_MAX + 1];

    if (!leaf_decode(bytes, size, &leaf, NULL))
        return 0;
    g_assert_cmpuint(leaf_encode(&leaf, again, NULL), ==, size);
    g_assert_cmpint(memcmp(again, bytes, size), ==, 0);
    return 0;
}
