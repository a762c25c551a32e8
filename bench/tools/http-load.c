/* SPDX-License-Identifier: Apache-2.0 */
/* Pages over HTTP/1.1, as some people with their browsers open ask for them: a load for benches.
 *
 *     http-load --port PORT --paths FILE [--cookie TEXT]… [--connections N] [--seconds S]
 *
 * Every connection is kept and asks for one page after the other, each time another line of FILE in random order; the
 * time of a page is from sending to its last byte. It ends after S seconds, when there were as many pages as
 * connections by then. With several cookies connections take turns with them: servers that lock a session would let
 * eight browsers wait for one. Anything but 200 with a Content-Length or in chunks ends the program. Prints lines "name
 * value". One thread; loopback only. */
#include <arpa/inet.h>
#include <errno.h>
#include <glib.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"

#define PATIENCE (120 * CLOCK_SECOND)

typedef struct {
    int fd;
    GString *in;
    gsize whole; /* bytes of the answer; 0: its head, or its last chunk, is not here yet */
    gsize chunk; /* where the next chunk begins; 0: it does not come in chunks */
    const char *cookie, *path;
    gint64 began;
} Connection;

static int port, connections = 8;
static double seconds = 5;
static char *paths_file;
static char **cookies, **paths;
static guint path_count;
static GArray *waits;
static guint64 bytes;
static gint64 deadline;

static const GOptionEntry OPTIONS[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &port, "of the server on 127.0.0.1", "PORT" },
    { "paths", 0, 0, G_OPTION_ARG_FILENAME, &paths_file, "one path a line", "FILE" },
    { "cookie", 0, 0, G_OPTION_ARG_STRING_ARRAY, &cookies, "Cookie header", "TEXT" },
    { "connections", 0, 0, G_OPTION_ARG_INT, &connections, "at once", "N" },
    { "seconds", 0, 0, G_OPTION_ARG_DOUBLE, &seconds, "to measure", "S" },
    { NULL },
};

static void
fail(const char *what, const char *detail)
{
    fprintf(stderr, "http-load: %s: %s\n", what, detail);
    exit(1);
}

static void
ask(Connection *connection)
{
    g_autofree char *request = NULL;

    connection->path = paths[g_random_int_range(0, (gint32)path_count)];
    connection->whole = connection->chunk = 0;
    g_string_truncate(connection->in, 0);
    request = g_strdup_printf("GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: %s\r\nAccept: text/html\r\n"
                              "Accept-Encoding: gzip, deflate\r\nAccept-Language: en\r\n\r\n",
                              connection->path, port, connection->cookie);
    connection->began = clock_monotonic();
    if (send(connection->fd, request, strlen(request), MSG_NOSIGNAL) != (gssize)strlen(request))
        fail("sending", g_strerror(errno));
}

/* How long the answer is, once its last chunk is here. */
static void
read_chunks(Connection *connection)
{
    while (connection->whole == 0) {
        const char *line = connection->in->str + connection->chunk, *end = strstr(line, "\r\n");
        gsize size, next;

        if (end == NULL)
            return;
        size = g_ascii_strtoull(line, NULL, 16);
        next = (gsize)(end - connection->in->str) + 2 + size + 2;
        if (connection->in->len < next)
            return;
        if (size == 0)
            connection->whole = next;
        connection->chunk = next;
    }
}

/* How long the answer is, or where its chunks begin, once its head is here. */
static void
read_head(Connection *connection)
{
    const char *end = strstr(connection->in->str, "\r\n\r\n");
    gssize head = end == NULL ? 0 : end - connection->in->str;
    const char *length;

    if (end == NULL)
        return;
    if (strncmp(connection->in->str, "HTTP/1.1 200 ", 13) != 0)
        fail(connection->path, connection->in->str);
    length = g_strstr_len(connection->in->str, head, "\r\nContent-Length: ");
    if (length != NULL)
        connection->whole = (gsize)head + 4 + g_ascii_strtoull(length + 18, NULL, 10);
    else if (g_strstr_len(connection->in->str, head, "\r\nTransfer-Encoding: chunked") != NULL)
        connection->chunk = (gsize)head + 4;
    else
        fail(connection->path, "an answer without a length");
}

