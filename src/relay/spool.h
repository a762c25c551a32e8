/* SPDX-License-Identifier: Apache-2.0 */
/* relay/spool.h: what is on its way in one direction, in order, on disk until it is let go.
 *
 * Entries are appended to files of at most 4 MiB and sealed (XChaCha20-Poly1305, with a key made of the node's secret),
 * for they hold what people wrote. What was let go is remembered in a cursor; a file whose entries are all gone is
 * removed, and an empty spool keeps no bytes. spool_sync() makes everything that was appended durable, whoever appended
 * it: callers gather, then sync once. A failed sync aborts the process: nobody knows then what is on disk.
 *
 * After a crash the entries that were synced are there, and perhaps the last ones that were not; what was let go after
 * the cursor was last written comes once more. A damaged end is cut off and kept beside as NAME.damaged.
 *
 * All entries that wait are in memory too: the limit bounds both. Of the limit one key has no more than a
 * SPOOL_KEY_SHARE-th, and all keys that end in the same @domain have a SPOOL_DOMAIN_SHARE-th, so that nobody fills it
 * alone; the key "" has no such bound. One thread; calls block on the disk. */
#pragma once
#include <glib.h>

#define SPOOL_FILE_MAX  (4 * 1024 * 1024)
#define SPOOL_KEY_MAX   4096          /* bytes of an entry's key */
#define SPOOL_BYTES_MAX (1024 * 1024) /* bytes of an entry */

#define SPOOL_KEY_SHARE    8
#define SPOOL_DOMAIN_SHARE 3

typedef struct Spool Spool;

typedef struct {
    guint64 number; /* grows by one */
    char *key;      /* whose it is: entries with the same key keep their order */
    GBytes *bytes;
    gboolean gone; /* let go, while an earlier one is not */
    gboolean busy; /* for the user: somebody has it */
} SpoolEntry;

/* Opens or makes the spool @name in @folder, which exists. @secret: 32 bytes. @limit: bytes of all entries.
 * TRIBUNE_ERROR_CONFIG when the folder cannot be used, _CORRUPT when a file is not one of ours. */
Spool *spool_open(const char *folder, const char *name, const guint8 *secret, gsize limit, GError **error);
/* Syncs. */
void spool_close(Spool *spool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Spool, spool_close)

/* Not durable before spool_sync(). TRIBUNE_ERROR_FULL when the limit, a share of it or the disk is reached, _LIMIT when
 * @key or @bytes are too long. @ret_number may be NULL. */
gboolean spool_append(Spool *spool, const char *key, GBytes *bytes, guint64 *ret_number, GError **error);
void spool_sync(Spool *spool);
/* Entries up to this number are durable. */
guint64 spool_synced(const Spool *spool);

/* The first entry after @number that was not let go; NULL: none. Valid until the next spool_let_go(). */
SpoolEntry *spool_next(const Spool *spool, guint64 number);
/* @number need not be there. */
void spool_let_go(Spool *spool, guint64 number);
void spool_let_go_until(Spool *spool, guint64 number);

guint spool_count(const Spool *spool);
