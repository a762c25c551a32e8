/* SPDX-License-Identifier: Apache-2.0 */
#include "http/problem.h"

#include "base/error.h"
#include "http/response-private.h"

static const Problem problems[] = {
    { 400, "That request was not understood", "Go back, check what you entered, and send it again." },
    { 401, "Please sign in", "Sign in and try again." },
    { 403, "You cannot do this",
      "Your sign-in may have ended or does not allow it. Nothing was changed. Go back, reload the page, and try "
      "again." },
    { 404, "Page not found", "The address may be mistyped, or the page may have moved." },
    { 405, "This page does not work that way", "Go back and try again from the page before." },
    { 409, "Somebody else was faster", "This was changed while you worked on it. Reload the page and look again." },
    { 413, "That is too large", "Nothing was saved. Send less at once, or smaller files." },
    { 414, "The address is too long", "Go back and try again." },
    { 415, "That kind of content is not accepted", "Send it in one of the forms that are described." },
    { 429, "Too many attempts", "Please wait a few minutes and try again." },
    { 431, "Your browser sent too much", "Delete the cookies of this site and try again." },
    { 500, "Something went wrong on our side", "It is not your fault. Please try again in a few minutes." },
    { 501, "That method is not known", "Go back and try again from the page before." },
    { 503, "Too busy just now", "Nothing was lost. Please try again in a few seconds." },
    { 0 },
};

guint
problem_status(const GError *error)
{
    static const guint statuses[] = {
        [TRIBUNE_ERROR_INVALID] = 400,     [TRIBUNE_ERROR_LIMIT] = 413,     [TRIBUNE_ERROR_NOT_FOUND] = 404,
        [TRIBUNE_ERROR_CONFLICT] = 409,    [TRIBUNE_ERROR_FORBIDDEN] = 403, [TRIBUNE_ERROR_TEMPORARY] = 503,
        [TRIBUNE_ERROR_FULL] = 503,        [TRIBUNE_ERROR_CONFIG] = 500,    [TRIBUNE_ERROR_CORRUPT] = 500,
        [TRIBUNE_ERROR_UNAVAILABLE] = 503, [TRIBUNE_ERROR_INTERNAL] = 500,
    };

    if (error == NULL || error->domain != TRIBUNE_ERROR || error->code < 0 ||
        error->code >= (gint)G_N_ELEMENTS(statuses))
        return 500;
    return statuses[error->code];
}

Problem
problem_describe(guint status)
{
    for (const Problem *problem = problems; problem->title != NULL; problem++)
        if (problem->status == status)
            return *problem;
    return (Problem){ status, "That did not work", "Go back and try again." };
}

const Problem *
problem_each(void)
{
    return problems;
}

void
problem_respond(HttpRequest *request, HttpResponse *response, guint status, const GError *error, ProblemPage page,
                gpointer data)
{
    Problem problem = problem_describe(status);

    problem.error = error;
    http_response_reset(response);
    http_response_set_status(response, status);
    if (page == NULL || !page(request, response, &problem, data) || !http_response_is_filled(response)) {
        g_autofree char *text = g_strdup_printf("%u %s\n\n%s\n", status, problem.title, problem.text);

        http_response_reset(response);
        http_response_set_status(response, status);
        http_response_text(response, text);
    }
    if (status == 503)
        http_response_set_header(response, "Retry-After", "5");
}
