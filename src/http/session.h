/* SPDX-License-Identifier: Apache-2.0 */
/* http/session.h: who has signed in, by a cookie.
 *
 * The cookie holds 256 random bits and nothing else; the store keeps only their SHA-256, so who reads the store cannot
 * sign in. A session gets a new token when it starts (ASVS 7.2.4) and is removed on the server when it ends. Whether
 * one has run out is for the store to say, by the times below.
 *
 * Over https the cookie is `__Host-sid; Secure`, over http on loopback `sid`; always HttpOnly, SameSite=Lax, Path=/. */
#pragma once
#include "base/clock.h"
#include "base/digest.h"
#include "http/request.h"
#include "http/response.h"

#define SESSION_IDLE     (30 * CLOCK_MINUTE) /* without a request of a person */
#define SESSION_ABSOLUTE (12 * CLOCK_HOUR)

/* What is stored of a session, under its token's hash. Times are microseconds UTC. */
typedef struct {
    gint64 subject; /* whose: the store's own number for a member of staff, a citizen … */
    gint64 created;
    gint64 seen;   /* the last request; the store may be up to a minute behind */
    gint64 proved; /* when a password or key was last shown: for steps that ask for a fresh proof */
} SessionData;

/* Where sessions live. Errors are the store's. Thread-safe; load is called on the connection's thread and is one
 * indexed read, the others may wait. */
typedef struct {
    /* Fails with TRIBUNE_ERROR_NOT_FOUND when there is none or it ran out. */
    gboolean (*load)(gpointer store, const Digest *token_hash, SessionData *ret_data, GError **error);
    gboolean (*save)(gpointer store, const Digest *token_hash, const SessionData *data, GError **error);
    gboolean (*remove)(gpointer store, const Digest *token_hash, GError **error);
} SessionCalls;

/* The session of the request's cookie; it belongs to the request. NULL without @error when there is no cookie or no
 * such session, NULL with @error when the store failed. */
Session *session_find(HttpRequest *request, const SessionCalls *calls, gpointer store, GError **error);

/* Start one for @subject and set its cookie. A session that the request had is removed. Belongs to the request; NULL
 * when the store failed. May block. */
Session *session_start(HttpRequest *request, HttpResponse *response, const SessionCalls *calls, gpointer store,
                       gint64 subject, GError **error);

/* Remove the request's session, if it has one, and let the browser forget the cookie. May block. */
gboolean session_end(HttpRequest *request, HttpResponse *response, const SessionCalls *calls, gpointer store,
                     GError **error);

const SessionData *session_data(const Session *session);
const Digest *session_hash(const Session *session);
/* Known to the browser and this request only; what tokens are derived from. */
const char *session_secret(const Session *session);
/* For the hidden field `csrf` of every form; belongs to the session. */
const char *session_csrf(const Session *session);

/* Whether @data has run out at @now: for stores. */
gboolean session_is_over(const SessionData *data, gint64 now);
