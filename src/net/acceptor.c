/* SPDX-License-Identifier: Apache-2.0 */
#include "net/acceptor.h"

#include <errno.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/log.h"
#include "base/thread.h"
#include "net/listener-socket.h"

#define PAUSE_MS 100

struct Acceptor {
    AcceptorSettings settings;
    char *path;    /* of our unix socket file, to be removed */
    char *address; /* for who reads the log */
    int fd, stop;
    guint16 port;
    gboolean in_trouble; /* the last connection could not be accepted, and that was told */
    Thread *thread;
};

static gboolean
has_room(const Acceptor *acceptor)
{
    return acceptor->settings.has_room == NULL || acceptor->settings.has_room(acceptor->settings.data);
}

/* Of one connection that came to nothing, or of none at all; anything else, as having no descriptors or memory left,
 * would come again at once. */
static gboolean
is_passing(int problem)
{
    static const int PASSING[] = { EAGAIN,    EINTR,  ECONNABORTED, EPROTO, ENETDOWN,   ENOPROTOOPT,
                                   EHOSTDOWN, ENONET, EHOSTUNREACH, EPERM,  ENETUNREACH };

    for (guint i = 0; i < G_N_ELEMENTS(PASSING); i++)
        if (PASSING[i] == problem)
            return TRUE;
    return FALSE;
}

/* FALSE when it is no use to go on at once. */
static gboolean
accept_one(Acceptor *acceptor)
{
    struct sockaddr_storage peer = { 0 };
    socklen_t length = sizeof peer;
    int fd = accept4(acceptor->fd, (struct sockaddr *)&peer, &length, SOCK_CLOEXEC | SOCK_NONBLOCK);

    if (fd < 0 && is_passing(errno))
        return TRUE;
    if (fd < 0 && !acceptor->in_trouble)
        log_event(LOG_WARNING, "listener.paused", "listener", acceptor->settings.name, "address", acceptor->address,
                  "error", g_strerror(errno), NULL);
    acceptor->in_trouble = fd < 0;
    if (fd >= 0)
        acceptor->settings.take(fd, &peer, length, acceptor->settings.data);
    return fd >= 0;
}

static void
accept_connections(gpointer data)
{
    Acceptor *acceptor = data;
    struct pollfd polled[] = { { .fd = acceptor->stop, .events = POLLIN }, { .fd = acceptor->fd, .events = POLLIN } };
    gboolean paused = FALSE;

    for (;;) {
        if (poll(polled, paused ? 1 : G_N_ELEMENTS(polled), paused ? PAUSE_MS : -1) < 0 && errno != EINTR)
            g_error("waiting for connections: %s", g_strerror(errno));
        if (polled[0].revents != 0)
            return;
        paused = !has_room(acceptor) || !accept_one(acceptor);
    }
}

/* ---- public ---- */

Acceptor *
acceptor_new(const AcceptorSettings *settings, GError **error)
{
    Acceptor *acceptor;
    int fd = listener_open_socket(settings->address, settings->mode, error);

    if (fd < 0)
        return NULL;
    acceptor = g_new0(Acceptor, 1);
    acceptor->settings = *settings;
    acceptor->settings.address = NULL;
    acceptor->settings.name = g_strdup(settings->name);
    acceptor->path = settings->address->kind == NETADDRESS_UNIX ? g_strdup(settings->address->path) : NULL;
    acceptor->address = netaddress_format(settings->address);
    acceptor->fd = fd;
    acceptor->stop = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (acceptor->stop < 0)
        g_error("making an event descriptor: %s", g_strerror(errno));
    acceptor->port = listener_port_of(fd);
    return acceptor;
}

void
acceptor_start(Acceptor *acceptor)
{
    acceptor->thread = thread_start(acceptor->settings.name, accept_connections, acceptor);
}

guint16
acceptor_port(const Acceptor *acceptor)
{
    return acceptor->port;
}

void
acceptor_stop(Acceptor *acceptor)
{
    if (acceptor->thread != NULL) {
        eventfd_write(acceptor->stop, 1);
        thread_join(acceptor->thread);
    }
    if (acceptor->path != NULL)
        unlink(acceptor->path);
    close(acceptor->fd);
}

void
acceptor_free(Acceptor *acceptor)
{
    close(acceptor->stop);
    g_free((char *)acceptor->settings.name);
    g_free(acceptor->path);
    g_free(acceptor->address);
    g_free(acceptor);
}
