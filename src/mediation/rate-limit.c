/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/rate-limit.h"

#include <arpa/inet.h>
#include <string.h>

#include "base/thread.h"

typedef struct {
    char *key;
    GList link;    /* in RateLimit.order */
    GArray *tries; /* gint64, when, oldest first */
} Entry;

struct RateLimit {
    RateLimitRule rule;
    Mutex mutex;
    GHashTable *entries; /* by key */
    GQueue order;        /* the entry that was quiet longest first */
};

static void
entry_free(gpointer data)
{
    Entry *entry = data;

    g_free(entry->key);
    g_array_unref(entry->tries);
    g_free(entry);
}

RateLimit *
rate_limit_new(const RateLimitRule *rule)
{
    RateLimit *limit = g_new0(RateLimit, 1);

    g_assert(rule->tries >= 1 && rule->tries <= 1000 && rule->keys >= 1);
    limit->rule = *rule;
    mutex_init(&limit->mutex);
    limit->entries = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, entry_free);
    g_queue_init(&limit->order);
    return limit;
}

void
rate_limit_free(RateLimit *limit)
{
    g_hash_table_unref(limit->entries);
    mutex_clear(&limit->mutex);
    g_free(limit);
}

static void
drop(RateLimit *limit, Entry *entry)
{
    g_queue_unlink(&limit->order, &entry->link);
    g_hash_table_remove(limit->entries, entry->key);
}

static Entry *
find_or_add(RateLimit *limit, const char *key)
{
    Entry *entry = g_hash_table_lookup(limit->entries, key);

    if (entry != NULL)
        return entry;
    if (g_hash_table_size(limit->entries) >= limit->rule.keys)
        drop(limit, limit->order.head->data);
    entry = g_new0(Entry, 1);
    entry->key = g_strdup(key);
    entry->link.data = entry;
    entry->tries = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_hash_table_insert(limit->entries, entry->key, entry);
    g_queue_push_tail_link(&limit->order, &entry->link);
    return entry;
}

/* Those that the window has left behind go; those of a time to come, from before the clock was set back, are of now. */
static void
slide(const RateLimit *limit, Entry *entry, gint64 now)
{
    guint gone = 0;

    while (gone < entry->tries->len && g_array_index(entry->tries, gint64, gone) <= now - limit->rule.window)
        gone++;
    if (gone > 0)
        g_array_remove_range(entry->tries, 0, gone);
    for (guint i = 0; i < entry->tries->len; i++) {
        gint64 *at = &g_array_index(entry->tries, gint64, i);

        *at = MIN(*at, now);
    }
}

static gint64
pause_after(const RateLimitRule *rule, guint tries)
{
    gint64 pause = rule->first_pause;

    if (tries < rule->at_once || tries == 0)
        return 0;
    for (guint i = rule->at_once; i < tries && pause < rule->longest_pause; i++)
        pause *= 2;
    return MIN(pause, rule->longest_pause);
}

static gint64
wait_of(const RateLimit *limit, const Entry *entry, gint64 now)
{
    guint tries = entry->tries->len;
    gint64 wait = 0;

    if (tries == 0)
        return 0;
    wait = g_array_index(entry->tries, gint64, tries - 1) + pause_after(&limit->rule, tries) - now;
    if (tries >= limit->rule.tries)
        wait = MAX(wait, g_array_index(entry->tries, gint64, 0) + limit->rule.window - now);
    return MAX(wait, 0);
}

gboolean
rate_limit_take(RateLimit *limit, const char *key, gint64 now, gint64 *ret_wait)
{
    Entry *entry;
    gint64 wait;

    MUTEX_HELD(&limit->mutex);
    entry = find_or_add(limit, key);
    slide(limit, entry, now);
    wait = wait_of(limit, entry, now);
    if (wait > 0) {
        if (ret_wait != NULL)
            *ret_wait = wait;
        return FALSE;
    }
    g_array_append_val(entry->tries, now);
    g_queue_unlink(&limit->order, &entry->link);
    g_queue_push_tail_link(&limit->order, &entry->link);
    return TRUE;
}

void
rate_limit_give_back(RateLimit *limit, const char *key)
{
    Entry *entry;

    MUTEX_HELD(&limit->mutex);
    entry = g_hash_table_lookup(limit->entries, key);
    if (entry == NULL)
        return;
    if (entry->tries->len > 0)
        g_array_set_size(entry->tries, entry->tries->len - 1);
    if (entry->tries->len == 0)
        drop(limit, entry);
}

void
rate_limit_forget(RateLimit *limit, const char *key)
{
    Entry *entry;

    MUTEX_HELD(&limit->mutex);
    entry = g_hash_table_lookup(limit->entries, key);
    if (entry != NULL)
        drop(limit, entry);
}

guint
rate_limit_size(RateLimit *limit)
{
    MUTEX_HELD(&limit->mutex);
    return g_hash_table_size(limit->entries);
}

char *
rate_limit_network(const char *address)
{
    static const guint8 MAPPED[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
    guint8 bytes[16];
    char text[INET6_ADDRSTRLEN] = "";

    if (inet_pton(AF_INET6, address, bytes) != 1)
        return g_strndup(address, 64);
    if (memcmp(bytes, MAPPED, sizeof MAPPED) == 0)
        return g_strdup(inet_ntop(AF_INET, bytes + 12, text, sizeof text));
    memset(bytes + 8, 0, 8);
    return g_strdup(inet_ntop(AF_INET6, bytes, text, sizeof text));
}
