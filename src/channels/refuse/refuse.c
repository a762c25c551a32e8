/* SPDX-License-Identifier: Apache-2.0 */
#include "channels/refuse/refuse.h"

#include <string.h>

#include "base/error.h"
#include "base/locale.h"

static gpointer
refuse_open(const ChannelHost *host, const Config *config, const char *group, GError **error)
{
    (void)config;
    (void)group;
    (void)error;
    return (gpointer)host;
}

static gboolean
refuse_start(gpointer channel, GError **error)
{
    (void)channel;
    (void)error;
    return TRUE;
}

static void
refuse_stop(gpointer channel, gint64 grace)
{
    (void)channel;
    (void)grace;
}

static void
refuse_close(gpointer channel)
{
    (void)channel;
}

static void
refuse_health(gpointer channel, ChannelHealth *ret)
{
    (void)channel;
    *ret = (ChannelHealth){ .state = HEALTH_DOWN, .words = g_strdup(SAY_NOOP("This channel refuses everything.")) };
}

static MessageDraft *
refuse_parse(gpointer channel, GBytes *raw, const char *sender, const char *recipient, GError **error)
{
    (void)channel;
    (void)raw;
    (void)sender;
    (void)recipient;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "this channel takes nothing in");
    return NULL;
}

static Rendering *
refuse_render(gpointer channel, const Outgoing *outgoing, GError **error)
{
    Rendering *rendering = g_new0(Rendering, 1);

    (void)channel;
    (void)error;
    rendering->external_id = g_strdup("");
    rendering->headline = g_strdup("");
    rendering->text = g_strdup(outgoing->text);
    rendering->payload = g_bytes_new(outgoing->text, strlen(outgoing->text));
    return rendering;
}

static void
refuse_send(gpointer channel, const Outgoing *outgoing, const Rendering *rendering, gint64 deadline, Attempt *ret)
{
    (void)channel;
    (void)outgoing;
    (void)rendering;
    (void)deadline;
    attempt_set(ret, OUTCOME_REFUSED, "550", SAY_NOOP("The other side refuses this address."), "no");
}

static char *
refuse_resolve(gpointer channel, const char *text, GError **error)
{
    (void)channel;
    (void)text;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "this channel knows no addresses");
    return NULL;
}

static const ChannelProtocol PROTOCOLS[] = {
    { "refuse", "1", PROTOCOL_STABLE, NULL, "channels/refuse/refuse.h" },
    { NULL },
};

const struct channel_driver refuse_channel = {
    .contract = CHANNEL_CONTRACT,
    .name = "refuse",
    .summary = "Refuses everything, for tests.",
    .label = "refuse",
    .protocols = PROTOCOLS,
    .capabilities = { .abilities = CHANNEL_SENDS | CHANNEL_PRIVATE,
                      .longest_text = 1024,
                      .concurrency = 1,
                      .scheme = "refuse" },
    .open = refuse_open,
    .start = refuse_start,
    .stop = refuse_stop,
    .close = refuse_close,
    .health = refuse_health,
    .parse = refuse_parse,
    .render = refuse_render,
    .send = refuse_send,
    .resolve = refuse_resolve,
};
