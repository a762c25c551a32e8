/* SPDX-License-Identifier: Apache-2.0 */
/* wire/csv.h: comma-separated values, RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe
 * in front. Pure. */
#pragma once
#include <glib.h>

/* Appends one line of @cells (NULL: empty) to @text. */
void csv_append(GString *text, const char *const *cells, gsize count);
