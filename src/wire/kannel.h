/* SPDX-License-Identifier: Apache-2.0 */
/* wire/kannel.h: what Kannel's smsbox and we say to each other over HTTP (Kannel 1.4).
 *
 * In: it posts a text message as a body with X-Kannel-* fields (post-url). The fields that count and the body are kept
 * as one block, which is what is recorded:
 *
 *     X-Kannel-From: +447700900123
 *     X-Kannel-Coding: 2
 *     …
 *     (an empty line, then the body's bytes)
 *
 * Out: sendsms takes everything in the query of a GET. Its answer names no message, so reports come to an address that
 * the sender chose (dlr-url). Pure, thread-safe. */
#pragma once
#include <glib.h>

#include "wire/segment.h"

#define KANNEL_FIELDS_MAX 8192 /* bytes of all fields of one block */

/* The fields that are kept, in their order; ends with NULL. "Content-Type" is the last. */
extern const char *const KANNEL_FIELDS[];

typedef struct {
    char *from, *to; /* as the network wrote them; "" when there was none */
    char *id;        /* Kannel's own for it, the same when it is posted again; "" */
    char *smsc;
    gint64 sent;     /* microseconds UTC; 0: it does not say */
    gboolean binary; /* 8-bit data: there is no text */
    char *text;      /* UTF-8, clean; "" when binary */
    GBytes *body;    /* as it came */
} KannelMessage;
void kannel_message_free(KannelMessage *message);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KannelMessage, kannel_message_free)

/* @values has one for each of KANNEL_FIELDS, NULL for none; line ends in them become blanks. */
GBytes *kannel_block_make(const char *const *values, const char *body, gsize length);
/* Such a block, read. TRIBUNE_ERROR_INVALID: it is none. */
KannelMessage *kannel_block_parse(GBytes *block, GError **error);

typedef struct {
    const char *base; /* "http://127.0.0.1:13013/cgi-bin/sendsms" */
    const char *user, *password;
    const char *from, *to; /* numbers, or from letters */
    const char *text;
    SegmentAlphabet alphabet;
    const char *report_url; /* NULL: no reports are asked for */
    const char *smsc;       /* NULL: as Kannel routes */
    guint validity;         /* minutes after which the network gives up; 0: its own */
} KannelOrder;
char *kannel_order_url(const KannelOrder *order);
/* What stands at the end of a report_url so that Kannel fills in what came of it. */
#define KANNEL_REPORT_QUERY "type=%d&words=%A"

/* What sendsms said. */
typedef enum {
    KANNEL_TAKEN,    /* on its way, or waiting in Kannel for a link */
    KANNEL_BUSY,     /* later */
    KANNEL_REFUSED,  /* this message never */
    KANNEL_UNAVOWED, /* not to us: user, password or settings are wrong */
} KannelAnswer;
KannelAnswer kannel_answer_read(guint status, const char *body, gsize length);

typedef enum { KANNEL_REPORT_NONE, KANNEL_REPORT_DELIVERED, KANNEL_REPORT_FAILED, KANNEL_REPORT_REFUSED } KannelReport;
/* What type= says, for what can be said of a message in the end: what is under way is KANNEL_REPORT_NONE. FALSE: it is
 * no type. */
gboolean kannel_report_read(const char *type, KannelReport *ret);
/* Whether words= (an SMPP receipt: "stat:UNDELIV") say that the network will never deliver there, and not only that it
 * could not in time. */
gboolean kannel_report_is_final(const char *words);
/* The network's own code in words=: of an SMPP receipt ("… stat:REJECTD err:225 text:…") what err says, of a refusal
 * ("NACK/21610/…") what stands behind NACK. New; NULL: there is none. */
char *kannel_report_code(const char *words);
