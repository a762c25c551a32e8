/* SPDX-License-Identifier: Apache-2.0 */
/* News by mail from the form to the last copy, into a folder. */
#include <stdatomic.h>

#include "command/test-mail-house.h"
#include "mediation/pausing.h"
#include "mediation/publishing/publishing.h"
#include "mediation/subscribing/heeding.h"
#include "mediation/subscribing/newsletter.h"
#include "mediation/subscribing/subscribing.h"

#define PORTAL "https://contact.northam.example"

static const RoleGrant WRITER = { ROLE_COMMUNICATIONS, { 0 } };
static const Actor MAYA = { .kind = ACTOR_STAFF, .staff = { 1 }, .name = "Maya", .grants = &WRITER, .grant_count = 1 };
static const Actor OMAR = { .kind = ACTOR_STAFF, .staff = { 2 }, .name = "Omar", .grants = &WRITER, .grant_count = 1 };
static const Actor READER = { .kind = ACTOR_CITIZEN, .name = "reader" };
static const Actor CHANNEL = { .kind = ACTOR_CHANNEL, .name = "mail" };

static const char *from; /* NULL: the house's own address */

static void
furnish_news(Mediation *mediation)
{
    test_hire(mediation->store, &MAYA);
    test_hire(mediation->store, &OMAR);
    mediation->portal_url = PORTAL;
    mediation->publishing = publishing_new(mediation);
    mediation->subscribing = subscribing_new(
        mediation, &(SubscribingSettings){ .connections = 3, .digest_hour = 7, .from = from, .secret = { 9 } });
    publishing_register(mediation);
    subscribing_register(mediation);
    newsletter_register(mediation);
    g_assert_true(newsletter_prepare(mediation, NULL));
}

/* Mail as it is, but for what the test wants to see, and to happen. */
static struct channel_driver news_channel;
static const struct channel_driver *const NEWS_DRIVERS[] = { &news_channel, NULL };
static _Atomic gboolean goes_away; /* the server, after it took the next copy and before it says so */
static _Atomic gboolean refuses;   /* the next copy, since she told the network that she wants nothing from us */
static _Atomic guint most_at_once;

static void
send_copies(gpointer channel, const Circular *circular, const Rendering *rendering, const CircularCopy *copies,
            guint count, gint64 deadline, CircularOutcome *ret)
{
    gboolean away = circular->kind == CIRCULAR_LIST && atomic_exchange(&goes_away, FALSE);

    atomic_store(&most_at_once, MAX(atomic_load(&most_at_once), count));
    if (atomic_exchange(&refuses, FALSE)) {
        ret[0] = (CircularOutcome){ .outcome = OUTCOME_REFUSED, .stopped = TRUE, .code = "400" };
        return;
    }
    email_channel.send_circular(channel, circular, rendering, copies, away ? 1 : count, deadline, ret);
    if (!away)
        return;
    ret[0] = (CircularOutcome){ .outcome = OUTCOME_RETRY, .code = ATTEMPT_UNANSWERED };
    for (guint i = 1; i < count; i++)
        ret[i] = (CircularOutcome){ .outcome = OUTCOME_RETRY, .code = "connect", .unreached = TRUE };
}

static void
set_up_watched(House *house, guint abilities)
{
    news_channel = email_channel;
    news_channel.send_circular = send_copies;
    news_channel.capabilities.abilities &= abilities;
    atomic_store(&goes_away, FALSE);
    atomic_store(&refuses, FALSE);
    atomic_store(&most_at_once, 0);
    house->furnish_more = furnish_news;
    open_mail_house_with(house, HELLO, "northam.example", MASTER, NEWS_DRIVERS);
}

static void
set_up_seen(House *house, gconstpointer data)
{
    (void)data;
    set_up_watched(house, ~0U);
}

static void
set_up_named(House *house, gconstpointer data)
{
    from = "hello@northam.example";
    set_up_seen(house, data);
    from = NULL;
}

static void
set_up_unknowing(House *house, gconstpointer data)
{
    (void)data;
    set_up_watched(house, ~(guint)CHANNEL_KNOWS_COPIES);
}

static void
set_up_news(House *house, gconstpointer data)
{
    house->furnish_more = furnish_news;
    set_up_mail(house, data);
}

static void
tear_down_news(House *house, gconstpointer data)
{
    Subscribing *subscribing = house->mediation.subscribing;
    Publishing *publishing = house->mediation.publishing;

    tear_down(house, data);
    subscribing_free(subscribing);
    publishing_free(publishing);
}

/* ---- what people do ---- */

static gboolean
ask(House *house, const char *address, Frequency frequency, const char *topic)
{
    g_autoptr(SubscriptionWish) wish = subscription_wish_new("en", frequency);

    g_ptr_array_add(wish->topics, g_strdup(topic));
    g_autoptr(GError) error = NULL;
    gboolean done = subscribing_ask(&house->mediation, &READER, address, wish, "192.0.2.1", NULL, &error);

    if (!done)
        g_test_message("%s", error->message);
    return done;
}

/* What stands behind @before in @text, as long as a token is. */
static char *
token_behind(const char *text, const char *before)
{
    g_autofree char *whole = g_strdup(text);
    char *soft, *found;

    while ((soft = strstr(whole, "=\r\n")) != NULL)
        memmove(soft, soft + 3, strlen(soft + 3) + 1);
    found = strstr(whole, before);
    if (found == NULL)
        g_test_message("no %s in\n%s", before, whole);
    g_assert_nonnull(found);
    return g_strndup(found + strlen(before), CIRCULAR_TOKEN_LENGTH);
}

