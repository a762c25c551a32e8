/* SPDX-License-Identifier: Apache-2.0 */
/* net/listener-socket.h: a socket to accept from, for net/acceptor.h and for programs that accept one connection at
 * a time. Thread-safe. */
#pragma once
#include "base/netaddress.h"

/* A listening, non-blocking socket for @address, closed on exec. A unix socket file gets @mode (0: as the umask says);
 * one that nobody listens on is replaced, and removing it at the end is the caller's. -1 with TRIBUNE_ERROR_CONFIG. */
int listener_open_socket(const NetAddress *address, guint mode, GError **error);

/* The TCP port of @fd; 0 when it has none. */
guint16 listener_port_of(int fd);
