/* SPDX-License-Identifier: Apache-2.0 */
/* What people have written below a publication, on its page. */
#include "portal/comments.h"

#include "base/id.h"
#include "base/number.h"
#include "views/comment-view.h"

static json_t *
describe_hidden(const PortalVisit *visit, const PublicComment *comment)
{
    char id[ID_TEXT_SIZE];

    if (!comment->is_hidden)
        return json_null();
    id_format(comment->decision, id);
    return json_pack("{s:o, s:s}", "category", value_flag(comment_category_name(comment->category)), "log",
                     http_request_format(visit->request, "%s#d-%s", portal_page_url(visit, "/comments/log"), id));
}

static json_t *
describe_comment(const PortalVisit *visit, const PublicationItem *item, const PublicComment *comment)
{
    char id[ID_TEXT_SIZE];
    const char *report;

    id_format(comment->id.value, id);
    report = portal_page_url(visit, http_request_format(visit->request, "/news/%s/comments/%s/report", item->slug, id));
    return json_pack("{s:s, s:o, s:o, s:b, s:o, s:o, s:o, s:o, s:o}", "id", id, "author",
                     value_text(*comment->name != '\0' ? comment->name : NULL), "handle",
                     value_text(*comment->handle != '\0' ? comment->handle : NULL), "edited",
                     comment->is_edited && !comment->is_hidden, "when",
                     value_day(visit->locale, comment->received, visit->portal->mediation->timezone), "language",
                     value_text(*comment->language != '\0' ? comment->language : NULL), "paragraphs",
                     comment->text != NULL ? value_paragraphs(comment->text) : json_array(), "hidden",
                     describe_hidden(visit, comment), "report",
                     value_text(!comment->is_hidden && visit->portal->comments ? report : NULL));
}

static json_t *
describe_pages(const PortalVisit *visit, const PublicationItem *item, const PublicComments *comments)
{
    const char *base = portal_page_url(visit, http_request_format(visit->request, "/news/%s", item->slug));
    const char *with = *visit->query != '\0' ? "&" : "?";
    guint page = comments->page;

    if (comments->pages <= 1)
        return json_null();
    return json_pack("{s:i, s:i, s:o, s:o}", "number", (int)page, "count", (int)comments->pages, "previous",
                     page > 1
                         ? value_text(http_request_format(visit->request, "%s%spage=%u#comments", base, with, page - 1))
                         : json_null(),
                     "next",
                     page < comments->pages
                         ? value_text(http_request_format(visit->request, "%s%spage=%u#comments", base, with, page + 1))
                         : json_null());
}

static json_t *
describe(const PortalVisit *visit, const PublicationItem *item, const PublicComments *comments)
{
    const char *zone = visit->portal->mediation->timezone;
    gboolean open = comments->until > visit->now;
    const char *write = portal_page_url(visit, http_request_format(visit->request, "/news/%s/comment", item->slug));
    json_t *list = json_array();

    for (guint i = 0; i < comments->comments->len; i++)
        value_add(list, describe_comment(visit, item, g_ptr_array_index(comments->comments, i)));
    return json_pack("{s:i, s:o, s:o, s:o, s:o, s:o, s:s, s:s}", "total", (int)comments->total, "items",
                     value_list(list), "pages", describe_pages(visit, item, comments), "write",
                     value_text(open && visit->portal->comments ? write : NULL), "until",
                     open ? value_day(visit->locale, comments->until, zone) : json_null(), "closed",
                     open ? json_null() : value_day(visit->locale, comments->until, zone), "rules",
                     portal_page_url(visit, "/comments/rules"), "log", portal_page_url(visit, "/comments/log"));
}

/* The first page without `page`; what is no number is no page. */
static guint
read_page(const PortalVisit *visit)
{
    const char *text = http_request_query(visit->request, "page");
    gint64 page = 1;

    return text == NULL || number_parse_int64(text, 1, COMMENT_PAGES_MAX, &page, NULL) ? (guint)page : 0;
}

json_t *
portal_comments_describe(const PortalVisit *visit, const PublicationItem *item, gint64 *modified, gint64 *until,
                         GError **error)
{
    g_autoptr(PublicComments) comments = comment_view_public(visit->portal->mediation->publishing, &PORTAL_NEWS_READER,
                                                             item->id, read_page(visit), error);

    if (comments == NULL)
        return NULL;
    *modified = MAX(*modified, comments->changed);
    if (comments->until == 0 && comments->total == 0)
        return json_null();
    if (comments->until > visit->now && (*until == 0 || comments->until < *until))
        *until = comments->until;
    else if (comments->until <= visit->now)
        *modified = MAX(*modified, comments->until);
    return describe(visit, item, comments);
}
