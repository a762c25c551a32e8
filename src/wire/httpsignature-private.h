/* SPDX-License-Identifier: Apache-2.0 */
/* wire/httpsignature-private.h: what the two schemes fill in. */
#pragma once
#include "base/digest.h"
#include "wire/httpsignature.h"

typedef struct {
    const char *name;
    const char *shown_by;      /* the header that shows it */
    const char *digest_header; /* where the body's digest stands */
    const char *target;        /* what must be covered of the target … */
    const char *also;          /* … and this; NULL: nothing else */
    /* Fills all but the scheme. */
    gboolean (*read)(const SignedRequest *request, HttpSignature *signature, GError **error);
    /* The SHA-256 that @value says; FALSE: it says none. */
    gboolean (*read_digest)(const char *value, Digest *ret);
    void (*write)(const SignedRequest *request, const char *key_id, const Keypair *pair, gint64 now, GPtrArray *lines);
} SchemeEntry;

extern const SchemeEntry HTTP_SIGNATURE_CAVAGE, HTTP_SIGNATURE_RFC9421;

gboolean http_signature_refuse(GError **error, const char *what);
/* NULL: no such header, or a line longer than the limit. */
const char *http_signature_header(const SignedRequest *request, const char *name);
gboolean http_signature_cover(HttpSignature *signature, const char *component, gsize length, GError **error);
/* Base64 of exactly one SHA-256. */
gboolean http_signature_read_sha256(const char *text, gsize length, Digest *ret);
/* New: base64 of the SHA-256 of the body. */
char *http_signature_sha256(const SignedRequest *request);
/* Signs @base; base64, new. */
char *http_signature_sign(const Keypair *pair, const GString *base);
