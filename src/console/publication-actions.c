/* SPDX-License-Identifier: Apache-2.0 */
/* The steps that a publication takes, each by a button of its page. */
#include <string.h>

#include "base/encode.h"
#include "base/error.h"
#include "base/number.h"
#include "console/flash.h"
#include "console/publication.h"

static gint64
seen_of(const ConsoleVisit *visit)
{
    gint64 seen = 0;

    number_parse_int64(console_field(visit, "changes"), 0, G_MAXINT64, &seen, NULL);
    return seen;
}

/* To the page again: with what was done, or with what went wrong at @field. @trouble is taken. */
static gboolean
end(const ConsoleVisit *visit, gboolean done, const char *flash, const char *field, GError *trouble, GError **error)
{
    PublicationId id = publication_id(visit);
    gboolean shown;

    if (done) {
        flash_set(visit, flash, NULL, NULL);
        return http_response_redirect(visit->response, publication_url(visit, id, ""));
    }
    if (!page_comes_back(visit, &trouble, error))
        return FALSE;
    shown = publication_show(visit, id, field, trouble, error);
    g_error_free(trouble);
    return shown;
}

gboolean
console_publication_actions_submit(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    GError *trouble = NULL;
    gboolean done =
        publishing_submit(visit->console->mediation, visit->actor, publication_id(visit), seen_of(visit), &trouble);

    (void)data;
    return end(visit, done, "publication_submitted", "ways", trouble, error);
}

gboolean
console_publication_actions_take_back(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    GError *trouble = NULL;
    guint voided = 0;
    gboolean done = publishing_take_back(visit->console->mediation, visit->actor, publication_id(visit), seen_of(visit),
                                         &voided, &trouble);

    (void)data;
    return end(visit, done, voided > 0 ? "publication_voided" : "publication_taken_back", "ways", trouble, error);
}

gboolean
console_publication_actions_release(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    GError *trouble = NULL;
    gboolean done =
        publishing_release(visit->console->mediation, visit->actor, publication_id(visit), seen_of(visit), &trouble);

    (void)data;
    return end(visit, done, "publication_released", "ways", trouble, error);
}

gboolean
console_publication_actions_release_unreviewed(HttpRequest *request, HttpResponse *response, gpointer data,
                                               GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    GError *trouble = NULL;
    gboolean done = publishing_release_unreviewed(visit->console->mediation, visit->actor, publication_id(visit),
                                                  seen_of(visit), console_field(visit, "reason"), &trouble);

    (void)data;
    return end(visit, done, "publication_unreviewed", "unreviewed-reason", trouble, error);
}

gboolean
console_publication_actions_discard(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    GError *trouble = NULL;
    gboolean done =
        publishing_discard(visit->console->mediation, visit->actor, publication_id(visit), seen_of(visit), &trouble);

    (void)data;
    return end(visit, done, "publication_discarded", "ways", trouble, error);
}

gboolean
console_publication_actions_correct(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    PublicationId id = publication_id(visit);
    GError *trouble = NULL;

    (void)data;
    if (!publishing_correct(visit->console->mediation, visit->actor, id, seen_of(visit), console_field(visit, "reason"),
                            &trouble))
        return end(visit, FALSE, NULL, "correct-reason", trouble, error);
    return http_response_redirect(response, publication_url(visit, id, "/edit"));
}

gboolean
console_publication_actions_withdraw(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    GError *trouble = NULL;
    gboolean done = publishing_withdraw(visit->console->mediation, visit->actor, publication_id(visit), seen_of(visit),
                                        console_field(visit, "reason"), &trouble);

    (void)data;
    return end(visit, done, "publication_submitted", "withdraw-reason", trouble, error);
}

/* ---- approval ---- */

gboolean
console_publication_actions_decide(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    static const char *const flashes[] = { "publication_approved", "publication_returned", "publication_refused" };
    const ConsoleVisit *visit = console_visit(request, response);
    ApprovalVerdict verdict;
    Digest digest;
    GError *trouble = NULL;
    gboolean done;

    (void)data;
    if (!approval_verdict_parse(console_field(visit, "verdict"), &verdict) ||
        !decode_hex(console_field(visit, "digest"), digest.bytes, sizeof digest.bytes)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "the form is not whole");
        return FALSE;
    }
    done = publishing_decide(visit->console->mediation, visit->actor, publication_id(visit), &digest, verdict,
                             console_field(visit, "comment"), console_field(visit, "excuse"), &trouble);
    return end(visit, done, flashes[verdict], "comment", trouble, error);
}
