/* SPDX-License-Identifier: Apache-2.0 */
#include "console/channel-part.h"

#include "mediation/channel-words.h"

/* Manuals mark what is typed by backticks; a page has no use for them. */
static json_t *
say_plainly(const ConsoleVisit *visit, const char *words)
{
    g_autofree char *plain = g_strdup(locale_say(visit->locale, words));
    char *to = plain;

    for (const char *from = plain; *from != '\0'; from++)
        if (*from != '`')
            *to++ = *from;
    *to = '\0';
    return part_text(plain);
}

json_t *
channel_part_health(ChannelState state)
{
    static const char *const WORDS[] = { "up", "slow", "down" };

    return part_flag(WORDS[state]);
}

json_t *
channel_part_pause(const ConsoleVisit *visit, const Pause *pause)
{
    gboolean sees = rights_may_anywhere(visit->actor, ACTION_SEE_HEALTH);

    if (pause == NULL)
        return json_null();
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:s?}", "name", part_text(pause->channel), "label",
                     part_channel(visit, pause->channel), "reason", part_text(pause->reason), "by",
                     part_text(pause->by), "since", part_time(visit, pause->since), "url",
                     sees ? http_request_format(visit->request, "/channels/%s", pause->channel) : NULL);
}

json_t *
channel_part_legacy(const ConsoleVisit *visit, const Channel *channel)
{
    ChannelLegacy legacy = channels_legacy(channel, visit->now);
    g_autofree char *date =
        legacy != LEGACY_NOT ? locale_date(visit->locale, channel->legacy, LOCALE_DATE, "UTC") : NULL;

    if (legacy == LEGACY_NOT)
        return json_null();
    return json_pack("{s:o, s:b, s:b}", "date", part_text(date), "near", legacy == LEGACY_NEAR, "past",
                     legacy == LEGACY_PAST);
}

/* ---- a driver ---- */

static json_t *
describe_protocols(const ConsoleVisit *visit, const struct channel_driver *driver)
{
    json_t *list = json_array();

    for (const ChannelProtocol *protocol = driver->protocols; protocol != NULL && protocol->name != NULL; protocol++) {
        gboolean linked = g_str_has_prefix(protocol->specification, "https://");

        part_add(list, json_pack("{s:o, s:o, s:b, s:o, s:b, s:o}", "protocol", part_text(protocol->name), "version",
                                 part_text(protocol->version), "legacy", protocol->standing == PROTOCOL_LEGACY, "goes",
                                 part_text(protocol->goes), "proposed", protocol->standing == PROTOCOL_PROPOSED,
                                 "specification", part_text(linked ? protocol->specification : NULL)));
    }
    (void)visit;
    return list;
}

static json_t *
describe_abilities(const ConsoleVisit *visit, const struct channel_driver *driver)
{
    const char *words[CHANNEL_WORDS_MAX];
    guint count = channel_words_abilities(driver, words);
    json_t *list = json_array();

    for (guint i = 0; i < count; i++)
        part_add(list, json_pack("{s:o}", "words", part_text(locale_say(visit->locale, words[i]))));
    return list;
}

static json_t *
describe_limits(const ConsoleVisit *visit, const struct channel_driver *driver)
{
    const ChannelCapabilities *can = &driver->capabilities;
    g_autofree char *longest = channel_words_size(can->longest_text);
    gboolean sends = (can->abilities & CHANNEL_SENDS) != 0;

    return json_pack("{s:o, s:o, s:o, s:o, s:i}", "longest", part_text(longest), "at_once",
                     sends ? part_number(visit, can->concurrency) : json_null(), "per_host",
                     sends && can->per_host > 0 ? part_number(visit, can->per_host) : json_null(), "scheme",
                     part_text(can->scheme), "assurance", can->assurance);
}

static json_t *
describe_peers(const struct channel_driver *driver)
{
    json_t *list = json_array();

    for (const char *const *peer = driver->peers; peer != NULL && *peer != NULL; peer++)
        part_add(list, json_pack("{s:o}", "peer", part_text(*peer)));
    return part_list(list);
}

json_t *
channel_part_driver(const ConsoleVisit *visit, const struct channel_driver *driver)
{
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:s}", "driver", part_text(driver->name), "about",
                     say_plainly(visit, driver->summary), "protocols", describe_protocols(visit, driver), "abilities",
                     describe_abilities(visit, driver), "limits", describe_limits(visit, driver), "peers",
                     describe_peers(driver), "url",
                     http_request_format(visit->request, "/channels/drivers/%s", driver->name));
}

/* ---- a channel ---- */

static json_t *
describe_addresses(const ChannelViewRow *row, guint most)
{
    json_t *list = json_array();

    for (guint i = 0; i < MIN(row->addresses->len, most); i++)
        part_add(list, json_pack("{s:o}", "address", part_text(g_ptr_array_index(row->addresses, i))));
    return part_list(list);
}

/* "100,000" may be more: nobody counts further. */
static json_t *
describe_count(const ConsoleVisit *visit, gint64 count)
{
    g_autofree char *number = locale_number(visit->locale, count);
    g_autofree char *text = g_strconcat(number, count >= CHANNEL_VIEW_COUNTED ? "+" : "", NULL);

    return part_text(text);
}

static json_t *
describe_waiting(const ConsoleVisit *visit, const ChannelViewRow *row)
{
    return json_pack("{s:o, s:I, s:o, s:I, s:o, s:I, s:o}", "deliveries", describe_count(visit, row->deliveries),
                     "deliveries_count", (json_int_t)row->deliveries, "errands",
                     row->errands > 0 ? describe_count(visit, row->errands) : json_null(), "errands_count",
                     (json_int_t)row->errands, "aside",
                     row->aside > 0 ? describe_count(visit, row->aside) : json_null(), "aside_count",
                     (json_int_t)row->aside, "oldest", part_time(visit, row->oldest));
}

json_t *
channel_part_row(const ConsoleVisit *visit, const ChannelViewRow *row, guint addresses)
{
    const Channel *channel = row->channel;
    const ChannelHealth *health = &row->health;
    guint left = row->addresses->len - MIN(row->addresses->len, addresses);
    json_t *described = json_pack(
        "{s:o, s:o, s:s, s:o, s:o, s:o, s:o, s:b, s:i, s:s, s:o, s:o, s:o, s:o, s:o}", "name", part_text(channel->name),
        "label", part_channel(visit, channel->name), "url",
        http_request_format(visit->request, "/channels/%s", channel->name), "health",
        channel_part_health(health->state), "about", say_plainly(visit, channel->driver->summary), "trouble",
        health->words != NULL ? say_plainly(visit, health->words) : json_null(), "endpoints",
        describe_addresses(row, addresses), "any_more", left > 0, "more", (int)left, "driver_name",
        channel->driver->name, "received", part_number(visit, (gint64)health->received), "refused",
        part_number(visit, (gint64)health->refused), "sent", part_number(visit, (gint64)health->sent), "failed",
        part_number(visit, (gint64)health->failed), "connections", part_number(visit, health->connections));

    part_set(described, "waiting", describe_waiting(visit, row));
    part_set(described, "paused", channel_part_pause(visit, row->pause));
    if (row->pause != NULL)
        part_set(json_object_get(described, "paused"), "url", json_null()); /* the page itself leads there */
    part_set(described, "legacy", channel_part_legacy(visit, channel));
    return described;
}
