/* SPDX-License-Identifier: Apache-2.0 */
/* What both schemes share: reading, what is asked of a request, and the table. */
#include <string.h>

#include "base/clock.h"
#include "base/encode.h"
#include "base/error.h"
#include "base/text.h"
#include "wire/httpsignature-private.h"

#define AHEAD    CLOCK_HOUR
#define LIFETIME (5 * CLOCK_MINUTE)
#define LONGEST  (12 * CLOCK_HOUR)
#define GRACE    CLOCK_HOUR

#define KEY_ID_MAX 2048

static const SchemeEntry *const SCHEMES[SIGNATURE_SCHEMES] = {
    [SIGNATURE_RFC9421] = &HTTP_SIGNATURE_RFC9421,
    [SIGNATURE_CAVAGE] = &HTTP_SIGNATURE_CAVAGE,
};

const char *
signature_scheme_name(SignatureScheme scheme)
{
    return SCHEMES[scheme]->name;
}

gboolean
signature_scheme_parse(const char *name, SignatureScheme *ret)
{
    for (guint i = 0; i < SIGNATURE_SCHEMES; i++) {
        if (strcmp(SCHEMES[i]->name, name) == 0) {
            *ret = (SignatureScheme)i;
            return TRUE;
        }
    }
    return FALSE;
}

void
http_signature_free(HttpSignature *signature)
{
    if (signature == NULL)
        return;
    g_free(signature->key_id);
    g_free(signature->algorithm);
    g_ptr_array_unref(signature->covered);
    g_byte_array_unref(signature->base);
    g_free(signature->signature);
    g_free(signature);
}

/* ---- for the schemes ---- */

gboolean
http_signature_refuse(GError **error, const char *what)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "signature: %s", what);
    return FALSE;
}

const char *
http_signature_header(const SignedRequest *request, const char *name)
{
    const char *value = request->header != NULL ? request->header(request->data, name) : NULL;

    return value != NULL && strlen(value) <= HTTP_SIGNATURE_HEADER_MAX ? value : NULL;
}

gboolean
http_signature_cover(HttpSignature *signature, const char *component, gsize length, GError **error)
{
    g_autofree char *name = g_ascii_strdown(component, (gssize)length);

    if (signature->covered->len >= HTTP_SIGNATURE_COMPONENTS_MAX)
        return http_signature_refuse(error, "it covers more than 32 components");
    if (g_ptr_array_find_with_equal_func(signature->covered, name, g_str_equal, NULL))
        return http_signature_refuse(error, "it covers a component twice");
    g_ptr_array_add(signature->covered, g_steal_pointer(&name));
    return TRUE;
}

gboolean
http_signature_read_sha256(const char *text, gsize length, Digest *ret)
{
    gsize size;
    g_autofree guint8 *bytes = decode_base64(text, length, &size);

    if (bytes == NULL || size != DIGEST_SIZE)
        return FALSE;
    memcpy(ret->bytes, bytes, DIGEST_SIZE);
    return TRUE;
}

char *
http_signature_sha256(const SignedRequest *request)
{
    Digest digest = digest_sha256(request->body, request->length);

    return encode_base64(digest.bytes, DIGEST_SIZE);
}

char *
http_signature_sign(const Keypair *pair, const GString *base)
{
    gsize length;
    g_autofree guint8 *signature = keypair_sign(pair, base->str, base->len, &length);

    return encode_base64(signature, length);
}

/* ---- reading ---- */

HttpSignature *
http_signature_read(const SignedRequest *request, GError **error)
{
    g_autoptr(HttpSignature) signature = g_new0(HttpSignature, 1);
    guint scheme = 0;

    signature->covered = g_ptr_array_new_with_free_func(g_free);
    signature->base = g_byte_array_new();
    while (scheme < SIGNATURE_SCHEMES && http_signature_header(request, SCHEMES[scheme]->shown_by) == NULL)
        scheme++;
    if (scheme == SIGNATURE_SCHEMES) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "the request is not signed");
        return NULL;
    }
    signature->scheme = (SignatureScheme)scheme;
    return SCHEMES[scheme]->read(request, signature, error) ? g_steal_pointer(&signature) : NULL;
}

