/* SPDX-License-Identifier: Apache-2.0 */
#include "store/request-store.h"

#include <string.h>

DB_STATEMENT(insert_request,
             "INSERT INTO api_requests (id, token, key, digest, run, at, done, subject, status, etag, location, answer)"
             " VALUES ($1, $2, $3, $4, $5, $6, 0, 0, 0, '', '', '')");
DB_STATEMENT(find_request, "SELECT id, digest, run, done, subject, status, etag, location, answer FROM api_requests"
                           " WHERE token = $1 AND key = $2");
DB_STATEMENT(take_over_request, "UPDATE api_requests SET run = $1 WHERE id = $2");
DB_STATEMENT(do_request, "UPDATE api_requests SET done = 1, subject = $1 WHERE id = $2");
DB_STATEMENT(answer_request,
             "UPDATE api_requests SET status = $1, etag = $2, location = $3, answer = $4 WHERE id = $5");
DB_STATEMENT(forget_request, "DELETE FROM api_requests WHERE id = $1 AND done = 0");
DB_STATEMENT(purge_requests, "DELETE FROM api_requests WHERE at < $1");

void
api_request_free(ApiRequest *request)
{
    g_free(request->etag);
    g_free(request->location);
    g_free(request->answer);
    g_free(request);
}

gboolean
request_store_insert(DbSession *session, gint64 id, TokenId token, const char *key, const Digest *digest, gint64 run,
                     gint64 at, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_request);

    db_bind_int(query, id);
    db_bind_int(query, token.value);
    db_bind_text(query, key);
    db_bind_bytes(query, digest->bytes, DIGEST_SIZE);
    db_bind_int(query, run);
    db_bind_int(query, at);
    return db_run(query, error);
}

static ApiRequest *
read_request(DbQuery *query)
{
    ApiRequest *request = g_new0(ApiRequest, 1);
    gsize length;
    const void *digest = db_bytes(query, 1, &length);

    request->id = db_int(query, 0);
    if (length == DIGEST_SIZE)
        memcpy(request->digest.bytes, digest, DIGEST_SIZE);
    request->run = db_int(query, 2);
    request->done = db_int(query, 3) != 0;
    request->subject = db_int(query, 4);
    request->status = (guint)db_int(query, 5);
    request->etag = db_dup_text(query, 6);
    request->location = db_dup_text(query, 7);
    request->answer = db_dup_text(query, 8);
    return request;
}

ApiRequest *
request_store_find(DbSession *session, TokenId token, const char *key, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_request);
    g_autoptr(ApiRequest) request = NULL;

    db_bind_int(query, token.value);
    db_bind_text(query, key);
    if (db_step(query))
        request = read_request(query);
    return db_finish(query, error) ? g_steal_pointer(&request) : NULL;
}

gboolean
request_store_take_over(DbSession *session, gint64 id, gint64 run, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &take_over_request);

    db_bind_int(query, run);
    db_bind_int(query, id);
    return db_run(query, error);
}

gboolean
request_store_done(DbSession *session, gint64 id, gint64 subject, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &do_request);

    db_bind_int(query, subject);
    db_bind_int(query, id);
    return db_run(query, error);
}

gboolean
request_store_answer(DbSession *session, gint64 id, guint status, const char *etag, const char *location,
                     const char *answer, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &answer_request);

    db_bind_int(query, status);
    db_bind_text(query, etag);
    db_bind_text(query, location);
    db_bind_text(query, answer);
    db_bind_int(query, id);
    return db_run(query, error);
}

gboolean
request_store_forget(DbSession *session, gint64 id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &forget_request);

    db_bind_int(query, id);
    return db_run(query, error);
}

gboolean
request_store_purge(DbSession *session, gint64 at, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &purge_requests);

    db_bind_int(query, at);
    return db_run(query, error);
}
