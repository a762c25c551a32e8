/* SPDX-License-Identifier: Apache-2.0 */
/* Working time by hand, and against brute force. */
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>

#include "base/clock.h"
#include "model/calendar-text.h"

static const CalendarStops NO_STOPS = { NULL, 0 };

static Calendar *
make(const char *week, const char *closures)
{
    Calendar *calendar = calendar_new();

    g_assert_true(calendar_text_parse_week(week, calendar->days, NULL));
    g_ptr_array_unref(calendar->closures);
    calendar->closures = calendar_text_parse_closures(closures, NULL, NULL);
    g_assert_nonnull(calendar->closures);
    return calendar;
}

#define OFFICE "9-17;9-17;9-17;9-17;9-17;;"
#define ALWAYS "0-24;0-24;0-24;0-24;0-24;0-24;0-24"

/* "2026-11-27T16:30:00Z" */
static gint64
at(const char *text)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(text, NULL);

    g_assert_nonnull(time);
    return g_date_time_to_unix(time) * CLOCK_SECOND;
}

/* ---- by hand ---- */

static const struct {
    const char *rule, *zone, *week, *closures, *start;
    gint64 minutes;
    const char *due;
    CalendarStop stop; /* minutes after the start */
} ADDITIONS[] = {
    { "on one day", "UTC", OFFICE, "", "2026-11-25T09:00:00Z", 60, "2026-11-25T10:00:00Z", { 0 } },
    { "until closing time", "UTC", OFFICE, "", "2026-11-25T09:00:00Z", 480, "2026-11-25T17:00:00Z", { 0 } },
    { "into the next day", "UTC", OFFICE, "", "2026-11-25T16:30:00Z", 60, "2026-11-26T09:30:00Z", { 0 } },
    { "over the weekend", "UTC", OFFICE, "", "2026-11-27T16:30:00Z", 60, "2026-11-30T09:30:00Z", { 0 } },
    { "from the night", "UTC", OFFICE, "", "2026-11-25T03:00:00Z", 60, "2026-11-25T10:00:00Z", { 0 } },
    { "of nothing", "UTC", OFFICE, "", "2026-11-28T03:00:00Z", 0, "2026-11-28T03:00:00Z", { 0 } },
    { "with a break at noon",
      "UTC",
      "9-12,13-17;;;;;;",
      "",
      "2026-11-30T11:30:00Z",
      60,
      "2026-11-30T13:30:00Z",
      { 0 } },
    { "past a holiday", "UTC", OFFICE, "2026-11-26 Fair", "2026-11-25T16:30:00Z", 60, "2026-11-27T09:30:00Z", { 0 } },
    { "past a yearly holiday", "UTC", OFFICE, "11-26", "2026-11-25T16:30:00Z", 60, "2026-11-27T09:30:00Z", { 0 } },
    { "past a closure over the new year",
      "UTC",
      OFFICE,
      "12-24..01-01 Winter",
      "2026-12-23T16:00:00Z",
      120,
      "2027-01-04T10:00:00Z",
      { 0 } },
    { "past a closure with years",
      "UTC",
      OFFICE,
      "2026-12-28..2027-01-05",
      "2026-12-25T16:00:00Z",
      120,
      "2027-01-06T10:00:00Z",
      { 0 } },
    { "over the new year", "UTC", OFFICE, "", "2026-12-31T16:00:00Z", 120, "2027-01-01T10:00:00Z", { 0 } },
    { "on a leap day", "UTC", ALWAYS, "", "2028-02-28T12:00:00Z", 24 * 60, "2028-02-29T12:00:00Z", { 0 } },
    { "past a leap day off", "UTC", ALWAYS, "02-29", "2028-02-28T12:00:00Z", 24 * 60, "2028-03-01T12:00:00Z", { 0 } },
    { "with a leap day off in a common year",
      "UTC",
      ALWAYS,
      "02-29",
      "2027-02-28T12:00:00Z",
      24 * 60,
      "2027-03-01T12:00:00Z",
      { 0 } },
    /* Clocks go forward at 01:00 UTC on 29 March 2026 in Europe, and back on 25 October. */
    { "in summer time", "Europe/London", OFFICE, "", "2026-03-27T16:00:00Z", 120, "2026-03-30T09:00:00Z", { 0 } },
    { "in winter time", "Europe/London", OFFICE, "", "2026-10-23T15:00:00Z", 120, "2026-10-26T10:00:00Z", { 0 } },
    { "round the clock through the gap",
      "Europe/London",
      ALWAYS,
      "",
      "2026-03-28T12:00:00Z",
      24 * 60,
      "2026-03-29T12:00:00Z",
      { 0 } },
    { "in a day with a gap",
      "Europe/Berlin",
      ";;;;;;0-4",
      "",
      "2026-03-28T12:00:00Z",
      180,
      "2026-03-29T02:00:00Z",
      { 0 } },
    { "in nothing but the gap",
      "Europe/Berlin",
      ";;;;;;2-3",
      "",
      "2026-03-28T12:00:00Z",
      60,
      "2026-04-05T01:00:00Z",
      { 0 } },
    { "in a doubled hour",
      "Europe/Berlin",
      ";;;;;;2-3",
      "",
      "2026-10-24T12:00:00Z",
      120,
      "2026-10-25T02:00:00Z",
      { 0 } },
    { "in both halves of a doubled hour",
      "Europe/Berlin",
      ";;;;;;2:15-2:45",
      "",
      "2026-10-24T12:00:00Z",
      45,
      "2026-10-25T01:30:00Z",
      { 0 } },
    { "through the night", "UTC", "22-24;0-6;;;;;", "", "2026-11-30T23:00:00Z", 120, "2026-12-01T01:00:00Z", { 0 } },
    { "where a day was left out",
      "Pacific/Apia",
      ALWAYS,
      "",
      "2011-12-30T09:00:00Z",
      120,
      "2011-12-30T11:00:00Z",
      { 0 } },
    { "standing still on one day", "UTC", OFFICE, "", "2026-11-25T09:00:00Z", 60, "2026-11-25T10:30:00Z", { 30, 60 } },
    { "standing still over the weekend",
      "UTC",
      OFFICE,
      "",
      "2026-11-27T16:30:00Z",
      60,
      "2026-11-30T10:30:00Z",
      { 0, 3900 } },
    { "standing still outside working hours",
      "UTC",
      OFFICE,
      "",
      "2026-11-25T16:30:00Z",
      60,
      "2026-11-26T09:30:00Z",
      { 60, 600 } },
};

