/* SPDX-License-Identifier: Apache-2.0 */
/* net/smtp.h: hand one message to the mail relay, for one recipient, and tell exactly what the relay said.
 *
 * Over libcurl; connections are kept and used again for the same relay, and one that died meanwhile is replaced
 * without the caller noticing. Nothing is retried once the relay has seen the message. The relay is the operator's own
 * choice, so the guard of net/fetch.h does not apply. BODY=8BITMIME is not announced: messages are 7-bit. SMTPUTF8 is
 * used when an address needs it and the relay has it. */
#pragma once
#include "base/netaddress.h"

typedef struct Smtp Smtp;

typedef enum {
    SMTP_TLS_OFF,
    SMTP_TLS_TRY,     /* STARTTLS when offered, with any certificate: against onlookers only */
    SMTP_TLS_REQUIRED /* STARTTLS with a certificate that is valid for the relay's name, or nothing is sent */
} SmtpTls;

/* CONFIG_CHOICE words in the order of SmtpTls. */
#define SMTP_TLS_CHOICES "off try required"

typedef struct {
    const NetAddress *relay; /* TCP or UNIX */
    const char *hello;       /* our name in EHLO */
    SmtpTls tls;
    const char *ca_file;         /* PEM; NULL: the system's */
    const char *user, *password; /* NULL: no sign-in */
    gint64 connect_timeout;      /* microseconds; 0: only the deadline of the message counts */
} SmtpSettings;

typedef enum {
    SMTP_ACCEPTED,
    SMTP_TEMPORARY,   /* 4xx, or lost before the whole message was sent: certainly not taken; try again later */
    SMTP_PERMANENT,   /* 5xx to sender, recipient or message: it will never be taken */
    SMTP_UNREACHABLE, /* no session: not reached, no TLS, greeting or sign-in refused. Says nothing about the message */
    SMTP_UNKNOWN,     /* lost after the whole message was sent, before the relay's answer: it may have been taken */
} SmtpResult;

typedef struct {
    SmtpResult result;
    guint code;        /* of the reply that decided; 0 when there was none */
    char enhanced[12]; /* "5.1.1"; "" when the relay gave none */
    char *words;       /* the relay's own, or what went wrong; one line of at most 300 characters; never NULL */
} SmtpOutcome;

void smtp_outcome_clear(SmtpOutcome *outcome);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SmtpOutcome, smtp_outcome_clear)

/* @settings are copied. */
Smtp *smtp_new(const SmtpSettings *settings);

/* No smtp_send() may be under way. Says QUIT on kept connections. */
void smtp_free(Smtp *smtp);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Smtp, smtp_free)

/* Send @message from @from ("" is the null path) to @to, both "local@domain" without brackets. Blocks until @deadline
 * (monotonic) at most; a deadline that passes while the answer to the whole message is awaited is SMTP_UNKNOWN, so give
 * it minutes (RFC 5321 section 4.5.3.2 asks for ten). Thread-safe: callers at once use connections of their own.
 *
 * A message whose lines do not all end in CRLF, and addresses with control characters, blanks outside quotes or angle
 * brackets, are SMTP_PERMANENT without asking the relay. */
void smtp_send(Smtp *smtp, const char *from, const char *to, GBytes *message, gint64 deadline, SmtpOutcome *ret);
