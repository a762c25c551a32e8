/* SPDX-License-Identifier: Apache-2.0 */
/* command/manifest.h: the SHA-256 of every file in a folder, in its file SHA256SUMS, as `sha256sum -c` reads it. */
#pragma once
#include <glib.h>

#define MANIFEST_NAME "SHA256SUMS"

typedef struct {
    guint64 files, bytes;
} ManifestCounts;

/* Makes every file of @folder durable and lists it; the list comes last, so a folder without one is not complete.
 * TRIBUNE_ERROR_FULL when something cannot be read or written. Blocks. */
gboolean manifest_write(const char *folder, ManifestCounts *ret, GError **error);

/* That @folder holds exactly the files that its list names, unchanged. TRIBUNE_ERROR_CORRUPT names the first that is
 * not; TRIBUNE_ERROR_INVALID when there is no list. Blocks. */
gboolean manifest_check(const char *folder, ManifestCounts *ret, GError **error);
