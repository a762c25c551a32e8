/* SPDX-License-Identifier: Apache-2.0 */
#include "net/smtp-session.h"

#include <errno.h>
#include <poll.h>
#include <string.h>

#include "base/clock.h"
#include "net/smtp-private.h"
#include "wire/smtpreply.h"

#define READ_SIZE      4096
#define REPLY_LINE_MAX 2048 /* of a reply, more than RFC 5321 section 4.5.3.1.5 allows */

struct SmtpSession {
    const Smtp *smtp;
    CURL *easy;
    curl_socket_t socket;
    gboolean pipelining, open;
    char input[READ_SIZE];
    gsize start, end; /* of what was read and not used */
    GString *line;
};

/* ---- opening: libcurl greets, encrypts and signs in ---- */

/* What the relay can do is what it says last: after STARTTLS it says it anew. */
static size_t
on_line(char *line, size_t size, size_t count, void *data)
{
    SmtpSession *session = data;
    gsize length = size * count;

    if (length >= 4 && memcmp(line, "220", 3) == 0)
        session->pipelining = FALSE;
    if (length >= 14 && memcmp(line, "250", 3) == 0 && g_ascii_strncasecmp(line + 4, "PIPELINING", 10) == 0)
        session->pipelining = TRUE;
    return length;
}

static void
tell_unreachable(SmtpOutcome *ret, const char *words)
{
    *ret = (SmtpOutcome){ .result = SMTP_UNREACHABLE, .words = g_strdup(words) };
}

SmtpSession *
smtp_session_open(const Smtp *smtp, gint64 deadline, SmtpOutcome *ret)
{
    SmtpSession *session = g_new0(SmtpSession, 1);
    char trouble[CURL_ERROR_SIZE] = "";
    CURLcode result;

    session->smtp = smtp;
    session->line = g_string_new(NULL);
    session->easy = easy_pool_take(smtp->pool, smtp->url);
    smtp_set_relay(smtp, session->easy);
    EASY_SET(session->easy, CURLOPT_CONNECT_ONLY, 1L);
    EASY_SET(session->easy, CURLOPT_FRESH_CONNECT, 1L);
    EASY_SET(session->easy, CURLOPT_HEADERFUNCTION, on_line);
    EASY_SET(session->easy, CURLOPT_HEADERDATA, session);
    EASY_SET(session->easy, CURLOPT_ERRORBUFFER, trouble);
    EASY_SET(session->easy, CURLOPT_TIMEOUT_MS, easy_milliseconds(deadline, 0));
    EASY_SET(session->easy, CURLOPT_CONNECTTIMEOUT_MS, easy_milliseconds(deadline, smtp->connect_timeout));
    result = curl_easy_perform(session->easy);
    EASY_SET(session->easy, CURLOPT_ERRORBUFFER, NULL);
    if (result == CURLE_OK)
        result = curl_easy_getinfo(session->easy, CURLINFO_ACTIVESOCKET, &session->socket);
    session->open = result == CURLE_OK && session->socket != CURL_SOCKET_BAD;
    if (session->open)
        return session;
    tell_unreachable(ret, *trouble != '\0' ? trouble : "the relay cannot be reached");
    smtp_session_close(session);
    return NULL;
}

void
smtp_session_close(SmtpSession *session)
{
    size_t sent;

    if (session->open)
        curl_easy_send(session->easy, "QUIT\r\n", 6, &sent);
    curl_easy_cleanup(session->easy);
    g_string_free(session->line, TRUE);
    g_free(session);
}

/* ---- bytes ---- */

static gboolean
wait_for(SmtpSession *session, short events, gint64 deadline)
{
    struct pollfd entry = { .fd = session->socket, .events = events };
    int ready;

    do {
        gint64 left = deadline - clock_monotonic();

        if (left <= 0)
            return FALSE;
        ready = poll(&entry, 1, (int)MIN(left / 1000 + 1, G_MAXINT));
    } while (ready < 0 && errno == EINTR);
    return ready > 0;
}