/* The newest file in the outbox; names begin with ids, which only grow. */
static char *
last_mail(House *house)
{
    g_autoptr(GPtrArray) names = outbox(house);

    g_assert_cmpuint(names->len, >, 0);
    return read_sent(house, g_ptr_array_index(names, names->len - 1));
}

/* Her own token. */
static char *
subscribe(House *house, const char *address, Frequency frequency, const char *topic)
{
    guint before = sent(house);
    g_autofree char *mail = NULL, *token = NULL;
    char *own = NULL;

    g_assert_true(ask(house, address, frequency, topic));
    WAIT_FOR(sent(house) == before + 1);
    mail = last_mail(house);
    token = token_behind(mail, PORTAL "/subscription/confirm/");
    g_assert_true(subscribing_check_request(&house->mediation, &READER, token, NULL));
    g_assert_true(subscribing_confirm(&house->mediation, &READER, token, &own, NULL));
    return own;
}

typedef struct {
    House *house;
    PublicationId id;
    Digest digest;
} Looking;

static gboolean
read_digest(DbSession *session, gpointer data, GError **error)
{
    Looking *looking = data;
    g_autoptr(PublicationRow) row = publication_store_load(session, looking->id, error);

    if (row != NULL)
        looking->digest = row->digest;
    return row != NULL;
}

static void
let_go(House *house, PublicationId id)
{
    g_autoptr(GError) error = NULL;
    Looking looking = { house, id };

    publishing_submit(&house->mediation, &MAYA, id, 0, &error);
    g_assert_no_error(error);
    g_assert_true(store_read(house->mediation.store, read_digest, &looking, NULL));
    publishing_decide(&house->mediation, &OMAR, id, &looking.digest, VERDICT_APPROVE, "", "", &error);
    g_assert_no_error(error);
    publishing_release(&house->mediation, &MAYA, id, 0, &error);
    g_assert_no_error(error);
}

static PublicationId
publish(House *house, PublicationKind kind, const char *title)
{
    g_autoptr(PublicationContent) content = publication_content_new();
    PublicationText *text = publication_content_add_text(content, "en");
    g_autoptr(GError) error = NULL;
    PublicationId id;

    g_free(text->title);
    g_free(text->body);
    text->title = g_strdup(title);
    text->body = g_strdup("The bridge is closed from Monday.\n\n.dots at the beginning stay");
    if (kind == PUBLICATION_ALERT)
        content->expires = clock_now() + CLOCK_DAY;
    publishing_make(&house->mediation, &MAYA, kind, content, &id, &error);
    g_assert_no_error(error);
    let_go(house, id);
    return id;
}

DB_STATEMENT(test_count_of_kind, "SELECT count(*) FROM events WHERE kind = $1");
DB_STATEMENT(test_last_mailing, "SELECT total, sent, failed, ended FROM mailings ORDER BY id DESC LIMIT 1");
DB_STATEMENT(test_last_release_mailing,
             "SELECT total, sent, failed, ended FROM mailings WHERE kind = 'once' ORDER BY id DESC LIMIT 1");

typedef struct {
    const char *kind; /* of events; of a mailing NULL: any */
    gint64 numbers[4];
} Numbers;

static gboolean
read_count(DbSession *session, gpointer data, GError **error)
{
    Numbers *numbers = data;
    g_autoptr(DbQuery) query = db_query(session, &test_count_of_kind);

    db_bind_text(query, numbers->kind);
    if (!db_step_one(query, "count", error))
        return FALSE;
    numbers->numbers[0] = db_int(query, 0);
    return TRUE;
}

static gint64
count_events(House *house, EventKind kind)
{
    Numbers numbers = { event_kind_name(kind), { 0 } };

    g_assert_true(store_read(house->mediation.store, read_count, &numbers, NULL));
    return numbers.numbers[0];
}

static gboolean
read_mailing(DbSession *session, gpointer data, GError **error)
{
    Numbers *numbers = data;
    g_autoptr(DbQuery) query =
        db_query(session, numbers->kind == NULL ? &test_last_mailing : &test_last_release_mailing);

    memset(numbers->numbers, 0, sizeof numbers->numbers);
    if (db_step(query))
        for (int i = 0; i < 4; i++)
            numbers->numbers[i] = db_int(query, i);
    return db_finish(query, error);
}

static gboolean
has_ended_of(House *house, const char *kind, gint64 total, gint64 sent_out, gint64 failed)
{
    Numbers numbers = { kind, { 0 } };

    g_assert_true(store_read(house->mediation.store, read_mailing, &numbers, NULL));
    return numbers.numbers[3] > 0 && numbers.numbers[0] == total && numbers.numbers[1] == sent_out &&
           numbers.numbers[2] == failed;
}

static gboolean
has_ended(House *house, gint64 total, gint64 sent_out, gint64 failed)
{
    return has_ended_of(house, NULL, total, sent_out, failed);
}

/* ---- tests ---- */

