/* SPDX-License-Identifier: Apache-2.0 */
/* Text messages: single words that tell us how to treat somebody, and a number that moves to another gateway. The
 * gateway is the test. */
#include <stdatomic.h>

#include "base/thread.h"
#include "mediation/endpoint-move.h"
#include "mediation/people/citizen-access.h"
#include "mediation/people/proving.h"
#include "mediation/subscribing/heeding.h"
#include "mediation/subscribing/notices.h"
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

static void
note(gpointer channel, const char *text)
{
    MUTEX_HELD(&got.mutex);
    g_ptr_array_add(got.texts, g_strdup_printf("%s: %s", (const char *)channel, text));
}

static guint
count_got(void)
{
    MUTEX_HELD(&got.mutex);
    return got.texts->len;
}

static char *
last_got(void)
{
    MUTEX_HELD(&got.mutex);
    return g_strdup(got.texts->len > 0 ? g_ptr_array_index(got.texts, got.texts->len - 1) : "");
}

/* The channel is its name; what is pure is the driver's own. */
static gpointer text_of_name[2];

static gpointer
open_text(const ChannelHost *host, const Config *config, const char *group, GError **error)
{
    text_of_name[strcmp(host->name, "text") == 0 ? 0 : 1] = sms_kannel_channel.open(host, config, group, error);
    return g_strdup(host->name);
}

static gpointer
own(gpointer channel)
{
    return text_of_name[strcmp(channel, "text") == 0 ? 0 : 1];
}

static void
close_text(gpointer channel)
{
    sms_kannel_channel.close(own(channel));
    g_free(channel);
}

static MessageDraft *
parse(gpointer channel, GBytes *raw, const char *sender, const char *recipient, GError **error)
{
    return sms_kannel_channel.parse(own(channel), raw, sender, recipient, error);
}

static Rendering *
render(gpointer channel, const Outgoing *outgoing, GError **error)
{
    return sms_kannel_channel.render(own(channel), outgoing, error);
}

static Rendering *
render_circular(gpointer channel, const Circular *circular, GError **error)
{
    return sms_kannel_channel.render_circular(own(channel), circular, error);
}

static char *
resolve(gpointer channel, const char *text, GError **error)
{
    return sms_kannel_channel.resolve(own(channel), text, error);
}

static gboolean
admit(gpointer channel, const char *recipient, GError **error)
{
    return sms_kannel_channel.admit(own(channel), recipient, error);
}

/* What alerts-after-stop says. */
static gboolean law;

static gboolean
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

static void
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

static void
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

static void
furnish_texts(Mediation *mediation)
{
    mediation->portal_url = "https://northam.example";
    mediation->access = citizen_access_new(mediation, MASTER);
    mediation->subscribing = subscribing_new(
        mediation, &(SubscribingSettings){ .from = "32100", .connections = 1, .digest_hour = 7, .secret = { 9 } });
    subscribing_register(mediation);
    heeding_register(mediation);
}

static void
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

static void
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

static void
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

static void
text_by(House *house, const char *channel, const char *from, const char *text)
{
    hand_in(house, channel, from, text);
    settle(house);
    WAIT_FOR(backlog(house, WORK_HEED) == 0);
}

static void
text_in(House *house, const char *from, const char *text)
{
    text_by(house, "text", from, text);
}

typedef struct {
    House *house;
    const char *uri;
    gboolean stopped;
} Question;

static gboolean
ask_stopped(DbSession *session, gpointer data, GError **error)
{
    Question *question = data;

    return heeding_is_stopped(&question->house->mediation, session, question->uri, &question->stopped, error);
}

static gboolean
has_stopped(House *house, const char *uri)
{
    Question question = { house, uri, FALSE };

    g_assert_true(store_read(house->mediation.store, ask_stopped, &question, NULL));
    return question.stopped;
}

static gboolean
is_stopped(House *house)
{
    return has_stopped(house, "tel:+" ADA);
}

/* ---- single words ---- */

static void
stop_is_told_once_and_opens_nothing(House *house, gconstpointer data)
{
    g_autofree char *told = NULL;

    (void)data;
    text_in(house, ADA, "Stop.");
    g_assert_true(is_stopped(house));
    g_assert_cmpuint(cases(house), ==, 0);
    g_assert_cmpuint(count_got(), ==, 1);
    told = last_got();
    g_assert_true(g_str_has_prefix(told, "text: Northam Borough Council: we send you nothing more"));
    text_in(house, ADA, "STOP");
    text_in(house, ADA, "stopall");
    g_assert_cmpuint(count_got(), ==, 1);
}