static void
promises_fall_due_where_a_person_would_put_them(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ADDITIONS); i++) {
        g_autoptr(Calendar) calendar = make(ADDITIONS[i].week, ADDITIONS[i].closures);
        gint64 start = at(ADDITIONS[i].start);
        CalendarStop stop = { start + ADDITIONS[i].stop.since * CLOCK_MINUTE,
                              start + ADDITIONS[i].stop.until * CLOCK_MINUTE };
        gint64 due = calendar_add(calendar, zone_get(ADDITIONS[i].zone), start, ADDITIONS[i].minutes,
                                  (CalendarStops){ &stop, ADDITIONS[i].stop.until > 0 ? 1 : 0 });
        g_autofree char *text = clock_format_utc(due), *expected = clock_format_utc(at(ADDITIONS[i].due));

        g_test_message("%s", ADDITIONS[i].rule);
        g_assert_cmpstr(text, ==, expected);
    }
}

static void
what_was_added_lies_between(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ADDITIONS); i++) {
        g_autoptr(Calendar) calendar = make(ADDITIONS[i].week, ADDITIONS[i].closures);
        gint64 start = at(ADDITIONS[i].start);
        CalendarStop stop = { start + ADDITIONS[i].stop.since * CLOCK_MINUTE,
                              start + ADDITIONS[i].stop.until * CLOCK_MINUTE };

        g_assert_cmpint(calendar_minutes_between(calendar, zone_get(ADDITIONS[i].zone), start, at(ADDITIONS[i].due),
                                                 (CalendarStops){ &stop, ADDITIONS[i].stop.until > 0 ? 1 : 0 }),
                        ==, ADDITIONS[i].minutes);
    }
}

