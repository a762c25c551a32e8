/* SPDX-License-Identifier: Apache-2.0 */
/* channels/feed: what is released, for programs: Atom, RSS and JSON Feed for each topic and language, and every alert
 * as CAP. It speaks to everybody and hears nobody. See docs/channels/feed.md. */
#include "channels/feed/feed-private.h"

#include "base/error.h"
#include "base/locale.h"

static gpointer
feed_open(const ChannelHost *host, const Config *config, const char *group, GError **error)
{
    FeedChannel *feed = g_new0(FeedChannel, 1);

    (void)config;
    (void)group;
    (void)error;
    feed->host = host;
    return feed;
}

static gboolean
feed_start(gpointer channel, GError **error)
{
    (void)channel;
    (void)error;
    return TRUE;
}

static void
feed_stop(gpointer channel, gint64 grace)
{
    (void)channel;
    (void)grace;
}

static void
feed_health(gpointer channel, ChannelHealth *ret)
{
    (void)channel;
    *ret = (ChannelHealth){ .state = HEALTH_UP };
}

static gboolean
refuse(GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                        SAY_NOOP("feeds have no address that somebody could write to or be written to at"));
    return FALSE;
}

static MessageDraft *
feed_parse(gpointer channel, GBytes *raw, const char *sender, const char *recipient, GError **error)
{
    (void)channel;
    (void)raw;
    (void)sender;
    (void)recipient;
    refuse(error);
    return NULL;
}

static Rendering *
feed_render(gpointer channel, const Outgoing *outgoing, GError **error)
{
    (void)channel;
    (void)outgoing;
    refuse(error);
    return NULL;
}

static void
feed_send(gpointer channel, const Outgoing *outgoing, const Rendering *rendering, gint64 deadline, Attempt *ret)
{
    (void)channel;
    (void)outgoing;
    (void)rendering;
    (void)deadline;
    attempt_set(ret, OUTCOME_REFUSED, "public",
                SAY_NOOP("feeds have no address that somebody could write to or be written to at"), "");
}

static char *
feed_resolve(gpointer channel, const char *text, GError **error)
{
    (void)channel;
    (void)text;
    refuse(error);
    return NULL;
}

static const HttpRoute ROUTES[] = {
    { HTTP_GET, "/feeds/{topic}/{language}/{format}", feed_list_show, HTTP_ROUTE_SLOW | HTTP_ROUTE_KEPT, 0 },
    { HTTP_GET, "/alerts/{name}", feed_alert_show, HTTP_ROUTE_SLOW | HTTP_ROUTE_KEPT, 0 },
    {},
};

static const ChannelProtocol PROTOCOLS[] = {
    { "Atom", "RFC 4287, pages RFC 5005", PROTOCOL_STABLE, NULL, "https://www.rfc-editor.org/rfc/rfc4287" },
    { "RSS", "2.0", PROTOCOL_STABLE, NULL, "https://www.rssboard.org/rss-specification" },
    { "JSON Feed", "1.1", PROTOCOL_STABLE, NULL, "https://www.jsonfeed.org/version/1.1/" },
    { "CAP", "1.2", PROTOCOL_STABLE, NULL, "https://docs.oasis-open.org/emergency/cap/v1.2/CAP-v1.2.html" },
    { NULL },
};

static const char *const PEERS[] = { "feedsmith 3", NULL };

const struct channel_driver feed_channel = {
    .contract = CHANNEL_CONTRACT,
    .name = "feed",
    .summary = SAY_NOOP("What is released, for programs: Atom, RSS, JSON Feed, and alerts as CAP."),
    .label = SAY_NOOP("feed"),
    .protocols = PROTOCOLS,
    .capabilities = { .abilities = CHANNEL_PUBLIC | CHANNEL_EDITS | CHANNEL_RICH_TEXT,
                      .longest_text = PUBLICATION_BODY_MAX,
                      .concurrency = 1,
                      .assurance = 0,
                      .scheme = "feed" },
    .peers = PEERS,
    .settings = NULL,
    .routes = ROUTES,
    .open = feed_open,
    .start = feed_start,
    .stop = feed_stop,
    .close = g_free,
    .health = feed_health,
    .parse = feed_parse,
    .render = feed_render,
    .send = feed_send,
    .render_public = feed_publication_render,
    .resolve = feed_resolve,
};
