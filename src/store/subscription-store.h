/* SPDX-License-Identifier: Apache-2.0 */
/* store/subscription-store.h: what was asked for on the form and waits to be confirmed. Calls run inside the caller's
 * transaction. */
#pragma once
#include "model/subscriber.h"
#include "store/store.h"

typedef struct {
    gint64 id;
    Digest hash; /* keyed, of the address */
    GBytes *sealed;
    gint64 secret_key;
    SubscriptionWish *wish;
    gint64 created;
    char *asked_from; /* our address that asked her, where she may say YES; NULL: by a link */
} SubscriptionRequest;
void subscription_request_free(SubscriptionRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SubscriptionRequest, subscription_request_free)

gboolean subscription_store_insert(DbSession *session, const SubscriptionRequest *request, GError **error);
/* NULL without error: there is none. */
gboolean subscription_store_load(DbSession *session, gint64 id, SubscriptionRequest **ret, GError **error);
/* The latest of one address since @since that was asked from @endpoint (URI) and has no yes; NULL without error: none.
 */
gboolean subscription_store_find(DbSession *session, const Digest *hash, const char *endpoint, gint64 since,
                                 SubscriptionRequest **ret, GError **error);
/* A code is typed for it. FALSE in @ret: @most were already. */
gboolean subscription_store_try(DbSession *session, gint64 id, guint most, gboolean *ret, GError **error);
/* She said yes. */
gboolean subscription_store_accept(DbSession *session, gint64 id, GError **error);
/* How many for one address since @since. */
gboolean subscription_store_count(DbSession *session, const Digest *hash, gint64 since, guint *ret, GError **error);
/* All of one address. */
gboolean subscription_store_remove(DbSession *session, const Digest *hash, GError **error);
/* Those made before @before. */
gboolean subscription_store_forget(DbSession *session, gint64 before, GError **error);
