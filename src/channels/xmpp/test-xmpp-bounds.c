/* SPDX-License-Identifier: Apache-2.0 */
/* What the relay keeps, what it refuses, and whose turn it is: nothing that was kept is unreadable, no kind of stanza
 * and no server keeps the others waiting. */
#include "channels/xmpp/test-xmpp-exchange.h"
#include "channels/xmpp/xmpp-pace.h"
#include "channels/xmpp/xmpp-private.h"

#define PING_OF(who, id)                                                                                               \
    "<iq type='get' id='" id "' from='" who "' to='desk@" DOMAIN "'><ping xmlns='urn:xmpp:ping'/></iq>"

/* ---- what is kept can be read ---- */

/* A message with @count elements @element, and its own. */
static char *
many(const char *declared, const char *element, guint count)
{
    GString *text = g_string_new(NULL);

    g_string_append_printf(text, "<message from='eve@evil.example/p' to='desk@" DOMAIN "' id='m9' %s><body>x</body>",
                           declared);
    for (guint i = 0; i < count; i++)
        g_string_append(text, element);
    g_string_append(text, "</message>");
    return g_string_free(text, FALSE);
}

/* It is refused, its writer is told, and who comes after her is heard. */
static void
assert_refused(const char *message)
{
    Exchange *exchange = exchange_new(10000000);
    Stream *node = join(exchange);
    g_autofree char *heard = NULL;

    welcome_component(exchange);
    say(exchange, message);
    heard = hear(exchange, "</message>");
    g_assert_nonnull(strstr(heard, "id='m9'"));
    g_assert_nonnull(strstr(heard, "policy-violation"));
    say(exchange, ADA);
    put(node, RELAYFRAME_TAKE, 0, "");
    assert_item(node, 1, "ada@");
    stream_close(node);
    exchange_free(exchange);
}

static void
what_a_node_could_not_read_is_refused_and_not_kept(void)
{
    g_autofree char *namespace = g_strnfill(500, 'n'), *declared = g_strdup_printf("xmlns:n='%s'", namespace);
    g_autofree char *elements = many("", "<x/>", XMPPSTREAM_ELEMENTS - 2); /* the relay's note is one more */
    g_autofree char *namespaces = many(declared, "<n:x/>", XMPPSTREAM_ELEMENTS - 3);
    g_autofree char *reserved = many("", "<xml:x/>", 1); /* its namespace may not be declared */

    g_assert_cmpuint(strlen(namespaces), <, 100000);
    assert_refused(elements);
    assert_refused(namespaces);
    assert_refused(reserved);
}

static void
the_largest_message_that_is_kept_can_be_read(void)
{
    Exchange *exchange = exchange_new(10000000);
    Stream *node = join(exchange);
    g_autofree char *largest = many("", "<x/>", XMPPSTREAM_ELEMENTS - 3), *item = NULL;
    g_autoptr(XmppNode) read = NULL;
    guint64 number;

    welcome_component(exchange);
    say(exchange, largest);
    put(node, RELAYFRAME_TAKE, 0, "");
    item = get(node, RELAYFRAME_ITEM, &number);
    read = xmppstream_parse_element(item, strlen(item), XMPP_KEPT_MAX, NULL);
    g_assert_nonnull(read);
    g_assert_nonnull(xmppnode_find(read, "came", XMPP_NS_RELAY));
    stream_close(node);
    exchange_free(exchange);
}

static void
of_presence_its_type_and_addresses_are_kept_and_what_nobody_heeds_is_dropped(void)
{
    Exchange *exchange = exchange_new(1000000);
    Stream *node = join(exchange);
    guint64 number;
    g_autofree char *item = NULL;

    welcome_component(exchange);
    say(exchange, "<presence from='ada@citizen.example/p' to='desk@" DOMAIN "'/>"
                  "<presence type='subscribed' from='ada@citizen.example' to='desk@" DOMAIN "'/>"
                  "<presence type='subscribe' from='ada@citizen.example' to='desk@" DOMAIN "' id='s1'>"
                  "<status>a long story</status></presence>");
    put(node, RELAYFRAME_TAKE, 0, "");
    item = get(node, RELAYFRAME_ITEM, &number);
    g_assert_cmpuint(number, ==, 1);
    g_assert_cmpstr(item, ==,
                    "<presence xmlns='jabber:component:accept' type='subscribe' from='ada@citizen.example' "
                    "to='desk@" DOMAIN "'/>");
    stream_close(node);
    exchange_free(exchange);
}

/* ---- whose turn it is ---- */

/* What is answered at once comes back when all before it was taken. */
static void
wait_until_taken(Exchange *exchange)
{
    say(exchange, "<message from='eve@evil.example/p' to='desk@" DOMAIN "' id='end'><body>x</body><xml:x/></message>");
    g_free(hear(exchange, "id='end'"));
}

