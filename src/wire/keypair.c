/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/keypair.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <string.h>

#include "base/error.h"
#include "base/thread.h"

#define BITS_OURS  2048
#define BITS_LEAST 2048
#define BITS_MOST  8192

G_DEFINE_AUTOPTR_CLEANUP_FUNC(EVP_PKEY, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EVP_MD_CTX, EVP_MD_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BIO, BIO_free_all)

struct PublicKey {
    EVP_PKEY *key;
    KeyKind kind;
};

/* Whoever signs has a copy of her own: a key blinds its numbers under a lock, for which threads would wait. */
typedef struct {
    Mutex mutex;
    GPtrArray *idle; /* copies that nobody signs with, as many as have signed at once */
} Copies;

struct Keypair {
    EVP_PKEY *key;
    KeyKind kind;
    Copies *copies;
};

/* ---- what both have in common ---- */

static gboolean
read_kind(const EVP_PKEY *key, KeyKind *ret)
{
    switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_RSA:
        *ret = KEY_RSA;
        return EVP_PKEY_get_bits(key) >= BITS_LEAST && EVP_PKEY_get_bits(key) <= BITS_MOST;
    case EVP_PKEY_ED25519:
        *ret = KEY_ED25519;
        return TRUE;
    default:
        return FALSE;
    }
}

static BIO *
open_text(const char *pem)
{
    gsize length = strlen(pem);

    return length <= KEYPAIR_PEM_MAX ? BIO_new_mem_buf(pem, (int)length) : NULL;
}

/* Ed25519 hashes by itself. */
static const EVP_MD *
digest_of(KeyKind kind)
{
    return kind == KEY_RSA ? EVP_sha256() : NULL;
}

static char *
take_text(BIO *bio)
{
    char *bytes;
    long length = BIO_get_mem_data(bio, &bytes);

    return g_strndup(bytes, (gsize)MAX(length, 0));
}

/* ---- public keys ---- */

PublicKey *
public_key_read(const char *pem, GError **error)
{
    g_autoptr(BIO) bio = open_text(pem);
    g_autoptr(EVP_PKEY) key = bio != NULL ? PEM_read_bio_PUBKEY(bio, NULL, NULL, NULL) : NULL;
    PublicKey *made;
    KeyKind kind;

    if (key == NULL || !read_kind(key, &kind)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            "a public key is PEM, and RSA of 2,048 to 8,192 bits or Ed25519");
        return NULL;
    }
    made = g_new0(PublicKey, 1);
    made->key = g_steal_pointer(&key);
    made->kind = kind;
    return made;
}

void
public_key_free(PublicKey *key)
{
    if (key == NULL)
        return;
    EVP_PKEY_free(key->key);
    g_free(key);
}

KeyKind
public_key_kind(const PublicKey *key)
{
    return key->kind;
}

gboolean
public_key_verify(const PublicKey *key, const void *bytes, gsize length, const guint8 *signature,
                  gsize signature_length)
{
    g_autoptr(EVP_MD_CTX) context = EVP_MD_CTX_new();

    return EVP_DigestVerifyInit(context, NULL, digest_of(key->kind), NULL, key->key) == 1 &&
           EVP_DigestVerify(context, signature, signature_length, bytes, length) == 1;
}

/* ---- pairs ---- */

static Keypair *
wrap(EVP_PKEY *key, GError **error)
{
    Keypair *pair;
    KeyKind kind;

    if (key == NULL || !read_kind(key, &kind)) {
        EVP_PKEY_free(key);
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INTERNAL, "this is no pair of keys");
        return NULL;
    }
    pair = g_new0(Keypair, 1);
    pair->key = key;
    pair->kind = kind;
    pair->copies = g_new0(Copies, 1);
    mutex_init(&pair->copies->mutex);
    pair->copies->idle = g_ptr_array_new_with_free_func((GDestroyNotify)EVP_PKEY_free);
    return pair;
}

Keypair *
keypair_new(KeyKind kind, GError **error)
{
    return wrap(kind == KEY_RSA ? EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)BITS_OURS)
                                : EVP_PKEY_Q_keygen(NULL, NULL, "ED25519"),
                error);
}

Keypair *
keypair_read(const char *pem, GError **error)
{
    g_autoptr(BIO) bio = open_text(pem);

    return wrap(bio != NULL ? PEM_read_bio_PrivateKey(bio, NULL, NULL, NULL) : NULL, error);
}

void
keypair_free(Keypair *pair)
{
    if (pair == NULL)
        return;
    g_ptr_array_unref(pair->copies->idle);
    mutex_clear(&pair->copies->mutex);
    g_free(pair->copies);
    EVP_PKEY_free(pair->key);
    g_free(pair);
}

KeyKind
keypair_kind(const Keypair *pair)
{
    return pair->kind;
}

char *
keypair_secret(const Keypair *pair)
{
    g_autoptr(BIO) bio = BIO_new(BIO_s_mem());

    g_assert(PEM_write_bio_PKCS8PrivateKey(bio, pair->key, NULL, NULL, 0, NULL, NULL) == 1);
    return take_text(bio);
}

char *
keypair_public(const Keypair *pair)
{
    g_autoptr(BIO) bio = BIO_new(BIO_s_mem());

    g_assert(PEM_write_bio_PUBKEY(bio, pair->key) == 1);
    return take_text(bio);
}

static EVP_PKEY *
take_copy(const Keypair *pair)
{
    GPtrArray *idle = pair->copies->idle;

    MUTEX_HELD(&pair->copies->mutex);
    return idle->len > 0 ? g_ptr_array_steal_index_fast(idle, idle->len - 1) : EVP_PKEY_dup(pair->key);
}

static void
give_copy(Copies *copies, EVP_PKEY *key)
{
    MUTEX_HELD(&copies->mutex);
    g_ptr_array_add(copies->idle, key);
}

guint8 *
keypair_sign(const Keypair *pair, const void *bytes, gsize length, gsize *ret_length)
{
    g_autoptr(EVP_MD_CTX) context = EVP_MD_CTX_new();
    EVP_PKEY *key = take_copy(pair);
    gsize size = (gsize)EVP_PKEY_get_size(pair->key);
    guint8 *signature = g_malloc(size);

    g_assert(key != NULL && EVP_DigestSignInit(context, NULL, digest_of(pair->kind), NULL, key) == 1 &&
             EVP_DigestSign(context, signature, &size, bytes, length) == 1);
    give_copy(pair->copies, key);
    *ret_length = size;
    return signature;
}
