/* SPDX-License-Identifier: Apache-2.0 */
#include "api/tag.h"

#include <string.h>

const char *
tag_of_version(HttpRequest *request, gint64 version)
{
    return http_request_format(request, "\"%" G_GINT64_FORMAT "\"", version);
}

/* RFC 9110 section 13.1.1: strong comparison, so W/"12" names nothing. */
static gboolean
names(const char *header, const char *tag)
{
    g_auto(GStrv) tags = g_strsplit(header, ",", 16);

    for (guint i = 0; tags[i] != NULL; i++) {
        const char *one = g_strstrip(tags[i]);

        if (strcmp(one, tag) == 0 || strcmp(one, "*") == 0)
            return TRUE;
    }
    return FALSE;
}

gboolean
tag_check(HttpRequest *request, HttpResponse *response, gint64 version)
{
    const char *header = http_request_header(request, "If-Match"), *tag = tag_of_version(request, version);

    if (header != NULL && names(header, tag))
        return TRUE;
    fault_respond(response, header == NULL ? FAULT_NO_PRECONDITION : FAULT_CHANGED, NULL, NULL);
    http_response_set_header(response, "ETag", tag);
    return FALSE;
}

/* The query without its cursor, as it was sent. */
static char *
bare_query(HttpRequest *request)
{
    const char *mark = strchr(http_request_target(request), '?');
    g_auto(GStrv) parts = g_strsplit(mark != NULL ? mark + 1 : "", "&", -1);
    GString *out = g_string_new(NULL);

    for (guint i = 0; parts[i] != NULL; i++)
        if (*parts[i] != '\0' && !g_str_has_prefix(parts[i], "cursor="))
            g_string_append_printf(out, "%s&", parts[i]);
    return g_string_free(out, FALSE);
}

void
tag_set_next(HttpRequest *request, HttpResponse *response, const char *cursor)
{
    g_autofree char *query = bare_query(request);

    http_response_set_header(
        response, "Link",
        http_request_format(request, "<%s?%scursor=%s>; rel=\"next\"", http_request_path(request), query, cursor));
}

json_t *
tag_read_body(HttpRequest *request, HttpResponse *response, const BodyField *fields)
{
    g_autoptr(GError) error = NULL;
    json_t *faults = NULL, *body;
    gsize length;
    const char *bytes = http_request_body(request, &length);

    body = body_parse(bytes, length, fields, &faults, &error);
    if (body == NULL && faults == NULL)
        fault_respond(response, FAULT_MALFORMED, error->message, NULL);
    else if (body == NULL)
        fault_respond(response, FAULT_INVALID, NULL, faults);
    return body;
}
