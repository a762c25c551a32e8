/* SPDX-License-Identifier: Apache-2.0 */
/* The page of one comment for who wrote it: where it stands, what was decided and why, an appeal. */
#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "mediation/commenting/comment-moderation.h"
#include "portal/portal-private.h"
#include "views/comment-view.h"

static const char *
page_of(const PortalVisit *visit, const char *rest)
{
    return portal_page_url(visit, http_request_format(visit->request, "/comment/%s%s",
                                                      http_request_parameter(visit->request, "token"), rest));
}

/* What is wrong with the appeal, as templates know it; NULL: not for who wrote it. */
static const char *
fault_of(const char *plea, const GError *trouble)
{
    if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT))
        return "long_plea";
    if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT))
        return "appealed_before";
    if (!g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID))
        return NULL;
    return plea[strspn(plea, " \t\r\n")] == '\0' ? "missing_plea" : "no_appeal";
}

static json_t *
describe_appeal(const PortalVisit *visit, const CommentDecision *decision)
{
    const char *zone = visit->portal->mediation->timezone;

    if (decision->appeal == COMMENT_APPEAL_NONE)
        return json_null();
    return json_pack("{s:o, s:o, s:o, s:o, s:o}", "result", value_flag(comment_appeal_name(decision->appeal)), "when",
                     value_day(visit->locale, decision->appealed, zone), "plea", value_paragraphs(decision->plea),
                     "answered", value_day(visit->locale, decision->answered, zone), "reason",
                     *decision->answer != '\0' ? value_paragraphs(decision->answer) : json_array());
}

/* The statement of reasons, in the fields of the Digital Services Act. */
static json_t *
describe_decision(const PortalVisit *visit, const CommentDecision *decision, const char *rule)
{
    const char *zone = visit->portal->mediation->timezone;
    char id[ID_TEXT_SIZE];

    id_format(decision->id, id);
    return json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:b, s:b, s:o, s:o, s:o}", "id", id, "when",
                     value_day(visit->locale, decision->at, zone), "category",
                     value_flag(comment_category_name(decision->category)), "law",
                     value_text(decision->illegal ? decision->law : NULL), "rule",
                     value_text(decision->illegal || *rule == '\0' ? NULL : rule), "facts",
                     value_paragraphs(decision->facts), "detected", decision->detected, "reported", decision->reported,
                     "until", value_day(visit->locale, decision->until, zone), "ended",
                     value_day(visit->locale, decision->ended, zone), "appeal", describe_appeal(visit, decision));
}

static json_t *
describe_form(const PortalVisit *visit, const OwnComment *own, const char *plea, const char *fault)
{
    const CommentDecision *last =
        own->decisions->len > 0 ? g_ptr_array_index(own->decisions, own->decisions->len - 1) : NULL;

    if (own->comment->state != COMMENT_HIDDEN || last == NULL || last->appeal != COMMENT_APPEAL_NONE ||
        last->until < visit->now)
        return json_null();
    return json_pack("{s:s, s:o, s:o, s:o}", "action", page_of(visit, "/appeal"), "plea", value_text(plea), "until",
                     value_day(visit->locale, last->until, visit->portal->mediation->timezone), "fault",
                     fault == NULL ? json_null() : json_pack("{s:o}", "error", value_flag(fault)));
}

static json_t *
describe(const PortalVisit *visit, const OwnComment *own)
{
    const Comment *comment = own->comment;
    json_t *decisions = json_array();
    char id[ID_TEXT_SIZE];

    id_format(comment->id.value, id);
    for (guint i = own->decisions->len; i-- > 0;)
        value_add(decisions,
                  describe_decision(visit, g_ptr_array_index(own->decisions, i), g_ptr_array_index(own->rules, i)));
    return json_pack("{s:o, s:o, s:s, s:o, s:o, s:o, s:o, s:s, s:s, s:s}", "state",
                     value_flag(comment_state_name(comment->state)), "headline", value_text(own->title), "publication",
                     portal_page_url(visit, http_request_format(visit->request, "/news/%s", own->slug)), "author",
                     value_text(*comment->name != '\0' ? comment->name : NULL), "paragraphs",
                     value_paragraphs(comment->text), "received",
                     value_day(visit->locale, comment->received, visit->portal->mediation->timezone), "decisions",
                     value_list(decisions), "link", page_of(visit, ""), "log", portal_page_url(visit, "/comments/log"),
                     "rules", portal_page_url(visit, "/comments/rules"));
}

static gboolean
show(const PortalVisit *visit, guint status, const char *plea, const char *fault, GError **error)
{
    g_autoptr(OwnComment) own =
        comment_view_own(visit->portal->mediation->publishing, http_request_parameter(visit->request, "token"),
                         locale_tag(visit->locale), error);
    json_t *page;

    if (own == NULL)
        return FALSE;
    page = json_pack("{s:o, s:o, s:o, s:b, s:b}", "errors",
                     fault == NULL ? json_null()
                                   : json_pack("{s:[{s:s, s:o}]}", "list", "field", "plea", "error", value_flag(fault)),
                     "comment", describe(visit, own), "appeal_form", describe_form(visit, own, plea, fault), "new",
                     http_request_query(visit->request, "new") != NULL, "asked",
                     http_request_query(visit->request, "asked") != NULL);
    return portal_page_show(visit, status, "comment", page, error);
}

gboolean
portal_comment_own_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)data;
    return show(portal_visit(request, response), 0, "", NULL, error);
}

gboolean
portal_comment_own_appeal(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const PortalVisit *visit = portal_visit(request, response);
    const char *plea = http_request_field(request, "plea"), *page = page_of(visit, ""), *fault;
    GError *trouble = NULL;

    (void)data;
    plea = plea != NULL ? plea : "";
    if (comment_moderation_appeal(visit->portal->mediation, http_request_parameter(request, "token"), plea, &trouble))
        return http_response_redirect(
            response, http_request_format(request, "%s%sasked=1", page, strchr(page, '?') != NULL ? "&" : "?"));
    fault = fault_of(plea, trouble);
    if (fault == NULL) {
        g_propagate_error(error, trouble);
        return FALSE;
    }
    g_error_free(trouble);
    return show(visit, 422, plea, fault, error);
}
