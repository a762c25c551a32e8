/* SPDX-License-Identifier: Apache-2.0 */
/* What was hidden, why and by whom it was decided in kind: for everybody, without anything personal; as a page, as CSV
 * and as JSON in the fields of the Digital Services Act. And the rules for comments. */
#include "base/error.h"
#include "base/id.h"
#include "base/number.h"
#include "portal/portal-private.h"
#include "views/comment-view.h"
#include "wire/csv.h"

/* Facts may hold personal data, so only the comment's writer gets them. */
#define FACTS "The facts were stated to the author. They are not repeated here, because they may hold personal data."

static CommentLog *
read_log(const PortalVisit *visit, GError **error)
{
    const char *text = http_request_query(visit->request, "page");
    gint64 page = 1;

    if (text != NULL && !number_parse_int64(text, 1, COMMENT_PAGES_MAX, &page, NULL)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such page");
        return NULL;
    }
    return comment_view_log(visit->portal->mediation->publishing, &PORTAL_NEWS_READER, locale_tag(visit->locale),
                            (guint)page, error);
}

static const char *
url_of_page(const PortalVisit *visit, const char *path, guint page)
{
    return http_request_format(visit->request, "%s%spage=%u", portal_page_url(visit, path),
                               *visit->query != '\0' ? "&" : "?", page);
}

/* ---- for people ---- */

static json_t *
describe_line(const PortalVisit *visit, const CommentLogLine *line)
{
    const CommentDecision *decision = line->decision;
    const char *zone = visit->portal->mediation->timezone;
    char id[ID_TEXT_SIZE];

    id_format(decision->id, id);
    return json_pack("{s:s, s:o, s:o, s:s, s:o, s:o, s:o, s:b, s:b, s:o, s:o, s:o}", "id", id, "when",
                     value_day(visit->locale, decision->at, zone), "headline", value_text(line->title), "url",
                     portal_page_url(visit, http_request_format(visit->request, "/news/%s", line->slug)), "category",
                     value_flag(comment_category_name(decision->category)), "law",
                     value_text(decision->illegal ? decision->law : NULL), "rule",
                     value_text(*line->rule != '\0' ? line->rule : NULL), "detected", decision->detected, "reported",
                     decision->reported, "result", value_flag(comment_appeal_name(decision->appeal)), "answered",
                     value_day(visit->locale, decision->answered, zone), "ended",
                     value_day(visit->locale, decision->ended, zone));
}

static json_t *
describe_counts(const CommentLog *log)
{
    const CommentDecisionCounts *counts = &log->counts;

    return json_pack("{s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:I}", "decided", (int)counts->total, "standing",
                     (int)counts->standing, "appealed", (int)counts->appealed, "restored", (int)counts->restored,
                     "upheld", (int)counts->upheld, "by_filter", (int)counts->detected, "by_readers",
                     (int)counts->reported, "public", (int)log->published, "late", (json_int_t)log->was_late);
}

static json_t *
describe_pages(const PortalVisit *visit, const CommentLog *log)
{
    if (log->pages <= 1)
        return json_null();
    return json_pack(
        "{s:i, s:i, s:o, s:o}", "number", (int)log->page, "count", (int)log->pages, "previous",
        log->page > 1 ? value_text(url_of_page(visit, "/comments/log", log->page - 1)) : json_null(), "next",
        log->page < log->pages ? value_text(url_of_page(visit, "/comments/log", log->page + 1)) : json_null());
}

gboolean
portal_comment_log_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const PortalVisit *visit = portal_visit(request, response);
    g_autoptr(CommentLog) log = read_log(visit, error);
    json_t *list;

    (void)data;
    if (log == NULL)
        return FALSE;
    list = json_array();
    for (guint i = 0; i < log->lines->len; i++)
        value_add(list, describe_line(visit, g_ptr_array_index(log->lines, i)));
    return portal_page_show(visit, 0, "comment-log",
                            json_pack("{s:{s:o, s:o, s:o, s:s, s:s, s:s}}", "log", "lines", value_list(list), "counts",
                                      describe_counts(log), "pages", describe_pages(visit, log), "csv",
                                      portal_page_url(visit, "/comments/log.csv"), "json",
                                      portal_page_url(visit, "/comments/log.json"), "rules",
                                      portal_page_url(visit, "/comments/rules")),
                            error) &&
           kept_answers_finish(request, response, 0, 0);
}

/* ---- for machines ---- */

static char *
day(gint64 time)
{
    g_autoptr(GDateTime) then = g_date_time_new_from_unix_utc(time / G_USEC_PER_SEC);

    return time == 0 || then == NULL ? g_strdup("") : g_date_time_format(then, "%Y-%m-%d");
}

static const char *
source_of(const CommentDecision *decision)
{
    return decision->reported ? "SOURCE_TYPE_OTHER_NOTIFICATION" : "SOURCE_VOLUNTARY";
}

static const char *
explanation_of(const CommentDecision *decision)
{
    return decision->illegal ? "The content is against this law." : "The content is against this rule for comments.";
}

