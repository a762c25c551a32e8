/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"

#include <stdatomic.h>
#include <time.h>

static _Atomic gint64 pinned;

static gint64
read_clock(clockid_t id)
{
    struct timespec now;

    clock_gettime(id, &now);
    return (gint64)now.tv_sec * CLOCK_SECOND + now.tv_nsec / 1000;
}

gint64
clock_now(void)
{
    gint64 pin = atomic_load_explicit(&pinned, memory_order_relaxed);

    return pin != 0 ? pin : read_clock(CLOCK_REALTIME);
}

gint64
clock_monotonic(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

void
clock_pin(gint64 time)
{
    atomic_store_explicit(&pinned, time, memory_order_relaxed);
}

static gboolean
break_down(gint64 time, struct tm *ret)
{
    time_t seconds = (time_t)(time >= 0 ? time / CLOCK_SECOND : (time - CLOCK_SECOND + 1) / CLOCK_SECOND);

    return gmtime_r(&seconds, ret) != NULL;
}

char *
clock_format_utc(gint64 time)
{
    struct tm broken = { 0 };
    gint64 millis = ((time % CLOCK_SECOND) + CLOCK_SECOND) % CLOCK_SECOND / 1000;

    break_down(time, &broken);
    return g_strdup_printf("%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", broken.tm_year + 1900, broken.tm_mon + 1,
                           broken.tm_mday, broken.tm_hour, broken.tm_min, broken.tm_sec, (int)millis);
}

int
clock_year_utc(gint64 time)
{
    struct tm broken = { 0 };

    break_down(time, &broken);
    return broken.tm_year + 1900;
}
