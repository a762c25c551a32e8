/* SPDX-License-Identifier: Apache-2.0 */
/* Whatever the bytes, a mail is read; its texts are clean and its file names safe. */
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "wire/mail.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void
check_text(const char *text)
{
    g_assert(text_is_valid(text, strlen(text)));
    g_assert(strchr(text, '\r') == NULL);
}

static void
check_mailboxes(const GPtrArray *list)
{
    for (guint i = 0; i < list->len; i++) {
        const Mailbox *mailbox = g_ptr_array_index(list, i);

        check_text(mailbox->name);
        check_text(mailbox->text);
        g_assert(strchr(mailbox->name, '\n') == NULL);
        if (mailbox->address != NULL) {
            g_autofree char *uri = address_to_uri(mailbox->address);
            g_autoptr(Address) again = address_parse_uri(uri, NULL);

            g_assert(again != NULL && address_equal(again, mailbox->address));
        }
    }
}

static void
check_attachment(const MailAttachment *attachment)
{
    check_text(attachment->filename);
    g_assert(*attachment->filename != '\0' && strpbrk(attachment->filename, "/\\\n") == NULL);
    g_assert(strlen(attachment->filename) <= 200);
    g_assert(strchr(attachment->media_type, '/') != NULL && strpbrk(attachment->media_type, " \"<>\r\n;") == NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autoptr(GBytes) raw = g_bytes_new_static(bytes, length);
    g_autoptr(Mail) mail = mail_parse(raw, 0, NULL);

    g_assert(mail != NULL);
    check_mailboxes(mail->from);
    check_mailboxes(mail->to);
    check_mailboxes(mail->cc);
    check_text(mail->subject);
    check_text(mail->text);
    g_assert((mail->automation == MAIL_PERSONAL) == (mail->automation_reason == NULL));
    for (guint i = 0; i < mail->references->len; i++)
        check_text(g_ptr_array_index(mail->references, i));
    for (guint i = 0; i < mail->attachments->len; i++)
        check_attachment(g_ptr_array_index(mail->attachments, i));
    return 0;
}