static void
who_stopped_is_answered_and_gets_no_receipt(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;
    g_autofree char *told = NULL;

    (void)data;
    text_in(house, ADA, "STOP");
    text_in(house, ADA, "The lamp in Mill Lane is out");
    g_assert_cmpuint(cases(house), ==, 1);
    g_assert_cmpuint(count_got(), ==, 1); /* what STOP is answered */
    view = look(house, 1);
    answer(house, view, "It is repaired on Monday.");
    settle(house);
    told = last_got();
    g_assert_true(g_str_has_prefix(told, "text: It is repaired on Monday."));
}

static void
start_takes_it_back(House *house, gconstpointer data)
{
    g_autofree char *told = NULL;

    (void)data;
    text_in(house, ADA, "STOP");
    text_in(house, ADA, "Start");
    g_assert_false(is_stopped(house));
    told = last_got();
    g_assert_true(g_str_has_prefix(told, "text: Northam Borough Council: we write to this number again."));
    text_in(house, ADA, "The lamp in Mill Lane is out");
    g_assert_cmpuint(count_got(), ==, 3); /* a receipt again */
}

static void
stop_is_seen_in_an_open_case(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;

    (void)data;
    text_in(house, ADA, "The lamp in Mill Lane is out");
    text_in(house, ADA, "STOP");
    g_assert_cmpuint(cases(house), ==, 1);
    view = look(house, 1);
    g_assert_true(view->a_case->unread);
    g_assert_cmpstr(view->a_case->preview, ==, "STOP");
}

static void
help_says_who_we_are_also_to_who_stopped(House *house, gconstpointer data)
{
    g_autofree char *told = NULL;

    (void)data;
    text_in(house, ADA, "STOP");
    text_in(house, ADA, "HELP");
    g_assert_cmpuint(cases(house), ==, 0);
    told = last_got();
    g_assert_true(g_str_has_prefix(told, "text: Northam Borough Council. Write to us here, and we answer."));
    g_assert_true(is_stopped(house));
}

static void
one_address_gets_so_many_answers_a_day(House *house, gconstpointer data)
{
    (void)data;
    for (guint i = 0; i < HEEDING_ANSWERS_MAX + 3; i++)
        text_in(house, ADA, "HELP");
    g_assert_cmpuint(count_got(), ==, HEEDING_ANSWERS_MAX);
    text_in(house, ADA, "STOP"); /* is told all the same */
    g_assert_cmpuint(count_got(), ==, HEEDING_ANSWERS_MAX + 1);
}

static void
yes_to_nothing_that_we_asked_is_a_message(House *house, gconstpointer data)
{
    (void)data;
    text_in(house, ADA, "Yes");
    g_assert_cmpuint(cases(house), ==, 1);
    text_in(house, ADA, "please stop");
    text_in(house, ADA, "START something");
    g_assert_cmpuint(cases(house), ==, 1);
    g_assert_false(is_stopped(house));
    g_assert_cmpuint(count_got(), ==, 1); /* the receipt */
}

static SubscriberState
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

static SubscriberId
reader_id(House *house)
{
    static const RoleGrant writers = { ROLE_COMMUNICATIONS, { 0 } };
    Actor writer = { .kind = ACTOR_STAFF, .staff = { 1 }, .name = "Maya", .grants = &writers, .grant_count = 1 };
    SubscriberId id;
    g_autoptr(Subscription) found = subscribing_look_up(&house->mediation, &writer, "07700 900123", &id, NULL);

    g_assert_nonnull(found);
    return id;
}

static void
alerts_come_to_who_asks_and_says_yes(House *house, gconstpointer data)
{
    SubscriptionWish *none = NULL;
    g_autoptr(SubscriptionWish) wish = NULL;
    g_autofree char *asked = NULL, *told = NULL;

    (void)data;
    text_in(house, ADA, "START alerts");
    asked = last_got();
    g_assert_cmpstr(asked, ==,
                    "text: Northam Borough Council: answer YES to get by text message: Alerts. If it was not you, do "
                    "nothing.");
    g_assert_cmpint(state_of(house, &none), ==, SUBSCRIBER_ENDED);
    text_in(house, ADA, "Yes!");
    told = last_got();
    g_assert_cmpstr(told, ==,
                    "text: Northam Borough Council: you get by text message from now on: Alerts. To end it: STOP.");
    g_assert_cmpint(state_of(house, &wish), ==, SUBSCRIBER_ACTIVE);
    g_assert_true(subscription_wish_has(wish, PLACE_ALERTS));
    g_assert_cmpint(wish->frequency, ==, FREQUENCY_ONCE);
    text_in(house, ADA, "STOP");
    g_assert_cmpint(state_of(house, &none), ==, SUBSCRIBER_ENDED);
    g_assert_cmpuint(cases(house), ==, 0);
}

