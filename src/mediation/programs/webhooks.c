/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/programs/webhooks.h"

#include <sodium.h>
#include <string.h>

#include "base/encode.h"
#include "base/error.h"
#include "base/id.h"
#include "base/random.h"
#include "mediation/name.h"
#include "mediation/programs/webhooks-private.h"
#include "model/rights.h"
#include "store/unit-store.h"

#define SECRET_PREFIX "whsec_"
#define SECRET_BYTES  32
#define THREADS       4
#define LEASE         (5 * CLOCK_MINUTE)

/* ---- rules ---- */

static gboolean
invalid(GError **error, const char *words)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
    return FALSE;
}

static gboolean
is_visible_ascii(const char *text)
{
    for (const char *p = text; *p != '\0'; p++)
        if (!g_ascii_isgraph(*p))
            return FALSE;
    return TRUE;
}

gboolean
webhooks_check_url(const char *url, gboolean http, GError **error)
{
    g_autoptr(GUri) uri = NULL;
    const char *scheme;

    if (strlen(url) <= WEBHOOKS_URL_MAX && is_visible_ascii(url))
        uri = g_uri_parse(url, G_URI_FLAGS_HAS_PASSWORD, NULL);
    scheme = uri != NULL ? g_uri_get_scheme(uri) : "";
    if (uri == NULL || g_uri_get_host(uri) == NULL || *g_uri_get_host(uri) == '\0')
        return invalid(error, SAY_NOOP("write the whole address, as https://example.org/hook"));
    if (strcmp(scheme, "https") != 0 && !(http && strcmp(scheme, "http") == 0))
        return invalid(error, SAY_NOOP("the address must begin with https://"));
    if (g_uri_get_userinfo(uri) != NULL || g_uri_get_fragment(uri) != NULL)
        return invalid(error, SAY_NOOP("the address must have no user name, no password and no # in it"));
    return TRUE;
}

static char *
make_secret(void)
{
    guint8 bytes[SECRET_BYTES];
    g_autofree char *text = NULL;
    char *secret;

    random_bytes(bytes, sizeof bytes);
    text = encode_base64(bytes, sizeof bytes);
    secret = g_strconcat(SECRET_PREFIX, text, NULL);
    sodium_memzero(bytes, sizeof bytes);
    sodium_memzero(text, strlen(text));
    return secret;
}

static void
wipe(char *secret)
{
    if (secret != NULL)
        sodium_memzero(secret, strlen(secret));
    g_free(secret);
}

/* ---- one change ---- */

typedef struct {
    Webhooks *webhooks;
    const Actor *actor;
    WebhookId id;
    const WebhookDraft *draft;
    char *name; /* cleaned */
    gint64 version;
    gboolean active;
    const char *secret;
    gint64 news;
    Webhook *webhook; /* add: the new one */
} Task;

gboolean
webhooks_record(const Webhooks *webhooks, DbSession *session, const Actor *actor, const Webhook *webhook,
                const char *what, GError **error)
{
    g_autofree char *kinds = news_kinds_format(webhook->kinds);
    json_t *detail =
        json_pack("{s:s, s:s, s:s, s:s, s:I, s:s}", "what", what, "name", webhook->name, "url", webhook->url, "events",
                  kinds, "unit", (json_int_t)webhook->unit.value, "state", webhook_state_name(webhook->state));
    gboolean done = event_append(
        webhooks->mediation->store, session,
        &(EventDraft){ .kind = EVENT_WEBHOOK_CHANGED, .actor = actor, .subject = webhook->id.value, .detail = detail },
        NULL, error);

    json_decref(detail);
    return done;
}

/* What somebody may not manage is not there. */
static Webhook *
load(const Task *task, DbSession *session, GError **error)
{
    g_autoptr(Webhook) webhook = webhook_store_load(session, task->id, error);

    if (webhook == NULL)
        return NULL;
    if (rights_may(task->actor, ACTION_MANAGE_WEBHOOKS, webhook->unit))
        return g_steal_pointer(&webhook);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, SAY_NOOP("there is no such webhook"));
    return NULL;
}

