/* SPDX-License-Identifier: Apache-2.0 */
/* Lists of what is released: all news, one topic, one year. */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/number.h"
#include "base/zone.h"
#include "mediation/subscribing/subscribing.h"
#include "portal/portal-private.h"

const Actor PORTAL_NEWS_READER = { .kind = ACTOR_CITIZEN, .name = "reader" };

const char *
portal_news_origin(const PortalVisit *visit)
{
    const char *url = visit->portal->mediation->portal_url;

    return url != NULL ? url : "";
}

gint64
portal_news_modified(const PortalVisit *visit, const PublicationItem *item)
{
    gint64 expires = item->content->expires;

    return expires <= visit->now ? MAX(item->updated, expires) : item->updated;
}

/* ---- pieces ---- */

json_t *
portal_news_feeds(const PortalVisit *visit, const char *place)
{
    static const struct {
        const char *name, *file, *type;
    } FEEDS[] = {
        { "Atom", "atom.xml", "application/atom+xml" },
        { "RSS", "rss.xml", "application/rss+xml" },
        { "JSON Feed", "feed.json", "application/feed+json" },
    };
    json_t *list = json_array();

    for (gsize i = 0; visit->portal->feeds && i < G_N_ELEMENTS(FEEDS); i++)
        value_add(list, json_pack("{s:s, s:s, s:s}", "feed_name", FEEDS[i].name, "type", FEEDS[i].type, "url",
                                  http_request_format(visit->request, "/feeds/%s/%s/%s", place,
                                                      locale_tag(visit->locale), FEEDS[i].file)));
    return value_list(list);
}

static json_t *
describe_topic(const PortalVisit *visit, const char *code, const char *name)
{
    return json_pack("{s:o, s:s}", "topic_name", value_text(name), "url",
                     portal_page_url(visit, http_request_format(visit->request, "/topics/%s", code)));
}

json_t *
portal_news_topics_of(const PortalVisit *visit, const PublicationItem *item)
{
    json_t *list = json_array();

    for (guint i = 0; i < item->content->topics->len; i++) {
        const char *code = g_ptr_array_index(item->content->topics, i);
        const char *name = public_view_topic_name(item, code, locale_tag(visit->locale));

        if (name != NULL)
            value_add(list, describe_topic(visit, code, name));
    }
    return value_list(list);
}

/* Of its first picture, which the title beside it says enough of. */
static json_t *
describe_thumb(const PublicationItem *item)
{
    const PublicationPicture *picture = publication_content_first_picture(item->content);

    if (picture == NULL || item->act == ACT_WITHDRAWAL)
        return json_null();
    return json_pack("{s:s, s:i, s:i}", "address", picture->small_url != NULL ? picture->small_url : picture->url,
                     "width", (int)picture->width, "height", (int)picture->height);
}

static json_t *
describe_item(const PortalVisit *visit, const PublicationItem *item)
{
    const PublicationText *text = publication_content_any(item->content, locale_tag(visit->locale));
    const char *zone = visit->portal->mediation->timezone;
    gboolean gone = item->act == ACT_WITHDRAWAL;

    return json_pack("{s:o, s:s, s:o, s:o, s:o, s:b, s:b, s:b, s:o, s:o}", "headline", value_text(text->title), "url",
                     portal_page_url(visit, http_request_format(visit->request, "/news/%s", item->slug)), "summary",
                     value_text(!gone && *text->summary != '\0' ? text->summary : NULL), "kind",
                     value_flag(publication_kind_name(item->kind)), "when",
                     value_day(visit->locale, item->published, zone), "corrected", item->act == ACT_CORRECTION,
                     "withdrawn", gone, "over", item->content->expires != 0 && item->content->expires <= visit->now,
                     "topics", portal_news_topics_of(visit, item), "thumb", describe_thumb(item));
}

/* The page is out of date when the next of its items ends. */
static gint64
end_of(const PortalVisit *visit, const GPtrArray *items)
{
    gint64 end = 0;

    for (guint i = 0; i < items->len; i++) {
        gint64 expires = ((const PublicationItem *)g_ptr_array_index(items, i))->content->expires;

        if (expires > visit->now && (end == 0 || expires < end))
            end = expires;
    }
    return end;
}

/* An end that has passed changed the page too. */
static gint64
modified_of(const PortalVisit *visit, const PublicList *list)
{
    gint64 modified = list->changed;

    for (guint i = 0; i < list->items->len; i++)
        modified = MAX(modified, portal_news_modified(visit, g_ptr_array_index(list->items, i)));
    return modified;
}

/* What still holds, the newest of it. */
json_t *
portal_news_latest(const PortalVisit *visit, guint count, gint64 *ret_modified, gint64 *ret_end, GError **error)
{
    const PublicQuestion question = { .place = PLACE_ALL, .language = locale_tag(visit->locale), .page = 1 };
    g_autoptr(PublicList) list =
        public_view_list(visit->portal->mediation->publishing, &PORTAL_NEWS_READER, &question, error);
    json_t *items;

    if (list == NULL)
        return NULL;
    items = json_array();
    for (guint i = 0; i < list->items->len && json_array_size(items) < count; i++) {
        const PublicationItem *item = g_ptr_array_index(list->items, i);
        gint64 expires = item->content->expires;

        if (item->act != ACT_WITHDRAWAL && (expires == 0 || expires > visit->now))
            value_add(items, describe_item(visit, item));
    }
    *ret_modified = modified_of(visit, list);
    *ret_end = end_of(visit, list->items);
    return value_list(items);
}

