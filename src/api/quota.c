/* SPDX-License-Identifier: Apache-2.0 */
#include "api/quota.h"

#include "base/thread.h"

#define TOKENS 1024 /* remembered; with more, all begin a new minute */

typedef struct {
    gint64 began;
    guint used;
} Minute;

struct Quota {
    guint limit;
    Mutex mutex;
    GHashTable *minutes; /* token → Minute */
};

Quota *
quota_new(guint limit)
{
    Quota *quota = g_new0(Quota, 1);

    quota->limit = limit;
    mutex_init(&quota->mutex);
    quota->minutes = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    return quota;
}

void
quota_free(Quota *quota)
{
    g_hash_table_unref(quota->minutes);
    mutex_clear(&quota->mutex);
    g_free(quota);
}

guint
quota_limit(const Quota *quota)
{
    return quota->limit;
}

static Minute *
find_or_add(Quota *quota, TokenId token)
{
    Minute *minute = g_hash_table_lookup(quota->minutes, &token.value);

    if (minute != NULL)
        return minute;
    if (g_hash_table_size(quota->minutes) >= TOKENS)
        g_hash_table_remove_all(quota->minutes);
    minute = g_new0(Minute, 1);
    g_hash_table_insert(quota->minutes, g_memdup2(&token.value, sizeof token.value), minute);
    return minute;
}

gboolean
quota_take(Quota *quota, TokenId token, gint64 now, guint *ret_left, gint64 *ret_wait)
{
    Minute *minute;

    MUTEX_HELD(&quota->mutex);
    minute = find_or_add(quota, token);
    if (now < minute->began || now >= minute->began + QUOTA_WINDOW) /* the first, over, or the clock was set back */
        *minute = (Minute){ now, 0 };
    *ret_wait = minute->began + QUOTA_WINDOW - now;
    *ret_left = 0;
    if (minute->used >= quota->limit)
        return FALSE;
    minute->used++;
    *ret_left = quota->limit - minute->used;
    return TRUE;
}
