/* SPDX-License-Identifier: Apache-2.0 */
/* base/clock.h: what time it is. Nothing else in Tribune asks the system.
 *
 * Wall times are gint64 microseconds since 1970, UTC. Deadlines use the monotonic clock. Thread-safe. */
#pragma once
#include <glib.h>

#define CLOCK_SECOND G_GINT64_CONSTANT(1000000)
#define CLOCK_MINUTE (60 * CLOCK_SECOND)
#define CLOCK_HOUR   (60 * CLOCK_MINUTE)
#define CLOCK_DAY    (24 * CLOCK_HOUR)

/* Microseconds since 1970-01-01T00:00:00Z. */
gint64 clock_now(void);

/* Microseconds on a clock that never jumps; for deadlines and durations only. */
gint64 clock_monotonic(void);

/* For tests: pin clock_now() to @time (0 lets it run again). */
void clock_pin(gint64 time);

/* @time as RFC 3339 in UTC with milliseconds, "2026-11-22T20:14:00.123Z". */
char *clock_format_utc(gint64 time);

/* The calendar year of @time in UTC. */
int clock_year_utc(gint64 time);
