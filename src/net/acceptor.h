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

/* Listen: who connects waits in the kernel's backlog. @settings is copied, but what .data points to must live until
 * acceptor_stop() returns.
 *
 * A unix socket file that nobody listens on is replaced; one that is in use is not. Returns NULL with
 * TRIBUNE_ERROR_CONFIG, which names the address and what is wrong. */
Acceptor *acceptor_new(const AcceptorSettings *settings, GError **error);

/* Accept from now on. Apart from acceptor_new(), so that a server is whole before its first connection. */
void acceptor_start(Acceptor *acceptor);

/* The TCP port, also when the system chose it; 0 for unix sockets. Thread-safe, until acceptor_free(). */
guint16 acceptor_port(const Acceptor *acceptor);

/* Listen and accept no more; nothing is handed over once this returns. Who waits in the backlog is refused, or waits
 * for who comes next where the socket is systemd's. A unix socket file is removed. Also for one that was never started.
 */
void acceptor_stop(Acceptor *acceptor);
/* After acceptor_stop(). */
void acceptor_free(Acceptor *acceptor);