static void
only_who_says_yes_gets_anything(House *house, gconstpointer data)
{
    g_autofree char *own = NULL, *mail = NULL, *token = NULL, *end = NULL, *id = NULL, *post = NULL, *list = NULL;
    guint before;

    (void)data;
    g_assert_true(ask(house, "bea@citizen.example", FREQUENCY_ONCE, PLACE_ALL));
    WAIT_FOR(sent(house) == 1);
    own = subscribe(house, "ada@citizen.example", FREQUENCY_ONCE, PLACE_ALL);
    before = sent(house);
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    WAIT_FOR(has_ended(house, 1, 1, 0));
    g_assert_cmpuint(sent(house), ==, before + 1);
    mail = last_mail(house);
    g_assert_nonnull(strstr(mail, "\r\nTo: ada@citizen.example\r\n"));
    g_assert_nonnull(strstr(mail, "Subject: Mill Bridge closed"));
    g_assert_nonnull(strstr(mail, "dots at the beginning stay"));
    g_assert_nonnull(strstr(mail, "Auto-Submitted: auto-generated"));
    g_assert_nonnull(strstr(mail, "Precedence: list"));
    list = field_of(mail, "List-Id");
    g_assert_cmpstr(list, ==, "news.northam.example");
    post = field_of(mail, "List-Unsubscribe-Post");
    g_assert_cmpstr(post, ==, "List-Unsubscribe=One-Click");
    token = token_behind(mail, "List-Unsubscribe: <" PORTAL "/subscription/");
    g_assert_cmpstr(token, ==, own);
    end = token_behind(mail, "get, or end it:\r\n" PORTAL "/subscription/");
    g_assert_cmpstr(end, ==, own);
    id = field_of(mail, "Message-ID");
    g_assert_true(g_str_has_prefix(id, "n."));
    g_assert_cmpint(count_events(house, EVENT_MAILING_STARTED), ==, 1);
    g_assert_cmpint(count_events(house, EVENT_MAILING_ENDED), ==, 1);
}

static void
an_address_gets_no_more_than_three_mails_a_day(House *house, gconstpointer data)
{
    (void)data;
    for (guint i = 0; i < SUBSCRIBING_MAILS_MAX + 2; i++)
        g_assert_true(ask(house, "ADA@citizen.example", FREQUENCY_ONCE, PLACE_ALL));
    WAIT_FOR(backlog(house, WORK_SUBSCRIPTION) == 0);
    g_assert_cmpuint(sent(house), ==, SUBSCRIBING_MAILS_MAX);
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
}

static void
one_source_fills_in_no_more_than_ten_forms_an_hour(House *house, gconstpointer data)
{
    (void)data;
    for (guint i = 0; i < SUBSCRIBING_FORMS_MAX; i++) {
        g_autofree char *address = g_strdup_printf("reader%u@citizen.example", i);

        g_assert_true(ask(house, address, FREQUENCY_ONCE, PLACE_ALL));
    }
    g_assert_false(ask(house, "another@citizen.example", FREQUENCY_ONCE, PLACE_ALL));
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
}

static void
who_has_a_subscription_is_led_to_it_and_nothing_changes(House *house, gconstpointer data)
{
    g_autofree char *own = subscribe(house, "ada@citizen.example", FREQUENCY_WEEKLY, PLACE_ALL), *mail = NULL,
                    *token = NULL;
    g_autoptr(Subscription) found = NULL;
    guint before = sent(house);

    (void)data;
    g_assert_true(ask(house, "ada@citizen.example", FREQUENCY_ONCE, PLACE_ALERTS));
    WAIT_FOR(sent(house) == before + 1);
    mail = last_mail(house);
    token = token_behind(mail, PORTAL "/subscription/");
    g_assert_cmpstr(token, ==, own);
    found = subscribing_enter(&house->mediation, &READER, own, NULL);
    g_assert_cmpint(found->wish->frequency, ==, FREQUENCY_WEEKLY);
    g_assert_cmpstr(found->address, ==, "a…@citizen.example");
}

static void
a_guessed_link_opens_nothing(House *house, gconstpointer data)
{
    g_autofree char *own = subscribe(house, "ada@citizen.example", FREQUENCY_ONCE, PLACE_ALL);
    g_autoptr(Subscription) found = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    own[CIRCULAR_TOKEN_LENGTH - 1] = own[CIRCULAR_TOKEN_LENGTH - 1] == '0' ? '1' : '0';
    found = subscribing_enter(&house->mediation, &READER, own, &error);
    g_assert_null(found);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
    g_assert_false(subscribing_end(&house->mediation, &READER, own, NULL));
}

static void
who_ends_it_is_forgotten_and_gets_no_more(House *house, gconstpointer data)
{
    g_autofree char *ada = subscribe(house, "ada@citizen.example", FREQUENCY_ONCE, PLACE_ALL);
    g_autofree char *bea = subscribe(house, "bea@citizen.example", FREQUENCY_ONCE, PLACE_ALL);
    g_autoptr(Subscription) found = NULL;

    (void)data;
    g_assert_true(subscribing_end(&house->mediation, &READER, ada, NULL));
    g_assert_true(subscribing_end(&house->mediation, &READER, ada, NULL));
    found = subscribing_enter(&house->mediation, &READER, ada, NULL);
    g_assert_cmpint(found->state, ==, SUBSCRIBER_ENDED);
    g_assert_cmpstr(found->address, ==, "");
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    WAIT_FOR(has_ended(house, 1, 1, 0));
}

static SubscriberId
id_of(const char *token)
{
    g_autofree char *text = g_strndup(token, ID_TEXT_SIZE - 1);
    SubscriberId id;

    g_assert_true(id_parse(text, &id.value));
    return id;
}

