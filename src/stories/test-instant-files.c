/* SPDX-License-Identifier: Apache-2.0 */
/* Instant messages: what one only links to is fetched when the message is long recorded. */
#include "stories/test-instant-house.h"

/* Files @first to @first + @count - 1 of @path. */
static char *
links(const char *path, guint first, guint count)
{
    GString *all = g_string_new("<body>See</body>");

    for (guint i = first; i < first + count; i++) {
        g_autofree char *whole = g_strdup_printf("%s-%u.txt", path, i);

        g_string_append_printf(all, OOB, listener_port(files.listener), whole);
    }
    return g_string_free(all, FALSE);
}

/* The last of them, borrowed; how many. */
static guint
losses(const CaseView *view, const Event **ret)
{
    guint number = 0;

    for (guint i = 0; i < view->events->len; i++) {
        const Event *event = g_ptr_array_index(view->events, i);

        if (event->kind != EVENT_MESSAGE_FILE_LOST)
            continue;
        *ret = event;
        number++;
    }
    return number;
}

static guint
lost(House *house)
{
    g_autoptr(CaseView) view = look(house, 1);
    const Event *last;

    return losses(view, &last);
}

static void
a_message_waits_for_no_file_and_the_file_comes_after_it_into_the_same_case(House *house, gconstpointer data)
{
    g_autofree char *inside = links("/lamp", 0, 1);
    g_autoptr(CaseView) view = NULL;
    const CaseMessage *first, *second;
    const MessagePart *file;
    gsize length;

    (void)data;
    g_assert_true(give(house, "ada@citizen.example/phone", "m1", inside));
    screened(house);
    g_assert_cmpuint(messages_in(house), ==, 1);
    WAIT_FOR(asked() == 1);
    open_files(TRUE);
    WAIT_FOR(backlog(house, WORK_ERRAND) == 0);
    screened(house);
    g_assert_cmpuint(cases(house), ==, 1);
    view = look(house, 1);
    first = g_ptr_array_index(view->messages, 0);
    second = g_ptr_array_index(view->messages, view->messages->len - 1);
    g_assert_cmpuint(first->message->attachments, ==, 0);
    g_assert_cmpuint(second->message->attachments, ==, 1);
    g_assert_cmpstr(second->message->sender, ==, "xmpp:ada@citizen.example");
    g_assert_cmpint(second->message->conversation.value, ==, first->message->conversation.value);
    g_assert_cmpstr(second->message->preview, ==, "The file that an earlier message links to: lamp-0.txt");
    file = message_parts_find(second->parts, "att-01");
    g_assert_cmpstr(file->filename, ==, "lamp-0.txt");
    g_assert_cmpmem(g_bytes_get_data(file->bytes, &length), g_bytes_get_size(file->bytes), "lamp", 4);
}

static void
what_is_sent_again_is_fetched_once(House *house, gconstpointer data)
{
    g_autofree char *inside = links("/lamp", 0, 1);

    (void)data;
    open_files(TRUE);
    g_assert_true(give(house, "ada@citizen.example/phone", "m1", inside));
    g_assert_true(give(house, "ada@citizen.example/phone", "m1", inside));
    WAIT_FOR(backlog(house, WORK_ERRAND) == 0);
    screened(house);
    g_assert_true(give(house, "ada@citizen.example/phone", "m1", inside));
    WAIT_FOR(backlog(house, WORK_ERRAND) == 0);
    screened(house);
    g_assert_cmpuint(asked(), ==, 1);
    g_assert_cmpuint(messages_in(house), ==, 2);
}

