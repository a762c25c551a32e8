/* SPDX-License-Identifier: Apache-2.0 */
/* What was put before others, each time. */
#include <jansson.h>
#include <sodium.h>
#include <string.h>

#include "base/error.h"
#include "store/proposal-store.h"
#include "store/release-text.h"

DB_STATEMENT(insert_proposal_version,
             "INSERT INTO proposal_versions (proposal, version, at, staff, digest, sealed, secret_key)"
             " VALUES ($1, $2, $3, $4, $5, $6, $7)");
DB_STATEMENT(list_proposal_versions, "SELECT version, at, staff, digest, sealed, secret_key FROM proposal_versions"
                                     " WHERE proposal = $1 ORDER BY version");

static void
file_free(gpointer data)
{
    ProposalFile *file = data;

    g_free(file->name);
    g_free(file->type);
    g_free(file->sha256);
    g_free(file);
}

void
proposal_version_free(ProposalVersion *version)
{
    g_clear_pointer(&version->outgoing, outgoing_free);
    g_clear_pointer(&version->files, g_ptr_array_unref);
    g_free(version);
}

gboolean
proposal_store_add_version(Store *store, DbSession *session, const Proposal *proposal, StaffId staff,
                           const GPtrArray *parts, GError **error)
{
    const MessagePart *text = message_parts_find(parts, RELEASE_PART);
    guint8 secret[RECORD_SECRET_SIZE];
    g_autoptr(GBytes) sealed = NULL;
    g_autoptr(DbQuery) query = NULL;
    gint64 secret_key;
    const void *bytes;
    gsize length;

    if (!key_store_take(store->content.keys, &secret_key, secret, error))
        return FALSE;
    bytes = g_bytes_get_data(text->bytes, &length);
    sealed = content_seal_bytes(secret, bytes, length);
    sodium_memzero(secret, sizeof secret);
    query = db_query(session, &insert_proposal_version);
    db_bind_int(query, proposal->id.value);
    db_bind_int(query, proposal->version);
    db_bind_int(query, proposal->since);
    db_bind_int(query, staff.value);
    db_bind_bytes(query, proposal->digest.bytes, DIGEST_SIZE);
    db_bind_bytes(query, g_bytes_get_data(sealed, NULL), g_bytes_get_size(sealed));
    db_bind_int(query, secret_key);
    return db_run(query, error);
}

/* What the files were, of which only the digests are here. */
static GPtrArray *
read_files(GBytes *bytes)
{
    GPtrArray *files = g_ptr_array_new_with_free_func(file_free);
    json_t *root = json_loadb(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), 0, NULL), *item;
    gsize i;

    json_array_foreach(json_object_get(root, "attachments"), i, item)
    {
        ProposalFile *file = g_new0(ProposalFile, 1);

        file->name = g_strdup(json_string_value(json_object_get(item, "name")));
        file->type = g_strdup(json_string_value(json_object_get(item, "type")));
        file->sha256 = g_strdup(json_string_value(json_object_get(item, "sha256")));
        g_ptr_array_add(files, file);
    }
    json_decref(root);
    return files;
}

static ProposalVersion *
read_version(Store *store, DbSession *session, DbQuery *query, GError **error)
{
    g_autoptr(ProposalVersion) version = g_new0(ProposalVersion, 1);
    g_autoptr(GPtrArray) parts = message_parts_new();
    guint8 secret[RECORD_SECRET_SIZE];
    g_autoptr(GBytes) bytes = NULL;
    const void *sealed;
    gsize length;

    if (!key_store_find(store->content.keys, session, db_int(query, 5), secret, error))
        return NULL;
    sealed = db_bytes(query, 4, &length);
    bytes = content_open_bytes(secret, sealed, length, error);
    sodium_memzero(secret, sizeof secret);
    if (bytes == NULL)
        return NULL;
    g_ptr_array_add(parts, message_part_new(RELEASE_PART, "application/json", NULL, bytes));
    version->outgoing = release_outgoing(parts, error);
    if (version->outgoing == NULL)
        return NULL;
    version->files = read_files(bytes);
    version->version = db_int(query, 0);
    version->at = db_int(query, 1);
    version->staff.value = db_int(query, 2);
    sealed = db_bytes(query, 3, &length);
    memcpy(version->digest.bytes, sealed, MIN(length, DIGEST_SIZE));
    return g_steal_pointer(&version);
}

GPtrArray *
proposal_store_list_versions(Store *store, DbSession *session, ProposalId id, GError **error)
{
    g_autoptr(GPtrArray) versions = g_ptr_array_new_with_free_func((GDestroyNotify)proposal_version_free);
    g_autoptr(DbQuery) query = db_query(session, &list_proposal_versions);

    db_bind_int(query, id.value);
    while (db_step(query)) {
        ProposalVersion *version = read_version(store, session, query, error);

        if (version == NULL)
            return NULL;
        g_ptr_array_add(versions, version);
    }
    return db_finish(query, error) ? g_steal_pointer(&versions) : NULL;
}
