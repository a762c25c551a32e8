/* SPDX-License-Identifier: Apache-2.0 */
/* A gateway that only passes on: what stands in for Kannel when bench/sms asks how much Tribune can do by itself.
 * Each of N people's text messages is posted as Kannel posts it, over CONNECTIONS kept connections; each order for one
 * is accepted at once, and followed by the two reports that Kannel sends of it (type 8, then 1). Nothing is queued on
 * disk, routed or charged.
 *
 *     sms-gateway --port PORT --post PORT --key WORD --desk NUMBER --first NUMBER --people N
 *
 * Ends when all is reported, and prints lines "name value": `seconds` from the first post to the last order, `reported`
 * until the last report, and how many `posts`, `orders` and `reports` there were. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/thread.h"
#include "http/server.h"

#define CONNECTIONS 32 /* for messages, and as many for reports; Kannel opens as many as it has messages waiting */
#define WAITING     1000000

static int port, post_port, first, people;
static char *key, *desk, *date;

static const GOptionEntry OPTIONS[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &port, "to take orders on", "PORT" },
    { "post", 0, 0, G_OPTION_ARG_INT, &post_port, "where the program behind it listens", "PORT" },
    { "key", 0, 0, G_OPTION_ARG_STRING, &key, "that it asks for", "WORD" },
    { "desk", 0, 0, G_OPTION_ARG_STRING, &desk, "the number that all write to", "NUMBER" },
    { "first", 0, 0, G_OPTION_ARG_INT, &first, "of the writers, the last six digits", "NUMBER" },
    { "people", 0, 0, G_OPTION_ARG_INT, &people, "who write one text each", "N" },
    { NULL },
};

static Pool *reporting;
static int _Atomic next_writer, posted, ordered, reported;
static gint64 began;
static gint64 _Atomic last_order;
static Mutex lock;
static Condition changed;

static void
fail(const char *what)
{
    fprintf(stderr, "sms-gateway: %s\n", what);
    exit(1);
}

/* ---- asking: kept connections, one for each thread ---- */

static int
dial(void)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((guint16)post_port) };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;

    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0)
        fail("nobody listens where it posts");
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return fd;
}

/* The status; waits for the whole answer. Bodies are shorter than the buffer. */
static int
ask(int *fd, const char *request)
{
    char answer[4096];
    gsize length = strlen(request), count = 0, whole = 0;
    gboolean close_after = FALSE;

    if (*fd < 0)
        *fd = dial();
    if (send(*fd, request, length, MSG_NOSIGNAL) != (gssize)length)
        fail("a connection broke");
    while (whole == 0 || count < whole) {
        gssize got = recv(*fd, answer + count, sizeof answer - 1 - count, 0);
        const char *end, *size;

        if (got <= 0)
            fail("a connection ended before its answer");
        count += (gsize)got;
        answer[count] = '\0';
        end = strstr(answer, "\r\n\r\n");
        if (whole > 0 || end == NULL)
            continue;
        size = strcasestr(answer, "\r\nContent-Length:");
        whole = (gsize)(end - answer) + 4 + (size != NULL ? strtoul(size + 17, NULL, 10) : 0);
        close_after = strcasestr(answer, "\r\nConnection: close") != NULL;
    }
    if (close_after) {
        close(*fd);
        *fd = -1;
    }
    return atoi(answer + strlen("HTTP/1.1 "));
}

static void
write_messages(gpointer data)
{
    int number, fd = -1;

    (void)data;
    while ((number = atomic_fetch_add(&next_writer, 1)) < people) {
        g_autofree char *text = g_strdup_printf("The lamp at number %d is out", first + number);
        g_autofree char *request = g_strdup_printf(
            "POST /sms/in?key=%s&id=%08x-0000-4000-8000-%012x HTTP/1.1\r\n"
            "Connection: keep-alive\r\nUser-Agent: Kannel/1.4.5\r\n"
            "Content-Type: text/plain; charset=\"UTF-8\"\r\nX-Kannel-From: 447700%06d\r\n"
            "X-Kannel-To: %s\r\nX-Kannel-Time: %s\r\nDate: %s\r\n"
            "X-Kannel-SMSC: town\r\nX-Kannel-Coding: 0\r\nX-Kannel-Service: default\r\n"
            "Content-Length: %zu\r\nHost: 127.0.0.1:%d\r\n\r\n%s",
            key, (guint)getpid(), (guint)number, first + number, desk, date, date, strlen(text), post_port, text);

        while (ask(&fd, request) != 200) /* as Kannel does: again, until it is taken */
            g_usleep(CLOCK_SECOND);
        atomic_fetch_add(&posted, 1);
    }
}

