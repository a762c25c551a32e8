/* SPDX-License-Identifier: Apache-2.0 */
#include "channels/xmpp/test-xmpp-exchange.h"

/* ---- the rules ---- */

static void
a_message_is_given_until_some_node_lets_it_go(void)
{
    Exchange *exchange = exchange_new(1000000);
    Stream *node;

    welcome_component(exchange);
    say(exchange, ADA);
    node = join(exchange);
    put(node, RELAYFRAME_TAKE, 0, "");
    assert_item(node, 1, "ada@citizen.example/p");
    stream_close(node); /* it crashed */
    node = join(exchange);
    put(node, RELAYFRAME_TAKE, 0, "");
    assert_item(node, 1, "ada@citizen.example/p");
    put(node, RELAYFRAME_TAKE, 1, "");
    say(exchange, BOB);
    assert_item(node, 2, "bob@");
    stream_close(node);
    exchange_free(exchange);
}

static void
what_came_before_the_relay_died_is_given_by_the_next(void)
{
    Exchange *exchange = exchange_new(1000000);
    Stream *node;

    welcome_component(exchange);
    say(exchange, ADA);
    node = join(exchange);
    put(node, RELAYFRAME_TAKE, 0, "");
    assert_item(node, 1, "ada@");
    stream_close(node);
    stop_relay(exchange);
    start_relay(exchange, 1000000);
    node = join(exchange);
    put(node, RELAYFRAME_TAKE, 0, "");
    assert_item(node, 1, "ada@");
    stream_close(node);
    exchange_free(exchange);
}

static void
messages_of_one_sender_are_never_with_two_takers_at_once(void)
{
    Exchange *exchange = exchange_new(1000000);
    Stream *first, *second;

    welcome_component(exchange);
    say(exchange, ADA ADA BOB);
    first = join(exchange);
    second = join(exchange);
    put(first, RELAYFRAME_TAKE, 0, "");
    assert_item(first, 1, "ada@");
    put(second, RELAYFRAME_TAKE, 0, "");
    assert_item(second, 3, "bob@");
    put(second, RELAYFRAME_TAKE, 3, "");
    put(first, RELAYFRAME_TAKE, 1, "");
    stream_close(first);
    assert_item(second, 2, "ada@");
    stream_close(second);
    exchange_free(exchange);
}

static void
what_was_not_echoed_goes_again_with_a_mark_after_a_reconnect(void)
{
    Exchange *exchange = exchange_new(1000000);
    Stream *node = join(exchange);
    guint64 number;
    g_autofree char *first = NULL, *again = NULL;

    /* Before there is any stream. */
    put(node, RELAYFRAME_SEND, 5,
        "<message xmlns='jabber:component:accept' from='desk@" DOMAIN "' to='ada@b' id='m1'/>");
    g_free(get(node, RELAYFRAME_KEPT, &number));
    g_assert_cmpuint(number, ==, 5);
    welcome_component(exchange);
    first = hear(exchange, "</iq>");
    g_assert_nonnull(strstr(first, "<message from='desk@" DOMAIN "' to='ada@b' id='m1'/>"));
    stream_shutdown(exchange->peer);
    welcome_component(exchange);
    again = hear(exchange, "</iq>");
    g_assert_nonnull(strstr(again, "<message from='desk@" DOMAIN "' to='ada@b' id='m1'>"
                                   "<again xmlns='urn:tribune:relay'/></message>"));
    stream_close(node);
    exchange_free(exchange);
}

