/* SPDX-License-Identifier: Apache-2.0 */
/* base/digest.h: SHA-256, HMAC and HKDF over OpenSSL. Thread-safe: contexts are kept per thread. */
#pragma once
#include <glib.h>

#define DIGEST_SIZE 32

typedef struct {
    guint8 bytes[DIGEST_SIZE];
} Digest;

Digest digest_sha256(const void *bytes, gsize length);

/* Over several spans in order, without joining them first. */
typedef struct {
    const void *bytes;
    gsize length;
} DigestSpan;
Digest digest_sha256_spans(const DigestSpan *spans, gsize count);

/* RFC 2104. */
Digest digest_hmac(const void *key, gsize key_length, const void *bytes, gsize length);

/* RFC 5869 with SHA-256, empty salt; @info is a NUL-terminated label. Fills @out_length <= 255 * 32 bytes. */
void digest_hkdf(const void *secret, gsize secret_length, const char *info, guint8 *out, gsize out_length);

/* In constant time. */
gboolean digest_equal(const Digest *a, const Digest *b);

char *digest_to_hex(const Digest *digest);
/* Its first eight bytes, the most significant first. */
guint64 digest_to_number(const Digest *digest);
