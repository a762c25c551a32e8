/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/locale-private.h"
#include "base/thread.h"

#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ucol.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/ulistformatter.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/unumberformatter.h>
#include <unicode/upluralrules.h>
#include <unicode/ureldatefmt.h>
#include <unicode/ustring.h>

#define SHORT_TEXT       256 /* UTF-16 units: longer than any number, date or name */
#define TIMEZONE_LIMIT   64  /* bytes of a name; the longest of the IANA has 32 */
#define TIMEZONES_CACHED 16  /* per set; a body has one */
#define LIST_ITEMS_LIMIT 100
#define CATEGORIES       6

/* ICU's objects are not for two threads at once: a set belongs to the call that took it. */
typedef struct {
    GHashTable *numbers;   /* skeleton → UNumberFormatter */
    GHashTable *dates;     /* style and time zone → UDateFormat */
    GHashTable *calendars; /* time zone → UCalendar */
    UFormattedNumber *number;
    URelativeDateTimeFormatter *relative;
    UCollator *collator;
    UPluralRules *rules;
    guint form_of[CATEGORIES]; /* position of each CLDR category among those in use */
} Tools;

struct LocaleFormats {
    char *icu_name;
    Mutex mutex;
    GPtrArray *idle;                     /* of Tools */
    UChar *patterns[LOCALE_DATE_STYLES]; /* written once, before the first set is lent for dates */
};

/* ---- UTF-16 ---- */

static char *
to_utf8(const UChar *text, gint32 length)
{
    gint32 needed = 0;
    UErrorCode status = U_ZERO_ERROR;
    char *utf8;

    u_strToUTF8(NULL, 0, &needed, text, length, &status);
    utf8 = g_malloc0((gsize)needed + 1);
    status = U_ZERO_ERROR;
    u_strToUTF8WithSub(utf8, needed + 1, NULL, text, length, 0xfffd, NULL, &status);
    return utf8;
}

static UChar *
to_utf16(const char *text, gint32 *ret_length)
{
    gint32 size = (gint32)MIN(strlen(text), (gsize)G_MAXINT32 / 4);
    UErrorCode status = U_ZERO_ERROR;
    UChar *utf16 = g_new0(UChar, (gsize)size + 1);

    u_strFromUTF8WithSub(utf16, size + 1, ret_length, text, size, 0xfffd, NULL, &status);
    return utf16;
}

/* What ICU wrote into a buffer of SHORT_TEXT, or NULL when it failed. */
static char *
short_text(const UChar *text, gint32 length, UErrorCode status)
{
    return U_SUCCESS(status) && length < SHORT_TEXT ? to_utf8(text, length) : NULL;
}

/* ---- sets of ICU objects ---- */

static void
close_number(gpointer data)
{
    unumf_close(data);
}

static void
close_date(gpointer data)
{
    UDateFormat **format = data;

    udat_close(*format);
    g_free(format);
}

static void
close_calendar(gpointer data)
{
    UCalendar **calendar = data;

    ucal_close(*calendar);
    g_free(calendar);
}

static Tools *
tools_new(void)
{
    Tools *tools = g_new0(Tools, 1);
    UErrorCode status = U_ZERO_ERROR;

    tools->numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, close_number);
    tools->dates = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, close_date);
    tools->calendars = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, close_calendar);
    tools->number = unumf_openResult(&status);
    return tools;
}

static void
tools_free(gpointer data)
{
    Tools *tools = data;

    uplrules_close(tools->rules);
    ucol_close(tools->collator);
    ureldatefmt_close(tools->relative);
    unumf_closeResult(tools->number);
    g_hash_table_unref(tools->calendars);
    g_hash_table_unref(tools->dates);
    g_hash_table_unref(tools->numbers);
    g_free(tools);
}

static Tools *
take_tools(LocaleFormats *formats)
{
    MUTEX_HELD(&formats->mutex);

    return formats->idle->len > 0 ? g_ptr_array_steal_index_fast(formats->idle, formats->idle->len - 1) : tools_new();
}

static void
give_back(LocaleFormats *formats, Tools *tools)
{
    MUTEX_HELD(&formats->mutex);

    g_ptr_array_add(formats->idle, tools);
}

