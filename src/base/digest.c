/* SPDX-License-Identifier: Apache-2.0 */
#include "base/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <pthread.h>
#include <string.h>

#include "base/encode.h"

/* Fetching an algorithm by name costs more than hashing a leaf, so each thread keeps a ready context. */
static pthread_key_t context_key;
static pthread_once_t context_once = PTHREAD_ONCE_INIT;

static void
free_context(void *context)
{
    EVP_MD_CTX_free(context);
}

static void
make_key(void)
{
    pthread_key_create(&context_key, free_context);
}

static EVP_MD_CTX *
thread_context(void)
{
    EVP_MD_CTX *context;

    pthread_once(&context_once, make_key);
    context = pthread_getspecific(context_key);
    if (context == NULL) {
        context = EVP_MD_CTX_new();
        if (context == NULL || EVP_DigestInit_ex(context, EVP_sha256(), NULL) != 1)
            g_error("SHA-256 is not available from OpenSSL");
        pthread_setspecific(context_key, context);
    }
    return context;
}

Digest
digest_sha256_spans(const DigestSpan *spans, gsize count)
{
    EVP_MD_CTX *context = thread_context();
    Digest digest;

    EVP_DigestInit_ex(context, NULL, NULL);
    for (gsize i = 0; i < count; i++)
        EVP_DigestUpdate(context, spans[i].bytes, spans[i].length);
    EVP_DigestFinal_ex(context, digest.bytes, NULL);
    return digest;
}

Digest
digest_sha256(const void *bytes, gsize length)
{
    DigestSpan span = { bytes, length };

    return digest_sha256_spans(&span, 1);
}

/* RFC 2104 over the thread's own context: OpenSSL 3's HMAC() fetches its algorithm anew at each call. */
Digest
digest_hmac(const void *key, gsize key_length, const void *bytes, gsize length)
{
    guint8 inner[64] = { 0 }, outer[64];
    Digest digest;

    if (key_length > sizeof inner) {
        digest = digest_sha256(key, key_length);
        memcpy(inner, digest.bytes, DIGEST_SIZE);
    } else if (key_length > 0) {
        memcpy(inner, key, key_length);
    }
    for (gsize i = 0; i < sizeof inner; i++) {
        outer[i] = inner[i] ^ 0x5c;
        inner[i] ^= 0x36;
    }
    digest = digest_sha256_spans((DigestSpan[]){ { inner, sizeof inner }, { bytes, length } }, 2);
    digest = digest_sha256_spans((DigestSpan[]){ { outer, sizeof outer }, { digest.bytes, DIGEST_SIZE } }, 2);
    OPENSSL_cleanse(inner, sizeof inner);
    OPENSSL_cleanse(outer, sizeof outer);
    return digest;
}

void
digest_hkdf(const void *secret, gsize secret_length, const char *info, guint8 *out, gsize out_length)
{
    static const guint8 no_salt[DIGEST_SIZE] = { 0 };
    Digest extracted = digest_hmac(no_salt, sizeof no_salt, secret, secret_length);
    gsize info_length = strlen(info);
    g_autofree guint8 *block = g_malloc(DIGEST_SIZE + info_length + 1);
    gsize previous = 0;

    g_assert(out_length <= 255 * DIGEST_SIZE);
    for (guint8 counter = 1; out_length > 0; counter++) {
        Digest expanded;
        gsize take = MIN(out_length, DIGEST_SIZE);

        memcpy(block + previous, info, info_length);
        block[previous + info_length] = counter;
        expanded = digest_hmac(extracted.bytes, DIGEST_SIZE, block, previous + info_length + 1);
        memcpy(out, expanded.bytes, take);
        memcpy(block, expanded.bytes, DIGEST_SIZE);
        previous = DIGEST_SIZE;
        out += take;
        out_length -= take;
    }
    OPENSSL_cleanse(&extracted, sizeof extracted);
}

gboolean
digest_equal(const Digest *a, const Digest *b)
{
    return CRYPTO_memcmp(a->bytes, b->bytes, DIGEST_SIZE) == 0;
}

char *
digest_to_hex(const Digest *digest)
{
    return encode_hex(digest->bytes, DIGEST_SIZE);
}

guint64
digest_to_number(const Digest *digest)
{
    guint64 number;

    memcpy(&number, digest->bytes, sizeof number);
    return GUINT64_FROM_BE(number);
}