static void
seconds_and_less_are_kept(void)
{
    g_autoptr(Calendar) calendar = make(OFFICE, "");
    gint64 start = at("2026-11-27T16:30:00Z") + 1234567;

    g_assert_cmpint(calendar_add(calendar, zone_get("UTC"), start, 60, NO_STOPS), ==,
                    at("2026-11-30T09:30:00Z") + 1234567);
    g_assert_cmpint(calendar_between(calendar, zone_get("UTC"), start, start + 17, NO_STOPS), ==, 17);
}

static void
open_is_from_opening_until_before_closing(void)
{
    g_autoptr(Calendar) calendar = make(OFFICE, "2026-11-26");
    const Zone *zone = zone_get("Europe/London");

    g_assert_false(calendar_is_open(calendar, zone, at("2026-11-25T09:00:00Z") - 1));
    g_assert_true(calendar_is_open(calendar, zone, at("2026-11-25T09:00:00Z")));
    g_assert_true(calendar_is_open(calendar, zone, at("2026-11-25T17:00:00Z") - 1));
    g_assert_false(calendar_is_open(calendar, zone, at("2026-11-25T17:00:00Z")));
    g_assert_cmpint(calendar_next_open(calendar, zone, at("2026-11-25T17:00:00Z")), ==, at("2026-11-27T09:00:00Z"));
    g_assert_cmpint(calendar_next_open(calendar, zone, at("2026-11-25T12:00:00Z")), ==, at("2026-11-25T12:00:00Z"));
    g_assert_true(calendar_is_open(calendar, zone, at("2026-07-01T08:00:00Z")));
}

static void
a_calendar_that_never_opens_says_never(void)
{
    g_autoptr(Calendar) calendar = make(";;;;;;", "");

    g_assert_cmpint(calendar_next_open(calendar, zone_get("UTC"), at("2026-11-25T09:00:00Z")), ==, 0);
    g_assert_cmpint(calendar_add(calendar, zone_get("UTC"), at("2026-11-25T09:00:00Z"), 1, NO_STOPS), ==, 0);
    g_assert_cmpint(calendar_between(calendar, zone_get("UTC"), 0, at("2026-11-25T09:00:00Z"), NO_STOPS), ==, 0);
}

static void
backwards_is_nothing(void)
{
    g_autoptr(Calendar) calendar = make(ALWAYS, "");

    g_assert_cmpint(calendar_between(calendar, zone_get("UTC"), 1000, 1000, NO_STOPS), ==, 0);
    g_assert_cmpint(calendar_between(calendar, zone_get("UTC"), 1000, 10, NO_STOPS), ==, 0);
}

static void
a_clock_that_stands_for_ever_is_never_due(void)
{
    g_autoptr(Calendar) calendar = make(OFFICE, "");
    CalendarStop stop = { at("2026-11-25T10:00:00Z"), G_MAXINT64 };

    g_assert_cmpint(
        calendar_add(calendar, zone_get("UTC"), at("2026-11-25T09:00:00Z"), 61, (CalendarStops){ &stop, 1 }), ==, 0);
    g_assert_cmpint(
        calendar_add(calendar, zone_get("UTC"), at("2026-11-25T09:00:00Z"), 60, (CalendarStops){ &stop, 1 }), ==,
        stop.since);
}

static void
dates_and_days_agree_for_four_centuries(void)
{
    gint64 days = calendar_days_of(1899, 12, 31);
    g_autoptr(GDate) date = g_date_new_dmy(31, G_DATE_DECEMBER, 1899);

    g_assert_cmpint(calendar_days_of(1970, 1, 1), ==, 0);
    for (int i = 0; i < 146100; i++, days++, g_date_add_days(date, 1)) {
        CalendarDate found = calendar_date_of(days);

        g_assert_cmpint(found.year, ==, g_date_get_year(date));
        g_assert_cmpint(found.month, ==, (int)g_date_get_month(date));
        g_assert_cmpint(found.day, ==, g_date_get_day(date));
        g_assert_cmpint(calendar_days_of(found.year, found.month, found.day), ==, days);
    }
}

