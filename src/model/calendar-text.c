/* SPDX-License-Identifier: Apache-2.0 */
#include "model/calendar-text.h"

#include <string.h>

#include "base/error.h"
#include "base/locale.h"
#include "base/text.h"

static gboolean
invalid(GError **error, const char *words)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
    return FALSE;
}

/* ---- reading ---- */

static void
skip_blanks(const char **at)
{
    while (**at == ' ' || **at == '\t' || **at == '\r')
        (*at)++;
}

/* A number of at most @digits digits. */
static gboolean
read_number(const char **at, guint digits, int *ret)
{
    guint count = 0;

    *ret = 0;
    for (; count < digits && g_ascii_isdigit(**at); count++)
        *ret = *ret * 10 + (*(*at)++ - '0');
    return count > 0 && !g_ascii_isdigit(**at);
}

static gboolean
read_mark(const char **at, const char *mark)
{
    if (!g_str_has_prefix(*at, mark))
        return FALSE;
    *at += strlen(mark);
    return TRUE;
}

/* ---- hours ---- */

static gboolean
read_time(const char **at, guint16 *ret)
{
    int hour, minute = 0;

    skip_blanks(at);
    if (!read_number(at, 2, &hour) || ((read_mark(at, ":") || read_mark(at, ".")) && !read_number(at, 2, &minute)))
        return FALSE;
    skip_blanks(at);
    *ret = (guint16)(hour * 60 + minute);
    return minute < 60 && *ret <= CALENDAR_DAY_MINUTES;
}

static gboolean
read_interval(const char **at, CalendarInterval *ret)
{
    return read_time(at, &ret->open) && (read_mark(at, "-") || read_mark(at, "–")) && read_time(at, &ret->close) &&
           ret->open < ret->close;
}

gboolean
calendar_text_parse_day(const char *text, CalendarDay *ret, GError **error)
{
    CalendarDay day = { 0 };
    const char *at = text;

    skip_blanks(&at);
    while (*at != '\0') {
        CalendarInterval *interval = &day.intervals[day.count];

        if (day.count == CALENDAR_INTERVALS_MAX)
            return invalid(error, SAY_NOOP("a day has at most four stretches of working hours"));
        if (!read_interval(&at, interval))
            return invalid(error, SAY_NOOP("write working hours like 9:00-12:00, 13:00-17:00; leave a day off empty"));
        if (day.count > 0 && interval->open <= day.intervals[day.count - 1].close)
            return invalid(error,
                           SAY_NOOP("write the working hours of a day one after the other, with a break between"));
        day.count++;
        if (*at != '\0' && (!read_mark(&at, ",") || *at == '\0'))
            return invalid(error, SAY_NOOP("write working hours like 9:00-12:00, 13:00-17:00; leave a day off empty"));
    }
    *ret = day;
    return TRUE;
}

char *
calendar_text_day(const CalendarDay *day)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < day->count; i++)
        g_string_append_printf(text, "%s%02u:%02u-%02u:%02u", i > 0 ? ", " : "", day->intervals[i].open / 60,
                               day->intervals[i].open % 60, day->intervals[i].close / 60, day->intervals[i].close % 60);
    return g_string_free(text, FALSE);
}

gboolean
calendar_text_parse_week(const char *text, CalendarDay ret[7], GError **error)
{
    g_auto(GStrv) days = g_strsplit(text, ";", 9);

    if (g_strv_length(days) != 7)
        return invalid(error, "a week of working hours has seven days");
    for (guint i = 0; i < 7; i++)
        if (!calendar_text_parse_day(days[i], &ret[i], error))
            return FALSE;
    return TRUE;
}

char *
calendar_text_week(const CalendarDay days[7])
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < 7; i++) {
        g_autofree char *day = calendar_text_day(&days[i]);

        g_string_append_printf(text, "%s%s", i > 0 ? ";" : "", day);
    }
    return g_string_free(text, FALSE);
}

