/* SPDX-License-Identifier: Apache-2.0 */
/* One publication, in the reader's language or the one that there is; or the notice that it was withdrawn. */
#include <string.h>

#include "base/error.h"
#include "portal/comments.h"
#include "wire/markdown.h"
#include "wire/schemaorg.h"

static const char *
absolute(const PortalVisit *visit, const PublicationItem *item, const char *language)
{
    return http_request_format(visit->request, "%s/news/%s?lang=%s", portal_news_origin(visit), item->slug, language);
}

/* ---- for machines ---- */

static json_t *
describe_schema(const PortalVisit *visit, const PublicationItem *item, const PublicationText *text)
{
    g_autofree char *json = schemaorg_article_write(
        &(SchemaorgArticle){ .type = item->kind == PUBLICATION_NEWS ? "NewsArticle" : "Article",
                             .url = absolute(visit, item, text->language),
                             .headline = text->title,
                             .description = *text->summary != '\0' ? text->summary : NULL,
                             .language = text->language,
                             .publisher = visit->portal->mediation->authority,
                             .site = portal_news_origin(visit),
                             .published = item->published,
                             .modified = item->updated,
                             .expires = item->content->expires,
                             .correction = item->act == ACT_CORRECTION ? item->content->reason : NULL });

    return value_text(json);
}

static json_t *
describe_alternates(const PortalVisit *visit, const PublicationItem *item)
{
    json_t *list = json_array();

    for (guint i = 0; i < item->content->texts->len; i++) {
        const char *language = ((const PublicationText *)g_ptr_array_index(item->content->texts, i))->language;

        value_add(list, json_pack("{s:s, s:s}", "code", language, "url", absolute(visit, item, language)));
    }
    return list;
}

/* Of the first picture, for who shows a link to it elsewhere. */
static json_t *
describe_picture(const PortalVisit *visit, const PublicationItem *item)
{
    const PublicationPicture *picture = publication_content_first_picture(item->content);

    if (picture == NULL)
        return json_null();
    return json_pack("{s:s, s:i, s:i}", "address",
                     http_request_format(visit->request, "%s%s", portal_news_origin(visit), picture->url), "width",
                     (int)picture->width, "height", (int)picture->height);
}

/* ---- for people ---- */

static json_t *
describe_corrections(const PortalVisit *visit, const PublicationItem *item)
{
    json_t *list = json_array();

    for (guint i = item->history->len; i-- > 0;) {
        const PublicationOutcome *outcome = g_ptr_array_index(item->history, i);

        if (outcome->act == ACT_CORRECTION)
            value_add(list, json_pack("{s:o, s:o}", "reason", value_text(outcome->reason), "when",
                                      value_day(visit->locale, outcome->at, visit->portal->mediation->timezone)));
    }
    return value_list(list);
}

static json_t *
describe_alert(const PortalVisit *visit, const PublicationItem *item, const PublicationText *text)
{
    const char *zone = visit->portal->mediation->timezone;
    g_autofree char *severity = g_ascii_strdown(item->content->severity, -1), *until = NULL;

    if (item->kind != PUBLICATION_ALERT)
        return json_null();
    until =
        item->content->expires != 0 ? locale_date(visit->locale, item->content->expires, LOCALE_DATE_TIME, zone) : NULL;
    return json_pack("{s:o, s:o, s:o, s:o}", "severity", value_flag(severity), "area", value_text(text->area),
                     "instruction", value_text(*text->instruction != '\0' ? text->instruction : NULL), "until",
                     value_text(until));
}

static json_t *
describe(const PortalVisit *visit, const PublicationItem *item, const PublicationText *text, const char *html)
{
    const char *zone = visit->portal->mediation->timezone;
    gboolean other = strcmp(text->language, locale_tag(visit->locale)) != 0;
    gint64 expires = item->content->expires;
    json_t *page = json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:s, s:s, s:b}", "kind",
                             value_flag(publication_kind_name(item->kind)), "headline", value_text(text->title),
                             "summary", value_text(*text->summary != '\0' ? text->summary : NULL), "html",
                             value_text(html), "published", value_day(visit->locale, item->published, zone), "topics",
                             portal_news_topics_of(visit, item), "language", text->language, "canonical",
                             absolute(visit, item, text->language), "other_language", other);

    value_set(page, "ended",
              expires != 0 && expires <= visit->now ? value_day(visit->locale, expires, zone) : json_null());
    value_set(page, "corrections", describe_corrections(visit, item));
    value_set(page, "alert", describe_alert(visit, item, text));
    value_set(page, "alternates", describe_alternates(visit, item));
    value_set(page, "picture", describe_picture(visit, item));
    value_set(page, "schema", describe_schema(visit, item, text));
    value_set(page, "all_news", value_text(portal_page_url(visit, "/news")));
    return page;
}

static gboolean
show_withdrawn(const PortalVisit *visit, const PublicationItem *item, const PublicationText *text, GError **error)
{
    json_t *notice = json_pack("{s:o, s:o, s:o, s:s, s:s}", "headline", value_text(text->title), "reason",
                               value_text(item->content->reason), "when",
                               value_day(visit->locale, item->updated, visit->portal->mediation->timezone), "language",
                               text->language, "all_news", portal_page_url(visit, "/news"));

    http_response_set_header(visit->response, "X-Robots-Tag", "noindex");
    return portal_page_show(visit, 410, "withdrawn", json_pack("{s:o}", "notice", notice), error) &&
           kept_answers_finish(visit->request, visit->response, item->updated, 0);
}

gboolean
portal_publication_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const PortalVisit *visit = portal_visit(request, response);
    g_autoptr(PublicationItem) item = public_view_item(visit->portal->mediation->publishing, &PORTAL_NEWS_READER,
                                                       http_request_parameter(request, "slug"), error);
    g_autofree char *html = NULL;
    const PublicationText *text;
    gint64 modified, until;
    json_t *comments;

    (void)data;
    if (item == NULL)
        return FALSE;
    text = publication_content_any(item->content, locale_tag(visit->locale));
    if (item->act == ACT_WITHDRAWAL)
        return show_withdrawn(visit, item, text, error);
    modified = portal_news_modified(visit, item);
    until = item->content->expires > visit->now ? item->content->expires : 0;
    html = markdown_to_article(text->body,
                               &(MarkdownArticle){ .site = portal_news_origin(visit),
                                                   .find = publication_content_figure,
                                                   .data = item->content },
                               error);
    comments = html != NULL ? portal_comments_describe(visit, item, &modified, &until, error) : NULL;
    return comments != NULL &&
           portal_page_show(visit, 0, "publication",
                            json_pack("{s:o, s:o}", "item", describe(visit, item, text, html), "comments", comments),
                            error) &&
           kept_answers_finish(request, response, modified, until);
}