/* ---- against brute force ----
 *
 * 100,000 random questions: 250 random calendars (zone, hours, closures, a window of 50 days that mostly holds a change
 * of the clocks, the end of a year or a leap day) with 400 questions each (a start, a promise, an end, up to three
 * stops). Compared are calendar_is_open, calendar_next_open, calendar_add and calendar_between with a count over a map
 * of the window that says of every minute whether it is worked; the stops of a question are cut out of a copy. The map
 * is made without a line of calendar.c or zone.c: ICU is asked for the wall clock of every quarter of an hour, and the
 * texts of the calendar are read off again. Where the answer lies beyond the window nothing is compared but that it
 * does. */

#define CALENDARS      250
#define QUESTIONS      400
#define WINDOW_DAYS    50
#define WINDOW_MINUTES (WINDOW_DAYS * 24 * 60)

static const char *const ZONES[] = { "Europe/London",    "Europe/Berlin",       "America/New_York", "Asia/Kolkata",
                                     "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia",     "UTC" };
static const char *const FIRST_DAYS[] = { "2026-03-10T00:00:00Z", "2026-10-05T00:00:00Z", "2026-12-10T00:00:00Z",
                                          "2028-02-10T00:00:00Z", "2011-12-10T00:00:00Z", "2027-02-20T00:00:00Z",
                                          "2026-06-01T00:00:00Z", "2030-10-20T00:00:00Z" };

typedef struct {
    GRand *rand;
    Calendar *calendar;
    const char *zone_name;
    const Zone *zone;
    gint64 begin;
    guint8 *open, *worked; /* of each minute of the window: 0 or 1; the second for one question, without its stops */
} Trial;

static CalendarDay
random_day(GRand *rand)
{
    CalendarDay day = { 0 };
    int from = 0;

    if (g_rand_int_range(rand, 0, 10) == 0)
        return (CalendarDay){ 1, { { 0, 1440 } } };
    for (int i = g_rand_int_range(rand, 0, 4); i > 0 && from < 1400; i--) {
        int open = g_rand_int_range(rand, from, 1410), close = g_rand_int_range(rand, open + 1, 1441);

        day.intervals[day.count++] = (CalendarInterval){ (guint16)open, (guint16)close };
        from = close + 1;
    }
    return day;
}

static void
add_random_closure(Trial *trial)
{
    GRand *rand = trial->rand;
    CalendarClosure *closure = g_new0(CalendarClosure, 1);
    g_autoptr(GDateTime) begin = g_date_time_new_from_unix_utc(trial->begin / CLOCK_SECOND);
    g_autoptr(GDateTime) first = g_date_time_add_days(begin, g_rand_int_range(rand, -5, WINDOW_DAYS + 5));
    g_autoptr(GDateTime) last = g_date_time_add_days(first, g_rand_boolean(rand) ? 0 : g_rand_int_range(rand, 0, 12));
    gboolean yearly = g_rand_boolean(rand);

    closure->name = g_strdup("");
    closure->from = (CalendarDate){ yearly ? 0 : g_date_time_get_year(first), g_date_time_get_month(first),
                                    g_date_time_get_day_of_month(first) };
    closure->to = (CalendarDate){ yearly ? 0 : g_date_time_get_year(last), g_date_time_get_month(last),
                                  g_date_time_get_day_of_month(last) };
    g_ptr_array_add(trial->calendar->closures, closure);
}

