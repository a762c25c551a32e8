/* SPDX-License-Identifier: Apache-2.0 */
/* The news for webhooks, and the events that it is made of (store/webhook-store.h). */
#include "store/webhook-store.h"

DB_STATEMENT(list_webhook_places, "SELECT id, events, unit, cursor FROM webhooks WHERE state = 'active' ORDER BY id");
DB_STATEMENT(list_webhook_events,
             "SELECT e.id, e.at, e.subject, e.kind, coalesce(c.reference, ''), coalesce(c.unit, 0),"
             " coalesce((SELECT m.side FROM messages m WHERE m.id = coalesce((SELECT d.release_id FROM deliveries d"
             " WHERE d.id = e.subject), e.subject)), 0) FROM events e"
             " LEFT JOIN cases c ON c.id = e.case_id WHERE e.id > $1 ORDER BY e.id LIMIT $2");
DB_STATEMENT(newest_event, "SELECT coalesce((SELECT max(id) FROM events), 0)");

#define COLUMNS "id, webhook, type, body, state, attempts, created, changed, status, trouble"
DB_STATEMENT(insert_news,
             "INSERT INTO webhook_messages (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
DB_STATEMENT(update_news, "UPDATE webhook_messages SET state = $1, attempts = $2, changed = $3, status = $4,"
                          " trouble = $5 WHERE id = $6");
DB_STATEMENT(find_news, "SELECT " COLUMNS " FROM webhook_messages WHERE id = $1");
DB_STATEMENT(list_news, "SELECT " COLUMNS " FROM webhook_messages WHERE webhook = $1 ORDER BY id DESC LIMIT $2");
DB_STATEMENT(count_waiting_news, "SELECT count(*) FROM webhook_messages WHERE webhook = $1 AND state = 'waiting'");
DB_STATEMENT(purge_news, "DELETE FROM webhook_messages WHERE id < $1 AND state <> 'waiting' AND changed < $2");

/* ---- what is new ---- */

GArray *
webhook_store_places(DbSession *session, GError **error)
{
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(WebhookPlace));
    g_autoptr(DbQuery) query = db_query(session, &list_webhook_places);

    while (db_step(query)) {
        WebhookPlace place = { .id = { db_int(query, 0) },
                               .kinds = news_kinds_parse(db_text(query, 1)),
                               .unit = { db_int(query, 2) },
                               .cursor = db_int(query, 3) };

        g_array_append_val(places, place);
    }
    return db_finish(query, error) ? g_steal_pointer(&places) : NULL;
}

static void
event_clear(gpointer data)
{
    WebhookEvent *event = data;

    g_free(event->reference);
    g_free(event);
}

GPtrArray *
webhook_store_events(DbSession *session, gint64 cursor, guint limit, GError **error)
{
    g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func(event_clear);
    g_autoptr(DbQuery) query = db_query(session, &list_webhook_events);

    db_bind_int(query, cursor);
    db_bind_int(query, limit);
    while (db_step(query)) {
        WebhookEvent *event = g_new0(WebhookEvent, 1);

        event->id = db_int(query, 0);
        event->at = db_int(query, 1);
        event->subject = db_int(query, 2);
        if (!event_kind_parse(db_text(query, 3), &event->kind))
            event->kind = EVENT_COUNT;
        event->reference = db_dup_text(query, 4);
        event->unit.value = db_int(query, 5);
        event->side = db_int(query, 6) != 0;
        g_ptr_array_add(events, event);
    }
    return db_finish(query, error) ? g_steal_pointer(&events) : NULL;
}

static gboolean
ask_number(DbQuery *query, gint64 *ret, GError **error)
{
    if (!db_step_one(query, "number", error))
        return FALSE;
    *ret = db_int(query, 0);
    return db_finish(query, error);
}

gboolean
webhook_store_newest(DbSession *session, gint64 *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &newest_event);

    return ask_number(query, ret, error);
}

/* ---- news ---- */

gboolean
webhook_store_add_news(DbSession *session, const News *news, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_news);

    db_bind_int(query, news->id);
    db_bind_int(query, news->webhook.value);
    db_bind_text(query, news->type);
    db_bind_text(query, news->body);
    db_bind_text(query, news_state_name(news->state));
    db_bind_int(query, news->attempts);
    db_bind_int(query, news->created);
    db_bind_int(query, news->changed);
    db_bind_int(query, news->status);
    db_bind_text(query, news->trouble);
    return db_run(query, error);
}

gboolean
webhook_store_update_news(DbSession *session, const News *news, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &update_news);

    db_bind_text(query, news_state_name(news->state));
    db_bind_int(query, news->attempts);
    db_bind_int(query, news->changed);
    db_bind_int(query, news->status);
    db_bind_text(query, news->trouble);
    db_bind_int(query, news->id);
    return db_run(query, error);
}

static News *
read_news(DbQuery *query)
{
    News *news = g_new0(News, 1);

    news->id = db_int(query, 0);
    news->webhook.value = db_int(query, 1);
    news->type = db_dup_text(query, 2);
    news->body = db_dup_text(query, 3);
    news->state = NEWS_FAILED;
    news_state_parse(db_text(query, 4), &news->state);
    news->attempts = (guint)db_int(query, 5);
    news->created = db_int(query, 6);
    news->changed = db_int(query, 7);
    news->status = (guint)db_int(query, 8);
    news->trouble = db_dup_text(query, 9);
    return news;
}

News *
webhook_store_find_news(DbSession *session, gint64 id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_news);
    g_autoptr(News) news = NULL;

    db_bind_int(query, id);
    if (db_step(query))
        news = read_news(query);
    return db_finish(query, error) ? g_steal_pointer(&news) : NULL;
}

GPtrArray *
webhook_store_list_news(DbSession *session, WebhookId webhook, guint limit, GError **error)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)news_free);
    g_autoptr(DbQuery) query = db_query(session, &list_news);

    db_bind_int(query, webhook.value);
    db_bind_int(query, limit);
    while (db_step(query))
        g_ptr_array_add(list, read_news(query));
    return db_finish(query, error) ? g_steal_pointer(&list) : NULL;
}

gboolean
webhook_store_count_waiting(DbSession *session, WebhookId webhook, gint64 *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &count_waiting_news);

    db_bind_int(query, webhook.value);
    return ask_number(query, ret, error);
}

/* Ids are of their time, so that only old rows are looked at. */
gboolean
webhook_store_purge(DbSession *session, gint64 before, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &purge_news);

    db_bind_int(query, before / 1000 << 21);
    db_bind_int(query, before);
    return db_run(query, error);
}