static void
a_code_from_the_page_counts_and_a_guess_does_not(House *house, gconstpointer data)
{
    g_autoptr(SubscriptionWish) wish = subscription_wish_new("en", FREQUENCY_WEEKLY), got_wish = NULL;
    g_autofree char *form = NULL, *sent = NULL, *code = NULL, *token = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    g_ptr_array_add(wish->topics, g_strdup(PLACE_ALL));
    g_assert_true(subscribing_ask(&house->mediation, &READER, "07700 900 123", wish, "192.0.2.1", &form, &error));
    WAIT_FOR(count_got() == 1);
    WAIT_FOR(backlog(house, WORK_SUBSCRIPTION) == 0);
    sent = last_got();
    code = g_strndup(strstr(sent, "your code is ") + strlen("your code is "), SUBSCRIBING_CODE_DIGITS);
    for (guint i = 1; i < SUBSCRIBING_CODE_TRIES; i++) {
        g_assert_false(subscribing_confirm_code(&house->mediation, &READER, form, "12345", &token, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
        g_clear_error(&error);
    }
    g_assert_true(subscribing_confirm_code(&house->mediation, &READER, form, code, &token, &error));
    g_assert_cmpint(state_of(house, &got_wish), ==, SUBSCRIBER_ACTIVE);
    g_assert_cmpint(got_wish->frequency, ==, FREQUENCY_ONCE); /* no digests by text message */
    g_clear_pointer(&token, g_free);
    g_assert_false(subscribing_confirm_code(&house->mediation, &READER, form, code, &token, &error)); /* too often */
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
}

/* The same token, its letters written otherwise. */
static void
other_spellings_of_a_page_have_no_tries_of_their_own(House *house, gconstpointer data)
{
    g_autoptr(SubscriptionWish) wish = subscription_wish_new("en", FREQUENCY_ONCE);
    g_autofree char *form = NULL, *token = NULL;

    (void)data;
    g_ptr_array_add(wish->topics, g_strdup(PLACE_ALL));
    g_assert_true(subscribing_ask(&house->mediation, &READER, "07700 900 123", wish, "192.0.2.1", &form, NULL));
    for (guint i = 0; i < 2 * SUBSCRIBING_CODE_TRIES; i++) {
        g_autofree char *spelt = g_strdup(form);
        g_autoptr(GError) error = NULL;

        spelt[i] = g_ascii_toupper(spelt[i]);
        g_assert_false(subscribing_confirm_code(&house->mediation, &READER, spelt, "12345", &token, &error));
        g_assert_error(error, TRIBUNE_ERROR,
                       (i < SUBSCRIBING_CODE_TRIES ? TRIBUNE_ERROR_INVALID : TRIBUNE_ERROR_NOT_FOUND));
    }
}

/* She knows her own code; it was never sent for this request, so it opens nothing of hers. */
static void
no_code_opens_a_subscription_that_was_there_before(House *house, gconstpointer data)
{
    g_autoptr(SubscriptionWish) wish = subscription_wish_new("en", FREQUENCY_ONCE);
    g_autofree char *form = NULL, *token = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    text_in(house, ADA, "START alerts");
    text_in(house, ADA, "Yes");
    g_ptr_array_add(wish->topics, g_strdup(PLACE_ALL));
    g_assert_true(subscribing_ask(&house->mediation, &READER, "07700 900 123", wish, "192.0.2.1", &form, NULL));
    WAIT_FOR(backlog(house, WORK_SUBSCRIPTION) == 0);
    g_assert_false(subscribing_confirm_code(&house->mediation, &READER, form, "12345", &token, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

static void
yes_is_heeded_once_and_then_is_a_message(House *house, gconstpointer data)
{
    (void)data;
    text_in(house, ADA, "START alerts");
    text_in(house, ADA, "Yes");
    g_assert_cmpuint(cases(house), ==, 0);
    text_in(house, ADA, "Yes");
    g_assert_cmpuint(cases(house), ==, 1);
}

static void
yes_is_seen_in_an_open_case(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;

    (void)data;
    text_in(house, ADA, "The lamp in Mill Lane is out");
    text_in(house, ADA, "START alerts");
    text_in(house, ADA, "Yes");
    g_assert_cmpuint(cases(house), ==, 1);
    view = look(house, 1);
    g_assert_true(view->a_case->unread);
    g_assert_cmpstr(view->a_case->preview, ==, "Yes");
}

static void
who_stopped_gets_no_code(House *house, gconstpointer data)
{
    g_autoptr(SubscriptionWish) wish = subscription_wish_new("en", FREQUENCY_ONCE);
    g_autofree char *form = NULL;

    (void)data;
    text_in(house, ADA, "STOP");
    g_ptr_array_add(wish->topics, g_strdup(PLACE_ALL));
    g_assert_true(subscribing_ask(&house->mediation, &READER, "07700 900 123", wish, "192.0.2.1", &form, NULL));
    g_assert_nonnull(form); /* the answer is the same */
    WAIT_FOR(backlog(house, WORK_SUBSCRIPTION) == 0);
    g_assert_cmpuint(count_got(), ==, 1);
}

/* ---- STOP that the network tells of, and what outlives it ---- */

static gboolean
has_event(House *house, EventKind kind)
{
    g_autoptr(CaseView) view = look(house, 1);
    gboolean found = FALSE;

    for (guint i = 0; i < view->events->len; i++)
        found |= ((const Event *)g_ptr_array_index(view->events, i))->kind == kind;
    return found;
}

static void
a_network_that_keeps_stop_to_itself_is_believed_by_its_report(House *house, gconstpointer data)
{
    const Channel *channel = channels_find(house->mediation.channels, "text");
    g_autoptr(CaseView) view = NULL, after = NULL;
    g_autoptr(GError) error = NULL;
    const CaseMessage *last;
    Report report = { .kind = REPORT_STOPPED, .code = (char *)"16", .words = (char *)"NACK/blocked/" };

    (void)data;
    text_in(house, ADA, "The lamp in Mill Lane is out");
    view = look(house, 1);
    answer(house, view, "It is repaired on Monday.");
    settle(house);
    after = look(house, 1);
    last = g_ptr_array_index(after->messages, after->messages->len - 1);
    report.delivery = last->delivery;
    g_assert_true(channel->host.report(&channel->host, &report, &error));
    g_assert_true(channel->host.report(&channel->host, &report, &error)); /* told twice */
    g_assert_true(is_stopped(house));
    g_assert_true(has_event(house, EVENT_ADDRESS_STOPPED));
    g_clear_pointer(&after, case_view_free);
    after = look(house, 1);
    last = g_ptr_array_index(after->messages, after->messages->len - 1);
    g_assert_cmpint(last->delivery_state, ==, DELIVERY_FAILED);
    g_assert_nonnull(strstr(last->delivery_reason, "It counts as STOP"));
    g_assert_cmpuint(count_got(), ==, 2); /* the receipt and the answer: what the network keeps back is not answered */
}

static void
so_it_is_of_a_copy_and_ends_the_subscription(House *house, gconstpointer data)
{
    const Channel *channel = channels_find(house->mediation.channels, "text");
    g_autoptr(SubscriptionWish) wish = NULL;
    SubscriptionWish *none = NULL;

    (void)data;
    law = TRUE; /* keeps nothing where the network delivers nothing */
    text_in(house, ADA, "START alerts");
    text_in(house, ADA, "Yes");
    g_assert_cmpint(state_of(house, &wish), ==, SUBSCRIBER_ACTIVE);
    g_assert_true(channel->host.report_copy(&channel->host, reader_id(house).value, REPORT_STOPPED, NULL));
    g_assert_true(is_stopped(house));
    g_assert_cmpint(state_of(house, &none), ==, SUBSCRIBER_ENDED);
}

/* A code to @address, which an officer asks for. */
static void
ask_code(House *house, const char *address)
{
    g_autoptr(CaseView) view = look(house, 1);
    const ProvingMatter matter = { .person = view->a_case->person, .language = "en" };
    g_autoptr(GError) error = NULL;
    guint before = count_got();

    proving_ask(&house->mediation, &house->officer, &matter, "text", address, &error);
    g_assert_no_error(error);
    WAIT_FOR(count_got() == before + 1);
    settle(house);
}

static void
a_report_on_a_code_is_a_stop_of_the_number_that_it_went_to(House *house, gconstpointer data)
{
    const Channel *channel = channels_find(house->mediation.channels, "text");
    Report report = { .kind = REPORT_STOPPED, .code = (char *)"16", .words = (char *)"NACK/blocked/" };
    g_autoptr(GError) error = NULL;

    (void)data;
    text_in(house, ADA, "The lamp in Mill Lane is out");
    ask_code(house, "07700 900124");
    report.delivery.value = atomic_load(&last_delivery);
    g_assert_true(channel->host.report(&channel->host, &report, &error));
    g_assert_true(has_stopped(house, "tel:+447700900124"));
    g_assert_false(is_stopped(house));
}

static void
a_refusal_is_a_stop_whether_of_a_code_a_receipt_or_an_answer(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;

    (void)data;
    atomic_store(&says_stopped, TRUE);
    text_in(house, ADA, "The lamp in Mill Lane is out"); /* its receipt */
    g_assert_true(is_stopped(house));
    g_assert_true(has_event(house, EVENT_ADDRESS_STOPPED));

    atomic_store(&says_stopped, TRUE);
    ask_code(house, "07700 900124");
    g_assert_true(has_stopped(house, "tel:+447700900124"));

    text_in(house, ADA, "START");
    g_assert_false(is_stopped(house));
    atomic_store(&says_stopped, TRUE);
    view = look(house, 1);
    answer(house, view, "It is repaired on Monday.");
    settle(house);
    g_assert_true(is_stopped(house));
}

static void
so_it_is_of_an_answer_to_a_word_and_of_the_code_for_the_page(House *house, gconstpointer data)
{
    g_autoptr(SubscriptionWish) wish = subscription_wish_new("en", FREQUENCY_ONCE), active = NULL;
    g_autofree char *form = NULL;
    SubscriptionWish *none = NULL;

    (void)data;
    text_in(house, ADA, "START alerts");
    text_in(house, ADA, "Yes");
    g_assert_cmpint(state_of(house, &active), ==, SUBSCRIBER_ACTIVE);
    atomic_store(&says_stopped, TRUE);
    text_in(house, ADA, "HELP");
    g_assert_true(is_stopped(house));
    g_assert_cmpint(state_of(house, &none), ==, SUBSCRIBER_ENDED);

    text_in(house, ADA, "START");
    g_ptr_array_add(wish->topics, g_strdup(PLACE_ALL));
    atomic_store(&says_stopped, TRUE);
    g_assert_true(subscribing_ask(&house->mediation, &READER, "07700 900123", wish, "192.0.2.1", &form, NULL));
    WAIT_FOR(backlog(house, WORK_SUBSCRIPTION) == 0);
    g_assert_true(is_stopped(house));
}

static void
so_it_is_by_a_report_on_either_and_what_is_forgotten_is_nobody_s(House *house, gconstpointer data)
{
    const Channel *channel = channels_find(house->mediation.channels, "text");
    gint64 notice;

    (void)data;
    text_in(house, ADA, "HELP");
    notice = atomic_load(&last_notice);
    g_assert_true(channel->host.report_notice(&channel->host, notice, REPORT_FAILED, NULL));
    g_assert_true(channel->host.report_notice(&channel->host, notice + 1, REPORT_STOPPED, NULL));
    g_assert_false(is_stopped(house));
    g_assert_true(channel->host.report_notice(&channel->host, notice, REPORT_STOPPED, NULL));
    g_assert_true(is_stopped(house));
}

static void
what_stop_is_answered_names_the_telephone_in_one_part(House *house, gconstpointer data)
{
    g_autofree char *told = NULL, *again = NULL;

    (void)data;
    house->mediation.telephone = "01632 960 001";
    text_in(house, ADA, "STOP");
    told = last_got();
    g_assert_true(g_str_has_suffix(told, "To undo this: START. 01632 960 001"));
    g_assert_cmpuint(strlen(told) - strlen("text: "), <=, 160);
    house->mediation.authority = "Metropolitan Borough Council of Northam and Mill Valley";
    text_in(house, "447700900124", "STOP");
    again = last_got();
    g_assert_true(g_str_has_suffix(again, "START. 01632 960 001"));
    g_assert_cmpuint(strlen(again) - strlen("text: "), <=, 160);
}

static void
alerts_of_danger_outlive_stop_only_where_the_law_says_so_and_one_more_ends_them(House *house, gconstpointer data)
{
    g_autoptr(SubscriptionWish) wish = NULL, kept = NULL;
    SubscriptionWish *none = NULL;
    g_autofree char *told = NULL, *again = NULL;

    (void)data;
    law = TRUE;
    text_in(house, ADA, "START alerts");
    text_in(house, ADA, "Yes");
    text_in(house, ADA, "STOP");
    told = last_got();
    g_assert_nonnull(strstr(told, "we send you nothing more but alerts of danger to life."));
    g_assert_true(is_stopped(house));
    g_assert_cmpint(state_of(house, &kept), ==, SUBSCRIBER_ACTIVE);
    g_assert_cmpuint(kept->topics->len, ==, 1);
    g_assert_true(subscription_wish_has(kept, PLACE_DANGER));
    text_in(house, ADA, "STOP");
    again = last_got();
    g_assert_nonnull(strstr(again, "we send you nothing more that you did not ask for."));
    g_assert_cmpint(state_of(house, &none), ==, SUBSCRIBER_ENDED);
    g_assert_cmpuint(count_got(), ==, 4);
    text_in(house, ADA, "STOP");
    g_assert_cmpuint(count_got(), ==, 4);
}

static void
codes_and_news_go_to_no_other_country_and_answers_do(House *house, gconstpointer data)
{
    g_autoptr(SubscriptionWish) wish = subscription_wish_new("en", FREQUENCY_ONCE);
    g_autoptr(GError) error = NULL;
    g_autofree char *form = NULL, *told = NULL;

    (void)data;
    g_ptr_array_add(wish->topics, g_strdup(PLACE_ALL));
    g_assert_false(subscribing_ask(&house->mediation, &READER, "+1 202 555 0100", wish, "192.0.2.1", &form, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, "the country of this number"));
    WAIT_FOR(backlog(house, WORK_SUBSCRIPTION) == 0);
    g_assert_cmpuint(count_got(), ==, 0);
    text_in(house, "12025550100", "START alerts"); /* a message like any other */
    g_assert_cmpuint(cases(house), ==, 1);
    told = last_got();
    g_assert_nonnull(strstr(told, "has your message"));
}

/* ---- a gateway that says nothing ---- */

static guint
count_attempts(House *house, EventKind kind, gboolean doubtful)
{
    g_autoptr(CaseView) view = look(house, 1);
    guint count = 0;

    for (guint i = 0; i < view->events->len; i++) {
        const Event *event = g_ptr_array_index(view->events, i);

        count += event->kind == kind && json_is_true(json_object_get(event->detail, "possible-duplicate")) == doubtful;
    }
    return count;
}

static void
what_may_have_been_taken_is_marked_when_it_goes_again(House *house, gconstpointer data)
{
    (void)data;
    atomic_store(&says_nothing, TRUE);
    hand_in(house, "text", ADA, "The lamp in Mill Lane is out");
    WAIT_FOR(cases(house) == 1);
    WAIT_FOR(count_attempts(house, EVENT_DELIVERY_RETRIED, FALSE) == 1);
    g_assert_false(atomic_load(&says_again));
    clock_pin(clock_now() + CLOCK_HOUR);
    work_wake(house->mediation.work, WORK_DELIVER);
    WAIT_FOR(count_got() == 2);
    WAIT_FOR(count_attempts(house, EVENT_DELIVERY_ACCEPTED, TRUE) == 1);
    g_assert_true(atomic_load(&says_again));
    clock_pin(0);
}

DB_STATEMENT(test_died_over, "UPDATE jobs SET attempts = attempts + 1");

/* As a node leaves it that dies while it sends. */
static gboolean
die_over_it(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &test_died_over);

    (void)data;
    return db_run(query, error);
}

static gboolean
is_troubled(House *house, const char *kind)
{
    JobBacklog waiting;

    return work_backlog(house->mediation.work, kind, &waiting, NULL) && waiting.troubled > 0;
}

static guint64
count_notices(House *house)
{
    NoticeCounts counts;

    notices_counts(&house->mediation, &counts);
    g_assert_cmpuint(counts.sent, ==, count_got() / 2); /* each of these tests sends one again */
    return counts.twice;
}

static void
send_help_again(House *house, gboolean dies)
{
    hand_in(house, "text", ADA, "HELP");
    WAIT_FOR(count_got() % 2 == 1 && is_troubled(house, WORK_HEED));
    if (dies)
        g_assert_true(store_write(house->mediation.store, die_over_it, NULL, NULL));
    clock_pin(clock_now() + CLOCK_HOUR);
    work_wake(house->mediation.work, WORK_HEED);
    WAIT_FOR(backlog(house, WORK_HEED) == 0);
    clock_pin(0);
}

static void
a_notice_that_may_have_got_there_counts_as_sent_perhaps_twice(House *house, gconstpointer data)
{
    (void)data;
    atomic_store(&is_away, TRUE);
    send_help_again(house, FALSE);
    g_assert_cmpuint(count_notices(house), ==, 0); /* it was not reached the first time */
    atomic_store(&is_away, TRUE);
    send_help_again(house, TRUE);
    g_assert_cmpuint(count_notices(house), ==, 1);
    atomic_store(&says_nothing, TRUE);
    send_help_again(house, FALSE);
    g_assert_cmpuint(count_notices(house), ==, 2);
}

#define MANY 20

static char *
got_at(guint back)
{
    MUTEX_HELD(&got.mutex);
    g_assert_cmpuint(got.texts->len, >, back);
    return g_strdup(g_ptr_array_index(got.texts, got.texts->len - 1 - back));
}

static void
answer_twice(House *house)
{
    g_autoptr(CaseView) view = NULL, after = NULL;

    text_in(house, ADA, "The lamp in Mill Lane is out");
    view = look(house, 1);
    atomic_store(&says_nothing, TRUE);
    answer(house, view, "It is repaired on Monday.");
    WAIT_FOR(count_attempts(house, EVENT_DELIVERY_RETRIED, FALSE) == 1);
    after = look(house, 1);
    answer(house, after, "No, on Tuesday.");
}

/* How many text messages have left ten minutes later: what is put off then is due the next time. */
static guint
got_a_while_later(House *house)
{
    clock_pin(clock_now() + 10 * CLOCK_MINUTE);
    work_wake(house->mediation.work, WORK_DELIVER);
    g_usleep(CLOCK_SECOND / 10);
    return count_got();
}

static void
two_answers_arrive_in_the_order_in_which_they_were_given(House *house, gconstpointer data)
{
    g_autofree char *first = NULL, *second = NULL;

    (void)data;
    answer_twice(house);
    WAIT_FOR(got_a_while_later(house) == 4);
    first = got_at(1);
    second = got_at(0);
    g_assert_true(g_str_has_prefix(first, "text: It is repaired on Monday."));
    g_assert_true(g_str_has_prefix(second, "text: No, on Tuesday."));
    settle(house);
    clock_pin(0);
}

static void
many_answers_to_one_person_leave_in_order_one_right_after_the_other(House *house, gconstpointer data)
{
    guint before;

    (void)data;
    text_in(house, ADA, "The lamp in Mill Lane is out");
    WAIT_FOR(count_got() == 1);
    before = count_got();
    for (guint i = 0; i < MANY; i++) {
        g_autoptr(CaseView) view = look(house, 1);
        g_autofree char *words = g_strdup_printf("Answer %02u.", i);

        answer(house, view, words);
    }
    WAIT_FOR(count_got() == before + MANY);
    for (guint i = 0; i < MANY; i++) {
        g_autofree char *words = g_strdup_printf("text: Answer %02u.", i), *text = got_at(MANY - 1 - i);

        g_assert_true(g_str_has_prefix(text, words));
    }
}

static void
an_answer_that_is_never_taken_holds_up_the_next_for_a_day_at_most(House *house, gconstpointer data)
{
    (void)data;
    answer_twice(house);
    g_assert_cmpuint(count_got(), ==, 2);
    atomic_store(&says_nothing, TRUE); /* whichever goes first: it is not known to be taken */
    clock_pin(clock_now() + CLOCK_DAY + CLOCK_HOUR);
    work_wake(house->mediation.work, WORK_DELIVER);
    WAIT_FOR(count_got() == 4);
    clock_pin(0);
}

/* ---- moving ---- */

static EndpointId
find_number(House *house, const char *channel)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(house->mediation.directory);
    const Endpoint *endpoint = directory_find_endpoint(snapshot, channel, NUMBER);

    g_assert_nonnull(endpoint);
    return endpoint->id;
}

static void
a_number_moves_and_its_cases_go_on(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL, after = NULL;
    g_autofree char *told = NULL, *receipt = NULL;
    g_autoptr(GError) error = NULL;
    EndpointId id;

    (void)data;
    text_in(house, ADA, "The lamp in Mill Lane is out");
    id = find_number(house, "text");
    g_assert_false(endpoint_move(&house->mediation, &house->officer, id, "text2", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_clear_error(&error);
    g_assert_true(endpoint_move(&house->mediation, &ADMIN, id, "text2", &error));
    g_assert_no_error(error);
    g_assert_cmpint(find_number(house, "text2").value, ==, id.value);
    g_assert_cmpint(find_number(house, "text").value, ==, id.value);

    text_by(house, "text", ADA, "It is the one at number 12"); /* was on its way by the old one */
    text_by(house, "text2", ADA, "And it hums");
    g_assert_cmpuint(cases(house), ==, 1);
    view = look(house, 1);
    answer(house, view, "It is repaired on Monday.");
    settle(house);
    told = last_got();
    g_assert_true(g_str_has_prefix(told, "text2: It is repaired on Monday."));

    text_by(house, "text", "447700900999", "A new matter, by the old one");
    g_assert_cmpuint(cases(house), ==, 2);
    receipt = last_got();
    g_assert_true(g_str_has_prefix(receipt, "text2: ")); /* answered by the new one */

    g_assert_true(endpoint_move(&house->mediation, &ADMIN, id, "text", &error)); /* and back */
    text_by(house, "text2", ADA, "Thanks");
    g_assert_cmpuint(cases(house), ==, 2);
}

static void
a_number_moves_only_where_it_can_be(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    EndpointId other, id = find_number(house, "text");

    (void)data;
    g_assert_false(endpoint_move(&house->mediation, &ADMIN, id, "mail", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_clear_error(&error);
    g_assert_true(directory_add_endpoint(house->mediation.directory, &ADMIN, "text2", NUMBER, "Same", house->unit,
                                         &other, &error));
    g_assert_false(endpoint_move(&house->mediation, &ADMIN, id, "text2", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
}

#define STORY(name, function) g_test_add("/text/" name, House, NULL, set_up_texts, function, tear_down_texts)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    STORY("stop", stop_is_told_once_and_opens_nothing);
    STORY("stopped", who_stopped_is_answered_and_gets_no_receipt);
    STORY("start", start_takes_it_back);
    STORY("seen", stop_is_seen_in_an_open_case);
    STORY("help", help_says_who_we_are_also_to_who_stopped);
    STORY("bound", one_address_gets_so_many_answers_a_day);
    STORY("yes", yes_to_nothing_that_we_asked_is_a_message);
    STORY("alerts", alerts_come_to_who_asks_and_says_yes);
    STORY("code", a_code_from_the_page_counts_and_a_guess_does_not);
    STORY("other-spellings", other_spellings_of_a_page_have_no_tries_of_their_own);
    STORY("code-of-none", no_code_opens_a_subscription_that_was_there_before);
    STORY("yes-once", yes_is_heeded_once_and_then_is_a_message);
    STORY("unanswered", what_may_have_been_taken_is_marked_when_it_goes_again);
    STORY("notice-again", a_notice_that_may_have_got_there_counts_as_sent_perhaps_twice);
    STORY("many-in-order", many_answers_to_one_person_leave_in_order_one_right_after_the_other);
    STORY("in-order", two_answers_arrive_in_the_order_in_which_they_were_given);
    STORY("in-order-day", an_answer_that_is_never_taken_holds_up_the_next_for_a_day_at_most);
    STORY("yes-in-case", yes_is_seen_in_an_open_case);
    STORY("stop-reported", a_network_that_keeps_stop_to_itself_is_believed_by_its_report);
    STORY("stop-of-copy", so_it_is_of_a_copy_and_ends_the_subscription);
    STORY("stop-of-code", a_report_on_a_code_is_a_stop_of_the_number_that_it_went_to);
    STORY("stop-refused", a_refusal_is_a_stop_whether_of_a_code_a_receipt_or_an_answer);
    STORY("stop-refused-notice", so_it_is_of_an_answer_to_a_word_and_of_the_code_for_the_page);
    STORY("stop-notice", so_it_is_by_a_report_on_either_and_what_is_forgotten_is_nobody_s);
    STORY("stop-telephone", what_stop_is_answered_names_the_telephone_in_one_part);
    STORY("stop-alerts", alerts_of_danger_outlive_stop_only_where_the_law_says_so_and_one_more_ends_them);
    STORY("countries", codes_and_news_go_to_no_other_country_and_answers_do);
    STORY("no-code", who_stopped_gets_no_code);
    STORY("move", a_number_moves_and_its_cases_go_on);
    STORY("move-where", a_number_moves_only_where_it_can_be);
    return g_test_run();
}