static gboolean
check_unit(DbSession *session, UnitId id, GError **error)
{
    g_autoptr(Unit) unit = id.value != 0 ? unit_store_load(session, id, error) : NULL;

    return id.value == 0 || unit != NULL;
}

static gboolean
check_draft(const Task *task, GError **error)
{
    const WebhookDraft *draft = task->draft;

    if (!rights_check(task->actor, ACTION_MANAGE_WEBHOOKS, draft->unit, error) ||
        !webhooks_check_url(draft->url, task->webhooks->settings.http, error))
        return FALSE;
    return draft->kinds != 0 || invalid(error, SAY_NOOP("choose at least one thing to be told of"));
}

static void
take_draft(Webhook *webhook, const Task *task)
{
    g_free(webhook->name);
    webhook->name = g_strdup(task->name);
    g_free(webhook->url);
    webhook->url = g_strdup(task->draft->url);
    webhook->kinds = task->draft->kinds;
    webhook->unit = task->draft->unit;
}

/* ---- adding ---- */

static gboolean
check_count(DbSession *session, GError **error)
{
    g_autoptr(GPtrArray) list = webhook_store_list(session, error);

    if (list == NULL)
        return FALSE;
    if (list->len < WEBHOOKS_MAX)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT,
                        SAY_NOOP("there are 50 webhooks already; remove one that nobody needs"));
    return FALSE;
}

static gboolean
insert(DbSession *session, gpointer data, GError **error)
{
    const Task *task = data;
    gint64 newest;

    return check_count(session, error) && check_unit(session, task->draft->unit, error) &&
           webhook_store_newest(session, &newest, error) &&
           webhook_store_insert(task->webhooks->mediation->store, session, task->webhook, task->secret, newest,
                                error) &&
           webhooks_record(task->webhooks, session, task->actor, task->webhook, "added", error);
}

char *
webhooks_add(Webhooks *webhooks, const Actor *actor, const WebhookDraft *draft, WebhookId *ret, GError **error)
{
    Task task = { .webhooks = webhooks, .actor = actor, .draft = draft };
    g_autofree char *name = NULL;
    g_autoptr(Webhook) webhook = g_new0(Webhook, 1);
    char *secret;

    if (!check_draft(&task, error) || (task.name = name = name_clean(draft->name, error)) == NULL)
        return NULL;
    take_draft(webhook, &task);
    webhook->id.value = id_next();
    webhook->reason = g_strdup("");
    webhook->created = clock_now();
    task.webhook = webhook;
    task.secret = secret = make_secret();
    if (store_write(webhooks->mediation->store, insert, &task, error)) {
        *ret = webhook->id;
        return secret;
    }
    wipe(secret);
    return NULL;
}

/* ---- changing ---- */

static gboolean
switch_on_or_off(const Task *task, DbSession *session, Webhook *webhook, GError **error)
{
    gint64 newest;

    if (task->active == (webhook->state == WEBHOOK_ACTIVE))
        return TRUE;
    webhook->state = task->active ? WEBHOOK_ACTIVE : WEBHOOK_OFF;
    webhook->failing = 0;
    g_free(webhook->reason);
    webhook->reason = g_strdup("");
    return webhook_store_newest(session, &newest, error) &&
           webhook_store_set_cursor(session, webhook->id, newest, error);
}

static gboolean
update(DbSession *session, gpointer data, GError **error)
{
    const Task *task = data;
    g_autoptr(Webhook) webhook = load(task, session, error);

    if (webhook == NULL || !check_unit(session, task->draft->unit, error))
        return FALSE;
    if (task->version != 0)
        webhook->version = task->version;
    take_draft(webhook, task);
    return switch_on_or_off(task, session, webhook, error) && webhook_store_update(session, webhook, error) &&
           webhooks_record(task->webhooks, session, task->actor, webhook, "changed", error);
}

gboolean
webhooks_change(Webhooks *webhooks, const Actor *actor, WebhookId id, gint64 version, const WebhookDraft *draft,
                gboolean active, GError **error)
{
    Task task = {
        .webhooks = webhooks, .actor = actor, .id = id, .draft = draft, .version = version, .active = active
    };
    g_autofree char *name = NULL;

    return check_draft(&task, error) && (task.name = name = name_clean(draft->name, error)) != NULL &&
           store_write(webhooks->mediation->store, update, &task, error);
}

