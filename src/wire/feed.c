/* SPDX-License-Identifier: Apache-2.0 */
/* What the three formats of feeds share. */
#include "wire/feed.h"

#include "base/clock.h"
#include "base/error.h"

char *
feed_time_format(gint64 time)
{
    g_autoptr(GDateTime) when = g_date_time_new_from_unix_utc(time / CLOCK_SECOND);

    return g_date_time_format(when, "%Y-%m-%dT%H:%M:%SZ");
}

/* English names whatever the process's locale. */
char *
feed_date_format(gint64 time)
{
    static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
    static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    g_autoptr(GDateTime) when = g_date_time_new_from_unix_utc(time / CLOCK_SECOND);

    return g_strdup_printf("%s, %02d %s %04d %02d:%02d:%02d GMT", days[g_date_time_get_day_of_week(when) - 1],
                           g_date_time_get_day_of_month(when), months[g_date_time_get_month(when) - 1],
                           g_date_time_get_year(when), g_date_time_get_hour(when), g_date_time_get_minute(when),
                           g_date_time_get_second(when));
}

static gboolean
demand(const char *value, const char *what, GError **error)
{
    if (value != NULL && *value != '\0')
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "a feed needs %s", what);
    return FALSE;
}

static gboolean
check_entry(const FeedEntry *entry, GError **error)
{
    if (entry->published <= 0 || entry->updated < entry->published) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            "an entry of a feed needs the times of its publication and of its last change");
        return FALSE;
    }
    if ((entry->enclosure == NULL) != (entry->enclosure_type == NULL)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "an enclosure needs a type");
        return FALSE;
    }
    return demand(entry->id, "the id of each entry", error) && demand(entry->url, "the address of each entry", error) &&
           demand(entry->title, "the title of each entry", error) &&
           demand(entry->html != NULL ? entry->html : entry->summary, "the text of each entry", error);
}

gboolean
feed_check(const Feed *feed, GError **error)
{
    if (!demand(feed->id, "an id", error) || !demand(feed->title, "a title", error) ||
        !demand(feed->self, "its own address", error) || !demand(feed->site, "the address of its page", error) ||
        !demand(feed->author, "an author", error) || !demand(feed->language, "a language", error))
        return FALSE;
    if (feed->count > FEED_ENTRIES_MAX) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "more than %d entries on one page of a feed",
                    FEED_ENTRIES_MAX);
        return FALSE;
    }
    for (guint i = 0; i < feed->count; i++)
        if (!check_entry(&feed->entries[i], error))
            return FALSE;
    return TRUE;
}
