/* SPDX-License-Identifier: Apache-2.0 */
/* The SMTP client against a relay that says what a test wants to hear. */
#include <string.h>

#include "base/clock.h"
#include "base/thread.h"
#include "net/listener.h"
#include "net/smtp.h"

/* What the relay answers to each step; NULL: it hangs up instead; "…": it says nothing until the client goes. */
typedef struct {
    const char *greeting, *hello, *sender, *recipient, *data, *message;
    const char *second_sender; /* to MAIL of the second message in a connection; NULL: as .sender */
} Behaviour;

static const Behaviour GOOD = {
    "220 relay ESMTP\r\n",
    "250-relay\r\n250-SIZE 1000000\r\n250 SMTPUTF8\r\n",
    "250 2.1.0 sender fine\r\n",
    "250 2.1.5 recipient fine\r\n",
    "354 go on\r\n",
    "250 2.0.0 queued as 4F2A\r\n",
};

typedef struct {
    Behaviour behaviour;
    Listener *listener;
    Mutex mutex;
    GString *heard; /* all commands and messages */
    gboolean mute;  /* does not answer to QUIT, nor hang up */
    guint connections;
} Relay;

/* FALSE when the connection shall end. */
static gboolean
answer(Stream *stream, const char *reply)
{
    char byte;

    if (reply == NULL)
        return FALSE;
    if (strcmp(reply, "…") == 0) {
        while (stream_read_some(stream, &byte, 1, NULL) > 0)
            ;
        return FALSE;
    }
    return stream_write_all(stream, reply, strlen(reply), NULL);
}

/* Up to and with @ending. */
static GString *
read_until(Stream *stream, const char *ending)
{
    GString *text = g_string_new(NULL);
    char byte;

    while (!g_str_has_suffix(text->str, ending) && stream_read_some(stream, &byte, 1, NULL) == 1)
        g_string_append_c(text, byte);
    return text;
}

static const char *
reply_to(const Behaviour *behaviour, const char *command, guint messages)
{
    if (g_str_has_prefix(command, "EHLO") || g_str_has_prefix(command, "HELO"))
        return behaviour->hello;
    if (g_str_has_prefix(command, "MAIL"))
        return messages > 0 && behaviour->second_sender != NULL ? behaviour->second_sender : behaviour->sender;
    if (g_str_has_prefix(command, "RCPT"))
        return behaviour->recipient;
    if (g_str_has_prefix(command, "DATA"))
        return behaviour->data;
    return g_str_has_prefix(command, "QUIT") ? NULL : "500 what?\r\n";
}

static void
note(Relay *relay, const GString *text)
{
    MUTEX_HELD(&relay->mutex);
    g_string_append_len(relay->heard, text->str, (gssize)text->len);
}

static void
serve(Stream *stream, const char *client, gpointer data)
{
    Relay *relay = data;
    gboolean going;
    guint messages = 0;

    (void)client;
    mutex_lock(&relay->mutex);
    relay->connections++;
    mutex_unlock(&relay->mutex);
    going = answer(stream, relay->behaviour.greeting);
    while (going) {
        g_autoptr(GString) line = read_until(stream, "\r\n");
        const char *reply = reply_to(&relay->behaviour, line->str, messages);

        note(relay, line);
        if (relay->mute && g_str_has_prefix(line->str, "QUIT"))
            reply = "…";
        going = line->len > 0 && answer(stream, reply);
        if (going && g_str_has_prefix(line->str, "DATA") && reply[0] == '3') {
            g_autoptr(GString) message = read_until(stream, "\r\n.\r\n");

            note(relay, message);
            messages++;
            going = answer(stream, relay->behaviour.message);
        }
    }
}

static void
start_relay(Relay *relay, const Behaviour *behaviour)
{
    g_autoptr(NetAddress) address = netaddress_parse("127.0.0.1:0", NULL);
    ListenerSettings settings = {
        .name = "relay",
        .address = address,
        .connections = 8,
        .timeout = 10 * CLOCK_SECOND,
        .serve = serve,
        .data = relay,
    };

    *relay = (Relay){ .behaviour = *behaviour, .heard = g_string_new(NULL) };
    mutex_init(&relay->mutex);
    relay->listener = listener_start(&settings, NULL);
    g_assert_nonnull(relay->listener);
}

