/* SPDX-License-Identifier: Apache-2.0 */
/* Inboxes that take everything, on 127.0.0.2 … at one port: where bench/fediverse delivers to.
 *
 *     fediverse-sink --port PORT --count FILE
 *
 * Answers 202 to each request on kept connections. FILE holds the number of requests so far, eight bytes as this
 * machine writes them, always up to date. One thread; ends when it is told to. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#define ADDRESSES 60

typedef struct {
    int fd;
    gboolean listens;
    GString *in;
} Socket;

static int port;
static char *path;
static guint64 *count;

static const GOptionEntry OPTIONS[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &port, "to listen on", "PORT" },
    { "count", 0, 0, G_OPTION_ARG_FILENAME, &path, "holds the number of requests", "FILE" },
    { NULL },
};

static void
fail(const char *what)
{
    fprintf(stderr, "fediverse-sink: %s: %s\n", what, g_strerror(errno));
    exit(1);
}

static void
watch(int poll_fd, int fd, gboolean listens)
{
    Socket *one = g_new0(Socket, 1);
    struct epoll_event event = { .events = EPOLLIN, .data.ptr = one };

    one->fd = fd;
    one->listens = listens;
    one->in = g_string_new(NULL);
    epoll_ctl(poll_fd, EPOLL_CTL_ADD, fd, &event);
}

static void
listen_at(int poll_fd, guint number)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((guint16)port) };
    g_autofree char *name = g_strdup_printf("127.0.0.%u", 2 + number);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), one = 1;

    inet_pton(AF_INET, name, &address.sin_addr);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(fd, (struct sockaddr *)&address, sizeof address) != 0 || listen(fd, 128) != 0)
        fail("listening");
    watch(poll_fd, fd, TRUE);
}

/* How long the first request in @in is; 0: it is not all here. */
static gsize
whole(const GString *in)
{
    const char *end = strstr(in->str, "\r\n\r\n"), *length;

    if (end == NULL)
        return 0;
    length = g_strstr_len(in->str, end - in->str, "\r\nContent-Length: ");
    return (gsize)(end - in->str) + 4 + (length != NULL ? g_ascii_strtoull(length + 18, NULL, 10) : 0);
}

static void
on_input(Socket *one)
{
    static const char ANSWER[] = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";
    char buffer[65536];
    gssize length = recv(one->fd, buffer, sizeof buffer, 0);
    gsize size;

    if (length <= 0) {
        close(one->fd);
        g_string_free(one->in, TRUE);
        g_free(one);
        return;
    }
    g_string_append_len(one->in, buffer, length);
    while ((size = whole(one->in)) > 0 && size <= one->in->len) {
        g_string_erase(one->in, 0, (gssize)size);
        ++*count;
        if (send(one->fd, ANSWER, sizeof ANSWER - 1, MSG_NOSIGNAL) < 0)
            return;
    }
}

static void
on_ready(int poll_fd, Socket *one)
{
    int fd, nodelay = 1;

    if (!one->listens) {
        on_input(one);
        return;
    }
    fd = accept(one->fd, NULL, NULL);
    if (fd < 0)
        return;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &nodelay, sizeof nodelay);
    watch(poll_fd, fd, FALSE);
}

int
main(int argc, char **argv)
{
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    int poll_fd = epoll_create1(EPOLL_CLOEXEC), file;
    struct epoll_event events[64];

    g_option_context_add_main_entries(context, OPTIONS, NULL);
    if (!g_option_context_parse(context, &argc, &argv, NULL) || path == NULL || port <= 0)
        return 2;
    file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0 || ftruncate(file, sizeof *count) != 0)
        fail("count");
    count = mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (count == MAP_FAILED)
        fail("count");
    for (guint i = 0; i < ADDRESSES; i++)
        listen_at(poll_fd, i);
    for (;;) {
        int ready = epoll_wait(poll_fd, events, G_N_ELEMENTS(events), -1);

        for (int i = 0; i < ready; i++)
            on_ready(poll_fd, events[i].data.ptr);
    }
}
