/* SPDX-License-Identifier: Apache-2.0 */
/* channels/email/email-private.h: what the files of this folder share. */
#pragma once
#include <stdatomic.h>

#include "channels/email/email-token.h"
#include "mediation/channel.h"
#include "net/listener.h"
#include "net/smtp.h"
#include "wire/mail.h"

/* What a byte of a message is counted for: while it is received (a buffer that doubles), and while it is parsed, sealed
 * and written. */
#define EMAIL_RECEIVING 2
#define EMAIL_TAKING_IN 6

typedef struct {
    const ChannelHost *host;

    /* in: LMTP */
    const NetAddress *listen; /* NULL: takes nothing in */
    Listener *listener;
    char *hostname;
    guint connections, per_client, max_recipients;
    gint64 idle;
    gsize max_line, memory;

    const char *authserv_id; /* of the server whose word on senders counts; NULL: nobody's does */

    /* out: SMTP, or files */
    Smtp *smtp;
    const char *outbox; /* NULL: by SMTP */

    _Atomic gsize held; /* bytes that messages coming in are counted for, at most memory */
    _Atomic guint open; /* LMTP connections served now */
    _Atomic guint64 received, refused, sent, failed;
    _Atomic gint64 unreachable_since; /* the relay; 0: it answered last time */
} Email;

/* email-server.c */
gboolean email_server_start(Email *email, GError **error);
void email_server_stop(Email *email, gint64 grace);

/* How often machines may have answered each other, or servers handed a message on, before it is kept out of all that.
 */
#define EMAIL_HOPS_MAX  25
#define EMAIL_HOP_FIELD "X-Tribune-Hop"

/* email-parse.c: see channel.h */
MessageDraft *email_parse_mail(gpointer channel, GBytes *raw, const char *sender, const char *recipient,
                               GError **error);
/* "mailto:hello@northam.example" for a recipient with or without extension; @ret_extension is NULL without one. NULL
 * when it is no mail address. */
char *email_parse_endpoint(const Address *recipient, char **ret_extension);
/* Of somebody else, whose mailbox we do not know the extensions of: whole. */
char *email_parse_identity(const Address *address);

/* Takes NULL for "". */
void email_set_text(char **field, const char *text);

/* email-judge.c: who or what wrote it, and whether a machine of ours may answer (RFC 3834). Sets automatic, its reason,
 * quiet and hops; the draft's sender and endpoint are read already. */
void email_judge_mail(const Email *email, const Mail *mail, const char *envelope_sender, MessageDraft *draft);

/* email-return.c: which conversation, delivery or message of ours it comes back from, by address or by id, both with
 * our MAC; and what it reports of it. */
void email_read_return(const Email *email, const Mail *mail, const char *envelope_sender, const char *extension,
                       MessageDraft *draft);

/* email-render.c */
Rendering *email_render_mail(gpointer channel, const Outgoing *outgoing, GError **error);

/* email-send.c */
void email_send_mail(gpointer channel, const Outgoing *outgoing, const Rendering *rendering, gint64 deadline,
                     Attempt *ret);
/* email-circular.c, email-copies.c: see channel.h */
Rendering *email_circular_render(gpointer channel, const Circular *circular, GError **error);
void email_copies_send(gpointer channel, const Circular *circular, const Rendering *rendering,
                       const CircularCopy *copies, guint count, gint64 deadline, CircularOutcome *ret);
char *email_send_host(gpointer channel, const char *recipient);
