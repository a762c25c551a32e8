/* SPDX-License-Identifier: Apache-2.0 */
/* wire/lmtp.h: the server's side of LMTP (RFC 2033), without a socket.
 *
 * Bytes go in with lmtp_feed(), actions come out of lmtp_next(), replies gather in lmtp_output(). The caller owns the
 * connection and does whatever blocks:
 *
 *     lmtp_greet(lmtp);
 *     for (;;) {
 *         switch (lmtp_next(lmtp)) {
 *         case LMTP_NEED_INPUT:      send lmtp_output(), lmtp_output_sent(); read; lmtp_feed()
 *         case LMTP_CHECK_RECIPIENT: look at lmtp_recipient(); lmtp_answer_recipient()
 *         case LMTP_DELIVER:         store lmtp_message(); lmtp_answer_delivery() once for each recipient
 *         case LMTP_CLOSE:           send lmtp_output(); close
 *         }
 *     }
 *
 * Offered: PIPELINING, ENHANCEDSTATUSCODES, 8BITMIME, SMTPUTF8, SIZE. Not offered: CHUNKING, DSN, AUTH, STARTTLS. DSN's
 * parameters (RET, ENVID, NOTIFY, ORCPT) are accepted and ignored. HELO and EHLO are refused with 500 5.5.1.
 *
 * A message ends at CRLF.CRLF only; a lone LF is never a line end to the protocol, so nothing can be smuggled behind
 * one, and it is kept as it came. Dot-stuffing is undone after CRLF only. A message over the size limit is read to its
 * end, kept nowhere, and refused with 552 5.3.4 for each recipient. A line over the data line limit does the
 * same with 554 5.6.0. A command that ends with a lone LF, holds control characters or is longer than 2048 bytes
 * gets 500 5.5.2; the 21st command in error since the last message ends the session with 421 4.7.0.
 *
 * Memory: one message up to max_size, plus what was fed and not consumed. Feed only on LMTP_NEED_INPUT, then the latter
 * is at most one feed and one command line. An Lmtp belongs to one thread at a time; nothing blocks. */
#pragma once
#include "wire/address.h"

#define LMTP_COMMAND_MAX 2048 /* bytes of a command line, CRLF included (RFC 5321 asks for 512) */
#define LMTP_ERRORS_MAX  20   /* commands in error, without a message between them, before the session ends */

typedef struct {
    const char *host;     /* our name in the greeting; copied */
    gsize max_size;       /* bytes of a message, as SIZE announces; > 0 */
    gsize max_line;       /* bytes of a line of data without CRLF; 0: as long as the message may be */
    guint max_recipients; /* accepted per transaction, then 452 4.5.3; at least 100 by RFC 5321 */
} LmtpLimits;

typedef enum {
    LMTP_NEED_INPUT,      /* send the output, then feed more */
    LMTP_CHECK_RECIPIENT, /* does lmtp_recipient() exist? Answer it */
    LMTP_DELIVER,         /* take lmtp_message(); answer for each of its recipients */
    LMTP_CLOSE,           /* send the output and hang up */
} LmtpAction;

typedef enum { LMTP_BODY_7BIT, LMTP_BODY_8BITMIME } LmtpBody;

/* What came with MAIL, RCPT and DATA. Lives until the next lmtp_next(). */
typedef struct {
    const Address *sender;       /* NULL: the null path "<>", that is a bounce or an automatic answer */
    const GPtrArray *recipients; /* of Address, in the order accepted; an empty domain is "<postmaster>" */
    const guint8 *bytes;         /* dot-unstuffed, CRLF as sent */
    gsize length;
    LmtpBody body;
    gboolean smtputf8;
    const char *client; /* the name it gave in LHLO */
} LmtpMessage;

/* A reply line "code enhanced text". @text is cut at the first CR or LF and at 400 bytes. */
typedef struct {
    guint code;
    const char *enhanced; /* "2.1.5" */
    const char *text;
} LmtpReply;

extern const LmtpReply LMTP_RECIPIENT_OK;      /* 250 2.1.5 */
extern const LmtpReply LMTP_RECIPIENT_UNKNOWN; /* 550 5.1.1 */
extern const LmtpReply LMTP_DELIVERED;         /* 250 2.0.0 */
extern const LmtpReply LMTP_TROUBLE;           /* 451 4.3.0: the store is busy or down; come again */
extern const LmtpReply LMTP_FULL;              /* 452 4.3.1: no space on the device */
extern const LmtpReply LMTP_BUSY;              /* 452 4.3.1: no memory for another message now */
extern const LmtpReply LMTP_TOO_LARGE;         /* 552 5.3.4 */
extern const LmtpReply LMTP_SHUTTING_DOWN;     /* 421 4.3.2 */
extern const LmtpReply LMTP_IDLE;              /* 421 4.4.2: the client said nothing for too long */
extern const LmtpReply LMTP_TOO_MANY;          /* 421 4.7.0: too many connections */

typedef struct Lmtp Lmtp;

Lmtp *lmtp_new(const LmtpLimits *limits);
void lmtp_free(Lmtp *lmtp);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lmtp, lmtp_free)

/* Put the greeting (220) into the output. Once, first. */
void lmtp_greet(Lmtp *lmtp);

/* Say @reply (a 421) and close at the next lmtp_next(). At any time but while an answer is due. */
void lmtp_end(Lmtp *lmtp, const LmtpReply *reply);

/* Append @bytes to what waits. Any split of the stream gives the same replies. */
void lmtp_feed(Lmtp *lmtp, const void *bytes, gsize length);

/* Go on until the caller has to do something. */
LmtpAction lmtp_next(Lmtp *lmtp);

/* Whether the session is between transactions with no bytes waiting: ending it now loses nothing. */
gboolean lmtp_is_idle(const Lmtp *lmtp);

/* Bytes of the message that is coming in, as far as they are kept. */
gsize lmtp_held(const Lmtp *lmtp);
/* While it comes in: they are freed, the rest is read to its end and dropped, and LMTP_BUSY is said for each recipient.
 */
void lmtp_give_up(Lmtp *lmtp);

/* After LMTP_CHECK_RECIPIENT; a reply below 300 accepts. */
const Address *lmtp_recipient(const Lmtp *lmtp);
void lmtp_answer_recipient(Lmtp *lmtp, const LmtpReply *reply);

/* After LMTP_DELIVER. Answers go out in the order of the recipients, whatever the order they are given in. */
const LmtpMessage *lmtp_message(const Lmtp *lmtp);
void lmtp_answer_delivery(Lmtp *lmtp, guint recipient, const LmtpReply *reply);

/* Replies to send, owned by @lmtp; after sending the first @length bytes of them say so. */
const char *lmtp_output(const Lmtp *lmtp, gsize *ret_length);
void lmtp_output_sent(Lmtp *lmtp, gsize length);
