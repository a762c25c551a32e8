/* SPDX-License-Identifier: Apache-2.0 */
/* wire/keypair.h: keys that sign requests, as the social web writes them: RSA (PKCS #1 v1.5 with SHA-256) and Ed25519,
 * over OpenSSL.
 *
 * Keys never change once made and may be shared by threads. RSA keys of others have 2,048 to 8,192 bits; ours 2,048,
 * which every peer takes. A PEM text is at most 16 KiB. Pure but for making a new pair. */
#pragma once
#include <glib.h>

#define KEYPAIR_PEM_MAX (16 * 1024)

typedef enum { KEY_RSA, KEY_ED25519 } KeyKind;

/* ---- of somebody else ---- */

typedef struct PublicKey PublicKey;

/* "-----BEGIN PUBLIC KEY-----…" or "-----BEGIN RSA PUBLIC KEY-----…". TRIBUNE_ERROR_INVALID. */
PublicKey *public_key_read(const char *pem, GError **error);
void public_key_free(PublicKey *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PublicKey, public_key_free)
KeyKind public_key_kind(const PublicKey *key);
gboolean public_key_verify(const PublicKey *key, const void *bytes, gsize length, const guint8 *signature,
                           gsize signature_length);

/* ---- our own ---- */

typedef struct Keypair Keypair;

/* Takes some 100 ms for RSA. TRIBUNE_ERROR_INTERNAL: OpenSSL refuses. */
Keypair *keypair_new(KeyKind kind, GError **error);
/* What keypair_secret() wrote. */
Keypair *keypair_read(const char *pem, GError **error);
void keypair_free(Keypair *pair);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Keypair, keypair_free)
KeyKind keypair_kind(const Keypair *pair);
/* Both PEM, new strings. The secret one is for a sealed store alone. */
char *keypair_secret(const Keypair *pair);
char *keypair_public(const Keypair *pair);
/* New bytes; the same for the same input. */
guint8 *keypair_sign(const Keypair *pair, const void *bytes, gsize length, gsize *ret_length);
