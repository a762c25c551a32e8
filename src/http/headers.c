/* SPDX-License-Identifier: Apache-2.0 */
#include "http/headers.h"

#include <string.h>

#include "http/response.h"

void
headers_apply(HttpResponse *response, gboolean secure)
{
    static const struct {
        const char *name;
        const char *value;
        gboolean secure_only;
    } defaults[] = {
        { "Content-Security-Policy", HEADERS_POLICY_PAGE },
        { "X-Content-Type-Options", "nosniff" },
        { "Referrer-Policy", "same-origin" }, /* not stricter: it must leave Origin on our own forms */
        { "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()" },
        { "Cross-Origin-Opener-Policy", "same-origin" },
        { "Cross-Origin-Resource-Policy", "same-origin" },
        { "Cache-Control", "no-store" },
        { "Strict-Transport-Security", "max-age=31536000; includeSubDomains", TRUE },
    };

    for (guint i = 0; i < G_N_ELEMENTS(defaults); i++)
        if ((secure || !defaults[i].secure_only) && http_response_header(response, defaults[i].name) == NULL)
            http_response_add_header(response, defaults[i].name, defaults[i].value);
}

gboolean
headers_accepts_gzip(const char *header)
{
    g_auto(GStrv) codings = g_strsplit(header != NULL ? header : "", ",", 32);

    for (guint i = 0; codings[i] != NULL; i++) {
        g_auto(GStrv) parts = g_strsplit(codings[i], ";", 2);
        const char *weight = parts[0] != NULL && parts[1] != NULL ? g_strstrip(parts[1]) : "q=1";

        if (parts[0] != NULL && g_ascii_strcasecmp(g_strstrip(parts[0]), "gzip") == 0)
            return strspn(weight, "qQ= 0.") != strlen(weight);
    }
    return FALSE;
}
