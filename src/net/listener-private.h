/* SPDX-License-Identifier: Apache-2.0 */
/* net/listener-private.h: the socket that a listener accepts from. */
#pragma once
#include "base/netaddress.h"

/* A listening, non-blocking socket for @address; -1 with TRIBUNE_ERROR_CONFIG. */
int listener_open_socket(const NetAddress *address, guint mode, GError **error);

/* The TCP port of @fd; 0 when it has none. */
guint16 listener_port_of(int fd);
