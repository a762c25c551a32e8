/* SPDX-License-Identifier: Apache-2.0 */
#include "http/request.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "http/cookie.h"
#include "http/request-private.h"

/* ---- making ---- */

HttpRequest *
http_request_new(const HttpSite *site, const char *target)
{
    HttpRequest *request = g_new0(HttpRequest, 1);
    const char *mark = strchr(target, '?');

    request->site = site;
    request->target = g_strdup(target);
    request->path = mark != NULL ? g_strndup(target, (gsize)(mark - target)) : g_strdup(target);
    request->query_text = mark != NULL ? g_strdup(mark + 1) : NULL;
    request->headers = g_array_sized_new(FALSE, FALSE, sizeof(HttpHeader), 16);
    return request;
}

void
http_request_free(HttpRequest *request)
{
    if (request == NULL)
        return;
    if (request->free_user != NULL)
        request->free_user(request->user);
    for (guint i = request->kept != NULL ? request->kept->len : 0; i >= 2; i -= 2) {
        GDestroyNotify free_thing = (GDestroyNotify)request->kept->pdata[i - 1];
        free_thing(request->kept->pdata[i - 2]);
    }
    g_clear_pointer(&request->kept, g_ptr_array_unref);
    router_match_clear(&request->match);
    form_parser_free(request->parser);
    form_free(request->form);
    form_free(request->query);
    g_clear_pointer(&request->body, g_byte_array_unref);
    g_clear_error(&request->body_error);
    g_array_unref(request->headers);
    g_free(request->origin);
    g_free(request->query_text);
    g_free(request->path);
    g_free(request->target);
    g_free(request);
}

/* Some proxies put a field of their own behind the one that the client sent. */
static const char *
last_header(const HttpRequest *request, const char *name)
{
    for (guint i = request->headers->len; i > 0; i--) {
        const HttpHeader *header = &g_array_index(request->headers, HttpHeader, i - 1);
        if (g_ascii_strcasecmp(header->name, name) == 0)
            return header->value;
    }
    return NULL;
}

/* The last address in X-Forwarded-For: the one that the proxy itself saw. */
static void
believe_proxy(HttpRequest *request)
{
    const char *forwarded = last_header(request, "X-Forwarded-For");
    const char *scheme = last_header(request, "X-Forwarded-Proto");
    guint8 scratch[16];

    if (forwarded != NULL) {
        const char *comma = strrchr(forwarded, ',');
        g_autofree char *last = g_strstrip(g_strdup(comma != NULL ? comma + 1 : forwarded));

        if (inet_pton(AF_INET, last, scratch) == 1 || inet_pton(AF_INET6, last, scratch) == 1)
            g_strlcpy(request->client, last, sizeof request->client);
    }
    if (scheme != NULL && text_equal_ascii(scheme, "https"))
        request->secure = TRUE;
}

void
http_request_set_peer(HttpRequest *request, const struct sockaddr *address)
{
    gboolean loopback = FALSE;

    request->secure = request->site->secure;
    if (address != NULL && address->sa_family == AF_INET) {
        const struct sockaddr_in *four = (const struct sockaddr_in *)(const void *)address;

        inet_ntop(AF_INET, &four->sin_addr, request->client, sizeof request->client);
        loopback = (ntohl(four->sin_addr.s_addr) >> 24) == 127;
    } else if (address != NULL && address->sa_family == AF_INET6) {
        const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)(const void *)address;
        gboolean mapped = IN6_IS_ADDR_V4MAPPED(&six->sin6_addr);

        inet_ntop(mapped ? AF_INET : AF_INET6, six->sin6_addr.s6_addr + (mapped ? 12 : 0), request->client,
                  sizeof request->client);
        loopback = IN6_IS_ADDR_LOOPBACK(&six->sin6_addr) || (mapped && six->sin6_addr.s6_addr[12] == 127);
    }
    if (address != NULL && address->sa_family == AF_UNIX)
        loopback = TRUE; /* its file's mode says who may connect */
    if (loopback && request->site->trust_proxy)
        believe_proxy(request);
}

gboolean
http_request_read_query(HttpRequest *request, GError **error)
{
    g_clear_pointer(&request->query, form_free); /* a fake one is read twice */
    if (request->query_text == NULL)
        return TRUE;
    request->query = form_parse(request->query_text, strlen(request->query_text), error);
    return request->query != NULL;
}

/* ---- the body, as it comes ---- */

void
http_request_begin_body(HttpRequest *request, gsize max)
{
    const char *type = http_request_header(request, "Content-Type");

    request->max_body = max;
    /* A fake one has its form already. */
    if (form_is_type(type) && request->form == NULL)
        request->parser = form_parser_new(type, max, FORM_SPILL, &request->body_error);
}

void
http_request_feed_body(HttpRequest *request, const char *bytes, gsize length)
{
    if (request->body_error != NULL)
        return;
    if (length > request->max_body - request->body_length) {
        g_set_error_literal(&request->body_error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "the body is too large");
        return;
    }
    request->body_length += length;
    if (request->parser != NULL) {
        form_parser_feed(request->parser, bytes, length, &request->body_error);
        return;
    }
    if (request->body == NULL)
        request->body = g_byte_array_new();
    g_byte_array_append(request->body, (const guint8 *)bytes, (guint)length);
}