static void
mail_that_comes_back_suppresses_until_she_confirms_again(House *house, gconstpointer data)
{
    g_autofree char *ada = subscribe(house, "ada@citizen.example", FREQUENCY_ONCE, PLACE_ALL), *again = NULL;
    g_autoptr(Subscription) found = NULL, anew = NULL;

    (void)data;
    g_assert_true(subscribing_report(&house->mediation, &CHANNEL, id_of(ada), REPORT_DELAYED, NULL));
    g_assert_true(subscribing_report(&house->mediation, &CHANNEL, id_of(ada), REPORT_FULL, NULL));
    g_assert_true(subscribing_report(&house->mediation, &CHANNEL, id_of(ada), REPORT_GONE, NULL));
    found = subscribing_enter(&house->mediation, &READER, ada, NULL);
    g_assert_cmpint(found->state, ==, SUBSCRIBER_SUPPRESSED);
    again = subscribe(house, "ada@citizen.example", FREQUENCY_ONCE, PLACE_ALL);
    anew = subscribing_enter(&house->mediation, &READER, again, NULL);
    g_assert_cmpint(anew->state, ==, SUBSCRIBER_ACTIVE);
    g_assert_cmpint(count_events(house, EVENT_SUBSCRIBER_CHANGED), ==, 3);
}

/* Links, bounces and complaints of mails that she got before are about her subscription still. */
static void
who_subscribes_again_keeps_the_links_that_she_had(House *house, gconstpointer data)
{
    g_autofree char *first = subscribe(house, "ada@citizen.example", FREQUENCY_ONCE, PLACE_ALL), *second = NULL,
                    *third = NULL;
    g_autoptr(Subscription) found = NULL, gone = NULL;

    (void)data;
    g_assert_true(subscribing_end(&house->mediation, &READER, first, NULL));
    second = subscribe(house, "ada@citizen.example", FREQUENCY_WEEKLY, PLACE_ALL);
    g_assert_cmpstr(second, ==, first);
    found = subscribing_enter(&house->mediation, &READER, first, NULL);
    g_assert_cmpint(found->state, ==, SUBSCRIBER_ACTIVE);
    g_assert_cmpint(found->wish->frequency, ==, FREQUENCY_WEEKLY);
    g_assert_true(subscribing_report(&house->mediation, &CHANNEL, id_of(first), REPORT_COMPLAINT, NULL));
    gone = subscribing_enter(&house->mediation, &READER, second, NULL);
    g_assert_cmpint(gone->state, ==, SUBSCRIBER_SUPPRESSED);
    third = subscribe(house, "ada@citizen.example", FREQUENCY_ONCE, PLACE_ALL);
    g_assert_cmpstr(third, ==, first);
}

DB_STATEMENT(test_confirmed, "SELECT confirmed FROM subscribers");

static gboolean
read_confirmed(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &test_confirmed);

    if (!db_step_one(query, "subscriber", error))
        return FALSE;
    *(gint64 *)data = db_int(query, 0);
    return TRUE;
}

/* The mail with the second request lies there still when she has changed what she wants. */
static void
a_yes_that_is_pressed_twice_is_the_same_yes(House *house, gconstpointer data)
{
    g_autoptr(SubscriptionWish) wish = subscription_wish_new("en", FREQUENCY_DAILY);
    char *tokens[2] = { NULL }, *own[3] = { NULL };
    gint64 confirmed[2] = { 0 };

    (void)data;
    g_ptr_array_add(wish->topics, g_strdup(PLACE_ALL));
    for (guint i = 0; i < 2; i++) {
        g_autofree char *mail = NULL;

        g_assert_true(ask(house, "ada@citizen.example", i == 0 ? FREQUENCY_ONCE : FREQUENCY_WEEKLY, PLACE_ALL));
        WAIT_FOR(sent(house) == i + 1);
        mail = last_mail(house);
        tokens[i] = token_behind(mail, PORTAL "/subscription/confirm/");
    }
    for (guint i = 0; i < 2; i++) {
        g_assert_true(subscribing_confirm(&house->mediation, &READER, tokens[i], &own[i], NULL));
        g_assert_true(store_read(house->mediation.store, read_confirmed, &confirmed[i], NULL));
    }
    g_assert_cmpstr(own[1], ==, own[0]);
    g_assert_cmpint(confirmed[1], ==, confirmed[0]);
    g_assert_true(subscribing_change(&house->mediation, &READER, own[0], wish, NULL));
    g_assert_true(subscribing_confirm(&house->mediation, &READER, tokens[1], &own[2], NULL));
    g_assert_cmpstr(own[2], ==, own[0]);
    {
        g_autoptr(Subscription) found = subscribing_enter(&house->mediation, &READER, own[0], NULL);

        g_assert_cmpint(found->wish->frequency, ==, FREQUENCY_DAILY);
    }
    for (guint i = 0; i < 3; i++)
        g_free(own[i]);
    for (guint i = 0; i < 2; i++)
        g_free(tokens[i]);
}