static void
what_a_node_may_have_sent_before_goes_with_one_mark(void)
{
    Exchange *exchange = exchange_new(1000000);
    Stream *node = join(exchange);
    guint64 number;

    put(node, RELAYFRAME_SEND_AGAIN, 5,
        "<message xmlns='jabber:component:accept' from='desk@" DOMAIN "' to='ada@b' id='m1'/>");
    g_free(get(node, RELAYFRAME_KEPT, &number));
    g_assert_cmpuint(number, ==, 5);
    for (guint streams = 0; streams < 2; streams++) {
        g_autofree char *heard = NULL;

        welcome_component(exchange);
        heard = hear(exchange, "</iq>");
        g_assert_nonnull(strstr(heard, "<message from='desk@" DOMAIN "' to='ada@b' id='m1'>"
                                       "<again xmlns='urn:tribune:relay'/></message>"));
        stream_shutdown(exchange->peer);
    }
    stream_close(node);
    exchange_free(exchange);
}

static void
what_was_echoed_is_let_go(void)
{
    Exchange *exchange = exchange_new(1000000);
    Stream *node = join(exchange);
    RelayFrameState state = { .waiting_out = 1 };
    g_autofree char *heard = NULL;

    welcome_component(exchange);
    put(node, RELAYFRAME_SEND, 0,
        "<message xmlns='jabber:component:accept' from='desk@" DOMAIN "' to='ada@b' id='m1'/>");
    heard = hear(exchange, "</iq>");
    echo(exchange, heard);
    while (state.waiting_out > 0) {
        guint64 number;
        g_autofree char *words = NULL;

        put(node, RELAYFRAME_ASK, 0, "");
        words = get(node, RELAYFRAME_STATE, &number);
        g_assert_true(
            relayframe_read_state(&(RelayFrame){ RELAYFRAME_STATE, 0, (const guint8 *)words, strlen(words) }, &state));
        g_assert_true(state.up);
        g_usleep(50000);
    }
    stream_close(node);
    exchange_free(exchange);
}

static void
a_stanza_that_would_end_the_stream_is_refused(void)
{
    static const char *const WRONG[] = {
        "<message xmlns='jabber:component:accept' from='desk@elsewhere.example' to='ada@b'/>",
        "<message xmlns='jabber:component:accept' to='ada@b'/>",
        "<message xmlns='jabber:component:accept' from='desk@" DOMAIN "'/>",
        "<stream xmlns='jabber:component:accept' from='desk@" DOMAIN "' to='ada@b'/>",
        "</stream:stream>",
        "<message xmlns='jabber:component:accept' from='desk@" DOMAIN "' to='ada@b'>",
        "<message xmlns='jabber:component:accept' from='desk@" DOMAIN "' to='ada@b'/><x/>",
    };
    Exchange *exchange = exchange_new(1000000);
    Stream *node = join(exchange);
    guint64 number;

    for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        put(node, RELAYFRAME_SEND, i + 1, WRONG[i]);
        g_free(get(node, RELAYFRAME_REFUSED, &number));
        g_assert_cmpuint(number, ==, i + 1);
    }
    stream_close(node);
    exchange_free(exchange);
}

static void
who_asks_while_no_node_is_there_is_told_and_so_is_who_writes_into_a_full_spool(void)
{
    Exchange *exchange = exchange_new(20);
    g_autofree char *unavailable = NULL, *full = NULL;

    welcome_component(exchange);
    say(exchange, "<iq type='get' id='q' from='ada@b/c' to='desk@" DOMAIN "'><ping xmlns='urn:xmpp:ping'/></iq>");
    unavailable = hear(exchange, "</iq>");
    g_assert_nonnull(strstr(unavailable, "service-unavailable"));
    say(exchange, ADA);
    full = hear(exchange, "</message>");
    g_assert_nonnull(strstr(full, "resource-constraint"));
    exchange_free(exchange);
}