static void
stop_relay(Relay *relay)
{
    listener_stop(relay->listener, 0);
    mutex_clear(&relay->mutex);
    g_string_free(relay->heard, TRUE);
}

static Smtp *
client_of(const Relay *relay, SmtpTls tls)
{
    NetAddress address = { .kind = NETADDRESS_TCP,
                           .host = (char *)"127.0.0.1",
                           .port = listener_port(relay->listener) };
    SmtpSettings settings = { .relay = &address, .hello = "tribune.northam.example", .tls = tls };

    return smtp_new(&settings);
}

static void
send_text(Smtp *smtp, const char *from, const char *to, const char *text, gint64 time, SmtpOutcome *ret)
{
    g_autoptr(GBytes) message = g_bytes_new(text, strlen(text));

    smtp_send(smtp, from, to, message, clock_monotonic() + time, ret);
}

static const char TEXT[] = "Subject: Hello\r\n\r\nFirst\r\n.dot\r\nLast\r\n";

/* One message by @behaviour. */
static void
attempt(const Behaviour *behaviour, SmtpTls tls, gint64 time, SmtpOutcome *ret)
{
    Relay relay;
    Smtp *smtp;

    start_relay(&relay, behaviour);
    smtp = client_of(&relay, tls);
    send_text(smtp, "desk@northam.example", "ada@home.example", TEXT, time, ret);
    smtp_free(smtp);
    stop_relay(&relay);
}

/* ---- tests ---- */

static void
an_accepted_message_arrives_whole_and_the_relays_words_are_kept(void)
{
    g_auto(SmtpOutcome) outcome = { 0 };
    Relay relay;
    Smtp *smtp;

    start_relay(&relay, &GOOD);
    smtp = client_of(&relay, SMTP_TLS_TRY);
    send_text(smtp, "desk+b1@northam.example", "ada@home.example", TEXT, 5 * CLOCK_SECOND, &outcome);
    smtp_free(smtp);
    g_assert_cmpint(outcome.result, ==, SMTP_ACCEPTED);
    g_assert_cmpuint(outcome.code, ==, 250);
    g_assert_cmpstr(outcome.enhanced, ==, "2.0.0");
    g_assert_cmpstr(outcome.words, ==, "queued as 4F2A");
    mutex_lock(&relay.mutex);
    g_assert_true(
        g_str_has_prefix(relay.heard->str, "EHLO tribune.northam.example\r\nMAIL FROM:<desk+b1@northam.example>"));
    g_assert_nonnull(
        strstr(relay.heard->str,
               "\r\nRCPT TO:<ada@home.example>\r\nDATA\r\nSubject: Hello\r\n\r\nFirst\r\n..dot\r\nLast\r\n.\r\n"));
    mutex_unlock(&relay.mutex);
    stop_relay(&relay);
}

static void
the_null_path_and_international_addresses_are_written_as_they_should(void)
{
    g_auto(SmtpOutcome) first = { 0 };
    g_auto(SmtpOutcome) second = { 0 };
    Relay relay;
    Smtp *smtp;

    start_relay(&relay, &GOOD);
    smtp = client_of(&relay, SMTP_TLS_OFF);
    send_text(smtp, "", "ada@home.example", TEXT, 5 * CLOCK_SECOND, &first);
    send_text(smtp, "desk@northam.example", "jürgen@home.example", TEXT, 5 * CLOCK_SECOND, &second);
    smtp_free(smtp);
    g_assert_cmpint(first.result, ==, SMTP_ACCEPTED);
    g_assert_cmpint(second.result, ==, SMTP_ACCEPTED);
    mutex_lock(&relay.mutex);
    g_assert_nonnull(strstr(relay.heard->str, "MAIL FROM:<>"));
    g_assert_nonnull(strstr(relay.heard->str, "SMTPUTF8\r\nRCPT TO:<jürgen@home.example>\r\n"));
    mutex_unlock(&relay.mutex);
    stop_relay(&relay);
}

