/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/http-date.h"

#include <string.h>

#include "base/clock.h"
#include "base/number.h"

#define LENGTH 29 /* of every such date */

static const char *const DAYS[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
static const char *const MONTHS[] = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
};

static int
find(const char *const *names, int count, const char *text)
{
    for (int i = 0; i < count; i++)
        if (strncmp(names[i], text, 3) == 0)
            return i + 1;
    return 0;
}

static gboolean
read_number(const char *text, gsize length, gint64 max, int *ret)
{
    gint64 number;

    if (!number_parse_span(text, length, 0, max, &number, NULL))
        return FALSE;
    *ret = (int)number;
    return TRUE;
}

gboolean
http_date_read(const char *text, gint64 *ret)
{
    g_autoptr(GDateTime) date = NULL;
    int day, month, year, hour, minute, second;

    if (strlen(text) != LENGTH || find(DAYS, 7, text) == 0 || strncmp(text + 3, ", ", 2) != 0 || text[7] != ' ' ||
        text[11] != ' ' || text[16] != ' ' || text[19] != ':' || text[22] != ':' || strcmp(text + 25, " GMT") != 0)
        return FALSE;
    month = find(MONTHS, 12, text + 8);
    if (month == 0 || !read_number(text + 5, 2, 31, &day) || !read_number(text + 12, 4, 9999, &year) ||
        !read_number(text + 17, 2, 23, &hour) || !read_number(text + 20, 2, 59, &minute) ||
        !read_number(text + 23, 2, 60, &second))
        return FALSE;
    date = g_date_time_new_utc(year, month, day, hour, minute, MIN(second, 59));
    if (date == NULL)
        return FALSE;
    *ret = g_date_time_to_unix(date) * CLOCK_SECOND;
    return TRUE;
}

char *
http_date_write(gint64 time)
{
    g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(time / CLOCK_SECOND);

    return g_strdup_printf("%s, %02d %s %04d %02d:%02d:%02d GMT", DAYS[g_date_time_get_day_of_week(date) - 1],
                           g_date_time_get_day_of_month(date), MONTHS[g_date_time_get_month(date) - 1],
                           g_date_time_get_year(date), g_date_time_get_hour(date), g_date_time_get_minute(date),
                           g_date_time_get_second(date));
}

gint64
http_date_wait(const char *text, gint64 now)
{
    gint64 seconds = 0, date;

    if (http_date_read(text, &date))
        return CLAMP(date - now, 0, 365 * CLOCK_DAY);
    return number_parse_int64(text, 0, 365 * CLOCK_DAY / CLOCK_SECOND, &seconds, NULL) ? seconds * CLOCK_SECOND : 0;
}
