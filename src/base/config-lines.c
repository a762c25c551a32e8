/* SPDX-License-Identifier: Apache-2.0 */
/* The lines of a configuration file, and what is wrong with them. */
#include <string.h>

#include "base/config-private.h"
#include "base/text.h"

#define LINE_LIMIT  4096
#define GROUP_LIMIT 256
#define KEY_LIMIT   256

void
config_fault(ConfigFaults *faults, guint line, const char *format, ...)
{
    va_list arguments;

    if (faults->count++ >= CONFIG_FAULT_LIMIT)
        return;
    if (faults->text->len > 0)
        g_string_append_c(faults->text, '\n');
    if (line > 0)
        g_string_append_printf(faults->text, "%s:%u: ", faults->name, line);
    else
        g_string_append_printf(faults->text, "%s: ", faults->name);
    va_start(arguments, format);
    g_string_append_vprintf(faults->text, format, arguments);
    va_end(arguments);
}

char *
config_suggest(const char *word, GPtrArray *candidates)
{
    const char *nearest = text_nearest(word, (const char *const *)candidates->pdata, candidates->len);
    GString *all;

    if (nearest != NULL)
        return g_strdup_printf("; did you mean \"%s\"?", nearest);
    all = g_string_new("; expected one of: ");
    for (guint i = 0; i < candidates->len; i++)
        g_string_append_printf(all, "%s%s", i > 0 ? ", " : "", (const char *)candidates->pdata[i]);
    return g_string_free(all, FALSE);
}

static void
entry_free(gpointer data)
{
    ConfigEntry *entry = data;

    g_free(entry->key);
    g_free(entry->line_text);
    g_free(entry);
}

static void
section_free(gpointer data)
{
    ConfigSection *section = data;

    g_free(section->name);
    g_ptr_array_unref(section->entries);
    g_free(section);
}

static ConfigSection *
find_section(GPtrArray *sections, const char *name)
{
    for (guint i = 0; i < sections->len; i++) {
        ConfigSection *section = sections->pdata[i];

        if (strcmp(section->name, name) == 0)
            return section;
    }
    return NULL;
}

const ConfigEntry *
config_find_entry(const ConfigSection *section, const char *key)
{
    for (guint i = 0; i < section->entries->len; i++) {
        const ConfigEntry *entry = section->entries->pdata[i];

        if (strcmp(entry->key, key) == 0)
            return entry;
    }
    return NULL;
}

static ConfigSection *
read_group_line(GPtrArray *sections, const char *text, guint line, ConfigFaults *faults)
{
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_autofree char *name = NULL;
    ConfigSection *section;

    if (g_key_file_load_from_data(file, text, strlen(text), G_KEY_FILE_NONE, NULL))
        name = g_key_file_get_start_group(file);
    if (name == NULL) {
        config_fault(faults, line, "expected a group such as [node]");
        name = g_strdup("");
    } else if ((section = find_section(sections, name)) != NULL) {
        config_fault(faults, line, "[%s] is already on line %u", name, section->line);
    } else if (sections->len >= GROUP_LIMIT) {
        config_fault(faults, line, "more than %d groups", GROUP_LIMIT);
    }
    section = g_new0(ConfigSection, 1);
    section->name = g_steal_pointer(&name);
    section->line = line;
    section->entries = g_ptr_array_new_with_free_func(entry_free);
    g_ptr_array_add(sections, section);
    return section;
}

static void
read_key_line(ConfigSection *section, const char *text, guint line, ConfigFaults *faults)
{
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_autofree char *line_text = g_strconcat("[" CONFIG_LINE_GROUP "]\n", text, NULL);
    g_auto(GStrv) keys = NULL;
    const ConfigEntry *earlier;
    ConfigEntry *entry;

    if (section == NULL) {
        config_fault(faults, line, "expected a group such as [node] before the first key");
        return;
    }
    if (g_key_file_load_from_data(file, line_text, strlen(line_text), G_KEY_FILE_NONE, NULL))
        keys = g_key_file_get_keys(file, CONFIG_LINE_GROUP, NULL, NULL);
    if (keys == NULL || keys[0] == NULL) {
        config_fault(faults, line, "expected key = value");
        return;
    }
    if ((earlier = config_find_entry(section, keys[0])) != NULL) {
        config_fault(faults, line, "[%s] %s is already set on line %u", section->name, keys[0], earlier->line);
        return;
    }
    if (section->entries->len >= KEY_LIMIT) {
        config_fault(faults, line, "[%s] has more than %d keys", section->name, KEY_LIMIT);
        return;
    }
    entry = g_new0(ConfigEntry, 1);
    entry->key = g_strdup(keys[0]);
    entry->line_text = g_steal_pointer(&line_text);
    entry->line = line;
    g_ptr_array_add(section->entries, entry);
}

GPtrArray *
config_read_lines(const char *text, gsize length, ConfigFaults *faults)
{
    GPtrArray *sections = g_ptr_array_new_with_free_func(section_free);
    ConfigSection *section = NULL;
    guint line = 0;

    for (const char *at = text, *end = text + length; at < end && faults->count < CONFIG_FAULT_LIMIT;) {
        const char *stop = memchr(at, '\n', (gsize)(end - at));
        gsize size = (gsize)((stop != NULL ? stop : end) - at);
        g_autofree char *bare = NULL;

        line++;
        if (size > LINE_LIMIT) {
            config_fault(faults, line, "longer than %d bytes", LINE_LIMIT);
        } else {
            bare = g_strstrip(g_strndup(at, size));
            if (*bare == '[')
                section = read_group_line(sections, bare, line, faults);
            else if (*bare != '\0' && *bare != '#')
                read_key_line(section, bare, line, faults);
        }
        at += size + 1;
    }
    return sections;
}
