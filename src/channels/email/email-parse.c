/* SPDX-License-Identifier: Apache-2.0 */
/* A mail as a draft: who, to whom, in answer to what, by what proof, and its parts. Pure. */
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "channels/email/email-private.h"
#include "model/person.h"
#include "wire/mail.h"

static void
set_text(char **field, const char *text)
{
    g_free(*field);
    *field = g_strdup(text != NULL ? text : "");
}

/* ---- addresses ---- */

/* One identity for one mailbox, however its local part was capitalised. */
static char *
canonical_uri(const char *local, const char *domain)
{
    g_autofree char *folded = g_utf8_strdown(local, -1);

    return address_to_uri(&(Address){ .local = folded, .domain = (char *)domain });
}

char *
email_parse_endpoint(const Address *recipient, char **ret_extension)
{
    g_autofree char *base = NULL, *extension = NULL;

    if (address_split_extension(recipient, EMAIL_DELIMITER, &base, &extension)) {
        if (ret_extension != NULL)
            *ret_extension = g_steal_pointer(&extension);
        return canonical_uri(base, recipient->domain);
    }
    if (ret_extension != NULL)
        *ret_extension = NULL;
    return canonical_uri(recipient->local, recipient->domain);
}

/* ---- reports ---- */

/* The value of "Name:" in a delivery-status part with its folded lines, as one; NULL: not there. */
static char *
status_field(const char *status, const char *name)
{
    g_auto(GStrv) lines = g_strsplit(status, "\n", -1);
    gsize length = strlen(name);
    GString *value = NULL;
    char *line;

    for (guint i = 0; lines[i] != NULL; i++) {
        if (value != NULL && (lines[i][0] == ' ' || lines[i][0] == '\t'))
            g_string_append(value, lines[i]);
        else if (value != NULL)
            break;
        else if (g_ascii_strncasecmp(lines[i], name, length) == 0 && lines[i][length] == ':')
            value = g_string_new(lines[i] + length + 1);
    }
    if (value == NULL)
        return NULL;
    line = text_one_line(value->str, value->len, 300);
    g_string_free(value, TRUE);
    return line;
}

static const MailAttachment *
find_status(const Mail *mail)
{
    for (guint i = 0; i < mail->attachments->len; i++) {
        const MailAttachment *attachment = g_ptr_array_index(mail->attachments, i);

        if (strcmp(attachment->media_type, "message/delivery-status") == 0)
            return attachment;
    }
    return NULL;
}

static ReportKind
kind_of_action(const char *action)
{
    static const struct {
        const char *action;
        ReportKind kind;
    } KINDS[] = { { "delayed", REPORT_DELAYED },
                  { "delivered", REPORT_DELIVERED },
                  { "relayed", REPORT_DELIVERED },
                  { "expanded", REPORT_DELIVERED },
                  { "failed", REPORT_FAILED } };

    for (guint i = 0; action != NULL && i < G_N_ELEMENTS(KINDS); i++)
        if (g_ascii_strncasecmp(action, KINDS[i].action, strlen(KINDS[i].action)) == 0)
            return KINDS[i].kind;
    return REPORT_FAILED;
}

static Report *
read_report(const Mail *mail, gint64 delivery)
{
    const MailAttachment *status = find_status(mail);
    gsize length = 0;
    const char *bytes = status == NULL ? "" : g_bytes_get_data(status->bytes, &length);
    g_autofree char *text = text_clean(bytes != NULL ? bytes : "", length);
    g_autofree char *action = status_field(text, "Action"), *code = status_field(text, "Status");
    g_autofree char *words = status_field(text, "Diagnostic-Code");
    Report *report = g_new0(Report, 1);

    report->delivery.value = delivery;
    report->kind = mail->automation == MAIL_RECEIPT     ? REPORT_READ
                   : mail->automation == MAIL_COMPLAINT ? REPORT_COMPLAINT
                                                        : kind_of_action(action);
    report->code = code != NULL ? g_steal_pointer(&code) : g_strdup("");
    report->words = words != NULL ? g_steal_pointer(&words) : text_one_line(mail->subject, strlen(mail->subject), 300);
    return report;
}

static gboolean
is_report(const Mail *mail)
{
    return mail->automation == MAIL_BOUNCE || mail->automation == MAIL_RECEIPT || mail->automation == MAIL_COMPLAINT;
}

/* ---- what wrote it ---- */

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

static void
set_automatic(MessageDraft *draft, Automatic automatic, const char *reason)
{
    draft->automatic = automatic;
    draft->quiet = TRUE;
    set_text(&draft->automatic_reason, reason);
}

static void
judge_automation(const Email *email, const Mail *mail, const char *envelope_sender, MessageDraft *draft)
{
    draft->automatic = AUTOMATION[mail->automation].automatic;
    draft->quiet = AUTOMATION[mail->automation].quiet;
    set_text(&draft->automatic_reason, mail->automation_reason);
    if (draft->automatic == AUTOMATIC_NO && *envelope_sender == '\0')
        set_automatic(draft, AUTOMATIC_REPORT, "empty envelope sender");
    if (email->host->is_endpoint(email->host, draft->sender) ||
        (mail->message_id != NULL && email_token_is_ours(email->host->secret, email->host->domain, mail->message_id)))
        set_automatic(draft, AUTOMATIC_OTHER, "our own message came back");
}

/* ---- the draft ---- */

