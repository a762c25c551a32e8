/* SPDX-License-Identifier: Apache-2.0 */
/* relay/relayclient.h: a channel's end of the connections to its relay (wire/relayframe.h, `tribune relay`).
 *
 * Some threads take what came in, one item each at a time; who sends borrows a connection of its own. A relay that is
 * away is tried again every second. Thread-safe but for start and stop. */
#pragma once
#include "base/netaddress.h"
#include "wire/relayframe.h"

#define RELAYCLIENT_TAKERS_MAX 16

typedef struct RelayClient RelayClient;
typedef struct RelayTaker RelayTaker;

typedef struct {
    const NetAddress *relay;
    const char *line; /* "im" */
    guint takers;     /* 1 to RELAYCLIENT_TAKERS_MAX */
    /* On the thread of @taker. @kept: the relay has it until this returns TRUE; after FALSE it is given again a second
     * later. Of one sender nothing else is given meanwhile. */
    gboolean (*take)(gpointer data, RelayTaker *taker, const guint8 *bytes, gsize length, gboolean kept);
    gpointer data;
} RelayClientSettings;

/* @settings are copied; .data outlives it. */
RelayClient *relayclient_new(const RelayClientSettings *settings);
void relayclient_free(RelayClient *client); /* stopped, or never started */
void relayclient_start(RelayClient *client);
/* Waits for the takers to finish what they are at. */
void relayclient_stop(RelayClient *client);

/* Inside .take, on what goes out before the item is let go. @keep: TRUE when the relay has @text on disk, or will never
 * take it, which is logged; FALSE: not now, and .take returns FALSE too, so that all of it is done again. Without @keep
 * it goes if the other side is there, and this is always TRUE. Blocks for the relay's answer. */
gboolean relayclient_reply(RelayTaker *taker, gboolean keep, const char *text);

typedef enum {
    RELAYCLIENT_KEPT,       /* it is on the relay's disk */
    RELAYCLIENT_LATER,      /* the relay was not reached, or cannot take it now */
    RELAYCLIENT_NEVER,      /* it will never take it */
    RELAYCLIENT_UNANSWERED, /* it was asked and said nothing: it may have it */
} RelayClientAnswer;

/* Blocks until the relay has @text on disk, or @deadline (monotonic). @again: an earlier try may have reached it; it
 * goes out with a mark that says so. @error is set for all but KEPT. */
RelayClientAnswer relayclient_send(RelayClient *client, const char *text, gboolean again, gint64 deadline,
                                   GError **error);
/* Not kept: it goes if the other side is there. FALSE: the relay did not get it. */
gboolean relayclient_pass(RelayClient *client, const char *text);
/* Whether the other side is there, and what waits. */
gboolean relayclient_ask(RelayClient *client, RelayFrameState *ret, GError **error);

/* Takers that are connected now. */
guint relayclient_connections(RelayClient *client);
