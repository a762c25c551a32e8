/* SPDX-License-Identifier: Apache-2.0 */
/* store/subscriber-store.h: who gets publications by mail. Calls run inside the caller's transaction. The address is
 * sealed; a keyed hash finds it. Of one whose subscription ended the address is forgotten. */
#pragma once
#include "model/subscriber.h"
#include "store/store.h"

#define SUBSCRIBER_LANGUAGE_SIZE 16
#define SUBSCRIBER_SCHEME_SIZE   16

typedef struct {
    SubscriberId id;
    Digest hash;
    SubscriberState state;
    char why[16]; /* of a suppression: "bounce", "complaint" */
    char language[SUBSCRIBER_LANGUAGE_SIZE];
    Frequency frequency;
    char scheme[SUBSCRIBER_SCHEME_SIZE]; /* of the address: "mailto" */
    GBytes *sealed;
    gint64 secret_key;
    gint64 confirmed, changed;
    SoftBounces bounces;
} SubscriberRow;
void subscriber_row_free(SubscriberRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SubscriberRow, subscriber_row_free)

/* Takes a fresh secret. */
gboolean subscriber_store_seal(Store *store, const char *address, GBytes **ret_sealed, gint64 *ret_key, GError **error);
/* The address of @row, new. TRIBUNE_ERROR_NOT_FOUND: it is forgotten. */
char *subscriber_store_address(Store *store, DbSession *session, const SubscriberRow *row, GError **error);

/* Any other with the same hash is removed. */
gboolean subscriber_store_insert(DbSession *session, const SubscriberRow *row, const GPtrArray *topics, GError **error);
/* All but hash and what is sealed; an ended one's address goes. */
gboolean subscriber_store_update(DbSession *session, const SubscriberRow *row, GError **error);
gboolean subscriber_store_set_topics(DbSession *session, SubscriberId id, const GPtrArray *topics, GError **error);
/* char *, sorted. */
GPtrArray *subscriber_store_topics(DbSession *session, SubscriberId id, GError **error);

/* NULL without error: there is none. */
gboolean subscriber_store_load(DbSession *session, SubscriberId id, SubscriberRow **ret, GError **error);
gboolean subscriber_store_find(DbSession *session, const Digest *hash, SubscriberRow **ret, GError **error);

typedef struct {
    char *place;
    gint64 count;
} SubscriberCount;
/* SubscriberCount of the active ones, by place. Reads all of them. */
GArray *subscriber_store_count(DbSession *session, gint64 *ret_all, GError **error);

/* Of those with addresses of @scheme. */
gboolean subscriber_store_has_active(DbSession *session, const char *scheme, gboolean *ret, GError **error);

/* Those who ended before @before; @ret: how many. */
gboolean subscriber_store_forget(DbSession *session, gint64 before, gint64 *ret, GError **error);
