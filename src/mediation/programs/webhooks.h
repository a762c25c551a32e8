/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/programs/webhooks.h: tells other systems that something happened to a case, by the Standard Webhooks rules.
 *
 * News is thin: what happened, when, to which case and message; who wants more asks the interface for programs, with
 * rights of its own. It is made from the events that are durable, about once a second, and sent as a durable job, so
 * none is lost and none is made up. Each piece arrives at least once, with the same webhook-id on every attempt, in no
 * promised order.
 *
 * An answer 2xx takes it. Anything else is tried again by WEBHOOKS_ATTEMPTS attempts over about three days. 410
 * switches the webhook off at once; so does a piece of news of which every attempt failed while nothing else was taken.
 * The reason is shown. News of the time while it is off is not sent later. Each change is an event with its leaf.
 *
 * Bounds: WEBHOOKS_MAX webhooks, two attempts at once to each, 1,000 pieces waiting for each (then the events wait).
 * What is over is kept for seven days. Secrets are "whsec_" and base64 of 32 random bytes, shown once, sealed in the
 * store; after a change both are used for a day. Thread-safe; calls block until durable, or on a read. */
#pragma once
#include "base/clock.h"
#include "mediation/mediation.h"
#include "model/webhook.h"

#define WEBHOOKS_MAX      50
#define WEBHOOKS_ATTEMPTS 10
#define WEBHOOKS_OVERLAP  CLOCK_DAY
#define WEBHOOKS_URL_MAX  2000 /* bytes */
#define WEBHOOKS_LOG      50   /* pieces of news shown */

#define WORK_WEBHOOK "webhook"

/* Posts @body to @url. TRUE with whatever status was answered. FALSE: no answer, with the codes of net/fetch.h. Blocks
 * until
 * @deadline (monotonic) at most. Given by who puts the node together: nothing here knows sockets. */
typedef gboolean (*WebhookPost)(gpointer data, const char *url, const char *const *headers, GBytes *body,
                                gint64 deadline, guint *ret_status, GError **error);

typedef struct {
    Mediation *mediation;
    gboolean http; /* addresses that are not https too */
    WebhookPost post;
    gpointer data;
} WebhooksSettings;

typedef struct Webhooks Webhooks;

/* Registers the job and the look for news. All outlives the work. */
Webhooks *webhooks_register(const WebhooksSettings *settings);
void webhooks_unregister(Webhooks *webhooks); /* after work_stop() */

/* ---- who listens ---- for who may manage webhooks of the unit; what is not hers is not there. Errors:
 * TRIBUNE_ERROR_FORBIDDEN, _NOT_FOUND, _INVALID with a sentence for who filled in the form, _LIMIT, _CONFLICT
 * (version). */

typedef struct {
    const char *name;
    const char *url; /* https://…, no user name, no fragment */
    guint kinds;     /* NewsKind, a bit each; at least one */
    UnitId unit;     /* 0: every unit */
} WebhookDraft;

/* Returns the secret, to be shown once and wiped. */
char *webhooks_add(Webhooks *webhooks, const Actor *actor, const WebhookDraft *draft, WebhookId *ret, GError **error);
/* @version 0: any. Switching on forgets that it failed, and begins with what happens then. */
gboolean webhooks_change(Webhooks *webhooks, const Actor *actor, WebhookId id, gint64 version,
                         const WebhookDraft *draft, gboolean active, GError **error);
gboolean webhooks_remove(Webhooks *webhooks, const Actor *actor, WebhookId id, GError **error);
/* A new secret, likewise; the old one is good for WEBHOOKS_OVERLAP longer. */
char *webhooks_rotate(Webhooks *webhooks, const Actor *actor, WebhookId id, GError **error);
/* Webhook *, by name. */
GPtrArray *webhooks_list(Webhooks *webhooks, const Actor *actor, GError **error);
Webhook *webhooks_load(Webhooks *webhooks, const Actor *actor, WebhookId id, GError **error);

/* ---- what was sent ---- */

/* News *, the newest WEBHOOKS_LOG, newest first. */
GPtrArray *webhooks_log(Webhooks *webhooks, const Actor *actor, WebhookId id, GError **error);
/* Sends NEWS_TEST. TRIBUNE_ERROR_CONFLICT: it is off. */
gboolean webhooks_test(Webhooks *webhooks, const Actor *actor, WebhookId id, gint64 *ret_news, GError **error);
/* Sends one again that is over, with the same id. TRIBUNE_ERROR_CONFLICT: it is off, or not over. */
gboolean webhooks_resend(Webhooks *webhooks, const Actor *actor, WebhookId id, gint64 news, GError **error);

/* ---- the rules, pure ---- */

/* The value of webhook-signature: one signature for each line of @secrets, the second only when @both. */
char *webhooks_sign(const char *secrets, gboolean both, const char *id, gint64 seconds, const char *body);
/* How long to wait after attempt @number (from 1), jitter not included; 0: that was the last. */
gint64 webhooks_pause(guint number);
/* TRIBUNE_ERROR_INVALID with a sentence. */
gboolean webhooks_check_url(const char *url, gboolean http, GError **error);
