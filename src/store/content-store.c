/* SPDX-License-Identifier: Apache-2.0 */
#include "store/content-store.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/folder.h"
#include "base/random.h"
#include "store/bundle.h"
#include "store/content-doomed.h"
#include "wire/commitment.h"

#define BOX_OVERHEAD (crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES)

DB_STATEMENT(insert_content, "INSERT INTO contents (id, sealed) VALUES ($1, $2)");
DB_STATEMENT(select_content, "SELECT sealed FROM contents WHERE id = $1");
DB_STATEMENT(delete_content, "DELETE FROM contents WHERE id = $1");

/* ---- sealing bytes ---- */

static void
seal_key(const guint8 *secret, guint8 key[crypto_secretbox_KEYBYTES])
{
    digest_hkdf(secret, RECORD_SECRET_SIZE, "tribune-seal/1", key, crypto_secretbox_KEYBYTES);
}

static GBytes *
box(const guint8 *key, const void *bytes, gsize length)
{
    guint8 *out = g_malloc(length + BOX_OVERHEAD);

    random_bytes(out, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(out + crypto_secretbox_NONCEBYTES, bytes, length, out, key);
    return g_bytes_new_take(out, length + BOX_OVERHEAD);
}

static GBytes *
unbox(const guint8 *key, const void *sealed, gsize length, GError **error)
{
    const guint8 *in = sealed;
    guint8 *out;

    if (length < BOX_OVERHEAD) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "sealed content is cut short");
        return NULL;
    }
    out = g_malloc(length - BOX_OVERHEAD + 1);
    if (crypto_secretbox_open_easy(out, in + crypto_secretbox_NONCEBYTES, length - crypto_secretbox_NONCEBYTES, in,
                                   key) != 0) {
        g_free(out);
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "sealed content was changed");
        return NULL;
    }
    return g_bytes_new_take(out, length - BOX_OVERHEAD);
}

GBytes *
content_seal_bytes(const guint8 secret[RECORD_SECRET_SIZE], const void *bytes, gsize length)
{
    guint8 key[crypto_secretbox_KEYBYTES];

    seal_key(secret, key);
    return box(key, bytes, length);
}

GBytes *
content_open_bytes(const guint8 secret[RECORD_SECRET_SIZE], const void *sealed, gsize length, GError **error)
{
    guint8 key[crypto_secretbox_KEYBYTES];

    seal_key(secret, key);
    return unbox(key, sealed, length, error);
}

void
content_salt(const guint8 secret[RECORD_SECRET_SIZE], const char *name, guint8 ret_salt[32])
{
    g_autofree char *label = g_strconcat("tribune-salt/1 ", name, NULL);

    digest_hkdf(secret, RECORD_SECRET_SIZE, label, ret_salt, 32);
}

/* ---- files ---- */

static gboolean
file_trouble(const char *what, GError **error)
{
    int number = errno;

    g_set_error(error, TRIBUNE_ERROR,
                number == ENOSPC || number == EDQUOT ? TRIBUNE_ERROR_FULL : TRIBUNE_ERROR_TEMPORARY,
                "%s a content file: %s", what, g_strerror(number));
    return FALSE;
}

static char *
file_path(const ContentStore *store, const Digest *digest, char **ret_folder)
{
    g_autofree char *hex = digest_to_hex(digest);
    g_autofree char *shard = g_strndup(hex, 2);

    *ret_folder = g_build_filename(store->folder, shard, NULL);
    return g_build_filename(*ret_folder, hex, NULL);
}

static gboolean
write_whole(int fd, const guint8 *bytes, gsize length)
{
    while (length > 0) {
        gssize written = write(fd, bytes, length);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return FALSE;
        bytes += written;
        length -= (gsize)written;
    }
    return fsync(fd) == 0;
}

static gboolean
write_file(const ContentStore *store, const Digest *digest, GBytes *sealed, GError **error)
{
    g_autofree char *folder = NULL;
    g_autofree char *path = file_path(store, digest, &folder);
    g_autofree char *temporary = g_strconcat(path, ".part", NULL);
    gsize length;
    const guint8 *bytes = g_bytes_get_data(sealed, &length);
    gboolean written;
    int fd;

    if (g_mkdir_with_parents(folder, 0700) != 0)
        return file_trouble("making the folder of", error);
    fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        return file_trouble("making", error);
    written = write_whole(fd, bytes, length);
    if (close(fd) != 0 || !written) {
        file_trouble("writing", error);
        unlink(temporary);
        return FALSE;
    }
    if (rename(temporary, path) == 0 && folder_sync(folder) && folder_sync(store->folder))
        return TRUE;
    file_trouble("naming", error);
    unlink(temporary);
    return FALSE;
}

