/* SPDX-License-Identifier: Apache-2.0 */
/* channels/sms/sms-private.h: what the two drivers of this folder share.
 *
 * Text messages go through a gateway that the house chose: Kannel (sms-kannel.c), or one that speaks JSON and signs
 * what it posts (sms-http.c). What is the same for both is here: numbers, parts and their price, the address that the
 * gateway calls back, counting. A driver adds how the gateway is asked, what its posts mean, and how they are proven.
 *
 *     post → proven → item → read → recorded → 200                 this process listens
 *     post → proven → item → on disk → 200 … read → recorded       `tribune relay` listens (sms-line.c)
 */
#pragma once
#include <stdatomic.h>

#include "channels/sms/sms-country.h"
#include "channels/sms/sms-pace.h"
#include "channels/sms/sms-price.h"
#include "http/server.h"
#include "mediation/channel.h"
#include "net/fetch.h"
#include "relay/line.h"
#include "relay/relayclient.h"
#include "wire/segment.h"
#include "wire/telephone.h"

#define SMS_BODY_MAX  (64 * 1024) /* bytes of one post from the gateway */
#define SMS_PARTS_MAX 20
/* Posts at once. Kannel has up to 512 under way (max-pending-requests); one that it must repeat waits in a lane where
 * one goes after the other, with a pause before each, so none is refused for want of a place. */
#define SMS_POSTS_MAX 600

/* Whatever the gateway, the network is the same. @more: what else this one can. */
#define SMS_CAPABILITIES(more)                                                                                         \
    {                                                                                                                  \
        .abilities = CHANNEL_RECEIVES | CHANNEL_SENDS | CHANNEL_CONFIRMS_DELIVERY | CHANNEL_PRIVATE | CHANNEL_TALKS |  \
                     CHANNEL_CIRCULARS | CHANNEL_IN_ORDER | (more),                                                    \
        .longest_text = SMS_PARTS_MAX * 153, .concurrency = 8, .assurance = 1, .scheme = "tel"                         \
    }

typedef struct Sms Sms;

/* ---- what a post becomes ---- */

/* Whoever takes posts in: their routes' data. */
typedef struct {
    const char *key; /* how the gateway proves itself: the drivers say how */
    gboolean strict; /* whatever comes must be proven by it, reports too */
    /* @item, from @sender, is there: keeps it and answers. */
    gboolean (*keep)(gpointer data, const char *sender, GBytes *item, HttpResponse *response, GError **error);
    gpointer data;
} SmsInlet;

/* What a report is about: one of these. */
typedef struct {
    DeliveryId delivery;
    gint64 subscriber; /* her copy of a circular */
    gint64 notice;     /* to one person: a code, an answer to a single word */
} SmsAbout;

/* An item, read: a message, or a report, or neither (what is under way). */
typedef struct {
    MessageDraft *draft;
    gboolean reports;
    SmsAbout about;
    ReportKind kind;
    char *code, *words;
} SmsItem;
void sms_item_clear(SmsItem *item);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SmsItem, sms_item_clear)

/* ---- what goes to the gateway ---- */

typedef struct {
    const char *from, *to; /* as the network wants them */
    const char *text;
    const char *reference; /* sms_report_token(); NULL: no reports are asked for */
    const char *once;      /* the same when it is sent again */
} SmsOrder;

/* What differs between gateways. */
typedef struct {
    const HttpRoute *routes; /* that the gateway calls; their data is an SmsInlet */
    guint route_count;
    /* Pure. TRIBUNE_ERROR_INVALID: it is none of ours; _NOT_FOUND: a report whose proof is wrong. */
    gboolean (*read)(const Sms *sms, GBytes *item, SmsItem *ret, GError **error);
    void (*send)(Sms *sms, const SmsOrder *order, gint64 deadline, Attempt *ret);
} SmsGateway;

extern const SmsGateway sms_kannel_gateway, sms_http_gateway;
/* What is kept of a post with @body: with @post, what the gateway called it (webhook-id; signed, and the same when it
 * is posted again), where that alone tells one text message from the next. New. */
GBytes *sms_http_item(GBytes *body, const char *post);
/* Whose item it is: items of one keep their order. New. TRIBUNE_ERROR_INVALID: it cannot be read. */
char *sms_http_sender(GBytes *item, GError **error);

struct Sms {
    const ChannelHost *host;
    const SmsGateway *gateway;
    TelephonePlan written, network; /* numbers as people write them, and as the gateway does */
    guint max_parts;
    SmsPrice price;
    char **stop_codes; /* of reports: she told the network that she wants nothing from us */
    gboolean keeps_alerts;
    char **countries; /* to which codes and news go; NULL: all */

    /* in */
    const NetAddress *listen; /* NULL: nothing comes in */
    SmsInlet inlet;
    HttpServer *server;
    RelayClient *client; /* the relay listens instead; NULL: it does not */
    char *callback;      /* our address as the gateway reaches it, without a slash at its end; NULL: it is not given */
    char *key;