gboolean
http_request_end_body(HttpRequest *request, GError **error)
{
    if (request->body_error == NULL && request->parser != NULL)
        request->form = form_parser_finish(request->parser, &request->body_error);
    g_clear_pointer(&request->parser, form_parser_free);
    if (request->body_error == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&request->body_error));
    return FALSE;
}

/* ---- asking ---- */

HttpMethod
http_request_method(const HttpRequest *request)
{
    return request->method;
}

gboolean
http_request_is_unsafe(const HttpRequest *request)
{
    return (request->method & (HTTP_GET | HTTP_HEAD | HTTP_OPTIONS)) == 0;
}

const char *
http_request_path(const HttpRequest *request)
{
    return request->path;
}

const char *
http_request_target(const HttpRequest *request)
{
    return request->target;
}

const char *
http_request_parameter(const HttpRequest *request, const char *name)
{
    return router_match_parameter(&request->match, name);
}

const HttpRoute *
http_request_route(const HttpRequest *request)
{
    return request->match.route;
}

const char *
http_request_query(const HttpRequest *request, const char *name)
{
    return form_value(request->query, name);
}

GPtrArray *
http_request_queries(const HttpRequest *request, const char *name)
{
    return form_values(request->query, name);
}

const char *
http_request_header(const HttpRequest *request, const char *name)
{
    for (guint i = 0; i < request->headers->len; i++) {
        const HttpHeader *header = &g_array_index(request->headers, HttpHeader, i);
        if (g_ascii_strcasecmp(header->name, name) == 0)
            return header->value;
    }
    return NULL;
}

const char *
http_request_cookie(HttpRequest *request, const char *name)
{
    char *value = cookie_find(http_request_header(request, "Cookie"), name);

    return value != NULL ? http_request_keep(request, value, g_free) : NULL;
}

const char *
http_request_field(const HttpRequest *request, const char *name)
{
    return form_value(request->form, name);
}

GPtrArray *
http_request_fields(const HttpRequest *request, const char *name)
{
    return form_values(request->form, name);
}

const FormFile *
http_request_file(const HttpRequest *request, const char *name)
{
    for (guint i = 0; i < form_file_count(request->form); i++) {
        const FormFile *file = form_file_at(request->form, i);
        if (strcmp(file->field, name) == 0)
            return file;
    }
    return NULL;
}

const Form *
http_request_form(const HttpRequest *request)
{
    return request->form;
}

const char *
http_request_body(const HttpRequest *request, gsize *ret_length)
{
    *ret_length = request->body != NULL ? request->body->len : 0;
    return request->body != NULL ? (const char *)request->body->data : "";
}

const char *
http_request_client(const HttpRequest *request)
{
    return request->client;
}

gboolean
http_request_is_secure(const HttpRequest *request)
{
    return request->secure;
}

const char *
http_request_origin(HttpRequest *request)
{
    const char *host = http_request_header(request, "Host");

    if (request->site->origin != NULL)
        return request->site->origin;
    if (request->origin == NULL)
        request->origin = g_strconcat(request->secure ? "https://" : "http://", host != NULL ? host : "", NULL);
    return request->origin;
}

/* ---- what travels with it ---- */

void
http_request_set_user(HttpRequest *request, gpointer user, GDestroyNotify free)
{
    if (request->free_user != NULL)
        request->free_user(request->user);
    request->user = user;
    request->free_user = free;
}

gpointer
http_request_user(const HttpRequest *request)
{
    return request->user;
}

Session *
http_request_session(const HttpRequest *request)
{
    return request->session;
}

gpointer
http_request_keep(HttpRequest *request, gpointer thing, GDestroyNotify free)
{
    if (request->kept == NULL)
        request->kept = g_ptr_array_new();
    g_ptr_array_add(request->kept, thing);
    g_ptr_array_add(request->kept, (gpointer)free);
    return thing;
}

const char *
http_request_format(HttpRequest *request, const char *format, ...)
{
    va_list arguments;
    char *text;

    va_start(arguments, format);
    text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return http_request_keep(request, text, g_free);
}

/* ---- for tests ---- */

HttpRequest *
http_request_new_fake(HttpMethod method, const char *target, const char *const *headers, const char *body, gsize length)
{
    static const HttpSite site = { 0 };
    HttpRequest *request = http_request_new(&site, target);

    request->method = method;
    g_strlcpy(request->client, "127.0.0.1", sizeof request->client);
    for (guint i = 0; headers != NULL && headers[i] != NULL; i += 2) {
        HttpHeader header = { http_request_format(request, "%s", headers[i]),
                              http_request_format(request, "%s", headers[i + 1]) };
        g_array_append_val(request->headers, header);
    }
    http_request_read_query(request, NULL);
    http_request_begin_body(request, G_MAXUINT32);
    if (length > 0)
        http_request_feed_body(request, body, length);
    http_request_end_body(request, NULL);
    return request;
}

const HttpRoute *
http_request_route_fake(HttpRequest *request, const HttpRoute *routes)
{
    Router *router = http_request_keep(request, router_new(), (GDestroyNotify)router_free);
    gsize count = 0;

    while (routes[count].pattern != NULL)
        count++;
    router_add(router, routes, count, NULL);
    return router_match(router, request->method, request->path, &request->match) ? request->match.route : NULL;
}
