/* SPDX-License-Identifier: Apache-2.0 */
/* net/smtp-session.h: many messages to the mail relay over one connection.
 *
 * Where the relay knows PIPELINING (RFC 2920), a message, its final dot and the commands of the next one are one write:
 * one round trip a message. Each has one recipient and its own outcome; what one is refused does not touch the next.
 * When the connection breaks, the message under way is SMTP_TEMPORARY or, when it was whole, SMTP_UNKNOWN, and all
 * behind it are SMTP_UNREACHABLE. TLS and sign-in are as in net/smtp.h. A session is used by one thread at a time. */
#pragma once
#include "net/smtp.h"

typedef struct SmtpSession SmtpSession;

/* NULL: @ret says why. Blocks until @deadline (monotonic) at most; @smtp outlives it. */
SmtpSession *smtp_session_open(const Smtp *smtp, gint64 deadline, SmtpOutcome *ret);
/* Says QUIT and does not wait. */
void smtp_session_close(SmtpSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SmtpSession, smtp_session_close)

/* What is to be sent: addresses as smtp_send() has them, and the message as it goes over the wire, appended to @bytes:
 * lines end in CRLF, the last one too, and a dot at the beginning of a line is doubled. */
typedef struct {
    GString *from, *to; /* empty when it is asked for */
    GString *bytes;     /* likewise */
} SmtpLetter;
/* Fills in message @index; called once for each, in order. */
typedef void (*SmtpWriter)(gpointer data, guint index, SmtpLetter *letter);

/* Sets @ret[0 … @count - 1]. Blocks until @deadline at most. */
void smtp_session_send(SmtpSession *session, guint count, SmtpWriter writer, gpointer data, gint64 deadline,
                       SmtpOutcome *ret);
