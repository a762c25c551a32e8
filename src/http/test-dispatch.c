/* SPDX-License-Identifier: Apache-2.0 */
/* Handlers without a socket: routing, gate, sessions, forged requests, what responses carry. */
#include <string.h>

#include "base/error.h"
#include "base/random.h"
#include "http/csrf.h"
#include "http/dispatch.h"
#include "http/headers.h"
#include "http/session.h"

static gboolean
fail(GError **error, TribuneError code)
{
    g_set_error_literal(error, TRIBUNE_ERROR, (gint)code, "test");
    return FALSE;
}

/* The cookie of a session that has begun. */
static char *
sign_in(void)
{
    g_autoptr(HttpRequest) request = http_request_new_fake(HTTP_POST, "/", NULL, NULL, 0);
    g_autoptr(HttpResponse) response = http_response_new(request);
    g_autofree char *token = random_token(256);
    const char *cookie;

    g_assert_true(session_start(request, response, token) == http_request_session(request));
    cookie = http_response_header(response, "Set-Cookie");
    g_assert_true(g_str_has_prefix(cookie, "sid="));
    g_assert_nonnull(strstr(cookie, "; Path=/; HttpOnly; SameSite=Lax"));
    g_assert_null(strstr(cookie, "Max-Age"));
    return g_strndup(cookie, strcspn(cookie, ";"));
}

static HttpRequest *
request_with_cookie(HttpMethod method, const char *cookie, const char *body)
{
    const char *headers[] = { "Cookie", cookie,     "Host",         "t",
                              "Origin", "http://t", "Content-Type", "application/x-www-form-urlencoded",
                              NULL };

    return http_request_new_fake(method, "/", headers, body, body != NULL ? strlen(body) : 0);
}

/* ---- sessions ---- */

static void
test_the_cookie_is_the_token(void)
{
    g_autofree char *cookie = sign_in();
    g_autoptr(HttpRequest) request = request_with_cookie(HTTP_GET, cookie, NULL);
    g_autoptr(HttpRequest) none = request_with_cookie(HTTP_GET, "sid=short", NULL);

    g_assert_null(session_token(none));
    g_assert_cmpstr(session_token(request), ==, cookie + 4);
    g_assert_null(http_request_session(request));
    g_assert_true(session_attach(request, session_token(request)) == http_request_session(request));
    g_assert_cmpstr(session_secret(http_request_session(request)), ==, cookie + 4);
}

static void
test_a_session_ends_for_request_and_browser(void)
{
    g_autofree char *cookie = sign_in();
    g_autoptr(HttpRequest) request = request_with_cookie(HTTP_POST, cookie, NULL);
    g_autoptr(HttpResponse) response = http_response_new(request);

    session_attach(request, session_token(request));
    session_end(request, response);
    g_assert_cmpstr(http_response_header(response, "Set-Cookie"), ==,
                    "sid=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
    g_assert_null(http_request_session(request));
}

/* ---- forged requests ---- */

static void
test_forms_carry_the_sessions_token(void)
{
    g_autofree char *cookie = sign_in(), *other = sign_in();
    g_autofree char *token = csrf_token(cookie + 4), *foreign = csrf_token(other + 4);
    g_autofree char *good = g_strconcat("csrf=", token, NULL);
    g_autofree char *bad = g_strconcat("csrf=", foreign, NULL);
    const struct {
        const char *body;
        gboolean passes;
    } cases[] = { { good, TRUE }, { bad, FALSE }, { "csrf=", FALSE }, { "a=b", FALSE } };

    g_assert_true(csrf_token_matches(cookie + 4, token));
    g_assert_cmpstr(token, !=, cookie + 4);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(HttpRequest) request = request_with_cookie(HTTP_POST, cookie, cases[i].body);
        g_autoptr(GError) error = NULL;

        session_attach(request, session_token(request));
        g_assert_cmpstr(session_csrf(http_request_session(request)), ==, token);
        g_assert_cmpint(csrf_check(request, &error), ==, cases[i].passes);
        if (!cases[i].passes)
            g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    }
    g_autoptr(HttpRequest) safe = http_request_new_fake(HTTP_GET, "/", NULL, NULL, 0);
    g_assert_true(csrf_check(safe, NULL));
}