static void
on_input(Connection *connection)
{
    char buffer[65536];
    gssize length = recv(connection->fd, buffer, sizeof buffer, 0);
    gint64 wait;

    if (length <= 0)
        fail("reading", length < 0 ? g_strerror(errno) : "the server hung up");
    g_string_append_len(connection->in, buffer, length);
    if (connection->whole == 0 && connection->chunk == 0)
        read_head(connection);
    if (connection->chunk != 0)
        read_chunks(connection);
    if (connection->whole == 0 || connection->in->len < connection->whole)
        return;
    wait = clock_monotonic() - connection->began;
    g_array_append_val(waits, wait);
    bytes += connection->whole;
    ask(connection);
}

static void
join(Connection *connection, int poll_fd)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((guint16)port) };
    struct epoll_event event = { .events = EPOLLIN, .data.ptr = connection };
    int one = 1;

    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    connection->in = g_string_new(NULL);
    connection->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(connection->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (connect(connection->fd, (struct sockaddr *)&address, sizeof address) != 0)
        fail("connecting", g_strerror(errno));
    epoll_ctl(poll_fd, EPOLL_CTL_ADD, connection->fd, &event);
    ask(connection);
}

static int
by_size(gconstpointer a, gconstpointer b)
{
    gint64 first = *(const gint64 *)a, second = *(const gint64 *)b;

    return first < second ? -1 : first > second;
}

static void
report(gint64 began)
{
    if (waits->len == 0)
        fail("measuring", "no page came in time");
    g_array_sort(waits, by_size);
    printf("pages %u\nseconds %.3f\nbytes %.0f\np50 %.3f ms\np99 %.3f ms\nmax %.3f ms\n", waits->len,
           (double)(clock_monotonic() - began) / CLOCK_SECOND, (double)bytes / waits->len,
           (double)g_array_index(waits, gint64, waits->len / 2) / 1000,
           (double)g_array_index(waits, gint64, waits->len - 1 - waits->len / 100) / 1000,
           (double)g_array_index(waits, gint64, waits->len - 1) / 1000);
}

static void
read_paths(void)
{
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;

    if (!g_file_get_contents(paths_file, &text, NULL, &error))
        fail("paths", error->message);
    g_strchomp(text);
    paths = g_strsplit(text, "\n", -1);
    path_count = g_strv_length(paths);
}

int
main(int argc, char **argv)
{
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_autoptr(GError) error = NULL;
    g_autofree Connection *all = NULL;
    struct epoll_event events[64];
    int poll_fd = epoll_create1(EPOLL_CLOEXEC);
    gint64 began;

    g_option_context_add_main_entries(context, OPTIONS, NULL);
    if (!g_option_context_parse(context, &argc, &argv, &error) || paths_file == NULL || port <= 0 || connections < 1)
        fail("options", error != NULL ? error->message : "--port and --paths are needed");
    read_paths();
    waits = g_array_new(FALSE, FALSE, sizeof(gint64));
    all = g_new0(Connection, (gsize)connections);
    began = clock_monotonic();
    deadline = began + (gint64)(seconds * CLOCK_SECOND);
    for (int i = 0; i < connections; i++) {
        all[i].cookie = cookies == NULL ? "" : cookies[(guint)i % g_strv_length(cookies)];
        join(&all[i], poll_fd);
    }
    while (clock_monotonic() < deadline || (waits->len < (guint)connections && clock_monotonic() < began + PATIENCE)) {
        int ready = epoll_wait(poll_fd, events, G_N_ELEMENTS(events), 100);

        for (int i = 0; i < ready; i++)
            on_input(events[i].data.ptr);
    }
    report(began);
    return 0;
}
