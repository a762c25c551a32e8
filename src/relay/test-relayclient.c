/* SPDX-License-Identifier: Apache-2.0 */
#include "relay/relayclient.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/thread.h"
#include "net/listener.h"

/* ---- a relay that says what the test wants ---- */

typedef enum { KEEPS, DIES, REFUSES_FOR_NOW, REFUSES_FOR_GOOD } Mood;

static struct {
    Mutex mutex;
    Mood moods[4]; /* for each that is sent, in order; then KEEPS */
    RelayFrameKind kinds[4];
    guint64 numbers[4];
    guint count;
    gboolean let_go; /* the one item that it has */
} relay;

static Mood
note(const RelayFrame *frame)
{
    MUTEX_HELD(&relay.mutex);
    g_assert_cmpuint(relay.count, <, G_N_ELEMENTS(relay.kinds));
    relay.kinds[relay.count] = frame->kind;
    relay.numbers[relay.count] = frame->number;
    return relay.moods[relay.count++];
}

#define ITEM 7

/* The item until it is let go, then nothing more. */
static void
answer_take(GByteArray *out, const RelayFrame *frame)
{
    MUTEX_HELD(&relay.mutex);
    relay.let_go = relay.let_go || frame->number == ITEM;
    if (!relay.let_go)
        relayframe_write(out, RELAYFRAME_ITEM, ITEM, "hello", 5);
}

/* FALSE: the connection ends. */
static gboolean
answer(Stream *stream, const RelayFrame *frame)
{
    g_autoptr(GByteArray) out = g_byte_array_new();
    Mood mood = frame->kind == RELAYFRAME_HELLO || frame->kind == RELAYFRAME_TAKE ? KEEPS : note(frame);

    if (mood == DIES)
        return FALSE;
    if (frame->kind == RELAYFRAME_HELLO)
        relayframe_write(out, RELAYFRAME_WELCOME, RELAYFRAME_VERSION, NULL, 0);
    else if (frame->kind == RELAYFRAME_TAKE)
        answer_take(out, frame);
    else if (mood == KEEPS)
        relayframe_write(out, RELAYFRAME_KEPT, frame->number, NULL, 0);
    else
        relayframe_write_refusal(out, frame->number, mood == REFUSES_FOR_NOW, "no room");
    return stream_write_all(stream, out->data, out->len, NULL);
}

static void
serve(Stream *stream, const char *client, gpointer data)
{
    g_autoptr(GByteArray) in = g_byte_array_new();
    RelayFrame frame;
    gsize used;
    guint8 byte;

    (void)client;
    (void)data;
    while (stream_read_some(stream, &byte, 1, NULL) == 1) {
        g_byte_array_append(in, &byte, 1);
        if (relayframe_read(in->data, in->len, &frame, &used) != RELAYFRAME_WHOLE)
            continue;
        if (!answer(stream, &frame))
            return;
        g_byte_array_set_size(in, 0);
    }
}

typedef struct {
    Listener *listener;
    NetAddress *address;
    RelayClient *client;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    g_autoptr(NetAddress) any = netaddress_parse("127.0.0.1:0", NULL);
    ListenerSettings settings = { .name = "relay", .address = any, .connections = 4, .timeout = -1, .serve = serve };
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;

    (void)data;
    mutex_init(&relay.mutex);
    memset(relay.moods, 0, sizeof relay.moods);
    relay.count = 0;
    relay.let_go = FALSE;
    fixture->listener = listener_start(&settings, &error);
    g_assert_no_error(error);
    text = g_strdup_printf("127.0.0.1:%u", listener_port(fixture->listener));
    fixture->address = netaddress_parse(text, NULL);
    fixture->client = relayclient_new(&(RelayClientSettings){ .relay = fixture->address, .line = "im" });
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    relayclient_free(fixture->client);
    listener_stop(fixture->listener, 0);
    netaddress_free(fixture->address);
    mutex_clear(&relay.mutex);
}

static RelayClientAnswer
send_text(Fixture *fixture, const char *text, gboolean again)
{
    g_autoptr(GError) error = NULL;
    RelayClientAnswer got =
        relayclient_send(fixture->client, text, again, clock_monotonic() + 30 * CLOCK_SECOND, &error);

    g_assert_true((got == RELAYCLIENT_KEPT) == (error == NULL));
    return got;
}

/* ---- the rules ---- */

static void
what_the_relay_says_is_the_answer(Fixture *fixture, gconstpointer data)
{
    g_autofree char *much = g_strnfill(RELAYFRAME_BYTES_MAX + 1, 'x');

    (void)data;
    relay.moods[1] = REFUSES_FOR_NOW;
    relay.moods[2] = REFUSES_FOR_GOOD;
    g_assert_cmpint(send_text(fixture, "a", FALSE), ==, RELAYCLIENT_KEPT);
    g_assert_cmpint(send_text(fixture, "b", FALSE), ==, RELAYCLIENT_LATER);
    g_assert_cmpint(send_text(fixture, "c", FALSE), ==, RELAYCLIENT_NEVER);
    g_assert_cmpint(send_text(fixture, much, FALSE), ==, RELAYCLIENT_NEVER);
    g_assert_cmpuint(relay.count, ==, 3);
}

