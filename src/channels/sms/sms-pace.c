/* SPDX-License-Identifier: Apache-2.0 */
#include "channels/sms/sms-pace.h"

#include "base/clock.h"
#include "base/thread.h"

struct SmsPace {
    guint rate;
    Mutex mutex;
    Condition changed;
    gboolean stopped;
    GHashTable *next; /* number of ours → gint64 *: when it may send again */
};

SmsPace *
sms_pace_new(guint rate)
{
    SmsPace *pace = g_new0(SmsPace, 1);

    pace->rate = rate;
    mutex_init(&pace->mutex);
    condition_init(&pace->changed);
    pace->next = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return pace;
}

void
sms_pace_free(SmsPace *pace)
{
    g_hash_table_unref(pace->next);
    condition_clear(&pace->changed);
    mutex_clear(&pace->mutex);
    g_free(pace);
}

void
sms_pace_stop(SmsPace *pace)
{
    MUTEX_HELD(&pace->mutex);
    pace->stopped = TRUE;
    condition_broadcast(&pace->changed);
}

gint64
sms_pace_reserve(gint64 *next, guint rate, guint parts, gint64 now)
{
    gint64 when = MAX(*next, now);

    *next = when + (gint64)parts * CLOCK_SECOND / (gint64)rate;
    return when;
}

gboolean
sms_pace_wait(SmsPace *pace, const char *from, guint parts, gint64 deadline)
{
    gint64 *next, when;

    if (pace->rate == 0)
        return TRUE;
    MUTEX_HELD(&pace->mutex);
    next = g_hash_table_lookup(pace->next, from);
    if (next == NULL) {
        next = g_new0(gint64, 1);
        g_hash_table_insert(pace->next, g_strdup(from), next);
    }
    if (MAX(*next, clock_monotonic()) > deadline)
        return FALSE;
    when = sms_pace_reserve(next, pace->rate, parts, clock_monotonic());
    while (!pace->stopped && clock_monotonic() < when)
        condition_wait_until(&pace->changed, &pace->mutex, when);
    return !pace->stopped;
}