static void
test_origin_is_judged(void)
{
    static const struct {
        const char *origin;
        const char *site;
        gboolean ours;
    } cases[] = {
        { NULL, NULL, FALSE },
        { "https://t", NULL, TRUE },
        { "HTTPS://T", NULL, TRUE },
        { "http://t", NULL, FALSE },
        { "https://t.evil", NULL, FALSE },
        { "null", NULL, FALSE },
        { "https://evil", "same-origin", TRUE }, /* a browser's own word; cannot be set by a page */
        { "https://t", "same-site", FALSE },
        { NULL, "same-origin", TRUE },
        { NULL, "none", FALSE },
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpint(csrf_origin_is_ours(cases[i].origin, cases[i].site, "https://t"), ==, cases[i].ours);
}

/* ---- dispatch ---- */

static gboolean
say_user(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)error;
    return http_response_text(
        response, http_request_format(request, "%s %s", (const char *)data, (const char *)http_request_user(request)));
}

static gboolean
say_nothing(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)request, (void)response, (void)data, (void)error;
    return TRUE;
}

static gboolean
say_conflict(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)request, (void)data;
    http_response_text(response, "half a page");
    return fail(error, TRIBUNE_ERROR_CONFLICT);
}

static gboolean
gate(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)response, (void)data;
    http_request_set_user(request, g_strdup("ada"), g_free);
    return (http_request_route(request)->flags & HTTP_ROUTE_FACE) == 0 || fail(error, TRIBUNE_ERROR_FORBIDDEN);
}

static const HttpRoute routes[] = {
    { HTTP_GET, "/user", say_user },
    { HTTP_GET, "/nothing", say_nothing },
    { HTTP_GET, "/conflict", say_conflict },
    { HTTP_GET, "/closed", say_user, HTTP_ROUTE_FACE },
};

static void
test_gate_stands_before_handlers(void)
{
    static const struct {
        const char *path;
        guint status;
        const char *body;
    } cases[] = {
        { "/user", 200, "face ada" },
        { "/closed", 403, "403 You cannot do this" },
        { "/nothing", 500, "500 Something went wrong" },
        { "/conflict", 409, "409 Somebody else was faster" },
        { "/user/x", 404, "404 Page not found" },
    };
    g_autoptr(Dispatch) dispatch = dispatch_new();
    HttpFace face = { routes, G_N_ELEMENTS(routes), gate, NULL, (gpointer) "face" };

    dispatch_add(dispatch, &face);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(HttpRequest) request = http_request_new_fake(HTTP_GET, cases[i].path, NULL, NULL, 0);
        g_autoptr(HttpResponse) response = http_response_new(request);
        if (dispatch_begin(dispatch, request, response, 0))
            dispatch_run(dispatch, request, response);
        g_assert_cmpuint(http_response_status(response), ==, cases[i].status);
        g_assert_true(g_str_has_prefix(g_bytes_get_data(http_response_content(response), NULL), cases[i].body));
    }
}

/* ---- responses ---- */

