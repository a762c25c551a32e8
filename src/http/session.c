/* SPDX-License-Identifier: Apache-2.0 */
#include "http/session.h"

#include <string.h>

#include "base/error.h"
#include "base/random.h"
#include "http/cookie.h"
#include "http/csrf.h"
#include "http/request-private.h"

#define TOKEN_BITS   256
#define TOKEN_LENGTH 43 /* of 256 bits in base64url */

struct Session {
    SessionData data;
    Digest hash;
    char *token;
    char *csrf;
};

static void
session_free(gpointer data)
{
    Session *session = data;

    g_free(session->token);
    g_free(session->csrf);
    g_free(session);
}

/* @token is taken; the session becomes the request's. */
static Session *
attach(HttpRequest *request, char *token, const Digest *hash, const SessionData *data)
{
    Session *session = g_new0(Session, 1);

    session->data = *data;
    session->hash = *hash;
    session->token = token;
    session->csrf = csrf_token(token);
    request->session = http_request_keep(request, session, session_free);
    return session;
}

static const char *
cookie_name(const HttpRequest *request)
{
    return http_request_is_secure(request) ? "__Host-sid" : "sid";
}

static void
set_cookie(const HttpRequest *request, HttpResponse *response, const char *value, gint64 max_age)
{
    g_autofree char *cookie = cookie_render(cookie_name(request), value, http_request_is_secure(request), max_age);

    http_response_add_header(response, "Set-Cookie", cookie);
}

Session *
session_find(HttpRequest *request, const SessionCalls *calls, gpointer store, GError **error)
{
    const char *token = http_request_cookie(request, cookie_name(request));
    g_autoptr(GError) problem = NULL;
    SessionData data;
    Digest hash;

    if (token == NULL || strlen(token) != TOKEN_LENGTH)
        return NULL;
    hash = digest_sha256(token, TOKEN_LENGTH);
    if (calls->load(store, &hash, &data, &problem))
        return attach(request, g_strdup(token), &hash, &data);
    if (!g_error_matches(problem, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND))
        g_propagate_prefixed_error(error, g_steal_pointer(&problem), "reading a session: ");
    return NULL;
}

Session *
session_start(HttpRequest *request, HttpResponse *response, const SessionCalls *calls, gpointer store, gint64 subject,
              GError **error)
{
    g_autofree char *token = random_token(TOKEN_BITS);
    Digest hash = digest_sha256(token, strlen(token));
    gint64 now = clock_now();
    SessionData data = { .subject = subject, .created = now, .seen = now, .proved = now };

    if (request->session != NULL && !calls->remove(store, &request->session->hash, error))
        return NULL;
    request->session = NULL;
    if (!calls->save(store, &hash, &data, error)) {
        g_prefix_error(error, "starting a session: ");
        return NULL;
    }
    set_cookie(request, response, token, -1);
    return attach(request, g_steal_pointer(&token), &hash, &data);
}

gboolean
session_end(HttpRequest *request, HttpResponse *response, const SessionCalls *calls, gpointer store, GError **error)
{
    if (request->session != NULL && !calls->remove(store, &request->session->hash, error)) {
        g_prefix_error(error, "ending a session: ");
        return FALSE;
    }
    request->session = NULL;
    set_cookie(request, response, "", 0);
    return TRUE;
}

const SessionData *
session_data(const Session *session)
{
    return &session->data;
}

const Digest *
session_hash(const Session *session)
{
    return &session->hash;
}

const char *
session_secret(const Session *session)
{
    return session->token;
}

const char *
session_csrf(const Session *session)
{
    return session->csrf;
}

gboolean
session_is_over(const SessionData *data, gint64 now)
{
    return now - data->seen >= SESSION_IDLE || now - data->created >= SESSION_ABSOLUTE;
}