static void
a_query_passes_by_to_the_node_that_is_there(void)
{
    Exchange *exchange = exchange_new(1000000);
    Stream *node = join(exchange);
    g_autofree char *heard = NULL;

    put(node, RELAYFRAME_TAKE, 0, "");
    welcome_component(exchange);
    say(exchange, "<iq type='get' id='q' from='ada@b/c' to='desk@" DOMAIN "'><ping xmlns='urn:xmpp:ping'/></iq>");
    assert_item(node, 0, "urn:xmpp:ping");
    put(node, RELAYFRAME_PASS, 0,
        "<iq xmlns='jabber:component:accept' type='result' id='q' to='ada@b/c' from='desk@" DOMAIN "'/>");
    heard = hear(exchange, "/>");
    g_assert_nonnull(strstr(heard, "type='result'"));
    stream_close(node);
    exchange_free(exchange);
}

static void
a_query_that_grows_over_a_frame_when_written_anew_is_refused(void)
{
    Exchange *exchange = exchange_new(1000000);
    Stream *node = join(exchange);
    g_autofree char *name = g_strnfill(1000, 'n'), *heard = NULL;
    GString *query = g_string_new(NULL);

    put(node, RELAYFRAME_TAKE, 0, "");
    welcome_component(exchange);
    g_string_append_printf(query, "<iq type='get' id='q' from='ada@b/c' to='desk@" DOMAIN "' xmlns:n='%s'>", name);
    for (guint i = 0; i < 1500; i++)
        g_string_append(query, "<n:x/>");
    g_string_append(query, "</iq>");
    say(exchange, query->str);
    heard = hear(exchange, "</iq>");
    g_assert_nonnull(strstr(heard, "policy-violation"));
    say(exchange, "<iq type='get' id='r' from='ada@b/c' to='desk@" DOMAIN "'><ping xmlns='urn:xmpp:ping'/></iq>");
    assert_item(node, 0, "urn:xmpp:ping");
    g_string_free(query, TRUE);
    stream_close(node);
    exchange_free(exchange);
}

static void
a_message_over_the_limit_is_refused_and_the_stream_goes_on(void)
{
    Exchange *exchange = exchange_new(1000000);
    Stream *node = join(exchange);
    g_autofree char *body = g_strnfill(200000, 'x'), *heard = NULL;
    g_autofree char *message =
        g_strdup_printf("<message from='bob@b' to='desk@" DOMAIN "' id='m9'><body>%s</body></message>", body);

    put(node, RELAYFRAME_TAKE, 0, "");
    welcome_component(exchange);
    say(exchange, message);
    heard = hear(exchange, "</message>");
    g_assert_nonnull(strstr(heard, "policy-violation"));
    g_assert_nonnull(strstr(heard, "id='m9'"));
    say(exchange, ADA);
    assert_item(node, 1, "ada@");
    stream_close(node);
    exchange_free(exchange);
}

static void
typing_notices_are_not_kept(void)
{
    Exchange *exchange = exchange_new(1000000);
    Stream *node = join(exchange);

    welcome_component(exchange);
    put(node, RELAYFRAME_TAKE, 0, "");
    say(exchange, "<message from='ada@citizen.example/p' to='desk@" DOMAIN "'>"
                  "<composing xmlns='http://jabber.org/protocol/chatstates'/></message>" BOB);
    assert_item(node, 1, "bob@");
    stream_close(node);
    exchange_free(exchange);
}

static void
who_writes_too_often_is_told_to_wait_and_what_confirms_ours_is_taken(void)
{
    Exchange *exchange = exchange_with(1000000, 2);
    g_autofree char *refused = NULL;
    Stream *node;

    welcome_component(exchange);
    say(exchange, ADA ADA ADA);
    refused = hear(exchange, "</message>");
    g_assert_nonnull(strstr(refused, "policy-violation"));
    g_assert_nonnull(strstr(refused, "type='wait'"));
    say(exchange, "<message from='ada@citizen.example/p' to='desk@" DOMAIN "'>"
                  "<received xmlns='urn:xmpp:receipts' id='m1'/></message>" BOB);
    node = join(exchange);
    put(node, RELAYFRAME_TAKE, 0, "");
    assert_item(node, 1, "Hello");
    put(node, RELAYFRAME_TAKE, 1, "");
    assert_item(node, 2, "Hello");
    put(node, RELAYFRAME_TAKE, 2, "");
    assert_item(node, 3, "received");
    put(node, RELAYFRAME_TAKE, 3, "");
    assert_item(node, 4, "bob@");
    stream_close(node);
    exchange_free(exchange);
}

