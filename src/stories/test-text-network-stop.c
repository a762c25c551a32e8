/* SPDX-License-Identifier: Apache-2.0 */
/* Text messages: STOP that the network keeps to itself and tells of, by a report or a refusal. */
#include "mediation/people/proving.h"
#include "stories/test-text-house.h"

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

/* The delivery of the last message of the case. */
static DeliveryId
last_delivery_of_case(House *house)
{
    g_autoptr(CaseView) view = look(house, 1);

    return ((const CaseMessage *)g_ptr_array_index(view->messages, view->messages->len - 1))->delivery;
}

/* Reports take their time. */
static void
a_report_on_what_left_before_she_wrote_start_stops_nothing(House *house, gconstpointer data)
{
    const Channel *channel = channels_find(house->mediation.channels, "text");
    Report report = { .kind = REPORT_STOPPED, .code = (char *)"16", .words = (char *)"NACK/blocked/" };
    g_autoptr(CaseView) view = NULL;
    gint64 notice;

    (void)data;
    text_in(house, ADA, "The lamp in Mill Lane is out");
    view = look(house, 1);
    answer(house, view, "It is repaired on Monday.");
    settle(house);
    report.delivery = last_delivery_of_case(house);
    text_in(house, ADA, "HELP");
    notice = atomic_load(&last_notice);

    text_in(house, ADA, "START"); /* the network kept her STOP to itself, so we know of none */
    g_assert_true(channel->host.report(&channel->host, &report, NULL));
    g_assert_true(channel->host.report_notice(&channel->host, notice, REPORT_STOPPED, NULL));
    g_assert_false(is_stopped(house));
    g_assert_false(has_event(house, EVENT_ADDRESS_STOPPED));

    g_clear_pointer(&view, case_view_free);
    view = look(house, 1);
    answer(house, view, "It is repaired.");
    settle(house);
    report.delivery = last_delivery_of_case(house);
    g_assert_true(channel->host.report(&channel->host, &report, NULL));
    g_assert_true(is_stopped(house));
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

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    STORY("stop-reported", a_network_that_keeps_stop_to_itself_is_believed_by_its_report);
    STORY("stop-reported-late", a_report_on_what_left_before_she_wrote_start_stops_nothing);
    STORY("stop-of-copy", so_it_is_of_a_copy_and_ends_the_subscription);
    STORY("stop-of-code", a_report_on_a_code_is_a_stop_of_the_number_that_it_went_to);
    STORY("stop-refused", a_refusal_is_a_stop_whether_of_a_code_a_receipt_or_an_answer);
    STORY("stop-refused-notice", so_it_is_of_an_answer_to_a_word_and_of_the_code_for_the_page);
    STORY("stop-notice", so_it_is_by_a_report_on_either_and_what_is_forgotten_is_nobody_s);
    return g_test_run();
}
