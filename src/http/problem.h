/* SPDX-License-Identifier: Apache-2.0 */
/* http/problem.h: error answers. A face gives a function that makes its own page; without one, or should it fail, they
 * are plain text. Pages say what happened and what to do; the error's own message goes to the log only. */
#pragma once
#include "http/response.h"

typedef struct {
    guint status;
    const char *title;   /* an English msgid: "Page not found" */
    const char *text;    /* an English msgid: what to do now */
    const GError *error; /* or NULL; not for the public */
} Problem;

/* Make the page: fill @response with a body (the status is set). FALSE: plain text instead. May run on any thread; must
 * not wait. @data is the face's. */
typedef gboolean (*ProblemPage)(HttpRequest *request, HttpResponse *response, const Problem *problem, gpointer data);

/* The status for an error of base/error.h: 400, 403, 404, 409, 413, 503, else 500. */
guint problem_status(const GError *error);

/* What we say for @status. */
Problem problem_describe(guint status);

/* Replace what @response holds by the answer for @status; @error may be NULL, as may @page. 503 gets Retry-After. */
void problem_respond(HttpRequest *request, HttpResponse *response, guint status, const GError *error, ProblemPage page,
                     gpointer data);
