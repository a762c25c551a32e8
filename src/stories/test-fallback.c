/* SPDX-License-Identifier: Apache-2.0 */
/* Where an answer goes when the first way fails. */
#include "stories/test-fallback-house.h"

static void
what_is_refused_goes_the_way_that_the_rule_names(House *house, gconstpointer data)
{
    g_autofree char *text = NULL;
    g_autoptr(CaseView) view = NULL;
    const Event *event;

    (void)data;
    two_tools(house, 0);
    put_in_force(house, ALL("echo", "tin"));
    echo_fail(echo_of(house), OUTCOME_REFUSED, 1);
    reply(house, "It is repaired.");
    event = wait_fallback(house, &view);
    text = last_by(tin_of(house));
    g_assert_cmpstr(text, ==, "It is repaired.");
    g_assert_cmpstr(detail_of(event, "outcome"), ==, "sent");
    g_assert_cmpstr(detail_of(event, "rule"), ==, "answers");
    g_assert_cmpstr(detail_of(event, "failed"), ==, "echo");
    g_assert_cmpstr(detail_of(event, "to"), ==, "tin:ada");
    g_assert_cmpuint(count_events(view, EVENT_DELIVERY_FALLBACK), ==, 1);
    g_assert_cmpuint(cases(house), ==, 1);
}

static void
what_comes_back_later_goes_another_way_once(House *house, gconstpointer data)
{
    static const Actor channel = { .kind = ACTOR_CHANNEL, .name = "echo" };
    g_autoptr(CaseView) sent = NULL, view = NULL;
    g_autoptr(GError) error = NULL;
    Report report = { .kind = REPORT_FAILED, .code = (char *)"5.1.1", .words = (char *)"no such user" };
    guint before;

    (void)data;
    two_tools(house, 0);
    put_in_force(house, ALL("echo", "tin"));
    reply(house, "It is repaired.");
    before = echo_sent(tin_of(house));
    sent = look(house, 1);
    for (guint i = 0; i < sent->messages->len; i++) {
        const CaseMessage *item = g_ptr_array_index(sent->messages, i);

        if (item->message->direction == DIRECTION_OUT && item->message->automatic == AUTOMATIC_NO)
            report.message = item->message->id;
    }
    for (guint i = 0; i < 2; i++) {
        report_submit(&house->mediation, &channel, &report, &error);
        g_assert_no_error(error);
    }
    wait_fallback(house, &view);
    g_assert_cmpuint(echo_sent(tin_of(house)), ==, before + 1);
    g_assert_cmpuint(count_events(view, EVENT_DELIVERY_FALLBACK), ==, 1);
}

/* Networks report in any order. */
static void
what_arrived_after_all_takes_back_what_has_not_left_another_way(House *house, gconstpointer data)
{
    static const Actor channel = { .kind = ACTOR_CHANNEL, .name = "echo" };
    g_autoptr(CaseView) view = NULL, after = NULL;
    g_autoptr(GError) error = NULL;
    Report report = { .kind = REPORT_FAILED, .code = (char *)"2", .words = (char *)"stat:UNDELIV" };
    DeliveryId other = { 0 };
    JobBacklog waiting = { 0 };
    guint before, events = 0;

    (void)data;
    two_tools(house, 0);
    put_in_force(house, ALL("echo", "tin"));
    reply(house, "It is repaired.");
    before = echo_sent(tin_of(house));
    view = look(house, 1);
    report.delivery = ((const CaseMessage *)g_ptr_array_index(view->messages, view->messages->len - 1))->delivery;
    echo_fail(tin_of(house), OUTCOME_RETRY, 1);
    report_submit(&house->mediation, &channel, &report, &error);
    g_assert_no_error(error);
    WAIT_FOR(work_backlog(house->mediation.work, WORK_DELIVER, &waiting, NULL) && waiting.troubled == 1);
    report.kind = REPORT_DELIVERED;
    report_submit(&house->mediation, &channel, &report, &error);
    g_assert_no_error(error);
    g_assert_cmpint(backlog(house, WORK_DELIVER), ==, 0);
    after = look(house, 1);
    for (guint i = 0; i < after->messages->len; i++) {
        const CaseMessage *item = g_ptr_array_index(after->messages, i);

        if (item->delivery.value == report.delivery.value)
            g_assert_cmpint(item->delivery_state, ==, DELIVERY_CONFIRMED);
        else if (item->delivery_state == DELIVERY_WITHDRAWN)
            other = item->delivery;
    }
    g_assert_cmpint(other.value, !=, 0);
    for (guint i = 0; i < after->events->len; i++) {
        const Event *event = g_ptr_array_index(after->events, i);

        events += event->kind == EVENT_DELIVERY_FALLBACK && strcmp(detail_of(event, "outcome"), "taken-back") == 0;
    }
    g_assert_cmpuint(events, ==, 1);
    clock_pin(clock_now() + CLOCK_HOUR);
    work_wake(house->mediation.work, WORK_DELIVER);
    settle(house);
    g_assert_cmpuint(echo_sent(tin_of(house)), ==, before);
    clock_pin(0);
}

static void
what_went_another_way_and_fails_goes_no_third(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;

    (void)data;
    two_tools(house, 0);
    put_in_force(house, ALL("echo", "tin"));
    echo_fail(echo_of(house), OUTCOME_REFUSED, 1);
    echo_fail(tin_of(house), OUTCOME_REFUSED, 1);
    reply(house, "It is repaired.");
    wait_fallbacks(house, 1, 2, &view);
    g_assert_true(view->a_case->unread);
}

static void
without_a_way_the_case_says_so(House *house, gconstpointer data)
{
    g_autoptr(CaseView) opened = open_case(house), view = NULL;
    const Event *event;

    (void)data;
    put_in_force(house, ALL("echo", "tin"));
    echo_fail(echo_of(house), OUTCOME_REFUSED, 1);
    reply(house, "It is repaired.");
    event = wait_fallback(house, &view);
    g_assert_cmpstr(detail_of(event, "outcome"), ==, "none");
    g_assert_true(view->a_case->unread);
}

static void
what_others_must_agree_to_waits_for_them(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;
    const Event *event;
    guint before;

    (void)data;
    two_tools(house, 0);
    put_in_force(house, ALL("echo", "tin"));
    echo_fail(echo_of(house), OUTCOME_RETRY, 1);
    {
        g_autoptr(CaseView) asked = look(house, 1);

        answer(house, asked, "It is repaired.");
    }
    WAIT_FOR(backlog(house, WORK_DELIVER) == 1);
    put_in_force(house, FOUR_EYES);
    before = echo_sent(tin_of(house));
    echo_fail(echo_of(house), OUTCOME_REFUSED, 1);
    clock_pin(clock_now() + CLOCK_HOUR);
    work_wake(house->mediation.work, WORK_DELIVER);
    settle(house);
    event = wait_fallback(house, &view);
    clock_pin(0);
    g_assert_cmpstr(detail_of(event, "outcome"), ==, "proposed");
    g_assert_cmpuint(echo_sent(tin_of(house)), ==, before);
    g_assert_cmpuint(count_events(view, EVENT_RELEASE_PROPOSED), ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    STORY(what_is_refused_goes_the_way_that_the_rule_names);
    STORY(what_comes_back_later_goes_another_way_once);
    STORY(what_arrived_after_all_takes_back_what_has_not_left_another_way);
    STORY(what_went_another_way_and_fails_goes_no_third);
    STORY(without_a_way_the_case_says_so);
    STORY(what_others_must_agree_to_waits_for_them);
    return g_test_run();
}
