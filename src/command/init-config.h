/* SPDX-License-Identifier: Apache-2.0 */
/* command/init-config.h: setting values in the text of a configuration file and leaving all else as it stands:
 * comments, order, spaces. */
#pragma once
#include <glib.h>

typedef struct {
    const char *group, *key;
    const char *value; /* NULL: left as it is; "": commented out */
} InitSetting;

/* @text with @settings (ends with a NULL group): where the key stands in its group, also commented out, else right
 * below the group's heading. A group that is not there is left out. Pure; new string. */
char *init_config_edit(const char *text, const InitSetting *settings);

/* A first file: all settings with their meaning and default, @settings set, then @channel (further lines) or NULL.
 * Pure; new string. */
char *init_config_text(const InitSetting *settings, const char *channel);

/* Writes it whole, mode 0640, its folder too. TRIBUNE_ERROR_CONFIG. */
gboolean init_config_write(const char *path, const char *text, GError **error);
