/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/locale-private.h"

#include <string.h>
#include <unicode/udatpg.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

#define TIMEZONE_LIMIT   64 /* bytes of a name; the longest of the IANA has 32 */
#define TIMEZONES_CACHED 16 /* per set; a body has one */

/* What is asked for; CLDR knows the order and punctuation of each language. */
static const char *const date_skeletons[LOCALE_DATE_STYLES] = {
    [LOCALE_TIME] = "HHmm",
    [LOCALE_DAY] = "EEEdMMM",
    [LOCALE_DATE] = "dMMMyyyy",
    [LOCALE_DATE_LONG] = "EEEEdMMMMyyyy",
    [LOCALE_MONTH] = "MMMMyyyy",
    [LOCALE_DAY_TIME] = "EEEdMMMHHmm",
    [LOCALE_DATE_TIME] = "EEEdMMMyyyyHHmm",
    [LOCALE_EXACT] = "EEEEdMMMMyyyyHHmmssz",
};

static const char *const iso_patterns[LOCALE_DATE_STYLES] = {
    [LOCALE_ISO] = "yyyy-MM-dd'T'HH:mm:ssxxx",
    [LOCALE_ISO_DATE] = "yyyy-MM-dd",
};

/* British public writing has no comma behind the weekday ("Mon 2 Nov"); CLDR has. */
static void
drop_weekday_comma(UChar *pattern)
{
    UChar *comma = u_strchr(pattern, ',');

    if (comma != NULL && comma > pattern && comma[-1] == 'E')
        u_memmove(comma, comma + 1, u_strlen(comma));
}

static UChar *
make_pattern(const char *icu_name, UDateTimePatternGenerator *generator, LocaleDateStyle style)
{
    gint32 length;
    UErrorCode status = U_ZERO_ERROR;
    g_autofree UChar *skeleton = NULL;
    UChar *pattern;

    if (iso_patterns[style] != NULL)
        return locale_utf16(iso_patterns[style], &length);
    skeleton = locale_utf16(date_skeletons[style], &length);
    pattern = g_new0(UChar, SHORT_TEXT);
    udatpg_getBestPattern(generator, skeleton, length, pattern, SHORT_TEXT - 1, &status);
    if (g_str_has_prefix(icu_name, "en"))
        drop_weekday_comma(pattern);
    return pattern;
}

/* The generator is large and slow to open, so all patterns are made at the first date. */
static const UChar *
date_pattern(LocaleFormats *formats, LocaleDateStyle style)
{
    UErrorCode status = U_ZERO_ERROR;
    UDateTimePatternGenerator *generator;
    MUTEX_HELD(&formats->mutex);

    if (formats->patterns[style] == NULL) {
        generator = udatpg_open(formats->icu_name, &status);
        for (guint i = 0; i < LOCALE_DATE_STYLES; i++)
            formats->patterns[i] = make_pattern(formats->icu_name, generator, i);
        udatpg_close(generator);
    }
    return formats->patterns[style];
}

/* The key of @zone in a set's tables. */
static const char *
known_timezone(const char *zone)
{
    return zone != NULL && strlen(zone) <= TIMEZONE_LIMIT ? zone : "UTC";
}

static UDateFormat *
date_formatter(LocaleFormats *formats, LocaleTools *tools, LocaleDateStyle style, const char *zone)
{
    char key[TIMEZONE_LIMIT + 8];
    UDateFormat **slot;
    UErrorCode status = U_ZERO_ERROR;
    g_autofree UChar *utf16 = NULL;
    gint32 length;

    g_snprintf(key, sizeof key, "%d %s", (int)style, zone);
    slot = g_hash_table_lookup(tools->dates, key);
    if (slot != NULL)
        return *slot;
    if (g_hash_table_size(tools->dates) >= TIMEZONES_CACHED * LOCALE_DATE_STYLES) {
        locale_tools_forget_moments(tools);
        g_hash_table_remove_all(tools->dates);
    }
    utf16 = locale_utf16(zone, &length);
    slot = g_new0(UDateFormat *, 1);
    *slot = udat_open(UDAT_PATTERN, UDAT_PATTERN, iso_patterns[style] != NULL ? "en_US_POSIX" : formats->icu_name,
                      utf16, length, date_pattern(formats, style), -1, &status);
    g_hash_table_insert(tools->dates, g_strdup(key), slot);
    return *slot;
}

static double
to_icu_time(gint64 time)
{
    return (double)(time >= 0 ? time / 1000 : (time - 999) / 1000);
}

