/* SPDX-License-Identifier: Apache-2.0 */
/* http/csrf.h: only our own pages may post (OWASP ASVS 5.0, 3.5.1).
 *
 * Two checks for every unsafe method, before its handler runs. First the browser's word where the request comes from:
 * Sec-Fetch-Site must be same-origin, or, from browsers that do not send it, Origin must be ours; neither is a refusal.
 * Then, when there is a session, the form field `csrf` (or the header X-CSRF-Token) must be the session's token. The
 * token is HMAC-SHA-256 of the session's secret, so it is stored nowhere. Comparison takes constant time. */
#pragma once
#include "http/request.h"

/* The token that goes into every form of the session with this secret. */
char *csrf_token(const char *secret);

gboolean csrf_token_matches(const char *secret, const char *token);

/* Whether Origin @origin and Sec-Fetch-Site @site (each may be NULL) say that the request comes from @ours. */
gboolean csrf_origin_is_ours(const char *origin, const char *site, const char *ours);

/* Both checks; TRUE for safe methods. TRIBUNE_ERROR_FORBIDDEN otherwise. */
gboolean csrf_check(HttpRequest *request, GError **error);