static GBytes *
read_file(const ContentStore *store, const Digest *digest, GError **error)
{
    g_autofree char *folder = NULL;
    g_autofree char *path = file_path(store, digest, &folder);
    char *bytes = NULL;
    gsize length;
    Digest found;

    if (!g_file_get_contents(path, &bytes, &length, NULL)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "a content file is missing");
        return NULL;
    }
    found = digest_sha256(bytes, length);
    if (!digest_equal(&found, digest)) {
        g_free(bytes);
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "a content file was changed");
        return NULL;
    }
    return g_bytes_new_take(bytes, length);
}

/* ---- sealing a record ---- */

static void
commit_part(SealedContent *sealed, const MessagePart *part)
{
    LeafPart entry = { 0 };
    guint8 salt[32];
    gsize length;
    const void *bytes = g_bytes_get_data(part->bytes, &length);

    content_salt(sealed->secret, part->name, salt);
    g_strlcpy(entry.name, part->name, sizeof entry.name);
    entry.commitment = commitment_make(salt, part->name, bytes, length);
    g_array_append_val(sealed->commitments, entry);
}

/* Large bytes go to a file; the bundle keeps the digest. */
static gboolean
seal_part(ContentStore *store, const guint8 *key, const MessagePart *part, BundleWriter *bundle, GPtrArray *paths,
          GError **error)
{
    g_autoptr(GBytes) sealed = NULL;
    g_autofree char *folder = NULL;
    gsize length;
    const void *bytes = g_bytes_get_data(part->bytes, &length);
    Digest digest;

    if (length <= CONTENT_INLINE_MAX) {
        bundle_add(bundle, part, NULL);
        return TRUE;
    }
    sealed = box(key, bytes, length);
    digest = digest_sha256(g_bytes_get_data(sealed, NULL), g_bytes_get_size(sealed));
    bundle_add(bundle, part, &digest);
    g_ptr_array_add(paths, file_path(store, &digest, &folder));
    return write_file(store, &digest, sealed, error);
}

SealedContent *
content_seal(ContentStore *store, const GPtrArray *parts, GError **error)
{
    g_autoptr(SealedContent) sealed = g_new0(SealedContent, 1);
    g_autoptr(BundleWriter) bundle = bundle_writer_new();
    g_autoptr(GBytes) bytes = NULL;
    guint8 key[crypto_secretbox_KEYBYTES];

    if (parts->len > CONTENT_PARTS_MAX) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "more than %d parts", CONTENT_PARTS_MAX);
        return NULL;
    }
    if (!key_store_take(store->keys, &sealed->secret_key, sealed->secret, error))
        return NULL;
    random_bytes(sealed->record, sizeof sealed->record);
    sealed->paths = g_ptr_array_new_with_free_func(g_free);
    sealed->commitments = g_array_sized_new(FALSE, FALSE, sizeof(LeafPart), parts->len);
    seal_key(sealed->secret, key);
    for (guint i = 0; i < parts->len; i++) {
        const MessagePart *part = g_ptr_array_index(parts, i);

        if (!seal_part(store, key, part, bundle, sealed->paths, error)) {
            content_discard(sealed);
            return NULL;
        }
        commit_part(sealed, part);
    }
    bytes = bundle_writer_finish(bundle);
    sealed->sealed = box(key, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    return g_steal_pointer(&sealed);
}

void
sealed_content_free(SealedContent *sealed)
{
    sodium_memzero(sealed->secret, sizeof sealed->secret);
    g_clear_pointer(&sealed->sealed, g_bytes_unref);
    g_clear_pointer(&sealed->commitments, g_array_unref);
    g_clear_pointer(&sealed->paths, g_ptr_array_unref);
    g_free(sealed);
}

void
content_discard(const SealedContent *sealed)
{
    content_unlink(sealed->paths);
}

void
content_commit(const SealedContent *sealed, Leaf *leaf)
{
    for (guint i = 0; i < sealed->commitments->len; i++) {
        const LeafPart *part = &g_array_index(sealed->commitments, LeafPart, i);

        leaf_add_part(leaf, part->name, &part->commitment);
    }
}

gboolean
content_save(DbSession *session, gint64 id, const SealedContent *sealed, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_content);

    db_bind_int(query, id);
    db_bind_bytes(query, g_bytes_get_data(sealed->sealed, NULL), g_bytes_get_size(sealed->sealed));
    return db_run(query, error);
}

/* ---- reading a record ---- */

static gboolean
open_file_part(ContentStore *store, const guint8 *key, MessagePart *part, const Digest *digest, GError **error)
{
    g_autoptr(GBytes) sealed = read_file(store, digest, error);
    GBytes *bytes;

    if (sealed == NULL)
        return FALSE;
    bytes = unbox(key, g_bytes_get_data(sealed, NULL), g_bytes_get_size(sealed), error);
    if (bytes == NULL)
        return FALSE;
    g_bytes_unref(part->bytes);
    part->bytes = bytes;
    return TRUE;
}