static char *
write_date(const UDateFormat *formatter, gint64 time)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar buffer[SHORT_TEXT];
    gint32 length = udat_format(formatter, to_icu_time(time), buffer, SHORT_TEXT, NULL, &status);

    return locale_short_text(buffer, length, status);
}

/* Where the text of this time by this formatter is, if it is still there. No style writes less than a second. */
static LocaleMoment *
find_moment(LocaleTools *tools, const UDateFormat *formatter, gint64 second)
{
    guint64 mixed = ((guint64)second ^ (guint64)(guintptr)formatter << 20) * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);

    return &tools->moments[mixed >> 54];
}

static char *
format_date(const Locale *locale, LocaleTools *tools, gint64 time, LocaleDateStyle style, const char *zone)
{
    UDateFormat *formatter = date_formatter(locale->formats, tools, style, known_timezone(zone));
    gint64 second = time / CLOCK_SECOND - (time % CLOCK_SECOND < 0);
    LocaleMoment *moment;

    if (formatter == NULL)
        return clock_format_utc(time);
    moment = find_moment(tools, formatter, second);
    if (moment->formatter != formatter || moment->second != second) {
        g_free(moment->text);
        *moment = (LocaleMoment){ formatter, second, write_date(formatter, time) };
    }
    return moment->text != NULL ? g_strdup(moment->text) : clock_format_utc(time);
}

char *
locale_date(const Locale *locale, gint64 time, LocaleDateStyle style, const char *zone)
{
    LocaleTools *tools = locale_tools_take(locale->formats);
    char *text = format_date(locale, tools, time, style, zone);

    locale_tools_give_back(locale->formats, tools);
    return text;
}

gboolean
locale_timezone_is_known(const char *zone)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar canonical[SHORT_TEXT];
    UBool is_system = FALSE;
    g_autofree UChar *utf16 = NULL;
    gint32 length;

    if (zone == NULL || *zone == '\0' || strlen(zone) > TIMEZONE_LIMIT)
        return FALSE;
    utf16 = locale_utf16(zone, &length);
    ucal_getCanonicalTimeZoneID(utf16, length, canonical, SHORT_TEXT, &is_system, &status);
    return U_SUCCESS(status) && is_system && strcmp(zone, "Etc/Unknown") != 0;
}

/* ---- relative times ---- */

typedef struct {
    gint32 day; /* Julian */
    gint32 year;
} CalendarDay;

static CalendarDay
calendar_day(LocaleTools *tools, gint64 time, const char *zone)
{
    UCalendar **slot = g_hash_table_lookup(tools->calendars, zone);
    UErrorCode status = U_ZERO_ERROR;
    CalendarDay day = { 0 };

    if (slot == NULL) {
        gint32 length;
        g_autofree UChar *utf16 = locale_utf16(zone, &length);

        if (g_hash_table_size(tools->calendars) >= TIMEZONES_CACHED)
            g_hash_table_remove_all(tools->calendars);
        slot = g_new0(UCalendar *, 1);
        *slot = ucal_open(utf16, length, "en_US_POSIX", UCAL_GREGORIAN, &status);
        g_hash_table_insert(tools->calendars, g_strdup(zone), slot);
    }
    if (*slot == NULL)
        return day;
    ucal_setMillis(*slot, to_icu_time(time), &status);
    day.day = ucal_get(*slot, UCAL_JULIAN_DAY, &status);
    day.year = ucal_get(*slot, UCAL_YEAR, &status);
    return day;
}

/* With a number format of its own: the default one is shared between all formatters of a language. */
static const URelativeDateTimeFormatter *
relative_formatter(const Locale *locale, LocaleTools *tools)
{
    UErrorCode status = U_ZERO_ERROR;

    if (tools->relative == NULL)
        tools->relative =
            ureldatefmt_open(locale->icu_name, unum_open(UNUM_DECIMAL, NULL, 0, locale->icu_name, NULL, &status),
                             UDAT_STYLE_LONG, UDISPCTX_CAPITALIZATION_NONE, &status);
    return tools->relative;
}

/* "5 minutes ago", and with words where a language has them: "yesterday", "tomorrow". */
static char *
format_relative(const Locale *locale, LocaleTools *tools, gint64 offset, URelativeDateTimeUnit unit)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar buffer[SHORT_TEXT];
    const URelativeDateTimeFormatter *formatter = relative_formatter(locale, tools);
    gint32 length = (unit == UDAT_REL_UNIT_DAY ? ureldatefmt_format : ureldatefmt_formatNumeric)(
        formatter, (double)offset, unit, buffer, SHORT_TEXT, &status);
    char *text = locale_short_text(buffer, length, status);

    return text != NULL ? text : g_strdup_printf("%+" G_GINT64_FORMAT, offset);
}

