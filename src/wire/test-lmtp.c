/* SPDX-License-Identifier: Apache-2.0 */
/* Each file of tests/fixtures/lmtp is a conversation:
 *
 *   # …                comment
 *   limits: size=100 line=50 recipients=2
 *   C: text            the client sends text and CRLF; \r \n \0 \\ \xNN are escapes
 *   c: text            the same without the CRLF
 *   C*3000: x          text repeated that often, then CRLF (c*3000: without)
 *   S: text            the server says exactly that line
 *   M: from -> to to   a message is delivered, …
 *   M| text            … with these lines (CRLF between, other bytes escaped)
 *
 * The world of the tests: recipients with local part "unknown" are refused, "later" is refused for now, "busy" and
 * "full" fail at delivery, all others are delivered. Each conversation is run in step, byte by byte, and as one single
 * write. */
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "wire/lmtp.h"

typedef struct {
    GString *said; /* by the server, with M lines between */
    Lmtp *lmtp;
    gboolean closed;
} Run;

static void
append_escaped(GString *out, const guint8 *bytes, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        if (bytes[i] == '\r' && i + 1 < length && bytes[i + 1] == '\n') {
            g_string_append(out, "\nM| ");
            i++;
        } else if (bytes[i] == '\\') {
            g_string_append(out, "\\\\");
        } else if (bytes[i] == '\n') {
            g_string_append(out, "\\n");
        } else if (bytes[i] == '\r') {
            g_string_append(out, "\\r");
        } else if (bytes[i] < 0x20) {
            g_string_append_printf(out, "\\x%02x", bytes[i]);
        } else {
            g_string_append_c(out, (char)bytes[i]);
        }
    }
}

static void
deliver(Run *run)
{
    const LmtpMessage *message = lmtp_message(run->lmtp);
    g_autofree char *sender = message->sender == NULL ? g_strdup("<>") : address_to_text(message->sender);
    guint count = message->recipients->len;

    g_string_append_printf(run->said, "M: %s%s%s ->", sender, message->body == LMTP_BODY_8BITMIME ? " 8bit" : "",
                           message->smtputf8 ? " utf8" : "");
    for (guint i = 0; i < count; i++) {
        g_autofree char *text = address_to_text(g_ptr_array_index(message->recipients, i));
        g_string_append_printf(run->said, " %s", text);
    }
    g_string_append(run->said, "\nM| ");
    append_escaped(run->said, message->bytes, message->length >= 2 ? message->length - 2 : 0);
    g_string_append_c(run->said, '\n');
    for (guint i = count; i-- > 0;) {
        const char *local = ((const Address *)g_ptr_array_index(message->recipients, i))->local;

        lmtp_answer_delivery(run->lmtp, i,
                             g_str_equal(local, "busy")   ? &LMTP_TROUBLE
                             : g_str_equal(local, "full") ? &LMTP_FULL
                                                          : &LMTP_DELIVERED);
    }
}

static void
take_output(Run *run)
{
    gsize length;
    const char *output = lmtp_output(run->lmtp, &length);
    g_auto(GStrv) lines = NULL;

    if (length == 0)
        return;
    g_assert_true(g_str_has_suffix(output, "\r\n"));
    lines = g_strsplit(output, "\r\n", -1);
    for (guint i = 0; lines[i + 1] != NULL; i++)
        g_string_append_printf(run->said, "S: %s\n", lines[i]);
    lmtp_output_sent(run->lmtp, length);
}

static void
advance(Run *run)
{
    for (;;) {
        LmtpAction action = lmtp_next(run->lmtp);

        take_output(run);
        if (action == LMTP_NEED_INPUT)
            return;
        if (action == LMTP_CLOSE) {
            run->closed = TRUE;
            return;
        }
        if (action == LMTP_CHECK_RECIPIENT) {
            const char *local = lmtp_recipient(run->lmtp)->local;

            lmtp_answer_recipient(run->lmtp, g_str_equal(local, "unknown") ? &LMTP_RECIPIENT_UNKNOWN
                                             : g_str_equal(local, "later") ? &LMTP_TROUBLE
                                                                           : &LMTP_RECIPIENT_OK);
        } else {
            deliver(run);
        }
    }
}

