/* SPDX-License-Identifier: Apache-2.0 */
/* Instant messages: which can be marked, which is new, and what becomes of one that is corrected or taken back. */
#include "stories/test-instant-house.h"

/* There is no relay: who is to be told is told later. */
static SeenOutcome
seen_of(House *house, const char *inside)
{
    g_autofree char *text = g_strdup_printf("<message xmlns='jabber:component:accept' type='chat' "
                                            "from='ada@citizen.example/phone' to='desk@im.northam.example' id='m1'>"
                                            "<body>Lamp</body>%s</message>",
                                            inside);
    g_autoptr(GBytes) raw = g_bytes_new(text, strlen(text));

    return xmpp_channel.seen(channels_find(house->mediation.channels, "im")->handle,
                             &(ChannelSeen){ IM_DESK, "xmpp:ada@citizen.example", "m1", raw, { 0 } });
}

static void
only_a_message_that_can_be_marked_is_marked_as_read(House *house, gconstpointer data)
{
    (void)data;
    g_assert_cmpint(seen_of(house, ""), ==, SEEN_UNWANTED);
    g_assert_cmpint(seen_of(house, "<markable xmlns='urn:xmpp:chat-markers:1'/>"), ==, SEEN_UNWANTED);
    g_assert_cmpint(seen_of(house, "<markable xmlns='urn:xmpp:chat-markers:0'/>"), ==, SEEN_LATER);
}

/* The relay got it at @when, "11:00:00" of one day. */
static void
give_at(House *house, const char *when)
{
    g_autofree char *inside = g_strdup_printf(
        "<body>Hello</body><came xmlns='urn:tribune:relay' at='2026-11-22T%sZ' number='%s'/>", when, when);

    g_assert_true(give(house, "ada@citizen.example/phone", "1", inside));
    screened(house);
}

static void
who_counts_her_messages_anew_each_time_is_heard_each_time(House *house, gconstpointer data)
{
    static const struct {
        const char *when;
        guint messages; /* in all */
    } GIVEN[] = {
        { "10:59:59", 1 }, { "11:00:00", 1 }, { "11:59:59", 1 },
        { "12:00:00", 2 }, { "10:59:59", 2 }, /* the relay died before it knew that this is done */
        { "12:00:00", 2 }, { "13:30:00", 2 }, { "14:00:00", 3 },
    };

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(GIVEN); i++) {
        give_at(house, GIVEN[i].when);
        g_assert_cmpuint(messages_in(house), ==, GIVEN[i].messages);
    }
}

#define CORRECTS "<replace xmlns='urn:xmpp:message-correct:0' id='%s'/>"
#define RETRACTS "<body>gone</body><retract xmlns='urn:xmpp:message-retract:1' id='%s'/>"

/* The event of that kind about the message @first, borrowed; NULL: none. */
static const Event *
find_amendment(const CaseView *view, EventKind kind)
{
    const Event *found = NULL;

    for (guint i = 0; i < view->events->len; i++) {
        const Event *event = g_ptr_array_index(view->events, i);

        if (event->kind != kind)
            continue;
        g_assert_null(found);
        found = event;
    }
    return found;
}

static const Message *
message_at(const CaseView *view, guint i)
{
    return ((const CaseMessage *)g_ptr_array_index(view->messages, i))->message;
}

