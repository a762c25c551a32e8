/* SPDX-License-Identifier: Apache-2.0 */
/* store/store.h: the node's store: the main database, the key database, the folder of large content.
 *
 * Tasks run inside one transaction and call the other modules of this folder; see db/db.h for what a task may do. */
#pragma once
#include "db/db.h"
#include "store/content-store.h"
#include "store/search-batch.h"

typedef struct {
    Db *db;
    ContentStore content;
    char *folder;
    guint8 search_key[SEARCH_KEY_SIZE]; /* of the words in the search index */
} Store;                                /* thread-safe */

typedef struct {
    const char *folder;     /* tribune.db, keys.db and files/ live here */
    const guint8 *master;   /* 32 bytes, wraps the keys of records */
    const DbDriver *driver; /* NULL: SQLite */
    guint readers;          /* 0: 4 */
    KeyStoreMode mode;
} StoreOptions;

/* Opens and brings both databases forward. Blocks. */
Store *store_open(const StoreOptions *options, GError **error);
void store_close(Store *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Store, store_close)

/* Blocks until durable. */
gboolean store_write(Store *store, DbTask task, gpointer data, GError **error);
/* For work that nobody waits for. */
gboolean store_write_background(Store *store, DbTask task, gpointer data, GError **error);
gboolean store_read(Store *store, DbTask task, gpointer data, GError **error);

/* A consistent copy of all of it into the new folder @path, while in use: keys last, so that every record has its key.
 */
gboolean store_backup(Store *store, const char *path, GError **error);
