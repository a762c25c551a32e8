/* SPDX-License-Identifier: Apache-2.0 */
#include "http/dispatch.h"

#include <string.h>

#include "base/error.h"
#include "base/log.h"
#include "http/csrf.h"
#include "http/request-private.h"
#include "http/response-private.h"

struct Dispatch {
    Router *router;
    GPtrArray *faces; /* of HttpFace, copied */
};

Dispatch *
dispatch_new(void)
{
    Dispatch *dispatch = g_new0(Dispatch, 1);

    dispatch->router = router_new();
    dispatch->faces = g_ptr_array_new_with_free_func(g_free);
    return dispatch;
}

void
dispatch_free(Dispatch *dispatch)
{
    if (dispatch == NULL)
        return;
    router_free(dispatch->router);
    g_ptr_array_unref(dispatch->faces);
    g_free(dispatch);
}

void
dispatch_add(Dispatch *dispatch, const HttpFace *face)
{
    HttpFace *copy = g_memdup2(face, sizeof *face);

    g_ptr_array_add(dispatch->faces, copy);
    router_add(dispatch->router, face->routes, face->route_count, copy);
}

/* The face whose error page fits: the route's, else the path's, else the first that has one. */
static const HttpFace *
find_face(const Dispatch *dispatch, const HttpRequest *request)
{
    const HttpFace *face = request->match.data;

    for (guint i = 0; face == NULL && i < dispatch->faces->len; i++) {
        const HttpFace *candidate = dispatch->faces->pdata[i];
        if (candidate->prefix != NULL && g_str_has_prefix(request->path, candidate->prefix))
            face = candidate;
    }
    for (guint i = 0; face == NULL && i < dispatch->faces->len; i++) {
        const HttpFace *candidate = dispatch->faces->pdata[i];
        if (candidate->problem != NULL)
            face = candidate;
    }
    return face;
}

static gpointer
owner_of(const HttpFace *face)
{
    return face->owner != NULL ? face->owner : face->data;
}

static void
respond(const Dispatch *dispatch, HttpRequest *request, HttpResponse *response, guint status, const GError *error)
{
    const HttpFace *face = find_face(dispatch, request);

    problem_respond(request, response, status, error, face != NULL ? face->problem : NULL,
                    face != NULL ? owner_of(face) : NULL);
}

void
dispatch_refuse(const Dispatch *dispatch, HttpRequest *request, HttpResponse *response, guint status)
{
    respond(dispatch, request, response, status, NULL);
}

/* A handler or gate gave up. What is our fault is logged, once, here. */
static void
respond_error(const Dispatch *dispatch, HttpRequest *request, HttpResponse *response, const GError *error)
{
    guint status = problem_status(error);

    if (status >= 500)
        log_event(status == 503 ? LOG_WARNING : LOG_ERROR, "http.failed", "method", router_method_name(request->method),
                  "route", request->match.route != NULL ? request->match.route->pattern : NULL, "error", error->message,
                  NULL);
    respond(dispatch, request, response, status, error);
}

static gboolean
answer_options(const Dispatch *dispatch, HttpRequest *request, HttpResponse *response)
{
    guint allowed = request->match.allowed;
    g_autofree char *allow = router_allow(allowed);

    if (request->method == HTTP_OPTIONS)
        http_response_empty(response);
    else
        respond(dispatch, request, response, 405, NULL);
    http_response_set_header(response, "Allow", allow);
    return FALSE;
}

static gboolean
refuse(const Dispatch *dispatch, HttpRequest *request, HttpResponse *response, guint status)
{
    respond(dispatch, request, response, status, NULL);
    return FALSE;
}

static gboolean
pass_gate(const Dispatch *dispatch, HttpRequest *request, HttpResponse *response)
{
    const HttpFace *face = request->match.data;
    g_autoptr(GError) error = NULL;

    if (face->gate == NULL || face->gate(request, response, owner_of(face), &error))
        return TRUE;
    if (error != NULL)
        respond_error(dispatch, request, response, error);
    else if (!http_response_is_filled(response))
        respond(dispatch, request, response, 403, NULL);
    return FALSE;
}

gboolean
dispatch_begin(const Dispatch *dispatch, HttpRequest *request, HttpResponse *response, guint64 announced)
{
    const HttpRoute *route;
    gsize max;

    if (request->method == 0)
        return refuse(dispatch, request, response, 501);
    if (strlen(request->path) > ROUTER_PATH_LIMIT)
        return refuse(dispatch, request, response, 414);
    if (!router_match(dispatch->router, request->method, request->path, &request->match) ||
        !http_request_read_query(request, NULL))
        return refuse(dispatch, request, response, 400);
    route = request->match.route;
    if (route == NULL && request->match.allowed == 0)
        return refuse(dispatch, request, response, 404);
    if (route == NULL)
        return answer_options(dispatch, request, response);
    max = route->max_body != 0 ? route->max_body : HTTP_BODY_DEFAULT;
    if (announced > max)
        return refuse(dispatch, request, response, 413);
    if (!pass_gate(dispatch, request, response))
        return FALSE;
    http_request_begin_body(request, max);
    return TRUE;
}

void
dispatch_run(const Dispatch *dispatch, HttpRequest *request, HttpResponse *response)
{
    const HttpFace *face = request->match.data;
    const HttpRoute *route = request->match.route;
    g_autoptr(GError) error = NULL;
    gboolean good = http_request_end_body(request, &error) &&
                    ((route->flags & HTTP_ROUTE_OPEN_POST) != 0 || csrf_check(request, &error)) &&
                    route->handler(request, response, face->data, &error);

    if (good && http_response_is_filled(response))
        return;
    if (!good && error == NULL)
        g_set_error_literal(&error, TRIBUNE_ERROR, TRIBUNE_ERROR_INTERNAL, "the handler failed without saying why");
    if (error == NULL && http_response_status(response) < 400)
        g_set_error_literal(&error, TRIBUNE_ERROR, TRIBUNE_ERROR_INTERNAL, "the handler answered nothing");
    if (error != NULL)
        respond_error(dispatch, request, response, error);
    else
        respond(dispatch, request, response, http_response_status(response), NULL);
}
