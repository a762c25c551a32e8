/* SPDX-License-Identifier: Apache-2.0 */
/* base/instant.h: a moment as text: RFC 3339 with its offset, "2026-11-22T20:14:00.123Z". Pure. */
#pragma once
#include <glib.h>

/* Microseconds since 1970, UTC. FALSE: it is none, or before 1970 or after the year 9999. A leap second is the next one. */
gboolean instant_parse(const char *text, gint64 *ret);
