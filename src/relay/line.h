/* SPDX-License-Identifier: Apache-2.0 */
/* relay/line.h: one other side that the relay holds the connection to, and what goes in and out there.
 *
 * The relay (relay/relay.h) waits for all its lines and nodes in one thread: a line says what it waits for, is given
 * its turn when that happened, and never blocks. What comes in it appends to .in, what goes out it reads from .out once
 * it is synced; what need not be kept passes by. */
#pragma once
#include <poll.h>

#include "relay/spool.h"

#define LINE_PASSING_MAX 1000 /* items that wait for a node without being kept */

typedef struct RelayLine RelayLine;

typedef struct {
    /* What to wait for: .fd -1: nothing. @deadline (monotonic) is lowered to when the line wants its turn anyhow. */
    void (*prepare)(RelayLine *line, struct pollfd *ret, gint64 *deadline);
    void (*turn)(RelayLine *line, short happened);
    /* What a node wants to send, as it is kept and sent; NULL with TRIBUNE_ERROR_INVALID when it cannot be. */
    GBytes *(*check)(RelayLine *line, const guint8 *bytes, gsize length, GError **error);
    /* A kept item as it is sent when it may have been sent before. NULL where .check refuses everything. */
    GBytes *(*mark)(RelayLine *line, GBytes *bytes);
    /* Sends it if the other side is there now; @bytes were checked. */
    void (*pass)(RelayLine *line, GBytes *bytes);
    gboolean (*is_up)(const RelayLine *line);
    void (*free)(RelayLine *line);
} RelayLineMethods;

/* The first member of every kind. */
struct RelayLine {
    const RelayLineMethods *methods;
    const char *name;
    Spool *in, *out;
    GQueue passing;    /* GBytes *: for the next node that takes, at most LINE_PASSING_MAX */
    gboolean attended; /* the relay's: a node takes what comes in */
    gboolean passed;   /* the relay's: what was given last had not been kept */
};
