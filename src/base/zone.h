/* SPDX-License-Identifier: Apache-2.0 */
/* base/zone.h: how far the clocks of a place are from UTC, and when that changes.
 *
 * A zone is read from ICU once, kept for ever and shared by all threads; its calls then neither lock nor block. Known
 * are the changes from 1970 to 2150; before and after them the nearest offset holds. */
#pragma once
#include <glib.h>

typedef struct Zone Zone;

/* @name is an IANA name, "Europe/London"; an unknown one counts as UTC. Locks for a moment. */
const Zone *zone_get(const char *name);

/* The wall clock minus UTC at @time, in microseconds. @ret_until, unless NULL, is the end of the stretch around @time
 * in which it stays so: G_MAXINT64 after the last change. */
gint64 zone_offset(const Zone *zone, gint64 time, gint64 *ret_until);
