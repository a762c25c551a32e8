/* SPDX-License-Identifier: Apache-2.0 */
/* The newsletter and its readers: who gets anything, who ends it, and whose address no longer takes mail. */
#include "stories/test-newsletter-house.h"

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
    g_test_add_func("/newsletter/soft-bounces", soft_bounces_count_once_a_day_and_over_a_week);
    return g_test_run();
}
