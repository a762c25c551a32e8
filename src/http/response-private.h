/* SPDX-License-Identifier: Apache-2.0 */
/* http/response-private.h: how the server empties a response. */
#pragma once
#include <stdatomic.h>

#include "http/events.h"

#include "http/response.h"

typedef struct {
    char *name;
    char *value;
} HttpResponseHeader;

/* One form of a kept answer, headers and all, as the server's library sends it: made when it is sent first, then shared
 * by all connections. Whoever keeps it unrefs what was made in the end. */
typedef struct {
    _Atomic(void *) made; /* struct MHD_Response *, or NULL so far */
} HttpReady;

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
    gboolean shared;     /* what was made of it is in @ready now */
    HttpReady *ready;    /* where the whole of it is shared, or NULL; what it is part of lives as long as the request */
};

/* Whether who asks has it already: If-None-Match names @etag, and the method is safe. */
gboolean http_response_is_known(const HttpResponse *response, const char *etag);
/* Whether something to send was set: a body, a stream, or a status that has none. */
gboolean http_response_is_filled(const HttpResponse *response);
/* Forget status, body and headers, but not the page's base: what follows is an error page. */
void http_response_reset(HttpResponse *response);
