/* SPDX-License-Identifier: Apache-2.0 */
/* store/request-store.h: what programs asked for with a key of their own, so that asking again does nothing again.
 * Calls run inside the caller's transaction. */
#pragma once
#include "base/digest.h"
#include "db/db.h"
#include "model/ids.h"

typedef struct {
    gint64 id;
    Digest digest;  /* of method, target and body */
    gint64 run;     /* which process began it */
    gboolean done;  /* it happened */
    gint64 subject; /* to what: the id that its last event names */
    guint status;   /* of the stored answer; 0: none is stored */
    char *etag, *location, *answer;
} ApiRequest;
void api_request_free(ApiRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApiRequest, api_request_free)

gboolean request_store_insert(DbSession *session, gint64 id, TokenId token, const char *key, const Digest *digest,
                              gint64 run, gint64 at, GError **error);
/* NULL without error when the program has not used @key. */
ApiRequest *request_store_find(DbSession *session, TokenId token, const char *key, GError **error);
/* Another process begins it again: it had not happened. */
gboolean request_store_take_over(DbSession *session, gint64 id, gint64 run, GError **error);
/* It happens in this transaction. */
gboolean request_store_done(DbSession *session, gint64 id, gint64 subject, GError **error);
gboolean request_store_answer(DbSession *session, gint64 id, guint status, const char *etag, const char *location,
                              const char *answer, GError **error);
/* Unless it happened. */
gboolean request_store_forget(DbSession *session, gint64 id, GError **error);
/* Those from before @at. */
gboolean request_store_purge(DbSession *session, gint64 at, GError **error);