LocaleFormats *
locale_formats_new(const char *icu_name)
{
    LocaleFormats *formats = g_new0(LocaleFormats, 1);

    formats->icu_name = g_strdup(icu_name);
    formats->idle = g_ptr_array_new_with_free_func(tools_free);
    mutex_init(&formats->mutex);
    return formats;
}

void
locale_formats_free(LocaleFormats *formats)
{
    for (guint i = 0; i < LOCALE_DATE_STYLES; i++)
        g_free(formats->patterns[i]);
    g_ptr_array_unref(formats->idle);
    mutex_clear(&formats->mutex);
    g_free(formats->icu_name);
    g_free(formats);
}

/* ---- plurals ---- */

static const char *const categories[CATEGORIES] = { "zero", "one", "two", "few", "many", "other" };

static int
category_index(const char *name)
{
    for (int i = 0; i < CATEGORIES; i++)
        if (strcmp(categories[i], name) == 0)
            return i;
    return CATEGORIES - 1;
}

static void
open_rules(Tools *tools, const char *icu_name)
{
    UErrorCode status = U_ZERO_ERROR;
    UEnumeration *keywords;
    gboolean used[CATEGORIES] = { FALSE };
    const char *keyword;
    guint form = 0;

    tools->rules = uplrules_openForType(icu_name, UPLURAL_TYPE_CARDINAL, &status);
    keywords = uplrules_getKeywords(tools->rules, &status);
    while (U_SUCCESS(status) && (keyword = uenum_next(keywords, NULL, &status)) != NULL)
        used[category_index(keyword)] = TRUE;
    uenum_close(keywords);
    for (guint i = 0; i < CATEGORIES; i++)
        tools->form_of[i] = used[i] ? form++ : 0;
}

guint
locale_formats_plural(LocaleFormats *formats, guint64 n)
{
    Tools *tools = take_tools(formats);
    UChar keyword[16] = { 0 };
    char name[16] = "";
    UErrorCode status = U_ZERO_ERROR;
    guint form;

    if (tools->rules == NULL)
        open_rules(tools, formats->icu_name);
    uplrules_select(tools->rules, (double)n, keyword, G_N_ELEMENTS(keyword) - 1, &status);
    u_austrncpy(name, keyword, sizeof name - 1);
    form = tools->form_of[category_index(name)];
    give_back(formats, tools);
    return form;
}

/* ---- numbers ---- */

static UNumberFormatter *
number_formatter(const LocaleFormats *formats, Tools *tools, const char *skeleton)
{
    UNumberFormatter *formatter = g_hash_table_lookup(tools->numbers, skeleton);
    UErrorCode status = U_ZERO_ERROR;
    g_autofree UChar *utf16 = NULL;
    gint32 length;

    if (formatter != NULL)
        return formatter;
    utf16 = to_utf16(skeleton, &length);
    formatter = unumf_openForSkeletonAndLocale(utf16, length, formats->icu_name, &status);
    g_hash_table_insert(tools->numbers, g_strdup(skeleton), formatter);
    return formatter;
}

static char *
format_number(const Locale *locale, const char *skeleton, double number)
{
    Tools *tools = take_tools(locale->formats);
    UErrorCode status = U_ZERO_ERROR;
    UChar buffer[SHORT_TEXT];
    gint32 length;
    char *text;

    unumf_formatDouble(number_formatter(locale->formats, tools, skeleton), number, tools->number, &status);
    length = unumf_resultToString(tools->number, buffer, SHORT_TEXT, &status);
    text = short_text(buffer, length, status);
    give_back(locale->formats, tools);
    return text != NULL ? text : g_strdup_printf("%g", number);
}

char *
locale_number(const Locale *locale, gint64 number)
{
    Tools *tools = take_tools(locale->formats);
    UErrorCode status = U_ZERO_ERROR;
    UChar buffer[SHORT_TEXT];
    gint32 length;
    char *text;

    unumf_formatInt(number_formatter(locale->formats, tools, ""), number, tools->number, &status);
    length = unumf_resultToString(tools->number, buffer, SHORT_TEXT, &status);
    text = short_text(buffer, length, status);
    give_back(locale->formats, tools);
    return text != NULL ? text : g_strdup_printf("%" G_GINT64_FORMAT, number);
}

char *
locale_decimal(const Locale *locale, double number, guint most_fraction)
{
    static const char *const skeletons[] = { "precision-integer", ".#", ".##", ".###", ".####", ".#####", ".######" };

    return format_number(locale, skeletons[MIN(most_fraction, G_N_ELEMENTS(skeletons) - 1)], number);
}

