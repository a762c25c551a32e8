/* SPDX-License-Identifier: Apache-2.0 */
/* model/delivery.h: one release on its way to one identity: what a channel is given, and what it says came of it. */
#pragma once
#include "model/message.h"

typedef enum {
    DELIVERY_WAITING,
    DELIVERY_LEASED,
    DELIVERY_SENT,
    DELIVERY_CONFIRMED,
    DELIVERY_FAILED,
    DELIVERY_MISSED,
    DELIVERY_WITHDRAWN,
} DeliveryState;
const char *delivery_state_name(DeliveryState state);
gboolean delivery_state_parse(const char *name, DeliveryState *ret);

/* How an attempt ended; each ends exactly once. */
typedef enum {
    OUTCOME_ACCEPTED, /* the remote took it */
    OUTCOME_RETRY,    /* not now: try again later */
    OUTCOME_REFUSED,  /* never */
    OUTCOME_LOOPED,   /* it would come back to us */
} Outcome;
const char *outcome_name(Outcome outcome);

typedef struct {
    Outcome outcome;
    char *code;       /* "250 2.0.0", "connect"; short */
    char *reason;     /* one sentence for people, English: a catalogue's msgid */
    char *remote;     /* the remote's own words, one line */
    gboolean away;    /* the remote host was not there, or could not: others need not try it now */
    gboolean stopped; /* refused: who reads there told the network that she wants nothing from us */
    gint64 wait;      /* microseconds for which it asked to be left alone; 0: it did not */
} Attempt;
/* The code of an attempt of which nobody heard the end: the remote may have taken it, so the next is perhaps a second
 * copy. */
#define ATTEMPT_UNANSWERED "unanswered"
void attempt_clear(Attempt *attempt);
/* How it ended, in place of what it said before; away and wait stay. The texts are copied. */
void attempt_set(Attempt *attempt, Outcome outcome, const char *code, const char *reason, const char *remote);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Attempt, attempt_clear)

typedef enum {
    RELEASE_REPLY, /* to the citizen */
    RELEASE_ACKNOWLEDGEMENT,
    RELEASE_SIDE,   /* to somebody else, in an internal consultation */
    RELEASE_NOTICE, /* to a member of staff: something waits for her; answers are read by nobody */
    RELEASE_CODE, /* to an address that is to be proven; the code is put in when it leaves (mediation/people/proving.h)
                   */
} ReleaseKind;
const char *release_kind_name(ReleaseKind kind);
gboolean release_kind_parse(const char *name, ReleaseKind *ret);

/* All that a channel needs to render one delivery. The same input always renders to the same bytes, so what is
 * previewed, digested and approved is what leaves. Ids may be 0 in a preview. */
typedef struct {
    ReleaseKind kind;
    ReleaseId release;
    DeliveryId delivery;
    ConversationId conversation;
    char *case_reference;
    char *endpoint, *endpoint_name;   /* from: our canonical URI, the unit's or body's name */
    char *recipient, *recipient_name; /* to: canonical URI */
    char *subject;
    char *text; /* Markdown */
    char *language;
    char *in_reply_to;      /* external id of the citizen's last message; "" none */
    GPtrArray *references;  /* char *: external ids of the conversation, oldest first */
    GPtrArray *attachments; /* MessagePart * */
    char *channel;          /* that carries it */
    gint64 scheduled;       /* it does not leave before; 0: at once */
    gboolean decision;      /* a formal decision: it has legal effect */
    gint64 date;            /* of the release */
    guint hops;             /* of an automatic one: how many machines have answered each other with it; 0: a person */
    gboolean again; /* for send alone: an earlier attempt, of which nobody heard the end, may have reached her */
} Outgoing;
Outgoing *outgoing_new(void); /* every text "", arrays empty */
void outgoing_free(Outgoing *outgoing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Outgoing, outgoing_free)

/* What exactly leaves. */
typedef struct {
    GBytes *payload;   /* the bytes on the wire, as far as the channel decides them */
    char *external_id; /* how replies will refer to it */
    char *headline;    /* for the reviewer: addresses and subject, lines "Name: value" */
    char *text;        /* for the reviewer: as a plain reader sees it */
    char *html;        /* for the reviewer: as a rich reader sees it; NULL when there is none */
    guint units;       /* what it counts: mails, text messages */
} Rendering;
void rendering_free(Rendering *rendering);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Rendering, rendering_free)
