/* SPDX-License-Identifier: Apache-2.0 */
/* Where a listener accepts from: a TCP port, a unix socket file, or a socket that systemd made for us. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#include "base/error.h"
#include "net/listener-socket.h"

#define BACKLOG 512

static int
fail(int fd, GError **error, const char *what)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "%s", what);
    if (fd >= 0)
        close(fd);
    return -1;
}

static int
start_listening(int fd, GError **error)
{
    return listen(fd, BACKLOG) == 0 ? fd : fail(fd, error, g_strerror(errno));
}

static int
open_tcp(const NetAddress *address, GError **error)
{
    struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE };
    g_autofree char *port = g_strdup_printf("%u", address->port);
    gboolean everywhere = strcmp(address->host, "*") == 0;
    struct addrinfo *found;
    int on = 1, off = 0, fd, problem;

    problem = getaddrinfo(everywhere ? "::" : address->host, port, &hints, &found);
    if (problem != 0)
        return fail(-1, error, gai_strerror(problem));
    fd = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd >= 0) {
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        if (everywhere)
            setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
    }
    problem = fd < 0 || bind(fd, found->ai_addr, found->ai_addrlen) != 0 ? errno : 0;
    freeaddrinfo(found);
    if (problem == EAFNOSUPPORT && everywhere) { /* a machine without IPv6 */
        NetAddress four = { .kind = NETADDRESS_TCP, .host = (char *)"0.0.0.0", .port = address->port };

        if (fd >= 0)
            close(fd);
        return open_tcp(&four, error);
    }
    return problem == 0 ? start_listening(fd, error) : fail(fd, error, g_strerror(problem));
}

/* Remove a socket file that a dead process left; FALSE when there is something else, or somebody listens. */
static gboolean
clear_unix(const struct sockaddr_un *address)
{
    struct stat status;
    gboolean dead;
    int fd;

    if (lstat(address->sun_path, &status) != 0)
        return TRUE;
    if (!S_ISSOCK(status.st_mode))
        return FALSE;
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    dead = fd >= 0 && connect(fd, (const struct sockaddr *)address, sizeof *address) != 0 && errno == ECONNREFUSED;
    if (fd >= 0)
        close(fd);
    return dead && unlink(address->sun_path) == 0;
}

static int
open_unix(const NetAddress *address, guint mode, GError **error)
{
    struct sockaddr_un local = { .sun_family = AF_UNIX };
    int fd;

    g_strlcpy(local.sun_path, address->path, sizeof local.sun_path);
    if (!clear_unix(&local))
        return fail(-1, error, "it is in use");
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0 || bind(fd, (const struct sockaddr *)&local, sizeof local) != 0)
        return fail(fd, error, g_strerror(errno));
    /* Before listen(): nobody can connect with a wider mode. */
    if (mode != 0 && chmod(address->path, (mode_t)mode) != 0)
        return fail(fd, error, g_strerror(errno));
    return start_listening(fd, error);
}

static int
open_systemd(const char *name, GError **error)
{
    char **names = NULL;
    int count = sd_listen_fds_with_names(0, &names);
    int found = -1;

    for (int i = 0; i < count; i++) {
        if (strcmp(names[i], name) == 0 && found < 0)
            found = fcntl(SD_LISTEN_FDS_START + i, F_DUPFD_CLOEXEC, 3);
        free(names[i]);
    }
    free(names);
    if (found < 0)
        return fail(-1, error, "systemd handed over no socket of this name");
    if (sd_is_socket(found, AF_UNSPEC, SOCK_STREAM, 1) <= 0)
        return fail(found, error, "what systemd handed over is not a listening stream socket");
    fcntl(found, F_SETFL, fcntl(found, F_GETFL) | O_NONBLOCK);
    return found;
}

int
listener_open_socket(const NetAddress *address, guint mode, GError **error)
{
    g_autofree char *name = netaddress_format(address);
    int fd;

    if (address->kind == NETADDRESS_UNIX)
        fd = open_unix(address, mode, error);
    else if (address->kind == NETADDRESS_SYSTEMD)
        fd = open_systemd(address->path, error);
    else
        fd = open_tcp(address, error);
    if (fd < 0)
        g_prefix_error(error, "listening on %s: ", name);
    return fd;
}

guint16
listener_port_of(int fd)
{
    struct sockaddr_storage address = { 0 };
    socklen_t length = sizeof address;

    if (getsockname(fd, (struct sockaddr *)&address, &length) != 0)
        return 0;
    if (address.ss_family == AF_INET)
        return ntohs(((struct sockaddr_in *)&address)->sin_port);
    if (address.ss_family == AF_INET6)
        return ntohs(((struct sockaddr_in6 *)&address)->sin6_port);
    return 0;
}