/* ---- closures ---- */

/* "2026-12-25" or "12-25". */
static gboolean
read_date(const char **at, CalendarDate *ret)
{
    int first, second, third;

    if (!read_number(at, 4, &first) || !read_mark(at, "-") || !read_number(at, 2, &second))
        return FALSE;
    if (!read_mark(at, "-")) {
        *ret = (CalendarDate){ 0, first, second };
        return calendar_date_is_valid(*ret);
    }
    if (!read_number(at, 2, &third))
        return FALSE;
    *ret = (CalendarDate){ first, second, third };
    return first >= 1970 && calendar_date_is_valid(*ret);
}

static gboolean
in_order(const CalendarClosure *closure)
{
    if ((closure->from.year == 0) != (closure->to.year == 0))
        return FALSE;
    return closure->from.year == 0 || calendar_days_of(closure->from.year, closure->from.month, closure->from.day) <=
                                          calendar_days_of(closure->to.year, closure->to.month, closure->to.day);
}

static CalendarClosure *
parse_closure(const char *line)
{
    CalendarClosure closure = { 0 };
    const char *at = line;

    skip_blanks(&at);
    if (!read_date(&at, &closure.from))
        return NULL;
    closure.to = closure.from;
    if (read_mark(&at, "..") && !read_date(&at, &closure.to))
        return NULL;
    if (!in_order(&closure) || (*at != '\0' && !g_ascii_isspace(*at)))
        return NULL;
    closure.name = text_one_line(at, strlen(at), CALENDAR_NAME_MAX);
    return g_memdup2(&closure, sizeof closure);
}

/* One line of the list. NULL: the list is full, or this is no day; *@ret_full tells which. */
static CalendarClosure *
take_line(const GPtrArray *closures, const char *line, gboolean *ret_full)
{
    *ret_full = closures->len == CALENDAR_CLOSURES_MAX;
    return *ret_full ? NULL : parse_closure(line);
}

GPtrArray *
calendar_text_parse_closures(const char *text, guint *ret_line, GError **error)
{
    g_autoptr(GPtrArray) closures = g_ptr_array_new_with_free_func((GDestroyNotify)calendar_closure_free);
    gboolean full = strlen(text) > CALENDAR_TEXT_MAX;
    g_auto(GStrv) lines = g_strsplit(full ? "" : text, "\n", -1);
    guint i = 0;

    for (; !full && lines[i] != NULL; i++) {
        CalendarClosure *closure;

        if (*g_strstrip(lines[i]) == '\0')
            continue;
        closure = take_line(closures, lines[i], &full);
        if (closure == NULL)
            break;
        g_ptr_array_add(closures, closure);
    }
    if (!full && lines[i] == NULL)
        return g_steal_pointer(&closures);
    if (ret_line != NULL)
        *ret_line = full ? 0 : i + 1;
    invalid(error,
            full ? SAY_NOOP("the list of days off is too long")
                 : SAY_NOOP("this is no day that is off; write 2026-12-25 Christmas Day, or 12-25 for every year"));
    return NULL;
}

static void
append_date(GString *text, CalendarDate date)
{
    if (date.year != 0)
        g_string_append_printf(text, "%04d-", date.year);
    g_string_append_printf(text, "%02d-%02d", date.month, date.day);
}

char *
calendar_text_closures(const GPtrArray *closures)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < closures->len; i++) {
        const CalendarClosure *closure = g_ptr_array_index(closures, i);

        append_date(text, closure->from);
        if (closure->from.month != closure->to.month || closure->from.day != closure->to.day ||
            closure->from.year != closure->to.year) {
            g_string_append(text, "..");
            append_date(text, closure->to);
        }
        g_string_append_printf(text, "%s%s\n", *closure->name != '\0' ? " " : "", closure->name);
    }
    return g_string_free(text, FALSE);
}
