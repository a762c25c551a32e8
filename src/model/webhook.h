/* SPDX-License-Identifier: Apache-2.0 */
/* model/webhook.h: where news of cases goes, and one piece of news on its way there. Never the secret it is signed
 * with. */
#pragma once
#include "model/ids.h"

/* What happened: a closed vocabulary, in the type of what is sent. */
typedef enum {
    NEWS_CASE_OPENED,
    NEWS_CASE_STATE,
    NEWS_CASE_ASSIGNED,
    NEWS_CASE_MOVED, /* to another unit; told to who listens to that one */
    NEWS_CASE_RENAMED,
    NEWS_MESSAGE_RECEIVED,
    NEWS_MESSAGE_RELEASED, /* one that was held */
    NEWS_NOTE_ADDED,
    NEWS_REPLY_RELEASED,
    NEWS_DELIVERY_ACCEPTED,
    NEWS_DELIVERY_FAILED,
    NEWS_COUNT,
} NewsKind;
const char *news_kind_name(NewsKind kind); /* "case.opened" */
gboolean news_kind_parse(const char *name, NewsKind *ret);

#define NEWS_TEST "webhook.test" /* the type of what is sent on request; every webhook gets it */

/* Sets of them, a bit each, as "case.opened note.added"; reading back leaves out what this version does not know. */
char *news_kinds_format(guint kinds);
guint news_kinds_parse(const char *text);

typedef enum {
    WEBHOOK_ACTIVE,
    WEBHOOK_OFF,    /* somebody switched it off */
    WEBHOOK_FAILED, /* switched off, since nothing was taken for days */
    WEBHOOK_GONE,   /* switched off, since the other side said 410 */
} WebhookState;
const char *webhook_state_name(WebhookState state);
gboolean webhook_state_parse(const char *name, WebhookState *ret);

typedef struct {
    WebhookId id;
    char *name; /* 1 to 100 characters */
    char *url;
    guint kinds; /* NewsKind, a bit each */
    UnitId unit; /* 0: of every unit */
    WebhookState state;
    char *reason;     /* why it was switched off: a catalogue's msgid; "" none */
    gint64 old_until; /* until when the secret before is good too; 0: there is none */
    gint64 failing;   /* since when nothing was taken; 0: all is well */
    gint64 created, version;
} Webhook;
void webhook_free(Webhook *webhook);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Webhook, webhook_free)

typedef enum { NEWS_WAITING, NEWS_TAKEN, NEWS_FAILED } NewsState;
const char *news_state_name(NewsState state);
gboolean news_state_parse(const char *name, NewsState *ret);

/* One message to one webhook. Its id stays through all attempts. */
typedef struct {
    gint64 id;
    WebhookId webhook;
    char *type; /* "case.opened" */
    char *body; /* JSON, as sent */
    NewsState state;
    guint attempts;
    gint64 created, changed;
    guint status;  /* that the last attempt was answered with; 0: it was not */
    char *trouble; /* of the last attempt: a catalogue's msgid; "" none */
} News;
void news_free(News *news);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(News, news_free)
