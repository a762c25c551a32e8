/* SPDX-License-Identifier: Apache-2.0 */
/* store/release-store.h: releases, their deliveries, attempts and reports. Calls run inside the caller's transaction.
 */
#pragma once
#include "db/db.h"
#include "model/delivery.h"

typedef struct {
    ReleaseId id; /* also the id of its content and, once released, of its outbound message */
    CaseId case_id;
    ConversationId conversation;
    ReleaseKind kind;
    char *state; /* draft, released, withdrawn */
    StaffId author;
    char *rule; /* which rule let it go */
    Digest digest;
    gint64 created, released;
    RecordRef ref;
} Release;
void release_free(Release *release);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Release, release_free)

gboolean release_store_insert(DbSession *session, const Release *release, GError **error);
Release *release_store_load(DbSession *session, ReleaseId id, GError **error);

typedef struct {
    DeliveryId id;
    ReleaseId release;
    CaseId case_id;
    char *channel;
    IdentityId identity;
    DeliveryState state;
    guint attempts;
    gint64 created, changed, leaf;
} Delivery;
void delivery_free(Delivery *delivery);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Delivery, delivery_free)

/* Whether anything was ever let go to the citizen of this case. */
gboolean release_store_has_any(DbSession *session, CaseId case_id, gboolean *ret, GError **error);
gboolean release_store_insert_delivery(DbSession *session, const Delivery *delivery, GError **error);
Delivery *release_store_load_delivery(DbSession *session, DeliveryId id, GError **error);
/* The first of a release. TRIBUNE_ERROR_NOT_FOUND when there is none. */
Delivery *release_store_find_delivery(DbSession *session, ReleaseId release, GError **error);
gboolean release_store_update_delivery(DbSession *session, DeliveryId id, DeliveryState state, guint attempts,
                                       gint64 changed, GError **error);
/* Delivery * of a case, oldest first. */
GPtrArray *release_store_list_deliveries(DbSession *session, CaseId case_id, GError **error);

gboolean release_store_add_attempt(DbSession *session, DeliveryId delivery, guint number, gint64 at,
                                   const Attempt *attempt, GError **error);
/* How many of the delivery's attempts ended with @code. */
gboolean release_store_count_attempts(DbSession *session, DeliveryId delivery, const char *code, guint *ret,
                                      GError **error);
/* The latest attempt of a delivery: FALSE without error in @ret_found when there was none. */
gboolean release_store_last_attempt(DbSession *session, DeliveryId delivery, gboolean *ret_found, gint64 *ret_at,
                                    char **ret_code, char **ret_reason, char **ret_remote, GError **error);

gboolean release_store_add_report(DbSession *session, const Report *report, MessageId message, gint64 at, gint64 leaf,
                                  GError **error);

/* The latest report that @delivery failed: FALSE without error in @ret_found when there was none. */
gboolean release_store_last_failure(DbSession *session, DeliveryId delivery, gboolean *ret_found, ReportKind *ret_kind,
                                    char **ret_words, GError **error);

/* How many releases of a case that nobody wrote were made since @since. */
gboolean release_store_count_automatic(DbSession *session, CaseId case_id, gint64 since, gint64 *ret, GError **error);

/* Counts an acknowledgement to @identity on @day (days since 1970); @ret is how many it is now. */
gboolean release_store_count_acknowledgement(DbSession *session, IdentityId identity, gint64 day, gint64 *ret,
                                             GError **error);
