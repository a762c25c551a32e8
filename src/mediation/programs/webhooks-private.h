/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/programs/webhooks-private.h: what managing webhooks, looking for news and sending it share. */
#pragma once
#include "base/thread.h"
#include "mediation/programs/webhooks.h"
#include "store/webhook-store.h"

struct Webhooks {
    WebhooksSettings settings;
    Mediation *mediation;
    Mutex mutex;
    GHashTable *busy; /* webhook → attempts under way */
    gint64 purged;    /* when last, monotonic; of the looking thread */
};

/* Makes news of what happened since, as a tick of mediation/work.h. */
void webhooks_look(gpointer webhooks);
/* One attempt, as a WorkHandler. */
gboolean webhooks_send(gpointer webhooks, const Job *job, GError **error);

/* A piece of news and its job, in the caller's transaction. @body is taken. */
gboolean webhooks_queue(DbSession *session, WebhookId webhook, const char *type, json_t *body, gint64 *ret,
                        GError **error);
/* { type, timestamp, data }; @data is taken. */
json_t *webhooks_body(const char *type, gint64 at, json_t *data);
/* Appends the event of a change. @what: "added", "changed" … */
gboolean webhooks_record(const Webhooks *webhooks, DbSession *session, const Actor *actor, const Webhook *webhook,
                         const char *what, GError **error);
