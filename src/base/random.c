/* SPDX-License-Identifier: Apache-2.0 */
#include "base/random.h"

#include <sodium.h>

#include "base/encode.h"

void
random_bytes(void *out, gsize length)
{
    randombytes_buf(out, length);
}

guint32
random_below(guint32 bound)
{
    return randombytes_uniform(bound);
}

char *
random_token(guint bits)
{
    guint8 bytes[64];

    g_assert(bits % 8 == 0 && bits / 8 <= sizeof bytes);
    random_bytes(bytes, bits / 8);
    return encode_base64url(bytes, bits / 8);
}
