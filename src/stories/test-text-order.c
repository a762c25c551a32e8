/* SPDX-License-Identifier: Apache-2.0 */
/* Text messages: a gateway that takes one and does not say so, and the order of those that wait behind it. */
#include "mediation/subscribing/notices.h"
#include "stories/test-text-house.h"

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

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    STORY("unanswered", what_may_have_been_taken_is_marked_when_it_goes_again);
    STORY("notice-again", a_notice_that_may_have_got_there_counts_as_sent_perhaps_twice);
    STORY("many-in-order", many_answers_to_one_person_leave_in_order_one_right_after_the_other);
    STORY("in-order", two_answers_arrive_in_the_order_in_which_they_were_given);
    STORY("in-order-day", an_answer_that_is_never_taken_holds_up_the_next_for_a_day_at_most);
    return g_test_run();
}