static void
a_correction_and_a_retraction_are_told_of_what_they_are_about(House *house, gconstpointer data)
{
    g_autofree char *correction = g_strdup_printf("<body>In Mill Lane</body>" CORRECTS, "w1"),
                    *retraction = g_strdup_printf(RETRACTS, "w1"), *foreign = g_strdup_printf(RETRACTS, "w1");
    g_autoptr(CaseView) view = NULL;
    const Event *edited, *retracted;

    (void)data;
    g_assert_true(give(house, "ada@chat.example/a", "w1", "<body>In Mile Lane</body>"));
    screened(house);
    g_assert_true(give(house, "ada@chat.example/a", "w2", correction));
    screened(house);
    /* the relay did not hear that it was taken, and gives it again */
    g_assert_true(give(house, "ada@chat.example/a", "w2", correction));
    g_assert_true(give(house, "ada@chat.example/a", "w3", retraction));
    g_assert_true(give(house, "eve@chat.example/a", "w4", foreign));
    screened(house);
    view = look(house, 1);
    edited = find_amendment(view, EVENT_MESSAGE_EDITED);
    retracted = find_amendment(view, EVENT_MESSAGE_RETRACTED);
    g_assert_nonnull(edited);
    g_assert_nonnull(retracted);
    g_assert_cmpint(edited->subject, ==, message_at(view, 0)->id.value);
    g_assert_cmpint(retracted->subject, ==, message_at(view, 0)->id.value);
    g_assert_true(edited->id.value < retracted->id.value);
}

/* In whatever order four threads are done with them. */
static void
what_overtakes_screening_stands_where_it_came_and_the_last_words_are_the_last(House *house, gconstpointer data)
{
    g_autofree char *correction = g_strdup_printf("<body>In Mill Lane</body>" CORRECTS, "w1"),
                    *retraction = g_strdup_printf(RETRACTS, "w1");
    g_autoptr(CaseView) view = NULL;
    const Event *edited, *retracted;

    (void)data;
    __atomic_store_n(&filter_mood, 2, __ATOMIC_SEQ_CST); /* all wait */
    g_assert_true(give(house, "ada@chat.example/a", "w1", "<body>In Mile Lane</body>"));
    g_assert_true(give(house, "ada@chat.example/a", "w2", correction));
    g_assert_true(give(house, "ada@chat.example/a", "w3", "<body>Since Monday</body>"));
    g_assert_true(give(house, "ada@chat.example/a", "w4", retraction));
    g_assert_true(give(house, "ada@chat.example/a", "w5", "<body>All is well</body>"));
    __atomic_store_n(&filter_mood, 0, __ATOMIC_SEQ_CST);
    screened(house);
    g_assert_cmpuint(messages_in(house), ==, 5);
    view = look(house, 1);
    edited = find_amendment(view, EVENT_MESSAGE_EDITED);
    retracted = find_amendment(view, EVENT_MESSAGE_RETRACTED);
    g_assert_nonnull(edited);
    g_assert_nonnull(retracted);
    g_assert_cmpint(edited->subject, ==, message_at(view, 0)->id.value);
    g_assert_cmpint(edited->at, >=, message_at(view, 1)->received);
    g_assert_cmpint(edited->at, <=, message_at(view, 2)->received);
    g_assert_cmpint(retracted->at, >=, message_at(view, 3)->received);
    g_assert_cmpint(retracted->at, <=, message_at(view, 4)->received);
    for (guint i = 1; i < view->events->len; i++)
        g_assert_cmpint(((const Event *)g_ptr_array_index(view->events, i - 1))->at, <=,
                        ((const Event *)g_ptr_array_index(view->events, i))->at);
    g_assert_cmpstr(view->a_case->preview, ==, "All is well");
}

int
main(int argc, char **argv)
{
    static const struct {
        const char *path;
        void (*test)(House *house, gconstpointer data);
    } TESTS[] = {
        { "/instant/only-a-message-that-can-be-marked-is-marked-as-read",
          only_a_message_that_can_be_marked_is_marked_as_read },
        { "/instant/who-counts-her-messages-anew-each-time-is-heard-each-time",
          who_counts_her_messages_anew_each_time_is_heard_each_time },
        { "/instant/a-correction-and-a-retraction-are-told-of-what-they-are-about",
          a_correction_and_a_retraction_are_told_of_what_they_are_about },
        { "/instant/what-overtakes-screening-stands-where-it-came-and-the-last-words-are-the-last",
          what_overtakes_screening_stands_where_it_came_and_the_last_words_are_the_last },
    };

    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(TESTS); i++)
        g_test_add(TESTS[i].path, House, NULL, set_up_instant, TESTS[i].test, tear_down_instant);
    return g_test_run();
}
