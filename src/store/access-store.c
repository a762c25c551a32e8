/* SPDX-License-Identifier: Apache-2.0 */
#include "store/access-store.h"

#include <string.h>

#define COLUMNS "id, hash, seed, message, case_id, identity, created, ended, typed"
DB_STATEMENT(insert_access, "INSERT INTO accesses (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
DB_STATEMENT(bind_access, "UPDATE accesses SET case_id = $1, identity = $2, typed = $3 WHERE message = $4"
                          " RETURNING id");
DB_STATEMENT(end_access, "UPDATE accesses SET ended = $1 WHERE case_id = $2 AND identity = $3 AND ended = 0");
DB_STATEMENT(find_access, "SELECT " COLUMNS " FROM accesses WHERE hash = $1");
DB_STATEMENT(find_message_access, "SELECT " COLUMNS " FROM accesses WHERE message = $1 ORDER BY id LIMIT 1");
DB_STATEMENT(find_holder_access, "SELECT " COLUMNS " FROM accesses WHERE case_id = $1 AND identity = $2 AND ended = 0"
                                 " AND typed = 0 ORDER BY id DESC LIMIT 1");
DB_STATEMENT(list_case_accesses,
             "SELECT " COLUMNS " FROM accesses WHERE case_id = $1 AND ended = 0 ORDER BY id DESC LIMIT $2");

gboolean
access_store_insert(DbSession *session, const AccessRow *row, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_access);

    db_bind_int(query, row->id.value);
    db_bind_bytes(query, row->hash.bytes, DIGEST_SIZE);
    db_bind_bytes(query, row->seed.bytes, ACCESS_SEED_SIZE);
    db_bind_reference(query, row->message.value);
    db_bind_reference(query, row->case_id.value);
    db_bind_reference(query, row->identity.value);
    db_bind_int(query, row->created);
    db_bind_int(query, row->ended);
    db_bind_int(query, row->typed);
    return db_run(query, error);
}

gboolean
access_store_bind(DbSession *session, MessageId message, CaseId case_id, IdentityId identity, gboolean typed,
                  AccessId *ret_id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &bind_access);

    db_bind_reference(query, case_id.value);
    db_bind_reference(query, identity.value);
    db_bind_int(query, typed);
    db_bind_int(query, message.value);
    ret_id->value = db_step(query) ? db_int(query, 0) : 0;
    return db_finish(query, error);
}

gboolean
access_store_end(DbSession *session, CaseId case_id, IdentityId identity, gint64 now, gint64 *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &end_access);

    db_bind_int(query, now);
    db_bind_int(query, case_id.value);
    db_bind_int(query, identity.value);
    if (!db_run(query, error))
        return FALSE;
    *ret = db_changes(session);
    return TRUE;
}

static void
copy_bytes(DbQuery *query, int column, void *to, gsize size)
{
    gsize length;
    const void *bytes = db_bytes(query, column, &length);

    memcpy(to, bytes, MIN(length, size));
}

static AccessRow
read_row(DbQuery *query)
{
    AccessRow row = { .id = { db_int(query, 0) },
                      .message = { db_int(query, 3) },
                      .case_id = { db_int(query, 4) },
                      .identity = { db_int(query, 5) },
                      .created = db_int(query, 6),
                      .ended = db_int(query, 7),
                      .typed = db_int(query, 8) != 0 };

    copy_bytes(query, 1, row.hash.bytes, DIGEST_SIZE);
    copy_bytes(query, 2, row.seed.bytes, ACCESS_SEED_SIZE);
    return row;
}

static gboolean
read_one(DbQuery *query, AccessRow *ret, gboolean *ret_found, GError **error)
{
    *ret_found = db_step(query);
    if (*ret_found)
        *ret = read_row(query);
    return db_finish(query, error);
}

gboolean
access_store_find(DbSession *session, const Digest *hash, AccessRow *ret, gboolean *ret_found, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_access);

    db_bind_bytes(query, hash->bytes, DIGEST_SIZE);
    return read_one(query, ret, ret_found, error);
}

gboolean
access_store_find_message(DbSession *session, MessageId message, AccessRow *ret, gboolean *ret_found, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_message_access);

    db_bind_int(query, message.value);
    return read_one(query, ret, ret_found, error);
}

gboolean
access_store_find_holder(DbSession *session, CaseId case_id, IdentityId identity, AccessRow *ret, gboolean *ret_found,
                         GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_holder_access);

    db_bind_int(query, case_id.value);
    db_bind_int(query, identity.value);
    return read_one(query, ret, ret_found, error);
}

GArray *
access_store_list(DbSession *session, CaseId case_id, guint limit, GError **error)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(AccessRow));
    g_autoptr(DbQuery) query = db_query(session, &list_case_accesses);

    db_bind_int(query, case_id.value);
    db_bind_int(query, limit);
    while (db_step(query)) {
        AccessRow row = read_row(query);

        g_array_append_val(rows, row);
    }
    return db_finish(query, error) ? g_steal_pointer(&rows) : NULL;
}