static gboolean
remove_webhook(DbSession *session, gpointer data, GError **error)
{
    const Task *task = data;
    g_autoptr(Webhook) webhook = load(task, session, error);

    return webhook != NULL && webhook_store_remove(session, webhook->id, error) &&
           webhooks_record(task->webhooks, session, task->actor, webhook, "removed", error);
}

gboolean
webhooks_remove(Webhooks *webhooks, const Actor *actor, WebhookId id, GError **error)
{
    Task task = { .webhooks = webhooks, .actor = actor, .id = id };

    return rights_check_anywhere(actor, ACTION_MANAGE_WEBHOOKS, error) &&
           store_write(webhooks->mediation->store, remove_webhook, &task, error);
}

static gboolean
set_secrets(const Task *task, DbSession *session, Webhook *webhook, const char *old, GError **error)
{
    gsize first = strcspn(old, "\n");
    char *both = g_strdup_printf("%s\n%.*s", task->secret, (int)first, old);
    gboolean done = webhook_store_set_secrets(task->webhooks->mediation->store, session, webhook->id, both, error);

    wipe(both);
    webhook->old_until = clock_now() + WEBHOOKS_OVERLAP;
    return done && webhook_store_update(session, webhook, error) &&
           webhooks_record(task->webhooks, session, task->actor, webhook, "new secret", error);
}

static gboolean
rotate(DbSession *session, gpointer data, GError **error)
{
    const Task *task = data;
    g_autoptr(Webhook) webhook = load(task, session, error);
    char *old = webhook == NULL
                    ? NULL
                    : webhook_store_load_secrets(task->webhooks->mediation->store, session, webhook->id, error);
    gboolean done = old != NULL && set_secrets(task, session, webhook, old, error);

    wipe(old);
    return done;
}

char *
webhooks_rotate(Webhooks *webhooks, const Actor *actor, WebhookId id, GError **error)
{
    char *secret = make_secret();
    Task task = { .webhooks = webhooks, .actor = actor, .id = id, .secret = secret };

    if (rights_check_anywhere(actor, ACTION_MANAGE_WEBHOOKS, error) &&
        store_write(webhooks->mediation->store, rotate, &task, error))
        return secret;
    wipe(secret);
    return NULL;
}

/* ---- sending on request ---- */

static gboolean
check_active(const Webhook *webhook, GError **error)
{
    if (webhook->state == WEBHOOK_ACTIVE)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                        SAY_NOOP("the webhook is switched off; switch it on first"));
    return FALSE;
}

static gboolean
queue_test(DbSession *session, gpointer data, GError **error)
{
    Task *task = data;
    g_autoptr(Webhook) webhook = load(task, session, error);

    return webhook != NULL && check_active(webhook, error) &&
           webhooks_queue(session, webhook->id, NEWS_TEST, webhooks_body(NEWS_TEST, clock_now(), json_object()),
                          &task->news, error) &&
           webhooks_record(task->webhooks, session, task->actor, webhook, "tested", error);
}

gboolean
webhooks_test(Webhooks *webhooks, const Actor *actor, WebhookId id, gint64 *ret_news, GError **error)
{
    Task task = { .webhooks = webhooks, .actor = actor, .id = id };

    if (!rights_check_anywhere(actor, ACTION_MANAGE_WEBHOOKS, error) ||
        !store_write(webhooks->mediation->store, queue_test, &task, error))
        return FALSE;
    *ret_news = task.news;
    work_wake(webhooks->mediation->work, WORK_WEBHOOK);
    return TRUE;
}

static gboolean
queue_again(DbSession *session, gpointer data, GError **error)
{
    const Task *task = data;
    g_autoptr(Webhook) webhook = load(task, session, error);
    g_autoptr(News) news = NULL;

    if (webhook == NULL || !check_active(webhook, error))
        return FALSE;
    news = webhook_store_find_news(session, task->news, error);
    if (news == NULL || news->webhook.value != webhook->id.value || news->state == NEWS_WAITING) {
        if (error == NULL || *error == NULL)
            g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                                SAY_NOOP("there is nothing to send again: it is on its way, or not kept any more"));
        return FALSE;
    }
    news->state = NEWS_WAITING;
    news->attempts = 0;
    news->changed = clock_now();
    return webhook_store_update_news(session, news, error) &&
           work_add(session, WORK_WEBHOOK, news->id, news->changed, error) &&
           webhooks_record(task->webhooks, session, task->actor, webhook, "sent again", error);
}

