/* SPDX-License-Identifier: Apache-2.0 */
/* http/response.h: what a handler answers.
 *
 * A handler calls one of the functions that make a body and returns its result; they set status 200 unless a status was
 * set before. What is not said gets a safe default: Cache-Control no-store and the headers of http/headers.h.
 *
 * Control characters in header values are dropped, so no value can begin another header. */
#pragma once
#include <jansson.h>

#include "base/locale.h"
#include "http/request.h"
#include "http/template.h"

void http_response_set_status(HttpResponse *response, guint status);
guint http_response_status(const HttpResponse *response);

/* Replaces a header of the same name; add keeps it. Both copy. */
void http_response_set_header(HttpResponse *response, const char *name, const char *value);
void http_response_add_header(HttpResponse *response, const char *name, const char *value);
/* The first value of @name so far, or NULL. */
const char *http_response_header(const HttpResponse *response, const char *name);

/* How long others may keep it: "public, max-age=300". */
void http_response_set_cache(HttpResponse *response, const char *control);
/* A Content-Security-Policy instead of HEADERS_POLICY_PAGE; @policy is copied. */
void http_response_set_policy(HttpResponse *response, const char *policy);
/* Save it under @name (any text) instead of showing it: RFC 6266. */
void http_response_set_attachment(HttpResponse *response, const char *name);
/* Set @etag (with its quotes). TRUE when the client has it already: the answer is then 304, and the handler is done. */
gboolean http_response_is_unchanged(HttpResponse *response, const char *etag);

/* ---- bodies: each returns TRUE, so that a handler can end with it ---- */

/* text/plain */
gboolean http_response_text(HttpResponse *response, const char *text);
/* @type is a media type; text types get charset=utf-8. @bytes is taken. */
gboolean http_response_bytes(HttpResponse *response, const char *type, GBytes *bytes);
/* @size bytes of @fd from its beginning; @fd is taken. */
gboolean http_response_file(HttpResponse *response, const char *type, int fd, gsize size);
/* @json is taken. */
gboolean http_response_json(HttpResponse *response, json_t *json);
/* 303 to a place of ours: a path with its leading slash. Anything else (what a visitor put into a "back" field) leads
 * to "/". */
gboolean http_response_redirect(HttpResponse *response, const char *path);
/* 204 */
gboolean http_response_empty(HttpResponse *response);

/* ---- pages ---- */

/* What every page of this request shares, set by the gate: @base (taken) lies below each template's own data, @locale
 * (borrowed, or NULL for English) is the reader's. */
void http_response_set_page(HttpResponse *response, json_t *base, const Locale *locale);
/* That base, borrowed, to add to; made when there is none. */
json_t *http_response_page(HttpResponse *response);

/* Set by the gate too: where http_response_show() finds templates; borrowed. */
void http_response_set_templates(HttpResponse *response, const TemplateSet *set);
/* The reader's language; NULL: English. */
const Locale *http_response_locale(const HttpResponse *response);
/* text/html from template @name of the face that lends its pages: for handlers that have no templates of their own, a
 * channel's on the portal. @data is taken. */
gboolean http_response_show(HttpResponse *response, const char *name, json_t *data, GError **error);

/* text/html from template @name; @data is taken, NULL for none. FALSE with @error when it does not render. */
gboolean http_response_template(HttpResponse *response, const TemplateSet *set, const char *name, json_t *data,
                                GError **error);

/* ---- for tests of handlers ---- */

HttpResponse *http_response_new(HttpRequest *request); /* borrows it */
void http_response_free(HttpResponse *response);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HttpResponse, http_response_free)
/* The body in memory, borrowed; NULL when there is none or it is a file. */
GBytes *http_response_content(const HttpResponse *response);
