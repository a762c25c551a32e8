/* SPDX-License-Identifier: Apache-2.0 */
#include "base/mactext.h"

#include <string.h>

#include "base/digest.h"
#include "base/encode.h"

#define MAC_BYTES 10

void
mactext_make(const guint8 *secret, const char *text, char out[MACTEXT_LENGTH + 1])
{
    Digest mac = digest_hmac(secret, DIGEST_SIZE, text, strlen(text));
    g_autofree char *encoded = encode_base32(mac.bytes, MAC_BYTES);

    g_strlcpy(out, encoded, MACTEXT_LENGTH + 1);
}

/* MACs are compared as digests of themselves. */
gboolean
mactext_matches(const guint8 *secret, const char *text, const char *claimed)
{
    char expected[MACTEXT_LENGTH + 1];
    Digest a, b;

    mactext_make(secret, text, expected);
    a = digest_sha256(expected, MACTEXT_LENGTH);
    b = digest_sha256(claimed, strlen(claimed));
    return digest_equal(&a, &b);
}
