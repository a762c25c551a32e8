/* SPDX-License-Identifier: Apache-2.0 */
/* http/request-private.h: how the server fills a request. */
#pragma once
#include <sys/socket.h>

#include "http/request.h"

/* What one server knows of itself. */
typedef struct {
    char *origin;         /* of the public URL, or NULL */
    gboolean secure;      /* the public URL is https */
    gboolean trust_proxy; /* believe X-Forwarded-For and -Proto from loopback */
} HttpSite;

typedef struct {
    const char *name;
    const char *value;
} HttpHeader;

struct HttpRequest {
    const HttpSite *site;
    HttpMethod method; /* 0: one that we do not know */
    char *target;
    char *path;
    char *query_text; /* behind '?', or NULL */
    Form *query;
    GArray *headers; /* of HttpHeader, borrowed from the connection */
    RouterMatch match;
    char client[48];
    gboolean secure;
    char *origin;

    gsize max_body;
    gsize body_length;
    FormParser *parser; /* while a form arrives */
    Form *form;
    GByteArray *body; /* other bodies */
    GError *body_error;

    Session *session; /* kept */
    gpointer user;
    GDestroyNotify free_user;
    GPtrArray *kept; /* thing, function, thing, function … */
};

/* @target is as sent, cut by the caller to the limit. @site is borrowed. */
HttpRequest *http_request_new(const HttpSite *site, const char *target);

/* Where the bytes come from; applies the proxy's word when it is trusted. Headers must be there. */
void http_request_set_peer(HttpRequest *request, const struct sockaddr *address);

/* Decode the query. TRIBUNE_ERROR_INVALID or _LIMIT. */
gboolean http_request_read_query(HttpRequest *request, GError **error);

/* The body: begin when the route is known, feed what comes, end. After an error the rest is dropped and end reports it.
 */
void http_request_begin_body(HttpRequest *request, gsize max);
void http_request_feed_body(HttpRequest *request, const char *bytes, gsize length);
gboolean http_request_end_body(HttpRequest *request, GError **error);
