/* SPDX-License-Identifier: Apache-2.0 */
#include "store/key-store.h"

#include <sodium.h>
#include <string.h>

#include "base/error.h"
#include "base/log.h"
#include "base/random.h"
#include "base/thread.h"

#define BATCH        2048
#define SMALL_BATCH  64 /* for a process that only visits */
#define WRAPPED_SIZE (crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + RECORD_SECRET_SIZE)

DB_STATEMENT(add_key, "INSERT INTO keys (id, wrapped) VALUES ($1, $2)");
DB_STATEMENT(find_key, "SELECT wrapped FROM keys WHERE id = $1");
DB_STATEMENT(list_unused_keys, "SELECT id, wrapped FROM keys WHERE id > $1 ORDER BY id LIMIT 4096");
DB_STATEMENT(list_key_block, "SELECT id, wrapped FROM keys WHERE id >= $1 AND id < $2");
DB_STATEMENT(last_key, "SELECT coalesce(max(id), 0) FROM keys");
DB_STATEMENT(first_key, "SELECT coalesce(min(id), 0) FROM keys");

typedef struct {
    gint64 id;
    guint8 secret[RECORD_SECRET_SIZE];
} Key;

struct KeyStore {
    Db *db;
    guint8 master[RECORD_SECRET_SIZE];
    Mutex mutex;
    Condition wanted, filled;
    GArray *ready; /* Key, ids falling, so that the last is the next */
    gint64 used;
    guint batch;
    gboolean is_visitor, closing;
    GError *trouble; /* why the last batch could not be made */
    Thread *maker;
};

static void
wrap(const KeyStore *keys, const guint8 *secret, guint8 out[WRAPPED_SIZE])
{
    random_bytes(out, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(out + crypto_secretbox_NONCEBYTES, secret, RECORD_SECRET_SIZE, out, keys->master);
}

static gboolean
unwrap(const KeyStore *keys, const guint8 *wrapped, gsize length, guint8 *secret, GError **error)
{
    if (length == WRAPPED_SIZE &&
        crypto_secretbox_open_easy(secret, wrapped + crypto_secretbox_NONCEBYTES,
                                   WRAPPED_SIZE - crypto_secretbox_NONCEBYTES, wrapped, keys->master) == 0)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT,
                "a record's key does not open with this node's master key; put back the master key that belongs to the "
                "key database");
    return FALSE;
}

static int
by_falling_id(gconstpointer a, gconstpointer b)
{
    const Key *first = a, *second = b;

    return first->id < second->id ? 1 : first->id > second->id ? -1 : 0;
}

/* ---- making keys ahead ---- */

typedef struct {
    KeyStore *keys;
    GArray *batch;
} Batch;

static gboolean
read_edge(DbSession *session, const DbStatement *statement, gint64 *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, statement);

    if (!db_step_one(query, "key", error))
        return FALSE;
    *ret = db_int(query, 0);
    return db_finish(query, error);
}

/* Another process may make keys too, so the ids are given inside the transaction. Those of visitors fall from -1: the
 * owner, who goes on behind the largest id in use, must never take one of them for unused. */
static gboolean
next_id(DbSession *session, const KeyStore *keys, gint64 *ret, GError **error)
{
    if (keys->is_visitor) {
        if (!read_edge(session, &first_key, ret, error))
            return FALSE;
        *ret = MIN(*ret, 0) - 1;
        return TRUE;
    }
    if (!read_edge(session, &last_key, ret, error))
        return FALSE;
    *ret = MAX(*ret, keys->used) + 1;
    return TRUE;
}

