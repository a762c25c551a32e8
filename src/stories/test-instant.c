/* SPDX-License-Identifier: Apache-2.0 */
/* Instant messages in a whole house: what a message only links to is fetched when the message is long recorded. */
#include "base/thread.h"
#include "channels/xmpp/xmpp-contacts.h"
#include "channels/xmpp/xmpp-told.h"
#include "mediation/errands.h"
#include "net/listener.h"
#include "stories/test-house.h"

extern const struct channel_driver xmpp_channel;

#define IM_DESK "xmpp:desk@im.northam.example"
#define OOB     "<x xmlns='jabber:x:oob'><url>http://127.0.0.1:%u%s</url></x>"

static const struct channel_driver *const IM_DRIVERS[] = { &xmpp_channel, NULL };

/* Where files are. It answers once it may. */
static struct {
    Listener *listener;
    Mutex mutex;
    Condition changed;
    gboolean open;
    guint asked, at_once, most_at_once;
} files;

static Errands *errands;

/* ---- the server of files ---- */

static void
wait_until_open(void)
{
    MUTEX_HELD(&files.mutex);
    files.asked++;
    files.at_once++;
    files.most_at_once = MAX(files.most_at_once, files.at_once);
    while (!files.open)
        condition_wait(&files.changed, &files.mutex);
    files.at_once--;
}

static void
serve_file(Stream *stream, const char *client, gpointer data)
{
    g_autoptr(GString) request = g_string_new(NULL);
    const char *answer;
    char byte;

    (void)client;
    (void)data;
    while (!g_str_has_suffix(request->str, "\r\n\r\n") && stream_read_some(stream, &byte, 1, NULL) == 1)
        g_string_append_c(request, byte);
    wait_until_open();
    answer = strstr(request->str, "/lamp") != NULL
                 ? "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: 4\r\n\r\nlamp"
                 : "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    stream_write_all(stream, answer, (gssize)strlen(answer), NULL);
}

static void
open_files(gboolean open)
{
    MUTEX_HELD(&files.mutex);
    files.open = open;
    condition_broadcast(&files.changed);
}

static guint
asked(void)
{
    MUTEX_HELD(&files.mutex);
    return files.asked;
}

static void
start_files(void)
{
    g_autoptr(NetAddress) address = netaddress_parse("127.0.0.1:0", NULL);

    files.open = FALSE;
    files.asked = files.at_once = files.most_at_once = 0;
    mutex_init(&files.mutex);
    condition_init(&files.changed);
    files.listener = listener_start(
        &(ListenerSettings){
            .name = "files", .address = address, .connections = 16, .timeout = 10 * CLOCK_SECOND, .serve = serve_file },
        NULL);
    g_assert_nonnull(files.listener);
}

/* ---- the house ---- */

static void
furnish_errands(Mediation *mediation)
{
    errands = errands_register(mediation);
}

static void
set_up_instant(House *house, gconstpointer data)
{
    static const ConfigTable TABLE = { "channel", .driver = "xmpp" };
    static ConfigTable own;
    static const ConfigTable *const IM_TABLES[] = { &COMMON, &own, &FILTER_TABLE, NULL };

    start_files();
    own = TABLE;
    own.keys = xmpp_channel.settings;
    house->channel = "im";
    house->desk = IM_DESK;
    house->domain = "northam.example";
    house->settings = "[channel.im]\ndriver = xmpp\ndomain = im.northam.example\nsecret-file = none\n"
                      "networks = 127.0.0.1\n[filter.odd]\ndriver = moody\n";
    house->master = MASTER;
    house->drivers = IM_DRIVERS;
    house->tables = IM_TABLES;
    house->furnish_more = furnish_errands;
    open_house(house, data);
}

static void
tear_down_instant(House *house, gconstpointer data)
{
    open_files(TRUE);
    tear_down(house, data);
    errands_unregister(errands);
    listener_stop(files.listener, CLOCK_SECOND);
    condition_clear(&files.changed);
    mutex_clear(&files.mutex);
}

/* Answers wait: there is no relay. */
static void
screened(House *house)
{
    WAIT_FOR(backlog(house, WORK_SCREEN) == 0);
}

