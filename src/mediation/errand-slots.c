/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/errand-slots.h"

#include "base/thread.h"

struct ErrandSlots {
    Mutex mutex;
    GHashTable *hosts; /* key → Host */
};

typedef struct {
    guint running;
    gboolean quick;
    gint64 moved; /* when something began while nothing ran, or ended, last */
    gint64 slow;  /* until then it is not quick */
} Host;

ErrandSlots *
errand_slots_new(void)
{
    ErrandSlots *slots = g_new0(ErrandSlots, 1);

    mutex_init(&slots->mutex);
    slots->hosts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return slots;
}

void
errand_slots_free(ErrandSlots *slots)
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
    return host->running == 0;
}

static Host *
remember(ErrandSlots *slots, const char *key)
{
    Host *host = g_hash_table_lookup(slots->hosts, key);

    if (host != NULL)
        return host;
    if (g_hash_table_size(slots->hosts) >= ERRAND_SLOTS_HOSTS)
        g_hash_table_foreach_remove(slots->hosts, is_idle, NULL);
    host = g_new0(Host, 1);
    g_hash_table_insert(slots->hosts, g_strdup(key), host);
    return host;
}

static gboolean
is_quick(const Host *host, gint64 now)
{
    return host->quick && host->slow <= now && now - host->moved < ERRAND_SLOTS_QUICK;
}

gboolean
errand_slots_take(ErrandSlots *slots, const char *key, guint bound, gint64 now)
{
    Host *host;

    MUTEX_HELD(&slots->mutex);
    host = remember(slots, key);
    if (host->running == 0)
        host->moved = now;
    else if (bound == ERRAND_SLOTS_BY_PACE ? !is_quick(host, now) : host->running >= bound)
        return FALSE;
    host->running++;
    return TRUE;
}

gboolean
errand_slots_is_slow(ErrandSlots *slots, const char *key, gint64 now)
{
    const Host *host;

    MUTEX_HELD(&slots->mutex);
    host = g_hash_table_lookup(slots->hosts, key);
    return host != NULL && (host->slow > now || (host->running > 0 && now - host->moved >= ERRAND_SLOTS_QUICK));
}

void
errand_slots_give(ErrandSlots *slots, const char *key, gint64 began, gboolean done, gint64 now)
{
    Host *host;

    MUTEX_HELD(&slots->mutex);
    host = g_hash_table_lookup(slots->hosts, key);
    host->running--;
    host->moved = now;
    host->quick = done && now - began < ERRAND_SLOTS_QUICK;
    if (!host->quick)
        host->slow = now + ERRAND_SLOTS_SLOW;
}
