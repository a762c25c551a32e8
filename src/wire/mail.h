/* SPDX-License-Identifier: Apache-2.0 */
/* wire/mail.h: raw bytes of a mail (RFC 5322) as what a person and a program want to know of it.
 *
 * Everything that is text is clean UTF-8 (see base/text.h). Never fails on hostile or broken bytes, only when there are
 * too many of them: what cannot be understood is kept as an attachment or said in @cut. The raw bytes stay the record;
 * this is a reading of them.
 *
 * Limits: 25 MiB unless the caller says otherwise; 50 levels and 500 parts, what lies beyond is one attachment; 256 KiB
 * of header; 1,000 mailboxes a field; 200 ids in References, the newest; text up to 1 MiB, a longer part is cut and
 * also attached whole. Needs memory of about three times the raw bytes at most.
 *
 * Pure; nothing blocks; thread-safe (GMime is made ready once). A Mail does not change and may be read by several
 * threads. */
#pragma once
#include "wire/mailbox.h"

#define MAIL_SIZE_MAX       (25 * 1024 * 1024)
#define MAIL_DEPTH_MAX      50
#define MAIL_PARTS_MAX      500
#define MAIL_MAILBOXES_MAX  1000
#define MAIL_REFERENCES_MAX 200
#define MAIL_ID_MAX         998
#define MAIL_TEXT_MAX       (1024 * 1024)
#define MAIL_SUBJECT_MAX    500 /* characters */

/* What speaks against a person having written this: mostly its header, last its words. */
typedef enum {
    MAIL_PERSONAL,
    MAIL_BOUNCE,     /* delivery report: multipart/report, from a mailer-daemon, or in the words of one */
    MAIL_RECEIPT,    /* disposition notification: "was displayed" */
    MAIL_COMPLAINT,  /* feedback report (RFC 5965): "is spam" */
    MAIL_AUTO_REPLY, /* vacation notes and the like */
    MAIL_GENERATED,  /* any other machine's mail */
    MAIL_BULK,       /* Precedence: bulk or junk */
    MAIL_LIST,       /* came through a mailing list: perhaps a person, but one does not answer lists */
    MAIL_NO_REPLY,   /* sender is noreply@, postmaster@, owner-…@, …-request@, bounce…@ */
    MAIL_SUPPRESSED, /* asks for no automatic answers; perhaps a person */
} MailAutomation;

/* What was left out of the reading, as flags. */
typedef enum {
    MAIL_CUT_HEADER = 1 << 0,    /* fields beyond the limit */
    MAIL_CUT_DEPTH = 1 << 1,     /* deeper parts are one attachment */
    MAIL_CUT_PARTS = 1 << 2,     /* further parts are one attachment */
    MAIL_CUT_TEXT = 1 << 3,      /* the text is cut; the whole part is an attachment */
    MAIL_CUT_MAILBOXES = 1 << 4, /* further addresses of a field */
} MailCut;

typedef struct {
    char *name;
    char *value; /* decoded, on one line */
} MailField;

typedef struct {
    char *filename;     /* clean (wire/filename.h), not unique */
    char *media_type;   /* "application/pdf": as claimed, in lower case */
    char *content_id;   /* without brackets, or NULL */
    gboolean is_inline; /* Content-Disposition is not "attachment" */
    GBytes *bytes;      /* decoded; a message/rfc822 or a part beyond a limit as it stands */
} MailAttachment;

typedef struct {
    GPtrArray *from, *sender, *reply_to, *to, *cc; /* of Mailbox; empty when absent */
    char *subject;                                 /* "" when there is none */
    gint64 date;                                   /* as claimed, µs UTC; 0 when missing or unreadable */
    char *message_id;                              /* without brackets; NULL when there is none */
    GPtrArray *in_reply_to;                        /* of char *, without brackets */
    GPtrArray *references;                         /* the same, oldest first, no doubles */
    char *language;                                /* Content-Language, else Accept-Language: first tag; or NULL */

    char *text; /* LF line ends; of plain parts where there are, else made from the HTML */
    gboolean text_is_from_html;
    GBytes *html;           /* UTF-8, unclean: for html_clean() only; NULL when no part was HTML */
    GPtrArray *attachments; /* of MailAttachment, in order */
    gboolean is_signed;     /* multipart/signed: not verified */
    gboolean is_encrypted;  /* multipart/encrypted or S/MIME: there is no text */

    GPtrArray *fields;         /* of MailField: the header, in order, as far as read */
    guint received;            /* how many Received fields: hops */
    GPtrArray *authentication; /* of char *: the topmost run of Authentication-Results, as they came but unfolded */
    MailAutomation automation;
    char *automation_reason; /* "Auto-Submitted: auto-replied"; NULL for MAIL_PERSONAL */
    guint cut;               /* MailCut flags; 0 when everything was read */
} Mail;

/* @max_size in bytes, 0 for MAIL_SIZE_MAX. NULL with TRIBUNE_ERROR_LIMIT when @raw is larger. */
Mail *mail_parse(GBytes *raw, gsize max_size, GError **error);
void mail_free(Mail *mail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mail, mail_free)

/* What speaks against a person at @address: MAIL_BOUNCE, MAIL_NO_REPLY or nothing, MAIL_PERSONAL. */
MailAutomation mail_judge_sender(const Address *address);

/* The decoded value of the first field of that name, or NULL. */
const char *mail_field(const Mail *mail, const char *name);

/* A word for logs and screens' keys: "personal", "bounce", "auto-reply" … */
const char *mail_automation_name(MailAutomation automation);

/* Message ids in a field's value, without brackets: every <…>, or else every word. New array of char *, no doubles, the
 * last @max. What is longer than MAIL_ID_MAX or holds blanks or control characters is no id. */
GPtrArray *mail_parse_ids(const char *value, guint max);
