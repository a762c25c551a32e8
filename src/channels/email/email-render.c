/* SPDX-License-Identifier: Apache-2.0 */
/* Exactly what leaves: an Outgoing as the bytes of a mail. Pure: the same input gives the same bytes. */
#include <string.h>

#include "base/error.h"
#include "channels/email/email-private.h"
#include "wire/compose.h"
#include "wire/html.h"
#include "wire/markdown.h"

/* Everything that a ComposeMail borrows. */
typedef struct {
    Address *from, *to, *reply;
    char *message_id;
    char *text, *html;
    GPtrArray *references; /* char *, ends with NULL */
    ComposeAttachment *attachments;
    ComposeMailbox recipient, reply_to;
    char *loop, *hops;
    ComposeField marks[2];
    gsize mark_count;
} Letter;

static void
letter_clear(Letter *letter)
{
    g_clear_pointer(&letter->from, address_free);
    g_clear_pointer(&letter->to, address_free);
    g_clear_pointer(&letter->reply, address_free);
    g_clear_pointer(&letter->references, g_ptr_array_unref);
    g_free(letter->message_id);
    g_free(letter->text);
    g_free(letter->html);
    g_free(letter->attachments);
    g_free(letter->loop);
    g_free(letter->hops);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Letter, letter_clear)

/* Below the text, as mail programs expect a signature: who writes, and the case's number. */
static void
write_text(const Outgoing *outgoing, Letter *letter)
{
    g_autofree char *text = markdown_to_text(outgoing->text), *html = markdown_to_html(outgoing->text);
    g_autofree char *name = html_escape(outgoing->endpoint_name), *reference = html_escape(outgoing->case_reference);

    g_strchomp(text);
    letter->text = g_strdup_printf("%s\n\n-- \n%s\n%s\n", text, outgoing->endpoint_name, outgoing->case_reference);
    letter->html = g_strdup_printf("%s\n<p>-- <br>%s<br>%s</p>\n", html, name, reference);
}

static gboolean
write_addresses(const Email *email, const Outgoing *outgoing, Letter *letter, GError **error)
{
    g_autofree char *reply = NULL;

    letter->from = address_parse_uri(outgoing->endpoint, error);
    if (letter->from == NULL)
        return FALSE;
    letter->to = address_parse_uri(outgoing->recipient, error);
    if (letter->to == NULL)
        return FALSE;
    reply =
        email_token_address(email->host->secret, letter->from, EMAIL_TOKEN_CONVERSATION, outgoing->conversation.value);
    letter->reply = address_parse(reply, strlen(reply), error);
    letter->recipient = (ComposeMailbox){ outgoing->recipient_name, letter->to };
    letter->reply_to = (ComposeMailbox){ outgoing->endpoint_name, letter->reply };
    return letter->reply != NULL;
}

static void
write_thread(const Email *email, const Outgoing *outgoing, Letter *letter)
{
    letter->message_id = email_token_message_id(email->host->secret, email->host->domain, outgoing->conversation,
                                                outgoing->release.value);
    letter->references = g_ptr_array_new();
    for (guint i = 0; i < outgoing->references->len; i++)
        g_ptr_array_add(letter->references, g_ptr_array_index(outgoing->references, i));
    g_ptr_array_add(letter->references, NULL);
}

static void
write_attachments(const Outgoing *outgoing, Letter *letter)
{
    letter->attachments = g_new0(ComposeAttachment, outgoing->attachments->len);
    for (guint i = 0; i < outgoing->attachments->len; i++) {
        const MessagePart *part = g_ptr_array_index(outgoing->attachments, i);

        letter->attachments[i] = (ComposeAttachment){ part->filename, part->type, part->bytes };
    }
}

/* By what a loop of machines is known, should it come back without all else that says so. */
static void
write_marks(const Outgoing *outgoing, Letter *letter)
{
    if (outgoing->kind != RELEASE_ACKNOWLEDGEMENT && outgoing->kind != RELEASE_NOTICE && outgoing->kind != RELEASE_CODE)
        return;
    letter->loop = address_to_text(letter->from);
    letter->hops = g_strdup_printf("%u", MAX(outgoing->hops, 1));
    letter->marks[0] = (ComposeField){ "X-Loop", letter->loop };
    letter->marks[1] = (ComposeField){ EMAIL_HOP_FIELD, letter->hops };
    letter->mark_count = 2;
}

static ComposeKind
kind_of(const Outgoing *outgoing)
{
    if (outgoing->kind == RELEASE_NOTICE || outgoing->kind == RELEASE_CODE)
        return COMPOSE_GENERATED;
    return outgoing->kind == RELEASE_ACKNOWLEDGEMENT ? COMPOSE_REPLIED : COMPOSE_PERSON;
}

static GBytes *
compose(const Outgoing *outgoing, const Letter *letter, GError **error)
{
    ComposeMail mail = {
        .from = { outgoing->endpoint_name, letter->from },
        .to = &letter->recipient,
        .to_count = 1,
        .reply_to = outgoing->kind != RELEASE_NOTICE && outgoing->kind != RELEASE_CODE ? &letter->reply_to : NULL,
        .subject = outgoing->subject,
        .date = outgoing->date,
        .message_id = letter->message_id,
        /* What the other side calls its own message may be no id at all. */
        .in_reply_to = compose_is_id(outgoing->in_reply_to) ? outgoing->in_reply_to : NULL,
        .references = (const char *const *)letter->references->pdata,
        .language = *outgoing->language != '\0' ? outgoing->language : NULL,
        .kind = kind_of(outgoing),
        .fields = letter->marks,
        .field_count = letter->mark_count,
        .text = letter->text,
        .html = letter->html,
        .attachments = letter->attachments,
        .attachment_count = outgoing->attachments->len,
    };

    return compose_render(&mail, error);
}

/* What the reviewer sees above the text. */
static char *
describe(const Outgoing *outgoing, const Letter *letter)
{
    g_autofree char *from = address_to_text(letter->from), *to = address_to_text(letter->to);
    g_autofree char *reply = address_to_text(letter->reply);
    gboolean known = outgoing->conversation.value != 0; /* else its address is made when it leaves */

    return g_strdup_printf("From: %s <%s>\nTo: %s <%s>\n%s%s%sSubject: %s", outgoing->endpoint_name, from,
                           outgoing->recipient_name, to, known ? "Reply-To: " : "", known ? reply : "",
                           known ? "\n" : "", outgoing->subject);
}

Rendering *
email_render_mail(gpointer channel, const Outgoing *outgoing, GError **error)
{
    const Email *email = channel;
    g_auto(Letter) letter = { 0 };
    g_autoptr(GBytes) payload = NULL;
    Rendering *rendering;

    if (!write_addresses(email, outgoing, &letter, error))
        return NULL;
    write_text(outgoing, &letter);
    write_thread(email, outgoing, &letter);
    write_attachments(outgoing, &letter);
    write_marks(outgoing, &letter);
    payload = compose(outgoing, &letter, error);
    if (payload == NULL)
        return NULL;
    rendering = g_new0(Rendering, 1);
    rendering->headline = describe(outgoing, &letter);
    rendering->external_id = g_steal_pointer(&letter.message_id);
    rendering->text = g_steal_pointer(&letter.text);
    rendering->html = g_steal_pointer(&letter.html);
    rendering->payload = g_steal_pointer(&payload);
    rendering->units = 1;
    return rendering;
}
