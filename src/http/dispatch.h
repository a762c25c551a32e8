/* SPDX-License-Identifier: Apache-2.0 */
/* http/dispatch.h: from a request to its answer, without a socket: routing, limits, the face's gate, the checks of
 * http/csrf.h, the handler, error pages. The server drives it; tests of faces can too. Add faces first; afterwards it
 * is immutable and thread-safe. */
#pragma once
#include "http/problem.h"
#include "http/router.h"

/* Called when the head of a request has come and a route was found, before any body is read: the place to find the
 * session and to judge the route's flags. Runs on the connection's thread and must not wait: memory, or one indexed
 * read. FALSE answers at once: with @error as an error page, without it with what @response holds (a redirect to
 * sign-in). */
typedef gboolean (*HttpGate)(HttpRequest *request, HttpResponse *response, gpointer data, GError **error);

/* One set of pages: the console, the portal, a channel's. All is borrowed for the life of the server. */
typedef struct {
    const HttpRoute *routes;
    gsize route_count;
    HttpGate gate;       /* or NULL */
    ProblemPage problem; /* or NULL: plain text. The first face that has one also says "not found" for unknown paths */
    gpointer data;       /* for handlers, and for gate and problem page when there is no owner */
    gpointer owner;      /* for gate and problem page, when the handlers are another's: a channel's on the portal */
    const char *prefix;  /* unknown paths that begin so are this face's after all; NULL: none */
} HttpFace;

typedef struct Dispatch Dispatch;

Dispatch *dispatch_new(void);
void dispatch_free(Dispatch *dispatch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Dispatch, dispatch_free)
void dispatch_add(Dispatch *dispatch, const HttpFace *face);

/* The head is complete; @announced is Content-Length, 0 when unknown. TRUE: go on with the body, then dispatch_run().
 * FALSE: @response is the answer. */
gboolean dispatch_begin(const Dispatch *dispatch, HttpRequest *request, HttpResponse *response, guint64 announced);

/* The body is complete. May wait when the route is slow. */
void dispatch_run(const Dispatch *dispatch, HttpRequest *request, HttpResponse *response);

/* Answer with the error page for @status instead. */
void dispatch_refuse(const Dispatch *dispatch, HttpRequest *request, HttpResponse *response, guint status);