/* One statement of reasons. What was decided, and never what was written. */
static json_t *
statement_of(const PortalVisit *visit, const CommentLogLine *line)
{
    const CommentDecision *decision = line->decision;
    g_autofree char *content = day(line->received), *applied = day(decision->at), *ended = day(decision->ended);
    char id[ID_TEXT_SIZE];
    json_t *statement;

    id_format(decision->id, id);
    statement =
        json_pack("{s:[s], s:s, s:s, s:[s], s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "decision_visibility",
                  "DECISION_VISIBILITY_CONTENT_DISABLED", "decision_ground",
                  decision->illegal ? "DECISION_GROUND_ILLEGAL_CONTENT" : "DECISION_GROUND_INCOMPATIBLE_CONTENT",
                  "decision_facts", FACTS, "content_type", "CONTENT_TYPE_TEXT", "category",
                  comment_category_code(decision->category), "content_date", content, "application_date", applied,
                  "source_type", source_of(decision), "automated_detection", decision->detected ? "Yes" : "No",
                  "automated_decision", "AUTOMATED_DECISION_NOT_AUTOMATED", "puid", id);
    value_set(statement, decision->illegal ? "illegal_content_legal_ground" : "incompatible_content_ground",
              value_text(decision->illegal ? decision->law : line->rule));
    value_set(statement, decision->illegal ? "illegal_content_explanation" : "incompatible_content_explanation",
              json_string(explanation_of(decision)));
    if (*line->language != '\0')
        value_set(statement, "content_language", value_text(line->language));
    if (*ended != '\0')
        value_set(statement, "end_date_visibility_restriction", json_string(ended));
    value_set(statement, "tribune_publication",
              json_string(http_request_format(visit->request, "%s/news/%s", portal_news_origin(visit), line->slug)));
    value_set(statement, "tribune_appeal", json_string(comment_appeal_name(decision->appeal)));
    return statement;
}

gboolean
portal_comment_log_json(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const PortalVisit *visit = portal_visit(request, response);
    g_autoptr(CommentLog) log = read_log(visit, error);
    json_t *list, *whole;

    (void)data;
    if (log == NULL)
        return FALSE;
    list = json_array();
    for (guint i = 0; i < log->lines->len; i++)
        value_add(list, statement_of(visit, g_ptr_array_index(log->lines, i)));
    whole = json_pack("{s:i, s:i, s:o, s:o}", "page", (int)log->page, "pages", (int)log->pages, "counts",
                      describe_counts(log), "statements", list);
    if (log->page < log->pages)
        value_set(whole, "next",
                  json_string(http_request_format(request, "%s%s", portal_news_origin(visit),
                                                  url_of_page(visit, "/comments/log.json", log->page + 1))));
    return http_response_json(response, whole) && kept_answers_finish(request, response, 0, 0);
}

static void
append_statement(const PortalVisit *visit, GString *text, const CommentLogLine *line)
{
    const CommentDecision *decision = line->decision;
    g_autofree char *content = day(line->received), *applied = day(decision->at), *ended = day(decision->ended);
    char id[ID_TEXT_SIZE];
    const char *cells[] = {
        id,
        http_request_format(visit->request, "%s/news/%s", portal_news_origin(visit), line->slug),
        "DECISION_VISIBILITY_CONTENT_DISABLED",
        decision->illegal ? "DECISION_GROUND_ILLEGAL_CONTENT" : "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        decision->illegal ? decision->law : "",
        decision->illegal ? "" : line->rule,
        comment_category_code(decision->category),
        "CONTENT_TYPE_TEXT",
        line->language,
        content,
        applied,
        ended,
        source_of(decision),
        decision->detected ? "Yes" : "No",
        "AUTOMATED_DECISION_NOT_AUTOMATED",
        comment_appeal_name(decision->appeal),
    };

    id_format(decision->id, id);
    csv_append(text, cells, G_N_ELEMENTS(cells));
}

gboolean
portal_comment_log_csv(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    static const char *const head[] = { "puid",
                                        "tribune_publication",
                                        "decision_visibility",
                                        "decision_ground",
                                        "illegal_content_legal_ground",
                                        "incompatible_content_ground",
                                        "category",
                                        "content_type",
                                        "content_language",
                                        "content_date",
                                        "application_date",
                                        "end_date_visibility_restriction",
                                        "source_type",
                                        "automated_detection",
                                        "automated_decision",
                                        "tribune_appeal" };
    const PortalVisit *visit = portal_visit(request, response);
    g_autoptr(CommentLog) log = read_log(visit, error);
    g_autoptr(GString) text = g_string_new(NULL);

    (void)data;
    if (log == NULL)
        return FALSE;
    csv_append(text, head, G_N_ELEMENTS(head));
    for (guint i = 0; i < log->lines->len; i++)
        append_statement(visit, text, g_ptr_array_index(log->lines, i));
    return http_response_bytes(response, "text/csv", g_bytes_new(text->str, text->len)) &&
           kept_answers_finish(request, response, 0, 0);
}

/* ---- the rules ---- */

gboolean
portal_comment_log_rules(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const PortalVisit *visit = portal_visit(request, response);
    g_autoptr(CommentRules) rules =
        comment_view_rules(visit->portal->mediation->publishing, &PORTAL_NEWS_READER, error);
    g_autoptr(GPtrArray) list = NULL;
    json_t *array;

    (void)data;
    if (rules == NULL)
        return FALSE;
    if (rules->version == 0) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no rules");
        return FALSE;
    }
    list = comment_rules_split(comment_rules_text(rules, locale_tag(visit->locale)));
    array = json_array();
    for (guint i = 0; i < list->len; i++)
        value_add(array, value_text(g_ptr_array_index(list, i)));
    return portal_page_show(visit, 0, "comment-rules",
                            json_pack("{s:{s:o, s:I, s:o, s:s}}", "rules", "list", array, "version",
                                      (json_int_t)rules->version, "when",
                                      value_day(visit->locale, rules->at, visit->portal->mediation->timezone), "log",
                                      portal_page_url(visit, "/comments/log")),
                            error) &&
           kept_answers_finish(request, response, rules->at, 0);
}
