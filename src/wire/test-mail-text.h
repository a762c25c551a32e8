/* SPDX-License-Identifier: Apache-2.0 */
/* wire/test-mail-text.h: a mail written down line by line, to compare with what is expected. */
#pragma once
#include <string.h>

#include "base/clock.h"
#include "wire/mail.h"

static inline void
write_mailboxes(GString *out, const char *name, const GPtrArray *list)
{
    for (guint i = 0; i < list->len; i++) {
        const Mailbox *mailbox = g_ptr_array_index(list, i);
        g_autofree char *uri = mailbox->address == NULL ? g_strdup("none") : address_to_uri(mailbox->address);

        g_string_append_printf(out, "%s: [%s] <%s> %s\n", name, mailbox->name, mailbox->text, uri);
    }
}

static inline void
write_ids(GString *out, const char *name, const GPtrArray *ids)
{
    if (ids->len > 0)
        g_string_append_printf(out, "%s: %u, first %s, last %s\n", name, ids->len, (char *)ids->pdata[0],
                               (char *)ids->pdata[ids->len - 1]);
}

static inline void
write_block(GString *out, const char *name, const char *text, gsize length)
{
    g_autofree char *copy = g_strndup(text, length);
    g_auto(GStrv) lines = g_strsplit(copy, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++)
        if (lines[i + 1] != NULL || *lines[i] != '\0')
            g_string_append_printf(out, "%s| %s\n", name, lines[i]);
}

static inline void
write_attachment(GString *out, const MailAttachment *attachment)
{
    gsize length;
    const char *bytes = g_bytes_get_data(attachment->bytes, &length);
    g_autofree char *copy = g_strndup(length == 0 ? "" : bytes, length);
    g_autofree char *shown = g_strescape(copy, NULL);

    g_string_append_printf(out, "attachment: \"%s\" %s %s id=%s %" G_GSIZE_FORMAT " bytes: %s\n", attachment->filename,
                           attachment->media_type, attachment->is_inline ? "inline" : "attached",
                           attachment->content_id == NULL ? "-" : attachment->content_id, length, shown);
}

/* All of it, line by line. New string. */
static inline char *
mail_text(const Mail *mail)
{
    GString *out = g_string_new(NULL);

    write_mailboxes(out, "from", mail->from);
    write_mailboxes(out, "sender", mail->sender);
    write_mailboxes(out, "reply-to", mail->reply_to);
    write_mailboxes(out, "to", mail->to);
    write_mailboxes(out, "cc", mail->cc);
    g_string_append_printf(out, "subject: %s\n", mail->subject);
    if (mail->date != 0) {
        g_autofree char *date = clock_format_utc(mail->date);
        g_string_append_printf(out, "date: %s\n", date);
    }
    if (mail->message_id != NULL)
        g_string_append_printf(out, "id: %s\n", mail->message_id);
    write_ids(out, "in-reply-to", mail->in_reply_to);
    write_ids(out, "references", mail->references);
    if (mail->language != NULL)
        g_string_append_printf(out, "language: %s\n", mail->language);
    if (mail->received > 0)
        g_string_append_printf(out, "received: %u\n", mail->received);
    if (mail->automation != MAIL_PERSONAL)
        g_string_append_printf(out, "automation: %s (%s)\n", mail_automation_name(mail->automation),
                               mail->automation_reason);
    if (mail->is_signed || mail->is_encrypted)
        g_string_append(out, mail->is_signed ? "signed\n" : "encrypted\n");
    if (mail->cut != 0)
        g_string_append_printf(out, "cut: %u\n", mail->cut);
    write_block(out, mail->text_is_from_html ? "made" : "text", mail->text, strlen(mail->text));
    if (mail->html != NULL)
        write_block(out, "html", g_bytes_get_data(mail->html, NULL), g_bytes_get_size(mail->html));
    for (guint i = 0; i < mail->attachments->len; i++)
        write_attachment(out, g_ptr_array_index(mail->attachments, i));
    return g_string_free(out, FALSE);
}
