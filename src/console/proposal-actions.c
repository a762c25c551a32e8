/* SPDX-License-Identifier: Apache-2.0 */
/* What is done with a reply that waits, each by a button. */
#include "base/encode.h"
#include "base/error.h"
#include "base/id.h"
#include "base/number.h"
#include "console/case-page.h"
#include "console/flash.h"
#include "console/proposal.h"

static gint64
seen_version(const ConsoleVisit *visit)
{
    gint64 version = 0;

    number_parse_int64(console_field(visit, "version"), 1, G_MAXINT64, &version, NULL);
    return version;
}

/* Its page again with what went wrong; @trouble is taken. */
static gboolean
refuse(const ConsoleVisit *visit, const char *field, GError *trouble, GError **error)
{
    gboolean shown;

    if (!page_comes_back(visit, &trouble, error))
        return FALSE;
    shown = proposal_show(visit, proposal_id(visit), field, trouble, error);
    g_error_free(trouble);
    return shown;
}

/* To the page of the case, for who may read it. */
static gboolean
leave(const ConsoleVisit *visit, GError **error)
{
    g_autoptr(ProposalView) view =
        proposal_view_load(visit->console->mediation, visit->actor, proposal_id(visit), error);

    return view != NULL &&
           http_response_redirect(visit->response, view->may_read_case ? case_page_url(visit, view->a_case)
                                                                       : proposal_url(visit, view->proposal->id, ""));
}

static const char *
flash_of(ProposalState state)
{
    static const char *const FLASHES[] = {
        [PROPOSAL_WAITING] = "proposal_approved",  [PROPOSAL_SCHEDULED] = "proposal_scheduled",
        [PROPOSAL_MISSED] = "proposal_missed",     [PROPOSAL_STOPPED] = "proposal_stopped",
        [PROPOSAL_RETURNED] = "proposal_returned", [PROPOSAL_TAKEN_BACK] = "proposal_taken_back",
        [PROPOSAL_REFUSED] = "proposal_refused",   [PROPOSAL_RELEASED] = "proposal_released",
    };

    return FLASHES[state];
}

gboolean
console_proposal_actions_decide(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    ProposalDecision decision = { .id = proposal_id(visit), .comment = console_field(visit, "comment") };
    GError *trouble = NULL;
    ProposalState state;

    (void)data;
    id_parse(console_field(visit, "latest"), &decision.latest.value);
    if (!approval_verdict_parse(console_field(visit, "verdict"), &decision.verdict) ||
        !decode_hex(console_field(visit, "digest"), decision.digest.bytes, sizeof decision.digest.bytes)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "the form is not whole");
        return FALSE;
    }
    if (!proposing_decide(visit->console->mediation, visit->actor, &decision, &state, &trouble))
        return refuse(visit, "comment", trouble, error);
    flash_set(visit, flash_of(state), NULL, NULL);
    return leave(visit, error);
}

gboolean
console_proposal_actions_take_back(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    GError *trouble = NULL;
    guint voided;

    (void)data;
    if (!proposing_take_back(visit->console->mediation, visit->actor, proposal_id(visit), seen_version(visit), &voided,
                             &trouble))
        return refuse(visit, "ways", trouble, error);
    flash_set(visit, voided > 0 ? "proposal_voided" : "proposal_taken_back", NULL, NULL);
    return leave(visit, error);
}

gboolean
console_proposal_actions_send(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    GError *trouble = NULL;
    ProposalState state;

    (void)data;
    if (!proposing_send_now(visit->console->mediation, visit->actor, proposal_id(visit), seen_version(visit), &state,
                            &trouble))
        return refuse(visit, "ways", trouble, error);
    flash_set(visit, flash_of(state), NULL, NULL);
    return leave(visit, error);
}

gboolean
console_proposal_actions_release_unreviewed(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    GError *trouble = NULL;

    (void)data;
    if (!proposing_release_unreviewed(visit->console->mediation, visit->actor, proposal_id(visit), seen_version(visit),
                                      console_field(visit, "reason"), &trouble))
        return refuse(visit, "unreviewed-reason", trouble, error);
    flash_set(visit, "proposal_unreviewed", NULL, NULL);
    return http_response_redirect(response, proposal_url(visit, proposal_id(visit), ""));
}
