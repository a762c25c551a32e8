/* SPDX-License-Identifier: Apache-2.0 */
/* net/fetch.h: ask something of a web server out there, behind the guard of net/guard.h.
 *
 * Over libcurl; http and https only, TLS 1.2 or newer with a valid certificate. Each connection is checked when its
 * socket is about to be opened, after redirects too. Redirects are followed for GET and HEAD only, never from https to
 * http; other methods get the 3xx answer itself. User names in URLs, cookies, proxies from the environment and content
 * encodings are not used. Connections are kept and used again. */
#pragma once
#include <glib.h>

#define FETCH_HEADERS_LIMIT (64 * 1024) /* bytes of all header lines of an answer */

typedef struct Fetch Fetch;

typedef struct {
    const char *const *allowed; /* networks beside the public ones, see guard_new(); NULL: none */
    const char *user_agent;
    gsize max_size;         /* bytes of an answer's body */
    guint max_redirects;    /* 0: none is followed */
    gint64 connect_timeout; /* microseconds; 0: only the deadline counts */
    const char *ca_file;    /* PEM; NULL: the system's */
} FetchSettings;

typedef struct {
    const char *method;         /* GET, HEAD, POST, PUT, PATCH or DELETE; NULL: GET */
    const char *url;            /* at most 4096 bytes */
    const char *const *headers; /* "Name: value", ends with NULL; NULL: none. With a body say its Content-Type */
    GBytes *body;               /* NULL: none */
} FetchRequest;

typedef struct {
    guint status;        /* 200 to 599 */
    char *url;           /* where it came from in the end */
    GHashTable *headers; /* name in lower case → value; the values of a repeated name are joined by ", " */
    GBytes *body;
} FetchResponse;

void fetch_response_free(FetchResponse *response);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FetchResponse, fetch_response_free)

/* The value of header @name (in lower case), NULL when there is none. */
const char *fetch_response_header(const FetchResponse *response, const char *name);

/* @settings are copied. TRIBUNE_ERROR_CONFIG when .allowed is wrong. */
Fetch *fetch_new(const FetchSettings *settings, GError **error);
void fetch_free(Fetch *fetch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Fetch, fetch_free)

/* Blocks until @deadline (monotonic) at most. Thread-safe: callers at once use connections of their own.
 *
 * TRUE with any answer, also 404 and 500: see .status. FALSE with TRIBUNE_ERROR_INVALID (URL, method or header is not
 * one), _FORBIDDEN (the guard), _LIMIT (too large, too many redirects), _TEMPORARY (took too long, or ended before its
 * answer: it may have done what was asked) or _UNAVAILABLE (name, connection, certificate). Messages name no URL: it
 * may be personal. */
gboolean fetch_perform(Fetch *fetch, const FetchRequest *request, gint64 deadline, FetchResponse **ret, GError **error);
