/* SPDX-License-Identifier: Apache-2.0 */
/* store/content-store.h: the parts of a record, sealed with the record's own key.
 *
 * One row holds all parts of a record; a part over CONTENT_INLINE_MAX is a file named by the digest of its sealed
 * bytes, fsynced before content_seal() returns, so before any transaction refers to it. Sealing is done outside the
 * transaction; saving is one INSERT inside it. Commitments: SHA-256 over a salt derived from the record's secret, see
 * wire/commitment.h. */
#pragma once
#include "model/message.h"
#include "store/key-store.h"
#include "wire/leaf.h"

#define CONTENT_INLINE_MAX (64 * 1024)
#define CONTENT_PARTS_MAX  44 /* so that one leaf can commit to all of them */

typedef struct {
    KeyStore *keys;
    char *folder; /* of the files */
} ContentStore;

/* Sealed and ready to be saved. */
typedef struct {
    guint8 record[16];
    gint64 secret_key;
    guint8 secret[RECORD_SECRET_SIZE];
    GBytes *sealed;
    GArray *commitments; /* LeafPart */
    GPtrArray *paths;    /* char *, of its files */
} SealedContent;
void sealed_content_free(SealedContent *sealed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SealedContent, sealed_content_free)

/* Takes a fresh secret. @parts: MessagePart *, names distinct. Writes and fsyncs files: may block. */
SealedContent *content_seal(ContentStore *store, const GPtrArray *parts, GError **error);

/* Removes the files of what was not saved, or whose transaction failed: else a full disk, on which everything is tried
 * again and again, would only get fuller. */
void content_discard(const SealedContent *sealed);

/* Adds the commitments of all parts to @leaf. */
void content_commit(const SealedContent *sealed, Leaf *leaf);

gboolean content_save(DbSession *session, gint64 id, const SealedContent *sealed, GError **error);

/* The parts of record @id, or NULL with TRIBUNE_ERROR_NOT_FOUND (erased) or TRIBUNE_ERROR_CORRUPT. Large parts are read
 * from their files only when @with_files; else their bytes are empty and only their size tells. */
GPtrArray *content_load(ContentStore *store, DbSession *session, gint64 id, gint64 secret_key, gboolean with_files,
                        GError **error);
/* The same for who has the record's secret already. */
GPtrArray *content_open(ContentStore *store, DbSession *session, gint64 id, const guint8 secret[RECORD_SECRET_SIZE],
                        gboolean with_files, GError **error);
/* One part alone, by name. */
MessagePart *content_load_part(ContentStore *store, DbSession *session, gint64 id, gint64 secret_key, const char *name,
                               GError **error);

/* Removes record @id, which no leaf knows, and appends the paths of its files (char *) to @paths: content_unlink() them
 * once the transaction is durable. What a crash between the two leaves is collected, see store/content-doomed.h. */
gboolean content_remove(ContentStore *store, DbSession *session, gint64 id, gint64 secret_key, GPtrArray *paths,
                        GError **error);
void content_unlink(const GPtrArray *paths);

/* The salt that the commitment to part @name of a record is made with: what a citizen gets to check a proof by hand. */
void content_salt(const guint8 secret[RECORD_SECRET_SIZE], const char *name, guint8 ret_salt[32]);

/* Seal and open a small value with a record's secret: the details of events. */
GBytes *content_seal_bytes(const guint8 secret[RECORD_SECRET_SIZE], const void *bytes, gsize length);
GBytes *content_open_bytes(const guint8 secret[RECORD_SECRET_SIZE], const void *sealed, gsize length, GError **error);
