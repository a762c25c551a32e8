/* SPDX-License-Identifier: Apache-2.0 */
/* A mail as a draft: who, to whom, in answer to what, by what proof, and its parts. Pure. */
#include <string.h>

#include "base/text.h"
#include "channels/email/email-private.h"
#include "model/person.h"
#include "wire/authres.h"

void
email_set_text(char **field, const char *text)
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
email_parse_identity(const Address *address)
{
    return canonical_uri(address->local, address->domain);
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

/* ---- the draft ---- */

/* Forwarded on its way, perhaps by a list, as the last seal says; "" when not. Nobody here checks seals. */
static char *
describe_seals(const Mail *mail)
{
    g_autofree char *last_state = NULL;
    guint last = 0;

    for (guint i = 0; i < mail->fields->len; i++) {
        const MailField *field = g_ptr_array_index(mail->fields, i);
        g_autofree char *state = NULL;
        guint instance = 0;

        if (!text_equal_ascii(field->name, "ARC-Seal") || !authres_read_seal(field->value, &instance, &state) ||
            instance <= last)
            continue;
        last = instance;
        g_free(last_state);
        last_state = g_steal_pointer(&state);
    }
    return last == 0 ? g_strdup("") : g_strdup_printf("; forwarded, ARC i=%u cv=%s, not checked", last, last_state);
}

/* What our own mail server says of the domain that the mail claims to be from; it never says who wrote. */
static void
read_assurance(const Email *email, const Mail *mail, const Address *from, MessageDraft *draft)
{
    g_autofree char *found = NULL, *seals = describe_seals(mail), *evidence = NULL;
    gboolean vouched = email->authserv_id != NULL && mail->from->len == 1 &&
                       authres_vouches(mail->authentication, email->authserv_id, from, &found);

    if (found != NULL && *found != '\0')
        evidence = g_strdup_printf("From field; %s: %s%s", email->authserv_id, found, seals);
    else
        evidence = g_strconcat("From field, not checked", seals, NULL);
    draft->assurance = vouched ? 1 : 0;
    email_set_text(&draft->evidence, evidence);
}

static void
read_sender(const Email *email, const Mail *mail, const char *envelope_sender, MessageDraft *draft)
{
    const Mailbox *from = mail->from->len > 0 ? g_ptr_array_index(mail->from, 0) : NULL;
    g_autoptr(Address) envelope = *envelope_sender != '\0' ? address_parse_uri(envelope_sender, NULL) : NULL;
    const Address *address = from != NULL && from->address != NULL ? from->address : envelope;

    if (address != NULL) {
        g_free(draft->sender);
        draft->sender = email_parse_identity(address);
    }
    if (from != NULL && from->name != NULL) {
        g_free(draft->sender_name);
        draft->sender_name = text_one_line(from->name, strlen(from->name), 100);
    }
    if (from != NULL && from->address != NULL)
        read_assurance(email, mail, from->address, draft);
    else
        email_set_text(&draft->evidence, "envelope sender, not checked");
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
    email_set_text(&draft->external_id, mail->message_id);
    email_set_text(&draft->subject, mail->subject);
    email_set_text(&draft->language, mail->language);
    draft->sent = mail->date;
    draft->fingerprint = fingerprint_of(mail, raw, sender);
    read_sender(email, mail, sender, draft);
    email_judge_mail(email, mail, sender, draft);
    read_references(mail, draft);
    email_read_return(email, mail, sender, extension, draft);
    add_parts(mail, raw, draft);
    return g_steal_pointer(&draft);
}