static gboolean
store_batch(DbSession *session, gpointer data, GError **error)
{
    Batch *batch = data;
    gint64 id, step = batch->keys->is_visitor ? -1 : 1;

    if (!next_id(session, batch->keys, &id, error))
        return FALSE;
    for (guint i = 0; i < batch->batch->len; i++) {
        Key *key = &g_array_index(batch->batch, Key, i);
        g_autoptr(DbQuery) query = db_query(session, &add_key);
        guint8 wrapped[WRAPPED_SIZE];

        key->id = id + step * (gint64)i;
        wrap(batch->keys, key->secret, wrapped);
        db_bind_int(query, key->id);
        db_bind_bytes(query, wrapped, sizeof wrapped);
        if (!db_run(query, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
make_batch(KeyStore *keys, GError **error)
{
    g_autoptr(GArray) batch = g_array_sized_new(FALSE, FALSE, sizeof(Key), keys->batch);
    Batch task = { keys, batch };

    for (guint i = 0; i < keys->batch; i++) {
        Key key = { 0 };

        random_bytes(key.secret, sizeof key.secret);
        g_array_append_val(batch, key);
    }
    if (!db_write(keys->db, store_batch, &task, error))
        return FALSE;
    MUTEX_HELD(&keys->mutex);
    g_array_append_vals(keys->ready, batch->data, batch->len);
    g_array_sort(keys->ready, by_falling_id);
    sodium_memzero(batch->data, batch->len * sizeof(Key));
    return TRUE;
}

static void
run_maker(gpointer data)
{
    KeyStore *keys = data;

    mutex_lock(&keys->mutex);
    while (!keys->closing) {
        GError *error = NULL;

        if (keys->ready->len >= keys->batch / 2 || keys->trouble != NULL) {
            condition_wait(&keys->wanted, &keys->mutex);
            continue;
        }
        mutex_unlock(&keys->mutex);
        make_batch(keys, &error);
        if (error != NULL)
            log_failure("keys.batch-failed", error);
        mutex_lock(&keys->mutex);
        keys->trouble = error;
        condition_broadcast(&keys->filled);
    }
    mutex_unlock(&keys->mutex);
}

gboolean
key_store_take(KeyStore *keys, gint64 *ret_id, guint8 ret_secret[RECORD_SECRET_SIZE], GError **error)
{
    Key *key;

    if (keys->maker == NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN, "the store is open for reading only");
        return FALSE;
    }
    MUTEX_HELD(&keys->mutex);
    if (keys->ready->len < keys->batch / 2) {
        /* Whatever went wrong last time is tried again, once per taker that finds nothing. */
        if (keys->ready->len == 0)
            g_clear_error(&keys->trouble);
        condition_signal(&keys->wanted);
    }
    while (keys->ready->len == 0 && keys->trouble == NULL)
        condition_wait(&keys->filled, &keys->mutex);
    if (keys->ready->len == 0) {
        g_propagate_prefixed_error(error, g_error_copy(keys->trouble), "making record keys: ");
        return FALSE;
    }
    key = &g_array_index(keys->ready, Key, keys->ready->len - 1);
    *ret_id = key->id;
    memcpy(ret_secret, key->secret, RECORD_SECRET_SIZE);
    sodium_memzero(key, sizeof *key);
    g_array_set_size(keys->ready, keys->ready->len - 1);
    return TRUE;
}

/* ---- finding ---- */

typedef struct {
    KeyStore *keys;
    gint64 id;
    guint8 *secret;
} Lookup;

static gboolean
find(DbSession *session, gpointer data, GError **error)
{
    Lookup *lookup = data;
    g_autoptr(DbQuery) query = db_query(session, &find_key);
    const void *wrapped;
    gsize length;

    db_bind_int(query, lookup->id);
    if (!db_step_one(query, "record key: the content was erased", error))
        return FALSE;
    wrapped = db_bytes(query, 0, &length);
    return unwrap(lookup->keys, wrapped, length, lookup->secret, error);
}

gboolean
key_store_find(KeyStore *keys, DbSession *session, gint64 id, guint8 ret_secret[RECORD_SECRET_SIZE], GError **error)
{
    Lookup lookup = { keys, id, ret_secret };

    return db_read_beside(session, keys->db, find, &lookup, error);
}

/* ---- finding many ---- */

typedef struct {
    KeyStore *keys;
    KeyCache *cache;
    gint64 number;
} BlockFill;

static gboolean
fill_block(DbSession *session, gpointer data, GError **error)
{
    BlockFill *fill = data;
    gint64 first = (fill->number - 1) * KEY_BLOCK_SIZE;
    guint slot = (guint)(fill->number % KEY_BLOCKS);
    g_autoptr(DbQuery) query = db_query(session, &list_key_block);

    memset(fill->cache->blocks[slot].present, 0, sizeof fill->cache->blocks[slot].present);
    db_bind_int(query, first);
    db_bind_int(query, first + KEY_BLOCK_SIZE);
    while (db_step(query)) {
        gint64 place = db_int(query, 0) - first;
        gsize length;
        const void *wrapped = db_bytes(query, 1, &length);

        /* One that does not open stays out, and is told of when it is asked for. */
        fill->cache->blocks[slot].present[place] =
            unwrap(fill->keys, wrapped, length, fill->cache->blocks[slot].secrets[place], NULL);
    }
    fill->cache->blocks[slot].number = fill->number;
    return db_finish(query, error);
}

gboolean
key_store_find_cached(KeyStore *keys, KeyCache *cache, gint64 id, guint8 ret_secret[RECORD_SECRET_SIZE], GError **error)
{
    gint64 number = id / KEY_BLOCK_SIZE + 1;
    guint slot, place;

    if (id < 0)
        return key_store_find(keys, NULL, id, ret_secret, error);
    slot = (guint)(number % KEY_BLOCKS);
    place = (guint)(id % KEY_BLOCK_SIZE);
    if (cache->blocks[slot].number != number &&
        !db_read(keys->db, fill_block, &(BlockFill){ keys, cache, number }, error))
        return FALSE;
    if (!cache->blocks[slot].present[place])
        return key_store_find(keys, NULL, id, ret_secret, error);
    memcpy(ret_secret, cache->blocks[slot].secrets[place], RECORD_SECRET_SIZE);
    return TRUE;
}

void
key_cache_clear(KeyCache *cache)
{
    sodium_memzero(cache, sizeof *cache);
}

Db *
key_store_db(KeyStore *keys)
{
    return keys->db;
}

/* ---- opening ---- */

static gboolean
load_unused(DbSession *session, gpointer data, GError **error)
{
    KeyStore *keys = data;
    g_autoptr(DbQuery) query = db_query(session, &list_unused_keys);

    db_bind_int(query, keys->used);
    while (db_step(query)) {
        Key key = { .id = db_int(query, 0) };
        gsize length;
        const void *wrapped = db_bytes(query, 1, &length);

        if (!unwrap(keys, wrapped, length, key.secret, error))
            return FALSE;
        g_array_append_val(keys->ready, key);
    }
    g_array_sort(keys->ready, by_falling_id);
    return db_finish(query, error);
}

KeyStore *
key_store_open(Db *db, const guint8 master[RECORD_SECRET_SIZE], gint64 used, KeyStoreMode mode, GError **error)
{
    KeyStore *keys = g_new0(KeyStore, 1);

    keys->db = db;
    keys->used = used;
    keys->is_visitor = mode == KEY_STORE_VISITOR;
    keys->batch = mode == KEY_STORE_OWNER ? BATCH : SMALL_BATCH;
    memcpy(keys->master, master, sizeof keys->master);
    mutex_init(&keys->mutex);
    condition_init(&keys->wanted);
    condition_init(&keys->filled);
    keys->ready = g_array_sized_new(FALSE, FALSE, sizeof(Key), 2 * keys->batch);
    if (mode == KEY_STORE_OWNER && !db_read(db, load_unused, keys, error)) {
        key_store_close(keys);
        return NULL;
    }
    if (mode == KEY_STORE_READER)
        return keys;
    keys->maker = thread_start("key-maker", run_maker, keys);
    return keys;
}

void
key_store_close(KeyStore *keys)
{
    if (keys->maker != NULL) {
        mutex_lock(&keys->mutex);
        keys->closing = TRUE;
        condition_signal(&keys->wanted);
        mutex_unlock(&keys->mutex);
        thread_join(keys->maker);
    }
    g_clear_error(&keys->trouble);
    sodium_memzero(keys->ready->data, keys->ready->len * sizeof(Key));
    sodium_memzero(keys->master, sizeof keys->master);
    g_array_unref(keys->ready);
    condition_clear(&keys->wanted);
    condition_clear(&keys->filled);
    mutex_clear(&keys->mutex);
    db_close(keys->db);
    g_free(keys);
}
