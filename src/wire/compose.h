/* SPDX-License-Identifier: Apache-2.0 */
/* wire/compose.h: the bytes of a mail that is to leave (RFC 5322, RFC 2045-2049, RFC 2231, RFC 3834).
 *
 * The same ComposeMail gives the same bytes, boundaries included: a preview is exactly what leaves, and a digest of it
 * can be approved. The bytes are 7-bit with CRLF and lines of at most 998 characters, fit for any relay, unless an
 * address needs SMTPUTF8 (address_needs_smtputf8()): then its header field is UTF-8. No header can be injected: names
 * and texts are put on one line and encoded, ids and addresses are checked.
 *
 * The text is quoted-printable; with HTML it is multipart/alternative, with attachments multipart/mixed around that.
 * A multipart/… or message/… attachment is sent as application/octet-stream, as base64 is not allowed for those.
 *
 * Limits: 50 recipients, 100 attachments, 25 MiB of text, HTML and attachments together. Pure, thread-safe, nothing
 * blocks. */
#pragma once
#include "wire/address.h"

#define COMPOSE_RECIPIENTS_MAX  50
#define COMPOSE_ATTACHMENTS_MAX 100
#define COMPOSE_SIZE_MAX        (25 * 1024 * 1024)
#define COMPOSE_REFERENCES_MAX  20
#define COMPOSE_SUBJECT_MAX     250 /* characters; cut with an ellipsis */

typedef struct {
    const char *name; /* NULL or "": none */
    const Address *address;
} ComposeMailbox;

typedef struct {
    const char *filename; /* UTF-8; cleaned as wire/filename.h says */
    const char *media_type;
    GBytes *bytes;
} ComposeAttachment;

/* A further header field. @name of letters, digits and hyphens; @value is unstructured text. */
typedef struct {
    const char *name;
    const char *value;
} ComposeField;

/* Who writes (RFC 3834). Automatic mail says so and asks for no automatic answer. */
typedef enum {
    COMPOSE_PERSON,
    COMPOSE_REPLIED,   /* Auto-Submitted: auto-replied: an answer to one message, an acknowledgement */
    COMPOSE_GENERATED, /* Auto-Submitted: auto-generated: a notice */
} ComposeKind;

/* Everything is borrowed. */
typedef struct {
    ComposeMailbox from;
    const ComposeMailbox *to;
    gsize to_count;                 /* at least 1 */
    const ComposeMailbox *reply_to; /* NULL: none */
    const char *subject;
    gint64 date;             /* µs UTC */
    const char *message_id;  /* ids are without brackets */
    const char *in_reply_to; /* NULL: none */
    const char *const
        *references;      /* NULL-terminated, oldest first, without in_reply_to or with it at the end; or NULL.
                             Over COMPOSE_REFERENCES_MAX the first and the newest are kept; what is no id is left out */
    const char *language; /* "de", "cy"; NULL: not said */
    ComposeKind kind;
    const ComposeField *fields;
    gsize field_count;
    const char *text; /* LF line ends */
    const char *html; /* a fragment for a body, as html_clean() or markdown_to_html() give it; NULL: text only */
    const ComposeAttachment *attachments;
    gsize attachment_count;
    const char *seed; /* for the boundaries; NULL: the message id */
} ComposeMail;

/* TRIBUNE_ERROR_INVALID for a missing or malformed address, message id, language or field name; TRIBUNE_ERROR_LIMIT. */
GBytes *compose_render(const ComposeMail *mail, GError **error);

/* Whether @text may stand as a message id: "left@right" of printable ASCII without blanks and brackets, up to 250
 * bytes. */
gboolean compose_is_id(const char *text);
