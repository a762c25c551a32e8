/* SPDX-License-Identifier: Apache-2.0 */
/* command/init-config.h: a first configuration file: all settings with their meaning, some of them filled in. */
#pragma once
#include <glib.h>

typedef struct {
    const char *group, *key, *value; /* NULL value: left as it is */
} InitSetting;

/* config_write_defaults() with @settings set, whose keys must be there; ends with a NULL group. Then @channel, further
 * lines, or NULL. Pure. */
char *init_config_text(const InitSetting *settings, const char *channel);

/* Writes it whole, mode 0640, its folder too. TRIBUNE_ERROR_CONFIG. */
gboolean init_config_write(const char *path, const char *text, GError **error);
