/* SPDX-License-Identifier: Apache-2.0 */
#include "http/response.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "http/response-private.h"

static void
header_clear(gpointer data)
{
    HttpResponseHeader *header = data;

    g_free(header->name);
    g_free(header->value);
}

HttpResponse *
http_response_new(HttpRequest *request)
{
    HttpResponse *response = g_new0(HttpResponse, 1);

    response->request = request;
    response->headers = g_array_sized_new(FALSE, FALSE, sizeof(HttpResponseHeader), 16);
    g_array_set_clear_func(response->headers, header_clear);
    response->fd = -1;
    return response;
}

void
http_response_reset(HttpResponse *response)
{
    response->status = 0;
    response->ready = NULL;
    g_array_set_size(response->headers, 0);
    g_clear_pointer(&response->body, g_bytes_unref);
    g_clear_pointer(&response->stream, events_stream_close);
    if (response->fd >= 0)
        close(response->fd);
    response->fd = -1;
}

void
http_response_free(HttpResponse *response)
{
    if (response == NULL)
        return;
    http_response_reset(response);
    g_array_unref(response->headers);
    json_decref(response->base);
    g_free(response);
}

gboolean
http_response_is_filled(const HttpResponse *response)
{
    return response->ready != NULL || response->body != NULL || response->fd >= 0 || response->stream != NULL ||
           response->status == 204 || (response->status >= 300 && response->status < 400);
}

void
http_response_set_status(HttpResponse *response, guint status)
{
    response->status = status;
}

guint
http_response_status(const HttpResponse *response)
{
    return response->status;
}

GBytes *
http_response_content(const HttpResponse *response)
{
    return response->body;
}

/* ---- headers ---- */

static char *
clean_value(const char *value)
{
    char *clean = g_strdup(value), *to = clean;

    for (const char *p = clean; *p != '\0'; p++)
        if (!g_ascii_iscntrl(*p))
            *to++ = *p;
    *to = '\0';
    return clean;
}

void
http_response_add_header(HttpResponse *response, const char *name, const char *value)
{
    HttpResponseHeader header = { g_strdup(name), clean_value(value) };

    g_array_append_val(response->headers, header);
}

void
http_response_set_header(HttpResponse *response, const char *name, const char *value)
{
    for (guint i = response->headers->len; i > 0; i--)
        if (g_ascii_strcasecmp(g_array_index(response->headers, HttpResponseHeader, i - 1).name, name) == 0)
            g_array_remove_index(response->headers, i - 1);
    http_response_add_header(response, name, value);
}

const char *
http_response_header(const HttpResponse *response, const char *name)
{
    for (guint i = 0; i < response->headers->len; i++) {
        const HttpResponseHeader *header = &g_array_index(response->headers, HttpResponseHeader, i);
        if (g_ascii_strcasecmp(header->name, name) == 0)
            return header->value;
    }
    return NULL;
}

void
http_response_set_cache(HttpResponse *response, const char *control)
{
    http_response_set_header(response, "Cache-Control", control);
}

void
http_response_set_policy(HttpResponse *response, const char *policy)
{
    http_response_set_header(response, "Content-Security-Policy", policy);
}

