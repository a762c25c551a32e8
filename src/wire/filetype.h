/* SPDX-License-Identifier: Apache-2.0 */
/* wire/filetype.h: what a file is by its first bytes, and what its name says that it is.
 *
 * Pure, and no judge of safety by itself: a script has no mark, and a file may be two things at once. Only kinds that
 * we act on are known; all others are FILETYPE_OTHER. */
#pragma once
#include <glib.h>

typedef enum {
    FILETYPE_OTHER,
    FILETYPE_PROGRAM, /* for Windows, Unix or macOS, Java classes, shortcuts, scripts that begin with #! */
    FILETYPE_PDF,
    FILETYPE_PNG,
    FILETYPE_JPEG,
    FILETYPE_GIF,
    FILETYPE_ZIP, /* also office documents since 2003 */
    FILETYPE_OLE, /* office documents before 2003, Outlook messages, Windows installers, encrypted documents */
    FILETYPE_RAR,
    FILETYPE_SEVENZIP,
    FILETYPE_GZIP,
} FileType;

FileType filetype_detect(const guint8 *bytes, gsize length);

/* FALSE when the ending of @filename promises a type that is known here, and the content is of another known type. What
 * is not known either way is not contradicted. */
gboolean filetype_fits_name(FileType type, const char *filename);

/* The ending of @filename in lower case without its dot, "" when it has none. Blanks and dots behind it, which Windows
 * drops, do not count; nor does a path before it. With @nth = 1 the ending before the last, and so on. New string. */
char *filetype_ending(const char *filename, guint nth);

/* Whether a PDF or an office document says that it is encrypted. Looks through all of it. */
gboolean filetype_is_encrypted(FileType type, const guint8 *bytes, gsize length);

/* Whether an office document from before 2003 has macros. (Newer ones are ZIP archives with a vbaProject.bin inside.)
 */
gboolean filetype_has_macros(FileType type, const guint8 *bytes, gsize length);
