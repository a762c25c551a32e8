/* SPDX-License-Identifier: Apache-2.0 */
/* channels/sms/sms-private.h: what the two drivers of this folder share.
 *
 * Text messages go through a gateway that the house chose: Kannel (sms-kannel.c), or one that speaks JSON and signs
 * what it posts (sms-http.c). What is the same for both is here: numbers, parts and their price, the address that the
 * gateway calls back, counting. A driver adds how the gateway is asked, what its posts mean, and how they are proven.
 */
#pragma once
#include <stdatomic.h>

#include "channels/sms/sms-price.h"
#include "http/server.h"
#include "mediation/channel.h"
#include "net/fetch.h"
#include "wire/segment.h"
#include "wire/telephone.h"

#define SMS_BODY_MAX  (64 * 1024) /* bytes of one post from the gateway */
#define SMS_PARTS_MAX 20

/* Whatever the gateway, the network is the same. */
#define SMS_CAPABILITIES                                                                                               \
    {                                                                                                                  \
        .abilities = CHANNEL_RECEIVES | CHANNEL_SENDS | CHANNEL_CONFIRMS_DELIVERY | CHANNEL_PRIVATE | CHANNEL_TALKS,   \
        .longest_text = SMS_PARTS_MAX * 153, .concurrency = 4, .assurance = 1, .scheme = "tel"                         \
    }

typedef struct Sms Sms;

/* What differs between gateways. */
typedef struct {
    const HttpRoute *routes; /* that the gateway calls; their data is the Sms */
    guint route_count;
    void (*send)(Sms *sms, const Outgoing *outgoing, const char *text, gint64 deadline, Attempt *ret);
} SmsGateway;

struct Sms {
    const ChannelHost *host;
    const SmsGateway *gateway;
    TelephonePlan written, network; /* numbers as people write them, and as the gateway does */
    guint max_parts;
    SmsPrice price;

    /* in */
    const NetAddress *listen; /* NULL: nothing comes in */
    HttpServer *server;
    char *callback; /* our address as the gateway reaches it, without a slash at its end; NULL: it is not given */
    char *key;      /* how the gateway proves itself: the drivers say how */

    /* out */
    Fetch *fetch; /* NULL: nothing is sent */
    const char *url, *user, *line;
    char *password;
    guint validity; /* minutes */

    _Atomic guint64 received, refused, sent, failed;
    _Atomic gint64 unreachable_since; /* the gateway; 0: it answered last time */
    _Atomic gboolean unavowed;        /* it does not know us */
};

/* ---- sms.c: settings, life and addresses ---- */

/* Every driver's table begins with these. */
#define SMS_SETTINGS                                                                                                   \
    { "listen", CONFIG_ADDRESS, NULL,                                                                                  \
      .help = "Where the gateway posts what comes in and what became of ours: 127.0.0.1:13081. Unset: nothing comes "  \
              "in." },                                                                                                 \
        { "callback", CONFIG_TEXT, NULL,                                                                               \
          .help = "That address as the gateway reaches it; default: http:// and what listen says." },                  \
        { "url", CONFIG_TEXT, NULL, .help = "Where the gateway takes messages. Unset: nothing is sent." },             \
        { "country", CONFIG_TEXT, "44", .help = "Country code of numbers that name none." },                           \
        { "national-prefix", CONFIG_TEXT, "0", .help = "What stands before a number within the country." },            \
        { "international-prefix", CONFIG_TEXT, "00", .help = "What stands before another country's code." },           \
        { "max-parts", CONFIG_INTEGER,       "6",                                                                      \
          .min = 1,    .max = SMS_PARTS_MAX, .help = "Parts of one message; a longer text is not sent." },             \
        { "price", CONFIG_TEXT, NULL, .help = "What one part costs, like 0.045 EUR; shown before it leaves." },        \
    {                                                                                                                  \
        "validity", CONFIG_INTEGER, "4320", .min = 0, .max = 10080,                                                    \
                                            .help = "Minutes for which the network tries; 0: as long as it likes."     \
    }

gpointer sms_open(const SmsGateway *gateway, const ChannelHost *host, const Config *config, const char *group,
                  GError **error);
gboolean sms_start(gpointer channel, GError **error);
void sms_stop(gpointer channel, gint64 grace);
void sms_close(gpointer channel);
void sms_health(gpointer channel, ChannelHealth *ret);
void sms_send(gpointer channel, const Outgoing *outgoing, const Rendering *rendering, gint64 deadline, Attempt *ret);
char *sms_resolve(gpointer channel, const char *text, GError **error);

/* The first line of the file that the setting names; NULL in @ret when it is unset. */
gboolean sms_read_secret(const Config *config, const char *group, const char *key, char **ret, GError **error);

/* ---- sms-render.c: exactly what leaves ---- */
Rendering *sms_render(gpointer channel, const Outgoing *outgoing, GError **error);

/* ---- sms-callback.c: what the gateway posts ---- */

/* What all drivers' parse() make: @text or, when that is NULL, @bytes as a file. @named tells two that say the same
 * apart, and is the same when one is posted again. */
typedef struct {
    const char *sender, *recipient; /* as the network wrote them */
    const char *text, *id, *named;
    const char *type; /* of @raw */
    GBytes *raw, *bytes;
    gint64 sent;
} SmsMessage;
MessageDraft *sms_make_draft(const Sms *sms, const SmsMessage *message, GError **error);

/* Records @draft and answers the gateway: 200 when it is durable, 503 when it has to come again. Takes @draft. */
gboolean sms_take_in(Sms *sms, HttpResponse *response, MessageDraft *draft, GError **error);

/* "0123456789abc.mmmmmmmmmmmmmmmm": the delivery that a report is about, proven by our MAC. */
char *sms_report_token(const Sms *sms, DeliveryId delivery);
gboolean sms_report_read(const Sms *sms, const char *token, DeliveryId *ret);
/* Records it and answers; what there is no such delivery of is forgotten. */
gboolean sms_report(Sms *sms, HttpResponse *response, const Report *report, GError **error);

/* @ret: outcome, code, reason (msgid), words of the gateway. */
void sms_set_attempt(Attempt *ret, Outcome outcome, const char *code, const char *reason, const char *remote);
