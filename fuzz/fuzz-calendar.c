/* SPDX-License-Identifier: Apache-2.0 */
/* A calendar as any text: what is read comes back as it is written, and time on it goes forward. The first line is the
 * week, the others the days off. */
#include <stdint.h>
#include <string.h>

#include "base/clock.h"
#include "model/calendar-text.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

#define START (G_GINT64_CONSTANT(1790000000) * CLOCK_SECOND)

static void
count(const Calendar *calendar)
{
    const Zone *zone = zone_get("Europe/London");
    gint64 open = calendar_next_open(calendar, zone, START);
    gint64 due = calendar_add(calendar, zone, START, 90, (CalendarStops){ NULL, 0 });

    g_assert_true(open == 0 || open >= START);
    g_assert_true(due == 0 || due >= open + 90 * CLOCK_MINUTE);
    if (due != 0)
        g_assert_cmpint(calendar_minutes_between(calendar, zone, START, due, (CalendarStops){ NULL, 0 }), ==, 90);
}

static void
check_week(Calendar *calendar)
{
    g_autofree char *week = calendar_text_week(calendar->days), *again = NULL;

    g_assert_true(calendar_text_parse_week(week, calendar->days, NULL));
    again = calendar_text_week(calendar->days);
    g_assert_cmpstr(week, ==, again);
}

static void
check_closures(Calendar *calendar, GPtrArray *closures)
{
    g_autofree char *text = calendar_text_closures(closures), *again = NULL;
    g_autoptr(GPtrArray) read = calendar_text_parse_closures(text, NULL, NULL);

    g_assert_nonnull(read);
    again = calendar_text_closures(read);
    g_assert_cmpstr(text, ==, again);
    g_ptr_array_unref(calendar->closures);
    calendar->closures = closures;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autofree char *text = g_strndup((const char *)bytes, length);
    g_autofree char *clean = g_utf8_make_valid(text, -1);
    char *newline = strchr(clean, '\n');
    g_autoptr(Calendar) calendar = calendar_new();
    g_autoptr(GError) error = NULL;
    GPtrArray *closures;

    if (newline != NULL)
        *newline = '\0';
    if (calendar_text_parse_week(clean, calendar->days, NULL))
        check_week(calendar);
    closures = calendar_text_parse_closures(newline != NULL ? newline + 1 : "", NULL, &error);
    g_assert_true((closures == NULL) == (error != NULL));
    if (closures != NULL)
        check_closures(calendar, closures);
    count(calendar);
    return 0;
}
