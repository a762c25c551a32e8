/* SPDX-License-Identifier: Apache-2.0 */
/* Looking for what happened and making news of it, for each webhook from where it was (mediation/programs/webhooks.h).
 */
#include "base/id.h"
#include "base/log.h"
#include "mediation/programs/webhooks-private.h"

#define EVENTS_AT_ONCE 200
#define WAITING_MAX    1000
#define ROUNDS         50 /* in one look */
#define KEPT           (7 * CLOCK_DAY)

/* What events are news of, and what their subject is called there. */
static const struct {
    EventKind event;
    NewsKind kind;
    const char *subject;
} NEWS[] = {
    { EVENT_CASE_OPENED, NEWS_CASE_OPENED, NULL },
    { EVENT_CASE_STATE, NEWS_CASE_STATE, NULL },
    { EVENT_CASE_ASSIGNED, NEWS_CASE_ASSIGNED, NULL },
    { EVENT_CASE_UNIT, NEWS_CASE_MOVED, NULL },
    { EVENT_CASE_TITLE, NEWS_CASE_RENAMED, NULL },
    { EVENT_MESSAGE_FILED, NEWS_MESSAGE_RECEIVED, "message" },
    { EVENT_MESSAGE_RELEASED, NEWS_MESSAGE_RELEASED, "message" },
    { EVENT_NOTE_ADDED, NEWS_NOTE_ADDED, "message" },
    { EVENT_RELEASE_RELEASED, NEWS_REPLY_RELEASED, "message" },
    { EVENT_DELIVERY_ACCEPTED, NEWS_DELIVERY_ACCEPTED, "delivery" },
    { EVENT_DELIVERY_FAILED, NEWS_DELIVERY_FAILED, "delivery" },
};

json_t *
webhooks_body(const char *type, gint64 at, json_t *data)
{
    g_autofree char *timestamp = clock_format_utc(at);

    return json_pack("{s:s, s:s, s:o}", "type", type, "timestamp", timestamp, "data", data);
}

gboolean
webhooks_queue(DbSession *session, WebhookId webhook, const char *type, json_t *body, gint64 *ret, GError **error)
{
    char *text = json_dumps(body, JSON_COMPACT);
    News news = { .id = id_next(),
                  .webhook = webhook,
                  .type = (char *)type,
                  .body = text,
                  .created = clock_now(),
                  .trouble = (char *)"" };
    gboolean done;

    json_decref(body);
    news.changed = news.created;
    *ret = news.id;
    done =
        webhook_store_add_news(session, &news, error) && work_add(session, WORK_WEBHOOK, news.id, news.created, error);
    free(text);
    return done;
}

/* ---- news of one event ---- */

static void
set_id(json_t *data, const char *name, gint64 id)
{
    char text[ID_TEXT_SIZE];

    id_format(id, text);
    json_object_set_new(data, name, json_string(text));
}

/* Ids and codes alone: nothing of what was written, nobody's name. */
static json_t *
describe(const Webhooks *webhooks, const WebhookEvent *event, const char *type, const char *subject)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(webhooks->mediation->directory);
    const Unit *unit = directory_get_unit(snapshot, event->unit);
    g_autofree char *url = g_strconcat("/api/v1/cases/", event->reference, NULL);
    json_t *data =
        json_pack("{s:s, s:s?, s:s}", "case", event->reference, "unit", unit != NULL ? unit->code : NULL, "url", url);

    set_id(data, "event", event->id);
    if (subject != NULL)
        set_id(data, subject, event->subject);
    return webhooks_body(type, event->at, data);
}

static gboolean
add_news(const Webhooks *webhooks, DbSession *session, const WebhookPlace *place, const WebhookEvent *event,
         GError **error)
{
    gint64 id;

    if (*event->reference == '\0' || event->side || (place->unit.value != 0 && place->unit.value != event->unit.value))
        return TRUE;
    for (guint i = 0; i < G_N_ELEMENTS(NEWS); i++) {
        const char *type = news_kind_name(NEWS[i].kind);

        if (NEWS[i].event == event->kind && (place->kinds & 1u << NEWS[i].kind) != 0)
            return webhooks_queue(session, place->id, type, describe(webhooks, event, type, NEWS[i].subject), &id,
                                  error);
    }
    return TRUE;
}

/* ---- looking ---- */

typedef struct {
    const Webhooks *webhooks;
    gboolean behind; /* a webhook has not seen the newest event */
    gboolean full;   /* and there is room for more than was read */
} Looking;

static gboolean
look(DbSession *session, gpointer data, GError **error)
{
    Looking *looking = data;
    g_autoptr(GArray) places = webhook_store_places(session, error);
    gint64 newest;

    looking->behind = FALSE;
    if (places == NULL || !webhook_store_newest(session, &newest, error))
        return FALSE;
    for (guint i = 0; i < places->len; i++)
        looking->behind |= g_array_index(places, WebhookPlace, i).cursor < newest;
    return TRUE;
}

static gboolean
follow(Looking *looking, DbSession *session, const WebhookPlace *place, GError **error)
{
    g_autoptr(GPtrArray) events = NULL;
    gint64 waiting;

    if (!webhook_store_count_waiting(session, place->id, &waiting, error))
        return FALSE;
    if (waiting >= WAITING_MAX)
        return TRUE;
    events = webhook_store_events(session, place->cursor, EVENTS_AT_ONCE, error);
    if (events == NULL || events->len == 0)
        return events != NULL;
    looking->full |= events->len == EVENTS_AT_ONCE;
    for (guint i = 0; i < events->len; i++)
        if (!add_news(looking->webhooks, session, place, g_ptr_array_index(events, i), error))
            return FALSE;
    return webhook_store_set_cursor(session, place->id,
                                    ((const WebhookEvent *)g_ptr_array_index(events, events->len - 1))->id, error);
}

static gboolean
follow_all(DbSession *session, gpointer data, GError **error)
{
    Looking *looking = data;
    g_autoptr(GArray) places = webhook_store_places(session, error);

    looking->full = FALSE;
    for (guint i = 0; places != NULL && i < places->len; i++)
        if (!follow(looking, session, &g_array_index(places, WebhookPlace, i), error))
            return FALSE;
    return places != NULL;
}

static gboolean
purge(DbSession *session, gpointer data, GError **error)
{
    (void)data;
    return webhook_store_purge(session, clock_now() - KEPT, error);
}

void
webhooks_look(gpointer data)
{
    Webhooks *webhooks = data;
    Store *store = webhooks->mediation->store;
    Looking looking = { .webhooks = webhooks };
    g_autoptr(GError) error = NULL;
    gint64 now = clock_monotonic();
    gboolean good = store_read(store, look, &looking, &error);

    looking.full = looking.behind;
    /* One that cannot take more stays behind, which costs a small write each second. */
    for (guint i = 0; good && looking.full && i < ROUNDS; i++) {
        good = store_write_background(store, follow_all, &looking, &error);
        work_wake(webhooks->mediation->work, WORK_WEBHOOK);
    }
    if (good && (webhooks->purged == 0 || now - webhooks->purged > CLOCK_HOUR)) {
        good = store_write_background(store, purge, NULL, &error);
        webhooks->purged = now;
    }
    if (!good)
        log_failure("webhook.look-failed", error);
}