/* The mail server's view: what it hands in for the address that a copy came from. */
static void
bounces_and_complaints_are_read_from_what_mail_servers_send(House *house, gconstpointer data)
{
    g_autofree char *ada = subscribe(house, "ada@citizen.example", FREQUENCY_ONCE, PLACE_ALL), *mail = NULL, *id = NULL,
                    *part = NULL, *address = NULL, *text = NULL;
    g_autoptr(Address) desk = address_parse_uri(HELLO, NULL);
    g_autoptr(GBytes) bounce = NULL, complaint = NULL;
    g_autoptr(MessageDraft) read = NULL, complained = NULL, ended = NULL;
    const char dsn[] =
        "From: MAILER-DAEMON@mx.example\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\r\nno\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        "Final-Recipient: rfc822; ada@citizen.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n";

    (void)data;
    part = email_token_address(mail_of(house)->host.secret, desk, EMAIL_TOKEN_COPY, id_of(ada).value);
    address = g_strconcat("mailto:", part, NULL);
    bounce = g_bytes_new_static(dsn, sizeof dsn - 1);
    read = email_channel.parse(mail_of(house)->handle, bounce, "", address, NULL);
    g_assert_cmpint(read->copy, ==, id_of(ada).value);
    g_assert_cmpint(read->copy_report, ==, REPORT_GONE);
    g_assert_false(read->ends_copies);

    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    WAIT_FOR(has_ended(house, 1, 1, 0));
    mail = last_mail(house);
    id = field_of(mail, "Message-ID");
    text = g_strdup_printf("From: fbl@mail.example\r\nSubject: complaint\r\nMIME-Version: 1.0\r\n"
                           "Content-Type: multipart/report; report-type=feedback-report; boundary=b\r\n\r\n--b\r\n\r\n"
                           "spam\r\n--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\n"
                           "Version: 1\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <%s>\r\n"
                           "Subject: x\r\n\r\nx\r\n--b--\r\n",
                           id);
    complaint = g_bytes_new(text, strlen(text));
    complained = email_channel.parse(mail_of(house)->handle, complaint, "mailto:fbl@mail.example", HELLO, NULL);
    g_assert_cmpint(complained->copy, ==, id_of(ada).value);
    g_assert_cmpint(complained->copy_report, ==, REPORT_COMPLAINT);

    g_free(part);
    g_free(address);
    part = email_token_address(mail_of(house)->host.secret, desk, EMAIL_TOKEN_END, id_of(ada).value);
    address = g_strconcat("mailto:", part, NULL);
    ended = email_channel.parse(mail_of(house)->handle, bounce, "mailto:ada@citizen.example", address, NULL);
    g_assert_true(ended->ends_copies);
}

static void
a_correction_goes_to_whom_the_release_went(House *house, gconstpointer data)
{
    g_autofree char *ada = NULL, *mail = NULL, *bea = NULL;
    g_autoptr(GError) error = NULL;
    guint before;
    PublicationId untold, told;

    (void)data;
    untold = publish(house, PUBLICATION_NEWS, "Before anybody asked");
    ada = subscribe(house, "ada@citizen.example", FREQUENCY_ONCE, PLACE_ALL);
    told = publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    WAIT_FOR(has_ended(house, 1, 1, 0));
    before = sent(house);
    g_assert_true(publishing_withdraw(&house->mediation, &MAYA, untold, 0, "It was wrong.", &error));
    g_assert_true(publishing_withdraw(&house->mediation, &MAYA, told, 0, "It is open.", &error));
    for (guint i = 0; i < 2; i++) {
        Looking looking = { house, i == 0 ? untold : told };

        g_assert_true(store_read(house->mediation.store, read_digest, &looking, NULL));
        publishing_decide(&house->mediation, &OMAR, looking.id, &looking.digest, VERDICT_APPROVE, "", "", &error);
        g_assert_no_error(error);
        publishing_release(&house->mediation, &MAYA, looking.id, 0, &error);
        g_assert_no_error(error);
    }
    WAIT_FOR(sent(house) == before + 1);
    mail = last_mail(house);
    g_assert_nonnull(strstr(mail, "Subject: Withdrawn: Mill Bridge closed"));
    g_assert_nonnull(strstr(mail, "It is open."));
    g_assert_cmpint(count_events(house, EVENT_MAILING_STARTED), ==, 2);
}

static void
a_large_mailing_takes_many_batches_and_each_gets_hers_once(House *house, gconstpointer data)
{
    const guint people = 2 * NEWSLETTER_BATCH + 7;
    g_autoptr(GPtrArray) addresses = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) names = NULL;
    g_autoptr(SubscriptionWish) wish = subscription_wish_new("en", FREQUENCY_ONCE);
    g_autoptr(GError) error = NULL;
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    guint added;

    (void)data;
    g_ptr_array_add(wish->topics, g_strdup(PLACE_ALL));
    for (guint i = 0; i < people; i++) {
        g_ptr_array_add(addresses, g_strdup_printf("reader%u@citizen.example", i));
        if (addresses->len < SUBSCRIBING_IMPORT_MAX && i + 1 < people)
            continue;
        g_assert_true(subscribing_import(&house->mediation, &ACTOR_TRIBUNE, addresses, wish, &added, &error));
        g_assert_cmpuint(added, ==, addresses->len);
        g_ptr_array_set_size(addresses, 0);
    }
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    for (guint i = 0; i < 10 && !has_ended(house, people, people, 0); i++)
        g_usleep(500000);
    WAIT_FOR(has_ended(house, people, people, 0));
    names = outbox(house);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *mail = read_sent(house, g_ptr_array_index(names, i));

        g_assert_true(g_hash_table_add(seen, field_of(mail, "To")));
        g_assert_true(g_hash_table_add(seen, field_of(mail, "Message-ID")));
    }
    g_assert_cmpuint(g_hash_table_size(seen), ==, 2 * people);
}

DB_STATEMENT(test_exceptions, "SELECT count(*) FROM mailing_exceptions WHERE due > 0");

static gboolean
read_exceptions(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &test_exceptions);

    if (!db_step_one(query, "count", error))
        return FALSE;
    *(gint64 *)data = db_int(query, 0);
    return TRUE;
}

static gint64
exceptions(House *house)
{
    gint64 count = -1;

    g_assert_true(store_read(house->mediation.store, read_exceptions, &count, NULL));
    return count;
}

DB_STATEMENT(test_under_way, "SELECT count(*) FROM jobs WHERE kind = 'newsletter' AND leased_until > 0");

static gboolean
read_under_way(DbSession *session, gpointer data, GError **error)
{
    gint64 *count = data;
    g_autoptr(DbQuery) query = db_query(session, &test_under_way);

    return db_step_one(query, "count", error) && (*count = db_int(query, 0), db_finish(query, error));
}

