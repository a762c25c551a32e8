/* SPDX-License-Identifier: Apache-2.0 */
#include "http/value.h"

#include <string.h>

#include "base/text.h"

json_t *
value_text(const char *text)
{
    g_autofree char *clean = NULL;
    json_t *value;

    if (text == NULL)
        return json_null();
    value = json_string(text);
    if (value != NULL)
        return value;
    clean = text_clean(text, strlen(text));
    return json_string(clean);
}

json_t *
value_flag(const char *name)
{
    return name == NULL ? json_null() : json_pack("{s:b}", name, 1);
}

json_t *
value_list(json_t *array)
{
    if (json_array_size(array) > 0)
        return json_pack("{s:o}", "list", array);
    json_decref(array);
    return json_null();
}

static gboolean
is_blank(const char *line)
{
    return line[strspn(line, " \t\r")] == '\0';
}

json_t *
value_paragraphs(const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(GString) paragraph = g_string_new(NULL);
    json_t *list = json_array();

    for (guint i = 0; lines[i] != NULL; i++) {
        gboolean blank = is_blank(lines[i]);

        if (!blank)
            g_string_append_printf(paragraph, "%s%s", paragraph->len > 0 ? "\n" : "", lines[i]);
        if (paragraph->len > 0 && (blank || lines[i + 1] == NULL)) {
            value_add(list, value_text(paragraph->str));
            g_string_truncate(paragraph, 0);
        }
    }
    return list;
}

json_t *
value_time(const Locale *locale, gint64 when, gint64 now, const char *zone)
{
    g_autofree char *text = NULL, *iso = NULL, *exact = NULL;

    if (when == 0)
        return json_null();
    text = locale_ago(locale, when, now, zone);
    iso = locale_date(locale, when, LOCALE_ISO, zone);
    exact = locale_date(locale, when, LOCALE_EXACT, zone);
    return json_pack("{s:s, s:s, s:s}", "text", text, "iso", iso, "exact", exact);
}

json_t *
value_day(const Locale *locale, gint64 when, const char *zone)
{
    g_autofree char *text = NULL, *iso = NULL, *exact = NULL;

    if (when == 0)
        return json_null();
    text = locale_date(locale, when, LOCALE_DATE, zone);
    iso = locale_date(locale, when, LOCALE_ISO_DATE, zone);
    exact = locale_date(locale, when, LOCALE_EXACT, zone);
    return json_pack("{s:s, s:s, s:s}", "text", text, "iso", iso, "exact", exact);
}

void
value_set(json_t *object, const char *key, json_t *value)
{
    json_object_set_new(object, key, value);
}

void
value_add(json_t *array, json_t *value)
{
    json_array_append_new(array, value);
}
