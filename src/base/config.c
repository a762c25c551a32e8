/* SPDX-License-Identifier: Apache-2.0 */
#include "base/config.h"

#include <string.h>

#include "base/config-private.h"
#include "base/error.h"
#include "base/text.h"

#define FILE_LIMIT (256 * 1024)
#define NAME_LIMIT 64

typedef struct {
    char *name;
    GHashTable *values; /* key → ConfigValue */
} Group;

struct Config {
    char *folder;
    GPtrArray *groups; /* in the order of the file */
    GHashTable *kinds; /* kind → GPtrArray of names, ends with NULL */
};

/* ---- the tables ---- */

static gboolean
is_kind(const ConfigTable *const *tables, const char *kind)
{
    for (; *tables != NULL; tables++) {
        if ((*tables)->driver != NULL && strcmp((*tables)->group, kind) == 0)
            return TRUE;
    }
    return FALSE;
}

/* "channel" of "channel.desk"; NULL for a plain group. */
static char *
kind_of(const char *group)
{
    const char *dot = strchr(group, '.');

    return dot == NULL ? NULL : g_strndup(group, (gsize)(dot - group));
}

static gboolean
table_matches(const ConfigTable *table, const char *group, const char *kind, const char *driver)
{
    if (table->driver == NULL)
        return kind == NULL && strcmp(table->group, group) == 0;
    return kind != NULL && driver != NULL && strcmp(table->group, kind) == 0 &&
           (strcmp(table->driver, "*") == 0 || strcmp(table->driver, driver) == 0);
}

/* The specifications of all keys that may stand in @group. */
static GPtrArray *
keys_of(const ConfigTable *const *tables, const char *group, const char *kind, const char *driver)
{
    GPtrArray *keys = g_ptr_array_new();

    for (; *tables != NULL; tables++) {
        if (!table_matches(*tables, group, kind, driver))
            continue;
        for (const ConfigKey *key = (*tables)->keys; key != NULL && key->key != NULL; key++)
            g_ptr_array_add(keys, (gpointer)key);
    }
    return keys;
}

static GPtrArray *
group_names(const ConfigTable *const *tables)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);

    for (; *tables != NULL; tables++) {
        g_autofree char *name =
            (*tables)->driver == NULL ? g_strdup((*tables)->group) : g_strconcat((*tables)->group, ".NAME", NULL);

        if (!g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
            g_ptr_array_add(names, g_steal_pointer(&name));
    }
    return names;
}

static GPtrArray *
driver_names(const ConfigTable *const *tables, const char *kind)
{
    GPtrArray *names = g_ptr_array_new();

    for (; *tables != NULL; tables++) {
        const char *driver = (*tables)->driver;

        if (driver != NULL && strcmp((*tables)->group, kind) == 0 && strcmp(driver, "*") != 0)
            g_ptr_array_add(names, (gpointer)driver);
    }
    return names;
}

/* ---- groups ---- */

static void
group_free(gpointer data)
{
    Group *group = data;

    g_free(group->name);
    g_hash_table_unref(group->values);
    g_free(group);
}

static Group *
add_group(Config *config, const char *name)
{
    Group *group = g_new0(Group, 1);

    group->name = g_strdup(name);
    group->values = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, config_value_free);
    g_ptr_array_add(config->groups, group);
    return group;
}

static Group *
find_group(const Config *config, const char *name)
{
    for (guint i = 0; i < config->groups->len; i++) {
        Group *group = config->groups->pdata[i];

        if (strcmp(group->name, name) == 0)
            return group;
    }
    return NULL;
}

static const ConfigKey *
find_key(GPtrArray *keys, const char *name)
{
    for (guint i = 0; i < keys->len; i++) {
        const ConfigKey *key = keys->pdata[i];

        if (strcmp(key->key, name) == 0)
            return key;
    }
    return NULL;
}

static void
fault_unknown_key(ConfigFaults *faults, const ConfigSection *section, const ConfigEntry *entry, GPtrArray *keys,
                  gboolean has_driver)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_autofree char *hint = NULL;

    if (has_driver)
        g_ptr_array_add(names, (gpointer) "driver");
    for (guint i = 0; i < keys->len; i++)
        g_ptr_array_add(names, (gpointer)((const ConfigKey *)keys->pdata[i])->key);
    hint = config_suggest(entry->key, names);
    config_fault(faults, entry->line, "[%s] has no key \"%s\"%s", section->name, entry->key, hint);
}

static void
take_entries(Group *group, const ConfigSection *section, GPtrArray *keys, const char *driver, const char *folder,
             ConfigFaults *faults)
{
    for (guint i = 0; i < section->entries->len; i++) {
        const ConfigEntry *entry = section->entries->pdata[i];
        const ConfigKey *key = find_key(keys, entry->key);
        g_autoptr(GError) error = NULL;
        ConfigValue *value;

        if (driver != NULL && strcmp(entry->key, "driver") == 0)
            continue;
        if (key == NULL) {
            fault_unknown_key(faults, section, entry, keys, driver != NULL);
            continue;
        }
        value = config_value_read(entry->line_text, key, folder, &error);
        if (value != NULL)
            g_hash_table_insert(group->values, g_strdup(entry->key), value);
        else
            config_fault(faults, entry->line, "[%s] %s: %s", section->name, entry->key, error->message);
    }
}