static void
what_says_something_is_counted_whatever_it_confirms(void)
{
    static const char *const DRESSED[] = {
        "<body>Hello</body><received xmlns='urn:xmpp:receipts' id='m1'/>",
        "<body>Hello</body><displayed xmlns='urn:xmpp:chat-markers:0' id='m1'/>",
        "<encrypted xmlns='eu.siacs.conversations.axolotl'/><received xmlns='urn:xmpp:receipts' id='m1'/>",
        "<x xmlns='jabber:x:conference' jid='hall@rooms.example'/><received xmlns='urn:xmpp:receipts' id='m1'/>",
    };

    for (guint i = 0; i < G_N_ELEMENTS(DRESSED); i++) {
        Exchange *exchange = exchange_with(1000000, 1);
        g_autofree char *refused = NULL, *text = NULL;

        welcome_component(exchange);
        say(exchange, ADA);
        text = g_strdup_printf("<message from='ada@citizen.example/p' to='desk@" DOMAIN "' id='2'>%s</message>",
                               DRESSED[i]);
        say(exchange, text);
        refused = hear(exchange, "</message>");
        g_assert_nonnull(strstr(refused, "id='2'"));
        g_assert_nonnull(strstr(refused, "policy-violation"));
        exchange_free(exchange);
    }
}

#define IQ(kind, id, inside)                                                                                           \
    "<iq type='" kind "' id='" id "' from='ada@citizen.example/p' to='desk@" DOMAIN "'>" inside "</iq>"
#define REPORT "<command xmlns='http://jabber.org/protocol/commands' node='report'/>"
#define PING   "<ping xmlns='urn:xmpp:ping'/>"

static void
reports_by_command_are_counted_as_words_and_questions_by_themselves(void)
{
    Exchange *exchange = exchange_with(1000000, 1);
    Stream *node = join(exchange);
    guint64 number;
    g_autofree char *report = NULL, *heard = NULL;

    put(node, RELAYFRAME_TAKE, 0, ""); /* first, that it is known of when the stream is there */
    welcome_component(exchange);
    say(exchange, IQ("set", "c1", REPORT "<came xmlns='urn:tribune:relay' at='2026-01-01T00:00:00Z'/>")
                      IQ("set", "c2", REPORT) IQ("get", "q1", PING));
    report = get(node, RELAYFRAME_ITEM, &number);
    g_assert_nonnull(strstr(report, "id='c1'"));
    g_assert_nonnull(strstr(report, "urn:tribune:relay"));
    g_assert_null(strstr(report, "2026-01-01"));
    heard = hear(exchange, "</iq>");
    g_assert_nonnull(strstr(heard, "id='c2'"));
    g_assert_nonnull(strstr(heard, "policy-violation"));
    put(node, RELAYFRAME_TAKE, 0, "");
    assert_item(node, 0, "id='q1'");
    stream_close(node);
    exchange_free(exchange);
}

/* Errors and presence are never answered, so only what gets in tells. */
static void
presence_and_errors_are_bounded_by_themselves(void)
{
    Exchange *exchange = exchange_with(1000000, 1);
    Stream *node = join(exchange);

    welcome_component(exchange);
    for (guint i = 0; i < 5; i++)
        say(exchange, "<presence type='subscribe' from='ada@citizen.example' to='desk@" DOMAIN "'/>");
    say(exchange, "<presence type='subscribe' from='ada@citizen.example' to='late@" DOMAIN "'/>"
                  "<message type='error' from='ada@citizen.example/p' to='late@" DOMAIN "'/>" ADA);
    for (guint i = 0; i < 5; i++) {
        put(node, RELAYFRAME_TAKE, i, "");
        assert_item(node, i + 1, "subscribe");
    }
    put(node, RELAYFRAME_TAKE, 5, "");
    assert_item(node, 6, "Hello");
    stream_close(node);
    exchange_free(exchange);
}

