/* SPDX-License-Identifier: Apache-2.0 */
/* base/id.h: 63-bit identifiers that only grow, made without asking the database.
 *
 * 42 bits of milliseconds since 1970, 10 bits of node, 11 bits of sequence: append-only keys for every table, and
 * several nodes can make them at once. Should the clock step back, ids go on from the last one made. Thread-safe. */
#pragma once
#include <glib.h>

/* Room for the text of an id and its NUL. */
#define ID_TEXT_SIZE 14

gint64 id_next(void);

/* Make later ids larger than @id. Called at start with the largest id in the store, in case the clock was set back. */
void id_observe(gint64 id);

/* Which node's ids these are, 0 to 1023. Called once, at start. */
void id_set_node(guint node);

/* The smallest id that may have been made at @when (microseconds UTC) or later. */
gint64 id_since(gint64 when);

/* When @id was made, in microseconds UTC (to the millisecond). */
gint64 id_time(gint64 id);

/* The smallest id that can be made at @time. */
gint64 id_at(gint64 time);

/* 13 characters of Crockford's base32, for URLs and logs; sorts like the number. */
void id_format(gint64 id, char out[ID_TEXT_SIZE]);
gboolean id_parse(const char *text, gint64 *ret);