static void
feed(Run *run, const char *bytes, gsize length, gsize piece)
{
    for (gsize at = 0; at < length && !run->closed; at += piece) {
        lmtp_feed(run->lmtp, bytes + at, MIN(piece, length - at));
        advance(run);
    }
}

/* ---- transcripts ---- */

static void
append_unescaped(GString *out, const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        if (*c != '\\') {
            g_string_append_c(out, *c);
            continue;
        }
        c++;
        if (*c == 'x') {
            g_string_append_c(out, (char)(g_ascii_xdigit_value(c[1]) * 16 + g_ascii_xdigit_value(c[2])));
            c += 2;
        } else {
            g_string_append_c(out, *c == 'r' ? '\r' : *c == 'n' ? '\n' : *c == '0' ? '\0' : *c);
        }
    }
}

static void
client_says(GString *out, const char *line)
{
    const char *colon = strchr(line, ':');
    gint64 times = 1;
    const char *text;

    g_assert_nonnull(colon);
    if (line[1] == '*')
        g_assert_true(number_parse_span(line + 2, (gsize)(colon - line - 2), 1, 10000000, &times, NULL));
    text = colon[1] == ' ' ? colon + 2 : colon + 1;
    for (gint64 i = 0; i < times; i++)
        append_unescaped(out, text);
    if (line[0] == 'C')
        g_string_append(out, "\r\n");
}

static void
read_limits(const char *line, LmtpLimits *limits)
{
    guint size, max_line, recipients;

    g_assert_cmpint(sscanf(line, "limits: size=%u line=%u recipients=%u", &size, &max_line, &recipients), ==, 3);
    limits->max_size = size;
    limits->max_line = max_line;
    limits->max_recipients = recipients;
}

typedef enum { IN_STEP, BYTE_BY_BYTE, AT_ONCE } Manner;

static void
run_transcript(const char *name, char **lines, Manner manner)
{
    LmtpLimits limits = { "mx.northam.example", 100000, 0, 100 };
    Run run = { g_string_new(NULL), NULL, FALSE };
    g_autoptr(GString) expected = g_string_new(NULL);
    g_autoptr(GString) all = g_string_new(NULL);

    for (guint i = 0; lines[i] != NULL; i++)
        if (g_str_has_prefix(lines[i], "limits:"))
            read_limits(lines[i], &limits);
    run.lmtp = lmtp_new(&limits);
    lmtp_greet(run.lmtp);
    advance(&run);
    for (guint i = 0; lines[i] != NULL; i++) {
        g_autoptr(GString) bytes = g_string_new(NULL);

        if (lines[i][0] == 'S' || lines[i][0] == 'M') {
            g_string_append_printf(expected, "%s\n", lines[i]);
            continue;
        }
        if (g_ascii_tolower(lines[i][0]) != 'c')
            continue;
        client_says(bytes, lines[i]);
        g_string_append_len(all, bytes->str, (gssize)bytes->len);
        if (manner == AT_ONCE)
            continue;
        g_assert_cmpstr(run.said->str, ==, expected->str); /* nothing was said too early or late */
        feed(&run, bytes->str, bytes->len, manner == IN_STEP ? bytes->len : 1);
    }
    if (manner == AT_ONCE)
        feed(&run, all->str, all->len, all->len);
    g_test_message("%s, manner %d", name, (int)manner);
    g_assert_cmpstr(run.said->str, ==, expected->str);
    lmtp_free(run.lmtp);
    g_string_free(run.said, TRUE);
}

static void
conversation_goes_as_written(gconstpointer data)
{
    const char *path = data;
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;

    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    lines = g_strsplit(text, "\n", -1);
    run_transcript(path, lines, IN_STEP);
    run_transcript(path, lines, BYTE_BY_BYTE);
    run_transcript(path, lines, AT_ONCE);
}