/* ---- what we ask ---- */

static gboolean
covers(const HttpSignature *signature, const char *component)
{
    return component == NULL || g_ptr_array_find_with_equal_func(signature->covered, component, g_str_equal, NULL);
}

static gboolean
is_key_id(const char *text)
{
    return strlen(text) <= KEY_ID_MAX && text_is_valid(text, strlen(text)) &&
           (g_str_has_prefix(text, "https://") || g_str_has_prefix(text, "http://"));
}

static gboolean
check_body(const HttpSignature *signature, const SignedRequest *request, GError **error)
{
    const SchemeEntry *scheme = SCHEMES[signature->scheme];
    const char *value = http_signature_header(request, scheme->digest_header);
    Digest said, is = digest_sha256(request->body, request->length);

    if (!covers(signature, scheme->digest_header))
        return http_signature_refuse(error, "it does not cover the digest of the body");
    if (value == NULL || !scheme->read_digest(value, &said))
        return http_signature_refuse(error, "the digest of the body is not a SHA-256");
    return digest_equal(&said, &is) || http_signature_refuse(error, "the body is not the one that was signed");
}

static gboolean
check_time(const HttpSignature *signature, gint64 now, GError **error)
{
    gint64 created = signature->created, ends = signature->expires != 0 ? signature->expires : created + LIFETIME;

    if (created == 0)
        return http_signature_refuse(error, "it does not say when it was made");
    if (created > now + AHEAD)
        return http_signature_refuse(error, "it was made in the future; check the clock");
    if (MIN(ends, created + LONGEST) + GRACE < now)
        return http_signature_refuse(error, "it is too old; sign again");
    return TRUE;
}

gboolean
http_signature_check(const HttpSignature *signature, const SignedRequest *request, gint64 now, GError **error)
{
    const SchemeEntry *scheme = SCHEMES[signature->scheme];

    if (!is_key_id(signature->key_id))
        return http_signature_refuse(error, "its keyId is not a URL");
    if (!covers(signature, scheme->target) || !covers(signature, scheme->also))
        return http_signature_refuse(error, "it does not cover where the request goes");
    return check_time(signature, now, error) && (request->body == NULL || check_body(signature, request, error));
}

/* The algorithm follows from the key; what it says of itself must agree. hs2019 says nothing. */
gboolean
http_signature_verify(const HttpSignature *signature, const PublicKey *key)
{
    static const struct {
        const char *algorithm;
        KeyKind kind;
    } ALGORITHMS[] = {
        { "rsa-sha256", KEY_RSA },
        { "rsa-v1_5-sha256", KEY_RSA },
        { "ed25519", KEY_ED25519 },
    };
    gboolean known = *signature->algorithm == '\0' || strcmp(signature->algorithm, "hs2019") == 0;

    for (gsize i = 0; i < G_N_ELEMENTS(ALGORITHMS); i++)
        known |=
            strcmp(ALGORITHMS[i].algorithm, signature->algorithm) == 0 && ALGORITHMS[i].kind == public_key_kind(key);
    return known && public_key_verify(key, signature->base->data, signature->base->len, signature->signature,
                                      signature->signature_length);
}

/* ---- writing ---- */

char **
http_signature_write(SignatureScheme scheme, const SignedRequest *request, const char *key_id, const Keypair *pair,
                     gint64 now)
{
    GPtrArray *lines = g_ptr_array_new();

    SCHEMES[scheme]->write(request, key_id, pair, now, lines);
    g_ptr_array_add(lines, NULL);
    return (char **)g_ptr_array_free(lines, FALSE);
}
