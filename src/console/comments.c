/* SPDX-License-Identifier: Apache-2.0 */
/* Comments for moderators, in lists: what is held, reported, appealed against, hidden, public. */
#include "console/comments.h"

#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "base/number.h"
#include "console/flash.h"
#include "console/page.h"
#include "http/value.h"
#include "mediation/commenting/comment-moderation.h"

static const char *const LISTS[COMMENT_LISTS] = { "held", "flagged", "appeals", "hidden", "public" };

static CommentList
read_list(const ConsoleVisit *visit)
{
    const char *asked = http_request_query(visit->request, "list");

    for (guint i = 0; asked != NULL && i < COMMENT_LISTS; i++)
        if (strcmp(asked, LISTS[i]) == 0)
            return (CommentList)i;
    return COMMENT_LIST_HELD;
}

const char *
comments_url(const ConsoleVisit *visit, CommentId id, const char *rest)
{
    char text[ID_TEXT_SIZE];

    id_format(id.value, text);
    return http_request_format(visit->request, "/comments/%s%s", text, rest);
}

/* ---- pieces of one ---- */

static json_t *
describe_due(const ConsoleVisit *visit, const Comment *comment)
{
    gboolean late = comment->due < visit->now;
    g_autofree char *text = NULL, *exact = NULL;

    if (comment->due == 0)
        return json_null();
    text = locale_due(visit->locale, comment->due, visit->now, visit->zone);
    exact = locale_date(visit->locale, comment->due, LOCALE_EXACT, visit->zone);
    return json_pack("{s:s, s:s, s:b, s:b}", "text", text, "exact", exact, "late", late, "soon",
                     !late && comment->due - visit->now < CLOCK_HOUR);
}

static json_t *
describe_reasons(const ConsoleVisit *visit, const CommentDeskLine *line)
{
    json_t *reasons = json_array();

    for (guint i = 0; i < line->verdicts->len; i++) {
        const StoredVerdict *stored = g_ptr_array_index(line->verdicts, i);

        part_add(reasons, json_pack("{s:o, s:o}", "filter", part_text(stored->filter), "reason",
                                    part_reason(visit, stored->verdict)));
    }
    return part_list(reasons);
}

static json_t *
describe_flags(const CommentDeskLine *line)
{
    json_t *flags = json_array();

    for (int i = 0; i < COMMENT_CATEGORIES; i++)
        if (line->flags[i] > 0)
            part_add(flags, json_pack("{s:o, s:i}", "category", part_flag(comment_category_name((CommentCategory)i)),
                                      "count", (int)line->flags[i]));
    return part_list(flags);
}

json_t *
comments_describe(const ConsoleVisit *visit, const CommentDeskLine *line)
{
    const Comment *comment = line->comment;
    const char *portal = visit->console->mediation->portal_url;
    char id[ID_TEXT_SIZE];

    id_format(comment->id.value, id);
    return json_pack(
        "{s:s, s:o, s:b, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "id", id, "choice",
        part_text(http_request_format(visit->request, "%s:%" G_GINT64_FORMAT, id, comment->version)), "edited",
        comment->edit != 0, "url", comments_url(visit, comment->id, ""), "state",
        part_flag(comment_state_name(comment->state)), "author",
        part_text(*comment->name != '\0' ? comment->name : NULL), "address",
        *comment->identity != '\0' ? part_address(visit, comment->identity) : json_null(), "headline",
        part_text(line->title), "public_url",
        part_text(portal != NULL ? http_request_format(visit->request, "%s/news/%s#c-%s", portal, line->slug, id)
                                 : NULL),
        "when", part_time(visit, comment->received), "due", describe_due(visit, comment), "paragraphs",
        value_paragraphs(comment->text), "reasons", describe_reasons(visit, line), "flags", describe_flags(line));
}

/* ---- lists ---- */

static json_t *
describe_tabs(const ConsoleVisit *visit, const CommentDesk *desk, CommentList list)
{
    const CommentCounts *counts = &desk->counts;
    const gint64 numbers[COMMENT_LISTS] = { counts->held, counts->flagged, counts->appeals, counts->hidden,
                                            counts->published };
    json_t *tabs = json_array();

    for (guint i = 0; i < COMMENT_LISTS; i++)
        part_add(tabs, json_pack("{s:o, s:s, s:b, s:o}", "list_name", part_flag(LISTS[i]), "url",
                                 http_request_format(visit->request, "/comments?list=%s", LISTS[i]), "current",
                                 i == (guint)list, "shown", part_number(visit, numbers[i])));
    return tabs;
}

/* null: none, so that nothing is said about them. */
static json_t *
count_of(gint64 count)
{
    return count > 0 ? json_integer((json_int_t)count) : json_null();
}

gboolean
console_comments_list(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    CommentList list = read_list(visit);
    const char *asked = http_request_query(request, "page");
    gboolean may = rights_may_anywhere(visit->actor, ACTION_MODERATE_COMMENTS);
    g_autoptr(CommentDesk) desk = NULL;
    gint64 page = 1;
    json_t *items;

    (void)data;
    if (asked != NULL)
        number_parse_int64(asked, 1, 100000, &page, NULL);
    desk = comment_desk_view_list(visit->console->mediation, visit->actor, list, locale_tag(visit->locale), (guint)page,
                                  error);
    if (desk == NULL)
        return FALSE;
    items = json_array();
    for (guint i = 0; i < desk->lines->len; i++)
        part_add(items, comments_describe(visit, g_ptr_array_index(desk->lines, i)));
    return page_render(
        visit, "comments", "comments",
        json_pack(
            "{s:o, s:o, s:o, s:o, s:s?, s:s, s:s?, s:s?}", "tabs", describe_tabs(visit, desk, list), "items",
            part_list(items), "late", count_of(desk->counts.late), "was_late", count_of(desk->counts.was_late),
            "publish", may && list == COMMENT_LIST_HELD && desk->lines->len > 0 ? "/comments/publish" : NULL, "house",
            "/comment-rules", "previous",
            page > 1 ? http_request_format(request, "/comments?list=%s&page=%d", LISTS[list], (int)page - 1) : NULL,
            "next",
            desk->more ? http_request_format(request, "/comments?list=%s&page=%d", LISTS[list], (int)page + 1) : NULL),
        error);
}

/* "ID:VERSION": what was seen. */
static gboolean
read_choice(const char *text, CommentChoice *ret)
{
    const char *colon = strchr(text, ':');
    g_autofree char *id = colon != NULL ? g_strndup(text, (gsize)(colon - text)) : NULL;

    return id != NULL && id_parse(id, &ret->id.value) && number_parse_int64(colon + 1, 1, G_MAXINT64, &ret->seen, NULL);
}

gboolean
console_comments_publish(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(GPtrArray) chosen = http_request_fields(request, "comment");
    g_autoptr(GArray) choices = g_array_new(FALSE, FALSE, sizeof(CommentChoice));
    g_autofree char *count = NULL;
    guint done = 0;

    (void)data;
    for (guint i = 0; i < chosen->len; i++) {
        CommentChoice choice;

        if (read_choice(g_ptr_array_index(chosen, i), &choice))
            g_array_append_val(choices, choice);
    }
    if (!comment_moderation_publish(visit->console->mediation, visit->actor,
                                    (const CommentChoice *)(gpointer)choices->data, choices->len, &done, error))
        return FALSE;
    count = locale_number(visit->locale, done);
    flash_set(visit, "comments_published", "count", count);
    return http_response_redirect(response, "/comments");
}
