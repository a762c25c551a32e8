/* SPDX-License-Identifier: Apache-2.0 */
/* channels/web: the contact form on the citizens' pages, and the page of their case on which she reads our answer.
 *
 * What comes in is a form; what goes out stands on a page that opens by a link only its writer has. Who gives a mail
 * address is known by it, and is answered there: by a channel that carries mail. See docs/channels/web.md. */
#include <string.h>

#include "base/error.h"
#include "base/locale.h"
#include "channels/web/web-private.h"

#define NAME_MAX_LENGTH 40

static const ConfigKey SETTINGS[] = {
    { "least-time", CONFIG_DURATION, "3s", .min = 0, .max = 10 * CLOCK_MINUTE,
      .help = "Who fills in the form faster is asked to look at it once more." },
    {},
};

static gpointer
web_open(const ChannelHost *host, const Config *config, const char *group, GError **error)
{
    Web *web = g_new0(Web, 1);

    (void)error;
    web->host = host;
    web->guard = web_guard_new(host->secret, config_integer(config, group, "least-time"));
    web->comment_guard = web_guard_new(host->secret, config_integer(config, group, "least-time"));
    web->report_guard = web_guard_new(host->secret, 0);
    web->stash = web_stash_new(WEB_STASH_BYTES);
    return web;
}

static gboolean
web_start(gpointer channel, GError **error)
{
    (void)channel;
    (void)error;
    return TRUE;
}

static void
web_stop(gpointer channel, gint64 grace)
{
    (void)channel;
    (void)grace;
}

static void
web_close(gpointer channel)
{
    Web *web = channel;

    web_guard_free(web->guard);
    web_guard_free(web->comment_guard);
    web_guard_free(web->report_guard);
    web_stash_free(web->stash);
    g_free(web);
}

static void
web_health(gpointer channel, ChannelHealth *ret)
{
    Web *web = channel;

    *ret = (ChannelHealth){
        .state = HEALTH_UP,
        .received = atomic_load(&web->received),
        .refused = atomic_load(&web->refused),
        .sent = atomic_load(&web->sent),
        .failed = atomic_load(&web->failed),
    };
}

static gboolean
is_name(const char *name)
{
    gsize length = strlen(name);

    for (gsize i = 0; i < length; i++)
        if (!g_ascii_islower(name[i]) && !g_ascii_isdigit(name[i]) && name[i] != '-')
            return FALSE;
    return length > 0 && length <= NAME_MAX_LENGTH;
}

/* "contact" is the general one; "contact/highways" or "highways" is one of the choices on the form. */
static char *
web_resolve(gpointer channel, const char *text, GError **error)
{
    const Web *web = channel;
    g_autofree char *trimmed = g_ascii_strdown(text, -1), *start = g_strdup_printf("https://%s/", web->host->domain);
    const char *name = g_strstrip(trimmed);

    if (g_str_has_prefix(name, start))
        name += strlen(start);
    name += strspn(name, "/");
    if (strcmp(name, "contact") == 0)
        return g_strconcat(start, "contact", NULL);
    if (g_str_has_prefix(name, "contact/"))
        name += strlen("contact/");
    if (is_name(name))
        return g_strconcat(start, "contact/", name, NULL);
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                SAY_NOOP("write contact for the form itself, or one word for a choice on it, like highways"));
    return NULL;
}

static const HttpRoute ROUTES[] = {
    { HTTP_GET, "/contact", web_contact_show, 0, 0 },
    { HTTP_POST, "/contact", web_contact_send, HTTP_ROUTE_SLOW | HTTP_ROUTE_OPEN_POST, WEB_BODY_MAX },
    { HTTP_GET, "/case/{token}/reply", web_reply_show, HTTP_ROUTE_SLOW, 0 },
    { HTTP_POST, "/case/{token}/reply", web_reply_send, HTTP_ROUTE_SLOW | HTTP_ROUTE_OPEN_POST, WEB_BODY_MAX },
    { HTTP_POST, "/case/{token}/read", web_reply_read, HTTP_ROUTE_SLOW | HTTP_ROUTE_OPEN_POST, 4096 },
    { HTTP_GET, "/news/{slug}/comment", web_comment_show, HTTP_ROUTE_SLOW, 0 },
    { HTTP_POST, "/news/{slug}/comment", web_comment_send, HTTP_ROUTE_SLOW | HTTP_ROUTE_OPEN_POST, 256 * 1024 },
    { HTTP_GET, "/news/{slug}/comments/{comment}/report", web_comment_report, HTTP_ROUTE_SLOW, 0 },
    { HTTP_POST, "/news/{slug}/comments/{comment}/report", web_comment_flag, HTTP_ROUTE_SLOW | HTTP_ROUTE_OPEN_POST,
      16384 },
    {},
};

static const ChannelProtocol PROTOCOLS[] = {
    { "HTML forms", "multipart/form-data, RFC 7578", PROTOCOL_STABLE, NULL, "https://www.rfc-editor.org/rfc/rfc7578" },
    { NULL },
};

static const char *const PEERS[] = { "Chromium", NULL };

const struct channel_driver web_channel = {
    .contract = CHANNEL_CONTRACT,
    .name = "web",
    .summary = SAY_NOOP("The contact form, and the page on which its writer reads our answer."),
    .label = SAY_NOOP("web form"),
    .protocols = PROTOCOLS,
    .capabilities = { .abilities = CHANNEL_RECEIVES | CHANNEL_SENDS | CHANNEL_CONFIRMS_READING | CHANNEL_PRIVATE |
                                   CHANNEL_PUBLIC | CHANNEL_RICH_TEXT | CHANNEL_ATTACHMENTS | CHANNEL_PAGE,
                      .longest_text = 1024 * 1024,
                      .concurrency = 8,
                      .assurance = 0,
                      .scheme = "https" },
    .peers = PEERS,
    .settings = SETTINGS,
    .routes = ROUTES,
    .open = web_open,
    .start = web_start,
    .stop = web_stop,
    .close = web_close,
    .health = web_health,
    .parse = web_parse_form,
    .render = web_render_page,
    .send = web_render_send,
    .render_public = web_render_publication,
    .resolve = web_resolve,
};
