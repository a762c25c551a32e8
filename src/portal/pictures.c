/* SPDX-License-Identifier: Apache-2.0 */
/* The pictures of what is public. Their names are made of their bytes, so whoever has one need not ask again. */
#include <string.h>

#include "base/encode.h"
#include "base/error.h"
#include "mediation/publishing/pictures.h"
#include "portal/portal-private.h"

gboolean
portal_pictures_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const PortalVisit *visit = portal_visit(request, response);
    const char *name = http_request_parameter(request, "name");
    g_autofree char *hex = g_strndup(name, 2 * DIGEST_SIZE);
    gboolean small = g_str_has_prefix(name + strlen(hex), "-small.");
    char ending[4] = "";
    g_autoptr(GBytes) bytes = NULL;
    Digest digest;

    (void)data;
    if (!decode_hex(hex, digest.bytes, sizeof digest.bytes)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such picture");
        return FALSE;
    }
    bytes =
        pictures_read_public(visit->portal->mediation->publishing, &PORTAL_NEWS_READER, &digest, small, ending, error);
    if (bytes == NULL)
        return FALSE;
    http_response_set_cache(response, "public, max-age=31536000, immutable");
    return http_response_bytes(response, strcmp(ending, "png") == 0 ? "image/png" : "image/jpeg",
                               g_steal_pointer(&bytes));
}
