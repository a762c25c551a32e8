/* SPDX-License-Identifier: Apache-2.0 */
/* base/locale-private.h: what locale.c (texts), locale-format.c (numbers, names, order), locale-date.c (times) and
 * locale-tools.c (ICU's objects) share. */
#pragma once
#include "base/locale.h"
#include "base/po.h"
#include "base/thread.h"

#include <unicode/ucal.h>
#include <unicode/ucol.h>
#include <unicode/udat.h>
#include <unicode/unumberformatter.h>
#include <unicode/upluralrules.h>
#include <unicode/ureldatefmt.h>

#define SHORT_TEXT        256 /* UTF-16 units: longer than any number, date or name */
#define PLURAL_CATEGORIES 6

/* A time as it was last written; pages show the same cases, and so the same times, again and again. */
typedef struct {
    const void *formatter; /* NULL: empty */
    gint64 second;
    char *text;
} LocaleMoment;

#define LOCALE_MOMENTS 1024

/* ICU's objects of one locale, opened when first needed. They are not for two threads at once: a set belongs to the
 * call that took it. */
typedef struct {
    GHashTable *numbers;   /* skeleton → UNumberFormatter */
    GHashTable *dates;     /* style and time zone → UDateFormat */
    GHashTable *calendars; /* time zone → UCalendar */
    GHashTable *languages; /* tag → its name */
    LocaleMoment moments[LOCALE_MOMENTS];
    UFormattedNumber *number;
    URelativeDateTimeFormatter *relative;
    UCollator *collator;
    UPluralRules *rules;
    guint form_of[PLURAL_CATEGORIES]; /* position of each CLDR category among those in use */
} LocaleTools;

/* The sets of one locale that nobody uses now: at most as many as threads ever formatted at once. Thread-safe. */
typedef struct {
    char *icu_name;
    Mutex mutex;
    GPtrArray *idle;                     /* of LocaleTools */
    UChar *patterns[LOCALE_DATE_STYLES]; /* all written under the mutex at the first date, then never again */
} LocaleFormats;

struct Locale {
    char *tag;      /* "de-AT" */
    char *icu_name; /* "de_AT"; "en_GB" for "en" */
    Po *po;         /* NULL: English as in the source */
    LocaleFormats *formats;
};

LocaleFormats *locale_formats_new(const char *icu_name);
void locale_formats_free(LocaleFormats *formats);

/* Before formatters are closed. */
void locale_tools_forget_moments(LocaleTools *tools);

/* Borrow a set; give it back when the call is done. */
LocaleTools *locale_tools_take(LocaleFormats *formats);
void locale_tools_give_back(LocaleFormats *formats, LocaleTools *tools);

/* The CLDR form of @n among those that the language uses, in CLDR's order (zero, one, two, few, many, other). */
guint locale_formats_plural(LocaleFormats *formats, guint64 n);

/* ICU's UTF-16 and our UTF-8, to be freed; what is invalid becomes U+FFFD. */
char *locale_utf8(const UChar *text, gint32 length);
UChar *locale_utf16(const char *text, gint32 *ret_length);
/* What ICU wrote into a buffer of SHORT_TEXT, or NULL when it failed. */
char *locale_short_text(const UChar *text, gint32 length, UErrorCode status);
