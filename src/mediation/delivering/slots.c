/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/delivering/slots.h"

#include "base/thread.h"

struct Slots {
    Mutex mutex;
    GHashTable *hosts; /* key → Host */
};

typedef struct {
    guint running, waiting;
    Condition freed;
    gboolean quick;
    gint64 moved; /* when something began while nothing ran, or ended, last */
    gint64 slow;  /* until then it is not quick */
} Host;

static void
host_free(gpointer data)
{
    Host *host = data;

    condition_clear(&host->freed);
    g_free(host);
}

Slots *
slots_new(void)
{
    Slots *slots = g_new0(Slots, 1);

    mutex_init(&slots->mutex);
    slots->hosts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, host_free);
    return slots;
}

void
slots_free(Slots *slots)
{
    if (slots == NULL)
        return;
    g_hash_table_unref(slots->hosts);
    mutex_clear(&slots->mutex);
    g_free(slots);
}

static gboolean
is_idle(gpointer key, gpointer value, gpointer data)
{
    const Host *host = value;

    (void)key;
    (void)data;
    return host->running == 0 && host->waiting == 0;
}

static Host *
remember(Slots *slots, const char *key)
{
    Host *host = g_hash_table_lookup(slots->hosts, key);

    if (host != NULL)
        return host;
    if (g_hash_table_size(slots->hosts) >= SLOTS_HOSTS)
        g_hash_table_foreach_remove(slots->hosts, is_idle, NULL);
    host = g_new0(Host, 1);
    condition_init(&host->freed);
    g_hash_table_insert(slots->hosts, g_strdup(key), host);
    return host;
}

static gboolean
is_quick(const Host *host, gint64 now)
{
    return host->quick && host->slow <= now && now - host->moved < SLOTS_QUICK;
}

static gboolean
take(Host *host, guint bound, gint64 now)
{
    if (host->running == 0)
        host->moved = now;
    else if (bound == SLOTS_BY_PACE ? !is_quick(host, now) : host->running >= bound)
        return FALSE;
    host->running++;
    return TRUE;
}

gboolean
slots_take(Slots *slots, const char *key, guint bound, gint64 now)
{
    MUTEX_HELD(&slots->mutex);
    return take(remember(slots, key), bound, now);
}

gboolean
slots_await(Slots *slots, const char *key, guint bound, gint64 patience)
{
    gint64 until = clock_monotonic() + patience;
    gboolean taken, more = TRUE;
    Host *host;

    MUTEX_HELD(&slots->mutex);
    host = remember(slots, key);
    host->waiting++;
    while (!(taken = take(host, bound, clock_monotonic())) && more)
        more = condition_wait_until(&host->freed, &slots->mutex, until);
    host->waiting--;
    return taken;
}

gboolean
slots_is_slow(Slots *slots, const char *key, gint64 now)
{
    const Host *host;

    MUTEX_HELD(&slots->mutex);
    host = g_hash_table_lookup(slots->hosts, key);
    return host != NULL && (host->slow > now || (host->running > 0 && now - host->moved >= SLOTS_QUICK));
}

void
slots_give(Slots *slots, const char *key, gint64 began, gboolean done, gint64 now)
{
    Host *host;

    MUTEX_HELD(&slots->mutex);
    host = g_hash_table_lookup(slots->hosts, key);
    host->running--;
    host->moved = now;
    host->quick = done && now - began < SLOTS_QUICK;
    if (!host->quick)
        host->slow = now + SLOTS_SLOW;
    if (host->waiting > 0)
        condition_signal(&host->freed);
}
