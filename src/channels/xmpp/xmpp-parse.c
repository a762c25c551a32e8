/* SPDX-License-Identifier: Apache-2.0 */
/* A stanza as a draft. Pure: files that it links to are fetched elsewhere. */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/instant.h"
#include "base/text.h"
#include "channels/xmpp/xmpp-command.h"

#define NAME_CHARACTERS 100

static void
set_text(char **field, const char *text)
{
    g_free(*field);
    *field = g_strdup(text);
}

/* When the relay got it; 0: it did not say. */
static gint64
read_arrival(const XmppNode *node)
{
    const XmppNode *note = xmppnode_find(node, "came", XMPP_NS_RELAY);
    gint64 when = 0;

    return note != NULL && instant_parse(xmppnode_get(note, "at"), &when) ? when : 0;
}

static Digest
fingerprint_in(gint64 span, const char *sender, const char *id, const char *body)
{
    g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, span);
    DigestSpan spans[] = {
        { sender, strlen(sender) + 1 },
        { id, strlen(id) + 1 },
        { number, strlen(number) + 1 },
        { body, strlen(body) },
    };

    return digest_sha256_spans(spans, G_N_ELEMENTS(spans));
}

/* What her program sends again has the same id and words. But it may count its ids from 1 each time it starts, so the
 * two count for the span of XMPP_SAME in which the relay got the message, and for the next one by
 * xmpp_parse_earlier(). What the relay gives again is byte by byte what it gave before, whenever that is. Without an id
 * its number tells those apart that say the same. */
static Digest
fingerprint_of(const XmppNode *node, const char *sender, const char *id, const char *body, GBytes *raw)
{
    gsize length;
    const void *bytes = g_bytes_get_data(raw, &length);

    return *id != '\0' ? fingerprint_in(read_arrival(node) / XMPP_SAME, sender, id, body)
                       : digest_sha256(bytes, length);
}

gboolean
xmpp_parse_earlier(const XmppNode *node, const MessageDraft *draft, Digest *ret)
{
    g_autoptr(Stanza) stanza = stanza_read(node);
    const MessagePart *text = message_parts_find(draft->parts, PART_TEXT);
    g_autofree char *body = NULL;
    gsize length;
    const char *bytes;

    if (*stanza->id == '\0')
        return FALSE;
    bytes = g_bytes_get_data(text->bytes, &length);
    body = g_strndup(bytes, length);
    *ret = fingerprint_in(read_arrival(node) / XMPP_SAME - 1, draft->sender, stanza->id, body);
    return TRUE;
}

static void
add_reference(MessageDraft *draft, const char *prefix, const char *id)
{
    if (*id != '\0')
        g_ptr_array_add(draft->references, g_strconcat(prefix, id, NULL));
}

/* Nearest first. A thread is no message, but what names the same one belongs together. */
static void
read_references(const StanzaMessage *message, MessageDraft *draft)
{
    add_reference(draft, "", message->answers);
    add_reference(draft, "", message->replaces);
    add_reference(draft, "", message->retracts);
    add_reference(draft, "thread:", message->thread);
}

/* What people read. Nothing that was said goes away: a correction and a retraction stand beside it. */
static char *
compose_text(const Xmpp *xmpp, const StanzaMessage *message)
{
    const Locale *locale = xmpp_take_locale(xmpp, "");

    if (*message->retracts != '\0')
        return g_strdup(locale_say(locale, SAY("The writer takes back an earlier message. It stays on record.")));
    if (*message->replaces != '\0')
        return g_strdup_printf("%s\n\n%s", locale_say(locale, SAY("Correction of an earlier message:")), message->body);
    return g_strdup(message->body);
}

static void
set_person(MessageDraft *draft, const char *sender, const char *name)
{
    set_text(&draft->sender, sender);
    g_free(draft->sender_name);
    draft->sender_name = text_one_line(name, strlen(name), NAME_CHARACTERS);
    draft->assurance = 1;
    set_text(&draft->evidence, "instant messenger's address, vouched for by its server");
}

static void
read_person(const XmppNode *node, MessageDraft *draft, const char *sender)
{
    set_person(draft, sender, xmppnode_find_text(node, "nick", STANZA_NS_NICK));
}

static void
add_text(MessageDraft *draft, const char *name, const char *type, const char *text)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));

    g_ptr_array_add(draft->parts, message_part_new(name, type, NULL, bytes));
}

