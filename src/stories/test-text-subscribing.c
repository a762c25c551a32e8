/* SPDX-License-Identifier: Apache-2.0 */
/* Text messages: who gets news by them says so twice, by a word or by the page's code. */
#include "stories/test-text-house.h"

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

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    STORY("alerts", alerts_come_to_who_asks_and_says_yes);
    STORY("code", a_code_from_the_page_counts_and_a_guess_does_not);
    STORY("other-spellings", other_spellings_of_a_page_have_no_tries_of_their_own);
    STORY("code-of-none", no_code_opens_a_subscription_that_was_there_before);
    STORY("yes-once", yes_is_heeded_once_and_then_is_a_message);
    STORY("yes-in-case", yes_is_seen_in_an_open_case);
    STORY("stop-alerts", alerts_of_danger_outlive_stop_only_where_the_law_says_so_and_one_more_ends_them);
    STORY("countries", codes_and_news_go_to_no_other_country_and_answers_do);
    STORY("no-code", who_stopped_gets_no_code);
    return g_test_run();
}
