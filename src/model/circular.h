/* SPDX-License-Identifier: Apache-2.0 */
/* model/circular.h: one text to many people, one message to each: what a channel is given, and what became of it.
 *
 * It is rendered once for all; what differs from one copy to the next is put into that rendering by the channel: to
 * whom, the ids of the message, and a token in the addresses of her own pages. */
#pragma once
#include "model/delivery.h"

#define CIRCULAR_TOKEN_LENGTH 30 /* characters: letters, digits, a hyphen */

typedef enum {
    CIRCULAR_LIST,   /* to those who asked for such mail: it says how to end that */
    CIRCULAR_NOTICE, /* about a subscription, to one person: no list, nothing to end */
} CircularKind;

/* Everything is borrowed. The same Circular gives the same bytes. */
typedef struct {
    CircularKind kind;
    gint64 id; /* of the mailing: with the copy's, it makes the id of the message */
    const char *endpoint, *endpoint_name;
    const char *subject, *text; /* text: Markdown */
    const char *language;
    gint64 date;
    const char *token;   /* where the text or end_url has this, each copy has its own; NULL: nowhere */
    const char *end_url; /* a POST to it ends the subscription (RFC 8058); NULL for a notice */
    const char *list;    /* "news.northam.example", what the list is called by programs; NULL for a notice */
} Circular;

typedef struct {
    gint64 id;             /* of the subscriber */
    const char *recipient; /* canonical URI */
    char token[CIRCULAR_TOKEN_LENGTH + 1];
} CircularCopy;

typedef struct {
    Outcome outcome;
    gboolean gone;      /* refused: there is no such mailbox */
    gboolean stopped;   /* refused: she told the network that she wants nothing from us */
    gboolean unreached; /* to be tried again: nobody was there to take it, which says nothing about this copy */
    char code[24];      /* "250 2.0.0", "connect" */
} CircularOutcome;