/* Its turn is over: what the clock says now counts from the next on. */
static gboolean
is_at_rest(House *house)
{
    gint64 count = -1;

    g_assert_true(store_read(house->mediation.store, read_under_way, &count, NULL));
    return count == 0;
}

static void
import_readers(House *house, guint people)
{
    g_autoptr(GPtrArray) addresses = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(SubscriptionWish) wish = subscription_wish_new("en", FREQUENCY_ONCE);
    guint added;

    g_ptr_array_add(wish->topics, g_strdup(PLACE_ALL));
    for (guint i = 0; i < people; i++)
        g_ptr_array_add(addresses, g_strdup_printf("reader%u@citizen.example", i));
    g_assert_true(subscribing_import(&house->mediation, &ACTOR_TRIBUNE, addresses, wish, &added, NULL));
    g_assert_cmpuint(added, ==, people);
}

/* Nothing can be written to a folder that is a file. */
static char *
block_outbox(House *house)
{
    char *path = g_build_filename(house->folder, "outbox", NULL);

    g_assert_true(g_file_set_contents(path, "", 0, NULL));
    return path;
}

static void
unblock_outbox(House *house, const char *path)
{
    g_assert_cmpint(g_unlink(path), ==, 0);
    clock_pin(clock_now() + CLOCK_HOUR);
    work_wake(house->mediation.work, WORK_NEWSLETTER);
}

static void
who_is_not_reached_is_tried_again(House *house, gconstpointer data)
{
    g_autofree char *path = block_outbox(house);

    (void)data;
    import_readers(house, 2);
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    WAIT_FOR(exceptions(house) == 2);
    g_assert_false(has_ended(house, 2, 0, 0));
    unblock_outbox(house, path);
    WAIT_FOR(has_ended(house, 2, 2, 0));
    g_assert_cmpint(exceptions(house), ==, 0);
    g_assert_cmpuint(sent(house), ==, 2);
    clock_pin(0);
}

/* ---- after STOP ---- */

DB_STATEMENT(test_only_danger, "UPDATE subscriber_topics SET place = $1");

static gboolean
leave_danger(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &test_only_danger);

    (void)data;
    db_bind_text(query, PLACE_DANGER);
    return db_run(query, error);
}

static void
alert(House *house, const char *severity)
{
    g_autoptr(PublicationContent) content = publication_content_new();
    PublicationText *text = publication_content_add_text(content, "en");
    PublicationId id;

    g_free(text->title);
    g_free(text->body);
    g_free(content->severity);
    text->title = g_strdup("Water main burst");
    text->body = g_strdup("Boil water.");
    content->severity = g_strdup(severity);
    content->expires = clock_now() + CLOCK_DAY;
    g_assert_true(publishing_make(&house->mediation, &MAYA, PUBLICATION_ALERT, content, &id, NULL));
    let_go(house, id);
}

static void
who_kept_alerts_of_danger_gets_those_alone(House *house, gconstpointer data)
{
    (void)data;
    import_readers(house, 1);
    g_assert_true(store_write(house->mediation.store, leave_danger, NULL, NULL));
    alert(house, "Minor");
    WAIT_FOR(has_ended(house, 0, 0, 0));
    alert(house, "Severe");
    WAIT_FOR(has_ended(house, 1, 1, 0));
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    WAIT_FOR(has_ended(house, 0, 0, 0));
}

static void
who_stopped_while_her_copy_waited_does_not_get_it(House *house, gconstpointer data)
{
    g_autofree char *path = block_outbox(house);

    (void)data;
    import_readers(house, 1);
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    WAIT_FOR(exceptions(house) == 1);
    g_assert_true(store_write(house->mediation.store, leave_danger, NULL, NULL));
    unblock_outbox(house, path);
    WAIT_FOR(has_ended(house, 1, 0, 0));
    g_assert_cmpint(exceptions(house), ==, 0);
    g_assert_cmpuint(sent(house), ==, 0);
    clock_pin(0);
}

static gboolean
ask_stopped(DbSession *session, gpointer data, GError **error)
{
    const House *house = data;
    gboolean stopped;

    return heeding_is_stopped(&house->mediation, session, "mailto:reader0@citizen.example", &stopped, error) && stopped;
}

static void
a_copy_that_is_refused_because_she_stopped_is_her_stop(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    SubscriberId id;

    (void)data;
    import_readers(house, 1);
    atomic_store(&refuses, TRUE);
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    WAIT_FOR(has_ended(house, 1, 0, 1));
    g_assert_true(store_read(house->mediation.store, ask_stopped, house, NULL));
    g_assert_null(subscribing_look_up(&house->mediation, &MAYA, "reader0@citizen.example", &id, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND); /* hers has ended */
}

/* ---- what went twice, perhaps ---- */

DB_STATEMENT(test_twice, "SELECT twice, under_way FROM mailings ORDER BY id DESC LIMIT 1");
DB_STATEMENT(test_died, "UPDATE mailings SET under_way = 7");

static gboolean
read_twice(DbSession *session, gpointer data, GError **error)
{
    gint64 *numbers = data;
    g_autoptr(DbQuery) query = db_query(session, &test_twice);

    return db_step_one(query, "mailing", error) &&
           (numbers[0] = db_int(query, 0), numbers[1] = db_int(query, 1), db_finish(query, error));
}

static gint64
count_twice(House *house)
{
    gint64 numbers[2];

    g_assert_true(store_read(house->mediation.store, read_twice, numbers, NULL));
    g_assert_cmpint(numbers[1], ==, 0); /* none is under way any more */
    return numbers[0];
}

static gboolean
leave_behind(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &test_died);

    (void)data;
    return db_run(query, error);
}