static GBytes *
open_bundle(DbSession *session, gint64 id, const guint8 *key, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &select_content);
    const void *sealed;
    gsize length;

    db_bind_int(query, id);
    if (!db_step_one(query, "content", error))
        return NULL;
    sealed = db_bytes(query, 0, &length);
    return unbox(key, sealed, length, error);
}

/* Only the part @only, or all when it is NULL. */
static GPtrArray *
open_parts(ContentStore *store, DbSession *session, gint64 id, const guint8 *secret, gboolean with_files,
           const char *only, GError **error)
{
    g_autoptr(GPtrArray) parts = message_parts_new();
    g_autoptr(GBytes) bytes = NULL;
    guint8 key[crypto_secretbox_KEYBYTES];
    BundleReader reader;
    MessagePart *part;
    Digest digest;
    gboolean in_file;

    seal_key(secret, key);
    bytes = open_bundle(session, id, key, error);
    if (bytes == NULL || !bundle_reader_start(&reader, bytes, error))
        return NULL;
    while ((part = bundle_reader_next(&reader, &in_file, &digest)) != NULL) {
        g_ptr_array_add(parts, part);
        if (only != NULL && strcmp(part->name, only) != 0) {
            g_ptr_array_set_size(parts, 0);
            continue;
        }
        if (in_file && with_files && !open_file_part(store, key, part, &digest, error))
            return NULL;
        if (only != NULL)
            break;
    }
    if (!bundle_reader_finish(&reader, error))
        return NULL;
    return g_steal_pointer(&parts);
}

GPtrArray *
content_open(ContentStore *store, DbSession *session, gint64 id, const guint8 secret[RECORD_SECRET_SIZE],
             gboolean with_files, GError **error)
{
    return open_parts(store, session, id, secret, with_files, NULL, error);
}

static GPtrArray *
load_parts(ContentStore *store, DbSession *session, gint64 id, gint64 secret_key, gboolean with_files, const char *only,
           GError **error)
{
    guint8 secret[RECORD_SECRET_SIZE];

    if (!key_store_find(store->keys, session, secret_key, secret, error))
        return NULL;
    return open_parts(store, session, id, secret, with_files, only, error);
}

GPtrArray *
content_load(ContentStore *store, DbSession *session, gint64 id, gint64 secret_key, gboolean with_files, GError **error)
{
    return load_parts(store, session, id, secret_key, with_files, NULL, error);
}

MessagePart *
content_load_part(ContentStore *store, DbSession *session, gint64 id, gint64 secret_key, const char *name,
                  GError **error)
{
    g_autoptr(GPtrArray) parts = load_parts(store, session, id, secret_key, TRUE, name, error);

    if (parts == NULL)
        return NULL;
    if (parts->len == 0) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such part");
        return NULL;
    }
    return g_ptr_array_steal_index(parts, 0);
}

/* ---- removing ---- */

/* The files that the bundle of record @id refers to. */
static gboolean
list_paths(ContentStore *store, DbSession *session, gint64 id, const guint8 *key, GPtrArray *paths, GError **error)
{
    g_autoptr(GBytes) bytes = open_bundle(session, id, key, error);
    BundleReader reader;
    MessagePart *part;
    Digest digest;
    gboolean in_file;

    if (bytes == NULL || !bundle_reader_start(&reader, bytes, error))
        return FALSE;
    while ((part = bundle_reader_next(&reader, &in_file, &digest)) != NULL) {
        g_autofree char *folder = NULL;

        message_part_free(part);
        if (in_file)
            g_ptr_array_add(paths, file_path(store, &digest, &folder));
    }
    return bundle_reader_finish(&reader, error);
}

gboolean
content_remove(ContentStore *store, DbSession *session, gint64 id, gint64 secret_key, GPtrArray *paths, GError **error)
{
    guint8 secret[RECORD_SECRET_SIZE], key[crypto_secretbox_KEYBYTES];
    g_autoptr(DbQuery) query = NULL;
    guint first = paths->len;

    if (!key_store_find(store->keys, session, secret_key, secret, error))
        return FALSE;
    seal_key(secret, key);
    if (!list_paths(store, session, id, key, paths, error) || !content_doomed_add(session, paths, first, error))
        return FALSE;
    query = db_query(session, &delete_content);
    db_bind_int(query, id);
    return db_run(query, error);
}

void
content_unlink(const GPtrArray *paths)
{
    for (guint i = 0; i < paths->len; i++)
        unlink(g_ptr_array_index(paths, i));
}