char *
locale_percent(const Locale *locale, double share)
{
    return format_number(locale, "percent .#", share * 100);
}

char *
locale_size(const Locale *locale, guint64 bytes)
{
    static const char *const units[] = { "kilobyte", "megabyte", "gigabyte", "terabyte" };
    double size = (double)bytes / 1000;
    guint unit = 0;
    char skeleton[80];

    if (bytes < 1000)
        return locale_fill_plural(locale, SAY_PLURAL("{n} byte", "{n} bytes"), bytes, NULL);
    while (size >= 999.5 && unit + 1 < G_N_ELEMENTS(units)) {
        size /= 1000;
        unit++;
    }
    g_snprintf(skeleton, sizeof skeleton, "measure-unit/digital-%s unit-width-short %s", units[unit],
               size < 99.95 ? ".#" : "precision-integer");
    return format_number(locale, skeleton, size);
}

/* ---- dates ---- */

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
        return to_utf16(iso_patterns[style], &length);
    skeleton = to_utf16(date_skeletons[style], &length);
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
date_formatter(LocaleFormats *formats, Tools *tools, LocaleDateStyle style, const char *zone)
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
    if (g_hash_table_size(tools->dates) >= TIMEZONES_CACHED * LOCALE_DATE_STYLES)
        g_hash_table_remove_all(tools->dates);
    utf16 = to_utf16(zone, &length);
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
format_date(const Locale *locale, Tools *tools, gint64 time, LocaleDateStyle style, const char *zone)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar buffer[SHORT_TEXT];
    UDateFormat *formatter = date_formatter(locale->formats, tools, style, known_timezone(zone));
    gint32 length;
    char *text = NULL;

    if (formatter != NULL) {
        length = udat_format(formatter, to_icu_time(time), buffer, SHORT_TEXT, NULL, &status);
        text = short_text(buffer, length, status);
    }
    return text != NULL ? text : clock_format_utc(time);
}

char *
locale_date(const Locale *locale, gint64 time, LocaleDateStyle style, const char *zone)
{
    Tools *tools = take_tools(locale->formats);
    char *text = format_date(locale, tools, time, style, zone);

    give_back(locale->formats, tools);
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
    utf16 = to_utf16(zone, &length);
    ucal_getCanonicalTimeZoneID(utf16, length, canonical, SHORT_TEXT, &is_system, &status);
    return U_SUCCESS(status) && is_system && strcmp(zone, "Etc/Unknown") != 0;
}

/* ---- relative times ---- */

typedef struct {
    gint32 day; /* Julian */
    gint32 year;
} CalendarDay;

static CalendarDay
calendar_day(Tools *tools, gint64 time, const char *zone)
{
    UCalendar **slot = g_hash_table_lookup(tools->calendars, zone);
    UErrorCode status = U_ZERO_ERROR;
    CalendarDay day = { 0 };

    if (slot == NULL) {
        gint32 length;
        g_autofree UChar *utf16 = to_utf16(zone, &length);

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
relative_formatter(const Locale *locale, Tools *tools)
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
format_relative(const Locale *locale, Tools *tools, gint64 offset, URelativeDateTimeUnit unit)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar buffer[SHORT_TEXT];
    const URelativeDateTimeFormatter *formatter = relative_formatter(locale, tools);
    gint32 length = (unit == UDAT_REL_UNIT_DAY ? ureldatefmt_format : ureldatefmt_formatNumeric)(
        formatter, (double)offset, unit, buffer, SHORT_TEXT, &status);
    char *text = short_text(buffer, length, status);

    return text != NULL ? text : g_strdup_printf("%+" G_GINT64_FORMAT, offset);
}

/* "yesterday, 17:48" */
static char *
format_day_and_time(const Locale *locale, Tools *tools, gint64 days, gint64 time, const char *zone)
{
    g_autofree char *day = format_relative(locale, tools, days, UDAT_REL_UNIT_DAY);
    g_autofree char *clock = format_date(locale, tools, time, LOCALE_TIME, zone);
    gint32 day_length, clock_length, length;
    g_autofree UChar *day16 = to_utf16(day, &day_length), *clock16 = to_utf16(clock, &clock_length);
    UErrorCode status = U_ZERO_ERROR;
    UChar buffer[SHORT_TEXT];
    char *text;

    length = ureldatefmt_combineDateAndTime(relative_formatter(locale, tools), day16, day_length, clock16, clock_length,
                                            buffer, SHORT_TEXT, &status);
    text = short_text(buffer, length, status);
    return text != NULL ? text : g_strconcat(day, " ", clock, NULL);
}

static char *
format_past(const Locale *locale, Tools *tools, gint64 time, gint64 now, const char *zone)
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
    Tools *tools;
    char *text;

    if (time - now >= CLOCK_MINUTE)
        return locale_due(locale, time, now, zone);
    tools = take_tools(locale->formats);
    text = format_past(locale, tools, time, now, known_timezone(zone));
    give_back(locale->formats, tools);
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
format_ahead(const Locale *locale, Tools *tools, gint64 time, gint64 now, const char *zone)
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
    Tools *tools;
    char *text;

    if (left > -CLOCK_MINUTE && left < CLOCK_MINUTE)
        return g_strdup(locale_say(locale, SAY("now")));
    if (left < 0)
        return format_late(locale, -left);
    tools = take_tools(locale->formats);
    text = format_ahead(locale, tools, time, now, known_timezone(zone));
    give_back(locale->formats, tools);
    return text;
}

