/* SPDX-License-Identifier: Apache-2.0 */
#include "http/assets.h"

#include <jansson.h>
#include <string.h>

#include "base/digest.h"
#include "base/error.h"
#include "http/headers.h"
#include "http/response.h"

#define FOLDER_DEPTH 4

typedef struct {
    const char *type;
    GBytes *bytes;
    char *etag;
    GBytes *zipped; /* or NULL */
    char *zipped_etag;
    gboolean hashed; /* its name changes with its content */
} Asset;

struct Assets {
    GHashTable *files; /* path below the folder → Asset */
    GHashTable *urls;  /* name → URL */
    char *prefix;
    gsize size;
};

static void
asset_free(gpointer data)
{
    Asset *asset = data;

    g_bytes_unref(asset->bytes);
    g_clear_pointer(&asset->zipped, g_bytes_unref);
    g_free(asset->etag);
    g_free(asset->zipped_etag);
    g_free(asset);
}

void
assets_free(Assets *assets)
{
    if (assets == NULL)
        return;
    g_hash_table_unref(assets->files);
    g_hash_table_unref(assets->urls);
    g_free(assets->prefix);
    g_free(assets);
}

static const char *
type_of(const char *name)
{
    static const struct {
        const char *suffix;
        const char *type;
    } types[] = {
        { ".css", "text/css" },         { ".js", "text/javascript" },
        { ".mjs", "text/javascript" },  { ".svg", "image/svg+xml" },
        { ".png", "image/png" },        { ".ico", "image/x-icon" },
        { ".woff2", "font/woff2" },     { ".json", "application/json" },
        { ".txt", "text/plain" },       { ".jpg", "image/jpeg" },
        { ".webp", "image/webp" },      { ".webmanifest", "application/manifest+json" },
        { ".map", "application/json" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(types); i++)
        if (g_str_has_suffix(name, types[i].suffix))
            return types[i].type;
    return "application/octet-stream";
}

static char *
make_etag(GBytes *bytes, const char *variant)
{
    Digest digest = digest_sha256(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    g_autofree char *hex = digest_to_hex(&digest);

    return g_strdup_printf("\"%.24s%s\"", hex, variant);
}

/* ---- reading ---- */

static gboolean
add_file(Assets *assets, const char *path, const char *name, GError **error)
{
    g_autoptr(GError) problem = NULL;
    Asset *asset;
    char *bytes;
    gsize length;

    if (!g_file_get_contents(path, &bytes, &length, &problem)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "reading asset %s: %s", name, problem->message);
        return FALSE;
    }
    asset = g_new0(Asset, 1);
    asset->bytes = g_bytes_new_take(bytes, length);
    asset->type = type_of(name);
    asset->etag = make_etag(asset->bytes, "");
    g_hash_table_replace(assets->files, g_strdup(name), asset);
    assets->size += length;
    if (g_hash_table_size(assets->files) <= ASSETS_FILE_LIMIT && assets->size <= ASSETS_SIZE_LIMIT)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "more assets than %d files or %d bytes", ASSETS_FILE_LIMIT,
                ASSETS_SIZE_LIMIT);
    return FALSE;
}

static gboolean
add_folder(Assets *assets, const char *path, const char *prefix, guint depth, GError **error)
{
    g_autoptr(GError) problem = NULL;
    g_autoptr(GDir) dir = g_dir_open(path, 0, &problem);
    const char *entry;

    if (dir == NULL || depth > FOLDER_DEPTH) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "reading assets from %s: %s", path,
                    problem != NULL ? problem->message : "too many folders deep");
        return FALSE;
    }
    while ((entry = g_dir_read_name(dir)) != NULL) {
        g_autofree char *below = g_build_filename(path, entry, NULL);
        g_autofree char *name = g_strconcat(prefix, entry, NULL);
        g_autofree char *folder = g_strconcat(name, "/", NULL);

        if (*entry == '.')
            continue;
        if (g_file_test(below, G_FILE_TEST_IS_DIR) ? !add_folder(assets, below, folder, depth + 1, error)
                                                   : !add_file(assets, below, name, error))
            return FALSE;
    }
    return TRUE;
}