/* What the file leaves out. @section is NULL when it has no such group. */
static void
take_defaults(Group *group, const ConfigSection *section, GPtrArray *keys, const char *folder, ConfigFaults *faults)
{
    for (guint i = 0; i < keys->len; i++) {
        const ConfigKey *key = keys->pdata[i];

        if (section != NULL && config_find_entry(section, key->key) != NULL)
            continue;
        if (key->required)
            config_fault(faults, section != NULL ? section->line : 0, "[%s] %s must be set: %s", group->name, key->key,
                         key->help);
        g_hash_table_insert(group->values, g_strdup(key->key), config_value_default(key, folder));
    }
}

static void
take_plain(Config *config, const char *name, const ConfigSection *section, const ConfigTable *const *tables,
           ConfigFaults *faults)
{
    g_autoptr(GPtrArray) keys = keys_of(tables, name, NULL, NULL);
    Group *group = add_group(config, name);

    if (section != NULL)
        take_entries(group, section, keys, NULL, config->folder, faults);
    take_defaults(group, section, keys, config->folder, faults);
}

/* The driver that the section names; NULL after saying what is wrong. */
static char *
read_driver(const ConfigSection *section, const char *kind, const ConfigTable *const *tables, ConfigFaults *faults)
{
    static const ConfigKey DRIVER = { "driver", CONFIG_TEXT };
    const ConfigEntry *entry = config_find_entry(section, "driver");
    g_autoptr(GPtrArray) names = driver_names(tables, kind);
    ConfigValue *value = entry != NULL ? config_value_read(entry->line_text, &DRIVER, "/", NULL) : NULL;
    g_autofree char *driver = value != NULL ? g_strdup(value->text) : NULL;
    g_autofree char *hint = config_suggest(driver != NULL ? driver : "", names);

    g_clear_pointer(&value, config_value_free);
    if (driver != NULL && g_ptr_array_find_with_equal_func(names, driver, g_str_equal, NULL))
        return g_steal_pointer(&driver);
    if (driver != NULL)
        config_fault(faults, entry->line, "[%s] has no driver \"%s\"%s", section->name, driver, hint);
    else
        config_fault(faults, section->line, "[%s] driver must be set%s", section->name, hint);
    return NULL;
}

static gboolean
is_name(const char *name)
{
    gsize length = strlen(name);

    for (gsize i = 0; i < length; i++) {
        if (!g_ascii_isalnum(name[i]) && name[i] != '-' && name[i] != '_')
            return FALSE;
    }
    return length > 0 && length <= NAME_LIMIT;
}

static void
take_driven(Config *config, const ConfigSection *section, const char *kind, const ConfigTable *const *tables,
            ConfigFaults *faults)
{
    g_autofree char *driver = NULL;
    g_autoptr(GPtrArray) keys = NULL;
    Group *group;
    GPtrArray *names;
    ConfigValue *value;

    if (!is_name(section->name + strlen(kind) + 1)) {
        config_fault(faults, section->line, "[%s]: a name has 1 to %d letters, digits, - or _", section->name,
                     NAME_LIMIT);
        return;
    }
    driver = read_driver(section, kind, tables, faults);
    if (driver == NULL)
        return;
    keys = keys_of(tables, section->name, kind, driver);
    group = add_group(config, section->name);
    take_entries(group, section, keys, driver, config->folder, faults);
    take_defaults(group, section, keys, config->folder, faults);

    value = g_new0(ConfigValue, 1);
    value->type = CONFIG_TEXT;
    value->text = g_steal_pointer(&driver);
    g_hash_table_insert(group->values, g_strdup("driver"), value);

    names = g_hash_table_lookup(config->kinds, kind);
    if (names == NULL) {
        names = g_ptr_array_new();
        g_hash_table_insert(config->kinds, g_strdup(kind), names);
    }
    g_ptr_array_add(names, group->name);
}

static void
take_section(Config *config, const ConfigSection *section, const ConfigTable *const *tables, ConfigFaults *faults)
{
    g_autoptr(GPtrArray) names = group_names(tables);
    g_autofree char *kind = kind_of(section->name);
    g_autofree char *hint = NULL;

    if (kind != NULL && is_kind(tables, kind)) {
        take_driven(config, section, kind, tables, faults);
    } else if (kind == NULL && g_ptr_array_find_with_equal_func(names, section->name, g_str_equal, NULL)) {
        take_plain(config, section->name, section, tables, faults);
    } else if (*section->name != '\0') {
        hint = config_suggest(section->name, names);
        config_fault(faults, section->line, "no group [%s] is known%s", section->name, hint);
    }
}