/* Whether a date is off, day by day from the first to the last of each closure. */
static gboolean
oracle_is_off(const Calendar *calendar, int year, int month, int day)
{
    for (guint i = 0; i < calendar->closures->len; i++) {
        const CalendarClosure *closure = g_ptr_array_index(calendar->closures, i);
        GDate date, last;

        for (int begin = closure->from.year != 0 ? closure->from.year : year - 1;
             begin <= (closure->from.year != 0 ? closure->from.year : year); begin++) {
            int from_day = closure->from.day, to_day = closure->to.day, end = begin;
            if (closure->from.year != 0)
                end = closure->to.year;
            else if (closure->to.month * 100 + to_day < closure->from.month * 100 + from_day)
                end = begin + 1;
            /* 29 February of a common year is no day: what begins there begins the day after, what ends there ends the
             * day before. */
            g_date_clear(&date, 1);
            g_date_clear(&last, 1);
            if (g_date_valid_dmy(from_day, closure->from.month, begin))
                g_date_set_dmy(&date, from_day, closure->from.month, begin);
            else
                g_date_set_dmy(&date, 1, G_DATE_MARCH, begin);
            if (g_date_valid_dmy(to_day, closure->to.month, end))
                g_date_set_dmy(&last, to_day, closure->to.month, end);
            else
                g_date_set_dmy(&last, 28, G_DATE_FEBRUARY, end);
            for (; g_date_compare(&date, &last) <= 0; g_date_add_days(&date, 1))
                if (g_date_get_year(&date) == year && (int)g_date_get_month(&date) == month &&
                    g_date_get_day(&date) == day)
                    return TRUE;
        }
    }
    return FALSE;
}

static void
fill_map(Trial *trial)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar name[64];
    UCalendar *icu;
    int known = -1;
    gboolean off = FALSE;

    u_uastrcpy(name, trial->zone_name);
    icu = ucal_open(name, -1, "en_US_POSIX", UCAL_GREGORIAN, &status);
    for (int quarter = 0; quarter < WINDOW_MINUTES / 15; quarter++) {
        int year, month, day, weekday, minute;

        ucal_setMillis(icu, (double)(trial->begin / 1000) + quarter * 900000.0, &status);
        year = ucal_get(icu, UCAL_YEAR, &status);
        month = ucal_get(icu, UCAL_MONTH, &status) + 1;
        day = ucal_get(icu, UCAL_DATE, &status);
        weekday = (ucal_get(icu, UCAL_DAY_OF_WEEK, &status) + 5) % 7;
        minute = ucal_get(icu, UCAL_HOUR_OF_DAY, &status) * 60 + ucal_get(icu, UCAL_MINUTE, &status);
        if (known != year * 10000 + month * 100 + day)
            off = oracle_is_off(trial->calendar, year, month, day);
        known = year * 10000 + month * 100 + day;
        for (int i = 0; i < 15; i++) {
            const CalendarDay *hours = &trial->calendar->days[weekday];
            gboolean open = FALSE;

            for (guint j = 0; j < hours->count; j++)
                open = open || (hours->intervals[j].open <= minute + i && minute + i < hours->intervals[j].close);
            trial->open[quarter * 15 + i] = open && !off;
        }
    }
    g_assert_true(U_SUCCESS(status));
    ucal_close(icu);
}

/* Of the minutes from @from until before @to. */
static int
count_worked(const guint8 *worked, int from, int to)
{
    int count = 0;

    for (; from + 8 <= to; from += 8) {
        guint64 eight;

        memcpy(&eight, worked + from, sizeof eight);
        count += (int)((eight * G_GUINT64_CONSTANT(0x0101010101010101)) >> 56); /* the sum of its bytes, each 0 or 1 */
    }
    for (; from < to; from++)
        count += worked[from];
    return count;
}

/* The @number-th worked minute from @from on; -1: it is beyond the window. */
static int
find_worked(const guint8 *worked, int from, gint64 number)
{
    for (; from + 64 <= WINDOW_MINUTES; from += 64) {
        int count = count_worked(worked, from, from + 64);

        if (count >= number)
            break;
        number -= count;
    }
    for (; from < WINDOW_MINUTES; from++)
        if (worked[from] && --number == 0)
            return from;
    return -1;
}

