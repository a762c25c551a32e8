/* SPDX-License-Identifier: Apache-2.0 */
#include "http/headers.h"

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
