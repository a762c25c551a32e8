/* SPDX-License-Identifier: Apache-2.0 */
/* wire/relayframe.h: what a node and its relay (`tribune relay`) say to each other over a local socket.
 *
 * A frame is its length (4 bytes, of what follows), its kind (1), a number (8) and bytes; big-endian. One connection
 * serves one line ("instant messages") and either takes what came in, one after the other, or gives what goes out.
 *
 *     node  HELLO 2 "im"         relay  WELCOME 2 ""      or REFUSED 0 "never this relay holds no line …"
 *     node  TAKE 0               relay  ITEM 17 "<message …>"     when there is one
 *     node  TAKE 17              17 is recorded and let go; the next, please
 *     node  SEND 5 "<message …>" relay  KEPT 5 ""         it is on disk, or REFUSED 5 "later the spool …"
 *     node  SEND 0 "<message …>" the same, but no answer is wanted
 *     node  SEND-AGAIN 6 "<…>"   as SEND: what may have been kept, and sent, before; it goes with a mark that says so
 *     node  PASS 0 "<iq …>"      to the other side if it is there now; not kept
 *     node  ASK 0                relay  STATE 0 "up 0 12"  whether the other side is there; items that wait, in and out
 *
 * What is refused "later" may be tried again, what is refused "never" not. An ITEM with number 0 is not kept; it is
 * answered by TAKE 0. An item whose connection breaks before it is let go is given to the next that takes. Items of one
 * sender are never with two connections at once. Pure; a reader belongs to one thread at a time. */
#pragma once
#include <glib.h>

#define RELAYFRAME_VERSION   2
#define RELAYFRAME_BYTES_MAX (1024 * 1024)
#define RELAYFRAME_HEAD      13 /* bytes before the frame's own */

typedef enum {
    RELAYFRAME_HELLO = 1,
    RELAYFRAME_TAKE,
    RELAYFRAME_SEND,
    RELAYFRAME_PASS,
    RELAYFRAME_ASK,
    RELAYFRAME_SEND_AGAIN,
    RELAYFRAME_WELCOME = 65,
    RELAYFRAME_ITEM,
    RELAYFRAME_KEPT,
    RELAYFRAME_REFUSED,
    RELAYFRAME_STATE,
} RelayFrameKind;

typedef struct {
    RelayFrameKind kind;
    guint64 number;
    const guint8 *bytes; /* borrowed from what was read */
    gsize length;
} RelayFrame;

typedef enum {
    RELAYFRAME_WHOLE,
    RELAYFRAME_MORE,  /* not all of it is there yet */
    RELAYFRAME_WRONG, /* no frame of ours: the connection is to be closed */
} RelayFrameRead;

/* The first frame of @bytes. @ret_used: how many bytes it took; both set for RELAYFRAME_WHOLE alone. */
RelayFrameRead relayframe_read(const guint8 *bytes, gsize length, RelayFrame *ret, gsize *ret_used);
/* Appends it. @length at most RELAYFRAME_BYTES_MAX. */
void relayframe_write(GByteArray *out, RelayFrameKind kind, guint64 number, const void *bytes, gsize length);

/* ---- what REFUSED says ---- */

void relayframe_write_refusal(GByteArray *out, guint64 number, gboolean later, const char *words);
/* The words, new; @ret_later: whether to try again. Never fails. */
char *relayframe_read_refusal(const RelayFrame *frame, gboolean *ret_later);

/* ---- what STATE says ---- */

typedef struct {
    gboolean up;
    guint waiting_in, waiting_out;
} RelayFrameState;
void relayframe_write_state(GByteArray *out, const RelayFrameState *state);
gboolean relayframe_read_state(const RelayFrame *frame, RelayFrameState *ret);
