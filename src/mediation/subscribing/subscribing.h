/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/subscribing/subscribing.h: who gets by mail or text message what the body says to everybody: asked for,
 * confirmed, changed, ended.
 *
 *     form → request → mail with a link (48 h) → she says yes → active → suppressed or ended
 *
 * By text message she gets a code instead of a link, to be typed into the page, or says YES
 * (mediation/subscribing/heeding.h); who wrote STOP from there gets neither.
 *
 * Nobody has an account. What a form asks for is answered the same, known or not: an address gets a mail with a link,
 * and only who reads that mail can say yes. An address that has a subscription gets a link to its preferences instead.
 * Links name an id and carry a MAC (80 bits) with a secret that is in no database: nothing can be guessed or tried.
 *
 * Limits: per address SUBSCRIBING_MAILS_MAX mails a day, per source SUBSCRIBING_FORMS_MAX forms an hour (IPv6: a /64),
 * for all together SUBSCRIBING_FORMS_ALL, and SUBSCRIBING_FORMS_SHORT of those that a text message answers;
 * SUBSCRIBING_CODE_TRIES for a code. Mail that comes back for good, too many
 * that come back for now (model/subscriber.h) and a complaint suppress: nothing goes there until she confirms again.
 * Confirmed, changed, suppressed, ended are events with their leaf; the address is in none. Who subscribes again while
 * she is remembered keeps her id.
 *
 * Calls block until durable. Thread-safe. */
#pragma once
#include "mediation/mediation.h"
#include "model/circular.h"
#include "store/subscriber-store.h"

#define SUBSCRIBING_PATIENCE    (48 * CLOCK_HOUR) /* for the confirmation */
#define SUBSCRIBING_MAILS_MAX   3
#define SUBSCRIBING_FORMS_MAX   10
#define SUBSCRIBING_FORMS_ALL   500
#define SUBSCRIBING_FORMS_SHORT 60 /* where each code costs: a bound of their own, an hour */
#define SUBSCRIBING_CODE_TRIES  5
#define SUBSCRIBING_CODE_DIGITS 6
#define SUBSCRIBING_KEPT        (90 * CLOCK_DAY) /* that an ended one is remembered, without the address */

typedef struct {
    /* The addresses that newsletters come from, parted by commas: our endpoints, one for each kind of address. NULL:
     * the first that there is on a channel with whole letters; where each copy costs, it must be named. */
    const char *from;
    guint connections; /* at once */
    guint digest_hour; /* local */
    guint8 secret[DIGEST_SIZE];
} SubscribingSettings;

/* @mediation outlives it. */
Subscribing *subscribing_new(Mediation *mediation, const SubscribingSettings *settings);
void subscribing_free(Subscribing *subscribing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Subscribing, subscribing_free)
const SubscribingSettings *subscribing_settings(const Subscribing *subscribing);

/* Who says news to addresses of one scheme ("mailto", "tel"). */
typedef struct {
    const Channel *channel;
    char *endpoint, *name; /* URI, and whose it is */
} SubscribingSender;
void subscribing_sender_clear(SubscribingSender *sender);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SubscribingSender, subscribing_sender_clear)
/* Whether there are pages, and a channel and an address of ours that newsletters to @scheme come from. */
gboolean subscribing_sender(const Mediation *mediation, const char *scheme, SubscribingSender *ret);
/* const char *: the schemes that have one; borrowed from the channels. */
GPtrArray *subscribing_schemes(const Mediation *mediation);
gboolean subscribing_is_on(const Mediation *mediation);
/* Of a canonical URI: "tel"; cut to SUBSCRIBER_SCHEME_SIZE. */
void subscribing_scheme_of(const char *uri, char out[SUBSCRIBER_SCHEME_SIZE]);
/* What one address is found by, whatever the case of its letters. */
Digest subscribing_hash(const Subscribing *subscribing, const char *uri);
/* Whether copies of @channel are short and each costs. */
gboolean subscribing_is_short(const Channel *channel);

/* ---- asking ---- */

/* @address as typed. TRIBUNE_ERROR_INVALID: that is no address, or nothing goes to its country; TRIBUNE_ERROR_LIMIT: no
 * topic, or too many; TRIBUNE_ERROR_TEMPORARY: too many forms from @client, or altogether. Topics that are not offered
 * are left out.
 * @ret_form: new, the token of the page that takes her code; NULL: she gets a link. May be NULL. */
