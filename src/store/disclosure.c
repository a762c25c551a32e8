/* SPDX-License-Identifier: Apache-2.0 */
#include "store/disclosure.h"

#include <sodium.h>

DB_STATEMENT(disclosure_find_message, "SELECT id, secret_key FROM messages WHERE leaf = $1");
DB_STATEMENT(disclosure_find_event, "SELECT detail, secret_key FROM events WHERE leaf = $1");

void
disclosed_part_free(DisclosedPart *part)
{
    g_free(part->name);
    g_bytes_unref(part->bytes);
    g_free(part);
}

static void
add_part(GPtrArray *parts, const guint8 *secret, const char *name, GBytes *bytes)
{
    DisclosedPart *part = g_new0(DisclosedPart, 1);

    part->name = g_strdup(name);
    part->bytes = g_bytes_ref(bytes);
    content_salt(secret, name, part->salt);
    g_ptr_array_add(parts, part);
}

static gboolean
add_content(Store *store, DbSession *session, gint64 id, gint64 key, GPtrArray *parts, GError **error)
{
    guint8 secret[RECORD_SECRET_SIZE];
    g_autoptr(GPtrArray) content = NULL;

    if (!key_store_find(store->content.keys, session, key, secret, error))
        return FALSE;
    content = content_open(&store->content, session, id, secret, TRUE, error);
    for (guint i = 0; content != NULL && i < content->len; i++) {
        const MessagePart *part = g_ptr_array_index(content, i);

        add_part(parts, secret, part->name, part->bytes);
    }
    sodium_memzero(secret, sizeof secret);
    return content != NULL;
}

static gboolean
add_message(Store *store, DbSession *session, gint64 place, GPtrArray *parts, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &disclosure_find_message);

    db_bind_int(query, place);
    if (db_step(query) && !add_content(store, session, db_int(query, 0), db_int(query, 1), parts, error))
        return FALSE;
    return db_finish(query, error);
}

static gboolean
add_event(Store *store, DbSession *session, gint64 place, GPtrArray *parts, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &disclosure_find_event);
    g_autoptr(GBytes) bytes = NULL;
    guint8 secret[RECORD_SECRET_SIZE];
    const void *sealed;
    gsize length;

    db_bind_int(query, place);
    if (!db_step(query))
        return db_finish(query, error);
    if (!key_store_find(store->content.keys, session, db_int(query, 1), secret, error))
        return FALSE;
    sealed = db_bytes(query, 0, &length);
    bytes = content_open_bytes(secret, sealed, length, error);
    if (bytes != NULL)
        add_part(parts, secret, "detail", bytes);
    sodium_memzero(secret, sizeof secret);
    return bytes != NULL && db_finish(query, error);
}

GPtrArray *
disclosure_load(Store *store, DbSession *session, gint64 place, GError **error)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func((GDestroyNotify)disclosed_part_free);

    if (!add_message(store, session, place, parts, error) || !add_event(store, session, place, parts, error))
        return NULL;
    return g_steal_pointer(&parts);
}