static void
a_relay_that_dies_when_asked_is_asked_again_with_the_mark(Fixture *fixture, gconstpointer data)
{
    (void)data;
    relay.moods[1] = DIES;
    g_assert_cmpint(send_text(fixture, "a", FALSE), ==, RELAYCLIENT_KEPT);
    g_assert_cmpint(send_text(fixture, "b", FALSE), ==, RELAYCLIENT_KEPT);
    g_assert_cmpuint(relay.count, ==, 3);
    g_assert_cmpint(relay.kinds[1], ==, RELAYFRAME_SEND);
    g_assert_cmpint(relay.kinds[2], ==, RELAYFRAME_SEND_AGAIN);
}

static void
what_a_relay_refuses_may_be_with_the_one_that_died(Fixture *fixture, gconstpointer data)
{
    (void)data;
    relay.moods[1] = DIES;
    relay.moods[2] = REFUSES_FOR_GOOD;
    g_assert_cmpint(send_text(fixture, "a", FALSE), ==, RELAYCLIENT_KEPT);
    g_assert_cmpint(send_text(fixture, "b", FALSE), ==, RELAYCLIENT_UNANSWERED);
}

static void
a_relay_that_says_nothing_may_have_it(Fixture *fixture, gconstpointer data)
{
    (void)data;
    relay.moods[0] = DIES;
    g_assert_cmpint(send_text(fixture, "a", FALSE), ==, RELAYCLIENT_UNANSWERED);
    g_assert_cmpint(send_text(fixture, "a", TRUE), ==, RELAYCLIENT_KEPT);
    g_assert_cmpint(relay.kinds[0], ==, RELAYFRAME_SEND);
    g_assert_cmpint(relay.kinds[1], ==, RELAYFRAME_SEND_AGAIN);
}

static void
a_relay_that_is_not_there_has_nothing(Fixture *fixture, gconstpointer data)
{
    g_autoptr(NetAddress) nobody = netaddress_parse("unix:/nonexistent/relay", NULL);
    RelayClient *client = relayclient_new(&(RelayClientSettings){ .relay = nobody, .line = "im" });
    g_autoptr(GError) error = NULL;

    (void)fixture;
    (void)data;
    g_assert_cmpint(relayclient_send(client, "a", FALSE, clock_monotonic() + CLOCK_SECOND, &error), ==,
                    RELAYCLIENT_LATER);
    g_assert_true(tribune_error_is_temporary(error));
    relayclient_free(client);
}

/* ---- replies inside of the taking ---- */

static guint taken;

/* As a channel that answers each item with something that must not be lost. */
static gboolean
take(gpointer data, RelayTaker *taker, const guint8 *bytes, gsize length, gboolean kept)
{
    gboolean replied = relayclient_reply(taker, TRUE, "answer");

    (void)data;
    g_assert_true(kept);
    g_assert_cmpmem(bytes, length, "hello", 5);
    taken++;
    return replied;
}

static gboolean
is_let_go(void)
{
    MUTEX_HELD(&relay.mutex);
    return relay.let_go;
}

/* Until the item is let go. */
static void
take_it(Fixture *fixture)
{
    RelayClient *client =
        relayclient_new(&(RelayClientSettings){ .relay = fixture->address, .line = "im", .takers = 1, .take = take });

    taken = 0;
    relayclient_start(client);
    while (!is_let_go())
        g_usleep(20000);
    relayclient_stop(client);
    relayclient_free(client);
}

static void
an_item_is_let_go_when_its_reply_is_kept_and_not_before(Fixture *fixture, gconstpointer data)
{
    (void)data;
    relay.moods[0] = REFUSES_FOR_NOW;
    take_it(fixture);
    g_assert_cmpuint(taken, ==, 2);
    g_assert_cmpuint(relay.count, ==, 2);
    g_assert_cmpuint(relay.numbers[0], ==, 1);
    g_assert_cmpuint(relay.numbers[1], ==, 2);
}

static void
an_item_whose_reply_the_relay_died_of_is_given_again(Fixture *fixture, gconstpointer data)
{
    (void)data;
    relay.moods[0] = DIES;
    take_it(fixture);
    g_assert_cmpuint(taken, ==, 2);
}

static void
an_item_does_not_wait_for_a_reply_that_is_refused_for_good(Fixture *fixture, gconstpointer data)
{
    (void)data;
    relay.moods[0] = REFUSES_FOR_GOOD;
    take_it(fixture);
    g_assert_cmpuint(taken, ==, 1);
}

#define RULE(name, function) g_test_add("/relayclient/" name, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    RULE("what-the-relay-says-is-the-answer", what_the_relay_says_is_the_answer);
    RULE("a-relay-that-dies-when-asked-is-asked-again-with-the-mark",
         a_relay_that_dies_when_asked_is_asked_again_with_the_mark);
    RULE("what-a-relay-refuses-may-be-with-the-one-that-died", what_a_relay_refuses_may_be_with_the_one_that_died);
    RULE("a-relay-that-says-nothing-may-have-it", a_relay_that_says_nothing_may_have_it);
    RULE("a-relay-that-is-not-there-has-nothing", a_relay_that_is_not_there_has_nothing);
    RULE("an-item-is-let-go-when-its-reply-is-kept-and-not-before",
         an_item_is_let_go_when_its_reply_is_kept_and_not_before);
    RULE("an-item-whose-reply-the-relay-died-of-is-given-again", an_item_whose_reply_the_relay_died_of_is_given_again);
    RULE("an-item-does-not-wait-for-a-reply-that-is-refused-for-good",
         an_item_does_not_wait_for_a_reply_that_is_refused_for_good);
    return g_test_run();
}