static void
test_redirects_stay_with_us(void)
{
    static const struct {
        const char *to;
        const char *location;
    } cases[] = {
        { "/cases?state=open&x=%20#top", "/cases?state=open&x=%20#top" },
        { "/fälle", "/f%C3%A4lle" },
        { "//evil.example", "/" },
        { "/\\evil.example", "/" },
        { "https://evil.example/", "/" },
        { "javascript:alert(1)", "/" },
        { "/a\r\nSet-Cookie: x=y", "/" },
        { "/\t/evil.example", "/" },
        { "", "/" },
        { NULL, "/" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(HttpRequest) request = http_request_new_fake(HTTP_GET, "/", NULL, NULL, 0);
        g_autoptr(HttpResponse) response = http_response_new(request);
        http_response_redirect(response, cases[i].to);
        g_assert_cmpuint(http_response_status(response), ==, 303);
        g_assert_cmpstr(http_response_header(response, "Location"), ==, cases[i].location);
    }
}

static void
test_header_values_begin_no_other_header(void)
{
    g_autoptr(HttpRequest) request = http_request_new_fake(HTTP_GET, "/", NULL, NULL, 0);
    g_autoptr(HttpResponse) response = http_response_new(request);

    http_response_add_header(response, "X-Name", "a\r\nSet-Cookie: b\x7F");
    http_response_set_header(response, "x-name", "c");
    http_response_add_header(response, "X-Other", "a\r\nb");
    g_assert_cmpstr(http_response_header(response, "X-Name"), ==, "c");
    g_assert_cmpstr(http_response_header(response, "X-Other"), ==, "ab");
}

static void
test_defaults_give_way_to_the_handler(void)
{
    g_autoptr(HttpRequest) request = http_request_new_fake(HTTP_GET, "/", NULL, NULL, 0);
    g_autoptr(HttpResponse) response = http_response_new(request);

    http_response_set_policy(response, HEADERS_POLICY_MAIL);
    http_response_set_cache(response, "public, max-age=60");
    headers_apply(response, FALSE);
    g_assert_cmpstr(http_response_header(response, "Content-Security-Policy"), ==, HEADERS_POLICY_MAIL);
    g_assert_cmpstr(http_response_header(response, "Cache-Control"), ==, "public, max-age=60");
    g_assert_cmpstr(http_response_header(response, "Referrer-Policy"), ==, "same-origin");
    g_assert_null(http_response_header(response, "Strict-Transport-Security"));
}

static void
test_unchanged_content_is_not_sent_again(void)
{
    static const struct {
        const char *sent;
        gboolean unchanged;
    } cases[] = {
        { "\"abc\"", TRUE },   { "W/\"abc\"", TRUE }, { "\"x\", \"abc\"", TRUE }, { "*", TRUE },
        { "\"abcd\"", FALSE }, { "abc", FALSE },      { "\"x\"", FALSE },
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *headers[] = { "If-None-Match", cases[i].sent, NULL };
        g_autoptr(HttpRequest) request = http_request_new_fake(HTTP_GET, "/", headers, NULL, 0);
        g_autoptr(HttpResponse) response = http_response_new(request);
        g_assert_cmpint(http_response_is_unchanged(response, "\"abc\""), ==, cases[i].unchanged);
        g_assert_cmpuint(http_response_status(response), ==, cases[i].unchanged ? 304 : 0);
    }
}

static void
test_pages_come_from_templates(void)
{
    g_autoptr(HttpRequest) request = http_request_new_fake(HTTP_GET, "/", NULL, NULL, 0);
    g_autoptr(HttpResponse) response = http_response_new(request);
    g_autoptr(TemplateSet) set = template_set_new();
    g_autoptr(GError) error = NULL;

    template_set_add(set, "page", "{{csrf}} {{name}}", 17, NULL);
    json_object_set_new(http_response_page(response), "csrf", json_string("token"));
    g_assert_true(http_response_template(response, set, "page", json_pack("{s:s}", "name", "<Ada>"), &error));
    g_assert_cmpstr(g_bytes_get_data(http_response_content(response), NULL), ==, "token &lt;Ada&gt;");
    g_assert_cmpstr(http_response_header(response, "Content-Type"), ==, "text/html; charset=utf-8");
    g_assert_false(http_response_template(response, set, "none", NULL, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/session/the-cookie-is-the-token", test_the_cookie_is_the_token);
    g_test_add_func("/session/ends-for-request-and-browser", test_a_session_ends_for_request_and_browser);
    g_test_add_func("/csrf/forms-carry-the-sessions-token", test_forms_carry_the_sessions_token);
    g_test_add_func("/csrf/only-our-own-origin-posts", test_origin_is_judged);
    g_test_add_func("/dispatch/the-gate-stands-before-handlers", test_gate_stands_before_handlers);
    g_test_add_func("/response/redirects-stay-with-us", test_redirects_stay_with_us);
    g_test_add_func("/response/header-values-begin-no-other-header", test_header_values_begin_no_other_header);
    g_test_add_func("/response/defaults-give-way-to-the-handler", test_defaults_give_way_to_the_handler);
    g_test_add_func("/response/unchanged-content-is-not-sent-again", test_unchanged_content_is_not_sent_again);
    g_test_add_func("/response/pages-come-from-templates", test_pages_come_from_templates);
    return g_test_run();
}
