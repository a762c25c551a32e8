/* SPDX-License-Identifier: Apache-2.0 */
#include "store/webhook-store.h"

#include "base/error.h"
#include "base/locale.h"
#include "store/sealed-text.h"

#define COLUMNS "id, name, url, events, unit, state, reason, old_until, failing, created, version"
DB_STATEMENT(insert_webhook, "INSERT INTO webhooks (" COLUMNS ", sealed, secret_key, cursor)"
                             " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11, $12, $13)");
DB_STATEMENT(update_webhook, "UPDATE webhooks SET name = $1, url = $2, events = $3, unit = $4, state = $5, reason = $6,"
                             " old_until = $7, failing = $8, version = version + 1 WHERE id = $9 AND version = $10");
DB_STATEMENT(set_webhook_failing, "UPDATE webhooks SET failing = $1 WHERE id = $2");
DB_STATEMENT(set_webhook_cursor, "UPDATE webhooks SET cursor = $1 WHERE id = $2");
DB_STATEMENT(set_webhook_secrets, "UPDATE webhooks SET sealed = $1, secret_key = $2 WHERE id = $3");
DB_STATEMENT(load_webhook_secrets, "SELECT sealed, secret_key FROM webhooks WHERE id = $1");
DB_STATEMENT(load_webhook, "SELECT " COLUMNS " FROM webhooks WHERE id = $1");
DB_STATEMENT(list_webhooks, "SELECT " COLUMNS " FROM webhooks ORDER BY name, id");
DB_STATEMENT(remove_webhook, "DELETE FROM webhooks WHERE id = $1");
DB_STATEMENT(remove_webhook_messages, "DELETE FROM webhook_messages WHERE webhook = $1");

/* ---- secrets ---- */

gboolean
webhook_store_set_secrets(Store *store, DbSession *session, WebhookId id, const char *secrets, GError **error)
{
    g_autoptr(DbQuery) query = NULL;
    g_auto(SealedText) sealed = { NULL, 0 };

    if (!sealed_text_make(store, secrets, &sealed, error))
        return FALSE;
    query = db_query(session, &set_webhook_secrets);
    sealed_text_bind(query, &sealed);
    db_bind_int(query, id.value);
    return db_run(query, error);
}

char *
webhook_store_load_secrets(Store *store, DbSession *session, WebhookId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_webhook_secrets);

    db_bind_int(query, id.value);
    return db_step_one(query, "webhook", error) ? sealed_text_open(store, session, query, 0, error) : NULL;
}

/* ---- changing ---- */

static void
bind_common(DbQuery *query, const Webhook *webhook)
{
    g_autofree char *kinds = news_kinds_format(webhook->kinds);

    db_bind_text(query, webhook->name);
    db_bind_text(query, webhook->url);
    db_bind_text(query, kinds);
    db_bind_int(query, webhook->unit.value);
    db_bind_text(query, webhook_state_name(webhook->state));
    db_bind_text(query, webhook->reason);
    db_bind_int(query, webhook->old_until);
    db_bind_int(query, webhook->failing);
}

gboolean
webhook_store_insert(Store *store, DbSession *session, const Webhook *webhook, const char *secrets, gint64 cursor,
                     GError **error)
{
    g_autoptr(DbQuery) query = NULL;
    g_auto(SealedText) sealed = { NULL, 0 };

    if (!sealed_text_make(store, secrets, &sealed, error))
        return FALSE;
    query = db_query(session, &insert_webhook);
    db_bind_int(query, webhook->id.value);
    bind_common(query, webhook);
    db_bind_int(query, webhook->created);
    sealed_text_bind(query, &sealed);
    db_bind_int(query, cursor);
    return db_run(query, error);
}

gboolean
webhook_store_update(DbSession *session, Webhook *webhook, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &update_webhook);

    bind_common(query, webhook);
    db_bind_int(query, webhook->id.value);
    db_bind_int(query, webhook->version);
    if (!db_run(query, error))
        return FALSE;
    if (db_changes(session) == 1) {
        webhook->version++;
        return TRUE;
    }
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                        SAY_NOOP("somebody changed the webhook in the meantime; look at it again"));
    return FALSE;
}

static gboolean
set_number(DbSession *session, const DbStatement *statement, gint64 number, WebhookId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, statement);

    db_bind_int(query, number);
    db_bind_int(query, id.value);
    return db_run(query, error);
}

gboolean
webhook_store_set_failing(DbSession *session, WebhookId id, gint64 failing, GError **error)
{
    return set_number(session, &set_webhook_failing, failing, id, error);
}

gboolean
webhook_store_set_cursor(DbSession *session, WebhookId id, gint64 cursor, GError **error)
{
    return set_number(session, &set_webhook_cursor, cursor, id, error);
}

gboolean
webhook_store_remove(DbSession *session, WebhookId id, GError **error)
{
    g_autoptr(DbQuery) messages = db_query(session, &remove_webhook_messages), query = NULL;

    db_bind_int(messages, id.value);
    if (!db_run(messages, error))
        return FALSE;
    query = db_query(session, &remove_webhook);
    db_bind_int(query, id.value);
    return db_run(query, error);
}

/* ---- reading ---- */

static Webhook *
read_webhook(DbQuery *query)
{
    Webhook *webhook = g_new0(Webhook, 1);

    webhook->id.value = db_int(query, 0);
    webhook->name = db_dup_text(query, 1);
    webhook->url = db_dup_text(query, 2);
    webhook->kinds = news_kinds_parse(db_text(query, 3));
    webhook->unit.value = db_int(query, 4);
    webhook->state = WEBHOOK_OFF;
    webhook_state_parse(db_text(query, 5), &webhook->state);
    webhook->reason = db_dup_text(query, 6);
    webhook->old_until = db_int(query, 7);
    webhook->failing = db_int(query, 8);
    webhook->created = db_int(query, 9);
    webhook->version = db_int(query, 10);
    return webhook;
}

Webhook *
webhook_store_load(DbSession *session, WebhookId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_webhook);

    db_bind_int(query, id.value);
    return db_step_one(query, "webhook", error) ? read_webhook(query) : NULL;
}

GPtrArray *
webhook_store_list(DbSession *session, GError **error)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)webhook_free);
    g_autoptr(DbQuery) query = db_query(session, &list_webhooks);

    while (db_step(query))
        g_ptr_array_add(list, read_webhook(query));
    return db_finish(query, error) ? g_steal_pointer(&list) : NULL;
}
