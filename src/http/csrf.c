/* SPDX-License-Identifier: Apache-2.0 */
#include "http/csrf.h"

#include <string.h>

#include "base/digest.h"
#include "base/encode.h"
#include "base/error.h"
#include "base/text.h"
#include "http/session.h"

char *
csrf_token(const char *secret)
{
    Digest digest = digest_hmac(secret, strlen(secret), "csrf", 4);

    return encode_base64url(digest.bytes, DIGEST_SIZE);
}

gboolean
csrf_token_matches(const char *secret, const char *token)
{
    g_autofree char *expected = csrf_token(secret);
    /* Digests of both compare in constant time whatever the lengths. */
    Digest a = digest_sha256(expected, strlen(expected));
    Digest b = digest_sha256(token, strlen(token));

    return digest_equal(&a, &b);
}

gboolean
csrf_origin_is_ours(const char *origin, const char *site, const char *ours)
{
    if (site != NULL)
        return strcmp(site, "same-origin") == 0;
    return origin != NULL && text_equal_ascii(origin, ours);
}

gboolean
csrf_check(HttpRequest *request, GError **error)
{
    const Session *session = http_request_session(request);
    const char *token = http_request_field(request, "csrf");

    if (!http_request_is_unsafe(request))
        return TRUE;
    if (!csrf_origin_is_ours(http_request_header(request, "Origin"), http_request_header(request, "Sec-Fetch-Site"),
                             http_request_origin(request))) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN,
                            "the request does not come from our own page");
        return FALSE;
    }
    if (token == NULL)
        token = http_request_header(request, "X-CSRF-Token");
    if (session != NULL && (token == NULL || !csrf_token_matches(session_secret(session), token))) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN, "the form is not of this session");
        return FALSE;
    }
    return TRUE;
}
