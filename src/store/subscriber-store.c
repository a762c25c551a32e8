/* SPDX-License-Identifier: Apache-2.0 */
#include "store/subscriber-store.h"

#include <string.h>

#include "base/error.h"

#define COLUMNS                                                                                                        \
    "id, hash, state, why, language, frequency, sealed, secret_key, confirmed, changed, bounces, bounced_first,"       \
    " bounced_last, scheme"
DB_STATEMENT(remove_subscriber_topics,
             "DELETE FROM subscriber_topics WHERE subscriber IN (SELECT id FROM subscribers WHERE hash = $1)");
DB_STATEMENT(remove_subscriber, "DELETE FROM subscribers WHERE hash = $1");
DB_STATEMENT(insert_subscriber, "INSERT INTO subscribers (" COLUMNS
                                ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)");
DB_STATEMENT(update_subscriber,
             "UPDATE subscribers SET state = $1, why = $2, language = $3, frequency = $4, sealed = $5, changed = $6,"
             " bounces = $7, bounced_first = $8, bounced_last = $9 WHERE id = $10");
DB_STATEMENT(load_subscriber, "SELECT " COLUMNS " FROM subscribers WHERE id = $1");
DB_STATEMENT(find_subscriber, "SELECT " COLUMNS " FROM subscribers WHERE hash = $1");
DB_STATEMENT(clear_subscriber_topics, "DELETE FROM subscriber_topics WHERE subscriber = $1");
DB_STATEMENT(insert_subscriber_topic, "INSERT INTO subscriber_topics (subscriber, place) VALUES ($1, $2)"
                                      " ON CONFLICT (subscriber, place) DO NOTHING");
DB_STATEMENT(list_subscriber_topics, "SELECT place FROM subscriber_topics WHERE subscriber = $1 ORDER BY place");
DB_STATEMENT(find_active_subscriber, "SELECT id FROM subscribers WHERE state = 'active' AND scheme = $1"
                                     " ORDER BY id DESC LIMIT 1");
DB_STATEMENT(count_subscribers, "SELECT COUNT(*) FROM subscribers WHERE state = 'active'");
DB_STATEMENT(count_subscribers_by_place,
             "SELECT t.place, COUNT(*) FROM subscriber_topics t JOIN subscribers s ON s.id = t.subscriber"
             " WHERE s.state = 'active' GROUP BY t.place ORDER BY t.place");
DB_STATEMENT(forget_subscriber_topics, "DELETE FROM subscriber_topics WHERE subscriber IN"
                                       " (SELECT id FROM subscribers WHERE state = 'ended' AND changed < $1)");
DB_STATEMENT(forget_subscribers, "DELETE FROM subscribers WHERE state = 'ended' AND changed < $1");

void
subscriber_row_free(SubscriberRow *row)
{
    g_clear_pointer(&row->sealed, g_bytes_unref);
    g_free(row);
}

/* ---- the address ---- */

gboolean
subscriber_store_seal(Store *store, const char *address, GBytes **ret_sealed, gint64 *ret_key, GError **error)
{
    guint8 secret[RECORD_SECRET_SIZE];

    if (!key_store_take(store->content.keys, ret_key, secret, error))
        return FALSE;
    *ret_sealed = content_seal_bytes(secret, address, strlen(address));
    return TRUE;
}

char *
subscriber_store_address(Store *store, DbSession *session, const SubscriberRow *row, GError **error)
{
    guint8 secret[RECORD_SECRET_SIZE];
    g_autoptr(GBytes) bytes = NULL;
    gsize length;
    const char *text;

    if (g_bytes_get_size(row->sealed) == 0) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "this address is forgotten");
        return NULL;
    }
    if (!key_store_find(store->content.keys, session, row->secret_key, secret, error))
        return NULL;
    bytes = content_open_bytes(secret, g_bytes_get_data(row->sealed, NULL), g_bytes_get_size(row->sealed), error);
    if (bytes == NULL)
        return NULL;
    text = g_bytes_get_data(bytes, &length);
    return g_strndup(text, length);
}

/* ---- writing ---- */

static gboolean
remove_by_hash(DbSession *session, const DbStatement *statement, const Digest *hash, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, statement);

    db_bind_bytes(query, hash->bytes, DIGEST_SIZE);
    return db_run(query, error);
}

