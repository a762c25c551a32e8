/* SPDX-License-Identifier: Apache-2.0 */
/* Many messages over one connection, against a relay that refuses what a test wants refused. */
#include <string.h>

#include "base/clock.h"
#include "base/thread.h"
#include "net/listener.h"
#include "net/smtp-session.h"

typedef struct {
    gboolean pipelining, starts_anyway; /* it asks for the message of a refused recipient, too */
    guint hang_up;                      /* before the answer to message number …, from 1 */
    Listener *listener;
    Mutex mutex;
    GString *heard;
    guint messages, connections;
} Relay;

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
reply_to(Relay *relay, const char *command, gboolean *known)
{
    if (g_str_has_prefix(command, "EHLO"))
        return relay->pipelining ? "250-relay\r\n250-PIPELINING\r\n250 SIZE 1000000\r\n" : "250 relay\r\n";
    if (g_str_has_prefix(command, "MAIL"))
        return "250 2.1.0 fine\r\n";
    if (g_str_has_prefix(command, "RSET"))
        return "250 2.0.0 fine\r\n";
    if (g_str_has_prefix(command, "RCPT")) {
        *known = strstr(command, "nobody") == NULL;
        return strstr(command, "busy") != NULL ? (*known = FALSE, "450 4.2.1 later\r\n")
               : *known                        ? "250 2.1.5 fine\r\n"
                                               : "550 5.1.1 no such user\r\n";
    }
    if (g_str_has_prefix(command, "DATA"))
        return *known || relay->starts_anyway ? "354 go on\r\n" : "554 5.5.1 no valid recipients\r\n";
    return "500 what?\r\n";
}

/* FALSE when it hung up. */
static gboolean
take_message(Relay *relay, Stream *stream, gboolean known)
{
    const char *reply = known ? "250 2.0.0 queued\r\n" : "554 5.5.1 no valid recipients\r\n";
    g_autoptr(GString) message = known ? read_until(stream, "\r\n.\r\n") : read_until(stream, ".\r\n");

    MUTEX_HELD(&relay->mutex);
    g_string_append(relay->heard, message->str);
    relay->messages += known ? 1 : 0;
    return relay->messages != relay->hang_up && stream_write_all(stream, reply, strlen(reply), NULL);
}

static void
serve(Stream *stream, const char *client, gpointer data)
{
    Relay *relay = data;
    gboolean known = FALSE, going = stream_write_all(stream, "220 relay\r\n", 11, NULL);

    (void)client;
    mutex_lock(&relay->mutex);
    relay->connections++;
    mutex_unlock(&relay->mutex);
    while (going) {
        g_autoptr(GString) line = read_until(stream, "\r\n");
        const char *reply = reply_to(relay, line->str, &known);

        mutex_lock(&relay->mutex);
        g_string_append(relay->heard, line->str);
        mutex_unlock(&relay->mutex);
        going = line->len > 0 && !g_str_has_prefix(line->str, "QUIT") &&
                stream_write_all(stream, reply, strlen(reply), NULL);
        if (going && g_str_has_prefix(reply, "354"))
            going = take_message(relay, stream, known);
    }
}

static Smtp *
relay_start(Relay *relay)
{
    g_autoptr(NetAddress) any = netaddress_parse("127.0.0.1:0", NULL);
    NetAddress address = { .kind = NETADDRESS_TCP, .host = (char *)"127.0.0.1" };

    mutex_init(&relay->mutex);
    relay->heard = g_string_new(NULL);
    relay->listener = listener_start(&(ListenerSettings){ .name = "relay",
                                                          .address = any,
                                                          .connections = 8,
                                                          .timeout = 30 * CLOCK_SECOND,
                                                          .serve = serve,
                                                          .data = relay },
                                     NULL);
    address.port = listener_port(relay->listener);
    return smtp_new(&(SmtpSettings){ .relay = &address, .hello = "northam.example" });
}

/* Nobody writes down what it heard any more. */
static void
relay_close(Relay *relay)
{
    if (relay->listener != NULL)
        listener_stop(g_steal_pointer(&relay->listener), CLOCK_SECOND);
}

static void
relay_stop(Relay *relay)
{
    relay_close(relay);
    g_string_free(relay->heard, TRUE);
    mutex_clear(&relay->mutex);
}

static void
write_letter(gpointer data, guint index, SmtpLetter *letter)
{
    const char *const *to = data;

    g_string_assign(letter->from, "news@northam.example");
    g_string_assign(letter->to, to[index]);
    g_string_printf(letter->bytes, "Subject: %u\r\n\r\n..dot\r\n", index);
}

