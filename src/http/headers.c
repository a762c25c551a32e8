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

/* "q=0", "q=0.00": not wanted. */
static gboolean
is_refused(const char *parameters, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if (strchr("qQ= \t;0.", parameters[i]) == NULL)
            return FALSE;
    return length > 0 && memchr(parameters, '0', length) != NULL;
}

gboolean
headers_accepts_gzip(const char *header)
{
    for (const char *at = header; at != NULL && *at != '\0';) {
        gsize length, name;

        at += strspn(at, " \t");
        length = strcspn(at, ",");
        name = strcspn(at, "; \t,");
        if (name == 4 && g_ascii_strncasecmp(at, "gzip", 4) == 0)
            return !is_refused(at + name, length - name);
        at += length + (at[length] == ',' ? 1 : 0);
    }
    return FALSE;
}
