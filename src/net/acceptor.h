/* SPDX-License-Identifier: Apache-2.0 */
/* net/acceptor.h: one thread that accepts connections at an address and hands each to a server.
 *
 * For servers that bring their own way of serving; all others use net/listener.h. When the system has no descriptor
 * left, or the server no room, accepting pauses for 100 ms at a time and the kernel's backlog waits. */
#pragma once
#include <sys/socket.h>

#include "base/netaddress.h"

typedef struct Acceptor Acceptor;

typedef struct {
    const char *name;          /* of the thread, at most 15 characters */
    const NetAddress *address; /* of any kind; TCP hosts are numbers, "localhost" or "*" */
    guint mode;                /* UNIX: of the socket file; 0: as the umask says */

    /* Both run on the accepting thread. @fd is non-blocking, closed on exec, and the server's to close. */
    void (*take)(int fd, const struct sockaddr_storage *peer, socklen_t length, gpointer data);
    gboolean (*has_room)(gpointer data); /* NULL: always */
    gpointer data;
} AcceptorSettings;

/* Listen and accept from now on. @settings is copied, but what .data points to must live until acceptor_stop() returns.
 *
 * A unix socket file that nobody listens on is replaced; one that is in use is not. Returns NULL with
 * TRIBUNE_ERROR_CONFIG, which names the address and what is wrong. */
Acceptor *acceptor_start(const AcceptorSettings *settings, GError **error);

/* The TCP port, also when the system chose it; 0 for unix sockets. Thread-safe. */
guint16 acceptor_port(const Acceptor *acceptor);

/* Accept no more, and free @acceptor; nothing is handed over once this returns. Who waits in the backlog is refused, or
 * waits for who comes next where the socket is systemd's. A unix socket file is removed. */
void acceptor_stop(Acceptor *acceptor);
