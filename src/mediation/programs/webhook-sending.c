/* SPDX-License-Identifier: Apache-2.0 */
/* One attempt to bring one piece of news to one webhook (mediation/programs/webhooks.h). */
#include <sodium.h>
#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "base/log.h"
#include "base/standardwebhook.h"
#include "mediation/delivering/retrying.h"
#include "mediation/programs/webhooks-private.h"

#define SEND_LIMIT (15 * CLOCK_SECOND)
#define BUSY_PAUSE CLOCK_SECOND
#define AT_ONCE    2 /* to one webhook */

/* ---- rules ---- */

/* As Standard Webhooks suggests; 75 hours in all. */
static const gint64 PAUSES[WEBHOOKS_ATTEMPTS - 1] = {
    5 * CLOCK_SECOND, 5 * CLOCK_MINUTE, 30 * CLOCK_MINUTE, 2 * CLOCK_HOUR,  5 * CLOCK_HOUR,
    10 * CLOCK_HOUR,  14 * CLOCK_HOUR,  20 * CLOCK_HOUR,   24 * CLOCK_HOUR,
};

gint64
webhooks_pause(guint number)
{
    return number >= 1 && number < WEBHOOKS_ATTEMPTS ? PAUSES[number - 1] : 0;
}

char *
webhooks_sign(const char *secrets, gboolean both, const char *id, gint64 seconds, const char *body)
{
    g_auto(GStrv) lines = g_strsplit(secrets, "\n", 2);
    GString *out = g_string_new(NULL);

    for (guint i = 0; lines[i] != NULL && i < (both ? 2 : 1); i++) {
        g_autofree char *signature = standardwebhook_sign(lines[i], id, seconds, body, strlen(body));

        if (signature != NULL)
            g_string_append_printf(out, "%s%s", out->len > 0 ? " " : "", signature);
        sodium_memzero(lines[i], strlen(lines[i]));
    }
    return g_string_free(out, FALSE);
}

/* ---- how many at once ---- */

static gboolean
take_slot(Webhooks *webhooks, WebhookId id)
{
    guint running;

    MUTEX_HELD(&webhooks->mutex);
    running = GPOINTER_TO_UINT(g_hash_table_lookup(webhooks->busy, &id.value));
    if (running >= AT_ONCE)
        return FALSE;
    g_hash_table_insert(webhooks->busy, g_memdup2(&id.value, sizeof id.value), GUINT_TO_POINTER(running + 1));
    return TRUE;
}

static void
give_slot(Webhooks *webhooks, WebhookId id)
{
    guint running;

    MUTEX_HELD(&webhooks->mutex);
    running = GPOINTER_TO_UINT(g_hash_table_lookup(webhooks->busy, &id.value));
    if (running > 1)
        g_hash_table_insert(webhooks->busy, g_memdup2(&id.value, sizeof id.value), GUINT_TO_POINTER(running - 1));
    else
        g_hash_table_remove(webhooks->busy, &id.value);
}

/* ---- one attempt ---- */

typedef struct {
    Webhooks *webhooks;
    const Job *job;
    News *news;       /* NULL: it was removed */
    Webhook *webhook; /* NULL likewise */
    char *secrets;
    guint status;
    const char *trouble; /* NULL: it was answered */
    gint64 due;
} Run;

