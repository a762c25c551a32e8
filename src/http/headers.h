/* SPDX-License-Identifier: Apache-2.0 */
/* http/headers.h: the security headers that every response carries (OWASP ASVS 5.0 section 3.4), unless the handler set
 * one of the name itself. Static text; thread-safe. */
#pragma once
#include "http/router.h"

/* Our own pages: nothing but our own files, no inline script or style, in no frame. */
#define HEADERS_POLICY_PAGE                                                                                            \
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "                 \
    "connect-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'"

/* A cleaned HTML mail, shown in a frame of our page: no script, no form, no network, an origin of its own. */
#define HEADERS_POLICY_MAIL                                                                                            \
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "              \
    "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"

/* Somebody else's file, shown or saved: nothing at all runs. */
#define HEADERS_POLICY_FILE "default-src 'none'; frame-ancestors 'self'; sandbox"

/* Add what is missing. With @secure also Strict-Transport-Security for a year. */
void headers_apply(HttpResponse *response, gboolean secure);

/* Whether Accept-Encoding @header (may be NULL) names gzip without refusing it (RFC 9110 section 12.5.3). */
gboolean headers_accepts_gzip(const char *header);
