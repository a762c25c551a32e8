/* SPDX-License-Identifier: Apache-2.0 */
#include "console/part.h"

#include <string.h>

#include "base/text.h"
#include "console/console-private.h"
#include "model/person.h"

void
part_set(json_t *object, const char *key, json_t *value)
{
    json_object_set_new(object, key, value);
}

void
part_add(json_t *array, json_t *value)
{
    json_array_append_new(array, value);
}

json_t *
part_list(json_t *array)
{
    if (json_array_size(array) > 0)
        return json_pack("{s:o}", "list", array);
    json_decref(array);
    return json_null();
}

json_t *
part_flag(const char *name)
{
    return name == NULL ? json_null() : json_pack("{s:b}", name, 1);
}

json_t *
part_text(const char *text)
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
part_time(const ConsoleVisit *visit, gint64 when)
{
    g_autofree char *text = NULL, *iso = NULL, *exact = NULL;

    if (when == 0)
        return json_null();
    text = locale_ago(visit->locale, when, visit->now, visit->zone);
    iso = locale_date(visit->locale, when, LOCALE_ISO, visit->zone);
    exact = locale_date(visit->locale, when, LOCALE_EXACT, visit->zone);
    return json_pack("{s:s, s:s, s:s}", "text", text, "iso", iso, "exact", exact);
}

json_t *
part_number(const ConsoleVisit *visit, gint64 number)
{
    g_autofree char *text = locale_number(visit->locale, number);

    return json_string(text);
}

json_t *
part_initials(const char *name)
{
    g_auto(GStrv) words = g_strsplit_set(name, " .@_-", 8);
    g_autoptr(GString) initials = g_string_new(NULL);

    for (guint i = 0; words[i] != NULL && g_utf8_strlen(initials->str, -1) < 2; i++) {
        gunichar first = g_utf8_get_char_validated(words[i], -1);

        if (first < 0x110000 && g_unichar_isalnum(first))
            g_string_append_unichar(initials, g_unichar_toupper(first));
    }
    if (initials->len == 0 && *name == '+' && strlen(name) > 2)
        return part_text(name + strlen(name) - 2);
    return part_text(initials->str);
}

json_t *
part_shown(const char *uri)
{
    g_autofree char *shown = identity_shown(uri);

    return part_text(shown);
}

json_t *
part_channel(const ConsoleVisit *visit, const char *name)
{
    const Channel *channel = channels_find(visit->console->mediation->channels, name);

    return part_text(channel != NULL ? locale_say(visit->locale, channel->driver->label) : name);
}

json_t *
part_address(const ConsoleVisit *visit, const char *uri)
{
    const Channel *channel = channels_for(visit->console->mediation->channels, "", uri);
    gboolean page = channel != NULL && (channel->driver->capabilities.abilities & CHANNEL_PAGE) != 0;

    return part_text(page ? locale_say(visit->locale, SAY("the page of their case")) : identity_address(uri));
}

json_t *
part_unit(const ConsoleVisit *visit, UnitId id)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    const Unit *unit = directory_get_unit(snapshot, id);
    g_autofree char *url = NULL;

    if (unit == NULL)
        return json_null();
    url = g_strdup_printf("/cases?queue=unit&unit=%s", unit->code);
    return json_pack("{s:s, s:s}", "name", unit->name, "url", url);
}

json_t *
part_said(const ConsoleVisit *visit, const GError *error)
{
    /* What a sentence is about may stand behind it, quoted: that is no catalogue's. */
    const char *about = strstr(error->message, ": “");
    g_autofree char *msgid = about != NULL ? g_strndup(error->message, (gsize)(about - error->message)) : NULL;
    g_autofree char *said = about != NULL ? g_strconcat(locale_say(visit->locale, msgid), about, NULL)
                                          : g_strdup(locale_say(visit->locale, error->message));
    g_autofree char *first = g_utf8_strup(said, (gssize)(g_utf8_next_char(said) - said));
    g_autofree char *sentence = g_strconcat(first, g_utf8_next_char(said), NULL);

    return part_text(sentence);
}

json_t *
part_reason(const ConsoleVisit *visit, const Verdict *verdict)
{
    const char *reason = locale_say(visit->locale, verdict->reason);
    g_autofree char *whole = *verdict->detail == '\0' ? NULL : g_strdup_printf("%s (%s)", reason, verdict->detail);

    return part_text(whole != NULL ? whole : reason);
}

json_t *
part_option(const char *value, const char *name, gboolean selected)
{
    return json_pack("{s:o, s:o, s:b}", "value", part_text(value), "name", part_text(name), "selected", selected);
}