/* The pages before and after; @path is the list's own. */
static json_t *
describe_pages(const PortalVisit *visit, const char *path, guint page, guint pages)
{
    const char *base = portal_page_url(visit, path), *with = strchr(base, '?') != NULL ? "&" : "?";
    const char *previous = http_request_format(visit->request, "%s%spage=%u", base, with, page - 1);
    const char *next = http_request_format(visit->request, "%s%spage=%u", base, with, page + 1);

    if (pages <= 1)
        return json_null();
    return json_pack("{s:i, s:i, s:o, s:o}", "number", (int)page, "count", (int)pages, "previous",
                     page > 1 ? value_text(page == 2 ? base : previous) : json_null(), "next",
                     page < pages ? value_text(next) : json_null());
}

/* ---- lists ---- */

static gboolean
read_page(const PortalVisit *visit, guint *ret, GError **error)
{
    const char *text = http_request_query(visit->request, "page");
    gint64 page = 1;

    if (text != NULL && !number_parse_int64(text, 1, PUBLIC_PAGES_MAX, &page, NULL)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such page");
        return FALSE;
    }
    *ret = (guint)page;
    return TRUE;
}

static json_t *
describe_list(const PortalVisit *visit, const PublicList *list, const PublicQuestion *question, const char *path)
{
    json_t *items = json_array();

    for (guint i = 0; i < list->items->len; i++)
        value_add(items, describe_item(visit, g_ptr_array_index(list->items, i)));
    return json_pack("{s:o, s:o, s:o, s:o, s:s, s:s}", "items", value_list(items), "pages",
                     describe_pages(visit, path, question->page, list->pages), "feeds",
                     question->year == 0 ? portal_news_feeds(visit, question->place) : json_null(), "topic_name",
                     value_text(list->name), "all_topics", portal_page_url(visit, "/topics"), "archive",
                     portal_page_url(visit, "/archive"));
}

/* Where what this list has is to be had by mail. */
static const char *
subscribe_url(const PortalVisit *visit, const PublicQuestion *question)
{
    if (!subscribing_is_on(visit->portal->mediation))
        return NULL;
    return http_request_format(visit->request, "/subscribe%s%stopic=%s", visit->query,
                               *visit->query != '\0' ? "&" : "?", question->place);
}

static gboolean
show_list(const PortalVisit *visit, PublicQuestion *question, const char *path, GError **error)
{
    g_autoptr(PublicList) list = NULL;
    json_t *news;

    question->language = locale_tag(visit->locale);
    if (!read_page(visit, &question->page, error))
        return FALSE;
    list = public_view_list(visit->portal->mediation->publishing, &PORTAL_NEWS_READER, question, error);
    if (list == NULL)
        return FALSE;
    news = describe_list(visit, list, question, path);
    value_set(news, "year",
              question->year != 0 ? value_text(http_request_format(visit->request, "%d", question->year))
                                  : json_null());
    value_set(news, "subscribe", value_text(subscribe_url(visit, question)));
    return portal_page_show(visit, 0, "news", json_pack("{s:o}", "news", news), error) &&
           kept_answers_finish(visit->request, visit->response, modified_of(visit, list), end_of(visit, list->items));
}

gboolean
portal_news_home(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)data;
    return show_list(portal_visit(request, response), &(PublicQuestion){ .place = PLACE_ALL }, "/news", error);
}

gboolean
portal_news_topic(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const char *topic = http_request_parameter(request, "topic");

    (void)data;
    return show_list(portal_visit(request, response), &(PublicQuestion){ .place = topic },
                     http_request_format(request, "/topics/%s", topic), error);
}

gboolean
portal_news_year(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    gint64 year;

    (void)data;
    if (!number_parse_int64(http_request_parameter(request, "year"), 1970, 9998, &year, NULL)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such year");
        return FALSE;
    }
    return show_list(portal_visit(request, response), &(PublicQuestion){ .place = PLACE_ALL, .year = (int)year },
                     http_request_format(request, "/archive/%d", (int)year), error);
}

/* ---- what lists there are ---- */

gboolean
portal_news_topics(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const PortalVisit *visit = portal_visit(request, response);
    g_autoptr(GPtrArray) topics = public_view_topics(visit->portal->mediation->publishing, &PORTAL_NEWS_READER, error);
    json_t *list;

    (void)data;
    if (topics == NULL)
        return FALSE;
    list = json_array();
    for (guint i = 0; i < topics->len; i++) {
        const TopicRow *topic = g_ptr_array_index(topics, i);

        value_add(list, describe_topic(visit, topic->code, topic_row_name(topic, locale_tag(visit->locale))));
    }
    return portal_page_show(
               visit, 0, "topics",
               json_pack("{s:o, s:s}", "topics", value_list(list), "all_news", portal_page_url(visit, "/news")),
               error) &&
           kept_answers_finish(request, response, 0, 0);
}

gboolean
portal_news_archive(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const PortalVisit *visit = portal_visit(request, response);
    const char *zone = visit->portal->mediation->timezone;
    int first, now = clock_year_utc(visit->now + zone_offset(zone_get(zone), visit->now, NULL));
    json_t *list;

    (void)data;
    if (!public_view_first_year(visit->portal->mediation->publishing, &PORTAL_NEWS_READER, locale_tag(visit->locale),
                                &first, error))
        return FALSE;
    list = json_array();
    for (int year = now; first != 0 && year >= first; year--)
        value_add(list, json_pack("{s:s, s:s}", "year", http_request_format(request, "%d", year), "url",
                                  portal_page_url(visit, http_request_format(request, "/archive/%d", year))));
    return portal_page_show(
               visit, 0, "archive",
               json_pack("{s:o, s:s}", "years", value_list(list), "all_news", portal_page_url(visit, "/news")),
               error) &&
           kept_answers_finish(request, response, 0, visit->now + CLOCK_HOUR);
}