static void
the_connection_is_used_again(void)
{
    Relay relay;
    Smtp *smtp;

    start_relay(&relay, &GOOD);
    smtp = client_of(&relay, SMTP_TLS_OFF);
    for (int i = 0; i < 5; i++) {
        g_auto(SmtpOutcome) outcome = { 0 };

        send_text(smtp, "desk@northam.example", "ada@home.example", TEXT, 5 * CLOCK_SECOND, &outcome);
        g_assert_cmpint(outcome.result, ==, SMTP_ACCEPTED);
    }
    smtp_free(smtp);
    g_assert_cmpuint(relay.connections, ==, 1);
    stop_relay(&relay);
}

static void
a_kept_connection_that_the_relay_ends_is_replaced_unnoticed(void)
{
    static const char *const endings[] = { NULL, "421 4.4.2 idle too long\r\n" };

    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
        g_auto(SmtpOutcome) first = { 0 };
        g_auto(SmtpOutcome) second = { 0 };
        Behaviour behaviour = GOOD;
        Relay relay;
        Smtp *smtp;

        behaviour.second_sender = endings[i];
        start_relay(&relay, &behaviour);
        smtp = client_of(&relay, SMTP_TLS_OFF);
        send_text(smtp, "desk@northam.example", "ada@home.example", TEXT, 5 * CLOCK_SECOND, &first);
        if (endings[i] == NULL) { /* gone while it was idle */
            guint16 port = listener_port(relay.listener);
            g_autofree char *text = g_strdup_printf("127.0.0.1:%u", port);
            g_autoptr(NetAddress) address = netaddress_parse(text, NULL);
            ListenerSettings settings = {
                .name = "relay",
                .address = address,
                .connections = 8,
                .timeout = 10 * CLOCK_SECOND,
                .serve = serve,
                .data = &relay,
            };

            listener_stop(relay.listener, 0);
            relay.listener = listener_start(&settings, NULL);
            g_assert_nonnull(relay.listener);
        }
        send_text(smtp, "desk@northam.example", "ada@home.example", TEXT, 5 * CLOCK_SECOND, &second);
        smtp_free(smtp);
        g_assert_cmpint(second.result, ==, SMTP_ACCEPTED);
        g_assert_cmpuint(relay.connections, ==, 2);
        stop_relay(&relay);
    }
}

