/* SPDX-License-Identifier: Apache-2.0 */
/* http/response-private.h: how the server empties a response. */
#pragma once
#include "http/events.h"
#include "http/response.h"

typedef struct {
    char *name;
    char *value;
} HttpResponseHeader;

struct HttpResponse {
    HttpRequest *request;
    guint status;    /* 0: not set */
    GArray *headers; /* of HttpResponseHeader */
    GBytes *body;
    int fd;
    gsize fd_size;
    EventsStream *stream;
    json_t *base;
    const Locale *locale;
    const TemplateSet *templates;
    gconstpointer place; /* where http/kept.h keeps it, or NULL */
};

/* Whether something to send was set: a body, a stream, or a status that has none. */
gboolean http_response_is_filled(const HttpResponse *response);
/* Forget status, body and headers, but not the page's base: what follows is an error page. */
void http_response_reset(HttpResponse *response);
