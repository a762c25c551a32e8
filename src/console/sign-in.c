/* SPDX-License-Identifier: Apache-2.0 */
/* Signing in and out, and what a browser remembers of its reader: language and colours. */
#include <string.h>

#include "base/error.h"
#include "console/page.h"
#include "http/cookie.h"
#include "mediation/staff/sign-in-guard.h"

#define REMEMBERED (365 * 24 * 3600) /* seconds */

static json_t *
languages(const ConsoleVisit *visit)
{
    const Locales *locales = visit->console->mediation->locales;
    json_t *list = json_array();

    for (guint i = 0; i < locales_count(locales); i++) {
        const Locale *locale = locales_at(locales, i);
        g_autofree char *name = locale_own_name(locale);

        part_add(list, json_pack("{s:s, s:s, s:b}", "code", locale_tag(locale), "language_name", name, "selected",
                                 locale == visit->locale));
    }
    return list;
}

static gboolean
show(const ConsoleVisit *visit, const char *name, const char *next, json_t *errors, const char *flash, GError **error)
{
    json_t *data = json_pack("{s:o, s:{s:s, s:s, s:o, s:o, s:o}}", "errors", errors, "sign_in", "action", "/sign-in",
                             "preferences", "/sign-in/preferences", "next", part_text(next), "name", part_text(name),
                             "languages", languages(visit));

    if (flash != NULL)
        part_set(data, "flash", json_pack("{s:b, s:n}", flash, 1, "undo"));
    return page_render_bare(visit, "sign-in", data, error);
}

gboolean
console_sign_in_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    const char *next = http_request_query(request, "next");
    const char *flash = http_request_query(request, "ended") != NULL  ? "session_ended"
                        : http_request_query(request, "left") != NULL ? "signed_out"
                                                                      : NULL;

    (void)data;
    if (visit->actor != NULL)
        return http_response_redirect(response, page_home(visit->actor));
    return show(visit, "", next != NULL ? next : "", json_null(), flash, error);
}

/* What is said when the door stays shut; NULL: an error page. */
static json_t *
refusal(const ConsoleVisit *visit, const GError *trouble)
{
    if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN))
        return page_error("name", "wrong_sign_in");
    if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY))
        return page_error_said(visit, "name", trouble);
    return NULL;
}

gboolean
console_sign_in_enter(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    const char *name = console_field(visit, "name"), *next = console_field(visit, "next");
    const char *before = session_token(request);
    g_autoptr(GError) trouble = NULL;
    char *token;
    json_t *errors;

    (void)data;
    token = sign_in_attempt(visit->console->settings.sign_in, name, console_field(visit, "password"),
                            http_request_client(request), &trouble);
    if (token == NULL) {
        errors = refusal(visit, trouble);
        if (errors == NULL) {
            g_propagate_error(error, g_steal_pointer(&trouble));
            return FALSE;
        }
        http_response_set_status(response, trouble->code == TRIBUNE_ERROR_TEMPORARY ? 429 : 422);
        return show(visit, name, next, errors, NULL, error);
    }
    if (before != NULL)
        sign_in_end(visit->console->settings.sign_in, before, NULL);
    session_start(request, response, token);
    memset(token, 0, strlen(token));
    g_free(token);
    return http_response_redirect(response, *next == '/' ? next : "/");
}

gboolean
console_sign_in_leave(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);

    (void)data;
    if (!sign_in_end(visit->console->settings.sign_in, session_token(request), error))
        return FALSE;
    events_disconnect(visit->console->settings.events, visit->actor->staff.value);
    session_end(request, response);
    return http_response_redirect(response, "/sign-in?left=1");
}

static void
remember(const ConsoleVisit *visit, const char *name, const char *value)
{
    g_autofree char *cookie =
        cookie_render(name, value, http_request_is_secure(visit->request), *value != '\0' ? REMEMBERED : 0);

    http_response_add_header(visit->response, "Set-Cookie", cookie);
}

gboolean
console_sign_in_prefer(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    const char *language = console_field(visit, "language"), *scheme = http_request_field(request, "scheme");
    const Locale *locale = locales_find(visit->console->mediation->locales, language);

    (void)data;
    (void)error;
    if (*language != '\0')
        remember(visit, "lang", locale_tag(locale));
    if (scheme != NULL)
        remember(visit, "scheme", strcmp(scheme, "dark") == 0 || strcmp(scheme, "light") == 0 ? scheme : "");
    return http_response_redirect(response, console_field(visit, "next"));
}
