/* SPDX-License-Identifier: Apache-2.0 */
/* http/router.h: which route a method and a path mean. Pure; compiled once, then matched by any thread.
 *
 * A pattern is a path of literal segments, `{name}` for one segment and, last, `{name*}` for all that follow:
 * "/cases/{reference}/reply", "/assets/{path*}". Segments are percent-decoded after they are split, so an encoded slash
 * stays inside its segment. Whatever the order of the rows, a literal wins over {name}, and {name} over {name*}.
 * Paths are matched as they stand: no folding of case, dots or slashes.
 *
 * Limits: paths of 2,048 bytes and 16 segments, 8 parameters a pattern. Patterns that break the rules, and two rows for
 * the same method and pattern, are bugs and abort at start. */
#pragma once
#include <glib.h>

#define ROUTER_PATH_LIMIT      2048
#define ROUTER_SEGMENT_LIMIT   16
#define ROUTER_PARAMETER_LIMIT 8

typedef struct HttpRequest HttpRequest;
typedef struct HttpResponse HttpResponse;
typedef struct HttpRoute HttpRoute;
typedef struct Router Router;

typedef enum {
    HTTP_GET = 1 << 0, /* answers HEAD too */
    HTTP_HEAD = 1 << 1,
    HTTP_POST = 1 << 2,
    HTTP_PUT = 1 << 3,
    HTTP_PATCH = 1 << 4,
    HTTP_DELETE = 1 << 5,
    HTTP_OPTIONS = 1 << 6, /* answered by the server */
} HttpMethod;

/* Answers a request: fills @response and returns TRUE; or returns FALSE with @error, which becomes an error page (see
 * http/problem.h). @data is the face's. A quick route's handler must not wait. */
typedef gboolean (*HttpHandler)(HttpRequest *request, HttpResponse *response, gpointer data, GError **error);

/* Flags of a route. The bits from HTTP_ROUTE_FACE on mean what the face that owns the table wants. */
enum {
    HTTP_ROUTE_SLOW = 1 << 0,      /* may wait (write, search, upload, call outside): runs on a worker */
    HTTP_ROUTE_OPEN_POST = 1 << 1, /* unsafe methods without the checks of http/csrf.h: for programs, not browsers */
    HTTP_ROUTE_KEPT = 1 << 2,      /* the same for everybody: kept in memory by a face that does (http/kept.h) */
    HTTP_ROUTE_FACE = 1 << 8,
};

struct HttpRoute {
    HttpMethod method;
    const char *pattern;
    HttpHandler handler;
    guint flags;
    gsize max_body; /* bytes; 0: HTTP_BODY_DEFAULT */
};

#define HTTP_BODY_DEFAULT (256 * 1024)

typedef struct {
    const char *name; /* of the pattern */
    char *value;      /* decoded */
} RouterParameter;

/* The outcome. One of: route found; path known but not for this method (@allowed is not 0); nothing. */
typedef struct {
    const HttpRoute *route;
    gpointer data; /* as given with the row */
    guint allowed; /* HttpMethod bits of the path; HEAD and OPTIONS included */
    RouterParameter parameters[ROUTER_PARAMETER_LIMIT];
    guint parameter_count;
} RouterMatch;

Router *router_new(void);
void router_free(Router *router);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Router, router_free)

/* Add @count rows, which must outlive the router; @data comes back in the match. */
void router_add(Router *router, const HttpRoute *routes, gsize count, gpointer data);

/* Match the raw @path (what stands before '?'). FALSE when the path is malformed: no leading slash, a bad percent
 * escape, an encoded NUL or control character, not UTF-8, over a limit. Otherwise @ret_match is set; clear it. */
gboolean router_match(const Router *router, HttpMethod method, const char *path, RouterMatch *ret_match);
void router_match_clear(RouterMatch *match);

/* The value of a parameter, or NULL. */
const char *router_match_parameter(const RouterMatch *match, const char *name);

/* 0 for a method that we do not know. */
HttpMethod router_method_parse(const char *name);
const char *router_method_name(HttpMethod method);

/* "GET, HEAD, OPTIONS": for Allow. */
char *router_allow(guint methods);
