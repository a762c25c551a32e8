/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/delivering/breaker.h"

#include "base/thread.h"

struct Breaker {
    Mutex mutex;
    GHashTable *hosts; /* name → Host */
};

typedef struct {
    guint failures; /* in a row */
    gint64 until;   /* left alone until then */
    gint64 probe;   /* since when somebody tries; 0: nobody does */
} Host;

Breaker *
breaker_new(void)
{
    Breaker *breaker = g_new0(Breaker, 1);

    mutex_init(&breaker->mutex);
    breaker->hosts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return breaker;
}

void
breaker_free(Breaker *breaker)
{
    if (breaker == NULL)
        return;
    g_hash_table_unref(breaker->hosts);
    mutex_clear(&breaker->mutex);
    g_free(breaker);
}

static gboolean
is_open(const Host *host)
{
    return host->failures >= BREAKER_FAILURES;
}

gboolean
breaker_may(Breaker *breaker, const char *host, gint64 now, gint64 *ret_until)
{
    Host *found;

    MUTEX_HELD(&breaker->mutex);
    found = g_hash_table_lookup(breaker->hosts, host);
    *ret_until = 0;
    if (found == NULL)
        return TRUE;
    if (found->until > now) {
        *ret_until = found->until;
        return FALSE;
    }
    if (!is_open(found))
        return TRUE;
    if (found->probe != 0 && found->probe + BREAKER_PROBE > now) {
        *ret_until = found->probe + BREAKER_PROBE;
        return FALSE;
    }
    found->probe = now;
    return TRUE;
}

gboolean
breaker_holds(Breaker *breaker, const char *host, gint64 now)
{
    const Host *found;

    MUTEX_HELD(&breaker->mutex);
    found = g_hash_table_lookup(breaker->hosts, host);
    return found != NULL && (is_open(found) || found->until > now);
}

void
breaker_pass(Breaker *breaker, const char *host)
{
    Host *found;

    MUTEX_HELD(&breaker->mutex);
    found = g_hash_table_lookup(breaker->hosts, host);
    if (found != NULL)
        found->probe = 0;
}

static gboolean
is_over(gpointer key, gpointer value, gpointer data)
{
    const Host *host = value;

    (void)key;
    return host->until <= *(const gint64 *)data;
}

/* NULL: there are too many. */
static Host *
remember(Breaker *breaker, const char *name, gint64 now)
{
    Host *host = g_hash_table_lookup(breaker->hosts, name);

    if (host != NULL)
        return host;
    if (g_hash_table_size(breaker->hosts) >= BREAKER_HOSTS)
        g_hash_table_foreach_remove(breaker->hosts, is_over, &now);
    if (g_hash_table_size(breaker->hosts) >= BREAKER_HOSTS)
        return NULL;
    host = g_new0(Host, 1);
    g_hash_table_insert(breaker->hosts, g_strdup(name), host);
    return host;
}

void
breaker_report(Breaker *breaker, const char *host, gboolean away, gint64 wait, gint64 now)
{
    Host *found;

    MUTEX_HELD(&breaker->mutex);
    if (!away) {
        g_hash_table_remove(breaker->hosts, host);
        return;
    }
    found = remember(breaker, host, now);
    if (found == NULL)
        return;
    if (wait > 0)
        found->until = MAX(found->until, now + MIN(wait, BREAKER_ASKED));
    if (is_open(found) && found->until > now && found->probe == 0)
        return; /* asked before it was left alone */
    found->failures++;
    found->probe = 0;
    if (is_open(found))
        found->until =
            MAX(found->until, now + MIN(BREAKER_FIRST << MIN(found->failures - BREAKER_FAILURES, 16), BREAKER_LONGEST));
}
