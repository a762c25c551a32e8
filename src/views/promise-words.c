/* SPDX-License-Identifier: Apache-2.0 */
#include "views/promise-words.h"

#define HOURS_SAID 16 /* more working hours are hard to picture: a day is said then */

char *
promise_words_time(const Locale *locale, gint64 minutes)
{
    if (minutes % 60 == 0)
        return locale_fill_plural(locale, SAY_PLURAL("{n} working hour", "{n} working hours"), (guint64)minutes / 60,
                                  NULL);
    return locale_fill_plural(locale, SAY_PLURAL("{n} working minute", "{n} working minutes"), (guint64)minutes, NULL);
}

static char *
say_late(const Locale *locale, gint64 minutes, gint64 due, const char *zone)
{
    g_autofree char *day = NULL;

    if (minutes < 60)
        return locale_fill_plural(locale, SAY_PLURAL("{n} working minute late", "{n} working minutes late"),
                                  (guint64)minutes, NULL);
    if (minutes < (HOURS_SAID + 1) * 60)
        return locale_fill_plural(locale, SAY_PLURAL("{n} working hour late", "{n} working hours late"),
                                  (guint64)minutes / 60, NULL);
    day = locale_date(locale, due, LOCALE_DAY, zone);
    return locale_fill(locale, SAY("late since {day}"), "day", day, NULL);
}

static char *
say_ahead(const Locale *locale, gint64 minutes, gint64 due, const char *zone)
{
    g_autofree char *day = NULL;

    if (minutes == 0)
        return g_strdup(locale_say(locale, SAY("due now")));
    if (minutes < 60)
        return locale_fill_plural(locale, SAY_PLURAL("in {n} working minute", "in {n} working minutes"),
                                  (guint64)minutes, NULL);
    if (minutes < (HOURS_SAID + 1) * 60)
        return locale_fill_plural(locale, SAY_PLURAL("in {n} working hour", "in {n} working hours"),
                                  (guint64)minutes / 60, NULL);
    day = locale_date(locale, due, LOCALE_DAY, zone);
    return locale_fill(locale, SAY("due {day}"), "day", day, NULL);
}

char *
promise_words_standing(const Locale *locale, PromiseStanding standing, gint64 minutes, gint64 due, const char *zone)
{
    switch (standing) {
    case PROMISE_RUNS:
    case PROMISE_NEAR:
        return say_ahead(locale, minutes, due, zone);
    case PROMISE_LATE:
        return say_late(locale, minutes, due, zone);
    case PROMISE_STOPPED:
        return g_strdup(locale_say(locale, SAY("waits for the citizen")));
    case PROMISE_MET:
        return g_strdup(locale_say(locale, SAY("kept")));
    case PROMISE_MET_LATE:
        return g_strdup(locale_say(locale, SAY("kept too late")));
    default:
        return g_strdup(locale_say(locale, SAY("ended")));
    }
}