static void
questions_and_what_was_kept_take_turns(void)
{
    Exchange *exchange = exchange_new(1000000);
    Stream *node = join(exchange);

    put(node, RELAYFRAME_TAKE, 0, "");
    welcome_component(exchange);
    say(exchange, PING_OF("eve@evil.example/p", "q0"));
    assert_item(node, 0, "id='q0'");
    say(exchange, PING_OF("eve@evil.example/p", "q1") PING_OF("eve@evil.example/p", "q2")
                      PING_OF("eve@evil.example/p", "q3") ADA BOB);
    wait_until_taken(exchange);
    put(node, RELAYFRAME_TAKE, 0, "");
    assert_item(node, 1, "ada@");
    put(node, RELAYFRAME_TAKE, 1, "");
    assert_item(node, 0, "id='q1'");
    put(node, RELAYFRAME_TAKE, 0, "");
    assert_item(node, 2, "bob@");
    put(node, RELAYFRAME_TAKE, 2, "");
    assert_item(node, 0, "id='q2'");
    put(node, RELAYFRAME_TAKE, 0, "");
    assert_item(node, 0, "id='q3'");
    stream_close(node);
    exchange_free(exchange);
}

static void
a_servers_inventions_use_up_its_share_and_no_other_servers(void)
{
    Exchange *exchange = exchange_with(1000000, 1);
    Stream *node = join(exchange);
    GString *many = g_string_new(NULL);
    g_autofree char *heard = NULL;

    put(node, RELAYFRAME_TAKE, 0, "");
    welcome_component(exchange);
    for (guint i = 0; i < 2 * PACE_SERVER + 1; i++)
        g_string_append_printf(many,
                               "<iq type='get' id='q%u' from='made-up%u@evil.example' to='desk@" DOMAIN "'>"
                               "<ping xmlns='urn:xmpp:ping'/></iq>",
                               i, i);
    say(exchange, many->str);
    heard = hear(exchange, "</iq>");
    g_assert_nonnull(strstr(heard, "made-up20@evil.example"));
    g_assert_nonnull(strstr(heard, "policy-violation"));
    say(exchange, ADA);
    assert_item(node, 0, "made-up0@");
    put(node, RELAYFRAME_TAKE, 0, "");
    assert_item(node, 1, "ada@");
    g_string_free(many, TRUE);
    stream_close(node);
    exchange_free(exchange);
}

/* ---- a question that does not come back ---- */

#define ANSWER "<message xmlns='jabber:component:accept' from='desk@" DOMAIN "' to='ada@citizen.example' id='a1'/>"

/* All until @end, or for twenty seconds; what we say meanwhile never ceases. */
static char *
hear_while_loud(Exchange *exchange, const char *end)
{
    GString *heard = g_string_new(NULL);
    gint64 deadline = clock_monotonic() + 20 * CLOCK_SECOND;
    char buffer[4096];

    stream_set_timeout(exchange->peer, CLOCK_SECOND / 10);
    while (strstr(heard->str, end) == NULL && clock_monotonic() < deadline) {
        gssize got;

        say(exchange, ADA);
        got = stream_read_some(exchange->peer, buffer, sizeof buffer, NULL);
        if (got > 0)
            g_string_append_len(heard, buffer, got);
    }
    stream_set_timeout(exchange->peer, 30 * CLOCK_SECOND);
    return g_string_free(heard, FALSE);
}

static void
a_question_that_a_server_lost_is_asked_again_whatever_else_comes_and_then_the_stream_is_made_anew(void)
{
    Exchange *exchange = exchange_that_is(1000000, 0, CLOCK_SECOND);
    Stream *node = join(exchange);
    guint64 number;
    g_autofree char *first = NULL, *second = NULL;

    welcome_component(exchange);
    put(node, RELAYFRAME_SEND, 1, ANSWER);
    g_free(get(node, RELAYFRAME_KEPT, &number));
    first = hear(exchange, "</iq>");
    g_assert_nonnull(strstr(first, "id='a1'"));
    second = hear_while_loud(exchange, "</iq>"); /* it lost the first */
    g_assert_nonnull(strstr(second, "<iq "));
    g_assert_null(strstr(second, "id='a1'"));
    welcome_component(exchange); /* it lost that too */
    g_free(hear(exchange, "id='a1'"));
    stream_close(node);
    exchange_free(exchange);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/xmpp-bounds/what-a-node-could-not-read-is-refused-and-not-kept",
                    what_a_node_could_not_read_is_refused_and_not_kept);
    g_test_add_func("/xmpp-bounds/the-largest-message-that-is-kept-can-be-read",
                    the_largest_message_that_is_kept_can_be_read);
    g_test_add_func("/xmpp-bounds/of-presence-its-type-and-addresses-are-kept-and-what-nobody-heeds-is-dropped",
                    of_presence_its_type_and_addresses_are_kept_and_what_nobody_heeds_is_dropped);
    g_test_add_func("/xmpp-bounds/questions-and-what-was-kept-take-turns", questions_and_what_was_kept_take_turns);
    g_test_add_func("/xmpp-bounds/a-servers-inventions-use-up-its-share-and-no-other-servers",
                    a_servers_inventions_use_up_its_share_and_no_other_servers);
    g_test_add_func("/xmpp-bounds/a-question-that-a-server-lost-is-asked-again-whatever-else-comes",
                    a_question_that_a_server_lost_is_asked_again_whatever_else_comes_and_then_the_stream_is_made_anew);
    return g_test_run();
}
