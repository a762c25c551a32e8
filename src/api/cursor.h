/* SPDX-License-Identifier: Apache-2.0 */
/* api/cursor.h: where a page ended: an opaque text that nobody but us can make, good for the same question only. Pure.
 */
#pragma once
#include <glib.h>

typedef struct {
    gint64 at; /* two numbers that say where: a time and an id, or 0 and an id */
    gint64 id;
} Cursor;

/* @question is all that was asked but the cursor and the number of items. @secret: DIGEST_SIZE bytes. New string. */
char *cursor_format(const Cursor *cursor, const char *question, const guint8 *secret);

/* TRIBUNE_ERROR_INVALID: not ours, or of another question. */
gboolean cursor_parse(const char *text, const char *question, const guint8 *secret, Cursor *ret, GError **error);
