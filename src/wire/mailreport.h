/* SPDX-License-Identifier: Apache-2.0 */
/* wire/mailreport.h: what a mail tells of an earlier one: bounces, delays, receipts, complaints, out-of-office notes.
 *
 * Understood: delivery status notifications (RFC 3464, RFC 6533), the bounces of qmail (QSBMF), Exim, Sendmail,
 * Exchange and others that only say it in words; feedback reports (RFC 5965); disposition notifications (RFC 8098);
 * automatic replies. The reading says what happened, not to which message of ours: that is proven by the address it
 * came to, or by an id in @about that carries our MAC.
 *
 * Limits: 200 recipients, 256 KiB of a status part, 32 KiB of words, 20 ids. Pure, thread-safe, nothing blocks; never
 * fails on hostile bytes. */
#pragma once
#include "wire/mail.h"

#define MAILREPORT_RECIPIENTS_MAX 200
#define MAILREPORT_STATUS_MAX     (256 * 1024)
#define MAILREPORT_ABOUT_MAX      20

/* In rising weight: of several recipients the weightiest speaks. */
typedef enum {
    MAILREPORT_AWAY,      /* somebody's machine answered */
    MAILREPORT_DELIVERED, /* or handed on */
    MAILREPORT_READ,
    MAILREPORT_DELAYED,   /* the other side still tries: no failure */
    MAILREPORT_COMPLAINT, /* "is spam" */
    MAILREPORT_FAILED,    /* for a reason that is none of the following */
    MAILREPORT_FULL,      /* the mailbox is over its quota: x.2.2 */
    MAILREPORT_POLICY,    /* they do not want mail from us: 5.7.x; not the recipient's fault */
    MAILREPORT_GONE,      /* there is no such address, or it is closed: 5.1.x, 5.2.1 */
} MailReportKind;

/* Which form it had. */
typedef enum {
    MAILREPORT_STATUS,      /* message/delivery-status */
    MAILREPORT_QSBMF,       /* qmail's */
    MAILREPORT_WORDS,       /* only words and codes */
    MAILREPORT_FEEDBACK,    /* message/feedback-report */
    MAILREPORT_DISPOSITION, /* message/disposition-notification */
    MAILREPORT_REPLY,       /* an automatic reply */
} MailReportForm;

typedef struct {
    MailReportKind kind;
    char *recipient; /* "ada@citizen.example" as the other side says it; "" unknown */
    char *original;  /* as we had written it, if it says so; "" */
    char *status;    /* "5.1.1"; "" unknown */
    char *words;     /* the other side's own, one line; may be "" */
} MailReportEntry;

typedef struct {
    MailReportForm form;
    GPtrArray *entries; /* of MailReportEntry; at least one */
    GPtrArray *about;   /* char *: ids that the original may have had, without brackets, the surest first */
    gboolean cut;       /* further recipients */
} MailReport;

/* NULL when @mail is no report. @returned: it came, without an envelope sender, to an address that only a delivery of
 * ours has; then it is a report even if it does not look like one. */
MailReport *mailreport_parse(const Mail *mail, gboolean returned);
void mailreport_free(MailReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MailReport, mailreport_free)

/* The weightiest; of equals the first. Borrowed. */
const MailReportEntry *mailreport_weightiest(const MailReport *report);

/* "gone", "status": words for tests and logs. */
const char *mailreport_kind_name(MailReportKind kind);
const char *mailreport_form_name(MailReportForm form);

/* What a failure with an enhanced status code (RFC 3463) is about. */
MailReportKind mailreport_kind_of_status(const char *status);

/* Whether the words of a mail, sent by a machine or by nobody, are those of a bounce: QSBMF, or a subject and a sender
 * as mail servers use them. */
gboolean mailreport_is_bounce_in_words(const Mail *mail);
