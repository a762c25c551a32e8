/* SPDX-License-Identifier: Apache-2.0 */
/* stories/test-text-house.h: a small house with two gateways for text messages, which are the test. */
#pragma once
#include <stdatomic.h>

#include "base/thread.h"
#include "mediation/people/citizen-access.h"
#include "mediation/subscribing/heeding.h"
#include "mediation/subscribing/subscribing.h"
#include "stories/test-house.h"
#include "wire/kannel.h"

#define NUMBER "tel:32100;phone-context=+44"
#define ADA    "447700900123"

extern const struct channel_driver sms_kannel_channel;

static const Actor READER = { .kind = ACTOR_CITIZEN, .name = "reader" };
static const RoleGrant ADMINS = { ROLE_ADMIN, { 0 } };
static const Actor ADMIN = { .kind = ACTOR_STAFF, .staff = { 1 }, .name = "Ann", .grants = &ADMINS, .grant_count = 1 };

/* ---- what the gateway got: "text: …", by channel ---- */

static struct {
    Mutex mutex;
    GPtrArray *texts;
} got;

static inline void
note(gpointer channel, const char *text)
{
    MUTEX_HELD(&got.mutex);
    g_ptr_array_add(got.texts, g_strdup_printf("%s: %s", (const char *)channel, text));
}

static inline guint
count_got(void)
{
    MUTEX_HELD(&got.mutex);
    return got.texts->len;
}

static inline char *
last_got(void)
{
    MUTEX_HELD(&got.mutex);
    return g_strdup(got.texts->len > 0 ? g_ptr_array_index(got.texts, got.texts->len - 1) : "");
}

/* The channel is its name; what is pure is the driver's own. */
static gpointer text_of_name[2];

static inline gpointer
open_text(const ChannelHost *host, const Config *config, const char *group, GError **error)
{
    text_of_name[strcmp(host->name, "text") == 0 ? 0 : 1] = sms_kannel_channel.open(host, config, group, error);
    return g_strdup(host->name);
}

static inline gpointer
own(gpointer channel)
{
    return text_of_name[strcmp(channel, "text") == 0 ? 0 : 1];
}

static inline void
close_text(gpointer channel)
{
    sms_kannel_channel.close(own(channel));
    g_free(channel);
}

static inline MessageDraft *
parse(gpointer channel, GBytes *raw, const char *sender, const char *recipient, GError **error)
{
    return sms_kannel_channel.parse(own(channel), raw, sender, recipient, error);
}

static inline Rendering *
render(gpointer channel, const Outgoing *outgoing, GError **error)
{
    return sms_kannel_channel.render(own(channel), outgoing, error);
}

static inline Rendering *
render_circular(gpointer channel, const Circular *circular, GError **error)
{
    return sms_kannel_channel.render_circular(own(channel), circular, error);
}

static inline char *
resolve(gpointer channel, const char *text, GError **error)
{
    return sms_kannel_channel.resolve(own(channel), text, error);
}

static inline gboolean
admit(gpointer channel, const char *recipient, GError **error)
{
    return sms_kannel_channel.admit(own(channel), recipient, error);
}

/* What alerts-after-stop says. */
static gboolean law;

static inline gboolean
keeps_alerts(gpointer channel)
{
    (void)channel;
    return law;
}

/* The gateway takes the next one and goes away before it says so. */
static _Atomic gboolean says_nothing, says_again;
/* It refuses the next one, since she told the network that she wants nothing. */
static _Atomic gboolean says_stopped, is_away; /* is_away: it cannot be reached */
static _Atomic gint64 last_delivery, last_notice;

static inline void
send(gpointer channel, const Outgoing *outgoing, const Rendering *rendering, gint64 deadline, Attempt *ret)
{
    (void)deadline;
    note(channel, rendering->text);
    atomic_store(&says_again, outgoing->again);
    atomic_store(&last_delivery, outgoing->delivery.value);
    if (atomic_exchange(&says_stopped, FALSE)) {
        *ret = (Attempt){ .outcome = OUTCOME_REFUSED,
                          .code = g_strdup("400"),
                          .reason = g_strdup(""),
                          .remote = g_strdup(""),
                          .stopped = TRUE };
        return;
    }
    if (atomic_exchange(&says_nothing, FALSE)) {
        *ret = (Attempt){ .outcome = OUTCOME_RETRY,
                          .code = g_strdup(ATTEMPT_UNANSWERED),
                          .reason = g_strdup(""),
                          .remote = g_strdup("") };
        return;
    }
    *ret = (Attempt){
        .outcome = OUTCOME_ACCEPTED, .code = g_strdup("202"), .reason = g_strdup(""), .remote = g_strdup("")
    };
}

static inline void
send_circular(gpointer channel, const Circular *circular, const Rendering *rendering, const CircularCopy *copies,
              guint count, gint64 deadline, CircularOutcome *ret)
{
    (void)copies;
    (void)deadline;
    atomic_store(&last_notice, circular->id);
    for (guint i = 0; i < count; i++) {
        gboolean stopped = atomic_exchange(&says_stopped, FALSE), silent = atomic_exchange(&says_nothing, FALSE),
                 away = atomic_exchange(&is_away, FALSE);

        note(channel, rendering->text);
        ret[i] = (CircularOutcome){ .outcome = stopped          ? OUTCOME_REFUSED
                                               : silent || away ? OUTCOME_RETRY
                                                                : OUTCOME_ACCEPTED,
                                    .stopped = stopped };
        g_strlcpy(ret[i].code, silent ? ATTEMPT_UNANSWERED : away ? "connect" : "202", sizeof ret[i].code);
    }
}

