/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/commitment.h"

#include <string.h>

Digest
commitment_compute(const guint8 salt[COMMITMENT_SALT_SIZE], const char *name, const DigestSpan *spans, gsize count)
{
    DigestSpan all[4 + COMMITMENT_SPANS_MAX] = {
        { "tribune-commit/1\n", 17 },
        { salt, COMMITMENT_SALT_SIZE },
        { name, strlen(name) },
        { "\n", 1 },
    };

    g_assert(count <= COMMITMENT_SPANS_MAX);
    for (gsize i = 0; i < count; i++)
        all[4 + i] = spans[i];
    return digest_sha256_spans(all, 4 + count);
}

Digest
commitment_make(const guint8 salt[COMMITMENT_SALT_SIZE], const char *name, const void *bytes, gsize length)
{
    DigestSpan span = { bytes, length };

    return commitment_compute(salt, name, &span, 1);
}
