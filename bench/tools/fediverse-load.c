/* SPDX-License-Identifier: Apache-2.0 */
/* Requests that are ready, over HTTP/1.1: a load for benches.
 *
 *     fediverse-load --port PORT --requests FILE [--connections N]
 *
 * FILE is what fediverse-seed writes. Every connection is kept and sends one request after the other, the next when the
 * answer has come; anything but 202 ends the program. Prints lines "name value". One thread; loopback only. */
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

typedef struct {
    int fd;
    char in[4096];
    gsize length;
    gint64 began;
} Connection;

static int port, connections = 64;
static char *path, *next, *end;
static guint answered, sent;
static GArray *waits;

static const GOptionEntry OPTIONS[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &port, "of the server on 127.0.0.1", "PORT" },
    { "requests", 0, 0, G_OPTION_ARG_FILENAME, &path, "what to send", "FILE" },
    { "connections", 0, 0, G_OPTION_ARG_INT, &connections, "at once", "N" },
    { NULL },
};

static void
fail(const char *what, const char *detail)
{
    fprintf(stderr, "fediverse-load: %s: %s\n", what, detail);
    exit(1);
}

static void
ask(Connection *connection)
{
    guint32 length;

    if (next >= end)
        return;
    memcpy(&length, next, sizeof length);
    next += sizeof length;
    connection->length = 0;
    connection->began = clock_monotonic();
    if (send(connection->fd, next, length, MSG_NOSIGNAL) != (gssize)length)
        fail("sending", g_strerror(errno));
    next += length;
    sent++;
}

/* An answer has no body. */
static void
on_input(Connection *connection)
{
    gssize length =
        recv(connection->fd, connection->in + connection->length, sizeof connection->in - 1 - connection->length, 0);
    gint64 wait;

    if (length <= 0)
        fail("reading", length < 0 ? g_strerror(errno) : "the server hung up");
    connection->length += (gsize)length;
    connection->in[connection->length] = '\0';
    if (strstr(connection->in, "\r\n\r\n") == NULL)
        return;
    if (strncmp(connection->in, "HTTP/1.1 202 ", 13) != 0)
        fail("not taken", connection->in);
    wait = clock_monotonic() - connection->began;
    g_array_append_val(waits, wait);
    answered++;
    ask(connection);
}

static void
join(Connection *connection, int poll_fd)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((guint16)port) };
    struct epoll_event event = { .events = EPOLLIN, .data.ptr = connection };
    int one = 1;

    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
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

int
main(int argc, char **argv)
{
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_autoptr(GError) error = NULL;
    g_autofree Connection *all = NULL;
    struct epoll_event events[64];
    int poll_fd = epoll_create1(EPOLL_CLOEXEC);
    gsize length;
    gint64 began;

    g_option_context_add_main_entries(context, OPTIONS, NULL);
    if (!g_option_context_parse(context, &argc, &argv, &error) || path == NULL || port <= 0 || connections < 1)
        fail("options", error != NULL ? error->message : "--port and --requests are needed");
    if (!g_file_get_contents(path, &next, &length, &error))
        fail("requests", error->message);
    end = next + length;
    waits = g_array_new(FALSE, FALSE, sizeof(gint64));
    all = g_new0(Connection, (gsize)connections);
    began = clock_monotonic();
    for (int i = 0; i < connections; i++)
        join(&all[i], poll_fd);
    while (next < end || answered < sent) {
        int ready = epoll_wait(poll_fd, events, G_N_ELEMENTS(events), 100);

        for (int i = 0; i < ready; i++)
            on_input(events[i].data.ptr);
    }
    g_array_sort(waits, by_size);
    printf("answered %u\nseconds %.3f\np50 %.3f ms\np99 %.3f ms\n", answered,
           (double)(clock_monotonic() - began) / CLOCK_SECOND,
           (double)g_array_index(waits, gint64, waits->len / 2) / 1000,
           (double)g_array_index(waits, gint64, waits->len - 1 - waits->len / 100) / 1000);
    return 0;
}