gboolean subscribing_ask(Mediation *mediation, const Actor *actor, const char *address, const SubscriptionWish *wish,
                         const char *client, char **ret_form, GError **error);
/* Whether the confirmation link with @token still opens. TRIBUNE_ERROR_NOT_FOUND. */
gboolean subscribing_check_request(Mediation *mediation, const Actor *actor, const char *token, GError **error);
/* She said yes; a second time too. @ret_token: of her preferences, new. TRIBUNE_ERROR_NOT_FOUND: it has expired. */
gboolean subscribing_confirm(Mediation *mediation, const Actor *actor, const char *token, char **ret_token,
                             GError **error);
/* The same with the page's token and the code that she typed. TRIBUNE_ERROR_INVALID: another code;
 * TRIBUNE_ERROR_NOT_FOUND: it has expired, or was tried too often. */
gboolean subscribing_confirm_code(Mediation *mediation, const Actor *actor, const char *form, const char *code,
                                  char **ret_token, GError **error);
/* Sends what is asked for. Before work_start(). */
void subscribing_register(Mediation *mediation);

/* ---- by the link of her own ---- */

typedef struct {
    SubscriberState state;
    char *address; /* as people read it, shortened to what she knows it by: "a…@example.org"; "" forgotten */
    SubscriptionWish *wish;
} Subscription;
void subscription_free(Subscription *subscription);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Subscription, subscription_free)

void subscribing_token(const Subscribing *subscribing, SubscriberId id, char out[CIRCULAR_TOKEN_LENGTH + 1]);
/* TRIBUNE_ERROR_NOT_FOUND: the link opens nothing, or not any more. */
Subscription *subscribing_enter(Mediation *mediation, const Actor *actor, const char *token, GError **error);
/* TRIBUNE_ERROR_LIMIT: no topic. TRIBUNE_ERROR_CONFLICT: it has ended. */
gboolean subscribing_change(Mediation *mediation, const Actor *actor, const char *token, const SubscriptionWish *wish,
                            GError **error);
/* An ended one ends again. */
gboolean subscribing_end(Mediation *mediation, const Actor *actor, const char *token, GError **error);

/* ---- by others ---- */

/* What a channel heard of a copy to @id: a bounce, a complaint; or she wrote to the address that ends it (@ends). Who
 * is no subscriber is passed over. */
gboolean subscribing_report(Mediation *mediation, const Actor *actor, SubscriberId id, ReportKind kind, GError **error);
gboolean subscribing_end_by_mail(Mediation *mediation, const Actor *actor, SubscriberId id, GError **error);

/* Staff, ACTION_MANAGE_SUBSCRIBERS: the subscription of @address as typed, and that it was looked up.
 * TRIBUNE_ERROR_NOT_FOUND: there is none. */
Subscription *subscribing_look_up(Mediation *mediation, const Actor *actor, const char *address, SubscriberId *ret,
                                  GError **error);
gboolean subscribing_end_for(Mediation *mediation, const Actor *actor, SubscriberId id, GError **error);

/* People who said yes elsewhere, an address each: one event with their number. @ret: how many were new; who is known
 * already, also as ended or suppressed, stays as she is. At most SUBSCRIBING_IMPORT_MAX at once. For the system. */
#define SUBSCRIBING_IMPORT_MAX 1000
gboolean subscribing_import(Mediation *mediation, const Actor *actor, const GPtrArray *addresses,
                            const SubscriptionWish *wish, guint *ret, GError **error);

/* Forgets what nobody needs any more. In a transaction. */
gboolean subscribing_forget(const Mediation *mediation, DbSession *session, GError **error);
/* She told the network that she wants nothing from us: it counts as STOP. In a transaction. */
gboolean subscribing_stop(const Mediation *mediation, DbSession *session, const Actor *actor, SubscriberId id,
                          GError **error);
/* Mail to her came back for good as it was handed over. In a transaction. */
gboolean subscribing_suppress(const Mediation *mediation, DbSession *session, SubscriberId id, const char *why,
                              GError **error);
