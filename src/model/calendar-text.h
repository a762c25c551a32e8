/* SPDX-License-Identifier: Apache-2.0 */
/* model/calendar-text.h: calendars as people write them into forms, which is also how they are stored. Pure.
 *
 * Hours of a day: "9:00-12:00, 13:00-17:30"; nothing: closed. "24:00" ends a day; minutes may be left out.
 * Days on which nobody works: one in a line, first the date, then what it is called.
 *
 *     2026-12-28 Boxing Day (substitute)      one day
 *     12-25 Christmas Day                     every year
 *     2026-12-24..2027-01-01 Town hall closed from the first to the last
 *     12-24..01-01 Winter                     the same, every year */
#pragma once
#include "model/calendar.h"

#define CALENDAR_TEXT_MAX (64 * 1024) /* bytes of closures */
#define CALENDAR_NAME_MAX 100         /* characters of a closure's name; the rest is cut */

/* Errors: TRIBUNE_ERROR_INVALID with a sentence for who typed it. */
gboolean calendar_text_parse_day(const char *text, CalendarDay *ret, GError **error);
char *calendar_text_day(const CalendarDay *day);

/* All seven days, with ";" between them: how they are stored. */
gboolean calendar_text_parse_week(const char *text, CalendarDay ret[7], GError **error);
char *calendar_text_week(const CalendarDay days[7]);

/* CalendarClosure *, in the order of the lines; empty lines are passed over. At most CALENDAR_CLOSURES_MAX.
 * @ret_line (may be NULL) is set on failure: the line that is wrong, counted from 1; 0: it is the whole. */
GPtrArray *calendar_text_parse_closures(const char *text, guint *ret_line, GError **error);
char *calendar_text_closures(const GPtrArray *closures);
