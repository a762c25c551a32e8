/* SPDX-License-Identifier: Apache-2.0 */
#include "store/channel-store.h"

#include <string.h>

DB_STATEMENT(put_channel_record,
             "INSERT INTO channel_records (channel, kind, key, at, value) VALUES ($1, $2, $3, $4, $5)"
             " ON CONFLICT (channel, kind, key) DO UPDATE SET at = excluded.at, value = excluded.value");
DB_STATEMENT(add_channel_record,
             "INSERT INTO channel_records (channel, kind, key, at, value) VALUES ($1, $2, $3, $4, $5)"
             " ON CONFLICT (channel, kind, key) DO NOTHING");
DB_STATEMENT(remove_channel_record, "DELETE FROM channel_records WHERE channel = $1 AND kind = $2 AND key = $3");
DB_STATEMENT(find_channel_record,
             "SELECT key, at, value FROM channel_records WHERE channel = $1 AND kind = $2 AND key = $3");
DB_STATEMENT(list_channel_records, "SELECT key, at, value FROM channel_records WHERE channel = $1 AND kind = $2"
                                   " AND key > $3 ORDER BY key LIMIT $4");
DB_STATEMENT(count_channel_records, "SELECT count(*) FROM channel_records WHERE channel = $1 AND kind = $2"
                                    " AND key >= $3 AND key < $4");
DB_STATEMENT(forget_channel_records, "DELETE FROM channel_records WHERE channel = $1 AND kind = $2 AND key IN (SELECT"
                                     " key FROM channel_records WHERE channel = $1 AND kind = $2 AND at < $3"
                                     " ORDER BY at LIMIT $4)");
DB_STATEMENT(add_errand, "INSERT INTO channel_errands (id, channel, kind, host, at, value)"
                         " VALUES ($1, $2, $3, $4, $5, $6)");
DB_STATEMENT(load_errand, "SELECT channel, kind, host, at, value FROM channel_errands WHERE id = $1");
DB_STATEMENT(remove_errand, "DELETE FROM channel_errands WHERE id = $1");
DB_STATEMENT(count_errands_for, "SELECT count(*) FROM (SELECT id FROM channel_errands WHERE channel = $1 AND kind = $2"
                                " AND host = $3 LIMIT $4) AS few");
DB_STATEMENT(count_errands, "SELECT count(*) FROM channel_errands WHERE channel = $1 AND kind = $2");

void
channel_row_free(ChannelRow *row)
{
    if (row == NULL)
        return;
    g_free(row->key);
    g_bytes_unref(row->value);
    g_free(row);
}

void
errand_row_free(ErrandRow *row)
{
    if (row == NULL)
        return;
    g_free(row->channel);
    g_free(row->kind);
    g_free(row->host);
    g_bytes_unref(row->value);
    g_free(row);
}

static void
bind_blob(DbQuery *query, GBytes *value)
{
    gsize length;
    const void *bytes = g_bytes_get_data(value, &length);

    db_bind_bytes(query, bytes, length);
}

static GBytes *
dup_blob(DbQuery *query, int column)
{
    gsize length;
    const void *bytes = db_bytes(query, column, &length);

    return g_bytes_new(bytes, length);
}

/* ---- records ---- */

static DbQuery *
begin(DbSession *session, const DbStatement *statement, const char *channel, const char *kind)
{
    DbQuery *query = db_query(session, statement);

    db_bind_text(query, channel);
    db_bind_text(query, kind);
    return query;
}

static gboolean
write_row(DbQuery *query, const ChannelRow *row, GError **error)
{
    db_bind_text(query, row->key);
    db_bind_int(query, row->at);
    bind_blob(query, row->value);
    return db_run(query, error);
}

gboolean
channel_store_put(DbSession *session, const char *channel, const char *kind, const ChannelRow *row, GError **error)
{
    g_autoptr(DbQuery) query = begin(session, &put_channel_record, channel, kind);

    return write_row(query, row, error);
}

gboolean
channel_store_add(DbSession *session, const char *channel, const char *kind, const ChannelRow *row, gboolean *ret_new,
                  GError **error)
{
    g_autoptr(DbQuery) query = begin(session, &add_channel_record, channel, kind);

    if (!write_row(query, row, error))
        return FALSE;
    *ret_new = db_changes(session) > 0;
    return TRUE;
}

