/* SPDX-License-Identifier: Apache-2.0 */
/* What the relay gives: each stanza to what knows its kind. */
#include <string.h>

#include "base/log.h"
#include "channels/xmpp/xmpp-private.h"

gboolean
xmpp_take_reply(RelayTaker *taker, gboolean keep, XmppNode *node)
{
    g_autofree char *text = xmppnode_write(node, "");

    xmppnode_free(node);
    return relayclient_reply(taker, keep, text);
}

char *
xmpp_take_desk(const Xmpp *xmpp, const Jid *to, ConversationId *ret)
{
    g_autofree char *uri = xmpp_address_desk(xmpp->host->secret, to, ret);

    return xmpp->host->is_endpoint(xmpp->host, uri) ? g_steal_pointer(&uri) : NULL;
}

const Locale *
xmpp_take_locale(const Xmpp *xmpp, const char *language)
{
    return locales_choose_or(xmpp->host->locales, language, xmpp->host->language);
}

/* The relay keeps nothing that we cannot read (xmpp-component.h), so this is an error of ours, or a spool of before. */
static void
log_unreadable(const Xmpp *xmpp, gsize length)
{
    g_autofree char *bytes = g_strdup_printf("%" G_GSIZE_FORMAT, length);

    log_event(LOG_ERROR, "xmpp.unreadable", "channel", xmpp->host->name, "bytes", bytes, NULL);
}

gboolean
xmpp_take(gpointer channel, RelayTaker *taker, const guint8 *bytes, gsize length, gboolean kept)
{
    Xmpp *xmpp = channel;
    g_autoptr(GBytes) raw = g_bytes_new(bytes, length);
    g_autoptr(XmppNode) node = xmppstream_parse_element(g_bytes_get_data(raw, NULL), length, XMPP_KEPT_MAX, NULL);
    g_autoptr(Stanza) stanza = node != NULL ? stanza_read(node) : NULL;

    if (stanza == NULL || stanza->from == NULL || stanza->to == NULL) {
        if (kept)
            log_unreadable(xmpp, length);
        return TRUE; /* from nobody, or to nobody: there is nothing to be said to anybody */
    }
    switch (stanza->kind) {
    case STANZA_MESSAGE:
        return xmpp_message_take(xmpp, taker, node, stanza, raw);
    case STANZA_PRESENCE:
        xmpp_presence_take(xmpp, taker, node, stanza);
        return TRUE;
    case STANZA_IQ:
        xmpp_query_take(xmpp, taker, node, stanza);
        return TRUE;
    case STANZA_OTHER:
        break;
    }
    return TRUE;
}
