/* SPDX-License-Identifier: Apache-2.0 */
/* http/session.h: which session a request belongs to, by a cookie, and the token that its forms carry.
 *
 * Nothing is stored here. Who may start a session, where it is kept and when it is over is for what stands behind the
 * face (for staff: mediation/staff/sign-in.h), which also makes the token: 256 random bits in base64url, of which it
 * keeps no more than the SHA-256. The form token of http/csrf.h is derived from it.
 *
 * Over https the cookie is `__Host-sid; Secure`, over http on loopback `sid`; always HttpOnly, SameSite=Lax, Path=/,
 * until the browser ends. Pure but for the request and response; nothing blocks. */
#pragma once
#include "http/request.h"
#include "http/response.h"

#define SESSION_TOKEN_LENGTH 43 /* of 256 bits in base64url */

/* What the request's cookie says; NULL when there is none, or it cannot be a token. Says nothing about who that is. */
const char *session_token(HttpRequest *request);

/* Somebody stands behind @token: from now on this is the request's session, and what it posts must carry its form
 * token. Belongs to the request. */
Session *session_attach(HttpRequest *request, const char *token);

/* The same for a session that begins with this answer: the browser gets the cookie. */
Session *session_start(HttpRequest *request, HttpResponse *response, const char *token);

/* The request has no session any more, and the browser forgets the cookie. */
void session_end(HttpRequest *request, HttpResponse *response);

/* Known to the browser and this request only; what other tokens are derived from. */
const char *session_secret(const Session *session);
/* For the hidden field `csrf` of every form; belongs to the session. */
const char *session_csrf(const Session *session);
