/* SPDX-License-Identifier: Apache-2.0 */
/* base/folder.h: a file that was made or renamed is there after a power cut only when its folder was synced, too. */
#pragma once
#include <glib.h>

/* Blocks. FALSE: errno says why. */
gboolean folder_sync(const char *path);
/* The folder that @path is in. */
gboolean folder_sync_of(const char *path);
