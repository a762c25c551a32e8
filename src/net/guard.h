/* SPDX-License-Identifier: Apache-2.0 */
/* net/guard.h: which addresses we may connect to on the word of somebody else.
 *
 * Links, callbacks and actors come from strangers, and must not be a way into our own network. The guard looks at the
 * address of the very connection that is about to be made, so neither a name that resolves differently the second time
 * nor an unusual way of writing a number gets around it.
 *
 * Refused, by the special-purpose registries of IANA (RFC 6890): IPv4 loopback, private, shared, link-local (cloud
 * metadata), documentation, benchmark, multicast, reserved, 0/8; all of IPv6 but global unicast, and of that Teredo,
 * 6to4, documentation and the other protocol assignments. IPv4 inside IPv6 (mapped, NAT64) is judged as IPv4.
 * Everything that is not IP is refused. Networks that the operator allows by name pass before all this. Immutable, so
 * thread-safe; nothing blocks. */
#pragma once
#include <glib.h>
#include <sys/socket.h>

typedef struct Guard Guard;

/* @allowed: networks as "10.1.0.0/16", "::1" (one address), ends with NULL; NULL: none. At most 64.
 * TRIBUNE_ERROR_CONFIG when one is not a network. */
Guard *guard_new(const char *const *allowed, GError **error);
void guard_free(Guard *guard);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Guard, guard_free)

gboolean guard_allows(const Guard *guard, const struct sockaddr *address);