gboolean
channel_store_remove(DbSession *session, const char *channel, const char *kind, const char *key, GError **error)
{
    g_autoptr(DbQuery) query = begin(session, &remove_channel_record, channel, kind);

    db_bind_text(query, key);
    return db_run(query, error);
}

static ChannelRow *
read_row(DbQuery *query)
{
    ChannelRow *row = g_new0(ChannelRow, 1);

    row->key = db_dup_text(query, 0);
    row->at = db_int(query, 1);
    row->value = dup_blob(query, 2);
    return row;
}

gboolean
channel_store_find(DbSession *session, const char *channel, const char *kind, const char *key, ChannelRow **ret,
                   GError **error)
{
    g_autoptr(DbQuery) query = begin(session, &find_channel_record, channel, kind);

    db_bind_text(query, key);
    *ret = db_step(query) ? read_row(query) : NULL;
    if (db_finish(query, error))
        return TRUE;
    g_clear_pointer(ret, channel_row_free);
    return FALSE;
}

GPtrArray *
channel_store_list(DbSession *session, const char *channel, const char *kind, const char *after, guint limit,
                   GError **error)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)channel_row_free);
    g_autoptr(DbQuery) query = begin(session, &list_channel_records, channel, kind);

    db_bind_text(query, after);
    db_bind_int(query, limit);
    while (db_step(query))
        g_ptr_array_add(rows, read_row(query));
    return db_finish(query, error) ? g_steal_pointer(&rows) : NULL;
}

/* Keys are made of ASCII and UTF-8: none begins with the last character there is. */
gboolean
channel_store_count(DbSession *session, const char *channel, const char *kind, const char *prefix, gint64 *ret,
                    GError **error)
{
    g_autoptr(DbQuery) query = begin(session, &count_channel_records, channel, kind);
    g_autofree char *end = g_strconcat(prefix, "\xf4\x8f\xbf\xbf", NULL);

    db_bind_text(query, prefix);
    db_bind_text(query, end);
    *ret = db_step(query) ? db_int(query, 0) : 0;
    return db_finish(query, error);
}

gboolean
channel_store_forget(DbSession *session, const char *channel, const char *kind, gint64 before, guint limit,
                     gboolean *ret_more, GError **error)
{
    g_autoptr(DbQuery) query = begin(session, &forget_channel_records, channel, kind);

    db_bind_int(query, before);
    db_bind_int(query, limit);
    if (!db_run(query, error))
        return FALSE;
    *ret_more = db_changes(session) >= limit;
    return TRUE;
}

/* ---- errands ---- */

gboolean
channel_store_add_errand(DbSession *session, const ErrandRow *row, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &add_errand);

    db_bind_int(query, row->id);
    db_bind_text(query, row->channel);
    db_bind_text(query, row->kind);
    db_bind_text(query, row->host);
    db_bind_int(query, row->at);
    bind_blob(query, row->value);
    return db_run(query, error);
}

gboolean
channel_store_load_errand(DbSession *session, gint64 id, ErrandRow **ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_errand);
    ErrandRow *row = NULL;

    *ret = NULL;
    db_bind_int(query, id);
    if (db_step(query)) {
        row = g_new0(ErrandRow, 1);
        row->id = id;
        row->channel = db_dup_text(query, 0);
        row->kind = db_dup_text(query, 1);
        row->host = db_dup_text(query, 2);
        row->at = db_int(query, 3);
        row->value = dup_blob(query, 4);
    }
    *ret = row;
    if (db_finish(query, error))
        return TRUE;
    g_clear_pointer(ret, errand_row_free);
    return FALSE;
}

gboolean
channel_store_remove_errand(DbSession *session, gint64 id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &remove_errand);

    db_bind_int(query, id);
    return db_run(query, error);
}

gboolean
channel_store_count_errands(DbSession *session, const char *channel, const char *kind, gint64 *ret, GError **error)
{
    g_autoptr(DbQuery) query = begin(session, &count_errands, channel, kind);

    *ret = db_step(query) ? db_int(query, 0) : 0;
    return db_finish(query, error);
}

gboolean
channel_store_count_errands_for(DbSession *session, const char *channel, const char *kind, const char *host, guint most,
                                gint64 *ret, GError **error)
{
    g_autoptr(DbQuery) query = begin(session, &count_errands_for, channel, kind);

    db_bind_text(query, host);
    db_bind_int(query, most);
    *ret = db_step(query) ? db_int(query, 0) : 0;
    return db_finish(query, error);
}