static void
run_clear(Run *run)
{
    g_clear_pointer(&run->news, news_free);
    g_clear_pointer(&run->webhook, webhook_free);
    if (run->secrets != NULL)
        sodium_memzero(run->secrets, strlen(run->secrets));
    g_clear_pointer(&run->secrets, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, run_clear)

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    Run *run = data;
    g_autoptr(GError) trouble = NULL;

    run_clear(run);
    run->news = webhook_store_find_news(session, run->job->subject, &trouble);
    if (run->news != NULL) {
        run->webhook = webhook_store_load(session, run->news->webhook, &trouble);
        if (run->webhook != NULL)
            run->secrets =
                webhook_store_load_secrets(run->webhooks->mediation->store, session, run->webhook->id, &trouble);
    }
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

static const char *
words_of(const GError *error)
{
    switch (error->code) {
    case TRIBUNE_ERROR_FORBIDDEN:
        return SAY_NOOP("Its address leads into a network that is not public.");
    case TRIBUNE_ERROR_LIMIT:
        return SAY_NOOP("It answered too much.");
    case TRIBUNE_ERROR_TEMPORARY:
        return SAY_NOOP("It took too long to answer.");
    case TRIBUNE_ERROR_INVALID:
        return SAY_NOOP("Its address cannot be used.");
    default:
        return SAY_NOOP("It cannot be reached, or its certificate is not valid.");
    }
}

static void
post(Run *run)
{
    const WebhooksSettings *settings = &run->webhooks->settings;
    gint64 seconds = clock_now() / CLOCK_SECOND;
    char text[ID_TEXT_SIZE];
    g_autofree char *id = NULL, *signature = NULL, *id_line = NULL, *time_line = NULL, *signature_line = NULL;
    g_autoptr(GBytes) body = g_bytes_new(run->news->body, strlen(run->news->body));
    g_autoptr(GError) error = NULL;

    id_format(run->news->id, text);
    id = g_strconcat("msg_", text, NULL);
    signature = webhooks_sign(run->secrets, clock_now() < run->webhook->old_until, id, seconds, run->news->body);
    id_line = g_strconcat("webhook-id: ", id, NULL);
    time_line = g_strdup_printf("webhook-timestamp: %" G_GINT64_FORMAT, seconds);
    signature_line = g_strconcat("webhook-signature: ", signature, NULL);
    if (!settings->post(
            settings->data, run->webhook->url,
            (const char *const[]){ "Content-Type: application/json", id_line, time_line, signature_line, NULL }, body,
            clock_monotonic() + SEND_LIMIT, &run->status, &error))
        run->trouble = words_of(error);
}

/* ---- what came of it ---- */

static gboolean
switch_off(const Run *run, DbSession *session, Webhook *webhook, WebhookState state, const char *reason, GError **error)
{
    webhook->state = state;
    g_free(webhook->reason);
    webhook->reason = g_strdup(reason);
    return webhook_store_update(session, webhook, error) &&
           webhooks_record(run->webhooks, session, &ACTOR_TRIBUNE, webhook, "switched off", error);
}

/* Every attempt of one piece failed, and nothing else was taken since it was first tried. */
static gboolean
judge(const Run *run, DbSession *session, Webhook *webhook, GError **error)
{
    if (run->status == 410)
        return switch_off(run, session, webhook, WEBHOOK_GONE, SAY_NOOP("It said that it is gone for good (410)."),
                          error);
    if (run->news->state == NEWS_FAILED && webhook->failing != 0 && webhook->failing <= run->news->created + CLOCK_HOUR)
        return switch_off(run, session, webhook, WEBHOOK_FAILED, SAY_NOOP("It took nothing for three days."), error);
    return TRUE;
}

static gboolean
note_health(const Run *run, DbSession *session, Webhook *webhook, gint64 now, GError **error)
{
    gint64 failing = run->news->state == NEWS_TAKEN ? 0 : webhook->failing != 0 ? webhook->failing : now;

    if (failing == webhook->failing)
        return TRUE;
    webhook->failing = failing;
    return webhook_store_set_failing(session, webhook->id, failing, error);
}

static gboolean
record(DbSession *session, gpointer data, GError **error)
{
    Run *run = data;
    News *news = run->news;
    g_autoptr(Webhook) webhook = webhook_store_load(session, news->webhook, NULL);
    gint64 now = clock_now();

    if (!webhook_store_update_news(session, news, error))
        return FALSE;
    if (webhook != NULL && webhook->state == WEBHOOK_ACTIVE &&
        (!note_health(run, session, webhook, now, error) || !judge(run, session, webhook, error)))
        return FALSE;
    return news->state == NEWS_WAITING ? work_again(session, run->job, run->due, news->trouble, error)
                                       : work_done(session, run->job, error);
}

static void
conclude(Run *run)
{
    News *news = run->news;
    gboolean taken = run->trouble == NULL && run->status >= 200 && run->status < 300;
    gint64 pause = webhooks_pause(news->attempts + 1);

    news->attempts++;
    news->status = run->trouble == NULL ? run->status : 0;
    news->changed = clock_now();
    g_free(news->trouble);
    news->trouble = g_strdup(run->trouble != NULL ? run->trouble : "");
    news->state = taken ? NEWS_TAKEN : pause == 0 || run->status == 410 ? NEWS_FAILED : NEWS_WAITING;
    run->due = news->changed + retrying_spread(pause, 10);
}

static gboolean
give_up(DbSession *session, gpointer data, GError **error)
{
    Run *run = data;

    return (run->news == NULL || webhook_store_update_news(session, run->news, error)) &&
           work_done(session, run->job, error);
}

static gboolean
put_back(DbSession *session, gpointer data, GError **error)
{
    const Run *run = data;

    return work_put_back(session, run->job, run->due, error);
}

static gboolean
is_for_nobody(Run *run)
{
    if (run->news == NULL || run->webhook == NULL || run->news->state != NEWS_WAITING)
        return TRUE;
    if (run->webhook->state == WEBHOOK_ACTIVE)
        return FALSE;
    run->news->state = NEWS_FAILED;
    run->news->changed = clock_now();
    g_free(run->news->trouble);
    run->news->trouble = g_strdup(SAY_NOOP("The webhook was switched off."));
    return TRUE;
}

gboolean
webhooks_send(gpointer data, const Job *job, GError **error)
{
    Webhooks *webhooks = data;
    Store *store = webhooks->mediation->store;
    g_auto(Run) run = { .webhooks = webhooks, .job = job };
    gboolean done;

    if (!store_read(store, load, &run, error))
        return FALSE;
    if (is_for_nobody(&run))
        return store_write_background(store, give_up, &run, error);
    if (!take_slot(webhooks, run.webhook->id)) {
        run.due = clock_now() + BUSY_PAUSE;
        return store_write_background(store, put_back, &run, error);
    }
    post(&run);
    conclude(&run);
    done = store_write_background(store, record, &run, error);
    give_slot(webhooks, run.webhook->id);
    if (done && run.news->state != NEWS_TAKEN)
        log_event(LOG_WARNING, "webhook.not-taken", "type", run.news->type, "error", run.news->trouble, NULL);
    return done;
}
