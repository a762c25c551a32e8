/* SPDX-License-Identifier: Apache-2.0 */
/* Who or what wrote a mail, and whether a machine of ours may answer it (RFC 3834). Pure. */
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "channels/email/email-private.h"

static const struct {
    Automatic automatic;
    gboolean quiet;
} AUTOMATION[] = {
    [MAIL_PERSONAL] = { AUTOMATIC_NO, FALSE },     [MAIL_BOUNCE] = { AUTOMATIC_REPORT, TRUE },
    [MAIL_RECEIPT] = { AUTOMATIC_REPORT, TRUE },   [MAIL_COMPLAINT] = { AUTOMATIC_REPORT, TRUE },
    [MAIL_AUTO_REPLY] = { AUTOMATIC_REPLY, TRUE }, [MAIL_GENERATED] = { AUTOMATIC_OTHER, TRUE },
    [MAIL_BULK] = { AUTOMATIC_LIST, TRUE },        [MAIL_LIST] = { AUTOMATIC_LIST, TRUE },
    [MAIL_NO_REPLY] = { AUTOMATIC_NO, TRUE },      [MAIL_SUPPRESSED] = { AUTOMATIC_NO, TRUE },
};

/* What is judged, and what comes of it. */
typedef struct {
    const Email *email;
    const Mail *mail;
    const Address *envelope; /* its sender; NULL: empty */
    MessageDraft *draft;
} Judging;

static void
conclude(const Judging *judging, Automatic automatic, const char *reason)
{
    judging->draft->automatic = automatic;
    judging->draft->quiet = TRUE;
    email_set_text(&judging->draft->automatic_reason, reason);
}

/* ---- by its envelope ---- */

static void
judge_envelope(const Judging *judging)
{
    MailAutomation machine = judging->envelope == NULL ? MAIL_BOUNCE : mail_judge_sender(judging->envelope);
    g_autofree char *reason = NULL;

    if (judging->draft->automatic != AUTOMATIC_NO || machine == MAIL_PERSONAL)
        return;
    if (judging->envelope == NULL) {
        conclude(judging, AUTOMATIC_REPORT, "empty envelope sender");
        return;
    }
    reason = g_strconcat("envelope sender: ", judging->envelope->local, NULL);
    conclude(judging, AUTOMATION[machine].automatic, reason);
}

/* ---- by what is ours ---- */

/* Whether @address, with or without an extension, is an address of ours. */
static gboolean
is_ours(const Judging *judging, const Address *address)
{
    const ChannelHost *host = judging->email->host;
    g_autofree char *uri = address == NULL ? NULL : email_parse_endpoint(address, NULL);

    return uri != NULL && host->is_endpoint(host, uri);
}

static gboolean
names_us(const Judging *judging, const GPtrArray *mailboxes)
{
    for (guint i = 0; i < mailboxes->len; i++)
        if (is_ours(judging, ((const Mailbox *)g_ptr_array_index(mailboxes, i))->address))
            return TRUE;
    return FALSE;
}

/* Our automatic mail says X-Loop: and the address that sent it. */
static gboolean
has_own_loop_mark(const Judging *judging)
{
    for (guint i = 0; i < judging->mail->fields->len; i++) {
        const MailField *field = g_ptr_array_index(judging->mail->fields, i);
        g_autoptr(Address) address = text_equal_ascii(field->name, "X-Loop")
                                         ? address_parse_loose(field->value, strlen(field->value), NULL)
                                         : NULL;

        if (is_ours(judging, address))
            return TRUE;
    }
    return FALSE;
}

/* A report of ours may name us everywhere; everything else that does came back. */
static void
judge_ownership(const Judging *judging)
{
    const Mail *mail = judging->mail;
    const ChannelHost *host = judging->email->host;

    if (judging->draft->automatic == AUTOMATIC_REPORT)
        return;
    if (names_us(judging, mail->from) || is_ours(judging, judging->envelope))
        conclude(judging, AUTOMATIC_OTHER, "our own address wrote it");
    else if (mail->message_id != NULL && email_token_is_ours(host->secret, host->domain, mail->message_id))
        conclude(judging, AUTOMATIC_OTHER, "our own message came back");
    else if (has_own_loop_mark(judging))
        conclude(judging, AUTOMATIC_OTHER, "X-Loop: our own");
}

/* Whoever does not name us, as with blind copies and many lists, is not answered by a machine. */
static void
judge_addressing(const Judging *judging)
{
    if (!judging->draft->quiet && !names_us(judging, judging->mail->to) && !names_us(judging, judging->mail->cc))
        conclude(judging, AUTOMATIC_NO, "our address is in neither To nor Cc");
}

/* ---- by how far it came ---- */

/* What is no small number is one too many. */
static guint
read_hops(const Mail *mail)
{
    const char *value = mail_field(mail, EMAIL_HOP_FIELD);
    gint64 hops = EMAIL_HOPS_MAX + 1;

    if (value == NULL)
        return 0;
    number_parse_int64(value, 0, EMAIL_HOPS_MAX, &hops, NULL);
    return (guint)hops;
}

static void
judge_distance(const Judging *judging)
{
    MessageDraft *draft = judging->draft;

    draft->hops = read_hops(judging->mail);
    if (draft->automatic != AUTOMATIC_NO)
        return;
    if (draft->hops > EMAIL_HOPS_MAX)
        conclude(judging, AUTOMATIC_LOOP, "too many machines have answered each other");
    else if (judging->mail->received > EMAIL_HOPS_MAX)
        conclude(judging, AUTOMATIC_LOOP, "it went through too many servers");
}

void
email_judge_mail(const Email *email, const Mail *mail, const char *envelope_sender, MessageDraft *draft)
{
    g_autoptr(Address) envelope = *envelope_sender == '\0' ? NULL : address_parse_uri(envelope_sender, NULL);
    Judging judging = { email, mail, envelope, draft };

    draft->automatic = AUTOMATION[mail->automation].automatic;
    draft->quiet = AUTOMATION[mail->automation].quiet;
    email_set_text(&draft->automatic_reason, mail->automation_reason);
    judge_envelope(&judging);
    judge_ownership(&judging);
    judge_distance(&judging);
    judge_addressing(&judging);
}
