/* SPDX-License-Identifier: Apache-2.0 */
/* command/node-config.h: everything that may stand in tribune.conf, gathered from the modules and drivers. */
#pragma once
#include "base/config.h"

/* Ends with NULL; lives for ever. */
const ConfigTable *const *node_config_tables(void);

/* TRIBUNE_ERROR_CONFIG with every fault of the file. */
Config *node_config_load(const char *path, GError **error);

/* Where the pages of @group ("portal", "console") are, as it stands in letters: without a slash at its end. New; NULL:
 * there are none. */
char *node_config_url(const Config *config, const char *group);