static gboolean
write_all(SmtpSession *session, const GString *bytes, gint64 deadline)
{
    gsize done = 0;

    while (done < bytes->len) {
        size_t sent = 0;
        CURLcode result = curl_easy_send(session->easy, bytes->str + done, bytes->len - done, &sent);

        done += sent;
        if (result == CURLE_AGAIN ? !wait_for(session, POLLOUT, deadline) : result != CURLE_OK) {
            session->open = FALSE;
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
read_more(SmtpSession *session, gint64 deadline)
{
    for (;;) {
        size_t got = 0;
        CURLcode result = curl_easy_recv(session->easy, session->input, sizeof session->input, &got);

        if (result == CURLE_OK && got > 0) {
            session->start = 0;
            session->end = got;
            return TRUE;
        }
        if (result != CURLE_AGAIN || !wait_for(session, POLLIN, deadline)) {
            session->open = FALSE;
            return FALSE;
        }
    }
}

/* One line, its line end in it. */
static gboolean
read_line(SmtpSession *session, gint64 deadline)
{
    g_string_truncate(session->line, 0);
    for (;;) {
        const char *from = session->input + session->start;
        gsize held = session->end - session->start;
        const char *newline = memchr(from, '\n', held);
        gsize taken = newline != NULL ? (gsize)(newline - from) + 1 : held;

        g_string_append_len(session->line, from, (gssize)taken);
        session->start += taken;
        if (newline != NULL)
            return TRUE;
        if (session->line->len > REPLY_LINE_MAX || !read_more(session, deadline)) {
            session->open = FALSE;
            return FALSE;
        }
    }
}

static gboolean
read_reply(SmtpSession *session, gint64 deadline, SmtpReply *reply)
{
    smtpreply_clear(reply);
    do {
        if (!read_line(session, deadline))
            return FALSE;
        if (!smtpreply_add(reply, session->line->str, session->line->len)) {
            session->open = FALSE;
            return FALSE;
        }
    } while (!reply->complete);
    if (reply->code == 421) /* the relay ends the session, whatever was asked */
        session->open = FALSE;
    return TRUE;
}

/* ---- one message after the other ---- */

enum { COMMAND_SENDER, COMMAND_RECIPIENT, COMMAND_DATA, COMMANDS };

typedef struct {
    SmtpSession *session;
    SmtpWriter writer;
    gpointer data;
    gint64 deadline;
    guint count;
    SmtpOutcome *ret;
    SmtpLetter letter;           /* the next one */
    GString *commands[COMMANDS]; /* that begin it */
    gboolean sendable;           /* its addresses may stand in commands */
    GString *output, *bytes;     /* the bytes: of the one under way */
} Sending;

static void
sending_clear(Sending *sending)
{
    for (guint i = 0; i < COMMANDS; i++)
        g_string_free(sending->commands[i], TRUE);
    g_string_free(sending->letter.from, TRUE);
    g_string_free(sending->letter.to, TRUE);
    g_string_free(sending->letter.bytes, TRUE);
    g_string_free(sending->output, TRUE);
    g_string_free(sending->bytes, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sending, sending_clear)

/* Has message @index written, and its commands made ready. */
static void
prepare(Sending *sending, guint index)
{
    SmtpLetter *letter = &sending->letter;

    g_string_truncate(letter->from, 0);
    g_string_truncate(letter->to, 0);
    g_string_truncate(letter->bytes, 0);
    sending->writer(sending->data, index, letter);
    sending->sendable = letter->to->len > 0 && smtp_is_sendable(letter->from->str) && smtp_is_sendable(letter->to->str);
    g_string_printf(sending->commands[COMMAND_SENDER], "MAIL FROM:<%s>\r\n", letter->from->str);
    g_string_printf(sending->commands[COMMAND_RECIPIENT], "RCPT TO:<%s>\r\n", letter->to->str);
    g_string_assign(sending->commands[COMMAND_DATA], "DATA\r\n");
}

static void
conclude(SmtpOutcome *ret, SmtpResult result, const SmtpReply *reply)
{
    *ret = (SmtpOutcome){ .result = result, .code = reply->code, .words = g_strdup(reply->words) };
    g_strlcpy(ret->enhanced, reply->enhanced, sizeof ret->enhanced);
}

static SmtpResult
meaning(const SmtpReply *reply)
{
    return reply->code / 100 == 2 ? SMTP_ACCEPTED : reply->code / 100 == 5 ? SMTP_PERMANENT : SMTP_TEMPORARY;
}

static void
broke(SmtpOutcome *ret, gboolean whole)
{
    *ret = (SmtpOutcome){ .result = whole ? SMTP_UNKNOWN : SMTP_TEMPORARY, .words = g_strdup("the connection broke") };
}

static void
append_commands(Sending *sending)
{
    for (guint i = 0; sending->sendable && i < COMMANDS; i++)
        g_string_append_len(sending->output, sending->commands[i]->str, (gssize)sending->commands[i]->len);
}

/* The answers to the three commands, which were sent ahead where that may be. @ret_refusal: the first that is none we
 * can go on with. FALSE: the connection broke. */
static gboolean
read_answers(Sending *sending, SmtpReply *ret_refusal, gboolean *ret_refused, gboolean *ret_started)
{
    SmtpSession *session = sending->session;
    g_auto(SmtpReply) reply = { 0 };

    *ret_refused = *ret_started = FALSE;
    for (guint i = 0; i < COMMANDS && (session->pipelining || !*ret_refused); i++) {
        gboolean good;

        if ((!session->pipelining && !write_all(session, sending->commands[i], sending->deadline)) ||
            !read_reply(session, sending->deadline, &reply))
            return FALSE;
        good = i == COMMAND_DATA ? reply.code == 354 : reply.code / 100 == 2;
        *ret_started |= i == COMMAND_DATA && good;
        if (good || *ret_refused)
            continue;
        *ret_refused = TRUE;
        *ret_refusal = reply;
        reply = (SmtpReply){ 0 };
        if (!session->open)
            return TRUE;
    }
    return TRUE;
}

/* After a refusal the transaction is begun anew. A relay that wants the message all the same gets an empty one, which
 * it has nobody to give to (RFC 2920 section 3.1). */
static gboolean
begin_anew(Sending *sending, gboolean started)
{
    SmtpSession *session = sending->session;
    g_auto(SmtpReply) reply = { 0 };

    g_string_assign(sending->output, started ? ".\r\nRSET\r\n" : "RSET\r\n");
    return write_all(session, sending->output, sending->deadline) &&
           (!started || read_reply(session, sending->deadline, &reply)) &&
           read_reply(session, sending->deadline, &reply);
}

/* Message @index, whose commands are on their way if the relay allows that, and the commands of the next. */
static void
send_one(Sending *sending, guint index)
{
    SmtpSession *session = sending->session;
    g_auto(SmtpReply) refusal = { 0 };
    g_auto(SmtpReply) reply = { 0 };
    gboolean refused, started, more = index + 1 < sending->count;
    GString *bytes = sending->letter.bytes;

    sending->letter.bytes = sending->bytes;
    sending->bytes = bytes;
    if (!read_answers(sending, &refusal, &refused, &started)) {
        broke(&sending->ret[index], FALSE);
        return;
    }
    g_string_truncate(sending->output, 0);
    if (more)
        prepare(sending, index + 1);
    if (refused) {
        conclude(&sending->ret[index], meaning(&refusal), &refusal);
        if (!session->open || !begin_anew(sending, started))
            return;
        g_string_truncate(sending->output, 0);
    } else {
        g_string_append_len(sending->output, bytes->str, (gssize)bytes->len);
        g_string_append(sending->output, ".\r\n");
    }
    if (more && session->pipelining)
        append_commands(sending);
    if (!write_all(session, sending->output, sending->deadline))
        broke(&sending->ret[index], FALSE);
    else if (!refused && !read_reply(session, sending->deadline, &reply))
        broke(&sending->ret[index], TRUE);
    else if (!refused)
        conclude(&sending->ret[index], meaning(&reply), &reply);
}

/* One that cannot be sent: the next one's commands have not been sent with the one before. */
static void
pass_over(Sending *sending, guint index)
{
    sending->ret[index] = (SmtpOutcome){ .result = SMTP_PERMANENT, .words = g_strdup("the address cannot be used") };
    if (index + 1 >= sending->count)
        return;
    prepare(sending, index + 1);
    g_string_truncate(sending->output, 0);
    if (sending->session->pipelining)
        append_commands(sending);
    write_all(sending->session, sending->output, sending->deadline);
}

void
smtp_session_send(SmtpSession *session, guint count, SmtpWriter writer, gpointer data, gint64 deadline,
                  SmtpOutcome *ret)
{
    g_auto(Sending) sending = {
        .session = session, .writer = writer, .data = data, .deadline = deadline, .count = count, .ret = ret
    };
    guint i = 0;

    for (guint c = 0; c < COMMANDS; c++)
        sending.commands[c] = g_string_new(NULL);
    sending.letter = (SmtpLetter){ g_string_new(NULL), g_string_new(NULL), g_string_new(NULL) };
    sending.output = g_string_new(NULL);
    sending.bytes = g_string_new(NULL);
    if (count > 0 && session->open) {
        prepare(&sending, 0);
        if (session->pipelining)
            append_commands(&sending);
        write_all(session, sending.output, deadline);
    }
    for (; i < count && session->open; i++)
        (sending.sendable ? send_one : pass_over)(&sending, i);
    for (; i < count; i++)
        tell_unreachable(&ret[i], "the connection broke");
}
