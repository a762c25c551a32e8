/* SPDX-License-Identifier: Apache-2.0 */
/* Many mails over LMTP, as Postfix hands them over: a load for benches.
 *
 *     lmtp-load --port PORT --to ADDRESS [--to ADDRESS …] [--connections N] [--seconds S] [--count N] [--pause MS]
 *               [--reconnect] [--log FILE]
 *
 * Every connection is kept and sends one mail after the other, each a transaction of its own: MAIL, RCPT and DATA in
 * one write, the mail in the next when 354 has come, and nothing more before its 250. Connection number n writes to the
 * n-th address, counted around. Mails are 2 KiB and distinct: own sender, own Message-ID, own words.
 *
 * A mail that is lost with its connection or refused with 4xx is sent again, the same to the byte, until it is
 * acknowledged. With --reconnect a server that is away is waited for. With --log the Message-ID of every acknowledged
 * mail is on the disk before that connection's next mail. Ends after --seconds or --count, whichever comes first; a
 * mail under way gets a second to end. Prints lines "name value". One thread; loopback only. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/random.h"

#define MAIL_SIZE 2048
#define PAUSE     (20 * 1000) /* before trying again */
#define LINGER    CLOCK_SECOND

typedef enum { AWAY, GREETING, HELLO, ENVELOPE, DELIVERY, PAUSED } Stage;

typedef struct {
    guint number;
    int fd;
    Stage stage;
    guint awaited;                   /* replies of the envelope still to come */
    guint refused;                   /* code of the first that was not good */
    gboolean takes_size, takes_8bit; /* what LHLO offered */
    GString *in, *mail;
    char *id; /* of the mail under way; NULL: none */
    char *sender;
    gint64 began, again; /* monotonic */
} Connection;

static int port, connections = 1, count = 1000000000, pause_ms;
static double seconds = 5;
static char **recipients, *log_path, *prefix;
static gboolean reconnect;

static const GOptionEntry OPTIONS[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &port, "of the LMTP server on 127.0.0.1", "PORT" },
    { "to", 0, 0, G_OPTION_ARG_STRING_ARRAY, &recipients, "recipient", "ADDRESS" },
    { "connections", 0, 0, G_OPTION_ARG_INT, &connections, "at once", "N" },
    { "seconds", 0, 0, G_OPTION_ARG_DOUBLE, &seconds, "at most", "S" },
    { "count", 0, 0, G_OPTION_ARG_INT, &count, "mails at most", "N" },
    { "pause", 0, 0, G_OPTION_ARG_INT, &pause_ms, "milliseconds between two mails of a connection", "MS" },
    { "log", 0, 0, G_OPTION_ARG_FILENAME, &log_path, "append acknowledged ids here, durably", "FILE" },
    { "reconnect", 0, 0, G_OPTION_ARG_NONE, &reconnect, "wait for a server that is away", NULL },
    { NULL },
};

static int poll_fd, log_fd = -1;
static guint64 next_number, acknowledged, refusals, losses;
static GString *unlogged;
static GArray *waits; /* gint64, microseconds from MAIL to 250 */
static gint64 started, deadline;
static volatile sig_atomic_t asked_to_end;

static void
on_signal(int number)
{
    (void)number;
    asked_to_end = 1;
}

static void
fail(const char *what, const char *detail)
{
    fprintf(stderr, "lmtp-load: %s: %s\n", what, detail);
    exit(1);
}

/* ---- mails ---- */

static const char *const WORDS[] = { "the",    "street", "lamp",   "at",       "our",   "corner",  "has",
                                     "been",   "dark",   "since",  "Tuesday",  "and",   "school",  "traffic",
                                     "bridge", "please", "could",  "somebody", "from",  "council", "look",
                                     "into",   "this",   "before", "winter",   "thank", "you",     "kindly",
                                     "für",    "Grüße",  "water",  "again" };

static void
add_words(GString *mail)
{
    guint32 state = g_random_int() | 1;
    gsize line = mail->len;

    while (mail->len < MAIL_SIZE - 3) {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        g_string_append(mail, WORDS[state % G_N_ELEMENTS(WORDS)]);
        if (mail->len - line > 68) {
            g_string_append(mail, "\r\n");
            line = mail->len;
        } else {
            g_string_append_c(mail, ' ');
        }
    }
    while (mail->str[mail->len - 1] == '\n' || mail->str[mail->len - 1] == '\r')
        g_string_truncate(mail, mail->len - 1);
    g_string_append(mail, "\r\n.\r\n");
}