static void
read_sender(const Mail *mail, const char *envelope_sender, MessageDraft *draft)
{
    const Mailbox *from = mail->from->len > 0 ? g_ptr_array_index(mail->from, 0) : NULL;
    g_autoptr(Address) envelope = *envelope_sender != '\0' ? address_parse_uri(envelope_sender, NULL) : NULL;
    const Address *address = from != NULL && from->address != NULL ? from->address : envelope;

    if (address != NULL) {
        g_free(draft->sender);
        draft->sender = canonical_uri(address->local, address->domain);
    }
    if (from != NULL && from->name != NULL) {
        g_free(draft->sender_name);
        draft->sender_name = text_one_line(from->name, strlen(from->name), 100);
    }
    set_text(&draft->evidence, from != NULL ? "From field, not checked" : "envelope sender, not checked");
}

/* Nearest first: what it answers, then the thread from its end. */
static void
read_references(const Mail *mail, MessageDraft *draft)
{
    for (guint i = 0; i < mail->in_reply_to->len; i++)
        g_ptr_array_add(draft->references, g_strdup(g_ptr_array_index(mail->in_reply_to, i)));
    for (guint i = mail->references->len; i-- > 0;)
        g_ptr_array_add(draft->references, g_strdup(g_ptr_array_index(mail->references, i)));
}

static void
read_token(const Email *email, const Mail *mail, const char *extension, MessageDraft *draft)
{
    EmailTokenKind kind;
    gint64 id;

    if (extension == NULL || !email_token_parse(email->host->secret, extension, &kind, &id))
        return;
    if (kind == EMAIL_TOKEN_CONVERSATION)
        draft->conversation.value = id;
    else if (is_report(mail) || draft->automatic == AUTOMATIC_REPORT)
        draft->report = read_report(mail, id);
}

/* The body without the trace that each hop adds, so that a second delivery of one message is recognised. */
static Digest
body_digest(GBytes *raw)
{
    gsize length;
    const char *bytes = g_bytes_get_data(raw, &length);
    const char *crlf = memmem(bytes, length, "\r\n\r\n", 4), *lf = memmem(bytes, length, "\n\n", 2);
    const char *body = crlf != NULL && (lf == NULL || crlf < lf) ? crlf + 4 : lf != NULL ? lf + 2 : bytes;

    return digest_sha256(body, length - (gsize)(body - bytes));
}

static Digest
fingerprint_of(const Mail *mail, GBytes *raw, const char *envelope_sender)
{
    Digest body = body_digest(raw);
    g_autofree char *date = g_strdup_printf("%" G_GINT64_FORMAT, mail->date);
    const char *id = mail->message_id != NULL ? mail->message_id : date;
    DigestSpan spans[] = {
        { id, strlen(id) + 1 },
        { envelope_sender, strlen(envelope_sender) + 1 },
        { mail->subject, strlen(mail->subject) + 1 },
        { body.bytes, DIGEST_SIZE },
    };

    return digest_sha256_spans(spans, G_N_ELEMENTS(spans));
}

static void
add_attachments(const Mail *mail, MessageDraft *draft)
{
    for (guint i = 0; i < MIN(mail->attachments->len, MESSAGE_ATTACHMENTS_MAX); i++) {
        const MailAttachment *attachment = g_ptr_array_index(mail->attachments, i);
        g_autofree char *name = g_strdup_printf("att-%02u", i + 1);
        MessagePart *part = message_part_new(name, attachment->media_type, attachment->filename, attachment->bytes);

        part->content_id = g_strdup(attachment->content_id);
        g_ptr_array_add(draft->parts, part);
    }
}

static void
add_parts(const Mail *mail, GBytes *raw, MessageDraft *draft)
{
    g_autoptr(GBytes) text = g_bytes_new(mail->text, strlen(mail->text));

    g_ptr_array_add(draft->parts, message_part_new(PART_RAW, "message/rfc822", NULL, raw));
    g_ptr_array_add(draft->parts, message_part_new(PART_TEXT, "text/plain", NULL, text));
    if (mail->html != NULL)
        g_ptr_array_add(draft->parts, message_part_new(PART_HTML, "text/html", NULL, mail->html));
    add_attachments(mail, draft);
}

MessageDraft *
email_parse_mail(gpointer channel, GBytes *raw, const char *sender, const char *recipient, GError **error)
{
    const Email *email = channel;
    g_autoptr(Mail) mail = mail_parse(raw, email->host->max_size, error);
    g_autoptr(MessageDraft) draft = NULL;
    g_autoptr(Address) to = NULL;
    g_autofree char *extension = NULL;

    if (mail == NULL)
        return NULL;
    to = address_parse_uri(recipient, error);
    if (to == NULL)
        return NULL;
    draft = message_draft_new();
    g_free(draft->endpoint);
    draft->endpoint = email_parse_endpoint(to, &extension);
    set_text(&draft->external_id, mail->message_id);
    set_text(&draft->subject, mail->subject);
    set_text(&draft->language, mail->language);
    draft->sent = mail->date;
    draft->fingerprint = fingerprint_of(mail, raw, sender);
    read_sender(mail, sender, draft);
    judge_automation(email, mail, sender, draft);
    read_references(mail, draft);
    read_token(email, mail, extension, draft);
    add_parts(mail, raw, draft);
    return g_steal_pointer(&draft);
}
