/* SPDX-License-Identifier: Apache-2.0 */
/* One publication: where it stands, what each channel would give, what changed, who decided, and what may be done. */
#include "console/publication.h"
#include "console/newsletter.h"

#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "console/emergency.h"
#include "console/findings.h"
#include "console/publication-difference.h"
#include "mediation/publishing/publishing.h"

PublicationId
publication_id(const ConsoleVisit *visit)
{
    PublicationId id = { 0 };

    number_parse_int64(http_request_parameter(visit->request, "id"), 1, G_MAXINT64, &id.value, NULL);
    return id;
}

/* ---- what channels would give ---- */

static json_t *
describe_headers(const char *headline)
{
    g_auto(GStrv) lines = g_strsplit(headline, "\n", -1);
    json_t *headers = json_array();

    for (guint i = 0; lines[i] != NULL; i++) {
        char *colon = strstr(lines[i], ": ");

        if (colon == NULL)
            continue;
        *colon = '\0';
        part_add(headers, json_pack("{s:o, s:o}", "field", part_text(lines[i]), "value", part_text(colon + 2)));
    }
    return headers;
}

/* Pictures come from here: nobody else has them before they are released. The first heading of a letter is none of
 * the page. */
static char *
show_here(const ConsoleVisit *visit, const char *html)
{
    const char *portal = visit->console->mediation->portal_url;
    g_autofree char *from = g_strconcat(portal != NULL ? portal : "", "/pictures/", NULL);
    GString *shown;

    if (html == NULL)
        return NULL;
    shown = g_string_new(html);
    if (portal != NULL)
        g_string_replace(shown, from, "/pictures/", 0);
    g_string_replace(shown, "<h1", "<h2", 0);
    g_string_replace(shown, "</h1>", "</h2>", 0);
    return g_string_free(shown, FALSE);
}

static json_t *
describe_previews(const ConsoleVisit *visit, const PublicationView *view)
{
    json_t *list = json_array();

    for (guint i = 0; view->preview != NULL && i < view->preview->renderings->len; i++) {
        const PublicationRendering *entry = g_ptr_array_index(view->preview->renderings, i);
        g_autofree char *language = locale_language(visit->locale, entry->language);
        g_autofree char *html = show_here(visit, entry->rendering->html);

        gboolean talks = (entry->channel->driver->capabilities.abilities & CHANNEL_TALKS) != 0;

        part_add(list, json_pack("{s:o, s:s, s:s, s:o, s:o, s:b, s:o}", "channel_name",
                                 part_channel(visit, entry->channel->name), "language_name", language, "language",
                                 entry->language, "headers", describe_headers(entry->rendering->headline), "formatted",
                                 part_text(html), "short", talks, "plain", part_text(entry->rendering->text)));
    }
    return part_list(list);
}

/* With no channel that could carry it, what there is to read. */
static json_t *
describe_uncarried(const ConsoleVisit *visit, const PublicationView *view)
{
    const PublicationContent *content = view->item->content;
    json_t *list = json_array();

    for (guint i = 0; view->uncarried && i < content->texts->len; i++) {
        const PublicationText *text = g_ptr_array_index(content->texts, i);
        g_autofree char *language = locale_language(visit->locale, text->language);

        part_add(list, json_pack("{s:s, s:s, s:o, s:o, s:o}", "language_name", language, "language", text->language,
                                 "headline", part_text(text->title), "summary", part_text(text->summary), "body",
                                 part_text(text->body)));
    }
    return part_list(list);
}

/* ---- who decided ---- */

static json_t *
describe_decisions(const ConsoleVisit *visit, const PublicationView *view)
{
    json_t *list = json_array();

    for (guint i = 0; i < view->decisions->len; i++) {
        const PublicationDecision *decision = g_ptr_array_index(view->decisions, i);

        const Approval *approval = decision->approval;

        part_add(list,
                 json_pack("{s:o, s:o, s:o, s:o, s:o, s:b, s:b}", "name", part_text(decision->name), "stead",
                           part_text(decision->stead), "decision", part_flag(approval_verdict_name(approval->verdict)),
                           "comment", part_text(*approval->comment != '\0' ? approval->comment : NULL), "when",
                           part_time(visit, approval->at), "void", approval->voided != 0, "lapsed",
                           approval->voided == 0 && approval->lapsed));
    }
    return part_list(list);
}

