/* SPDX-License-Identifier: Apache-2.0 */
/* wire/http-date.h: a moment as HTTP writes it (RFC 9110 section 5.6.7, IMF-fixdate): "Sun, 22 Nov 2026 18:55:17 GMT".
 * Pure. */
#pragma once
#include <glib.h>

/* Microseconds since 1970, UTC. FALSE: it is none; the two obsolete forms are none either. */
gboolean http_date_read(const char *text, gint64 *ret);
char *http_date_write(gint64 time);

/* Retry-After (RFC 9110 section 10.2.3), seconds or a date: how long that is from @now on, microseconds, a year at
 * most. 0: in the past, or it says nothing. */
gint64 http_date_wait(const char *text, gint64 now);
