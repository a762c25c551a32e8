/* SPDX-License-Identifier: Apache-2.0 */
/* base/number.h: the only place where text becomes a number.
 *
 * The whole text must be the number: no blanks, no sign for unsigned, no trailing characters. Errors are
 * TRIBUNE_ERROR_INVALID and name the permitted range. Results are written only on success. */
#pragma once
#include <glib.h>

gboolean number_parse_int64(const char *text, gint64 min, gint64 max, gint64 *ret, GError **error);

/* The same over @length bytes that need no NUL at the end. */
gboolean number_parse_span(const char *text, gsize length, gint64 min, gint64 max, gint64 *ret, GError **error);

/* Bytes: "4096", "64K", "25M", "2G" (powers of 1024). */
gboolean number_parse_size(const char *text, gint64 min, gint64 max, gint64 *ret, GError **error);

/* Microseconds from "500ms", "30s", "5m", "12h", "30d". */
gboolean number_parse_duration(const char *text, gint64 min, gint64 max, gint64 *ret, GError **error);
