/* SPDX-License-Identifier: Apache-2.0 */
#include "model/calendar.h"

#include "base/clock.h"

void
calendar_closure_free(CalendarClosure *closure)
{
    g_free(closure->name);
    g_free(closure);
}

void
calendar_free(Calendar *calendar)
{
    g_free(calendar->code);
    g_free(calendar->name);
    g_free(calendar->zone);
    g_ptr_array_unref(calendar->closures);
    g_free(calendar);
}

Calendar *
calendar_new(void)
{
    Calendar *calendar = g_new0(Calendar, 1);

    calendar->code = g_strdup("");
    calendar->name = g_strdup("");
    calendar->zone = g_strdup("");
    calendar->closures = g_ptr_array_new_with_free_func((GDestroyNotify)calendar_closure_free);
    for (guint day = 0; day < 5; day++)
        calendar->days[day] = (CalendarDay){ 1, { { 9 * 60, 17 * 60 } } };
    return calendar;
}

/* ---- days ----
 * The civil calendar counted in eras of 400 years that begin on 1 March, so that a leap day is the last of its year. */

#define ERA_DAYS 146097

gint64
calendar_days_of(int year, int month, int day)
{
    gint64 y = month <= 2 ? year - 1 : year;
    gint64 era = (y >= 0 ? y : y - 399) / 400, of_era = y - era * 400;
    gint64 of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

    return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

CalendarDate
calendar_date_of(gint64 days)
{
    gint64 shifted = days + 719468;
    gint64 era = (shifted >= 0 ? shifted : shifted - (ERA_DAYS - 1)) / ERA_DAYS, of_era = shifted - era * ERA_DAYS;
    gint64 year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    gint64 of_year = of_era - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;
    CalendarDate date = { (int)(year + era * 400), (int)(month < 10 ? month + 3 : month - 9),
                          (int)(of_year - (153 * month + 2) / 5 + 1) };

    date.year += date.month <= 2 ? 1 : 0;
    return date;
}

gboolean
calendar_date_is_valid(CalendarDate date)
{
    static const int LENGTHS[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    gboolean common = date.year != 0 && (date.year % 4 != 0 || (date.year % 100 == 0 && date.year % 400 != 0));

    if (date.year < 0 || date.year > 9999 || date.month < 1 || date.month > 12 || date.day < 1 ||
        date.day > LENGTHS[date.month - 1])
        return FALSE;
    return !(common && date.month == 2 && date.day == 29);
}

static int
of_year(CalendarDate date)
{
    return date.month * 100 + date.day;
}

static gboolean
covers(const CalendarClosure *closure, CalendarDate date)
{
    int from = of_year(closure->from), to = of_year(closure->to), day = of_year(date);

    if (closure->from.year != 0)
        return closure->from.year * 10000 + from <= date.year * 10000 + day &&
               date.year * 10000 + day <= closure->to.year * 10000 + to;
    return from <= to ? from <= day && day <= to : from <= day || day <= to;
}

const CalendarClosure *
calendar_closure_on(const Calendar *calendar, gint64 days)
{
    CalendarDate date = calendar_date_of(days);

    for (guint i = 0; i < calendar->closures->len; i++) {
        const CalendarClosure *closure = g_ptr_array_index(calendar->closures, i);

        if (covers(closure, date))
            return closure;
    }
    return NULL;
}

/* ---- walking through working time ----
 * Between two changes of the clocks the wall clock is UTC and a constant, and there open times are stretches of UTC. A
 * walk goes from one such stretch to the next, cutting each at the changes. */

typedef struct {
    const Calendar *calendar;
    const Zone *zone;
    gint64 at, end;      /* looks from here until before there */
    gint64 since, until; /* the open stretch that was found */
} Walk;

static gint64
day_of(gint64 local)
{
    return local >= 0 ? local / CLOCK_DAY : -((-local + CLOCK_DAY - 1) / CLOCK_DAY);
}

static const CalendarDay *
hours_on(const Calendar *calendar, gint64 days)
{
    static const CalendarDay CLOSED = { 0 };
    gint64 weekday = ((days + 3) % 7 + 7) % 7; /* 1970 began on a Thursday */

    if (calendar->days[weekday].count == 0 || calendar_closure_on(calendar, days) != NULL)
        return &CLOSED;
    return &calendar->days[weekday];
}

/* The first open stretch of the wall clock's day @days that ends after @local. */
static gboolean
find_on_day(const Calendar *calendar, gint64 days, gint64 local, gint64 *ret_since, gint64 *ret_until)
{
    const CalendarDay *hours = hours_on(calendar, days);

    for (guint i = 0; i < hours->count; i++) {
        *ret_since = days * CLOCK_DAY + hours->intervals[i].open * CLOCK_MINUTE;
        *ret_until = days * CLOCK_DAY + hours->intervals[i].close * CLOCK_MINUTE;
        if (*ret_until > local)
            return TRUE;
    }
    return FALSE;
}

/* Looks while the clocks stay as they are at walk->at: until @change. */
static gboolean
find_until(Walk *walk, gint64 offset, gint64 change)
{
    gint64 local = walk->at + offset, since, until;

    for (gint64 days = day_of(local); days * CLOCK_DAY - offset < change; days++) {
        if (!find_on_day(walk->calendar, days, local, &since, &until))
            continue;
        walk->since = MAX(since - offset, walk->at);
        walk->until = MIN(until - offset, change);
        return walk->since < change;
    }
    return FALSE;
}

/* The next open stretch, which is not empty; FALSE at the end. */
static gboolean
walk_on(Walk *walk)
{
    while (walk->at < walk->end) {
        gint64 change, offset = zone_offset(walk->zone, walk->at, &change);

        change = MIN(change, walk->end);
        if (find_until(walk, offset, change)) {
            walk->at = walk->until;
            return TRUE;
        }
        walk->at = change;
    }
    return FALSE;
}

static Walk
walk_from(const Calendar *calendar, const Zone *zone, gint64 from, gint64 to)
{
    return (Walk){ .calendar = calendar, .zone = zone, .at = from, .end = MIN(to, from + CALENDAR_HORIZON) };
}

/* ---- what is asked ---- */

gboolean
calendar_is_open(const Calendar *calendar, const Zone *zone, gint64 at)
{
    Walk walk = walk_from(calendar, zone, at, at + 1);

    return walk_on(&walk);
}

gint64
calendar_next_open(const Calendar *calendar, const Zone *zone, gint64 at)
{
    Walk walk = walk_from(calendar, zone, at, G_MAXINT64);

    return walk_on(&walk) ? walk.since : 0;
}

/* The first moment from @at on that no stop holds, and when the next stop after it begins. */
static gint64
skip_stops(CalendarStops stops, gint64 at, gint64 *ret_next)
{
    gboolean moved = TRUE;

    while (moved) {
        moved = FALSE;
        *ret_next = G_MAXINT64;
        for (guint i = 0; i < stops.count; i++) {
            if (stops.stops[i].since <= at && at < stops.stops[i].until) {
                at = stops.stops[i].until;
                moved = TRUE;
            } else if (stops.stops[i].since > at && stops.stops[i].until > stops.stops[i].since) {
                *ret_next = MIN(*ret_next, stops.stops[i].since);
            }
        }
    }
    return at;
}

/* Takes the working time of one open stretch, without its stops, off @left. TRUE with the instant when that is all. */
static gboolean
consume(const Walk *walk, CalendarStops stops, gint64 *left, gint64 *ret)
{
    gint64 stop, at = skip_stops(stops, walk->since, &stop);

    while (at < walk->until) {
        gint64 until = MIN(stop, walk->until);

        if (*left <= until - at) {
            *ret = at + *left;
            return TRUE;
        }
        *left -= until - at;
        at = skip_stops(stops, until, &stop);
    }
    return FALSE;
}

gint64
calendar_add(const Calendar *calendar, const Zone *zone, gint64 start, gint64 minutes, CalendarStops stops)
{
    Walk walk = walk_from(calendar, zone, start, G_MAXINT64);
    gint64 left = minutes * CLOCK_MINUTE, due;

    if (minutes <= 0)
        return start;
    while (walk_on(&walk)) {
        if (consume(&walk, stops, &left, &due))
            return due;
    }
    return 0;
}

gint64
calendar_between(const Calendar *calendar, const Zone *zone, gint64 from, gint64 to, CalendarStops stops)
{
    Walk walk = walk_from(calendar, zone, from, to);
    gint64 left = G_MAXINT64, due;

    while (walk_on(&walk))
        consume(&walk, stops, &left, &due);
    return G_MAXINT64 - left;
}

gint64
calendar_minutes_between(const Calendar *calendar, const Zone *zone, gint64 from, gint64 to, CalendarStops stops)
{
    return calendar_between(calendar, zone, from, to, stops) / CLOCK_MINUTE;
}