/* Each FILE.gz moves into its FILE. */
static void
join_zipped(Assets *assets)
{
    g_autoptr(GPtrArray) zipped = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter iter;
    gpointer key, value;

    g_hash_table_iter_init(&iter, assets->files);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        g_autofree char *name = g_strconcat(key, ".gz", NULL);
        const Asset *small = g_hash_table_lookup(assets->files, name);
        Asset *asset = value;

        if (small == NULL)
            continue;
        asset->zipped = g_bytes_ref(small->bytes);
        asset->zipped_etag = make_etag(asset->bytes, "-gz");
        g_ptr_array_add(zipped, g_steal_pointer(&name));
    }
    for (guint i = 0; i < zipped->len; i++)
        g_hash_table_remove(assets->files, zipped->pdata[i]);
}

static gboolean
read_manifest(Assets *assets, GError **error)
{
    const Asset *manifest = g_hash_table_lookup(assets->files, "manifest.json");
    json_t *names = NULL, *file;
    const char *name, *missing = NULL;

    if (manifest != NULL)
        names = json_loadb(g_bytes_get_data(manifest->bytes, NULL), g_bytes_get_size(manifest->bytes), 0, NULL);
    if (!json_is_object(names)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG,
                            "the assets have no good manifest.json: build them");
        json_decref(names);
        return FALSE;
    }
    json_object_foreach(names, name, file)
    {
        Asset *asset = json_is_string(file) ? g_hash_table_lookup(assets->files, json_string_value(file)) : NULL;

        if (asset == NULL) {
            missing = name;
            break;
        }
        asset->hashed = strcmp(name, json_string_value(file)) != 0;
        g_hash_table_replace(assets->urls, g_strdup(name), g_strconcat(assets->prefix, json_string_value(file), NULL));
    }
    if (missing != NULL)
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "the file of asset %s is not there: build them",
                    missing);
    json_decref(names);
    return missing == NULL;
}

static void
add_plain_urls(Assets *assets)
{
    GHashTableIter iter;
    gpointer key;

    g_hash_table_iter_init(&iter, assets->files);
    while (g_hash_table_iter_next(&iter, &key, NULL))
        if (!g_hash_table_contains(assets->urls, key))
            g_hash_table_insert(assets->urls, g_strdup(key), g_strconcat(assets->prefix, key, NULL));
}

Assets *
assets_open(const char *dir, const char *prefix, GError **error)
{
    g_autoptr(Assets) assets = g_new0(Assets, 1);

    assets->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, asset_free);
    assets->urls = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    assets->prefix = g_strdup(prefix);
    if (!add_folder(assets, dir, "", 0, error))
        return NULL;
    join_zipped(assets);
    if (!read_manifest(assets, error))
        return NULL;
    add_plain_urls(assets);
    return g_steal_pointer(&assets);
}

/* ---- serving ---- */

const char *
assets_url(const Assets *assets, const char *name)
{
    return g_hash_table_lookup(assets->urls, name);
}

static void
append_url(TemplateScope *scope, const char *text, gsize length, GString *out, gpointer data)
{
    g_autofree char *name = g_strstrip(g_strndup(text, length));
    const char *url = assets_url(data, name);

    (void)scope;
    if (url != NULL)
        template_escape(out, url, strlen(url));
}

void
assets_register(const Assets *assets, TemplateSet *set)
{
    template_set_function(set, "asset", append_url, (gpointer)assets);
}

gboolean
assets_serve(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const Assets *assets = data;
    const char *path = http_request_parameter(request, "path");
    const Asset *asset = path != NULL ? g_hash_table_lookup(assets->files, path) : NULL;
    gboolean zipped;

    if (asset == NULL) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "there is no such asset");
        return FALSE;
    }
    zipped = asset->zipped != NULL && headers_accepts_gzip(http_request_header(request, "Accept-Encoding"));
    http_response_set_cache(response, asset->hashed ? "public, max-age=31536000, immutable" : "no-cache");
    if (asset->zipped != NULL)
        http_response_set_header(response, "Vary", "Accept-Encoding");
    if (http_response_is_unchanged(response, zipped ? asset->zipped_etag : asset->etag))
        return TRUE;
    if (zipped)
        http_response_set_header(response, "Content-Encoding", "gzip");
    return http_response_bytes(response, asset->type, g_bytes_ref(zipped ? asset->zipped : asset->bytes));
}
