/* SPDX-License-Identifier: Apache-2.0 */
/* Text messages: single words that tell us how to treat somebody. */
#include "stories/test-text-house.h"

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
    STORY("stop-telephone", what_stop_is_answered_names_the_telephone_in_one_part);
    return g_test_run();
}
