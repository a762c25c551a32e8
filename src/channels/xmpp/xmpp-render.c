/* SPDX-License-Identifier: Apache-2.0 */
/* Exactly what leaves: an Outgoing as one stanza. Pure: the same input gives the same bytes. */
#include <string.h>

#include "base/error.h"
#include "channels/xmpp/xmpp-private.h"
#include "wire/markdown.h"

/* With the case's number, unless it stands there already. */
static char *
compose_text(const Outgoing *outgoing)
{
    g_autofree char *text = markdown_to_text(outgoing->text);

    g_strchomp(text);
    if (*outgoing->case_reference == '\0' || strstr(text, outgoing->case_reference) != NULL)
        return g_steal_pointer(&text);
    return g_strdup_printf("%s\n\n(%s)", text, outgoing->case_reference);
}

/* In a preview of a first letter the conversation is not known: its address is made when it leaves. */
static char *
address_from(const Xmpp *xmpp, const Outgoing *outgoing, GError **error)
{
    g_autoptr(Jid) desk = jid_parse_uri(outgoing->endpoint, error);

    if (desk == NULL)
        return NULL;
    return xmpp->from_case && outgoing->conversation.value != 0
               ? xmpp_address_of_case(xmpp->host->secret, desk, outgoing->conversation)
               : jid_to_bare(desk);
}

static XmppNode *
compose(const Outgoing *outgoing, const char *from, const char *to, const char *id, const char *text)
{
    g_autofree char *speaker = xmpp_address_speaker(from);
    XmppNode *node = stanza_new("message", "chat", speaker, to, id);

    if (*outgoing->language != '\0')
        xmppnode_set(node, "xml:lang", outgoing->language);
    xmppnode_add_text(node, "body", NULL, text);
    xmppnode_set(xmppnode_add(node, "origin-id", STANZA_NS_SID), "id", id);
    xmppnode_add(node, "request", STANZA_NS_RECEIPTS);
    xmppnode_add(node, "markable", STANZA_NS_MARKERS);
    xmppnode_add(node, "store", STANZA_NS_HINTS);
    xmppnode_add_text(node, "nick", STANZA_NS_NICK, outgoing->endpoint_name);
    if (*outgoing->in_reply_to != '\0') {
        XmppNode *reply = xmppnode_add(node, "reply", STANZA_NS_REPLY);

        xmppnode_set(reply, "to", to);
        xmppnode_set(reply, "id", outgoing->in_reply_to);
    }
    return node;
}

static gboolean
check_text(const char *text, GError **error)
{
    if (strlen(text) <= XMPP_TEXT_MAX)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                        "an instant message holds 32 KiB of text; write less, or answer by mail");
    return FALSE;
}

Rendering *
xmpp_render(gpointer channel, const Outgoing *outgoing, GError **error)
{
    const Xmpp *xmpp = channel;
    g_autoptr(Jid) recipient = jid_parse_uri(outgoing->recipient, error);
    g_autofree char *from = recipient != NULL ? address_from(xmpp, outgoing, error) : NULL;
    g_autofree char *to = NULL, *id = NULL, *text = NULL, *payload = NULL;
    g_autoptr(XmppNode) node = NULL;
    Rendering *rendering;

    if (from == NULL)
        return NULL;
    text = compose_text(outgoing);
    if (!check_text(text, error))
        return NULL;
    to = jid_to_bare(recipient);
    id = xmpp_address_message_id(xmpp->host->secret, outgoing->release);
    node = compose(outgoing, from, to, id, text);
    payload = xmppnode_write(node, "");
    rendering = g_new0(Rendering, 1);
    rendering->headline =
        g_strdup_printf("From: %s <%s>\nTo: %s <%s>", outgoing->endpoint_name, from, outgoing->recipient_name, to);
    rendering->external_id = g_steal_pointer(&id);
    rendering->text = g_steal_pointer(&text);
    rendering->payload = g_bytes_new(payload, strlen(payload));
    rendering->units = 1;
    return rendering;
}