static void
write_mail(Connection *connection)
{
    const char *to = recipients[connection->number % g_strv_length(recipients)];
    guint64 number = next_number++;

    connection->id = g_strdup_printf("%s.%" G_GUINT64_FORMAT "@load.example", prefix, number);
    connection->sender =
        g_strdup_printf("citizen-%s-%" G_GUINT64_FORMAT "@town%u.example", prefix, number, (guint)(number % 97));
    g_string_printf(connection->mail,
                    "Received: from mail.citizen.example (mail.citizen.example [192.0.2.7])\r\n"
                    "\tby mx.northam.example (Postfix) with ESMTPS id %08X\r\n"
                    "\tfor <%s>; Sun, 22 Nov 2026 20:14:00 +0000 (UTC)\r\n"
                    "From: Citizen %" G_GUINT64_FORMAT " <%s>\r\n"
                    "To: %s\r\n"
                    "Subject: The street lamp at corner %" G_GUINT64_FORMAT " is dark\r\n"
                    "Date: Sun, 22 Nov 2026 20:13:58 +0000\r\n"
                    "Message-ID: <%s>\r\n"
                    "MIME-Version: 1.0\r\n"
                    "Content-Type: text/plain; charset=utf-8\r\n"
                    "Content-Transfer-Encoding: 8bit\r\n"
                    "\r\n",
                    g_random_int(), to, number, connection->sender, to, number, connection->id);
    add_words(connection->mail);
}

/* ---- one connection ---- */

static void
leave(Connection *connection)
{
    if (connection->fd >= 0)
        close(connection->fd);
    connection->fd = -1;
    connection->stage = AWAY;
    connection->again = clock_monotonic() + PAUSE;
}

static void
lose(Connection *connection)
{
    if (!reconnect)
        fail("connection lost", g_strerror(errno));
    losses += connection->stage != AWAY;
    leave(connection);
}

static void
put(Connection *connection, const char *bytes, gsize length)
{
    while (length > 0 && connection->fd >= 0) {
        gssize sent = send(connection->fd, bytes, length, MSG_NOSIGNAL);

        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0) {
            lose(connection);
            return;
        }
        bytes += sent;
        length -= (gsize)sent;
    }
}

static gboolean
is_over(void)
{
    return asked_to_end || next_number >= (guint64)count || clock_monotonic() >= deadline;
}

/* The next mail, or once more the one that was not acknowledged. */
static void
send_envelope(Connection *connection)
{
    const char *to = recipients[connection->number % g_strv_length(recipients)];
    char text[512], size[32] = "";

    if (connection->id == NULL) {
        if (is_over()) {
            leave(connection);
            return;
        }
        write_mail(connection);
    }
    connection->stage = ENVELOPE;
    connection->awaited = 3;
    connection->refused = 0;
    connection->began = clock_monotonic();
    if (connection->takes_size)
        g_snprintf(size, sizeof size, " SIZE=%u", (guint)connection->mail->len);
    put(connection, text,
        (gsize)g_snprintf(text, sizeof text, "MAIL FROM:<%s>%s%s\r\nRCPT TO:<%s>\r\nDATA\r\n", connection->sender, size,
                          connection->takes_8bit ? " BODY=8BITMIME" : "", to));
}

static void
go(Connection *connection)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((guint16)port) };
    struct epoll_event event = { .events = EPOLLIN, .data.ptr = connection };
    int one = 1;

    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    connection->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(connection->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    g_string_truncate(connection->in, 0);
    if (connect(connection->fd, (struct sockaddr *)&address, sizeof address) != 0) {
        lose(connection);
        return;
    }
    connection->stage = GREETING;
    epoll_ctl(poll_fd, EPOLL_CTL_ADD, connection->fd, &event);
}

static void
pause_after_refusal(Connection *connection, guint code)
{
    char text[8];

    if (code >= 500)
        fail("refused for good", g_ascii_dtostr(text, sizeof text, code));
    refusals++;
    connection->stage = PAUSED;
    connection->again = clock_monotonic() + PAUSE;
}

static void
acknowledge(Connection *connection)
{
    gint64 wait = clock_monotonic() - connection->began;

    acknowledged++;
    g_array_append_val(waits, wait);
    if (log_fd >= 0)
        g_string_append_printf(unlogged, "%s\n", connection->id);
    g_clear_pointer(&connection->id, g_free);
    g_clear_pointer(&connection->sender, g_free);
    connection->stage = PAUSED; /* until the log is on the disk */
    connection->again = clock_monotonic() + pause_ms * 1000;
}

static void
on_reply(Connection *connection, guint code)
{
    gboolean good = code == (connection->stage == GREETING ? 220u : connection->awaited == 1 ? 354u : 250u);

    switch (connection->stage) {
    case GREETING:
    case HELLO:
        if (!good)
            pause_after_refusal(connection, code);
        else if (connection->stage == HELLO)
            send_envelope(connection);
        else {
            connection->stage = HELLO;
            put(connection, "LHLO mx.northam.example\r\n", 25);
        }
        break;
    case ENVELOPE:
        if (!good && connection->refused == 0)
            connection->refused = code;
        if (--connection->awaited > 0)
            break;
        if (connection->refused != 0) {
            pause_after_refusal(connection, connection->refused);
            break;
        }
        connection->stage = DELIVERY;
        put(connection, connection->mail->str, connection->mail->len);
        break;
    case DELIVERY:
        if (code == 250)
            acknowledge(connection);
        else
            pause_after_refusal(connection, code);
        break;
    case AWAY:
    case PAUSED:
        lose(connection); /* a 421: the server goes away */
        break;
    }
}