static void
a_copy_of_which_nobody_heard_counts_as_sent_perhaps_twice(House *house, gconstpointer data)
{
    (void)data;
    import_readers(house, 3);
    atomic_store(&goes_away, TRUE);
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    WAIT_FOR(exceptions(house) == 3 && is_at_rest(house)); /* that nobody was there for the others does not hide it */
    g_assert_cmpint(count_twice(house), ==, 0);
    clock_pin(clock_now() + CLOCK_HOUR);
    work_wake(house->mediation.work, WORK_NEWSLETTER);
    WAIT_FOR(has_ended(house, 3, 3, 0));
    g_assert_cmpint(count_twice(house), ==, 1);
    clock_pin(0);
}

/* It had written down that seven copies were in hand. */
static void
what_was_in_hand_when_a_node_died_counts_too(House *house, gconstpointer data)
{
    g_autofree char *path = block_outbox(house);
    JobBacklog waiting = { 0 };

    (void)data;
    import_readers(house, 60);
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    WAIT_FOR(work_backlog(house->mediation.work, WORK_NEWSLETTER, &waiting, NULL) && waiting.troubled == 1);
    g_assert_cmpint(count_twice(house), ==, 0); /* nobody was there to take any */
    g_assert_true(store_write(house->mediation.store, leave_behind, NULL, NULL));
    unblock_outbox(house, path);
    WAIT_FOR(has_ended(house, 60, 60, 0));
    g_assert_cmpint(count_twice(house), ==, 7);
    clock_pin(0);
}

static void
batches_are_small_where_a_copy_is_not_known_again(House *house, gconstpointer data)
{
    (void)data;
    import_readers(house, 2 * NEWSLETTER_BATCH_UNKNOWN + 1);
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    WAIT_FOR(has_ended(house, 2 * NEWSLETTER_BATCH_UNKNOWN + 1, 2 * NEWSLETTER_BATCH_UNKNOWN + 1, 0));
    g_assert_cmpuint(atomic_load(&most_at_once), ==, NEWSLETTER_BATCH_UNKNOWN);
    g_assert_cmpint(count_twice(house), ==, 0);
}

/* Else a mail server that is full would make a row for everybody. */
static void
when_nobody_of_many_is_taken_the_mailing_waits(House *house, gconstpointer data)
{
    g_autofree char *path = block_outbox(house);
    JobBacklog waiting = { 0 };

    (void)data;
    import_readers(house, 60);
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    WAIT_FOR(work_backlog(house->mediation.work, WORK_NEWSLETTER, &waiting, NULL) && waiting.troubled == 1);
    g_assert_cmpint(exceptions(house), ==, 0);
    unblock_outbox(house, path);
    WAIT_FOR(has_ended(house, 60, 60, 0));
    clock_pin(0);
}

/* News of last week is none. */
static void
five_days_later(House *house, const char *path)
{
    unblock_outbox(house, path);
    clock_pin(clock_now() + DELIVERY_LIFETIME + CLOCK_HOUR);
    work_wake(house->mediation.work, WORK_NEWSLETTER);
}

static void
after_five_days_nobody_is_tried_again(House *house, gconstpointer data)
{
    g_autofree char *path = block_outbox(house);

    (void)data;
    import_readers(house, 2);
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    WAIT_FOR(exceptions(house) == 2 && is_at_rest(house));
    five_days_later(house, path);
    WAIT_FOR(has_ended_of(house, "once", 2, 0, 2));
    g_assert_cmpint(exceptions(house), ==, 0);
    g_assert_cmpuint(sent(house), ==, 0);
    clock_pin(0);
}

static void
after_five_days_a_mailing_that_waits_ends_even_when_nothing_can_send_it(House *house, gconstpointer data)
{
    g_autofree char *path = block_outbox(house);
    JobBacklog waiting = { 0 };

    (void)data;
    import_readers(house, 60);
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    WAIT_FOR(work_backlog(house->mediation.work, WORK_NEWSLETTER, &waiting, NULL) && waiting.troubled == 1);
    house->mediation.portal_url = NULL;
    five_days_later(house, path);
    WAIT_FOR(has_ended_of(house, "once", 60, 0, 60));
    g_assert_cmpuint(sent(house), ==, 0);
    g_assert_cmpint(count_events(house, EVENT_MAILING_ENDED), ==, 1);
    clock_pin(0);
}

static void
an_alert_reaches_at_once_who_wants_alerts_and_the_rest_waits_for_the_digest(House *house, gconstpointer data)
{
    g_autofree char *ada = subscribe(house, "ada@citizen.example", FREQUENCY_WEEKLY, PLACE_ALERTS);
    g_autofree char *bea = subscribe(house, "bea@citizen.example", FREQUENCY_DAILY, PLACE_ALL);
    g_autofree char *mail = NULL, *digest = NULL;
    guint before = sent(house);

    (void)data;
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    WAIT_FOR(has_ended(house, 0, 0, 0));
    g_assert_cmpuint(sent(house), ==, before);
    clock_pin(newsletter_next_digest("Europe/London", 7, FALSE, clock_now() + 2 * CLOCK_SECOND) + CLOCK_SECOND);
    work_wake(house->mediation.work, WORK_DIGEST);
    WAIT_FOR(sent(house) == before + 1);
    WAIT_FOR(has_ended(house, 1, 1, 0));
    digest = last_mail(house);
    g_assert_nonnull(strstr(digest, "\r\nTo: bea@citizen.example\r\n"));
    g_assert_nonnull(strstr(digest, "Subject: News from Northam Borough Council: 1 item"));
    clock_pin(0);
}

