/* SPDX-License-Identifier: Apache-2.0 */
/* The catalogue of channels: those of this node, the drivers that could be used; filters, and what waits. */
#include <string.h>

#include "console/channel-part.h"
#include "console/page.h"
#include "mediation/releasing/emergency.h"

/* ---- channels ---- */

#define ADDRESSES_MAX 3 /* of a channel, on its card */
#define FEW           6 /* channels that need no search */

static gboolean
holds(const char *text, const char *folded)
{
    g_autofree char *own = g_utf8_casefold(text, -1);

    return strstr(own, folded) != NULL;
}

static gboolean
is_wanted(const ConsoleVisit *visit, const ChannelViewRow *row, const char *asked)
{
    const Channel *channel = row->channel;
    g_autofree char *folded = g_utf8_casefold(asked, -1);
    gboolean wanted = holds(channel->name, folded) || holds(channel->driver->name, folded) ||
                      holds(locale_say(visit->locale, channel->driver->label), folded);

    for (guint i = 0; !wanted && i < row->addresses->len; i++)
        wanted = holds(g_ptr_array_index(row->addresses, i), folded);
    return wanted;
}

static json_t *
describe_channels(const ConsoleVisit *visit, const GPtrArray *rows, const char *asked)
{
    json_t *list = json_array();

    for (guint i = 0; i < rows->len; i++) {
        const ChannelViewRow *row = g_ptr_array_index(rows, i);

        if (is_wanted(visit, row, asked))
            part_add(list, channel_part_row(visit, row, ADDRESSES_MAX));
    }
    return part_list(list);
}

static gboolean
is_used(const GPtrArray *rows, const struct channel_driver *driver)
{
    for (guint i = 0; i < rows->len; i++)
        if (((const ChannelViewRow *)g_ptr_array_index(rows, i))->channel->driver == driver)
            return TRUE;
    return FALSE;
}

/* Those that no channel uses. */
static json_t *
describe_drivers(const ConsoleVisit *visit, const GPtrArray *rows)
{
    const struct channel_driver *const *driver = channels_drivers(visit->console->mediation->channels);
    json_t *list = json_array();

    for (; *driver != NULL; driver++)
        if (!is_used(rows, *driver))
            part_add(list, channel_part_driver(visit, *driver));
    return part_list(list);
}

static json_t *
describe_search(const GPtrArray *rows, const char *asked)
{
    return rows->len > FEW || *asked != '\0' ? json_pack("{s:s, s:o, s:s?}", "action", "/channels", "asked",
                                                         part_text(asked), "all", *asked != '\0' ? "/channels" : NULL)
                                             : json_null();
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
                          channel_part_health(health.down_since == 0 ? HEALTH_UP : HEALTH_DOWN), "since",
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
    const char *query = http_request_query(request, "channel"), *asked = query != NULL ? query : "";
    g_autoptr(GPtrArray) rows = channel_view_list(mediation, visit->actor, error);
    json_t *filters, *backlog, *unreviewed;

    (void)data;
    if (rows == NULL)
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
    filters = json_array();
    for (guint i = 0; i < filters_count(mediation->filters); i++)
        part_add(filters, describe_filter(visit, i));
    return page_render(visit, "channels", "channels",
                       json_pack("{s:o, s:o, s:o, s:o, s:o, s:o}", "channels", describe_channels(visit, rows, asked),
                                 "drivers", describe_drivers(visit, rows), "find", describe_search(rows, asked),
                                 "filters_health", part_list(filters), "backlog", backlog, "unreviewed", unreviewed),
                       error);
}
