/* SPDX-License-Identifier: Apache-2.0 */
/* base/locale.h: words, plurals, numbers and dates in the reader's language.
 *
 * Texts are written in English in the source and in templates; English is the msgid. Translations are `.po` catalogues
 * in one folder (locale/de.po, locale/cy.po …), read directly at start and looked up with an explicit Locale: nothing
 * here touches setlocale, the environment or the C library's locales. Plural forms follow the catalogue's Plural-Forms
 * header, or Unicode CLDR when it has none. Numbers, dates and relative times come from ICU; English is written the
 * British way ("2 Nov 2026", 24 hours).
 *
 * What is missing in a catalogue is said in English. script/catalogue collects the msgids from C sources by the SAY_
 * markers below and from templates, and fails when a catalogue is incomplete.
 *
 * Thread-safety: Locales and Locale are immutable after locales_load() and every call takes them from any thread at
 * once. ICU's own objects are kept per locale and lent to one call at a time. Nothing blocks but locales_load(), which
 * reads files. Results are UTF-8; a `char *` is the caller's to free, a `const char *` lives as long as the Locales. */
#pragma once
#include <glib.h>

/* ---- markers: they change nothing, script/catalogue finds the literals by them ---- */

#define SAY(text)                  text          /* locale_say (locale, SAY ("Sign in")) */
#define SAY_CONTEXT(context, text) context, text /* locale_say_context (locale, SAY_CONTEXT ("case state", "open")) */
#define SAY_PLURAL(one, many)      one, many /* locale_say_plural (locale, SAY_PLURAL ("{n} case", "{n} cases"), n) */
#define SAY_NOOP(text)             text      /* in tables; said later by locale_say (locale, table[i].label) */

/* ---- catalogues ---- */

typedef struct Locales Locales;
typedef struct Locale Locale;

#define LOCALES_LIMIT 64 /* catalogues in a folder */

/* Read every `<language>.po` of @dir (limits in base/po.h). English needs no file and is always there; NULL for @dir
 * gives English alone. Fails with TRIBUNE_ERROR_CONFIG naming the file and line: a broken catalogue stops the start. */
Locales *locales_load(const char *dir, GError **error);
void locales_free(Locales *locales);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Locales, locales_free)

/* The locale for a BCP 47 tag ("de-AT", also "de_AT"): exact, else shortened ("de"), else English. Never NULL, also
 * for NULL or nonsense. */
const Locale *locales_find(const Locales *locales, const char *tag);

/* The best locale for an Accept-Language header (RFC 9110 section 12.5.4; at most 1,000 bytes and 32 ranges are
 * looked at), or NULL when it names none of ours. */
const Locale *locales_choose(const Locales *locales, const char *accept_language);
/* The same, or the locale for @standard, as locales_find() has it. Never NULL. */
const Locale *locales_choose_or(const Locales *locales, const char *accept_language, const char *standard);

/* All of them, English first, then by tag; for language menus. */
guint locales_count(const Locales *locales);
const Locale *locales_at(const Locales *locales, guint index);

/* "en", "de", "pt-BR": for the lang attribute. */
const char *locale_tag(const Locale *locale);
/* "ltr" or "rtl": for the dir attribute. */
const char *locale_direction(const Locale *locale);

/* ---- texts ---- */

/* The translation of @msgid, or @msgid itself. */
const char *locale_say(const Locale *locale, const char *msgid);
/* The same for a text whose meaning needs @context ("open": a state, or what a button does). */
const char *locale_say_context(const Locale *locale, const char *context, const char *msgid);
/* The form for @n. Fill {n} yourself, or use locale_fill_plural(). */
const char *locale_say_plural(const Locale *locale, const char *one, const char *many, guint64 n);

/* Say @msgid and put values in: locale_fill (locale, SAY ("Case {reference} is {state}"), "reference", r, "state", s,
 * NULL). A placeholder is {name}, name in [a-z][a-z0-9_]*; doubled braces and unknown names stay as they stand. Values
 * are put in as they are: a caller that makes HTML escapes the result or the values. At most 16 pairs. */
char *locale_fill(const Locale *locale, const char *msgid, ...) G_GNUC_NULL_TERMINATED;
/* The same for a plural; {n} is @n written as the language does. */
char *locale_fill_plural(const Locale *locale, const char *one, const char *many, guint64 n,
                         ...) G_GNUC_NULL_TERMINATED;

/* ---- numbers ---- */

char *locale_number(const Locale *locale, gint64 number); /* "10,412"; German "10.412" */
char *locale_size(const Locale *locale, guint64 bytes);   /* "1.2 MB", steps of 1000 */

/* ---- dates: @time is microseconds UTC; @zone an IANA name, "Europe/London" ---- */

typedef enum {
    LOCALE_TIME,      /* 08:14 */
    LOCALE_DAY,       /* Mon 2 Nov */
    LOCALE_DATE,      /* 2 Nov 2026 */
    LOCALE_DATE_LONG, /* Monday 2 November 2026 */
    LOCALE_MONTH,     /* November 2026 */
    LOCALE_DAY_TIME,  /* Mon 2 Nov, 08:14 */
    LOCALE_DATE_TIME, /* Mon 2 Nov 2026, 08:14 */
    LOCALE_EXACT,     /* Monday 2 November 2026 at 08:14:05 GMT: on hover and in print */
    LOCALE_ISO,       /* 2026-11-02T08:14:05+00:00: for machines, the same in every language */
    LOCALE_ISO_DATE,  /* 2026-11-02 */
} LocaleDateStyle;

#define LOCALE_DATE_STYLES 10

/* An unknown @zone counts as UTC; check what people typed with locale_timezone_is_known(). */
char *locale_date(const Locale *locale, gint64 time, LocaleDateStyle style, const char *zone);
gboolean locale_timezone_is_known(const char *zone);

/* When something happened, seen from @now: "just now", "5 minutes ago", "2 hours ago" (the last 6 hours), "today,
 * 08:14", "yesterday, 17:48", "Mon 2 Nov, 08:14" (this year), "2 Nov 2025". A time up to a minute ahead of @now is
 * "just now"; one further ahead is said as locale_due() says it. */
char *locale_ago(const Locale *locale, gint64 time, gint64 now, const char *zone);

/* When something must happen, as short as a pill: "now", "in 50 min", "in 3 h" (today, or less than 6 hours),
 * "tomorrow", "in 4 days" (a week), "Mon 2 Nov", "2 Nov 2027"; past it, "5 min late", "2 h late" (a day), "3 days
 * late". Days are days of the calendar in @zone when ahead, and full 24 hours when late. */
char *locale_due(const Locale *locale, gint64 time, gint64 now, const char *zone);

/* ---- languages and order ---- */

/* The name of language @tag in this one: "German", "Welsh"; the tag when ICU knows none. */
char *locale_language(const Locale *locale, const char *tag);
/* The language's own name for itself, as a menu shows it: "Deutsch", "Cymraeg". */
char *locale_own_name(const Locale *locale);

/* Items as one phrase: "Highways, Housing and Planning". @items is NULL-terminated; at most 100 are taken. */
char *locale_list(const Locale *locale, const char *const *items);

/* As the language's dictionaries order: <0, 0, >0. Numbers inside compare by value ("Lamp 9" before "Lamp 10"). */
int locale_compare(const Locale *locale, const char *a, const char *b);
