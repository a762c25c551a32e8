/* SPDX-License-Identifier: Apache-2.0 */
/* The feeds themselves: one for each topic and language, in three formats, in pages (RFC 5005 section 3). */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/number.h"
#include "channels/feed/feed-private.h"
#include "http/kept.h"
#include "views/public-view.h"

static const Actor READER = { .kind = ACTOR_CITIZEN, .name = "feed" };

static const struct {
    const char *name, *type;
    char *(*write)(const Feed *, GError **);
} FORMATS[] = {
    { "atom.xml", FEED_TYPE_ATOM, feed_atom_write },
    { "rss.xml", FEED_TYPE_RSS, feed_rss_write },
    { "feed.json", FEED_TYPE_JSON, feed_json_write },
};

typedef struct {
    const FeedChannel *feed;
    HttpRequest *request;
    PublicQuestion question;
    guint format;
    const PublicList *list;
    char *site;
} Asked;

static gboolean
not_found(GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such feed");
    return FALSE;
}

static gboolean
read_question(Asked *asked, GError **error)
{
    HttpRequest *request = asked->request;
    const char *page = http_request_query(request, "page"), *name = http_request_parameter(request, "format");
    const char *language = http_request_parameter(request, "language");
    const Locales *locales = publishing_mediation(asked->feed->host->publishing)->locales;
    gint64 number = 1;

    while (asked->format < G_N_ELEMENTS(FORMATS) && strcmp(FORMATS[asked->format].name, name) != 0)
        asked->format++;
    if (asked->format == G_N_ELEMENTS(FORMATS) || strcmp(locale_tag(locales_find(locales, language)), language) != 0 ||
        (page != NULL && !number_parse_int64(page, 1, PUBLIC_PAGES_MAX, &number, NULL)))
        return not_found(error);
    asked->question = (PublicQuestion){ .place = http_request_parameter(request, "topic"),
                                        .language = language,
                                        .page = (guint)number };
    return TRUE;
}

/* The address of page @page; the first has no number. Belongs to the request. */
static const char *
url_of(const Asked *asked, guint page)
{
    const PublicQuestion *question = &asked->question;
    const char *base = http_request_format(asked->request, "%s/feeds/%s/%s/%s", asked->site, question->place,
                                           question->language, FORMATS[asked->format].name);

    return page == 1 ? base : http_request_format(asked->request, "%s?page=%u", base, page);
}

static const char *
title_of(const Asked *asked)
{
    const Mediation *mediation = publishing_mediation(asked->feed->host->publishing);
    const Locale *locale = locales_find(mediation->locales, asked->question.language);
    const char *name = asked->list->name != NULL                          ? asked->list->name
                       : strcmp(asked->question.place, PLACE_ALERTS) == 0 ? locale_say(locale, SAY("Alerts"))
                                                                          : locale_say(locale, SAY("News"));

    return http_request_format(asked->request, "%s – %s", name, asked->feed->host->authority);
}

static const char *
site_of(const Asked *asked)
{
    const PublicQuestion *question = &asked->question;
    gboolean topic = asked->list->name != NULL;

    return http_request_format(asked->request, "%s%s%s?lang=%s", asked->site, topic ? "/topics/" : "/news",
                               topic ? question->place : "", question->language);
}

static Feed
describe(const Asked *asked, const FeedEntry *entries, guint count)
{
    const PublicQuestion *question = &asked->question;
    g_autofree char *path = g_strdup_printf("feeds/%s/%s", question->place, question->language);
    char *tag = feed_entry_tag(asked->feed, 1767225600 * CLOCK_SECOND, path);
    guint page = question->page, pages = asked->list->pages;

    http_request_keep(asked->request, tag, g_free);
    return (Feed){ .id = tag,
                   .title = title_of(asked),
                   .language = question->language,
                   .author = asked->feed->host->authority,
                   .self = url_of(asked, page),
                   .site = site_of(asked),
                   .first = pages > 1 ? url_of(asked, 1) : NULL,
                   .last = pages > 1 ? url_of(asked, pages) : NULL,
                   .previous = page > 1 ? url_of(asked, page - 1) : NULL,
                   .next = page < pages ? url_of(asked, page + 1) : NULL,
                   .updated = asked->list->changed,
                   .entries = entries,
                   .count = count };
}

/* A page of before that can no longer be written is left out rather than end the feed: one bad entry is no reason. */
static char *
write_feed(const Asked *asked, GError **error)
{
    g_autoptr(GPtrArray) pieces = g_ptr_array_new_with_free_func((GDestroyNotify)feed_piece_free);
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(FeedEntry));
    Feed feed;

    for (guint i = 0; i < asked->list->items->len; i++) {
        FeedPiece *piece =
            feed_entry_make(asked->feed, g_ptr_array_index(asked->list->items, i), asked->question.language, NULL);

        if (piece == NULL)
            continue;
        g_ptr_array_add(pieces, piece);
        g_array_append_val(entries, piece->entry);
    }
    feed = describe(asked, (const FeedEntry *)(gpointer)entries->data, entries->len);
    return FORMATS[asked->format].write(&feed, error);
}

gboolean
feed_list_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    Asked asked = { .feed = data, .request = request };
    g_autoptr(PublicList) list = NULL;
    g_autofree char *site = NULL;
    char *text;

    if (!read_question(&asked, error))
        return FALSE;
    asked.list = list = public_view_list(asked.feed->host->publishing, &READER, &asked.question, error);
    if (list == NULL)
        return FALSE;
    asked.site = site = feed_entry_site(asked.feed);
    text = write_feed(&asked, error);
    if (text == NULL)
        return FALSE;
    http_response_set_header(response, "Cross-Origin-Resource-Policy", "cross-origin");
    http_response_bytes(response, FORMATS[asked.format].type, g_bytes_new_take(text, strlen(text)));
    return kept_answers_finish(request, response, list->changed, 0);
}
