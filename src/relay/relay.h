/* SPDX-License-Identifier: Apache-2.0 */
/* relay/relay.h: holds lines to the other side while nodes come and go (wire/relayframe.h says how they talk).
 *
 * One thread waits for everything, appends what came in to the spools, syncs them once, and only then says to anybody
 * that something is kept, or hands it on. So a node that ends, crashes or is replaced never breaks a line, and what it
 * was told is kept goes out.
 *
 * Limits: 64 connections of nodes; RELAYFRAME_BYTES_MAX a frame; what a spool holds. */
#pragma once
#include "base/netaddress.h"
#include "relay/line.h"

typedef struct Relay Relay;

/* Listens for nodes. TRIBUNE_ERROR_CONFIG. */
Relay *relay_new(const NetAddress *listen, GError **error);
void relay_free(Relay *relay);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Relay, relay_free)

/* @line is taken over. */
void relay_add(Relay *relay, RelayLine *line);

/* Blocks until @stop_fd can be read. */
void relay_run(Relay *relay, int stop_fd);
