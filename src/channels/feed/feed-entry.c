/* SPDX-License-Identifier: Apache-2.0 */
/* A publication as an entry of a feed. */
#include <string.h>

#include "base/clock.h"
#include "base/id.h"
#include "channels/feed/feed-private.h"
#include "views/public-view.h"
#include "wire/html.h"
#include "wire/markdown.h"

void
feed_piece_free(FeedPiece *piece)
{
    g_free((gpointer)piece->entry.topics);
    g_ptr_array_unref(piece->texts);
    g_free(piece);
}

/* @text (taken) lives as long as the piece. */
static const char *
own(FeedPiece *piece, char *text)
{
    if (text != NULL)
        g_ptr_array_add(piece->texts, text);
    return text;
}

char *
feed_entry_site(const FeedChannel *feed)
{
    return feed->host->portal_url != NULL ? g_strdup(feed->host->portal_url)
                                          : g_strconcat("https://", feed->host->domain, NULL);
}

char *
feed_entry_tag(const FeedChannel *feed, gint64 when, const char *path)
{
    return g_strdup_printf("tag:%s,%d:%s", feed->host->domain, clock_year_utc(when), path);
}

/* By when it was made, which never changes either. */
static const char *
make_id(const FeedChannel *feed, FeedPiece *piece, const PublicationItem *item, const char *language)
{
    char id[ID_TEXT_SIZE];
    g_autofree char *path = NULL;

    id_format(item->id.value, id);
    path = g_strdup_printf("publication/%s/%s", id, language);
    return own(piece, feed_entry_tag(feed, id_time(item->id.value), path));
}

static void
add_topics(FeedPiece *piece, const PublicationItem *item, const char *language)
{
    const GPtrArray *codes = item->content->topics;
    const char **names = g_new0(const char *, codes->len + 1);
    guint count = 0;

    for (guint i = 0; i < codes->len; i++) {
        const char *name = public_view_topic_name(item, g_ptr_array_index(codes, i), language);

        if (name != NULL)
            names[count++] = own(piece, g_strdup(name));
    }
    piece->entry.topics = names;
}

/* The notice in place of a text that was withdrawn. */
static char *
write_notice(const PublicationItem *item)
{
    g_autofree char *reason = html_escape(item->content->reason);

    return g_strdup_printf("<p>%s</p>\n", reason);
}

static char *
write_text(const PublicationItem *item, const PublicationText *text, const char *site, GError **error)
{
    const MarkdownArticle article = { site, site, publication_content_figure, item->content };
    g_autofree char *html = markdown_to_article(text->body, &article, error);
    g_autofree char *reason = NULL;

    if (html == NULL || item->act != ACT_CORRECTION)
        return g_steal_pointer(&html);
    reason = html_escape(item->content->reason);
    return g_strdup_printf("%s<p><em>%s</em></p>\n", html, reason);
}

FeedPiece *
feed_entry_make(const FeedChannel *feed, const PublicationItem *item, const char *language, GError **error)
{
    const PublicationText *text = publication_content_any(item->content, language);
    g_autoptr(FeedPiece) piece = g_new0(FeedPiece, 1);
    g_autofree char *site = feed_entry_site(feed), *alert = NULL;
    char *html;

    piece->texts = g_ptr_array_new_with_free_func(g_free);
    html = item->act == ACT_WITHDRAWAL ? write_notice(item) : write_text(item, text, site, error);
    if (html == NULL)
        return NULL;
    alert = item->kind == PUBLICATION_ALERT ? feed_alert_path(item) : NULL;
    piece->entry = (FeedEntry){
        .id = make_id(feed, piece, item, language),
        .url = own(piece, g_strdup_printf("%s/news/%s?lang=%s", site, item->slug, language)),
        .title = own(piece, g_strdup(text->title)),
        .summary = own(piece, item->act == ACT_WITHDRAWAL ? g_strdup(item->content->reason)
                              : *text->summary != '\0'    ? g_strdup(text->summary)
                                                          : NULL),
        .html = own(piece, html),
        .published = item->published,
        .updated = item->updated,
        .enclosure = alert != NULL ? own(piece, g_strconcat(site, alert, NULL)) : NULL,
        .enclosure_type = alert != NULL ? "application/cap+xml" : NULL,
    };
    add_topics(piece, item, language);
    return g_steal_pointer(&piece);
}
