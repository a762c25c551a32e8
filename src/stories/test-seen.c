/* SPDX-License-Identifier: Apache-2.0 */
/* Who writes where people see whether they were read is told when an officer really has. */
#include "mediation/cases/seen.h"
#include "stories/test-linking-house.h"

/* What tin was asked to mark. */
static struct {
    guint asked, told;
    SeenOutcome outcome; /* of what wants a mark */
    char *last;          /* external id of what was told */
    char *unwanting;     /* external id of what wants none; NULL */
} marks;

static SeenOutcome
tin_seen(gpointer channel, const ChannelSeen *seen)
{
    (void)channel;
    g_assert_nonnull(seen->raw);
    __atomic_add_fetch(&marks.asked, 1, __ATOMIC_SEQ_CST);
    if (g_strcmp0(seen->external_id, marks.unwanting) == 0)
        return SEEN_UNWANTED;
    if (marks.outcome != SEEN_TOLD)
        return __atomic_exchange_n(&marks.outcome, SEEN_TOLD, __ATOMIC_SEQ_CST);
    g_free(marks.last);
    marks.last = g_strdup(seen->external_id);
    __atomic_add_fetch(&marks.told, 1, __ATOMIC_SEQ_CST);
    return SEEN_TOLD;
}

static guint
told(void)
{
    return __atomic_load_n(&marks.told, __ATOMIC_SEQ_CST);
}

static void
set_up_marks(House *house, gconstpointer data)
{
    memset(&marks, 0, sizeof marks);
    house->furnish_more = seen_register;
    set_up_linking(house, data);
    tin_channel.seen = tin_seen;
}

static void
tear_down_marks(House *house, gconstpointer data)
{
    tear_down_linking(house, data);
    g_clear_pointer(&marks.last, g_free);
}

static gboolean
find_tin(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(Identity) tin = person_store_find_identity(session, "tin:ada", error);
    g_autoptr(Conversation) found =
        case_store_conversation_of(session, ((const CaseView *)data)->a_case->id, tin->id, error);

    ((CaseView *)data)->a_case->last_in = found->id.value;
    return TRUE;
}

/* Begun by echo, which knows no marks; continued by tin, which does. */
static void
continue_by_tin(House *house)
{
    g_autoptr(CaseView) opened = open_case(house), answered = NULL;
    g_autofree char *to = NULL;
    char id[ID_TEXT_SIZE];

    link_tin(house, 1, "tin:ada", TRUE);
    answered = look(house, 1);
    answer(house, answered, "Which lamp?");
    settle(house);
    g_assert_true(store_read(house->mediation.store, find_tin, answered, NULL));
    id_format(answered->a_case->last_in, id);
    to = g_strdup_printf("%s+%s", TIN_DESK, id);
    write_by_tin(house, "tin:ada", to, "Id: t1\n\nThe one in Mill Lane");
    write_by_tin(house, "tin:ada", to, "Id: t2\n\nBy the bridge");
    settle(house);
    g_assert_cmpuint(cases(house), ==, 1);
}

static void
mark_read(House *house)
{
    g_autoptr(CaseView) view = look(house, 1);
    g_autoptr(GError) error = NULL;

    g_assert_true(view->a_case->unread);
    casework_mark_read(&house->mediation, &house->officer, view->a_case->id, &error);
    g_assert_no_error(error);
    WAIT_FOR(backlog(house, WORK_SEEN) == 0);
}

static void
where_she_wrote_last_counts_and_not_where_the_case_began(House *house, gconstpointer data)
{
    (void)data;
    continue_by_tin(house);
    g_assert_cmpuint(told(), ==, 0);
    mark_read(house);
    g_assert_cmpuint(told(), ==, 1);
    g_assert_cmpstr(marks.last, ==, "t2");
}

static void
who_answers_has_read(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;

    (void)data;
    continue_by_tin(house);
    view = look(house, 1);
    g_assert_true(view->a_case->unread);
    answer(house, view, "A crew comes.");
    WAIT_FOR(told() == 1);
    g_assert_cmpstr(marks.last, ==, "t2");
}

static void
a_message_that_asks_for_no_mark_gets_none(House *house, gconstpointer data)
{
    (void)data;
    marks.unwanting = (char *)"t2";
    continue_by_tin(house);
    mark_read(house);
    g_assert_cmpuint(told(), ==, 1);
    g_assert_cmpstr(marks.last, ==, "t1"); /* which does */
}

static void
what_cannot_be_said_now_is_said_later(House *house, gconstpointer data)
{
    (void)data;
    continue_by_tin(house);
    marks.outcome = SEEN_LATER;
    mark_read(house);
    WAIT_FOR(told() == 1);
    g_assert_cmpuint(marks.asked, ==, 2);
}

static void
what_can_never_be_said_is_not_tried_again(House *house, gconstpointer data)
{
    (void)data;
    continue_by_tin(house);
    marks.outcome = SEEN_NEVER;
    mark_read(house);
    g_assert_cmpuint(told(), ==, 0);
    g_assert_cmpuint(backlog(house, WORK_SEEN), ==, 0);
}

static void
what_is_opened_by_nobody_of_the_staff_is_not_read(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;

    (void)data;
    continue_by_tin(house);
    view = look(house, 1);
    casework_mark_read(&house->mediation, &ACTOR_TRIBUNE, view->a_case->id, NULL);
    WAIT_FOR(backlog(house, WORK_SEEN) == 0);
    g_assert_cmpuint(told(), ==, 0);
}

#define TEST(name) g_test_add("/seen/" #name, House, NULL, set_up_marks, name, tear_down_marks)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST(where_she_wrote_last_counts_and_not_where_the_case_began);
    TEST(who_answers_has_read);
    TEST(a_message_that_asks_for_no_mark_gets_none);
    TEST(what_cannot_be_said_now_is_said_later);
    TEST(what_can_never_be_said_is_not_tried_again);
    TEST(what_is_opened_by_nobody_of_the_staff_is_not_read);
    return g_test_run();
}