gboolean
webhooks_resend(Webhooks *webhooks, const Actor *actor, WebhookId id, gint64 news, GError **error)
{
    Task task = { .webhooks = webhooks, .actor = actor, .id = id, .news = news };

    if (!rights_check_anywhere(actor, ACTION_MANAGE_WEBHOOKS, error) ||
        !store_write(webhooks->mediation->store, queue_again, &task, error))
        return FALSE;
    work_wake(webhooks->mediation->work, WORK_WEBHOOK);
    return TRUE;
}

/* ---- reading ---- */

typedef struct {
    Task task;
    GPtrArray *list;
    Webhook *found;
} Reading;

static gboolean
read_list(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;

    g_clear_pointer(&reading->list, g_ptr_array_unref);
    reading->list = webhook_store_list(session, error);
    for (guint i = reading->list != NULL ? reading->list->len : 0; i-- > 0;) {
        const Webhook *webhook = g_ptr_array_index(reading->list, i);

        if (!rights_may(reading->task.actor, ACTION_MANAGE_WEBHOOKS, webhook->unit))
            g_ptr_array_remove_index(reading->list, i);
    }
    return reading->list != NULL;
}

static gboolean
read_one(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;

    g_clear_pointer(&reading->found, webhook_free);
    reading->found = load(&reading->task, session, error);
    return reading->found != NULL;
}

static gboolean
read_log(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;

    g_clear_pointer(&reading->list, g_ptr_array_unref);
    if (!read_one(session, data, error))
        return FALSE;
    reading->list = webhook_store_list_news(session, reading->task.id, WEBHOOKS_LOG, error);
    return reading->list != NULL;
}

GPtrArray *
webhooks_list(Webhooks *webhooks, const Actor *actor, GError **error)
{
    Reading reading = { .task = { .webhooks = webhooks, .actor = actor } };
    gboolean done = rights_check_anywhere(actor, ACTION_MANAGE_WEBHOOKS, error) &&
                    store_read(webhooks->mediation->store, read_list, &reading, error);

    return done ? reading.list : NULL;
}

Webhook *
webhooks_load(Webhooks *webhooks, const Actor *actor, WebhookId id, GError **error)
{
    Reading reading = { .task = { .webhooks = webhooks, .actor = actor, .id = id } };
    gboolean done = rights_check_anywhere(actor, ACTION_MANAGE_WEBHOOKS, error) &&
                    store_read(webhooks->mediation->store, read_one, &reading, error);

    return done ? reading.found : NULL;
}

GPtrArray *
webhooks_log(Webhooks *webhooks, const Actor *actor, WebhookId id, GError **error)
{
    Reading reading = { .task = { .webhooks = webhooks, .actor = actor, .id = id } };
    gboolean done = rights_check_anywhere(actor, ACTION_MANAGE_WEBHOOKS, error) &&
                    store_read(webhooks->mediation->store, read_log, &reading, error);

    g_clear_pointer(&reading.found, webhook_free);
    return done ? reading.list : NULL;
}

/* ---- the whole ---- */

Webhooks *
webhooks_register(const WebhooksSettings *settings)
{
    Webhooks *webhooks = g_new0(Webhooks, 1);

    webhooks->settings = *settings;
    webhooks->mediation = settings->mediation;
    mutex_init(&webhooks->mutex);
    webhooks->busy = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    work_register(webhooks->mediation->work, WORK_WEBHOOK, THREADS, LEASE, webhooks_send, webhooks);
    work_every(webhooks->mediation->work, "webhook-news", CLOCK_SECOND, webhooks_look, webhooks);
    return webhooks;
}

void
webhooks_unregister(Webhooks *webhooks)
{
    g_hash_table_destroy(webhooks->busy);
    mutex_clear(&webhooks->mutex);
    g_free(webhooks);
}