static void
add_transcripts(void)
{
    g_autofree char *folder = g_build_filename(g_getenv("TRIBUNE_SOURCE_ROOT"), "tests", "fixtures", "lmtp", NULL);
    GDir *dir = g_dir_open(folder, 0, NULL);
    const char *name;
    guint count = 0;

    g_assert_nonnull(dir);
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *stem = g_strndup(name, strcspn(name, "."));
        g_autofree char *test = g_strdup_printf("/lmtp/conversation/%s", stem);

        g_test_add_data_func_full(test, g_build_filename(folder, name, NULL), conversation_goes_as_written, g_free);
        count++;
    }
    g_dir_close(dir);
    g_assert_cmpuint(count, >, 5);
}

/* ---- what a conversation cannot show ---- */

static void
say(Run *run, const char *text)
{
    feed(run, text, strlen(text), strlen(text));
}

static Run
start(gsize max_size)
{
    LmtpLimits limits = { "mx.northam.example", max_size, 0, 100 };
    Run run = { g_string_new(NULL), lmtp_new(&limits), FALSE };

    lmtp_greet(run.lmtp);
    advance(&run);
    return run;
}

static void
stop(Run *run)
{
    lmtp_free(run->lmtp);
    g_string_free(run->said, TRUE);
}

static void
a_session_can_be_ended_from_outside_and_says_why(void)
{
    Run run = start(1000);

    say(&run, "LHLO x\r\nMAIL FROM:<ada@x.example>\r\n");
    g_assert_false(lmtp_is_idle(run.lmtp));
    say(&run, "RSET\r\n");
    g_assert_true(lmtp_is_idle(run.lmtp));
    say(&run, "NO");
    g_assert_false(lmtp_is_idle(run.lmtp));
    lmtp_end(run.lmtp, &LMTP_SHUTTING_DOWN);
    advance(&run);
    g_assert_true(run.closed);
    g_assert_true(g_str_has_suffix(run.said->str, "S: 421 4.3.2 Shutting down, try again later\n"));
    stop(&run);
}

static void
a_reply_text_cannot_add_lines(void)
{
    static const char session[] = "LHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<ada@x.example>\r\n";
    const LmtpReply forged = { 550, "5.7.1", "no\r\n250 2.0.0 yes" };
    gsize length;
    Run run = start(1000);

    lmtp_feed(run.lmtp, session, strlen(session));
    g_assert_cmpint(lmtp_next(run.lmtp), ==, LMTP_CHECK_RECIPIENT);
    lmtp_output(run.lmtp, &length);
    lmtp_output_sent(run.lmtp, length);
    lmtp_answer_recipient(run.lmtp, &forged);
    g_assert_cmpstr(lmtp_output(run.lmtp, &length), ==, "550 5.7.1 no\r\n");
    stop(&run);
}

static void
the_client_name_reaches_the_message(void)
{
    static const char text[] = "LHLO mta.example\r\nMAIL FROM:<>\r\nRCPT TO:<ada@x.example>\r\nDATA\r\n.\r\n";
    Run run = start(1000);

    lmtp_feed(run.lmtp, text, strlen(text));
    g_assert_cmpint(lmtp_next(run.lmtp), ==, LMTP_CHECK_RECIPIENT);
    lmtp_answer_recipient(run.lmtp, &LMTP_RECIPIENT_OK);
    g_assert_cmpint(lmtp_next(run.lmtp), ==, LMTP_DELIVER);
    g_assert_cmpstr(lmtp_message(run.lmtp)->client, ==, "mta.example");
    g_assert_null(lmtp_message(run.lmtp)->sender);
    lmtp_answer_delivery(run.lmtp, 0, &LMTP_DELIVERED);
    stop(&run);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    add_transcripts();
#define ADD(name) g_test_add_func("/lmtp/" #name, name)
    ADD(a_session_can_be_ended_from_outside_and_says_why);
    ADD(a_reply_text_cannot_add_lines);
    ADD(the_client_name_reaches_the_message);
    return g_test_run();
}
