/* SPDX-License-Identifier: Apache-2.0 */
/* Streams over sockets: non-blocking descriptors, and poll() for waiting. */
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "net/stream-private.h"

typedef struct {
    Stream stream;
    int fd;
} SocketStream;

static gboolean
fail(GError **error, const char *what, int problem)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_UNAVAILABLE, "%s: %s", what, g_strerror(problem));
    return FALSE;
}

/* Milliseconds left until @until for poll(), rounded up so that it never ends early; -1: no limit. */
static int
milliseconds_until(gint64 until)
{
    gint64 left;

    if (until < 0)
        return -1;
    left = until - clock_monotonic();
    return left <= 0 ? 0 : (int)MIN((left + 999) / 1000, G_MAXINT);
}

/* TRUE once one of the descriptors has something to tell. */
static gboolean
wait_for(struct pollfd *polled, nfds_t count, gint64 until, GError **error)
{
    for (;;) {
        int ready = poll(polled, count, milliseconds_until(until));

        if (ready > 0)
            return TRUE;
        if (ready < 0 && errno != EINTR)
            return fail(error, "waiting for the peer", errno);
        if (ready == 0 && milliseconds_until(until) == 0) {
            g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY, "the peer took too long");
            return FALSE;
        }
    }
}

static gboolean
would_block(int problem)
{
    return problem == EAGAIN || problem == EWOULDBLOCK;
}

static gssize
socket_read(Stream *stream, void *buffer, gsize size, gint64 until, GError **error)
{
    struct pollfd polled = { .fd = ((SocketStream *)stream)->fd, .events = POLLIN };

    for (;;) {
        gssize got = recv(polled.fd, buffer, size, 0);

        if (got >= 0)
            return got;
        if (would_block(errno)) {
            if (!wait_for(&polled, 1, until, error))
                return -1;
        } else if (errno != EINTR) {
            fail(error, "reading", errno);
            return -1;
        }
    }
}

static gssize
socket_write(Stream *stream, const void *bytes, gsize length, gint64 until, GError **error)
{
    struct pollfd polled = { .fd = ((SocketStream *)stream)->fd, .events = POLLOUT };

    for (;;) {
        gssize sent = send(polled.fd, bytes, length, MSG_NOSIGNAL);

        if (sent >= 0)
            return sent;
        if (would_block(errno)) {
            if (!wait_for(&polled, 1, until, error))
                return -1;
        } else if (errno != EINTR) {
            fail(error, "writing", errno);
            return -1;
        }
    }
}

static StreamWait
socket_wait(Stream *stream, gint64 until, GError **error)
{
    struct pollfd polled[] = {
        { .fd = ((SocketStream *)stream)->fd, .events = POLLIN },
        { .fd = stream->interrupt, .events = POLLIN }, /* -1 is left out by poll() */
    };

    if (!wait_for(polled, G_N_ELEMENTS(polled), until, error))
        return STREAM_FAILED;
    return polled[0].revents != 0 ? STREAM_READY : STREAM_INTERRUPTED;
}

static void
socket_shutdown(Stream *stream)
{
    shutdown(((SocketStream *)stream)->fd, SHUT_RDWR);
}

static void
socket_free(Stream *stream)
{
    close(((SocketStream *)stream)->fd);
    g_free(stream);
}

static const StreamMethods METHODS = { socket_read, socket_write, socket_wait, socket_shutdown, socket_free };

Stream *
stream_new_socket(int fd)
{
    SocketStream *stream = g_new0(SocketStream, 1);
    int on = 1;

    stream_init(&stream->stream, &METHODS);
    stream->fd = fd;
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on); /* answers are short; fails harmlessly on unix sockets */
    return &stream->stream;
}

/* ---- connecting ---- */

static Stream *
connect_to(const struct sockaddr *address, socklen_t length, gint64 deadline, GError **error)
{
    struct pollfd polled = { .fd = socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0),
                             .events = POLLOUT };
    int problem = 0;
    socklen_t size = sizeof problem;

    if (polled.fd < 0) {
        fail(error, "making a socket", errno);
        return NULL;
    }
    if (connect(polled.fd, address, length) != 0)
        problem = errno;
    if (problem == EINPROGRESS || problem == EINTR) {
        if (!wait_for(&polled, 1, deadline, error)) {
            close(polled.fd);
            return NULL;
        }
        getsockopt(polled.fd, SOL_SOCKET, SO_ERROR, &problem, &size);
    }
    if (problem == 0)
        return stream_new_socket(polled.fd);
    close(polled.fd);
    fail(error, "connecting", problem);
    return NULL;
}

static Stream *
connect_unix(const char *path, gint64 deadline, GError **error)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };

    g_strlcpy(address.sun_path, path, sizeof address.sun_path);
    return connect_to((struct sockaddr *)&address, sizeof address, deadline, error);
}

static Stream *
connect_tcp(const NetAddress *address, gint64 deadline, GError **error)
{
    struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_ADDRCONFIG };
    g_autofree char *port = g_strdup_printf("%u", address->port);
    struct addrinfo *found;
    Stream *stream = NULL;
    int problem = getaddrinfo(address->host, port, &hints, &found);

    if (problem == EAI_ADDRFAMILY ||
        problem == EAI_NONAME) { /* a loopback number on a machine that has only loopback */
        hints.ai_flags = 0;
        problem = getaddrinfo(address->host, port, &hints, &found);
    }
    if (problem != 0) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_UNAVAILABLE, "looking up %s: %s", address->host,
                    gai_strerror(problem));
        return NULL;
    }
    for (struct addrinfo *at = found; at != NULL && stream == NULL; at = at->ai_next) {
        g_clear_error(error);
        stream = connect_to(at->ai_addr, at->ai_addrlen, deadline, error);
    }
    freeaddrinfo(found);
    return stream;
}

Stream *
stream_connect(const NetAddress *address, gint64 deadline, GError **error)
{
    g_autofree char *name = NULL;
    Stream *stream;

    if (address->kind == NETADDRESS_SYSTEMD) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG,
                            "a systemd socket is for listening, not for connecting");
        return NULL;
    }
    stream = address->kind == NETADDRESS_UNIX ? connect_unix(address->path, deadline, error)
                                              : connect_tcp(address, deadline, error);
    if (stream == NULL) {
        name = netaddress_format(address);
        g_prefix_error(error, "%s: ", name);
    }
    return stream;
}
