/* SPDX-License-Identifier: Apache-2.0 */
/* wire/filename.h: file names from outside, made fit for any system.
 *
 * Only the part after the last slash or backslash; no control, bidirectional or invisible characters, none of <>:"|?*;
 * no dots or blanks at the ends; device names of Windows (CON, LPT1.txt) get a "_" in front; at most 200 bytes of
 * UTF-8, the extension kept. When nothing is left it is "attachment" with the usual extension of @media_type (may be
 * NULL). Pure, thread-safe. */
#pragma once
#include <glib.h>

#define FILENAME_MAX_BYTES 200

/* @name is UTF-8, or NULL. Never fails. */
char *filename_clean(const char *name, const char *media_type);
