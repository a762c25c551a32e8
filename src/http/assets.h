/* SPDX-License-Identifier: Apache-2.0 */
/* http/assets.h: the built style sheets, scripts, fonts and pictures, served from memory.
 *
 * A folder is read once. Its manifest.json maps names to file names that carry their content's hash ("app.css" →
 * "app.3f2a91c0.css"): those are cached for ever; files outside the manifest are asked for again each time. `FILE.gz`
 * beside FILE is sent to whoever accepts gzip. All have an ETag. Since only what was read is served, no path leads out.
 *
 * Limits: 2,000 files, 64 MiB together, 4 folders deep. Immutable after opening, so thread-safe. */
#pragma once
#include "http/router.h"
#include "http/template.h"

#define ASSETS_FILE_LIMIT 2000
#define ASSETS_SIZE_LIMIT (64 * 1024 * 1024)

typedef struct Assets Assets;

/* @prefix is where the route stands, "/assets/". Blocks on the disk. TRIBUNE_ERROR_CONFIG when the folder or its
 * manifest cannot be read, or the manifest names a file that is not there; TRIBUNE_ERROR_LIMIT. */
Assets *assets_open(const char *dir, const char *prefix, GError **error);
void assets_free(Assets *assets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Assets, assets_free)

/* The address of asset @name, "/assets/app.3f2a91c0.css", or NULL when there is none. */
const char *assets_url(const Assets *assets, const char *name);

/* Give templates {{#asset}}app.css{{/asset}}; @assets must outlive @set. */
void assets_register(const Assets *assets, TemplateSet *set);

/* The handler of a quick route like { HTTP_GET, "/assets/{path*}", assets_serve }: its data must be the Assets. */
gboolean assets_serve(HttpRequest *request, HttpResponse *response, gpointer assets, GError **error);