/* ---- languages and order ---- */

static char *
display_name(const char *tag, const char *in)
{
    UErrorCode status = U_ZERO_ERROR;
    char id[ULOC_FULLNAME_CAPACITY];
    UChar buffer[SHORT_TEXT];
    gint32 length, parsed;
    char *text = NULL;

    uloc_forLanguageTag(tag, id, sizeof id, &parsed, &status);
    if (U_SUCCESS(status) && parsed > 0) {
        length = uloc_getDisplayName(id, in, buffer, SHORT_TEXT, &status);
        text = short_text(buffer, length, status);
    }
    return text != NULL ? text : g_strdup(tag);
}

char *
locale_language(const Locale *locale, const char *tag)
{
    return display_name(tag, locale->icu_name);
}

/* CLDR writes many names small, as inside a sentence. */
char *
locale_own_name(const Locale *locale)
{
    g_autofree char *name = display_name(locale->tag, locale->icu_name);
    char first[8] = "";

    g_unichar_to_utf8(g_unichar_totitle(g_utf8_get_char(name)), first);
    return g_strconcat(first, g_utf8_next_char(name), NULL);
}

char *
locale_list(const Locale *locale, const char *const *items)
{
    UErrorCode status = U_ZERO_ERROR;
    UListFormatter *formatter = ulistfmt_open(locale->icu_name, &status);
    UChar *texts[LIST_ITEMS_LIMIT];
    gint32 lengths[LIST_ITEMS_LIMIT], count = 0, needed, most = 16;
    g_autofree UChar *buffer = NULL;
    char *text;

    for (; count < LIST_ITEMS_LIMIT && items[count] != NULL; count++) {
        texts[count] = to_utf16(items[count], &lengths[count]);
        most += lengths[count] + 16; /* no language's "and" is longer */
    }
    buffer = g_new0(UChar, (gsize)most);
    needed = ulistfmt_format(formatter, (const UChar *const *)texts, lengths, count, buffer, most, &status);
    text = U_SUCCESS(status) ? to_utf8(buffer, needed) : g_strjoinv(", ", (GStrv)items);
    for (gint32 i = 0; i < count; i++)
        g_free(texts[i]);
    ulistfmt_close(formatter);
    return text;
}

static UCollator *
open_collator(const char *icu_name)
{
    UErrorCode status = U_ZERO_ERROR;
    UCollator *collator = ucol_open(icu_name, &status);

    ucol_setAttribute(collator, UCOL_NUMERIC_COLLATION, UCOL_ON, &status);
    return collator;
}

int
locale_compare(const Locale *locale, const char *a, const char *b)
{
    Tools *tools = take_tools(locale->formats);
    UErrorCode status = U_ZERO_ERROR;
    UCollationResult order;

    if (tools->collator == NULL)
        tools->collator = open_collator(locale->icu_name);
    order = ucol_strcollUTF8(tools->collator, a, -1, b, -1, &status);
    give_back(locale->formats, tools);
    return U_SUCCESS(status) ? (int)order : strcmp(a, b);
}