MessageDraft *
xmpp_parse_message(const Xmpp *xmpp, const XmppNode *node, const Stanza *stanza, const StanzaMessage *message,
                   GBytes *raw, const char *sender, const Jid *to)
{
    g_autofree char *text = compose_text(xmpp, message);
    MessageDraft *draft = message_draft_new();

    g_free(draft->endpoint);
    draft->endpoint = xmpp_address_desk(xmpp->host->secret, to, &draft->conversation);
    set_text(&draft->external_id, *stanza->id != '\0' ? stanza->id : message->origin);
    set_text(&draft->subject, message->subject);
    set_text(&draft->language, stanza->language);
    draft->sent = message->delayed != 0 ? message->delayed : read_arrival(node);
    draft->fingerprint = fingerprint_of(node, sender, stanza->id, text, raw);
    read_person(node, draft, sender);
    read_references(message, draft);
    if (strcmp(stanza->type, "headline") == 0) {
        draft->automatic = AUTOMATIC_OTHER;
        set_text(&draft->automatic_reason, "type='headline'");
    }
    g_ptr_array_add(draft->parts, message_part_new(PART_RAW, "application/xmpp+xml", NULL, raw));
    add_text(draft, PART_TEXT, "text/plain", text);
    return draft;
}

/* The text says which file, and the link is what it was made of. */
MessageDraft *
xmpp_parse_linked(const Xmpp *xmpp, const XmppLinked *linked, const char *type, const char *name, GBytes *bytes)
{
    g_autofree char *text = locale_fill(xmpp_take_locale(xmpp, ""),
                                        SAY("The file that an earlier message links to: {name}"), "name", name, NULL);
    g_autofree char *link = g_strconcat(linked->url, "\r\n", NULL);
    MessageDraft *draft = message_draft_new();

    g_free(draft->endpoint);
    draft->endpoint = xmpp_address_desk(xmpp->host->secret, linked->to, &draft->conversation);
    set_text(&draft->language, linked->language);
    draft->fingerprint = linked->fingerprint;
    set_person(draft, linked->sender, linked->called);
    add_reference(draft, "", linked->answers);
    add_text(draft, PART_RAW, "text/uri-list", link);
    add_text(draft, PART_TEXT, "text/plain", text);
    g_ptr_array_add(draft->parts, message_part_new("att-01", type, name, bytes));
    return draft;
}

static MessageDraft *
make_draft(const Xmpp *xmpp, const XmppNode *node, GBytes *raw, const char *sender, const Jid *to)
{
    g_autoptr(Stanza) stanza = stanza_read(node);
    g_autoptr(StanzaMessage) message = stanza_read_message(node);

    return xmpp_parse_message(xmpp, node, stanza, message, raw, sender, to);
}

/* The form of the command "report a problem". */
static MessageDraft *
make_report(const Xmpp *xmpp, const XmppNode *node, GBytes *raw, const char *sender, const Jid *to, GError **error)
{
    g_autoptr(Stanza) stanza = stanza_read(node);
    g_autofree char *text = NULL, *service = NULL;
    MessageDraft *draft;

    if (!xmpp_command_read_form(node, &text, &service) || *text == '\0') {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "the form says nothing");
        return NULL;
    }
    draft = message_draft_new();
    g_free(draft->endpoint);
    draft->endpoint = xmpp_address_desk(xmpp->host->secret, to, &draft->conversation);
    set_text(&draft->language, stanza->language);
    set_text(&draft->service, service);
    draft->fingerprint = fingerprint_of(node, sender, stanza->id, text, raw);
    read_person(node, draft, sender);
    g_ptr_array_add(draft->parts, message_part_new(PART_RAW, "application/xmpp+xml", NULL, raw));
    add_text(draft, PART_TEXT, "text/plain", text);
    return draft;
}

MessageDraft *
xmpp_parse(gpointer channel, GBytes *raw, const char *sender, const char *recipient, GError **error)
{
    gsize length;
    const char *bytes = g_bytes_get_data(raw, &length);
    g_autoptr(XmppNode) node = xmppstream_parse_element(bytes, length, XMPP_KEPT_MAX, error);
    g_autoptr(Jid) to = node != NULL ? jid_parse_uri(recipient, error) : NULL;

    if (to == NULL)
        return NULL;
    return xmppnode_is(node, "iq", XMPPSTREAM_NS) ? make_report(channel, node, raw, sender, to, error)
                                                  : make_draft(channel, node, raw, sender, to);
}
