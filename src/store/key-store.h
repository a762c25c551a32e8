/* SPDX-License-Identifier: Apache-2.0 */
/* store/key-store.h: one 32-byte secret per record, in a small database of its own.
 *
 * From a record's secret come the key that seals its content and the salts of its commitments (store/content-store.h),
 * so destroying one row hides both, also in every backup of the main database. Secrets are made ahead in batches:
 * taking one touches no disk, and no transaction spans two databases. On disk they are wrapped with the node's master
 * key. Thread-safe. */
#pragma once
#include "db/db.h"

#define RECORD_SECRET_SIZE 32

typedef struct KeyStore KeyStore;

typedef enum {
    KEY_STORE_OWNER,   /* the serving node: goes on with the secrets that it left unused */
    KEY_STORE_VISITOR, /* a command beside it: takes only fresh ones, with negative ids */
    KEY_STORE_READER,  /* takes none */
} KeyStoreMode;

/* @master wraps what is stored. Ids up to @used are taken: the largest that the main database refers to. Takes over
 * @db, also on failure. */
KeyStore *key_store_open(Db *db, const guint8 master[RECORD_SECRET_SIZE], gint64 used, KeyStoreMode mode,
                         GError **error);
void key_store_close(KeyStore *keys);

/* A fresh secret and its id. Blocks only when the batch made ahead is used up. An id taken for a transaction that is
 * then undone is never given again in this run. */
gboolean key_store_take(KeyStore *keys, gint64 *ret_id, guint8 ret_secret[RECORD_SECRET_SIZE], GError **error);

/* TRIBUNE_ERROR_NOT_FOUND: destroyed. TRIBUNE_ERROR_CORRUPT: not wrapped with this master key.
 * @session: of the main database, or NULL. All keys that a reading one asks for come from one snapshot of the key
 * database, taken with the first: what is read whole costs one transaction there, not one a record. */
gboolean key_store_find(KeyStore *keys, DbSession *session, gint64 id, guint8 ret_secret[RECORD_SECRET_SIZE],
                        GError **error);

/* Looking up many keys in about the order in which they were taken: they are read KEY_BLOCK_SIZE at a time, and the
 * KEY_BLOCKS last blocks are kept. All zero is empty; of one thread; wipe it with key_cache_clear(). A key that is
 * destroyed meanwhile may still be found. */
#define KEY_BLOCK_SIZE 256
#define KEY_BLOCKS     8
typedef struct {
    struct {
        gint64 number; /* of the block, counted from 1; 0: empty */
        gboolean present[KEY_BLOCK_SIZE];
        guint8 secrets[KEY_BLOCK_SIZE][RECORD_SECRET_SIZE];
    } blocks[KEY_BLOCKS];
} KeyCache;
gboolean key_store_find_cached(KeyStore *keys, KeyCache *cache, gint64 id, guint8 ret_secret[RECORD_SECRET_SIZE],
                               GError **error);
void key_cache_clear(KeyCache *cache);

/* The key database itself, for backup. */
Db *key_store_db(KeyStore *keys);