static Config *
new_config(const char *folder)
{
    Config *config = g_new0(Config, 1);

    config->folder = g_strdup(folder);
    config->groups = g_ptr_array_new_with_free_func(group_free);
    config->kinds = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    return config;
}

static void
end_names(gpointer key, gpointer names, gpointer data)
{
    (void)key;
    (void)data;
    g_ptr_array_add(names, NULL);
}

static Config *
take_sections(GPtrArray *sections, const char *folder, const ConfigTable *const *tables, ConfigFaults *faults)
{
    Config *config = new_config(folder);

    for (guint i = 0; i < sections->len; i++)
        take_section(config, sections->pdata[i], tables, faults);
    for (; *tables != NULL; tables++) {
        if ((*tables)->driver == NULL && find_group(config, (*tables)->group) == NULL)
            take_plain(config, (*tables)->group, NULL, tables, faults);
    }
    g_hash_table_foreach(config->kinds, end_names, NULL);
    return config;
}

/* ---- public ---- */

Config *
config_parse(const char *text, gsize length, const char *name, const char *folder, const ConfigTable *const *tables,
             GError **error)
{
    g_autoptr(GString) found = g_string_new(NULL);
    ConfigFaults faults = { .name = name, .text = found };
    g_autoptr(Config) config = NULL;
    g_autoptr(GPtrArray) sections = NULL;

    if (length > FILE_LIMIT) {
        config_fault(&faults, 0, "the file is larger than %d KiB", FILE_LIMIT / 1024);
    } else if (!text_is_valid(text, length)) {
        config_fault(&faults, 0, "the file is not UTF-8 text");
    } else {
        sections = config_read_lines(text, length, &faults);
        config = take_sections(sections, folder, tables, &faults);
    }
    if (faults.count == 0)
        return g_steal_pointer(&config);
    if (faults.count > CONFIG_FAULT_LIMIT)
        g_string_append_printf(found, "\n%s: and more", name);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, found->str);
    return NULL;
}

Config *
config_load(const char *path, const ConfigTable *const *tables, GError **error)
{
    g_autofree char *absolute = g_canonicalize_filename(path, NULL);
    g_autofree char *folder = g_path_get_dirname(absolute);
    g_autoptr(GError) local = NULL;
    g_autofree char *text = NULL;
    gsize length;

    if (!g_file_get_contents(absolute, &text, &length, &local)) {
        gboolean missing = g_error_matches(local, G_FILE_ERROR, G_FILE_ERROR_NOENT);

        g_set_error(error, TRIBUNE_ERROR, missing ? TRIBUNE_ERROR_NOT_FOUND : TRIBUNE_ERROR_CONFIG,
                    "reading the configuration: %s", local->message);
        return NULL;
    }
    return config_parse(text, length, path, folder, tables, error);
}

void
config_free(Config *config)
{
    if (config == NULL)
        return;
    g_free(config->folder);
    g_hash_table_unref(config->kinds);
    g_ptr_array_unref(config->groups);
    g_free(config);
}

const char *const *
config_groups(const Config *config, const char *kind)
{
    static const char *const NONE[] = { NULL };
    const GPtrArray *names = g_hash_table_lookup(config->kinds, kind);

    return names != NULL ? (const char *const *)names->pdata : NONE;
}

gboolean
config_has_group(const Config *config, const char *group)
{
    return find_group(config, group) != NULL;
}

static const ConfigValue *
find_value(const Config *config, const char *group, const char *key, guint types)
{
    const Group *found = find_group(config, group);
    const ConfigValue *value = found != NULL ? g_hash_table_lookup(found->values, key) : NULL;

    if (value == NULL || (types & 1U << value->type) == 0)
        g_error("the setting [%s] %s is not in the tables, or not with this type", group, key);
    return value;
}

const char *
config_text(const Config *config, const char *group, const char *key)
{
    return find_value(config, group, key, 1U << CONFIG_TEXT | 1U << CONFIG_PATH | 1U << CONFIG_CHOICE)->text;
}

gint64
config_integer(const Config *config, const char *group, const char *key)
{
    return find_value(config, group, key, 1U << CONFIG_INTEGER | 1U << CONFIG_SIZE | 1U << CONFIG_DURATION)->number;
}

gboolean
config_boolean(const Config *config, const char *group, const char *key)
{
    return find_value(config, group, key, 1U << CONFIG_BOOLEAN)->number != 0;
}

guint
config_choice(const Config *config, const char *group, const char *key)
{
    return (guint)find_value(config, group, key, 1U << CONFIG_CHOICE)->number;
}

const NetAddress *
config_address(const Config *config, const char *group, const char *key)
{
    return find_value(config, group, key, 1U << CONFIG_ADDRESS)->address;
}

gint64
config_date(const Config *config, const char *group, const char *key)
{
    return find_value(config, group, key, 1U << CONFIG_DATE)->number;
}

const char *const *
config_list(const Config *config, const char *group, const char *key)
{
    return (const char *const *)find_value(config, group, key, 1U << CONFIG_LIST)->list;
}
