/* SPDX-License-Identifier: Apache-2.0 */
#include "relay/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/log.h"
#include "relay/spool-private.h"

static void
entry_free(gpointer data)
{
    SpoolEntry *entry = data;

    g_free(entry->key);
    g_bytes_unref(entry->bytes);
    g_free(entry);
}

/* ---- opening ---- */

Spool *
spool_open(const char *folder, const char *name, const guint8 *secret, gsize limit, GError **error)
{
    g_autoptr(Spool) spool = g_new0(Spool, 1);

    spool->folder = g_strdup(folder);
    spool->name = g_strdup(name);
    spool->limit = limit;
    spool->fd = spool->cursor_fd = -1;
    spool->entries = g_queue_new();
    spool->by_number = g_hash_table_new(g_int64_hash, g_int64_equal);
    spool->shares = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    spool->files = g_array_new(FALSE, FALSE, sizeof(SpoolFile));
    memcpy(spool->secret, secret, sizeof spool->secret);
    if (!spool_file_open_cursor(spool, error) || !spool_file_read_all(spool, error))
        return NULL;
    spool->last = MAX(spool->last, spool->gone);
    spool->synced = spool->last;
    return g_steal_pointer(&spool);
}

void
spool_close(Spool *spool)
{
    if (spool->fd >= 0 && spool->by_number != NULL)
        spool_sync(spool);
    if (spool->fd >= 0)
        close(spool->fd);
    if (spool->cursor_fd >= 0)
        close(spool->cursor_fd);
    g_hash_table_unref(spool->by_number);
    g_hash_table_unref(spool->shares);
    g_queue_free_full(spool->entries, entry_free);
    g_array_unref(spool->files);
    g_free(spool->folder);
    g_free(spool->name);
    explicit_bzero(spool->secret, sizeof spool->secret);
    g_free(spool);
}

/* ---- who has how much of it ---- */

static gsize
size_of(GBytes *bytes, const char *key)
{
    return g_bytes_get_size(bytes) + strlen(key);
}

/* NULL: it has none. */
static const char *
domain_of(const char *key)
{
    return strrchr(key, '@');
}

static gsize
share_of(const Spool *spool, const char *name)
{
    return GPOINTER_TO_SIZE(g_hash_table_lookup(spool->shares, name));
}

static void
set_share(Spool *spool, const char *name, gsize size)
{
    if (size == 0)
        g_hash_table_remove(spool->shares, name);
    else
        g_hash_table_replace(spool->shares, g_strdup(name), GSIZE_TO_POINTER(size));
}

static void
count_in(Spool *spool, const SpoolEntry *entry)
{
    gsize size = size_of(entry->bytes, entry->key);
    const char *domain = domain_of(entry->key);

    spool->size += size;
    set_share(spool, entry->key, share_of(spool, entry->key) + size);
    if (domain != NULL && domain != entry->key)
        set_share(spool, domain, share_of(spool, domain) + size);
}

static void
count_out(Spool *spool, const SpoolEntry *entry)
{
    gsize size = size_of(entry->bytes, entry->key);
    const char *domain = domain_of(entry->key);

    spool->size -= size;
    set_share(spool, entry->key, share_of(spool, entry->key) - size);
    if (domain != NULL && domain != entry->key)
        set_share(spool, domain, share_of(spool, domain) - size);
}

static gboolean
has_room(const Spool *spool, const char *key, gsize length)
{
    const char *domain = domain_of(key);

    return spool->size + length <= spool->limit &&
           (*key == '\0' || share_of(spool, key) + length <= spool->limit / SPOOL_KEY_SHARE) &&
           (domain == NULL || share_of(spool, domain) + length <= spool->limit / SPOOL_DOMAIN_SHARE);
}

void
spool_keep(Spool *spool, guint64 number, char *key, GBytes *bytes)
{
    SpoolEntry *entry = g_new0(SpoolEntry, 1);

    entry->number = number;
    entry->key = key;
    entry->bytes = bytes;
    count_in(spool, entry);
    spool->last = number;
    g_queue_push_tail(spool->entries, entry);
    g_hash_table_insert(spool->by_number, &entry->number, g_queue_peek_tail_link(spool->entries));
}

/* ---- appending ---- */

gboolean
spool_append(Spool *spool, const char *key, GBytes *bytes, guint64 *ret_number, GError **error)
{
    if (strlen(key) > SPOOL_KEY_MAX || g_bytes_get_size(bytes) > SPOOL_BYTES_MAX) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "this is too large for the spool");
        return FALSE;
    }
    if (!has_room(spool, key, size_of(bytes, key))) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FULL,
                            "the spool is full, or one person's or one server's share of it is");
        return FALSE;
    }
    if (!spool_file_write(spool, spool->last + 1, key, bytes, error))
        return FALSE;
    spool_keep(spool, spool->last + 1, g_strdup(key), g_bytes_ref(bytes));
    if (ret_number != NULL)
        *ret_number = spool->last;
    return TRUE;
}

void
spool_sync(Spool *spool)
{
    if (spool->synced == spool->last)
        return;
    if (fdatasync(spool->fd) != 0) {
        log_event(LOG_ERROR, "relay.disk", "error", g_strerror(errno), NULL);
        abort(); /* what is on disk now, nobody knows: the next start reads it */
    }
    spool->synced = spool->last;
}

guint64
spool_synced(const Spool *spool)
{
    return spool->synced;
}

/* ---- taking ---- */

SpoolEntry *
spool_next(const Spool *spool, guint64 number)
{
    GList *link = g_hash_table_lookup(spool->by_number, &number);

    for (link = link != NULL ? link->next : spool->entries->head; link != NULL; link = link->next) {
        SpoolEntry *entry = link->data;

        if (entry->number > number && !entry->gone)
            return entry;
    }
    return NULL;
}

/* Those at the front that were let go are forgotten. */
static void
move_cursor(Spool *spool)
{
    guint64 before = spool->gone;

    for (;;) {
        SpoolEntry *entry = g_queue_peek_head(spool->entries);

        if (entry == NULL || !entry->gone)
            break;
        spool->gone = entry->number;
        count_out(spool, entry);
        g_hash_table_remove(spool->by_number, &entry->number);
        entry_free(g_queue_pop_head(spool->entries));
    }
    if (spool->gone != before)
        spool_file_write_cursor(spool);
}

void
spool_let_go(Spool *spool, guint64 number)
{
    GList *link = g_hash_table_lookup(spool->by_number, &number);

    if (link == NULL)
        return;
    ((SpoolEntry *)link->data)->gone = TRUE;
    move_cursor(spool);
}

void
spool_let_go_until(Spool *spool, guint64 number)
{
    for (GList *link = spool->entries->head; link != NULL; link = link->next) {
        SpoolEntry *entry = link->data;

        if (entry->number > number)
            break;
        entry->gone = TRUE;
    }
    move_cursor(spool);
}

guint
spool_count(const Spool *spool)
{
    return g_queue_get_length(spool->entries);
}
