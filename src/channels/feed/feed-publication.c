/* SPDX-License-Identifier: Apache-2.0 */
/* What readers of feeds get of one publication, for who approves it. */
#include <string.h>

#include "channels/feed/feed-private.h"
#include "wire/html.h"

/* A feed with this one entry: every byte that depends on the publication is in it. */
static char *
write_alone(const FeedChannel *feed, const FeedPiece *piece, const char *language, GError **error)
{
    g_autofree char *site = feed_entry_site(feed), *id = feed_entry_tag(feed, piece->entry.published, "preview");
    const Feed alone = { .id = id,
                         .title = feed->host->authority,
                         .language = language,
                         .author = feed->host->authority,
                         .self = site,
                         .site = site,
                         .updated = piece->entry.updated,
                         .entries = &piece->entry,
                         .count = 1 };

    return feed_atom_write(&alone, error);
}

Rendering *
feed_publication_render(gpointer channel, const PublicationItem *item, const char *language, GError **error)
{
    const FeedChannel *feed = channel;
    g_autoptr(FeedPiece) piece = feed_entry_make(feed, item, language, error);
    g_autofree char *atom = piece != NULL ? write_alone(feed, piece, language, error) : NULL;
    g_autofree char *alert = NULL, *whole = NULL;
    Rendering *rendering;

    if (atom == NULL)
        return NULL;
    if (item->kind == PUBLICATION_ALERT) {
        alert = feed_alert_write(feed, item, error);
        if (alert == NULL)
            return NULL;
    }
    whole = g_strconcat(atom, alert, NULL);
    rendering = g_new0(Rendering, 1);
    rendering->external_id = g_strdup(piece->entry.id);
    rendering->headline = g_strdup_printf("Title: %s\nLink: %s", piece->entry.title, piece->entry.url);
    rendering->html = g_strdup(piece->entry.html);
    rendering->text = g_strdup(whole);
    rendering->payload = g_bytes_new(whole, strlen(whole));
    rendering->units = 1;
    return rendering;
}