static void
send_reports(gpointer item, gpointer data)
{
    static const char *const FORMS[][2] = { { "8", "ACK%2F" }, { "1", "" } };
    static _Thread_local int fd = -1;
    char *path = item; /* with %d and %A in it */

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(FORMS); i++) {
        g_auto(GStrv) around_type = g_strsplit(path, "%d", 2);
        g_autofree char *typed = g_strjoinv(FORMS[i][0], around_type);
        g_auto(GStrv) around_words = g_strsplit(typed, "%A", 2);
        g_autofree char *whole = g_strjoinv(FORMS[i][1], around_words);
        g_autofree char *request =
            g_strdup_printf("GET %s HTTP/1.1\r\nConnection: keep-alive\r\nUser-Agent: Kannel/1.4.5\r\n"
                            "Host: 127.0.0.1:%d\r\n\r\n",
                            whole, post_port);

        while (ask(&fd, request) != 200)
            g_usleep(CLOCK_SECOND);
    }
    g_free(path);
    MUTEX_HELD(&lock);
    if (atomic_fetch_add(&reported, 1) + 1 == people)
        condition_broadcast(&changed);
}

/* ---- taking orders ---- */

static gboolean
take_order(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const char *url = http_request_query(request, "dlr-url");
    const char *path = url != NULL && g_str_has_prefix(url, "http://") ? strchr(url + strlen("http://"), '/') : NULL;

    (void)data;
    (void)error;
    if (path == NULL || http_request_query(request, "text") == NULL)
        fail("an order without text or reports");
    atomic_store(&last_order, clock_monotonic());
    atomic_fetch_add(&ordered, 1);
    if (!pool_try_push(reporting, g_strdup(path)))
        fail("too much waits");
    http_response_set_status(response, 202);
    return http_response_text(response, "0: Accepted for delivery");
}

static const HttpRoute ROUTES[] = { { HTTP_GET, "/cgi-bin/sendsms", take_order, 0, 0 } };

static void
serve(void)
{
    g_autofree char *listen = g_strdup_printf("127.0.0.1:%d", port);
    HttpFace face = { .routes = ROUTES, .route_count = G_N_ELEMENTS(ROUTES) };
    HttpServer *server = http_server_new(&(HttpServerSettings){ .listen = listen }, NULL);

    http_server_add(server, &face);
    if (!http_server_start(server, NULL))
        fail("it cannot listen");
}

int
main(int argc, char **argv)
{
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();

    g_option_context_add_main_entries(context, OPTIONS, NULL);
    if (!g_option_context_parse(context, &argc, &argv, NULL) || port == 0 || post_port == 0 || key == NULL ||
        desk == NULL || people == 0)
        fail("--port, --post, --key, --desk, --first and --people are needed");
    mutex_init(&lock);
    condition_init(&changed);
    reporting = pool_new("report", CONNECTIONS, WAITING, send_reports, NULL);
    serve();
    date = g_date_time_format(now, "%Y-%m-%d %H:%M:%S");
    began = clock_monotonic();
    for (guint i = 0; i < CONNECTIONS; i++)
        thread_start("write", write_messages, NULL);
    mutex_lock(&lock);
    while (atomic_load(&reported) < people)
        condition_wait(&changed, &lock);
    mutex_unlock(&lock);
    printf("seconds %.4f\nreported %.4f\nposts %d\norders %d\nreports %d\n",
           (double)(atomic_load(&last_order) - began) / CLOCK_SECOND,
           (double)(clock_monotonic() - began) / CLOCK_SECOND, atomic_load(&posted), atomic_load(&ordered),
           atomic_load(&reported) * 2);
    fflush(stdout);
    _exit(0); /* its threads wait for more */
}
