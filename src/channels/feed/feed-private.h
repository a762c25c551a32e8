/* SPDX-License-Identifier: Apache-2.0 */
/* channels/feed/feed-private.h: the channel, and how a publication is put into a feed. */
#pragma once
#include "http/request.h"
#include "http/response.h"
#include "mediation/channel.h"
#include "wire/cap.h"
#include "wire/feed.h"

typedef struct {
    const ChannelHost *host;
} FeedChannel;

/* ---- feed-entry.c ---- */

/* An entry and all the text that it points to. */
typedef struct {
    FeedEntry entry;
    GPtrArray *texts; /* char * */
} FeedPiece;
void feed_piece_free(FeedPiece *piece);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FeedPiece, feed_piece_free)

/* @item in @language as an entry; of one that is withdrawn, the notice alone. TRIBUNE_ERROR_INVALID: what is wrong with
 * its text. */
FeedPiece *feed_entry_make(const FeedChannel *feed, const PublicationItem *item, const char *language, GError **error);
/* Where the citizens' pages are, without a slash at its end. New. */
char *feed_entry_site(const FeedChannel *feed);
/* "tag:northam.example,2026:PATH": never changes. New. */
char *feed_entry_tag(const FeedChannel *feed, gint64 when, const char *path);

/* ---- feed-alert.c ---- */

/* The CAP message that @item, an alert, is. TRIBUNE_ERROR_INVALID: what it lacks. */
char *feed_alert_write(const FeedChannel *feed, const PublicationItem *item, GError **error);
/* "/alerts/01J….2.xml": of the latest message of @item. New. */
char *feed_alert_path(const PublicationItem *item);

/* ---- feed-publication.c ---- */

Rendering *feed_publication_render(gpointer channel, const PublicationItem *item, const char *language, GError **error);

/* ---- routes ---- */

#define FEED_HANDLER(name) gboolean name(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
FEED_HANDLER(feed_list_show);
FEED_HANDLER(feed_alert_show);
