/* SPDX-License-Identifier: Apache-2.0 */
/* base/netaddress.h: where a socket is, as configuration files write it.
 *
 *     127.0.0.1:2424   [::1]:2424   localhost:2424   *:2424   unix:/run/tribune/lmtp   systemd:lmtp
 *
 * A host is a name or a number of at most 253 characters; a port is 0 to 65535 (0: the system chooses, for listening);
 * "*" means every interface. A unix path is absolute, at most 107 bytes. "systemd:" names a socket that systemd hands
 * over (FileDescriptorName=). Pure; nothing is resolved here. */
#pragma once
#include <glib.h>

#define NETADDRESS_PATH_LIMIT 107

typedef enum { NETADDRESS_TCP, NETADDRESS_UNIX, NETADDRESS_SYSTEMD } NetAddressKind;

typedef struct {
    NetAddressKind kind;
    char *host; /* TCP: without brackets; "*" for every interface */
    guint16 port;
    char *path; /* UNIX: the path; SYSTEMD: the socket's name */
} NetAddress;

/* NULL with TRIBUNE_ERROR_INVALID, which says what is expected. */
NetAddress *netaddress_parse(const char *text, GError **error);
NetAddress *netaddress_copy(const NetAddress *address);
void netaddress_free(NetAddress *address);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NetAddress, netaddress_free)

/* As netaddress_parse() reads it. */
char *netaddress_format(const NetAddress *address);