static const char *const PEOPLE[] = { "ada@a.example",  "nobody@b.example", "cy@c.example",
                                      "busy@d.example", "a b@e.example",    "eve@e.example" };
#define COUNT G_N_ELEMENTS(PEOPLE)

static void
send_all(Relay *relay, SmtpOutcome *outcomes)
{
    g_autoptr(Smtp) smtp = relay_start(relay);
    SmtpOutcome trouble = { 0 };
    gint64 deadline = clock_monotonic() + CLOCK_MINUTE;
    SmtpSession *session = smtp_session_open(smtp, deadline, &trouble);

    g_assert_nonnull(session);
    smtp_session_send(session, COUNT, write_letter, (gpointer)PEOPLE, deadline, outcomes);
    smtp_session_close(session);
    relay_close(relay);
}

static void
clear_all(SmtpOutcome *outcomes)
{
    for (guint i = 0; i < COUNT; i++)
        smtp_outcome_clear(&outcomes[i]);
}

static void
check_each(Relay *relay)
{
    SmtpOutcome outcomes[COUNT] = { 0 };

    send_all(relay, outcomes);
    g_assert_cmpint(outcomes[0].result, ==, SMTP_ACCEPTED);
    g_assert_cmpint(outcomes[1].result, ==, SMTP_PERMANENT);
    g_assert_cmpstr(outcomes[1].enhanced, ==, "5.1.1");
    g_assert_cmpint(outcomes[2].result, ==, SMTP_ACCEPTED);
    g_assert_cmpint(outcomes[3].result, ==, SMTP_TEMPORARY);
    g_assert_cmpint(outcomes[3].code, ==, 450);
    g_assert_cmpint(outcomes[4].result, ==, SMTP_PERMANENT); /* a blank: never sent */
    g_assert_cmpint(outcomes[5].result, ==, SMTP_ACCEPTED);
    g_assert_cmpint(relay->messages, ==, 3);
    g_assert_cmpint(relay->connections, ==, 1);
    g_assert_nonnull(strstr(relay->heard->str, "Subject: 5\r\n\r\n..dot\r\n.\r\n"));
    g_assert_null(strstr(relay->heard->str, "Subject: 1"));
    clear_all(outcomes);
    relay_stop(relay);
}

static void
each_message_has_its_own_outcome_when_pipelined(void)
{
    check_each(&(Relay){ .pipelining = TRUE });
}

static void
each_message_has_its_own_outcome_step_by_step(void)
{
    check_each(&(Relay){ .pipelining = FALSE });
}

static void
a_relay_that_starts_a_refused_message_gets_an_empty_one(void)
{
    check_each(&(Relay){ .pipelining = TRUE, .starts_anyway = TRUE });
}

static void
a_lost_answer_is_unknown_and_the_rest_was_not_sent(void)
{
    Relay relay = { .pipelining = TRUE, .hang_up = 2 };
    SmtpOutcome outcomes[COUNT] = { 0 };

    send_all(&relay, outcomes);
    g_assert_cmpint(outcomes[0].result, ==, SMTP_ACCEPTED);
    g_assert_cmpint(outcomes[2].result, ==, SMTP_UNKNOWN);
    for (guint i = 3; i < COUNT; i++)
        g_assert_cmpint(outcomes[i].result, ==, SMTP_UNREACHABLE);
    clear_all(outcomes);
    relay_stop(&relay);
}

static void
nobody_there_is_unreachable(void)
{
    Relay relay = { 0 };
    g_autoptr(Smtp) smtp = relay_start(&relay);
    g_auto(SmtpOutcome) trouble = { 0 };

    relay_stop(&relay);
    g_assert_null(smtp_session_open(smtp, clock_monotonic() + CLOCK_MINUTE, &trouble));
    g_assert_cmpint(trouble.result, ==, SMTP_UNREACHABLE);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/smtp-session/pipelined", each_message_has_its_own_outcome_when_pipelined);
    g_test_add_func("/smtp-session/step-by-step", each_message_has_its_own_outcome_step_by_step);
    g_test_add_func("/smtp-session/starts-anyway", a_relay_that_starts_a_refused_message_gets_an_empty_one);
    g_test_add_func("/smtp-session/lost", a_lost_answer_is_unknown_and_the_rest_was_not_sent);
    g_test_add_func("/smtp-session/nobody", nobody_there_is_unreachable);
    return g_test_run();
}
