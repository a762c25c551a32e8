/* SPDX-License-Identifier: Apache-2.0 */
/* config_write_defaults(): the tables as a documented file. */
#include <string.h>

#include "base/config.h"

#define WIDTH 100

static const char HEADING[] =
    "# Settings of this Tribune node. A line that starts with # shows what holds when nothing is set.\n"
    "# Sizes are written 64K, 25M, 2G; durations 500ms, 30s, 5m, 12h, 30d; addresses HOST:PORT, unix:/PATH or "
    "systemd:NAME;\n"
    "# lists are separated by ;. Relative paths start from the folder of this file.\n";

static const char *const TYPE_NAMES[] = {
    [CONFIG_TEXT] = "text",         [CONFIG_PATH] = "path",       [CONFIG_SIZE] = "size",
    [CONFIG_DURATION] = "duration", [CONFIG_INTEGER] = "number",  [CONFIG_BOOLEAN] = "true or false",
    [CONFIG_CHOICE] = "choice",     [CONFIG_ADDRESS] = "address", [CONFIG_DATE] = "date",
    [CONFIG_LIST] = "list",
};

/* @text as comment lines of at most WIDTH characters. */
static void
write_comment(GString *out, const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    gsize column = WIDTH;

    for (char **word = words; *word != NULL; word++) {
        gsize length = (gsize)g_utf8_strlen(*word, -1);

        if (column + length + 1 > WIDTH) {
            g_string_append(out, word == words ? "#" : "\n#");
            column = 1;
        }
        g_string_append_printf(out, " %s", *word);
        column += length + 1;
    }
    g_string_append_c(out, '\n');
}

static void
write_key(GString *out, const ConfigKey *key, gboolean commented)
{
    g_auto(GStrv) words = g_strsplit(key->choices != NULL ? key->choices : "", " ", -1);
    g_autofree char *choices = key->choices != NULL ? g_strjoinv(", ", words) : NULL;
    g_autofree char *help = g_strdup_printf(
        "%s (%s%s%s)", key->help != NULL ? key->help : key->key, choices != NULL ? choices : TYPE_NAMES[key->type],
        key->required ? ", must be set" : "", key->standard == NULL && !key->required ? ", unset" : "");

    write_comment(out, help);
    g_string_append_printf(out, "%s%s =%s%s\n", commented || !key->required ? "#" : "", key->key,
                           key->standard != NULL ? " " : "", key->standard != NULL ? key->standard : "");
}

static void
write_table(GString *out, const ConfigTable *table, gboolean commented)
{
    for (const ConfigKey *key = table->keys; key != NULL && key->key != NULL; key++)
        write_key(out, key, commented);
}

static void
write_plain(GString *out, const ConfigTable *const *tables, const ConfigTable *first)
{
    g_string_append_printf(out, "\n[%s]\n", first->group);
    for (; *tables != NULL; tables++) {
        if ((*tables)->driver != NULL || strcmp((*tables)->group, first->group) != 0)
            continue;
        if ((*tables)->help != NULL)
            write_comment(out, (*tables)->help);
        write_table(out, *tables, FALSE);
    }
}

static void
write_driver(GString *out, const ConfigTable *const *tables, const ConfigTable *driver)
{
    g_string_append_c(out, '\n');
    if (driver->help != NULL)
        write_comment(out, driver->help);
    g_string_append_printf(out, "#[%s.NAME]\n#driver = %s\n", driver->group, driver->driver);
    for (; *tables != NULL; tables++) {
        if ((*tables)->driver != NULL && strcmp((*tables)->driver, "*") == 0 &&
            strcmp((*tables)->group, driver->group) == 0)
            write_table(out, *tables, TRUE);
    }
    write_table(out, driver, TRUE);
}

/* Whether @table is the first of its plain group. */
static gboolean
is_first(const ConfigTable *const *tables, const ConfigTable *table)
{
    for (; *tables != table; tables++) {
        if ((*tables)->driver == NULL && strcmp((*tables)->group, table->group) == 0)
            return FALSE;
    }
    return TRUE;
}

char *
config_write_defaults(const ConfigTable *const *tables)
{
    GString *out = g_string_new(HEADING);

    for (const ConfigTable *const *table = tables; *table != NULL; table++) {
        if ((*table)->driver == NULL && is_first(tables, *table))
            write_plain(out, tables, *table);
    }
    for (const ConfigTable *const *table = tables; *table != NULL; table++) {
        if ((*table)->driver != NULL && strcmp((*table)->driver, "*") != 0)
            write_driver(out, tables, *table);
    }
    return g_string_free(out, FALSE);
}