/* RFC 6266 with an ASCII name for old clients; RFC 8187 for the real one. */
void
http_response_set_attachment(HttpResponse *response, const char *name)
{
    g_autofree char *plain = g_str_to_ascii(name, "C");
    g_autofree char *encoded = g_uri_escape_string(name, NULL, FALSE);
    g_autofree char *value = NULL;

    g_strcanon(plain, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_. ()", '_');
    value = g_strdup_printf("attachment; filename=\"%s\"; filename*=UTF-8''%s", plain, encoded);
    http_response_set_header(response, "Content-Disposition", value);
}

/* RFC 9110 section 13.1.2, weak comparison. */
static gboolean
names_etag(const char *list, const char *etag)
{
    gsize length = strlen(etag);

    for (const char *p = list; p != NULL && *p != '\0'; p = strchr(p, ',')) {
        p += strspn(p, ", \t");
        if (*p == '*')
            return TRUE;
        if (strncmp(p, "W/", 2) == 0)
            p += 2;
        if (strncmp(p, etag, length) == 0)
            return TRUE;
    }
    return FALSE;
}

gboolean
http_response_is_known(const HttpResponse *response, const char *etag)
{
    return !http_request_is_unsafe(response->request) &&
           names_etag(http_request_header(response->request, "If-None-Match"), etag);
}

gboolean
http_response_is_unchanged(HttpResponse *response, const char *etag)
{
    http_response_set_header(response, "ETag", etag);
    if (!http_response_is_known(response, etag))
        return FALSE;
    response->status = 304;
    return TRUE;
}

/* ---- bodies ---- */

static void
set_type(HttpResponse *response, const char *type)
{
    gboolean text = g_str_has_prefix(type, "text/") && strchr(type, ';') == NULL;
    g_autofree char *whole = g_strconcat(type, text ? "; charset=utf-8" : "", NULL);

    http_response_set_header(response, "Content-Type", whole);
    if (response->status == 0)
        response->status = 200;
}

gboolean
http_response_bytes(HttpResponse *response, const char *type, GBytes *bytes)
{
    g_clear_pointer(&response->body, g_bytes_unref);
    response->body = bytes;
    set_type(response, type);
    return TRUE;
}

gboolean
http_response_text(HttpResponse *response, const char *text)
{
    return http_response_bytes(response, "text/plain", g_bytes_new(text, strlen(text)));
}

gboolean
http_response_file(HttpResponse *response, const char *type, int fd, gsize size)
{
    if (response->fd >= 0)
        close(response->fd);
    response->fd = fd;
    response->fd_size = size;
    set_type(response, type);
    return TRUE;
}

gboolean
http_response_json(HttpResponse *response, json_t *json)
{
    char *text = json_dumps(json, JSON_COMPACT | JSON_ENCODE_ANY);

    json_decref(json);
    /* Jansson allocates with malloc. */
    return http_response_bytes(response, "application/json",
                               g_bytes_new_with_free_func(text, text != NULL ? strlen(text) : 0, free, text));
}

gboolean
http_response_redirect(HttpResponse *response, const char *path)
{
    /* Browsers read "//host" and "/\host" as another site. */
    gboolean local = path != NULL && path[0] == '/' && path[1] != '/' && strchr(path, '\\') == NULL;
    g_autofree char *escaped = NULL;

    for (const char *p = path; local && *p != '\0'; p++)
        local = !g_ascii_iscntrl(*p);
    escaped = g_uri_escape_string(local ? path : "/", "!#$%&'()*+,/:;=?@[]", FALSE);
    http_response_set_header(response, "Location", escaped);
    response->status = 303;
    return TRUE;
}

gboolean
http_response_empty(HttpResponse *response)
{
    response->status = 204;
    return TRUE;
}

/* ---- pages ---- */

void
http_response_set_page(HttpResponse *response, json_t *base, const Locale *locale)
{
    json_decref(response->base);
    response->base = base;
    response->locale = locale;
}

json_t *
http_response_page(HttpResponse *response)
{
    if (response->base == NULL)
        response->base = json_object();
    return response->base;
}

gboolean
http_response_template(HttpResponse *response, const TemplateSet *set, const char *name, json_t *data, GError **error)
{
    g_autoptr(GString) out = g_string_sized_new(16 * 1024);
    gboolean good = template_render(set, name, response->base, data, response->locale, out, error);

    json_decref(data);
    if (!good)
        return FALSE;
    return http_response_bytes(response, "text/html", g_string_free_to_bytes(g_steal_pointer(&out)));
}

void
http_response_set_templates(HttpResponse *response, const TemplateSet *set)
{
    response->templates = set;
}

const Locale *
http_response_locale(const HttpResponse *response)
{
    return response->locale;
}

gboolean
http_response_show(HttpResponse *response, const char *name, json_t *data, GError **error)
{
    return http_response_template(response, response->templates, name, data, error);
}