static void
each_refusal_has_its_result(void)
{
    static const struct {
        gsize step; /* of Behaviour */
        const char *reply;
        SmtpResult result;
        guint code;
        const char *enhanced;
    } cases[] = {
        { G_STRUCT_OFFSET(Behaviour, greeting), "554 5.7.1 go away\r\n", SMTP_UNREACHABLE, 554, "5.7.1" },
        { G_STRUCT_OFFSET(Behaviour, greeting), NULL, SMTP_UNREACHABLE, 0, "" },
        { G_STRUCT_OFFSET(Behaviour, hello), "421 4.3.2 closing\r\n", SMTP_UNREACHABLE, 421, "4.3.2" },
        { G_STRUCT_OFFSET(Behaviour, sender), "530 5.7.0 sign in first\r\n", SMTP_UNREACHABLE, 530, "5.7.0" },
        { G_STRUCT_OFFSET(Behaviour, sender), "451 4.3.0 later\r\n", SMTP_TEMPORARY, 451, "4.3.0" },
        { G_STRUCT_OFFSET(Behaviour, sender), "552 5.3.4 too large\r\n", SMTP_PERMANENT, 552, "5.3.4" },
        { G_STRUCT_OFFSET(Behaviour, sender), NULL, SMTP_TEMPORARY, 0, "" },
        { G_STRUCT_OFFSET(Behaviour, recipient), "450 4.2.0 greylisted\r\n", SMTP_TEMPORARY, 450, "4.2.0" },
        { G_STRUCT_OFFSET(Behaviour, recipient), "550-5.1.1 no such\r\n550 5.1.1 user\r\n", SMTP_PERMANENT, 550,
          "5.1.1" },
        { G_STRUCT_OFFSET(Behaviour, recipient), "550 no\r\n", SMTP_PERMANENT, 550, "" },
        { G_STRUCT_OFFSET(Behaviour, recipient), NULL, SMTP_TEMPORARY, 0, "" },
        { G_STRUCT_OFFSET(Behaviour, data), "451 4.3.0 later\r\n", SMTP_TEMPORARY, 451, "4.3.0" },
        { G_STRUCT_OFFSET(Behaviour, data), NULL, SMTP_TEMPORARY, 0, "" },
        { G_STRUCT_OFFSET(Behaviour, message), "452 4.3.1 disk full\r\n", SMTP_TEMPORARY, 452, "4.3.1" },
        { G_STRUCT_OFFSET(Behaviour, message), "554 5.6.0 content refused\r\n", SMTP_PERMANENT, 554, "5.6.0" },
        { G_STRUCT_OFFSET(Behaviour, message), NULL, SMTP_UNKNOWN, 0, "" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(SmtpOutcome) outcome = { 0 };
        Behaviour behaviour = GOOD;

        G_STRUCT_MEMBER(const char *, &behaviour, cases[i].step) = cases[i].reply;
        attempt(&behaviour, SMTP_TLS_OFF, 5 * CLOCK_SECOND, &outcome);
        g_test_message("case %zu: result %d, code %u, words %s", i, outcome.result, outcome.code, outcome.words);
        g_assert_cmpint(outcome.result, ==, cases[i].result);
        g_assert_cmpuint(outcome.code, ==, cases[i].code);
        g_assert_cmpstr(outcome.enhanced, ==, cases[i].enhanced);
        g_assert_cmpstr(outcome.words, !=, "");
    }
}

static void
a_relay_that_is_silent_ends_at_the_deadline(void)
{
    static const struct {
        gsize step;
        SmtpResult result;
    } cases[] = {
        { G_STRUCT_OFFSET(Behaviour, greeting), SMTP_UNREACHABLE },
        { G_STRUCT_OFFSET(Behaviour, recipient), SMTP_TEMPORARY },
        { G_STRUCT_OFFSET(Behaviour, message), SMTP_UNKNOWN },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(SmtpOutcome) outcome = { 0 };
        gint64 begin = clock_monotonic();
        Behaviour behaviour = GOOD;

        G_STRUCT_MEMBER(const char *, &behaviour, cases[i].step) = "…";
        attempt(&behaviour, SMTP_TLS_OFF, 200 * 1000, &outcome);
        g_assert_cmpint(outcome.result, ==, cases[i].result);
        g_assert_cmpint(clock_monotonic() - begin, <, 5 * CLOCK_SECOND);
    }
}

static void
a_relay_that_is_not_there_is_unreachable(void)
{
    NetAddress address = { .kind = NETADDRESS_TCP, .host = (char *)"127.0.0.1", .port = 1 };
    SmtpSettings settings = { .relay = &address, .hello = "tribune.northam.example" };
    g_autoptr(Smtp) smtp = smtp_new(&settings);
    g_auto(SmtpOutcome) outcome = { 0 };

    send_text(smtp, "desk@northam.example", "ada@home.example", TEXT, 5 * CLOCK_SECOND, &outcome);
    g_assert_cmpint(outcome.result, ==, SMTP_UNREACHABLE);
    g_assert_cmpuint(outcome.code, ==, 0);
}

static void
required_encryption_sends_nothing_in_the_clear(void)
{
    g_auto(SmtpOutcome) outcome = { 0 };
    Relay relay;
    Smtp *smtp;

    start_relay(&relay, &GOOD);
    smtp = client_of(&relay, SMTP_TLS_REQUIRED);
    send_text(smtp, "desk@northam.example", "ada@home.example", TEXT, 5 * CLOCK_SECOND, &outcome);
    smtp_free(smtp);
    g_assert_cmpint(outcome.result, ==, SMTP_UNREACHABLE);
    mutex_lock(&relay.mutex);
    g_assert_null(strstr(relay.heard->str, "MAIL"));
    mutex_unlock(&relay.mutex);
    stop_relay(&relay);
}

static void
what_could_smuggle_commands_is_refused_before_the_relay_is_asked(void)
{
    static const struct {
        const char *from, *to, *text;
    } cases[] = {
        { "a@b.example", "x@y.example>\r\nDATA", TEXT },
        { "a@b.example", "x@y.example> NOTIFY=NEVER", TEXT },
        { "a b@c.example", "x@y.example", TEXT },
        { "a@b.example", "", TEXT },
        { "a@b.example", "\"x@y.example", TEXT },
        { "a@b.example", "x@y.example", "Subject: x\r\n\r\nx\n.\nMAIL FROM:<>\r\n" },
        { "a@b.example", "x@y.example", "x\r.\r\n" },
        { "a@b.example", "x@y.example", "no end" },
        { "a@b.example", "x@y.example", "" },
        { "a@b.example", "x@y.example", "\nx\r\n" },
    };
    Relay relay;
    Smtp *smtp;

    start_relay(&relay, &GOOD);
    smtp = client_of(&relay, SMTP_TLS_OFF);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(SmtpOutcome) outcome = { 0 };

        send_text(smtp, cases[i].from, cases[i].to, cases[i].text, 5 * CLOCK_SECOND, &outcome);
        g_assert_cmpint(outcome.result, ==, SMTP_PERMANENT);
        g_assert_cmpuint(outcome.code, ==, 0);
    }
    smtp_free(smtp);
    g_assert_cmpuint(relay.connections, ==, 0);
    stop_relay(&relay);
}