static void
that_a_file_cannot_be_had_is_said_in_the_case(House *house, gconstpointer data)
{
    g_autofree char *inside = links("/gone", 0, 1);
    g_autoptr(CaseView) view = NULL;
    const Event *event = NULL;

    (void)data;
    open_files(TRUE);
    g_assert_true(give(house, "ada@citizen.example/phone", "m1", inside));
    screened(house);
    WAIT_FOR(lost(house) == 1);
    g_assert_cmpuint(messages_in(house), ==, 1);
    view = look(house, 1);
    g_assert_cmpuint(losses(view, &event), ==, 1);
    g_assert_cmpint(event->subject, ==, ((CaseMessage *)g_ptr_array_index(view->messages, 0))->message->id.value);
    g_assert_cmpstr(json_string_value(json_object_get(event->detail, "because")), ==, "its server does not have it");
    g_assert_true(view->a_case->unread);
}

static void
a_loss_that_is_told_twice_of_one_file_is_said_once(House *house, gconstpointer data)
{
    const ChannelHost *host = &channels_find(house->mediation.channels, "im")->host;
    g_autoptr(CaseView) view = NULL;
    MessageId message;

    (void)data;
    g_assert_true(give(house, "ada@citizen.example/phone", "m1", "<body>See</body>"));
    screened(house);
    view = look(house, 1);
    message = ((CaseMessage *)g_ptr_array_index(view->messages, 0))->message->id;
    g_assert_true(host->lost(host, message, 0, "its server does not have it", NULL));
    g_assert_true(host->lost(host, message, 0, "its server does not have it", NULL)); /* it crashed in between */
    g_assert_cmpuint(lost(house), ==, 1);
    g_assert_true(host->lost(host, message, 1, "its server does not have it", NULL));
    g_assert_cmpuint(lost(house), ==, 2);
}

static void
a_file_is_not_fetched_before_its_message_has_a_place(House *house, gconstpointer data)
{
    g_autofree char *inside = links("/lamp", 0, 1);

    (void)data;
    open_files(TRUE);
    __atomic_store_n(&filter_mood, 2, __ATOMIC_SEQ_CST);
    g_assert_true(give(house, "ada@citizen.example/phone", "m1", inside));
    g_usleep(300000); /* should that be too short for it to come too early, nothing fails wrongly */
    g_assert_cmpuint(asked(), ==, 0);
    __atomic_store_n(&filter_mood, 0, __ATOMIC_SEQ_CST);
    WAIT_FOR(asked() == 1);
    WAIT_FOR(backlog(house, WORK_ERRAND) == 0);
    screened(house);
    g_assert_cmpuint(cases(house), ==, 1);
    g_assert_cmpuint(messages_in(house), ==, 2);
}

static void
a_file_in_our_own_network_is_not_asked_for(House *house, gconstpointer data)
{
    (void)data;
    g_assert_true(give(house, "ada@citizen.example/phone", "m1",
                       "<body>See</body><x xmlns='jabber:x:oob'><url>http://[::1]:1/secret</url></x>"));
    screened(house);
    WAIT_FOR(lost(house) == 1);
}

static void
one_writers_files_are_fetched_one_by_one_and_no_more_than_twenty_wait(House *house, gconstpointer data)
{
    gint64 waiting;

    (void)data;
    for (guint i = 0; i < 3; i++) {
        g_autofree char *inside = links("/lamp", 10 * i, 10), *id = g_strdup_printf("m%u", i);

        g_assert_true(give(house, "ada@citizen.example/phone", id, inside));
    }
    WAIT_FOR(asked() == 1);
    g_assert_cmpuint(files.most_at_once, ==, 1);
    screened(house);
    WAIT_FOR(lost(house) == 10);
    g_assert_true(
        channel_ledger_waiting(&channels_find(house->mediation.channels, "im")->host, "file", &waiting, NULL));
    g_assert_cmpint(waiting, ==, 20);
    g_assert_cmpuint(messages_in(house), ==, 3);
}

/* @links to @host, another name of ours. */
static char *
links_to(const char *host, const char *links)
{
    g_auto(GStrv) pieces = g_strsplit(links, "127.0.0.1", -1);

    return g_strjoinv(host, pieces);
}

