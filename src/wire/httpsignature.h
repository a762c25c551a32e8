/* SPDX-License-Identifier: Apache-2.0 */
/* wire/httpsignature.h: who signed a request, in the two ways that the social web speaks:
 * draft-cavage-http-signatures-12 and RFC 9421. Two entries of one table; both are read, and both can be written.
 *
 * http_signature_read() takes the headers apart and makes the bytes that were signed; http_signature_check() holds them
 * against what we ask of a request: it covers its target and its body, the body is the one that was covered (Digest of
 * RFC 3230, Content-Digest of RFC 9530, both SHA-256), and it is of now. Whether the signature is right is asked of the
 * key, which somebody else has: http_signature_verify().
 *
 * Time: made at most an hour ahead, good for what it says or five minutes, never more than twelve hours, and an hour of
 * grace for wrong clocks. Limits: 8 KiB a header, 32 components. Pure. */
#pragma once
#include "wire/keypair.h"

#define HTTP_SIGNATURE_HEADER_MAX     (8 * 1024)
#define HTTP_SIGNATURE_COMPONENTS_MAX 32

typedef enum { SIGNATURE_RFC9421, SIGNATURE_CAVAGE, SIGNATURE_SCHEMES } SignatureScheme;
const char *signature_scheme_name(SignatureScheme scheme); /* "rfc9421", "cavage" */
gboolean signature_scheme_parse(const char *name, SignatureScheme *ret);

/* A request as both sides see it. Borrowed. */
typedef struct {
    const char *method; /* "POST" */
    const char *origin; /* "https://city.example": where it is sent to */
    const char *host;   /* as in the header Host */
    const char *target; /* path and query */
    /* The value of header @name (lower case), NULL: none. NULL function: there are none. */
    const char *(*header)(gpointer data, const char *name);
    gpointer data;
    const void *body; /* NULL: none */
    gsize length;
} SignedRequest;

typedef struct {
    SignatureScheme scheme;
    char *key_id;
    char *algorithm;         /* as it says; "" when it does not */
    gint64 created, expires; /* microseconds UTC; 0: not said */
    GPtrArray *covered;      /* char *: components in order, lower case */
    GByteArray *base;        /* the bytes that are signed */
    guint8 *signature;
    gsize signature_length;
} HttpSignature;
void http_signature_free(HttpSignature *signature);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HttpSignature, http_signature_free)

/* By the scheme that its headers show. TRIBUNE_ERROR_NOT_FOUND: it is not signed; TRIBUNE_ERROR_INVALID: what is wrong
 * with it. */
HttpSignature *http_signature_read(const SignedRequest *request, GError **error);
/* See above; and its key id is an http or https URL of at most 2,048 bytes. @now: microseconds UTC.
 * TRIBUNE_ERROR_INVALID. */
gboolean http_signature_check(const HttpSignature *signature, const SignedRequest *request, gint64 now, GError **error);
/* FALSE also when it says that it was made by another kind of key. */
gboolean http_signature_verify(const HttpSignature *signature, const PublicKey *key);

/* The headers that sign @request: "Name: value", new; ends with NULL. Date, Digest or Content-Digest are among them;
 * Host is the caller's to send as it stands in @request. @request's own headers are not covered. */
char **http_signature_write(SignatureScheme scheme, const SignedRequest *request, const char *key_id,
                            const Keypair *pair, gint64 now);