static void
a_line_that_is_not_there_is_refused_with_words(void)
{
    Exchange *exchange = exchange_new(1000000);
    Stream *node = stream_connect(exchange->local, clock_monotonic() + 30 * CLOCK_SECOND, NULL);
    guint64 number;
    g_autofree char *words = NULL;

    put(node, RELAYFRAME_HELLO, RELAYFRAME_VERSION, "sms");
    words = get(node, RELAYFRAME_REFUSED, &number);
    g_assert_nonnull(strstr(words, "no line of that name"));
    stream_close(node);
    exchange_free(exchange);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/xmpp-component/a-message-is-given-until-some-node-lets-it-go",
                    a_message_is_given_until_some_node_lets_it_go);
    g_test_add_func("/xmpp-component/what-came-before-the-relay-died-is-given-by-the-next",
                    what_came_before_the_relay_died_is_given_by_the_next);
    g_test_add_func("/xmpp-component/messages-of-one-sender-are-never-with-two-takers-at-once",
                    messages_of_one_sender_are_never_with_two_takers_at_once);
    g_test_add_func("/xmpp-component/what-was-not-echoed-goes-again-with-a-mark-after-a-reconnect",
                    what_was_not_echoed_goes_again_with_a_mark_after_a_reconnect);
    g_test_add_func("/xmpp-component/what-a-node-may-have-sent-before-goes-with-one-mark",
                    what_a_node_may_have_sent_before_goes_with_one_mark);
    g_test_add_func("/xmpp-component/what-was-echoed-is-let-go", what_was_echoed_is_let_go);
    g_test_add_func("/xmpp-component/a-stanza-that-would-end-the-stream-is-refused",
                    a_stanza_that_would_end_the_stream_is_refused);
    g_test_add_func("/xmpp-component/who-asks-while-no-node-is-there-is-told-and-so-is-who-writes-into-a-full-spool",
                    who_asks_while_no_node_is_there_is_told_and_so_is_who_writes_into_a_full_spool);
    g_test_add_func("/xmpp-component/a-query-passes-by-to-the-node-that-is-there",
                    a_query_passes_by_to_the_node_that_is_there);
    g_test_add_func("/xmpp-component/a-query-that-grows-over-a-frame-when-written-anew-is-refused",
                    a_query_that_grows_over_a_frame_when_written_anew_is_refused);
    g_test_add_func("/xmpp-component/a-message-over-the-limit-is-refused-and-the-stream-goes-on",
                    a_message_over_the_limit_is_refused_and_the_stream_goes_on);
    g_test_add_func("/xmpp-component/typing-notices-are-not-kept", typing_notices_are_not_kept);
    g_test_add_func("/xmpp-component/who-writes-too-often-is-told-to-wait-and-what-confirms-ours-is-taken",
                    who_writes_too_often_is_told_to_wait_and_what_confirms_ours_is_taken);
    g_test_add_func("/xmpp-component/what-says-something-is-counted-whatever-it-confirms",
                    what_says_something_is_counted_whatever_it_confirms);
    g_test_add_func("/xmpp-component/reports-by-command-are-counted-as-words-and-questions-by-themselves",
                    reports_by_command_are_counted_as_words_and_questions_by_themselves);
    g_test_add_func("/xmpp-component/presence-and-errors-are-bounded-by-themselves",
                    presence_and_errors_are_bounded_by_themselves);
    g_test_add_func("/xmpp-component/a-line-that-is-not-there-is-refused-with-words",
                    a_line_that_is_not_there_is_refused_with_words);
    return g_test_run();
}