/* Each has a phone. */
static void
give_files(House *house, const char *who, const char *id, const char *inside)
{
    g_autofree char *from = g_strconcat(who, "/phone", NULL);

    g_assert_true(give(house, from, id, inside));
}

static void
slow_servers_of_some_leave_room_for_others(House *house, gconstpointer data)
{
    g_autofree char *inside = links("/lamp", 0, 2), *elsewhere = links_to("127.1", inside);

    (void)data;
    for (guint i = 0; i < 6; i++) {
        g_autofree char *who = g_strdup_printf("person%u@citizen.example", i);

        give_files(house, who, "m1", inside);
    }
    screened(house);
    g_assert_cmpuint(cases(house), ==, 6);
    WAIT_FOR(asked() == 2);
    give_files(house, "gus@another.example", "m1", inside);    /* the host is at as many as it may */
    give_files(house, "hal@citizen.example", "m1", elsewhere); /* her server is */
    give_files(house, "ida@another.example", "m1", elsewhere);
    WAIT_FOR(asked() == 3);
    give_files(house, "jo@third.example", "m1", elsewhere);
    WAIT_FOR(asked() == 4);
    open_files(TRUE);
    WAIT_FOR(backlog(house, WORK_ERRAND) == 0);
    screened(house);
    g_assert_cmpuint(lost(house), ==, 0);
}

static gint64
files_waiting(House *house)
{
    gint64 waiting = -1;

    channel_ledger_waiting(&channels_find(house->mediation.channels, "im")->host, "file", &waiting, NULL);
    return waiting;
}

static void
whoever_fills_her_servers_share_has_nobody_elses_files_refused(House *house, gconstpointer data)
{
    g_autofree char *inside = links("/lamp", 0, 10);

    (void)data;
    for (guint i = 0; i < 12; i++) {
        g_autofree char *who = g_strdup_printf("person%u@citizen.example", i);

        give_files(house, who, "m1", inside);
        give_files(house, who, "m2", inside);
    }
    g_assert_cmpint(files_waiting(house), ==, 200 + 3 + 3);
    give_files(house, "ada@citizen.example", "m1", inside);
    g_assert_cmpint(files_waiting(house), ==, 206 + 3);
    give_files(house, "ada@another.example", "m1", inside);
    g_assert_cmpint(files_waiting(house), ==, 209 + 10);
}

int
main(int argc, char **argv)
{
    static const struct {
        const char *path;
        void (*test)(House *house, gconstpointer data);
    } TESTS[] = {
        { "/instant/a-message-waits-for-no-file-and-the-file-comes-after-it",
          a_message_waits_for_no_file_and_the_file_comes_after_it_into_the_same_case },
        { "/instant/what-is-sent-again-is-fetched-once", what_is_sent_again_is_fetched_once },
        { "/instant/that-a-file-cannot-be-had-is-said-in-the-case", that_a_file_cannot_be_had_is_said_in_the_case },
        { "/instant/a-loss-that-is-told-twice-of-one-file-is-said-once",
          a_loss_that_is_told_twice_of_one_file_is_said_once },
        { "/instant/a-file-is-not-fetched-before-its-message-has-a-place",
          a_file_is_not_fetched_before_its_message_has_a_place },
        { "/instant/a-file-in-our-own-network-is-not-asked-for", a_file_in_our_own_network_is_not_asked_for },
        { "/instant/one-writers-files-are-fetched-one-by-one-and-twenty-wait",
          one_writers_files_are_fetched_one_by_one_and_no_more_than_twenty_wait },
        { "/instant/slow-servers-of-some-leave-room-for-others", slow_servers_of_some_leave_room_for_others },
        { "/instant/whoever-fills-her-servers-share-has-nobody-elses-files-refused",
          whoever_fills_her_servers_share_has_nobody_elses_files_refused },
    };

    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(TESTS); i++)
        g_test_add(TESTS[i].path, House, NULL, set_up_instant, TESTS[i].test, tear_down_instant);
    return g_test_run();
}