    /* out */
    Fetch *fetch; /* NULL: nothing is sent */
    SmsPace *pace;
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
        { "relay", CONFIG_ADDRESS, NULL,                                                                               \
          .help =                                                                                                      \
              "Where `tribune relay` waits ([relay] listen): then that process listens for the gateway, also while "   \
              "this one restarts. Unset: this one does." },                                                            \
        { "callback", CONFIG_TEXT, NULL,                                                                               \
          .help = "That address as the gateway reaches it; default: http:// and what listen says." },                  \
        { "url", CONFIG_TEXT, NULL, .help = "Where the gateway takes messages. Unset: nothing is sent." },             \
        { "country", CONFIG_TEXT, "44", .help = "Country code of numbers that name none." },                           \
        { "national-prefix", CONFIG_TEXT, "0", .help = "What stands before a number within the country." },            \
        { "international-prefix", CONFIG_TEXT, "00", .help = "What stands before another country's code." },           \
        { "max-parts", CONFIG_INTEGER,       "6",                                                                      \
          .min = 1,    .max = SMS_PARTS_MAX, .help = "Parts of one message; a longer text is not sent." },             \
        { "throughput",                                                                                                \
          CONFIG_INTEGER,                                                                                              \
          "0",                                                                                                         \
          .min = 0,                                                                                                    \
          .max = SMS_PACE_MAX,                                                                                         \
          .help = "Parts that each number of ours may send in a second; 0: as many as the gateway takes." },           \
        { "price", CONFIG_TEXT, NULL, .help = "What one part costs, like 0.045 EUR; shown before it leaves." },        \
        { "countries", CONFIG_TEXT, NULL,                                                                              \
          .help = "Beginnings of the numbers to which codes and news may go, which anybody can ask for, like +44 "     \
                  "+353; unset: all." },                                                                               \
        { "stop-codes", CONFIG_TEXT, "blocked barred opted-out",                                                       \
          .help = "Codes of failed reports and refusals, parted by blanks, by which the network says that the number " \
                  "wants nothing from us: they count as STOP." },                                                      \
        { "alerts-after-stop", CONFIG_BOOLEAN, "false",                                                                \
          .help =                                                                                                      \
              "Whether who got alerts gets severe and extreme ones after STOP too, until a second STOP: only where "   \
              "the law of the body says so." },                                                                        \
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
/* Sends it when it is the number's turn; counts. */
void sms_send_order(Sms *sms, const SmsOrder *order, guint parts, gint64 deadline, Attempt *ret);
/* Refused with a code that counts as STOP. */
void sms_set_stopped(Attempt *ret, const char *code, const char *remote);

gboolean sms_keeps_alerts(gpointer channel);
gboolean sms_admit(gpointer channel, const char *recipient, GError **error);

/* ---- sms-render.c: exactly what leaves ---- */
Rendering *sms_render(gpointer channel, const Outgoing *outgoing, GError **error);
/* @text as it leaves, from @endpoint to @recipient (NULL: many). Takes over @text. */
Rendering *sms_render_text(const Sms *sms, char *text, const char *endpoint, const char *recipient, GError **error);

/* ---- sms-circular.c: one text to many ---- */
Rendering *sms_circular_render(gpointer channel, const Circular *circular, GError **error);
void sms_circular_send(gpointer channel, const Circular *circular, const Rendering *rendering,
                       const CircularCopy *copies, guint count, gint64 deadline, CircularOutcome *ret);

/* ---- sms-draft.c: what a post says ---- */

/* What all drivers' read() and parse() make: @text or, when that is NULL, @bytes as a file. @named tells two that say
 * the same apart, and is the same when one is posted again. */
typedef struct {
    const char *sender, *recipient; /* as the network wrote them */
    const char *text, *id, *named;
    const char *type; /* of @raw */
    GBytes *raw, *bytes;
    gint64 sent;
} SmsMessage;
MessageDraft *sms_make_draft(const Sms *sms, const SmsMessage *message, GError **error);
/* What nobody can read, to our number @endpoint: the whole of it is a file, from nobody. */
MessageDraft *sms_make_unread(const char *endpoint, GBytes *raw);

/* "0123456789abc.mmmmmmmmmmmmmmmm": what a report is about, proven by our MAC; with a letter before it, of what is no
 * delivery. */
char *sms_report_token(const Sms *sms, const SmsAbout *about);
gboolean sms_report_read(const Sms *sms, const char *token, SmsAbout *ret);
/* Whether the @code of a failed report or a refusal (NULL: it has none) is one of stop-codes; small and large letters
 * alike. */
gboolean sms_report_stops(const Sms *sms, const char *code);

/* ---- sms-callback.c: what is done with an item ---- */

/* Of the channel's own inlet. */
gboolean sms_keep(gpointer channel, const char *sender, GBytes *item, HttpResponse *response, GError **error);
/* Of the relay's. */
gboolean sms_take(gpointer channel, RelayTaker *taker, const guint8 *bytes, gsize length, gboolean kept);

/* ---- sms-line.c: the relay's end ---- */

/* NULL without error: it needs none. @key is taken over, and the spools when it makes a line. */
RelayLine *sms_line_new(const SmsGateway *gateway, const Config *config, const char *group, char *key, Spool *in,
                        Spool *out, GError **error);
