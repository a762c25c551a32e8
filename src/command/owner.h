/* SPDX-License-Identifier: Apache-2.0 */
/* command/owner.h: as whom a command works when root starts it: as the owner of the data folder.
 *
 * What root made there, the user who serves could not open. For everybody but root, and for a folder that is root's own
 * or not there yet, nothing happens. */
#pragma once
#include <glib.h>

/* Becomes the owner of @folder for good, with its groups. Before any thread is started. TRIBUNE_ERROR_CONFIG. */
gboolean owner_become(const char *folder, GError **error);

/* Gives @path, and everything below it, to the owner of @folder; its group alone with @group_only, so that root's own
 * file can be read by it. TRIBUNE_ERROR_CONFIG. */
gboolean owner_give(const char *path, const char *folder, gboolean group_only, GError **error);