/* "yesterday, 17:48" */
static char *
format_day_and_time(const Locale *locale, LocaleTools *tools, gint64 days, gint64 time, const char *zone)
{
    g_autofree char *day = format_relative(locale, tools, days, UDAT_REL_UNIT_DAY);
    g_autofree char *clock = format_date(locale, tools, time, LOCALE_TIME, zone);
    gint32 day_length, clock_length, length;
    g_autofree UChar *day16 = locale_utf16(day, &day_length), *clock16 = locale_utf16(clock, &clock_length);
    UErrorCode status = U_ZERO_ERROR;
    UChar buffer[SHORT_TEXT];
    char *text;

    length = ureldatefmt_combineDateAndTime(relative_formatter(locale, tools), day16, day_length, clock16, clock_length,
                                            buffer, SHORT_TEXT, &status);
    text = locale_short_text(buffer, length, status);
    return text != NULL ? text : g_strconcat(day, " ", clock, NULL);
}

static char *
format_past(const Locale *locale, LocaleTools *tools, gint64 time, gint64 now, const char *zone)
{
    gint64 passed = now - time;
    CalendarDay day = calendar_day(tools, time, zone), today = calendar_day(tools, now, zone);

    if (passed < CLOCK_MINUTE)
        return g_strdup(locale_say(locale, SAY("just now")));
    if (passed < CLOCK_HOUR)
        return format_relative(locale, tools, -(passed / CLOCK_MINUTE), UDAT_REL_UNIT_MINUTE);
    if (passed < 6 * CLOCK_HOUR)
        return format_relative(locale, tools, -(passed / CLOCK_HOUR), UDAT_REL_UNIT_HOUR);
    if (today.day - day.day <= 1)
        return format_day_and_time(locale, tools, day.day - today.day, time, zone);
    return format_date(locale, tools, time, day.year == today.year ? LOCALE_DAY_TIME : LOCALE_DATE, zone);
}

char *
locale_ago(const Locale *locale, gint64 time, gint64 now, const char *zone)
{
    LocaleTools *tools;
    char *text;

    if (time - now >= CLOCK_MINUTE)
        return locale_due(locale, time, now, zone);
    tools = locale_tools_take(locale->formats);
    text = format_past(locale, tools, time, now, known_timezone(zone));
    locale_tools_give_back(locale->formats, tools);
    return text;
}

static char *
fill_count(const Locale *locale, const char *msgid, gint64 n)
{
    g_autofree char *number = locale_number(locale, n);

    return locale_fill(locale, msgid, "n", number, NULL);
}

static char *
format_late(const Locale *locale, gint64 late)
{
    if (late < CLOCK_HOUR)
        return fill_count(locale, SAY("{n} min late"), late / CLOCK_MINUTE);
    if (late < CLOCK_DAY)
        return fill_count(locale, SAY("{n} h late"), late / CLOCK_HOUR);
    return locale_fill_plural(locale, SAY_PLURAL("{n} day late", "{n} days late"), (guint64)(late / CLOCK_DAY), NULL);
}

static char *
format_ahead(const Locale *locale, LocaleTools *tools, gint64 time, gint64 now, const char *zone)
{
    gint64 left = time - now;
    CalendarDay day = calendar_day(tools, time, zone), today = calendar_day(tools, now, zone);
    gint32 days = day.day - today.day;

    if (left < CLOCK_HOUR)
        return fill_count(locale, SAY("in {n} min"), left / CLOCK_MINUTE);
    if (days == 0 || left < 6 * CLOCK_HOUR)
        return fill_count(locale, SAY("in {n} h"), left / CLOCK_HOUR);
    if (days <= 7)
        return format_relative(locale, tools, days, UDAT_REL_UNIT_DAY);
    return format_date(locale, tools, time, day.year == today.year ? LOCALE_DAY : LOCALE_DATE, zone);
}

char *
locale_due(const Locale *locale, gint64 time, gint64 now, const char *zone)
{
    gint64 left = time - now;
    LocaleTools *tools;
    char *text;

    if (left > -CLOCK_MINUTE && left < CLOCK_MINUTE)
        return g_strdup(locale_say(locale, SAY("now")));
    if (left < 0)
        return format_late(locale, -left);
    tools = locale_tools_take(locale->formats);
    text = format_ahead(locale, tools, time, now, known_timezone(zone));
    locale_tools_give_back(locale->formats, tools);
    return text;
}
