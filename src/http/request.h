/* SPDX-License-Identifier: Apache-2.0 */
/* http/request.h: what a handler may ask of a request.
 *
 * Everything returned lives as long as the request, unless said otherwise; names that are not there give NULL. Text
 * from outside is UTF-8 without NUL where it was decoded (parameters, query, fields); header and cookie values are
 * bytes as sent, without NUL or line ends. Of repeated fields, query names and headers the first counts.
 *
 * Limits: target (path and query) 4 KiB, headers about 8 KiB together, bodies as the route says, forms as http/form.h.
 * A request belongs to one thread at a time: the connection's, then perhaps a worker's. */
#pragma once
#include "http/form.h"
#include "http/router.h"

#define HTTP_TARGET_LIMIT 4096

typedef struct Session Session;

/* ---- the request line ---- */

HttpMethod http_request_method(const HttpRequest *request);
/* POST, PUT, PATCH or DELETE: it may change something. */
gboolean http_request_is_unsafe(const HttpRequest *request);
/* The path as sent, still percent-encoded. */
const char *http_request_path(const HttpRequest *request);
/* Path and query as sent: what "come back here after signing in" needs. */
const char *http_request_target(const HttpRequest *request);
const char *http_request_parameter(const HttpRequest *request, const char *name);
const HttpRoute *http_request_route(const HttpRequest *request);

const char *http_request_query(const HttpRequest *request, const char *name);
/* All values of @name; free the array. */
GPtrArray *http_request_queries(const HttpRequest *request, const char *name);

/* ---- headers ---- */

const char *http_request_header(const HttpRequest *request, const char *name);
const char *http_request_cookie(HttpRequest *request, const char *name);

/* ---- the body ---- */

const char *http_request_field(const HttpRequest *request, const char *name);
/* All values of @name; free the array. */
GPtrArray *http_request_fields(const HttpRequest *request, const char *name);
/* The first file sent for field @name; a file control left empty sent none. */
const FormFile *http_request_file(const HttpRequest *request, const char *name);
/* The whole form, or NULL when the body was none. */
const Form *http_request_form(const HttpRequest *request);
/* A body that is not a form, as bytes; @ret_length may be 0. */
const char *http_request_body(const HttpRequest *request, gsize *ret_length);

/* ---- who asks, and whom ---- */

/* The client's IP address as text. Behind a proxy that we trust, what it says; "" when unknown. */
const char *http_request_client(const HttpRequest *request);
/* Whether the client speaks https: our public URL does, or the trusted proxy says so. */
gboolean http_request_is_secure(const HttpRequest *request);
/* Our own origin as the client sees it, "https://tribune.example": from the public URL, else from Host. */
const char *http_request_origin(HttpRequest *request);

/* ---- what travels with it ---- */

/* What the face's gate put there (the signed-in actor): freed with the request. */
void http_request_set_user(HttpRequest *request, gpointer user, GDestroyNotify free);
gpointer http_request_user(const HttpRequest *request);
/* Set by session_attach() and session_start(). */
Session *http_request_session(const HttpRequest *request);

/* Give @thing to the request, which frees it at its end. Returns @thing. */
gpointer http_request_keep(HttpRequest *request, gpointer thing, GDestroyNotify free);
/* A formatted text that the request frees. */
const char *http_request_format(HttpRequest *request, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* ---- for tests of handlers, without a server ---- */

/* @headers are pairs of name and value ended by NULL, or NULL. @body of @length bytes is read as its Content-Type says.
 */
HttpRequest *http_request_new_fake(HttpMethod method, const char *target, const char *const *headers, const char *body,
                                   gsize length);
/* Finds the row of @routes, ended by one without a pattern, that answers it; NULL: none does. Its parameters are read
 * from then on. */
const HttpRoute *http_request_route_fake(HttpRequest *request, const HttpRoute *routes);
void http_request_free(HttpRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HttpRequest, http_request_free)