static struct channel_driver text_channel;
static const struct channel_driver *const TEXT_DRIVERS[] = { &text_channel, NULL };

/* ---- the house ---- */

static inline void
furnish_texts(Mediation *mediation)
{
    mediation->portal_url = "https://northam.example";
    mediation->access = citizen_access_new(mediation, MASTER);
    mediation->subscribing = subscribing_new(
        mediation, &(SubscribingSettings){ .from = "32100", .connections = 1, .digest_hour = 7, .secret = { 9 } });
    subscribing_register(mediation);
    heeding_register(mediation);
}

static inline void
set_up_texts(House *house, gconstpointer data)
{
    static ConfigTable texts = { "channel", .driver = "sms-kannel" };
    static const ConfigTable *const tables[] = { &COMMON, &texts, &FILTER_TABLE, NULL };

    texts.keys = sms_kannel_channel.settings;
    text_channel = sms_kannel_channel;
    text_channel.open = open_text;
    text_channel.close = close_text;
    text_channel.parse = parse;
    text_channel.render = render;
    text_channel.render_circular = render_circular;
    text_channel.resolve = resolve;
    text_channel.send = send;
    text_channel.send_circular = send_circular;
    text_channel.keeps_alerts = keeps_alerts;
    text_channel.admit = admit;
    law = FALSE;
    atomic_store(&says_stopped, FALSE);
    atomic_store(&says_nothing, FALSE);
    atomic_store(&is_away, FALSE);
    mutex_init(&got.mutex);
    got.texts = g_ptr_array_new_with_free_func(g_free);
    house->channel = "text";
    house->desk = NUMBER;
    house->domain = "northam.example";
    house->master = MASTER;
    house->settings =
        "[channel.text]\ndriver = sms-kannel\ncountries = +44 +353\n[channel.text2]\ndriver = sms-kannel\n";
    house->drivers = TEXT_DRIVERS;
    house->tables = tables;
    house->furnish_more = furnish_texts;
    open_house(house, data);
}

static inline void
tear_down_texts(House *house, gconstpointer data)
{
    Subscribing *subscribing = house->mediation.subscribing;
    CitizenAccess *access = house->mediation.access;

    tear_down(house, data);
    subscribing_free(subscribing);
    citizen_access_free(access);
    g_ptr_array_unref(got.texts);
    mutex_clear(&got.mutex);
}

static inline void
hand_in(House *house, const char *channel, const char *from, const char *text)
{
    static guint number;
    Actor actor = { .kind = ACTOR_CHANNEL, .name = channel };
    g_autofree char *id = g_strdup_printf("id-%u", ++number);
    const char *values[] = { from, "32100", id, NULL, NULL, NULL, NULL, NULL, NULL };
    g_autoptr(GBytes) block = kannel_block_make(values, text, strlen(text));
    g_autoptr(GError) error = NULL;
    g_autoptr(MessageDraft) draft =
        parse(channels_find(house->mediation.channels, channel)->handle, block, "", "", &error);
    IntakeResult result;
    MessageId message;

    g_assert_no_error(error);
    intake_submit(house->intake, &actor, channel, draft, &result, &message, &error);
    g_assert_no_error(error);
}

static inline void
text_by(House *house, const char *channel, const char *from, const char *text)
{
    hand_in(house, channel, from, text);
    settle(house);
    WAIT_FOR(backlog(house, WORK_HEED) == 0);
}

static inline void
text_in(House *house, const char *from, const char *text)
{
    text_by(house, "text", from, text);
}

typedef struct {
    House *house;
    const char *uri;
    gboolean stopped;
} Question;

static inline gboolean
ask_stopped(DbSession *session, gpointer data, GError **error)
{
    Question *question = data;

    return heeding_is_stopped(&question->house->mediation, session, question->uri, &question->stopped, error);
}

static inline gboolean
has_stopped(House *house, const char *uri)
{
    Question question = { house, uri, FALSE };

    g_assert_true(store_read(house->mediation.store, ask_stopped, &question, NULL));
    return question.stopped;
}

static inline gboolean
is_stopped(House *house)
{
    return has_stopped(house, "tel:+" ADA);
}

static inline SubscriberState
state_of(House *house, SubscriptionWish **ret_wish)
{
    g_autoptr(GError) error = NULL;
    SubscriberId id;
    static const RoleGrant writers = { ROLE_COMMUNICATIONS, { 0 } };
    Actor writer = { .kind = ACTOR_STAFF, .staff = { 1 }, .name = "Maya", .grants = &writers, .grant_count = 1 };
    g_autoptr(Subscription) found = NULL;

    found = subscribing_look_up(&house->mediation, &writer, "07700 900123", &id, &error);
    if (found == NULL) {
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
        return SUBSCRIBER_ENDED;
    }
    g_assert_cmpstr(found->address, ==, "+44…123");
    *ret_wish = g_steal_pointer(&found->wish);
    return found->state;
}

#define STORY(name, function) g_test_add("/text/" name, House, NULL, set_up_texts, function, tear_down_texts)