static void
ask(Trial *trial)
{
    GRand *rand = trial->rand;
    CalendarStop stops[3];
    guint count = (guint)g_rand_int_range(rand, 0, 4);
    CalendarStops all = { stops, count };
    int start = g_rand_int_range(rand, 0, WINDOW_MINUTES / 2), end = g_rand_int_range(rand, start, WINDOW_MINUTES);
    gint64 minutes = g_rand_int_range(rand, 1, g_rand_boolean(rand) ? 300 : 6000), found;
    int between, due, next;

    memcpy(trial->worked, trial->open, WINDOW_MINUTES);
    for (guint i = 0; i < count; i++) {
        int since = g_rand_int_range(rand, start, WINDOW_MINUTES), length = g_rand_int_range(rand, 0, 4000);

        stops[i].since = trial->begin + since * CLOCK_MINUTE;
        stops[i].until = stops[i].since + length * CLOCK_MINUTE;
        memset(trial->worked + since, FALSE, (gsize)MIN(length, WINDOW_MINUTES - since));
    }
    between = count_worked(trial->worked, start, end);
    due = find_worked(trial->worked, start, minutes);
    next = find_worked(trial->open, start, 1);
    g_assert_cmpint(calendar_is_open(trial->calendar, trial->zone, trial->begin + start * CLOCK_MINUTE), ==,
                    trial->open[start]);
    g_assert_cmpint(calendar_minutes_between(trial->calendar, trial->zone, trial->begin + start * CLOCK_MINUTE,
                                             trial->begin + end * CLOCK_MINUTE, all),
                    ==, between);
    found = calendar_add(trial->calendar, trial->zone, trial->begin + start * CLOCK_MINUTE, minutes, all);
    if (due >= 0)
        g_assert_cmpint(found, ==, trial->begin + (due + 1) * CLOCK_MINUTE);
    else
        g_assert_true(found == 0 || found > trial->begin + WINDOW_MINUTES * CLOCK_MINUTE);
    found = calendar_next_open(trial->calendar, trial->zone, trial->begin + start * CLOCK_MINUTE);
    if (next >= 0)
        g_assert_cmpint(found, ==, trial->begin + next * CLOCK_MINUTE);
    else
        g_assert_true(found == 0 || found >= trial->begin + WINDOW_MINUTES * CLOCK_MINUTE);
}

static void
a_hundred_thousand_questions_are_answered_as_by_brute_force(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(20261128);
    g_autofree guint8 *open = g_malloc(WINDOW_MINUTES), *worked = g_malloc(WINDOW_MINUTES);

    for (int i = 0; i < CALENDARS; i++) {
        g_autoptr(Calendar) calendar = calendar_new();
        Trial trial = { rand, calendar, ZONES[i % G_N_ELEMENTS(ZONES)], NULL, 0, open, worked };

        trial.zone = zone_get(trial.zone_name);
        trial.begin = at(FIRST_DAYS[g_rand_int_range(rand, 0, G_N_ELEMENTS(FIRST_DAYS))]);
        for (int day = 0; day < 7; day++)
            calendar->days[day] = random_day(rand);
        for (int closures = g_rand_int_range(rand, 0, 8); closures > 0; closures--)
            add_random_closure(&trial);
        fill_map(&trial);
        for (int j = 0; j < QUESTIONS; j++)
            ask(&trial);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/calendar/promises-fall-due-where-a-person-would-put-them",
                    promises_fall_due_where_a_person_would_put_them);
    g_test_add_func("/calendar/what-was-added-lies-between", what_was_added_lies_between);
    g_test_add_func("/calendar/seconds-and-less-are-kept", seconds_and_less_are_kept);
    g_test_add_func("/calendar/open-is-from-opening-until-before-closing", open_is_from_opening_until_before_closing);
    g_test_add_func("/calendar/a-calendar-that-never-opens-says-never", a_calendar_that_never_opens_says_never);
    g_test_add_func("/calendar/backwards-is-nothing", backwards_is_nothing);
    g_test_add_func("/calendar/a-clock-that-stands-for-ever-is-never-due", a_clock_that_stands_for_ever_is_never_due);
    g_test_add_func("/calendar/dates-and-days-agree-for-four-centuries", dates_and_days_agree_for_four_centuries);
    g_test_add_func("/calendar/a-hundred-thousand-questions-are-answered-as-by-brute-force",
                    a_hundred_thousand_questions_are_answered_as_by_brute_force);
    return g_test_run();
}
