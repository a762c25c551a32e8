/* SPDX-License-Identifier: Apache-2.0 */
/* relay/relay-private.h: what relay.c and peer.c share. */
#pragma once
#include "relay/relay.h"

/* A node's connection. */
typedef struct {
    int fd;
    GByteArray *input, *output;
    RelayLine *line;  /* NULL before HELLO */
    gboolean takes;   /* ready for an item */
    gboolean attends; /* takes items at all */
    guint64 holding;  /* the number of the one it has; 0: none */
    char *held_key;
    GArray *owed; /* guint64: numbers of SENDs that KEPT is to be said to after the sync */
    gboolean over;
} Peer;

struct Relay {
    NetAddress *listen;
    int fd;
    GPtrArray *lines; /* RelayLine * */
    GPtrArray *peers; /* Peer * */
};

Peer *peer_new(int fd);
/* What it held is given to others. */
void peer_free(Peer *peer);
/* Reads what came and does it. */
void peer_turn(Relay *relay, Peer *peer, short happened);
/* After the sync: what is owed is said. */
void peer_settle(Peer *peer);
/* Gives it the next item of its line that nobody has. */
void peer_give(Relay *relay, Peer *peer);
void peer_write(Peer *peer);
