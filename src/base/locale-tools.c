/* SPDX-License-Identifier: Apache-2.0 */
#include "base/locale-private.h"

#include <string.h>
#include <unicode/ustring.h>

/* ---- UTF-16 ---- */

char *
locale_utf8(const UChar *text, gint32 length)
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

UChar *
locale_utf16(const char *text, gint32 *ret_length)
{
    gint32 size = (gint32)MIN(strlen(text), (gsize)G_MAXINT32 / 4);
    UErrorCode status = U_ZERO_ERROR;
    UChar *utf16 = g_new0(UChar, (gsize)size + 1);

    u_strFromUTF8WithSub(utf16, size + 1, ret_length, text, size, 0xfffd, NULL, &status);
    return utf16;
}

char *
locale_short_text(const UChar *text, gint32 length, UErrorCode status)
{
    return U_SUCCESS(status) && length < SHORT_TEXT ? locale_utf8(text, length) : NULL;
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

static LocaleTools *
tools_new(void)
{
    LocaleTools *tools = g_new0(LocaleTools, 1);
    UErrorCode status = U_ZERO_ERROR;

    tools->numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, close_number);
    tools->dates = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, close_date);
    tools->calendars = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, close_calendar);
    tools->languages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    tools->number = unumf_openResult(&status);
    return tools;
}

void
locale_tools_forget_moments(LocaleTools *tools)
{
    for (guint i = 0; i < LOCALE_MOMENTS; i++)
        g_free(tools->moments[i].text);
    memset(tools->moments, 0, sizeof tools->moments);
}

static void
tools_free(gpointer data)
{
    LocaleTools *tools = data;

    locale_tools_forget_moments(tools);
    g_hash_table_unref(tools->languages);
    uplrules_close(tools->rules);
    ucol_close(tools->collator);
    ureldatefmt_close(tools->relative);
    unumf_closeResult(tools->number);
    g_hash_table_unref(tools->calendars);
    g_hash_table_unref(tools->dates);
    g_hash_table_unref(tools->numbers);
    g_free(tools);
}

LocaleTools *
locale_tools_take(LocaleFormats *formats)
{
    MUTEX_HELD(&formats->mutex);

    return formats->idle->len > 0 ? g_ptr_array_steal_index_fast(formats->idle, formats->idle->len - 1) : tools_new();
}

void
locale_tools_give_back(LocaleFormats *formats, LocaleTools *tools)
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
