/* SPDX-License-Identifier: Apache-2.0 */
/* wire/zip.h: what a ZIP archive says is inside it, without unpacking anything (APPNOTE.TXT 6.3 sections 4.3.12 and
 * 4.3.16). Also office documents, Java archives and installers that are ZIP archives.
 *
 * The list is the central directory, which is what unpackers go by. Pure. Limits: ZIP_ENTRIES_MAX entries; names are
 * cleaned to one line of at most 255 characters. ZIP64 and archives in several volumes are TRIBUNE_ERROR_INVALID: no
 * honest attachment needs them. */
#pragma once
#include <glib.h>

#define ZIP_ENTRIES_MAX 10000

/* Whether @bytes begin as an archive does. */
gboolean zip_is_archive(const guint8 *bytes, gsize length);

typedef struct {
    const char *name; /* as the archive has it, cleaned; may hold a path; ends with / for a folder */
    gboolean encrypted;
    guint32 size; /* unpacked, as it claims */
} ZipEntry;

/* Return FALSE to end the walk. @entry is only good during the call. */
typedef gboolean (*ZipFunction)(const ZipEntry *entry, gpointer data);

/* Calls @function for each entry. FALSE with TRIBUNE_ERROR_INVALID when the directory is missing or broken, with
 * TRIBUNE_ERROR_LIMIT when it has too many entries; the entries before that were seen. */
gboolean zip_each(const guint8 *bytes, gsize length, ZipFunction function, gpointer data, GError **error);