static json_t *
describe_history(const ConsoleVisit *visit, const PublicationView *view)
{
    json_t *list = json_array();

    for (guint i = view->releases->len; i-- > 0;) {
        const PublicationReleaseRow *release = &g_array_index(view->releases, PublicationReleaseRow, i);

        part_add(list, json_pack("{s:o, s:I, s:o}", "act", part_flag(publication_act_name(release->act)), "version",
                                 (json_int_t)release->version, "when", part_time(visit, release->at)));
    }
    return part_list(list);
}

/* ---- what may be done ---- */

static const char *
way(const ConsoleVisit *visit, const PublicationRow *row, gboolean may, const char *rest)
{
    return may && rights_may_anywhere(visit->actor, ACTION_WRITE_PUBLICATION) ? publication_url(visit, row->id, rest)
                                                                              : NULL;
}

static json_t *
describe_ways(const ConsoleVisit *visit, const PublicationView *view)
{
    const PublicationRow *row = view->row;
    gboolean idle = row->stage == STAGE_NONE, draft = row->stage == STAGE_DRAFT, withdraws = row->act == ACT_WITHDRAWAL;
    gboolean never = row->standing == STANDING_NEVER, out = row->standing == STANDING_RELEASED;

    return json_pack("{s:s?, s:s?, s:s?, s:s?, s:s?, s:s?, s:s?, s:s?}", "edit",
                     way(visit, row, (!idle && !withdraws) || (idle && never), "/edit"), "submit",
                     way(visit, row, draft && view->fault == NULL && !view->uncarried, "/submit"), "take_back",
                     way(visit, row, !idle && !draft && !withdraws, "/take-back"), "release",
                     way(visit, row, row->stage == STAGE_APPROVED && !view->uncarried, "/release"), "unreviewed",
                     way(visit, row,
                         (draft || row->stage == STAGE_REVIEW) && view->fault == NULL && !view->uncarried &&
                             rights_may_anywhere(visit->actor, ACTION_RELEASE_UNREVIEWED),
                         "/release-unreviewed"),
                     "correct", way(visit, row, idle && out, "/correct"), "withdraw",
                     way(visit, row, idle && out, "/withdraw"), "discard",
                     way(visit, row, !idle && !never, "/discard"));
}

static json_t *
describe_decide(const ConsoleVisit *visit, const PublicationView *view)
{
    g_autofree char *hex = digest_to_hex(&view->row->digest);
    g_autoptr(GError) why = NULL;

    if (view->row->stage != STAGE_REVIEW)
        return json_null();
    if (view->why_not != NULL)
        why = g_error_new_literal(TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN, view->why_not);
    return json_pack("{s:s?, s:s, s:o, s:o, s:i, s:i}", "action",
                     view->may_decide ? publication_url(visit, view->row->id, "/decide") : NULL, "digest", hex,
                     "why_not", why != NULL ? part_said(visit, why) : json_null(), "stead", part_text(view->stead),
                     "approved", (int)view->approved, "needed", (int)view->needed);
}

static json_t *
describe_topics(const ConsoleVisit *visit, const PublicationView *view)
{
    const GPtrArray *names = view->item->topic_names;
    json_t *list = json_array();

    for (guint i = 0; i + 2 < names->len; i += 3)
        if (strcmp(g_ptr_array_index(names, i + 1), locale_tag(visit->locale)) == 0)
            part_add(list, json_pack("{s:o}", "topic_name", part_text(g_ptr_array_index(names, i + 2))));
    return part_list(list);
}

/* ---- the page ---- */

static json_t *
describe_case(const ConsoleVisit *visit, const char *reference)
{
    if (*reference == '\0')
        return json_null();
    return json_pack("{s:o, s:s}", "reference", part_text(reference), "url",
                     http_request_format(visit->request, "/cases/%s", reference));
}

