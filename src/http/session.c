/* SPDX-License-Identifier: Apache-2.0 */
#include "http/session.h"

#include <string.h>

#include "http/cookie.h"
#include "http/csrf.h"
#include "http/request-private.h"

struct Session {
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

const char *
session_token(HttpRequest *request)
{
    const char *token = http_request_cookie(request, cookie_name(request));

    return token != NULL && strlen(token) == SESSION_TOKEN_LENGTH ? token : NULL;
}

Session *
session_attach(HttpRequest *request, const char *token)
{
    Session *session = g_new0(Session, 1);

    session->token = g_strdup(token);
    session->csrf = csrf_token(token);
    request->session = http_request_keep(request, session, session_free);
    return session;
}

Session *
session_start(HttpRequest *request, HttpResponse *response, const char *token)
{
    set_cookie(request, response, token, -1);
    return session_attach(request, token);
}

void
session_end(HttpRequest *request, HttpResponse *response)
{
    request->session = NULL;
    set_cookie(request, response, "", 0);
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
