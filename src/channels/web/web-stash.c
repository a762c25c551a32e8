/* SPDX-License-Identifier: Apache-2.0 */
#include "channels/web/web-stash.h"

#include "base/random.h"
#include "base/thread.h"

typedef struct {
    char *name;
    GPtrArray *files;
    gsize size;
    gint64 until;
    GList link; /* in WebStash.order */
} Kept;

struct WebStash {
    Mutex mutex;
    gsize limit, size;
    GHashTable *kept; /* by name */
    GQueue order;     /* the oldest first */
};

static void
kept_free(gpointer data)
{
    Kept *kept = data;

    g_free(kept->name);
    g_ptr_array_unref(kept->files);
    g_free(kept);
}

WebStash *
web_stash_new(gsize bytes)
{
    WebStash *stash = g_new0(WebStash, 1);

    mutex_init(&stash->mutex);
    stash->limit = bytes;
    stash->kept = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, kept_free);
    g_queue_init(&stash->order);
    return stash;
}

void
web_stash_free(WebStash *stash)
{
    g_hash_table_unref(stash->kept);
    mutex_clear(&stash->mutex);
    g_free(stash);
}

static void
drop(WebStash *stash, Kept *kept)
{
    stash->size -= kept->size;
    g_queue_unlink(&stash->order, &kept->link);
    g_hash_table_remove(stash->kept, kept->name);
}

static void
make_room(WebStash *stash, gsize size, gint64 now)
{
    while (stash->order.head != NULL) {
        Kept *oldest = stash->order.head->data;

        if (oldest->until > now && stash->size + size <= stash->limit)
            return;
        drop(stash, oldest);
    }
}

char *
web_stash_put(WebStash *stash, GPtrArray *files, gint64 now)
{
    Kept *kept;
    gsize size = 0;

    for (guint i = 0; i < files->len; i++)
        size += ((const MessagePart *)g_ptr_array_index(files, i))->size;
    if (files->len == 0 || size > stash->limit)
        return g_strdup("");
    kept = g_new0(Kept, 1);
    kept->name = random_token(128);
    kept->files = g_ptr_array_ref(files);
    kept->size = size;
    kept->until = now + WEB_STASH_LIFE;
    kept->link.data = kept;
    MUTEX_HELD(&stash->mutex);
    make_room(stash, size, now);
    stash->size += size;
    g_hash_table_insert(stash->kept, kept->name, kept);
    g_queue_push_tail_link(&stash->order, &kept->link);
    return g_strdup(kept->name);
}

GPtrArray *
web_stash_take(WebStash *stash, const char *name, gint64 now)
{
    GPtrArray *files = NULL;
    Kept *kept;

    MUTEX_HELD(&stash->mutex);
    kept = g_hash_table_lookup(stash->kept, name);
    if (kept == NULL)
        return NULL;
    if (kept->until > now)
        files = g_ptr_array_ref(kept->files);
    drop(stash, kept);
    return files;
}