/* As the relay gives it. TRUE: done with. */
static gboolean
give(House *house, const char *from, const char *id, const char *inside)
{
    g_autofree char *text = g_strdup_printf("<message xmlns='jabber:component:accept' type='chat' from='%s' "
                                            "to='desk@im.northam.example' id='%s'>%s</message>",
                                            from, id, inside);

    return xmpp_take(channels_find(house->mediation.channels, "im")->handle, NULL, (const guint8 *)text, strlen(text),
                     TRUE);
}

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

static guint
messages_in(House *house)
{
    g_autoptr(CaseView) view = look(house, 1);
    guint number = 0;

    for (guint i = 0; i < view->messages->len; i++)
        number += ((CaseMessage *)g_ptr_array_index(view->messages, i))->message->direction == DIRECTION_IN ? 1 : 0;
    return number;
}

/* ---- the tests ---- */

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

/* How many are told something, by a channel that was just opened. */
static guint
told_after_restart(House *house)
{
    const Channel *channel = channels_find(house->mediation.channels, "im");
    Xmpp *anew = xmpp_channel.open(&channel->host, house->config, "channel.im", NULL);
    g_autoptr(GPtrArray) first = NULL, again = NULL;
    guint count;

    xmpp_contacts_load(anew);
    first = xmpp_contacts_turned(anew);
    count = first->len;
    if (count > 0)
        g_assert_cmpstr(((XmppTurned *)g_ptr_array_index(first, 0))->to, ==, "ada@citizen.example");
    xmpp_contacts_told(anew, first, count);
    again = xmpp_contacts_turned(anew);
    g_assert_cmpuint(again->len, ==, 0);
    xmpp_channel.close(anew);
    return count;
}

static void
who_was_told_something_else_than_is_true_now_is_told_after_a_restart(House *house, gconstpointer data)
{
    const ChannelHost *host = &channels_find(house->mediation.channels, "im")->host;
    gboolean open = host->closed_until(host, IM_DESK) == 0; /* by the day of the week */
    Xmpp *xmpp = channels_find(house->mediation.channels, "im")->handle;
    const char *desk = "desk@im.northam.example", *ada = "ada@citizen.example";

    (void)data;
    xmpp_contacts_keep(xmpp, IM_DESK, desk, ada, open ? ROSTER_CLOSED : ROSTER_OPEN);
    xmpp_contacts_keep(xmpp, IM_DESK, desk, "bob@citizen.example", open ? ROSTER_OPEN : ROSTER_CLOSED);
    xmpp_contacts_keep(xmpp, IM_DESK, desk, "cleo@citizen.example", open ? ROSTER_CLOSED : ROSTER_OPEN);
    xmpp_contacts_drop(xmpp, desk, "cleo@citizen.example");
    g_assert_true(give(house, "ada@citizen.example/phone", "m1", "<body>Hello</body>"));
    screened(house);
    g_assert_cmpuint(told_after_restart(house), ==, 1);
    g_assert_cmpuint(told_after_restart(house), ==, 0);
}

static void
who_goes_before_the_contacts_are_known_is_not_told_again(House *house, gconstpointer data)
{
    const Channel *channel = channels_find(house->mediation.channels, "im");
    const char *desk = "desk@im.northam.example", *ada = "ada@citizen.example";
    gboolean open = channel->host.closed_until(&channel->host, IM_DESK) == 0;
    Xmpp *anew;

    (void)data;
    xmpp_contacts_keep(channel->handle, IM_DESK, desk, ada, open ? ROSTER_CLOSED : ROSTER_OPEN);
    anew = xmpp_channel.open(&channel->host, house->config, "channel.im", NULL);
    xmpp_contacts_drop(anew, desk, ada);
    xmpp_channel.close(anew);
    g_assert_cmpuint(told_after_restart(house), ==, 0);
}

