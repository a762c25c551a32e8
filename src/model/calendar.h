/* SPDX-License-Identifier: Apache-2.0 */
/* model/calendar.h: working time: when it runs, and when a promise that is counted in it falls due.
 *
 * A calendar says for each day of the week between which times of the wall clock people work, and on which days they do
 * not. Working time is real time: it runs while the wall clock of the zone shows an open time on an open day. So an
 * hour that daylight saving skips is not worked, and one that it doubles is worked twice.
 *
 * All is pure and exact to the microsecond. Instants are microseconds UTC, 0 is "never". Nothing is looked for further
 * than CALENDAR_HORIZON ahead. A call costs about a microsecond for each day that it passes. */
#pragma once
#include "base/zone.h"
#include "model/ids.h"

#define CALENDAR_INTERVALS_MAX 4   /* a day */
#define CALENDAR_CLOSURES_MAX  500 /* a calendar */
#define CALENDAR_DAY_MINUTES   (24 * 60)
#define CALENDAR_HORIZON       (G_GINT64_CONSTANT(3660) * 86400 * 1000000) /* ten years */

/* From @open until before @close: minutes since midnight of the wall clock, 0 <= open < close <= 1440. */
typedef struct {
    guint16 open, close;
} CalendarInterval;

typedef struct {
    guint count;                                        /* 0: closed */
    CalendarInterval intervals[CALENDAR_INTERVALS_MAX]; /* in order, not touching */
} CalendarDay;

typedef struct {
    int year; /* 0: every year */
    int month, day;
} CalendarDate;

/* Whole days on which nobody works, the last one included. Every year: both years are 0, and @to may come before @from
 * ("24 December to 1 January"). */
typedef struct {
    CalendarDate from, to;
    char *name; /* "Christmas Day" */
} CalendarClosure;
void calendar_closure_free(CalendarClosure *closure);

typedef struct {
    CalendarId id;
    char *code;
    char *name;
    char *zone;          /* IANA name; "": the body's own */
    CalendarDay days[7]; /* Monday first */
    GPtrArray *closures; /* CalendarClosure * */
} Calendar;
void calendar_free(Calendar *calendar);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Calendar, calendar_free)

/* Monday to Friday, 9 to 17, no holidays, no name. */
Calendar *calendar_new(void);

/* A stretch in which a clock stands still. */
typedef struct {
    gint64 since, until;
} CalendarStop;

/* Stops in any order, also overlapping; @stops may be NULL when @count is 0. */
typedef struct {
    const CalendarStop *stops;
    guint count;
} CalendarStops;

gboolean calendar_is_open(const Calendar *calendar, const Zone *zone, gint64 at);
/* The first open instant that is not before @at. */
gint64 calendar_next_open(const Calendar *calendar, const Zone *zone, gint64 at);
/* When @minutes of working time from @start on are over, not counting what is in @stops: the earliest instant. That is
 * @start itself for 0 minutes, and closing time rather than the next opening. */
gint64 calendar_add(const Calendar *calendar, const Zone *zone, gint64 start, gint64 minutes, CalendarStops stops);
/* Microseconds of working time from @from until @to, not counting what is in @stops; 0 when @to is not after @from.
 * What lies beyond the horizon does not count. */
gint64 calendar_between(const Calendar *calendar, const Zone *zone, gint64 from, gint64 to, CalendarStops stops);
/* The same in whole minutes. */
gint64 calendar_minutes_between(const Calendar *calendar, const Zone *zone, gint64 from, gint64 to,
                                CalendarStops stops);

/* ---- days ---- */

/* Days since 1970-01-01 of a date with a year, and back. */
gint64 calendar_days_of(int year, int month, int day);
CalendarDate calendar_date_of(gint64 days);
/* Whether there is such a date; of every year also 29 February. */
gboolean calendar_date_is_valid(CalendarDate date);
/* The closure that @days is in; NULL: an ordinary day. */
const CalendarClosure *calendar_closure_on(const Calendar *calendar, gint64 days);
