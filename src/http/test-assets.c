/* SPDX-License-Identifier: Apache-2.0 */
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "http/assets.h"
#include "http/dispatch.h"

static const char *const names[] = { "manifest.json", "app.1f.css", "app.1f.css.gz", "img/mark.svg", "lone.txt" };

static void
write_file(const char *dir, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(dir, name, NULL);
    g_autofree char *folder = g_path_get_dirname(path);

    g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static char *
make_folder(const char *manifest)
{
    char *dir = g_dir_make_tmp("tribune-assets-XXXXXX", NULL);

    write_file(dir, "manifest.json", manifest);
    write_file(dir, "app.1f.css", "body{}");
    write_file(dir, "app.1f.css.gz", "zipped");
    write_file(dir, "img/mark.svg", "<svg/>");
    write_file(dir, "lone.txt", "lone");
    return dir;
}

static void
remove_folder(const char *dir)
{
    g_autofree char *below = g_build_filename(dir, "img", NULL);

    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(dir, names[i], NULL);
        g_remove(path);
    }
    g_remove(below);
    g_remove(dir);
}

static const HttpRoute routes[] = { { HTTP_GET, "/assets/{path*}", assets_serve } };

static void
fetch(Assets *assets, const char *target, const char *const *headers, guint status, const char *body, const char *cache,
      const char *coding)
{
    g_autoptr(Dispatch) dispatch = dispatch_new();
    HttpFace face = { routes, 1, NULL, NULL, assets };
    g_autoptr(HttpRequest) request = http_request_new_fake(HTTP_GET, target, headers, NULL, 0);
    g_autoptr(HttpResponse) response = http_response_new(request);

    dispatch_add(dispatch, &face);
    if (dispatch_begin(dispatch, request, response, 0))
        dispatch_run(dispatch, request, response);
    g_assert_cmpuint(http_response_status(response), ==, status);
    if (body != NULL)
        g_assert_cmpmem(g_bytes_get_data(http_response_content(response), NULL),
                        g_bytes_get_size(http_response_content(response)), body, strlen(body));
    if (cache != NULL)
        g_assert_cmpstr(http_response_header(response, "Cache-Control"), ==, cache);
    g_assert_cmpstr(http_response_header(response, "Content-Encoding"), ==, coding);
}

static void
test_serving(void)
{
    static const char *const gzip[] = { "Accept-Encoding", "br, gzip;q=0.5", NULL };
    static const char *const no_gzip[] = { "Accept-Encoding", "gzip;q=0, identity", NULL };
    const char *forever = "public, max-age=31536000, immutable";
    g_autofree char *dir = make_folder("{\"app.css\":\"app.1f.css\",\"img/mark.svg\":\"img/mark.svg\"}");
    g_autoptr(GError) error = NULL;
    g_autoptr(Assets) assets = assets_open(dir, "/assets/", &error);

    g_assert_no_error(error);
    g_assert_cmpstr(assets_url(assets, "app.css"), ==, "/assets/app.1f.css");
    g_assert_cmpstr(assets_url(assets, "lone.txt"), ==, "/assets/lone.txt");
    g_assert_null(assets_url(assets, "absent"));
    fetch(assets, "/assets/app.1f.css", NULL, 200, "body{}", forever, NULL);
    fetch(assets, "/assets/app.1f.css", gzip, 200, "zipped", forever, "gzip");
    fetch(assets, "/assets/app.1f.css", no_gzip, 200, "body{}", forever, NULL);
    fetch(assets, "/assets/img/mark.svg", gzip, 200, "<svg/>", "no-cache", NULL);
    fetch(assets, "/assets/app.1f.css.gz", NULL, 404, NULL, NULL, NULL);
    fetch(assets, "/assets/app.css", NULL, 404, NULL, NULL, NULL);
    fetch(assets, "/assets/../test-assets.c", NULL, 404, NULL, NULL, NULL);
    fetch(assets, "/assets/..%2Flone.txt", NULL, 404, NULL, NULL, NULL);
    fetch(assets, "/assets/img/%2E%2E/lone.txt", NULL, 404, NULL, NULL, NULL);
    remove_folder(dir);
}

static void
test_etags(void)
{
    g_autofree char *dir = make_folder("{}");
    g_autoptr(Assets) assets = assets_open(dir, "/assets/", NULL);
    g_autoptr(Dispatch) dispatch = dispatch_new();
    HttpFace face = { routes, 1, NULL, NULL, assets };
    g_autoptr(HttpRequest) request = http_request_new_fake(HTTP_GET, "/assets/lone.txt", NULL, NULL, 0);
    g_autoptr(HttpResponse) response = http_response_new(request);

    dispatch_add(dispatch, &face);
    g_assert_true(dispatch_begin(dispatch, request, response, 0));
    dispatch_run(dispatch, request, response);
    const char *headers[] = { "If-None-Match", http_response_header(response, "ETag"), NULL };
    g_assert_nonnull(headers[1]);
    fetch(assets, "/assets/lone.txt", headers, 304, NULL, "no-cache", NULL);
    fetch(assets, "/assets/img/mark.svg", headers, 200, "<svg/>", NULL, NULL);
    remove_folder(dir);
}

static void
test_templates_name_assets(void)
{
    g_autofree char *dir = make_folder("{\"app.css\":\"app.1f.css\"}");
    g_autoptr(Assets) assets = assets_open(dir, "/assets/", NULL);
    g_autoptr(TemplateSet) set = template_set_new();
    g_autoptr(GString) out = g_string_new(NULL);
    const char *source = "<link href=\"{{#asset}}app.css{{/asset}}\">";

    assets_register(assets, set);
    template_set_add(set, "page", source, strlen(source), NULL);
    g_assert_true(template_render(set, "page", NULL, NULL, NULL, out, NULL));
    g_assert_cmpstr(out->str, ==, "<link href=\"/assets/app.1f.css\">");
    remove_folder(dir);
}

static void
test_half_built_assets_are_refused(void)
{
    static const char *const manifests[] = { "{\"a.css\":\"absent.css\"}", "{\"a.css\":1}", "[]", "{", "" };

    for (guint i = 0; i < G_N_ELEMENTS(manifests); i++) {
        g_autofree char *dir = make_folder(manifests[i]);
        g_autoptr(GError) error = NULL;
        g_assert_null(assets_open(dir, "/assets/", &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG);
        remove_folder(dir);
    }
    g_autoptr(GError) error = NULL;
    g_assert_null(assets_open("/nonexistent", "/assets/", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/assets/hashed-names-are-kept-for-ever-and-no-path-leads-out", test_serving);
    g_test_add_func("/assets/what-the-browser-has-is-not-sent-again", test_etags);
    g_test_add_func("/assets/templates-name-them-by-their-plain-name", test_templates_name_assets);
    g_test_add_func("/assets/half-built-folders-are-refused", test_half_built_assets_are_refused);
    return g_test_run();
}
