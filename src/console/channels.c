/* SPDX-License-Identifier: Apache-2.0 */
/* How the channels and filters are: up or not, what they speak, what waits. */
#include "console/page.h"
#include "mediation/emergency.h"
#include "model/person.h"

static json_t *
health_word(ChannelState state)
{
    static const char *const WORDS[] = { "up", "slow", "down" };

    return part_flag(WORDS[state]);
}

/* ---- channels ---- */

static json_t *
describe_protocols(const ConsoleVisit *visit, const struct channel_driver *driver)
{
    json_t *list = json_array();

    for (const ChannelProtocol *protocol = driver->protocols; protocol != NULL && protocol->name != NULL; protocol++)
        part_add(list, json_pack("{s:o, s:o, s:b, s:o, s:b}", "protocol", part_text(protocol->name), "version",
                                 part_text(protocol->version), "legacy", protocol->standing == PROTOCOL_LEGACY, "goes",
                                 part_text(protocol->goes), "proposed", protocol->standing == PROTOCOL_PROPOSED));
    (void)visit;
    return list;
}

static json_t *
describe_abilities(const struct channel_driver *driver)
{
    static const struct {
        guint ability;
        const char *name;
    } ABILITIES[] = {
        { CHANNEL_RECEIVES, "receives" },
        { CHANNEL_SENDS, "sends" },
        { CHANNEL_CONFIRMS_DELIVERY, "confirms_delivery" },
        { CHANNEL_CONFIRMS_READING, "confirms_reading" },
        { CHANNEL_RICH_TEXT, "rich_text" },
        { CHANNEL_ATTACHMENTS, "attachments" },
    };
    json_t *list = json_array();

    for (guint i = 0; i < G_N_ELEMENTS(ABILITIES); i++)
        if ((driver->capabilities.abilities & ABILITIES[i].ability) != 0)
            part_add(list, json_pack("{s:o}", "ability", part_flag(ABILITIES[i].name)));
    return list;
}

static json_t *
describe_addresses(const ConsoleVisit *visit, const char *channel)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    const GPtrArray *endpoints = directory_endpoints(snapshot);
    json_t *list = json_array();

    for (guint i = 0; i < endpoints->len; i++) {
        const Endpoint *endpoint = g_ptr_array_index(endpoints, i);

        if (g_strcmp0(endpoint->channel, channel) == 0)
            part_add(list, json_pack("{s:o}", "address", part_text(identity_address(endpoint->uri))));
    }
    return part_list(list);
}

static json_t *
describe_channel(const ConsoleVisit *visit, const Channel *channel)
{
    ChannelHealth health = { 0 };
    json_t *described;

    channel->driver->health(channel->handle, &health);
    described = json_pack(
        "{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "name", part_text(channel->name), "label",
        part_channel(visit, channel->name), "health", health_word(health.state), "about",
        part_text(locale_say(visit->locale, channel->driver->summary)), "trouble",
        part_text(health.words != NULL ? locale_say(visit->locale, health.words) : NULL), "endpoints",
        describe_addresses(visit, channel->name), "received", part_number(visit, (gint64)health.received), "refused",
        part_number(visit, (gint64)health.refused), "sent", part_number(visit, (gint64)health.sent), "failed",
        part_number(visit, (gint64)health.failed), "protocols", describe_protocols(visit, channel->driver), "abilities",
        describe_abilities(channel->driver));
    g_free(health.words);
    return described;
}

/* ---- filters ---- */

static json_t *
describe_filter(const ConsoleVisit *visit, guint index)
{
    FilterHealth health = { 0 };
    json_t *described;

    filters_health(visit->console->mediation->filters, index, &health);
    described = json_pack("{s:o, s:o, s:o, s:o, s:o, s:o}", "name", part_text(health.name), "about",
                          part_text(locale_say(visit->locale, health.summary)), "health",
                          health_word(health.down_since == 0 ? HEALTH_UP : HEALTH_DOWN), "since",
                          part_time(visit, health.down_since), "trouble", part_text(health.trouble), "judged",
                          part_number(visit, (gint64)health.judged));
    filter_health_clear(&health);
    return described;
}

/* ---- what waits ---- */

static gboolean
describe_backlog(const ConsoleVisit *visit, const char *kind, json_t *into, GError **error)
{
    JobBacklog backlog;

    if (!work_backlog(visit->console->mediation->work, kind, &backlog, error))
        return FALSE;
    part_add(into,
             json_pack("{s:o, s:o, s:o, s:o}", "work", part_flag(kind), "waiting", part_number(visit, backlog.waiting),
                       "troubled", backlog.troubled > 0 ? part_number(visit, backlog.troubled) : json_null(), "oldest",
                       part_time(visit, backlog.waiting > 0 ? backlog.oldest : 0)));
    return TRUE;
}

/* Null when nothing that left without review has still to be looked at. */
static json_t *
describe_unreviewed(const ConsoleVisit *visit, GError **error)
{
    gint64 open, late;

    if (!emergency_count(visit->console->mediation, visit->actor, &open, &late, error))
        return NULL;
    return open > 0
               ? json_pack("{s:I, s:b, s:I}", "count", (json_int_t)open, "any_late", late > 0, "late", (json_int_t)late)
               : json_null();
}

gboolean
console_channels_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    const Mediation *mediation = visit->console->mediation;
    json_t *channels, *filters, *backlog, *unreviewed;

    (void)data;
    if (!rights_check_anywhere(visit->actor, ACTION_SEE_HEALTH, error))
        return FALSE;
    unreviewed = describe_unreviewed(visit, error);
    if (unreviewed == NULL)
        return FALSE;
    backlog = json_array();
    if (!describe_backlog(visit, WORK_SCREEN, backlog, error) ||
        !describe_backlog(visit, WORK_DELIVER, backlog, error)) {
        json_decref(backlog);
        json_decref(unreviewed);
        return FALSE;
    }
    channels = json_array();
    filters = json_array();
    for (guint i = 0; i < channels_count(mediation->channels); i++)
        part_add(channels, describe_channel(visit, channels_at(mediation->channels, i)));
    for (guint i = 0; i < filters_count(mediation->filters); i++)
        part_add(filters, describe_filter(visit, i));
    return page_render(visit, "channels", "channels",
                       json_pack("{s:o, s:o, s:o, s:o}", "channels", channels, "filters_health", part_list(filters),
                                 "backlog", backlog, "unreviewed", unreviewed),
                       error);
}
