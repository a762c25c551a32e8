/* SPDX-License-Identifier: Apache-2.0 */
#include "base/locale-private.h"

#include <string.h>
#include <unicode/ulistformatter.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#define LANGUAGES_CACHED 64 /* names per set */
#define LIST_ITEMS_LIMIT 100

/* ---- plurals ---- */

static const char *const categories[PLURAL_CATEGORIES] = { "zero", "one", "two", "few", "many", "other" };

static int
category_index(const char *name)
{
    for (int i = 0; i < PLURAL_CATEGORIES; i++)
        if (strcmp(categories[i], name) == 0)
            return i;
    return PLURAL_CATEGORIES - 1;
}

static void
open_rules(LocaleTools *tools, const char *icu_name)
{
    UErrorCode status = U_ZERO_ERROR;
    UEnumeration *keywords;
    gboolean used[PLURAL_CATEGORIES] = { FALSE };
    const char *keyword;
    guint form = 0;

    tools->rules = uplrules_openForType(icu_name, UPLURAL_TYPE_CARDINAL, &status);
    keywords = uplrules_getKeywords(tools->rules, &status);
    while (U_SUCCESS(status) && (keyword = uenum_next(keywords, NULL, &status)) != NULL)
        used[category_index(keyword)] = TRUE;
    uenum_close(keywords);
    for (guint i = 0; i < PLURAL_CATEGORIES; i++)
        tools->form_of[i] = used[i] ? form++ : 0;
}

guint
locale_formats_plural(LocaleFormats *formats, guint64 n)
{
    LocaleTools *tools = locale_tools_take(formats);
    UChar keyword[16] = { 0 };
    char name[16] = "";
    UErrorCode status = U_ZERO_ERROR;
    guint form;

    if (tools->rules == NULL)
        open_rules(tools, formats->icu_name);
    uplrules_select(tools->rules, (double)n, keyword, G_N_ELEMENTS(keyword) - 1, &status);
    u_austrncpy(name, keyword, sizeof name - 1);
    form = tools->form_of[category_index(name)];
    locale_tools_give_back(formats, tools);
    return form;
}

/* ---- numbers ---- */

static UNumberFormatter *
number_formatter(const LocaleFormats *formats, LocaleTools *tools, const char *skeleton)
{
    UNumberFormatter *formatter = g_hash_table_lookup(tools->numbers, skeleton);
    UErrorCode status = U_ZERO_ERROR;
    g_autofree UChar *utf16 = NULL;
    gint32 length;

    if (formatter != NULL)
        return formatter;
    utf16 = locale_utf16(skeleton, &length);
    formatter = unumf_openForSkeletonAndLocale(utf16, length, formats->icu_name, &status);
    g_hash_table_insert(tools->numbers, g_strdup(skeleton), formatter);
    return formatter;
}

static char *
format_number(const Locale *locale, const char *skeleton, double number)
{
    LocaleTools *tools = locale_tools_take(locale->formats);
    UErrorCode status = U_ZERO_ERROR;
    UChar buffer[SHORT_TEXT];
    gint32 length;
    char *text;

    unumf_formatDouble(number_formatter(locale->formats, tools, skeleton), number, tools->number, &status);
    length = unumf_resultToString(tools->number, buffer, SHORT_TEXT, &status);
    text = locale_short_text(buffer, length, status);
    locale_tools_give_back(locale->formats, tools);
    return text != NULL ? text : g_strdup_printf("%g", number);
}

char *
locale_number(const Locale *locale, gint64 number)
{
    LocaleTools *tools = locale_tools_take(locale->formats);
    UErrorCode status = U_ZERO_ERROR;
    UChar buffer[SHORT_TEXT];
    gint32 length;
    char *text;

    unumf_formatInt(number_formatter(locale->formats, tools, ""), number, tools->number, &status);
    length = unumf_resultToString(tools->number, buffer, SHORT_TEXT, &status);
    text = locale_short_text(buffer, length, status);
    locale_tools_give_back(locale->formats, tools);
    return text != NULL ? text : g_strdup_printf("%" G_GINT64_FORMAT, number);
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
        text = locale_short_text(buffer, length, status);
    }
    return text != NULL ? text : g_strdup(tag);
}

char *
locale_language(const Locale *locale, const char *tag)
{
    LocaleTools *tools = locale_tools_take(locale->formats);
    const char *known = g_hash_table_lookup(tools->languages, tag);
    char *name = known != NULL ? g_strdup(known) : display_name(tag, locale->icu_name);

    if (known == NULL) {
        if (g_hash_table_size(tools->languages) >= LANGUAGES_CACHED)
            g_hash_table_remove_all(tools->languages);
        g_hash_table_insert(tools->languages, g_strdup(tag), g_strdup(name));
    }
    locale_tools_give_back(locale->formats, tools);
    return name;
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
        texts[count] = locale_utf16(items[count], &lengths[count]);
        most += lengths[count] + 16; /* no language's "and" is longer */
    }
    buffer = g_new0(UChar, (gsize)most);
    needed = ulistfmt_format(formatter, (const UChar *const *)texts, lengths, count, buffer, most, &status);
    text = U_SUCCESS(status) ? locale_utf8(buffer, needed) : g_strjoinv(", ", (GStrv)items);
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
    LocaleTools *tools = locale_tools_take(locale->formats);
    UErrorCode status = U_ZERO_ERROR;
    UCollationResult order;

    if (tools->collator == NULL)
        tools->collator = open_collator(locale->icu_name);
    order = ucol_strcollUTF8(tools->collator, a, -1, b, -1, &status);
    locale_tools_give_back(locale->formats, tools);
    return U_SUCCESS(status) ? (int)order : strcmp(a, b);
}
