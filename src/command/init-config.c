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
    return strncmp(line, key, length) == 0 && g_str_has_prefix(line + length, " =");
}

static const InitSetting *
find_setting(const InitSetting *settings, const char *group, const char *line)
{
    for (; settings->group != NULL; settings++)
        if (settings->value != NULL && g_strcmp0(settings->group, group) == 0 && is_line_of(line, settings->key))
            return settings;
    return NULL;
}

char *
init_config_text(const InitSetting *settings, const char *channel)
{
    g_autofree char *defaults = config_write_defaults(node_config_tables());
    g_auto(GStrv) lines = g_strsplit(defaults, "\n", -1);
    g_autofree char *group = NULL;
    GString *out = g_string_new(NULL);

    for (char **line = lines; *line != NULL && (line[1] != NULL || **line != '\0'); line++) {
        const InitSetting *setting;

        if (**line == '[' || g_str_has_prefix(*line, "#[")) {
            g_free(group);
            group = **line == '[' ? g_strndup(*line + 1, strcspn(*line + 1, "]")) : NULL;
        }
        setting = find_setting(settings, group, *line);
        if (setting != NULL)
            g_string_append_printf(out, "%s = %s\n", setting->key, setting->value);
        else
            g_string_append_printf(out, "%s\n", *line);
    }
    if (channel != NULL)
        g_string_append_printf(out, "\n%s", channel);
    return g_string_free(out, FALSE);
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
