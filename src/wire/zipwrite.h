/* SPDX-License-Identifier: Apache-2.0 */
/* wire/zipwrite.h: a few files as one ZIP archive (APPNOTE 6.3.10), stored as they are: for what somebody downloads and
 * opens with what her computer has. Pure.
 *
 * Limits: ZIPWRITE_FILES_MAX files, names of plain ASCII up to 200 bytes without leading slash, ZIPWRITE_SIZE_MAX bytes
 * in all (no ZIP64). */
#pragma once
#include <glib.h>

#define ZIPWRITE_FILES_MAX 1000
#define ZIPWRITE_SIZE_MAX  (1024 * 1024 * 1024)

typedef struct ZipWrite ZipWrite;

/* @when: seconds since 1970, for the files' times (UTC, even seconds). */
ZipWrite *zipwrite_new(gint64 when);
void zipwrite_free(ZipWrite *zip);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZipWrite, zipwrite_free)

/* FALSE when it would break a limit; then nothing is added. @program: it may be run. */
gboolean zipwrite_add(ZipWrite *zip, const char *name, const void *bytes, gsize length, gboolean program);

/* The whole archive; nothing can be added after that. */
GBytes *zipwrite_end(ZipWrite *zip);

/* CRC-32 of ISO 3309, as ZIP and PNG have it. */
guint32 zipwrite_crc(const void *bytes, gsize length);
