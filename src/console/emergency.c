/* SPDX-License-Identifier: Apache-2.0 */
/* The review of what left without one. */
#include "console/emergency.h"

#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "console/flash.h"
#include "console/proposal.h"
#include "console/publication.h"
#include "views/emergency-view.h"

static json_t *
describe_decisions(const ConsoleVisit *visit, const EmergencyView *view)
{
    json_t *list = json_array();

    for (guint i = 0; i < view->decisions->len; i++) {
        const EmergencyDecision *decision = g_ptr_array_index(view->decisions, i);
        const Approval *approval = decision->approval;

        part_add(list, json_pack("{s:o, s:o, s:b, s:o, s:o, s:b}", "name", part_text(decision->name), "stead",
                                 part_text(*decision->stead != '\0' ? decision->stead : NULL), "agrees",
                                 approval->verdict == VERDICT_APPROVE, "comment",
                                 part_text(*approval->comment != '\0' ? approval->comment : NULL), "when",
                                 part_time(visit, approval->at), "lapsed", approval->lapsed));
    }
    return part_list(list);
}

static json_t *
describe_due(const ConsoleVisit *visit, const Emergency *emergency)
{
    g_autofree char *text = locale_due(visit->locale, emergency->due, visit->now, visit->zone);
    g_autofree char *exact = locale_date(visit->locale, emergency->due, LOCALE_EXACT, visit->zone);

    if (emergency->closed != 0)
        return json_null();
    return json_pack("{s:s, s:s, s:b}", "text", text, "exact", exact, "late", emergency->due <= visit->now);
}

static json_t *
describe(const ConsoleVisit *visit, const EmergencyView *view)
{
    const Emergency *emergency = view->emergency;
    g_autoptr(GError) why =
        view->why_not != NULL ? g_error_new_literal(TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN, view->why_not) : NULL;

    return json_pack("{s:o, s:o, s:o, s:b, s:b, s:o, s:i, s:i, s:s?, s:o, s:o, s:o}", "by", part_text(view->name),
                     "when", part_time(visit, emergency->at), "reason", part_text(emergency->reason), "agreed",
                     emergency->outcome == EMERGENCY_AGREED, "correct", emergency->outcome == EMERGENCY_CORRECT, "due",
                     describe_due(visit, emergency), "given", (int)view->given, "needed", (int)view->needed, "action",
                     view->may_review
                         ? http_request_format(visit->request, "/after-reviews/%" G_GINT64_FORMAT, emergency->id)
                         : NULL,
                     "stead", part_text(view->stead != NULL && *view->stead != '\0' ? view->stead : NULL), "why_not",
                     why != NULL ? part_said(visit, why) : json_null(), "decisions", describe_decisions(visit, view));
}

json_t *
emergency_describe(const ConsoleVisit *visit, gint64 thing, GError **error)
{
    g_autoptr(EmergencyView) view = NULL;

    if (!emergency_view_load(visit->console->mediation, visit->actor, thing, &view, error))
        return NULL;
    return view != NULL ? describe(visit, view) : json_null();
}

/* ---- deciding ---- */

/* The page of what it was about: with what was done, or with what went wrong. @trouble is taken. */
static gboolean
end(const ConsoleVisit *visit, EmergencyKind kind, gint64 thing, EmergencyOutcome outcome, GError *trouble,
    GError **error)
{
    static const char *const flashes[][3] = {
        [EMERGENCY_PUBLICATION] = { "after_review_noted", "after_review_agreed", "after_review_correct" },
        [EMERGENCY_REPLY] = { "after_review_noted", "after_review_agreed", "after_review_reopened" },
    };
    gboolean public = kind == EMERGENCY_PUBLICATION, shown;

    if (trouble == NULL) {
        flash_set(visit, flashes[kind][outcome], NULL, NULL);
        return http_response_redirect(visit->response, public ? publication_url(visit, (PublicationId){ thing }, "")
                                                              : proposal_url(visit, (ProposalId){ thing }, ""));
    }
    if (!page_comes_back(visit, &trouble, error))
        return FALSE;
    shown = public ? publication_show(visit, (PublicationId){ thing }, "review-comment", trouble, error)
                   : proposal_show(visit, (ProposalId){ thing }, "review-comment", trouble, error);
    g_error_free(trouble);
    return shown;
}

gboolean
console_emergency_review(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    gboolean agrees = strcmp(console_field(visit, "verdict"), "agree") == 0;
    EmergencyOutcome outcome = EMERGENCY_OPEN;
    EmergencyKind kind;
    GError *trouble = NULL;
    gint64 id = 0, thing;
    CaseId case_id;

    (void)data;
    number_parse_int64(http_request_parameter(request, "id"), 1, G_MAXINT64, &id, NULL);
    if (!emergency_view_find(visit->console->mediation, visit->actor, id, &kind, &thing, &case_id, error))
        return FALSE;
    emergency_review(visit->console->mediation, visit->actor, id, agrees, console_field(visit, "comment"), &outcome,
                     &trouble);
    return end(visit, kind, thing, outcome, trouble, error);
}
