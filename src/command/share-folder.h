/* SPDX-License-Identifier: Apache-2.0 */
/* command/share-folder.h: where templates, assets and catalogues are: beside the program when it runs from a build
 * folder, else where it was installed. */
#pragma once
#include <glib.h>

/* @configured: the folder from the configuration, or NULL. @what: "templates", "assets", "locale". New string. */
char *share_folder_find(const char *configured, const char *what);
