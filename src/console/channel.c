/* SPDX-License-Identifier: Apache-2.0 */
/* One channel: what it speaks and can, how it does, what waits to leave by it; pausing it. And a driver that no channel
 * uses yet. */
#include <string.h>

#include "base/error.h"
#include "console/channel-part.h"
#include "console/flash.h"
#include "console/page.h"
#include "mediation/channel-words.h"
#include "mediation/delivering/pausing.h"
#include "views/host-view.h"

static const char *
url_of(const ConsoleVisit *visit)
{
    return http_request_format(visit->request, "/channels/%s", http_request_parameter(visit->request, "channel"));
}

static const ChannelViewRow *
find(const GPtrArray *rows, const char *name, GError **error)
{
    for (guint i = 0; i < rows->len; i++) {
        const ChannelViewRow *row = g_ptr_array_index(rows, i);

        if (strcmp(row->channel->name, name) == 0)
            return row;
    }
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such channel");
    return NULL;
}

/* Null where there is nothing to pause, or no right to. */
static json_t *
describe_form(const ConsoleVisit *visit, const ChannelViewRow *row, const char *typed, const GError *trouble)
{
    const struct channel_driver *driver = row->channel->driver;
    gboolean sends = (driver->capabilities.abilities & CHANNEL_SENDS) != 0 || driver->errand != NULL;

    if (!sends || !rights_may_anywhere(visit->actor, ACTION_PAUSE_CHANNEL))
        return json_null();
    return json_pack(
        "{s:s, s:s, s:o, s:i, s:o}", "pause", http_request_format(visit->request, "%s/pause", url_of(visit)), "resume",
        http_request_format(visit->request, "%s/resume", url_of(visit)), "reason_text", part_text(typed), "limit",
        PAUSING_REASON_MAX, "error",
        trouble == NULL ? json_null() : json_pack("{s:b, s:o}", "said", 1, "words", part_said(visit, trouble)));
}

/* Null where nothing waits for a server. */
static json_t *
describe_hosts(const ConsoleVisit *visit, const GPtrArray *hosts)
{
    json_t *list = json_array();

    for (guint i = 0; i < hosts->len; i++) {
        const HostViewRow *host = g_ptr_array_index(hosts, i);

        part_add(list, json_pack("{s:o, s:o, s:o, s:b}", "host", part_text(host->host), "waiting",
                                 part_number(visit, host->waiting), "oldest", part_time(visit, host->oldest), "away",
                                 host->away));
    }
    if (hosts->len > 0)
        return json_pack("{s:o, s:b}", "list", list, "full", hosts->len >= HOST_VIEW_MAX);
    json_decref(list);
    return json_null();
}

static gboolean
show(const ConsoleVisit *visit, const char *typed, const GError *trouble, GError **error)
{
    g_autoptr(GPtrArray) rows = channel_view_list(visit->console->mediation, visit->actor, error);
    const ChannelViewRow *row =
        rows == NULL ? NULL : find(rows, http_request_parameter(visit->request, "channel"), error);
    g_autoptr(GPtrArray) hosts = NULL;

    if (row == NULL)
        return FALSE;
    hosts = host_view_list(visit->console->mediation, visit->actor, row->channel->name, error);
    if (hosts == NULL)
        return FALSE;
    return page_render(visit, "channel", "channels",
                       json_pack("{s:o, s:s, s:o, s:o, s:o, s:o}", "errors",
                                 trouble != NULL ? page_error_said(visit, "pause-reason", trouble) : json_null(),
                                 "list_url", "/channels", "channel", channel_part_row(visit, row, G_MAXUINT), "driver",
                                 channel_part_driver(visit, row->channel->driver), "pausing",
                                 describe_form(visit, row, typed, trouble), "hosts", describe_hosts(visit, hosts)),
                       error);
}

gboolean
console_channel_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)data;
    return show(console_visit(request, response), "", NULL, error);
}

/* What somebody else did meanwhile, or what is missing, stands on the page. */
static gboolean
refuse(const ConsoleVisit *visit, const char *typed, GError *trouble, GError **error)
{
    gboolean shown;

    if (!page_comes_back(visit, &trouble, error))
        return FALSE;
    shown = show(visit, typed, trouble, error);
    g_error_free(trouble);
    return shown;
}

gboolean
console_channel_pause(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    const char *name = http_request_parameter(request, "channel"), *reason = console_field(visit, "reason");
    GError *trouble = NULL;

    (void)data;
    if (!pausing_pause(visit->console->mediation, visit->actor, name, reason, &trouble))
        return refuse(visit, reason, trouble, error);
    flash_set(visit, "channel_paused", "name", name);
    return http_response_redirect(response, url_of(visit));
}

gboolean
console_channel_resume(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    const char *name = http_request_parameter(request, "channel");
    GError *trouble = NULL;

    (void)data;
    if (!pausing_resume(visit->console->mediation, visit->actor, name, &trouble))
        return refuse(visit, "", trouble, error);
    flash_set(visit, "channel_resumed", "name", name);
    return http_response_redirect(response, url_of(visit));
}

gboolean
console_channel_driver(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    const struct channel_driver *driver = channel_words_find(channels_drivers(visit->console->mediation->channels),
                                                             http_request_parameter(request, "driver"));

    (void)data;
    if (!rights_check_anywhere(visit->actor, ACTION_SEE_HEALTH, error))
        return FALSE;
    if (driver == NULL) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such driver");
        return FALSE;
    }
    return page_render(visit, "channel-driver", "channels",
                       json_pack("{s:s, s:o, s:s}", "list_url", "/channels", "driver",
                                 channel_part_driver(visit, driver), "setup",
                                 http_request_format(request, "[channel.NAME]\ndriver = %s", driver->name)),
                       error);
}