static gboolean
add_topics(DbSession *session, SubscriberId id, const GPtrArray *topics, GError **error)
{
    for (guint i = 0; i < topics->len; i++) {
        g_autoptr(DbQuery) query = db_query(session, &insert_subscriber_topic);

        db_bind_int(query, id.value);
        db_bind_text(query, g_ptr_array_index(topics, i));
        if (!db_run(query, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
subscriber_store_insert(DbSession *session, const SubscriberRow *row, const GPtrArray *topics, GError **error)
{
    g_autoptr(DbQuery) query = NULL;

    if (!remove_by_hash(session, &remove_subscriber_topics, &row->hash, error) ||
        !remove_by_hash(session, &remove_subscriber, &row->hash, error))
        return FALSE;
    query = db_query(session, &insert_subscriber);
    db_bind_int(query, row->id.value);
    db_bind_bytes(query, row->hash.bytes, DIGEST_SIZE);
    db_bind_text(query, subscriber_state_name(row->state));
    db_bind_text(query, row->why);
    db_bind_text(query, row->language);
    db_bind_text(query, frequency_name(row->frequency));
    db_bind_bytes(query, g_bytes_get_data(row->sealed, NULL), g_bytes_get_size(row->sealed));
    db_bind_int(query, row->secret_key);
    db_bind_int(query, row->confirmed);
    db_bind_int(query, row->changed);
    db_bind_int(query, row->bounces.count);
    db_bind_int(query, row->bounces.first);
    db_bind_int(query, row->bounces.last);
    db_bind_text(query, row->scheme);
    return db_run(query, error) && add_topics(session, row->id, topics, error);
}

gboolean
subscriber_store_update(DbSession *session, const SubscriberRow *row, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &update_subscriber);
    gsize length = row->state == SUBSCRIBER_ENDED ? 0 : g_bytes_get_size(row->sealed);

    db_bind_text(query, subscriber_state_name(row->state));
    db_bind_text(query, row->why);
    db_bind_text(query, row->language);
    db_bind_text(query, frequency_name(row->frequency));
    db_bind_bytes(query, length > 0 ? g_bytes_get_data(row->sealed, NULL) : "", length);
    db_bind_int(query, row->changed);
    db_bind_int(query, row->bounces.count);
    db_bind_int(query, row->bounces.first);
    db_bind_int(query, row->bounces.last);
    db_bind_int(query, row->id.value);
    return db_run(query, error);
}

gboolean
subscriber_store_set_topics(DbSession *session, SubscriberId id, const GPtrArray *topics, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &clear_subscriber_topics);

    db_bind_int(query, id.value);
    return db_run(query, error) && add_topics(session, id, topics, error);
}

/* ---- reading ---- */

static SubscriberRow *
read_row(DbQuery *query)
{
    SubscriberRow *row = g_new0(SubscriberRow, 1);
    gsize length;
    const void *bytes = db_bytes(query, 1, &length);

    row->id.value = db_int(query, 0);
    memcpy(row->hash.bytes, bytes, MIN(length, DIGEST_SIZE));
    subscriber_state_parse(db_text(query, 2), &row->state);
    g_strlcpy(row->why, db_text(query, 3), sizeof row->why);
    g_strlcpy(row->language, db_text(query, 4), sizeof row->language);
    frequency_parse(db_text(query, 5), &row->frequency);
    bytes = db_bytes(query, 6, &length);
    row->sealed = g_bytes_new(bytes, length);
    row->secret_key = db_int(query, 7);
    row->confirmed = db_int(query, 8);
    row->changed = db_int(query, 9);
    row->bounces.count = (guint)db_int(query, 10);
    row->bounces.first = db_int(query, 11);
    row->bounces.last = db_int(query, 12);
    g_strlcpy(row->scheme, db_text(query, 13), sizeof row->scheme);
    return row;
}

static gboolean
read_one(DbQuery *query, SubscriberRow **ret, GError **error)
{
    g_autoptr(SubscriberRow) row = db_step(query) ? read_row(query) : NULL;

    if (!db_finish(query, error))
        return FALSE;
    *ret = g_steal_pointer(&row);
    return TRUE;
}

gboolean
subscriber_store_load(DbSession *session, SubscriberId id, SubscriberRow **ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_subscriber);

    db_bind_int(query, id.value);
    return read_one(query, ret, error);
}

gboolean
subscriber_store_find(DbSession *session, const Digest *hash, SubscriberRow **ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_subscriber);

    db_bind_bytes(query, hash->bytes, DIGEST_SIZE);
    return read_one(query, ret, error);
}

GPtrArray *
subscriber_store_topics(DbSession *session, SubscriberId id, GError **error)
{
    g_autoptr(GPtrArray) topics = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(DbQuery) query = db_query(session, &list_subscriber_topics);

    db_bind_int(query, id.value);
    while (db_step(query))
        g_ptr_array_add(topics, db_dup_text(query, 0));
    return db_finish(query, error) ? g_steal_pointer(&topics) : NULL;
}

static void
count_clear(gpointer data)
{
    SubscriberCount *count = data;

    g_free(count->place);
}

GArray *
subscriber_store_count(DbSession *session, gint64 *ret_all, GError **error)
{
    g_autoptr(GArray) counts = g_array_new(FALSE, FALSE, sizeof(SubscriberCount));
    g_autoptr(DbQuery) all = db_query(session, &count_subscribers);
    g_autoptr(DbQuery) query = NULL;

    g_array_set_clear_func(counts, count_clear);
    if (!db_step_one(all, "count", error))
        return NULL;
    *ret_all = db_int(all, 0);
    query = db_query(session, &count_subscribers_by_place);
    while (db_step(query)) {
        SubscriberCount count = { db_dup_text(query, 0), db_int(query, 1) };

        g_array_append_val(counts, count);
    }
    return db_finish(query, error) ? g_steal_pointer(&counts) : NULL;
}

gboolean
subscriber_store_has_active(DbSession *session, const char *scheme, gboolean *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_active_subscriber);

    db_bind_text(query, scheme);
    *ret = db_step(query);
    return db_finish(query, error);
}

static gboolean
run_before(DbSession *session, const DbStatement *statement, gint64 before, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, statement);

    db_bind_int(query, before);
    return db_run(query, error);
}

gboolean
subscriber_store_forget(DbSession *session, gint64 before, gint64 *ret, GError **error)
{
    if (!run_before(session, &forget_subscriber_topics, before, error) ||
        !run_before(session, &forget_subscribers, before, error))
        return FALSE;
    *ret = db_changes(session);
    return TRUE;
}
