/* SPDX-License-Identifier: Apache-2.0 */
#include "http/problem.h"

#include "base/error.h"
#include "base/locale.h"
#include "http/response-private.h"

static const Problem problems[] = {
    { 400, SAY_NOOP("That request was not understood"),
      SAY_NOOP("Go back, check what you entered, and send it again.") },
    { 401, SAY_NOOP("Please sign in"), SAY_NOOP("Sign in and try again.") },
    { 403, SAY_NOOP("You cannot do this"),
      SAY_NOOP(
          "Your sign-in may have ended, or does not allow it. Nothing was changed. Reload the page and try again.") },
    { 404, SAY_NOOP("Page not found"), SAY_NOOP("The address may be mistyped, or the page may have moved.") },
    { 405, SAY_NOOP("This page does not work that way"), SAY_NOOP("Go back and try again from the page before.") },
    { 409, SAY_NOOP("Somebody else was faster"),
      SAY_NOOP("This was changed while you worked on it. Reload the page and look again.") },
    { 413, SAY_NOOP("That is too large"), SAY_NOOP("Nothing was saved. Send less at once, or smaller files.") },
    { 414, SAY_NOOP("The address is too long"), SAY_NOOP("Go back and try again.") },
    { 415, SAY_NOOP("That kind of content is not accepted"),
      SAY_NOOP("Send it in one of the forms that are described.") },
    { 429, SAY_NOOP("Too many attempts"), SAY_NOOP("Please wait a few minutes and try again.") },
    { 431, SAY_NOOP("Your browser sent too much"), SAY_NOOP("Delete the cookies of this site and try again.") },
    { 500, SAY_NOOP("Something went wrong on our side"),
      SAY_NOOP("It is not your fault. Please try again in a few minutes.") },
    { 501, SAY_NOOP("That method is not known"), SAY_NOOP("Go back and try again from the page before.") },
    { 503, SAY_NOOP("Too busy just now"), SAY_NOOP("Nothing was lost. Please try again in a few seconds.") },
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
    return (Problem){ status, SAY_NOOP("That did not work"), SAY_NOOP("Go back and try again.") };
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
