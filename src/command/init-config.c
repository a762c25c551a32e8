/* SPDX-License-Identifier: Apache-2.0 */
#include "command/init-config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "command/node-config.h"

/* Whether @line is the one of @key, set or commented out. */
static gboolean
is_line_of(const char *line, const char *key)
{
    gsize length = strlen(key);

    if (*line == '#')
        line++;
    if (strncmp(line, key, length) != 0)
        return FALSE;
    line += length;
    return line[strspn(line, " ")] == '=';
}

/* Where in @lines the heading of @group is; their count when it is not there. */
static guint
find_group(const GPtrArray *lines, const char *group)
{
    g_autofree char *heading = g_strdup_printf("[%s]", group);
    guint i = 0;

    while (i < lines->len && strcmp(g_ptr_array_index(lines, i), heading) != 0)
        i++;
    return i;
}

/* Where @key stands between @heading and the next one: as a setting if it can be, else commented out; the lines' count
 * when nowhere. */
static guint
find_key(const GPtrArray *lines, guint heading, const char *key)
{
    guint commented = lines->len;

    for (guint i = heading + 1; i < lines->len; i++) {
        const char *line = g_ptr_array_index(lines, i);

        if (*line == '[' || g_str_has_prefix(line, "#["))
            break;
        if (is_line_of(line, key) && *line != '#')
            return i;
        if (is_line_of(line, key) && commented == lines->len)
            commented = i;
    }
    return commented;
}

static void
set_value(GPtrArray *lines, const InitSetting *setting)
{
    guint heading = find_group(lines, setting->group), place = lines->len;
    char *line;

    if (setting->value == NULL || heading == lines->len)
        return;
    place = find_key(lines, heading, setting->key);
    if (*setting->value != '\0')
        line = g_strdup_printf("%s = %s", setting->key, setting->value);
    else if (place < lines->len && *(const char *)g_ptr_array_index(lines, place) != '#')
        line = g_strconcat("#", g_ptr_array_index(lines, place), NULL);
    else
        return;
    if (place < lines->len) {
        g_free(g_ptr_array_index(lines, place));
        g_ptr_array_index(lines, place) = line;
    } else {
        g_ptr_array_insert(lines, (gint)heading + 1, line);
    }
}

char *
init_config_edit(const char *text, const InitSetting *settings)
{
    g_auto(GStrv) words = g_strsplit(text, "\n", -1);
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    char *edited;

    for (char **word = words; *word != NULL; word++)
        g_ptr_array_add(lines, g_strdup(*word));
    for (; settings->group != NULL; settings++)
        set_value(lines, settings);
    g_ptr_array_add(lines, NULL);
    edited = g_strjoinv("\n", (char **)lines->pdata);
    return edited;
}

char *
init_config_text(const InitSetting *settings, const char *channel)
{
    g_autofree char *defaults = config_write_defaults(node_config_tables());
    g_autofree char *text = init_config_edit(defaults, settings);

    return channel != NULL ? g_strconcat(text, "\n", channel, NULL) : g_steal_pointer(&text);
}

gboolean
init_config_write(const char *path, const char *text, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autoptr(GError) trouble = NULL;

    if (g_mkdir_with_parents(folder, 0750) != 0) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "making the folder %s: %s", folder, g_strerror(errno));
        return FALSE;
    }
    if (g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0640,
                                 &trouble))
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "writing the configuration: %s", trouble->message);
    return FALSE;
}