static json_t *
describe(const ConsoleVisit *visit, const PublicationView *view)
{
    const PublicationRow *row = view->row;
    const PublicationContent *content = view->item->content;
    const PublicationText *text = publication_content_any(content, locale_tag(visit->locale));
    const char *portal = visit->console->mediation->portal_url;
    gboolean idle = row->stage == STAGE_NONE;
    g_autofree char *scheduled =
        row->scheduled != 0 ? locale_date(visit->locale, row->scheduled, LOCALE_DATE_TIME, visit->zone) : NULL;
    g_autofree char *expires =
        content->expires != 0 ? locale_date(visit->locale, content->expires, LOCALE_DATE_TIME, visit->zone) : NULL;
    g_autoptr(GError) fault =
        view->fault != NULL ? g_error_new_literal(TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, view->fault) : NULL;
    json_t *page = json_pack(
        "{s:s, s:o, s:o, s:o, s:o, s:o, s:I, s:o, s:o, s:I}", "list", "/publications", "headline",
        part_text(text->title), "kind", part_flag(publication_kind_name(row->kind)), "standing",
        part_flag(publication_standing_name(row->standing)), "stage", part_flag(publication_stage_name(row->stage)),
        "act", part_flag(publication_act_name(row->act)), "version", (json_int_t)row->version, "author",
        part_text(view->author), "changed", part_time(visit, row->changed), "seen", (json_int_t)row->changes);

    part_set(page, "language", part_text(text->language));
    part_set(page, "public_url",
             row->standing != STANDING_NEVER && portal != NULL
                 ? part_text(http_request_format(visit->request, "%s/news/%s", portal, row->slug))
                 : json_null());
    part_set(page, "scheduled", part_text(scheduled));
    part_set(page, "expires", part_text(expires));
    part_set(page, "reason", part_text(*content->reason != '\0' && row->act != ACT_RELEASE ? content->reason : NULL));
    part_set(page, "case", describe_case(visit, content->case_reference));
    part_set(page, "topics", describe_topics(visit, view));
    part_set(page, "ways", describe_ways(visit, view));
    part_set(page, "decide", describe_decide(visit, view));
    part_set(page, "decisions", describe_decisions(visit, view));
    part_set(page, "fault", fault != NULL ? part_said(visit, fault) : json_null());
    part_set(page, "findings", idle ? json_null() : findings_describe(visit, view->proofread));
    part_set(page, "uncarried", describe_uncarried(visit, view));
    part_set(page, "previews", describe_previews(visit, view));
    part_set(page, "differences", publication_difference_describe(visit, view));
    part_set(page, "history", describe_history(visit, view));
    return page;
}

static json_t *
describe_with_mailings(const ConsoleVisit *visit, const PublicationView *view, GError **error)
{
    /* Who decides in another's stead sees what she decides on, and nothing else. */
    gboolean sees = rights_may_anywhere(visit->actor, ACTION_SEE_PUBLICATIONS);
    json_t *mailings = sees ? newsletter_describe(visit, view->row->id, error) : json_null(), *page;

    if (mailings == NULL)
        return NULL;
    page = describe(visit, view);
    part_set(page, "mailings", mailings);
    return page;
}

gboolean
publication_show(const ConsoleVisit *visit, PublicationId id, const char *field, const GError *trouble, GError **error)
{
    const char *asked = http_request_query(visit->request, "against");
    g_autoptr(PublicationView) view = NULL;
    gint64 against = 0;
    json_t *emergency, *page;

    if (asked != NULL)
        number_parse_int64(asked, 1, G_MAXINT64, &against, NULL);
    view = publication_view_load(visit->console->mediation, visit->actor, id, against, error);
    emergency = view != NULL ? emergency_describe(visit, id.value, error) : NULL;
    if (emergency == NULL)
        return FALSE;
    page = describe_with_mailings(visit, view, error);
    if (page == NULL) {
        json_decref(emergency);
        return FALSE;
    }
    part_set(page, "emergency", emergency);
    return page_render(visit, "publication", "publications",
                       json_pack("{s:o, s:o}", "errors",
                                 trouble != NULL ? page_error_said(visit, field, trouble) : json_null(), "publication",
                                 page),
                       error);
}

gboolean
console_publication_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);

    (void)data;
    return publication_show(visit, publication_id(visit), NULL, NULL, error);
}