static gint64
at(const char *text)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(text, NULL);

    return g_date_time_to_unix(time) * G_USEC_PER_SEC;
}

static gint64
aside(House *house, const char *kind)
{
    JobBacklog backlog = { 0 };

    g_assert_true(pausing_backlog(&house->mediation, kind, "mail", &backlog, NULL));
    return backlog.waiting;
}

static void
after_a_pause_a_mailing_goes_on_in_the_lane_that_it_was_in(House *house, gconstpointer data)
{
    static const RoleGrant admin_grant = { ROLE_ADMIN, { 0 } };
    static const Actor admin = { ACTOR_STAFF, { 91 }, "Ada Admin", &admin_grant, 1 };
    g_autofree char *own = subscribe(house, "ada@citizen.example", FREQUENCY_ONCE, PLACE_ALL);

    (void)data;
    news_channel.capabilities.abilities |= CHANNEL_TALKS;
    g_assert_true(pausing_pause(&house->mediation, &admin, "mail", "the provider moves its centre", NULL));
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    WAIT_FOR(aside(house, WORK_NEWSLETTER_SHORT) == 1);
    g_assert_cmpint(aside(house, WORK_NEWSLETTER), ==, 0);
    g_assert_true(pausing_resume(&house->mediation, &admin, "mail", NULL));
    WAIT_FOR(has_ended(house, 1, 1, 0));
}

static void
digests_leave_at_seven_where_the_body_is(void)
{
    /* 29 March 2026: the clocks of London go forward. */
    g_assert_cmpint(newsletter_next_digest("Europe/London", 7, FALSE, at("2026-03-28T06:59:00Z")), ==,
                    at("2026-03-28T07:00:00Z"));
    g_assert_cmpint(newsletter_next_digest("Europe/London", 7, FALSE, at("2026-03-28T07:00:00Z")), ==,
                    at("2026-03-29T06:00:00Z"));
    g_assert_cmpint(newsletter_next_digest("Europe/London", 7, TRUE, at("2026-03-28T07:00:00Z")), ==,
                    at("2026-03-30T06:00:00Z"));
    g_assert_cmpint(newsletter_next_digest("Europe/London", 7, TRUE, at("2026-03-30T06:00:00Z")), ==,
                    at("2026-04-06T06:00:00Z"));
}

static void
soft_bounces_count_once_a_day_and_over_a_week(void)
{
    SoftBounces bounces = { 0 };

    for (gint64 hour = 0; hour < 7 * 24; hour++)
        g_assert_false(soft_bounces_add(&bounces, hour * CLOCK_HOUR + 1));
    g_assert_true(soft_bounces_add(&bounces, 7 * CLOCK_DAY + 1));
    g_assert_false(soft_bounces_add(&bounces, 60 * CLOCK_DAY));
    g_assert_cmpuint(bounces.count, ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    id_set_node(1);
#define NEWS(name, test)         g_test_add("/newsletter/" name, House, NULL, set_up_news, test, tear_down_news)
#define SEEN(name, set_up, test) g_test_add("/newsletter/" name, House, NULL, set_up, test, tear_down_news)
    NEWS("yes", only_who_says_yes_gets_anything);
    NEWS("three-mails", an_address_gets_no_more_than_three_mails_a_day);
    NEWS("ten-forms", one_source_fills_in_no_more_than_ten_forms_an_hour);
    NEWS("known", who_has_a_subscription_is_led_to_it_and_nothing_changes);
    NEWS("guessed", a_guessed_link_opens_nothing);
    NEWS("ends", who_ends_it_is_forgotten_and_gets_no_more);
    NEWS("suppressed", mail_that_comes_back_suppresses_until_she_confirms_again);
    NEWS("same-links", who_subscribes_again_keeps_the_links_that_she_had);
    NEWS("twice", a_yes_that_is_pressed_twice_is_the_same_yes);
    NEWS("reports", bounces_and_complaints_are_read_from_what_mail_servers_send);
    NEWS("correction", a_correction_goes_to_whom_the_release_went);
    NEWS("batches", a_large_mailing_takes_many_batches_and_each_gets_hers_once);
    NEWS("again", who_is_not_reached_is_tried_again);
    NEWS("waits", when_nobody_of_many_is_taken_the_mailing_waits);
    NEWS("danger", who_kept_alerts_of_danger_gets_those_alone);
    NEWS("stop-while-waiting", who_stopped_while_her_copy_waited_does_not_get_it);
    SEEN("stop-refused", set_up_seen, a_copy_that_is_refused_because_she_stopped_is_her_stop);
    SEEN("unheard", set_up_seen, a_copy_of_which_nobody_heard_counts_as_sent_perhaps_twice);
    SEEN("paused", set_up_named, after_a_pause_a_mailing_goes_on_in_the_lane_that_it_was_in);
    SEEN("died", set_up_seen, what_was_in_hand_when_a_node_died_counts_too);
    SEEN("unknown", set_up_unknowing, batches_are_small_where_a_copy_is_not_known_again);
    NEWS("late", after_five_days_nobody_is_tried_again);
    NEWS("late-unsendable", after_five_days_a_mailing_that_waits_ends_even_when_nothing_can_send_it);
    NEWS("digest", an_alert_reaches_at_once_who_wants_alerts_and_the_rest_waits_for_the_digest);
    g_test_add_func("/newsletter/seven", digests_leave_at_seven_where_the_body_is);
    g_test_add_func("/newsletter/soft-bounces", soft_bounces_count_once_a_day_and_over_a_week);
    return g_test_run();
}
