/* SPDX-License-Identifier: Apache-2.0 */
/* store/webhook-store.h: webhooks, what they are signed with (sealed), and the news for each. Calls run inside the
 * caller's transaction. Who may call is mediation's to say. */
#pragma once
#include "model/webhook.h"
#include "store/event-store.h"

/* @secrets: one or two lines, the newest first; sealed here. @cursor: the last event that is not for it any more. */
gboolean webhook_store_insert(Store *store, DbSession *session, const Webhook *webhook, const char *secrets,
                              gint64 cursor, GError **error);
/* All but its secrets, cursor and creation; version grows by one. TRIBUNE_ERROR_CONFLICT when it is no longer that of
 * @webhook, which is then untouched. */
gboolean webhook_store_update(DbSession *session, Webhook *webhook, GError **error);
/* Since when it fails; no change of the webhook's version. */
gboolean webhook_store_set_failing(DbSession *session, WebhookId id, gint64 failing, GError **error);
gboolean webhook_store_set_cursor(DbSession *session, WebhookId id, gint64 cursor, GError **error);
gboolean webhook_store_set_secrets(Store *store, DbSession *session, WebhookId id, const char *secrets, GError **error);
/* New text, to be wiped. */
char *webhook_store_load_secrets(Store *store, DbSession *session, WebhookId id, GError **error);
/* With all its news. */
gboolean webhook_store_remove(DbSession *session, WebhookId id, GError **error);
/* NULL with TRIBUNE_ERROR_NOT_FOUND. */
Webhook *webhook_store_load(DbSession *session, WebhookId id, GError **error);
/* Webhook *, by name. */
GPtrArray *webhook_store_list(DbSession *session, GError **error);

/* ---- what is new ---- */

/* Where an active webhook is. */
typedef struct {
    WebhookId id;
    guint kinds;
    UnitId unit;
    gint64 cursor;
} WebhookPlace;
/* WebhookPlace of the active ones. */
GArray *webhook_store_places(DbSession *session, GError **error);

/* An event of a case, as far as it is nobody's secret. */
typedef struct {
    gint64 id, at, subject;
    EventKind kind;
    char *reference;
    UnitId unit;   /* that has the case now */
    gboolean side; /* of a message of an internal consultation, or of its delivery */
} WebhookEvent;
/* WebhookEvent *, behind @cursor, oldest first. */
GPtrArray *webhook_store_events(DbSession *session, gint64 cursor, guint limit, GError **error);
/* The newest event there is. */
gboolean webhook_store_newest(DbSession *session, gint64 *ret, GError **error);

/* ---- news ---- */

gboolean webhook_store_add_news(DbSession *session, const News *news, GError **error);
gboolean webhook_store_update_news(DbSession *session, const News *news, GError **error);
/* NULL without error when it is gone. */
News *webhook_store_find_news(DbSession *session, gint64 id, GError **error);
/* News *, the newest @limit, newest first. */
GPtrArray *webhook_store_list_news(DbSession *session, WebhookId webhook, guint limit, GError **error);
gboolean webhook_store_count_waiting(DbSession *session, WebhookId webhook, gint64 *ret, GError **error);
/* What is over and older than @before. */
gboolean webhook_store_purge(DbSession *session, gint64 before, GError **error);