static void
closing_does_not_wait_for_a_relay_that_is_silent(void)
{
    g_auto(SmtpOutcome) outcome = { 0 };
    Relay relay;
    gint64 begin;
    Smtp *smtp;

    start_relay(&relay, &GOOD);
    relay.mute = TRUE;
    smtp = client_of(&relay, SMTP_TLS_OFF);
    send_text(smtp, "desk@northam.example", "ada@home.example", TEXT, 5 * CLOCK_SECOND, &outcome);
    g_assert_cmpint(outcome.result, ==, SMTP_ACCEPTED);
    begin = clock_monotonic();
    smtp_free(smtp);
    g_assert_cmpint(clock_monotonic() - begin, <, CLOCK_SECOND);
    stop_relay(&relay);
}

static void
send_ten(gpointer data)
{
    for (int i = 0; i < 10; i++) {
        g_auto(SmtpOutcome) outcome = { 0 };

        send_text(data, "desk@northam.example", "ada@home.example", TEXT, 10 * CLOCK_SECOND, &outcome);
        g_assert_cmpint(outcome.result, ==, SMTP_ACCEPTED);
    }
}

static void
senders_at_once_use_connections_of_their_own(void)
{
    Thread *threads[4];
    Relay relay;
    Smtp *smtp;

    start_relay(&relay, &GOOD);
    smtp = client_of(&relay, SMTP_TLS_OFF);
    for (int i = 0; i < 4; i++)
        threads[i] = thread_start("sender", send_ten, smtp);
    for (int i = 0; i < 4; i++)
        thread_join(threads[i]);
    smtp_free(smtp);
    mutex_lock(&relay.mutex);
    g_assert_cmpuint(relay.connections, <=, 4);
    mutex_unlock(&relay.mutex);
    stop_relay(&relay);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/smtp/an-accepted-message-arrives-whole-and-the-relays-words-are-kept",
                    an_accepted_message_arrives_whole_and_the_relays_words_are_kept);
    g_test_add_func("/smtp/the-null-path-and-international-addresses-are-written-as-they-should",
                    the_null_path_and_international_addresses_are_written_as_they_should);
    g_test_add_func("/smtp/the-connection-is-used-again", the_connection_is_used_again);
    g_test_add_func("/smtp/a-kept-connection-that-the-relay-ends-is-replaced-unnoticed",
                    a_kept_connection_that_the_relay_ends_is_replaced_unnoticed);
    g_test_add_func("/smtp/each-refusal-has-its-result", each_refusal_has_its_result);
    g_test_add_func("/smtp/a-relay-that-is-silent-ends-at-the-deadline", a_relay_that_is_silent_ends_at_the_deadline);
    g_test_add_func("/smtp/a-relay-that-is-not-there-is-unreachable", a_relay_that_is_not_there_is_unreachable);
    g_test_add_func("/smtp/required-encryption-sends-nothing-in-the-clear",
                    required_encryption_sends_nothing_in_the_clear);
    g_test_add_func("/smtp/what-could-smuggle-commands-is-refused-before-the-relay-is-asked",
                    what_could_smuggle_commands_is_refused_before_the_relay_is_asked);
    g_test_add_func("/smtp/closing-does-not-wait-for-a-relay-that-is-silent",
                    closing_does_not_wait_for_a_relay_that_is_silent);
    g_test_add_func("/smtp/senders-at-once-use-connections-of-their-own", senders_at_once_use_connections_of_their_own);
    return g_test_run();
}
