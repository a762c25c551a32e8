/* SPDX-License-Identifier: Apache-2.0 */
#include "store/subscription-store.h"

#include <string.h>

DB_STATEMENT(insert_subscription_request,
             "INSERT INTO subscription_requests (id, hash, sealed, secret_key, language, frequency, topics, created,"
             " asked_from) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
DB_STATEMENT(load_subscription_request, "SELECT id, hash, sealed, secret_key, language, frequency, topics, created"
                                        " FROM subscription_requests WHERE id = $1");
DB_STATEMENT(find_subscription_request,
             "SELECT id, hash, sealed, secret_key, language, frequency, topics, created FROM subscription_requests"
             " WHERE hash = $1 AND asked_from = $2 AND created >= $3 AND accepted = 0 ORDER BY id DESC LIMIT 1");
DB_STATEMENT(try_subscription_request,
             "UPDATE subscription_requests SET tries = tries + 1 WHERE id = $1 AND tries < $2");
DB_STATEMENT(accept_subscription_request, "UPDATE subscription_requests SET accepted = 1 WHERE id = $1");
DB_STATEMENT(count_subscription_requests,
             "SELECT COUNT(*) FROM subscription_requests WHERE hash = $1 AND created >= $2");
DB_STATEMENT(remove_subscription_requests, "DELETE FROM subscription_requests WHERE hash = $1");
DB_STATEMENT(forget_subscription_requests, "DELETE FROM subscription_requests WHERE created < $1");

void
subscription_request_free(SubscriptionRequest *request)
{
    g_clear_pointer(&request->sealed, g_bytes_unref);
    g_clear_pointer(&request->wish, subscription_wish_free);
    g_clear_pointer(&request->asked_from, g_free);
    g_free(request);
}

gboolean
subscription_store_insert(DbSession *session, const SubscriptionRequest *request, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_subscription_request);
    g_autoptr(GString) topics = g_string_new(NULL);

    for (guint i = 0; i < request->wish->topics->len; i++)
        g_string_append_printf(topics, "%s%s", i > 0 ? " " : "",
                               (const char *)g_ptr_array_index(request->wish->topics, i));
    db_bind_int(query, request->id);
    db_bind_bytes(query, request->hash.bytes, DIGEST_SIZE);
    db_bind_bytes(query, g_bytes_get_data(request->sealed, NULL), g_bytes_get_size(request->sealed));
    db_bind_int(query, request->secret_key);
    db_bind_text(query, request->wish->language);
    db_bind_text(query, frequency_name(request->wish->frequency));
    db_bind_text(query, topics->str);
    db_bind_int(query, request->created);
    db_bind_text(query, request->asked_from != NULL ? request->asked_from : "");
    return db_run(query, error);
}

static SubscriptionWish *
read_wish(DbQuery *query)
{
    g_auto(GStrv) topics = g_strsplit(db_text(query, 6), " ", SUBSCRIBER_TOPICS_MAX);
    Frequency frequency = FREQUENCY_ONCE;
    SubscriptionWish *wish;

    frequency_parse(db_text(query, 5), &frequency);
    wish = subscription_wish_new(db_text(query, 4), frequency);
    for (char **topic = topics; *topic != NULL; topic++)
        g_ptr_array_add(wish->topics, g_strdup(*topic));
    return wish;
}

static gboolean
read_one(DbQuery *query, SubscriptionRequest **ret, GError **error)
{
    g_autoptr(SubscriptionRequest) request = NULL;
    const void *bytes;
    gsize length;

    if (db_step(query)) {
        request = g_new0(SubscriptionRequest, 1);
        request->id = db_int(query, 0);
        bytes = db_bytes(query, 1, &length);
        memcpy(request->hash.bytes, bytes, MIN(length, DIGEST_SIZE));
        bytes = db_bytes(query, 2, &length);
        request->sealed = g_bytes_new(bytes, length);
        request->secret_key = db_int(query, 3);
        request->wish = read_wish(query);
        request->created = db_int(query, 7);
    }
    if (!db_finish(query, error))
        return FALSE;
    *ret = g_steal_pointer(&request);
    return TRUE;
}

gboolean
subscription_store_load(DbSession *session, gint64 id, SubscriptionRequest **ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_subscription_request);

    db_bind_int(query, id);
    return read_one(query, ret, error);
}

gboolean
subscription_store_find(DbSession *session, const Digest *hash, const char *endpoint, gint64 since,
                        SubscriptionRequest **ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_subscription_request);

    db_bind_bytes(query, hash->bytes, DIGEST_SIZE);
    db_bind_text(query, endpoint);
    db_bind_int(query, since);
    return read_one(query, ret, error);
}

gboolean
subscription_store_try(DbSession *session, gint64 id, guint most, gboolean *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &try_subscription_request);

    db_bind_int(query, id);
    db_bind_int(query, most);
    if (!db_run(query, error))
        return FALSE;
    *ret = db_changes(session) > 0;
    return TRUE;
}

gboolean
subscription_store_accept(DbSession *session, gint64 id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &accept_subscription_request);

    db_bind_int(query, id);
    return db_run(query, error);
}

gboolean
subscription_store_count(DbSession *session, const Digest *hash, gint64 since, guint *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &count_subscription_requests);

    db_bind_bytes(query, hash->bytes, DIGEST_SIZE);
    db_bind_int(query, since);
    if (!db_step_one(query, "count", error))
        return FALSE;
    *ret = (guint)db_int(query, 0);
    return TRUE;
}

gboolean
subscription_store_remove(DbSession *session, const Digest *hash, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &remove_subscription_requests);

    db_bind_bytes(query, hash->bytes, DIGEST_SIZE);
    return db_run(query, error);
}

gboolean
subscription_store_forget(DbSession *session, gint64 before, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &forget_subscription_requests);

    db_bind_int(query, before);
    return db_run(query, error);
}
