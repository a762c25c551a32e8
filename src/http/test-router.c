/* SPDX-License-Identifier: Apache-2.0 */
#include "http/cookie.h"
#include "http/router.h"

static gboolean
handle(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)request, (void)response, (void)data, (void)error;
    return TRUE;
}

static const HttpRoute routes[] = {
    { HTTP_GET, "/", handle },
    { HTTP_GET, "/cases/{reference}", handle },
    { HTTP_GET, "/cases/new", handle },
    { HTTP_POST, "/cases/new", handle },
    { HTTP_PUT, "/cases/{id}", handle },
    { HTTP_POST, "/cases/{reference}/notes/{note}", handle },
    { HTTP_GET, "/assets/{path*}", handle },
    { HTTP_GET, "/assets/index", handle },
};

static void
assert_match(const char *method, const char *path, int row, const char *parameter, const char *value)
{
    g_autoptr(Router) router = router_new();
    RouterMatch match;

    router_add(router, routes, G_N_ELEMENTS(routes), (gpointer) "face");
    g_assert_true(router_match(router, router_method_parse(method), path, &match));
    g_test_message("%s %s", method, path);
    g_assert_true(match.route == (row < 0 ? NULL : &routes[row]));
    if (parameter != NULL)
        g_assert_cmpstr(router_match_parameter(&match, parameter), ==, value);
    if (row >= 0)
        g_assert_cmpstr(match.data, ==, "face");
    router_match_clear(&match);
}

static void
test_literals_win(void)
{
    assert_match("GET", "/", 0, NULL, NULL);
    assert_match("HEAD", "/", 0, NULL, NULL);
    assert_match("GET", "/cases/NB-1", 1, "reference", "NB-1");
    assert_match("GET", "/cases/new", 2, "reference", NULL);
    assert_match("PUT", "/cases/new", 4, "id", "new");
    assert_match("POST", "/cases/1/notes/2", 5, "note", "2");
    assert_match("GET", "/assets/index", 7, NULL, NULL);
    assert_match("GET", "/assets/a/b.css", 6, "path", "a/b.css");
}

static void
test_segments_are_decoded_once_and_after_splitting(void)
{
    assert_match("GET", "/cases/a%2Fb%20%C3%BC", 1, "reference", "a/b ü");
    assert_match("GET", "/cases/%2541", 1, "reference", "%41");
    assert_match("GET", "/cases/../x", -1, NULL, NULL);
    assert_match("GET", "/cases/", -1, NULL, NULL);
    assert_match("GET", "//", -1, NULL, NULL);
    assert_match("GET", "/Cases/new", -1, NULL, NULL);
    assert_match("GET", "/cases/new/", -1, NULL, NULL);
}

static void
test_malformed_paths_are_refused(void)
{
    static const char *const paths[] = {
        "", "cases", "/%", "/%4", "/%zz", "/%00", "/a\tb", "/%0A", "/%FF", "/%ED%A0%80"
    };
    g_autoptr(Router) router = router_new();
    g_autofree char *filler = g_strnfill(ROUTER_PATH_LIMIT, 'a');
    g_autofree char *large = g_strconcat("/", filler, NULL);
    RouterMatch match;

    router_add(router, routes, G_N_ELEMENTS(routes), NULL);
    for (guint i = 0; i < G_N_ELEMENTS(paths); i++)
        g_assert_false(router_match(router, HTTP_GET, paths[i], &match));
    g_assert_false(router_match(router, HTTP_GET, large, &match));
    g_assert_false(router_match(router, HTTP_GET, "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17", &match));
}

static void
test_allow_names_the_methods_of_the_path(void)
{
    g_autoptr(Router) router = router_new();
    RouterMatch match;

    router_add(router, routes, G_N_ELEMENTS(routes), NULL);
    g_assert_true(router_match(router, HTTP_DELETE, "/cases/new", &match));
    g_assert_null(match.route);
    g_autofree char *allow = router_allow(match.allowed);
    g_assert_cmpstr(allow, ==, "GET, HEAD, POST, PUT, OPTIONS");
    g_assert_true(router_match(router, HTTP_POST, "/nothing", &match));
    g_assert_cmpuint(match.allowed, ==, 0);
    g_assert_cmpint(router_method_parse("BREW"), ==, 0);
    g_assert_cmpint(router_method_parse("get"), ==, 0);
}

/* ---- cookies ---- */

static void
assert_cookie(const char *header, const char *value)
{
    g_autofree char *found = cookie_find(header, "sid");
    g_assert_cmpstr(found, ==, value);
}

static void
test_cookies_are_found_by_whole_name(void)
{
    g_autofree char *filler = g_strnfill(COOKIE_VALUE_LIMIT + 1, 'a');
    g_autofree char *large = g_strconcat("sid=", filler, NULL);

    assert_cookie(NULL, NULL);
    assert_cookie("", NULL);
    assert_cookie("sid=abc", "abc");
    assert_cookie("a=b; sid=abc ;c", "abc");
    assert_cookie("xsid=1; sidx=2; sid", NULL);
    assert_cookie("sid=first; sid=second", "first");
    assert_cookie("sid=", "");
    assert_cookie(";;; sid=a=b", "a=b");
    assert_cookie(large, NULL);
}

static void
test_cookies_are_closed_to_scripts_and_other_sites(void)
{
    g_autofree char *kept = cookie_render("__Host-sid", "abc", TRUE, -1);
    g_autofree char *ended = cookie_render("sid", "", FALSE, 0);

    g_assert_cmpstr(kept, ==, "__Host-sid=abc; Path=/; HttpOnly; SameSite=Lax; Secure");
    g_assert_cmpstr(ended, ==, "sid=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/router/literals-win-over-parameters-over-the-rest", test_literals_win);
    g_test_add_func("/router/segments-are-decoded-once-and-after-splitting",
                    test_segments_are_decoded_once_and_after_splitting);
    g_test_add_func("/router/malformed-paths-are-refused", test_malformed_paths_are_refused);
    g_test_add_func("/router/allow-names-the-methods-of-the-path", test_allow_names_the_methods_of_the_path);
    g_test_add_func("/cookie/found-by-whole-name", test_cookies_are_found_by_whole_name);
    g_test_add_func("/cookie/closed-to-scripts-and-other-sites", test_cookies_are_closed_to_scripts_and_other_sites);
    return g_test_run();
}