static void
on_input(Connection *connection)
{
    char buffer[4096];
    gssize length = recv(connection->fd, buffer, sizeof buffer, MSG_DONTWAIT);
    const char *end;

    if (length <= 0) {
        if (length < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        lose(connection);
        return;
    }
    g_string_append_len(connection->in, buffer, length);
    while (connection->fd >= 0 && (end = strstr(connection->in->str, "\r\n")) != NULL) {
        gboolean last = connection->in->str[3] != '-';
        guint code = (guint)g_ascii_strtoull(connection->in->str, NULL, 10);

        if (connection->stage == HELLO) {
            connection->takes_size |= g_ascii_strncasecmp(connection->in->str + 4, "SIZE", 4) == 0;
            connection->takes_8bit |= g_ascii_strncasecmp(connection->in->str + 4, "8BITMIME", 8) == 0;
        }
        g_string_erase(connection->in, 0, end + 2 - connection->in->str);
        if (last)
            on_reply(connection, code);
    }
}

/* ---- all of them ---- */

static void
write_log(void)
{
    if (unlogged->len == 0)
        return;
    if (write(log_fd, unlogged->str, unlogged->len) != (gssize)unlogged->len || fdatasync(log_fd) != 0)
        fail(log_path, g_strerror(errno));
    g_string_truncate(unlogged, 0);
}

/* Whoever waits for his time goes on. TRUE: somebody is still at it. */
static gboolean
wake(Connection *all)
{
    gint64 now = clock_monotonic();
    gboolean over = is_over(), busy = FALSE;

    if (asked_to_end)
        deadline = MIN(deadline, now);
    for (int i = 0; i < connections; i++) {
        Connection *connection = &all[i];
        gboolean idle = connection->stage == AWAY || connection->stage == PAUSED;

        if (idle && over && connection->id == NULL)
            continue;
        busy = TRUE;
        if (idle && connection->again <= now) {
            if (connection->stage == PAUSED)
                send_envelope(connection);
            else
                go(connection);
        }
    }
    return busy && now < deadline + LINGER;
}

static void
run(Connection *all)
{
    struct epoll_event events[64];

    while (wake(all)) {
        int ready = epoll_wait(poll_fd, events, G_N_ELEMENTS(events), 10);

        for (int i = 0; i < ready; i++)
            on_input(events[i].data.ptr);
        write_log();
    }
}

static int
by_size(gconstpointer a, gconstpointer b)
{
    gint64 first = *(const gint64 *)a, second = *(const gint64 *)b;

    return first < second ? -1 : first > second;
}

static void
report(void)
{
    gint64 took = MIN(clock_monotonic(), deadline) - started;

    g_array_sort(waits, by_size);
    printf("acknowledged %" G_GUINT64_FORMAT "\nrefused %" G_GUINT64_FORMAT "\nlost %" G_GUINT64_FORMAT
           "\nseconds %.3f\n",
           acknowledged, refusals, losses, (double)took / CLOCK_SECOND);
    if (waits->len > 0)
        printf("p50 %.2f ms\np99 %.2f ms\n", (double)g_array_index(waits, gint64, waits->len / 2) / 1000,
               (double)g_array_index(waits, gint64, waits->len - 1 - waits->len / 100) / 1000);
}

int
main(int argc, char **argv)
{
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_autoptr(GError) error = NULL;
    g_autofree Connection *all = NULL;

    g_option_context_add_main_entries(context, OPTIONS, NULL);
    if (!g_option_context_parse(context, &argc, &argv, &error))
        fail("options", error->message);
    if (port <= 0 || recipients == NULL || connections < 1)
        fail("options", "--port, --to and at least one connection are needed");
    signal(SIGTERM, on_signal);
    signal(SIGINT, on_signal);
    if (log_path != NULL && (log_fd = open(log_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)) < 0)
        fail(log_path, g_strerror(errno));
    prefix = random_token(64);
    unlogged = g_string_new(NULL);
    waits = g_array_new(FALSE, FALSE, sizeof(gint64));
    poll_fd = epoll_create1(EPOLL_CLOEXEC);
    all = g_new0(Connection, (gsize)connections);
    for (int i = 0; i < connections; i++)
        all[i] = (Connection){ .number = (guint)i, .fd = -1, .in = g_string_new(NULL), .mail = g_string_new(NULL) };
    started = clock_monotonic();
    deadline = started + (gint64)(seconds * CLOCK_SECOND);
    run(all);
    report();
    return 0;
}