static void
who_goes_while_she_is_being_told_stays_gone(House *house, gconstpointer data)
{
    const Channel *channel = channels_find(house->mediation.channels, "im");
    const char *desk = "desk@im.northam.example", *ada = "ada@citizen.example";
    gboolean open = channel->host.closed_until(&channel->host, IM_DESK) == 0;
    g_autoptr(GPtrArray) turned = NULL, later = NULL;
    gint64 kept;

    (void)data;
    xmpp_contacts_keep(channel->handle, IM_DESK, desk, ada, open ? ROSTER_CLOSED : ROSTER_OPEN);
    turned = xmpp_contacts_turned(channel->handle);
    g_assert_cmpuint(turned->len, ==, 1);
    xmpp_contacts_drop(channel->handle, desk, ada);
    xmpp_contacts_told(channel->handle, turned, 1);
    g_assert_true(channel_ledger_count(&channel->host, "contact", "", &kept, NULL));
    g_assert_cmpint(kept, ==, 0);
    later = xmpp_contacts_turned(channel->handle);
    g_assert_cmpuint(later->len, ==, 0);
}

/* So many that are none of the test's persons. */
static void
fill_told(const ChannelHost *host)
{
    g_autofree LedgerChange *changes = g_new(LedgerChange, XMPP_TOLD_MAX);
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < XMPP_TOLD_MAX; i++) {
        g_ptr_array_add(keys, g_strdup_printf("%064u", i));
        changes[i] = (LedgerChange){ LEDGER_PUT, "told", g_ptr_array_index(keys, i), NULL };
    }
    g_assert_true(channel_ledger_change(host, changes, XMPP_TOLD_MAX, NULL, NULL));
}

/* What did not get out is told the next time. */
static void
tell_once(Xmpp *xmpp, const char *what, const Jid *whom)
{
    g_assert_true(xmpp_told_first(xmpp, what, whom));
    xmpp_told_not(xmpp, what, whom);
    g_assert_true(xmpp_told_first(xmpp, what, whom));
    xmpp_told_done(xmpp, what, whom);
    g_assert_false(xmpp_told_first(xmpp, what, whom));
}

static void
each_is_told_once_a_day_and_ten_thousand_of_them_are_kept(House *house, gconstpointer data)
{
    const Channel *channel = channels_find(house->mediation.channels, "im");
    g_autoptr(Jid) ada = jid_parse("ada@citizen.example/phone", NULL), bob = jid_parse("bob@b.example", NULL);
    gint64 kept;

    (void)data;
    tell_once(channel->handle, "encrypted", ada);
    tell_once(channel->handle, "room", ada);
    fill_told(&channel->host);
    g_assert_false(xmpp_told_first(channel->handle, "encrypted", ada));
    tell_once(channel->handle, "encrypted", bob);
    g_assert_true(channel_ledger_count(&channel->host, "told", "", &kept, NULL));
    g_assert_cmpint(kept, ==, XMPP_TOLD_MAX + 2);
}

/* ---- corrections and retractions ---- */

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
        { "/instant/a-message-waits-for-no-file-and-the-file-comes-after-it",
          a_message_waits_for_no_file_and_the_file_comes_after_it_into_the_same_case },
        { "/instant/only-a-message-that-can-be-marked-is-marked-as-read",
          only_a_message_that_can_be_marked_is_marked_as_read },
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
        { "/instant/who-counts-her-messages-anew-each-time-is-heard-each-time",
          who_counts_her_messages_anew_each_time_is_heard_each_time },
        { "/instant/who-was-told-something-else-than-is-true-now-is-told-after-a-restart",
          who_was_told_something_else_than_is_true_now_is_told_after_a_restart },
        { "/instant/who-goes-before-the-contacts-are-known-is-not-told-again",
          who_goes_before_the_contacts_are_known_is_not_told_again },
        { "/instant/who-goes-while-she-is-being-told-stays-gone", who_goes_while_she_is_being_told_stays_gone },
        { "/instant/a-correction-and-a-retraction-are-told-of-what-they-are-about",
          a_correction_and_a_retraction_are_told_of_what_they_are_about },
        { "/instant/what-overtakes-screening-stands-where-it-came-and-the-last-words-are-the-last",
          what_overtakes_screening_stands_where_it_came_and_the_last_words_are_the_last },
        { "/instant/each-is-told-once-a-day-and-ten-thousand-of-them-are-kept",
          each_is_told_once_a_day_and_ten_thousand_of_them_are_kept },
    };

    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(TESTS); i++)
        g_test_add(TESTS[i].path, House, NULL, set_up_instant, TESTS[i].test, tear_down_instant);
    return g_test_run();
}
