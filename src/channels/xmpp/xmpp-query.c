/* SPDX-License-Identifier: Apache-2.0 */
/* What programs ask before they show us: who we are and what we understand (XEP-0030, 0050, 0054, 0092, 0199). */
#include <string.h>

#include "base/encode.h"
#include "channels/xmpp/xmpp-command.h"
#include "wire/xmppcaps.h"

Endpoint *
xmpp_query_endpoint(const Xmpp *xmpp, const char *uri)
{
    g_autoptr(GPtrArray) all = xmpp->host->endpoints(xmpp->host);

    for (guint i = 0; i < all->len; i++)
        if (strcmp(((Endpoint *)g_ptr_array_index(all, i))->uri, uri) == 0)
            return g_ptr_array_steal_index(all, i);
    return NULL;
}

/* ---- who we are ---- */

typedef struct {
    const Xmpp *xmpp;
    const Endpoint *desk; /* NULL: our domain itself */
    const Locale *locale;
    const char *node; /* "" */
} Question;

static void
add_identity(XmppNode *query, const char *category, const char *type, const char *name)
{
    XmppNode *identity = xmppnode_add(query, "identity", NULL);

    xmppnode_set(identity, "category", category);
    xmppnode_set(identity, "type", type);
    xmppnode_set(identity, "name", name);
}

/* Whom to turn to when something is wrong (XEP-0157). */
static void
add_contacts(const Xmpp *xmpp, XmppNode *query)
{
    XmppNode *form, *field;

    if (xmpp->host->portal_url == NULL)
        return;
    form = xmppnode_add(query, "x", STANZA_NS_DATA);
    xmppnode_set(form, "type", "result");
    field = xmppnode_add(form, "field", NULL);
    xmppnode_set(field, "var", "FORM_TYPE");
    xmppnode_set(field, "type", "hidden");
    xmppnode_add_text(field, "value", NULL, "http://jabber.org/network/serverinfo");
    field = xmppnode_add(form, "field", NULL);
    xmppnode_set(field, "var", "support-addresses");
    xmppnode_add_text(field, "value", NULL, xmpp->host->portal_url);
}

static void
add_features(XmppNode *query, const ChannelProtocol *protocol)
{
    g_auto(GStrv) names = g_strsplit(protocol->announced != NULL ? protocol->announced : "", " ", -1);

    for (guint i = 0; names[i] != NULL; i++)
        xmppnode_set(xmppnode_add(query, "feature", NULL), "var", names[i]);
}

static void
describe(const Xmpp *xmpp, XmppNode *query, const Endpoint *desk)
{
    if (desk != NULL)
        add_identity(query, "account", "registered", desk->name);
    else
        add_identity(query, "gateway", "tribune", xmpp->host->authority);
    for (const ChannelProtocol *protocol = xmpp_protocols; protocol->name != NULL; protocol++)
        add_features(query, protocol);
    add_contacts(xmpp, query);
}

static char *
caps_of(const Xmpp *xmpp, const Endpoint *desk)
{
    g_autoptr(XmppNode) query = xmppnode_new("query", STANZA_NS_INFO);

    describe(xmpp, query, desk);
    return xmppcaps_name(query);
}

char *
xmpp_query_caps(const Xmpp *xmpp, const char *uri)
{
    Endpoint *desk = xmpp_query_endpoint(xmpp, uri);
    char *name = caps_of(xmpp, desk);

    g_clear_pointer(&desk, endpoint_free);
    return name;
}

/* Whether @node is how our presence names all that a desk understands. */
static gboolean
is_caps(const Question *question)
{
    const char *hash = strchr(question->node, '#');
    g_autofree char *name = NULL;

    if (hash == NULL || !g_str_has_prefix(question->node, XMPP_CAPS_NODE "#"))
        return FALSE;
    name = caps_of(question->xmpp, question->desk);
    return strcmp(hash + 1, name) == 0;
}

static gboolean
answer_info(const Question *question, XmppNode *result)
{
    XmppNode *query = xmppnode_add(result, "query", STANZA_NS_INFO);

    if (question->desk != NULL && xmpp_command_describe(question->locale, query, question->node))
        return TRUE;
    if (*question->node != '\0' && !is_caps(question))
        return FALSE;
    if (*question->node != '\0')
        xmppnode_set(query, "node", question->node);
    describe(question->xmpp, query, question->desk);
    return TRUE;
}

/* The desks, at our domain; at a desk nothing but its commands. */
static gboolean
answer_items(const Question *question, XmppNode *result)
{
    XmppNode *query = xmppnode_add(result, "query", STANZA_NS_ITEMS);
    g_autoptr(GPtrArray) all = question->xmpp->host->endpoints(question->xmpp->host);

    if (question->desk != NULL && strcmp(question->node, STANZA_NS_COMMANDS) == 0)
        xmpp_command_list(question->locale, query, question->desk);
    for (guint i = 0; question->desk == NULL && i < all->len; i++) {
        const Endpoint *endpoint = g_ptr_array_index(all, i);
        g_autoptr(Jid) jid = jid_parse_uri(endpoint->uri, NULL);
        g_autofree char *address = jid != NULL ? jid_to_bare(jid) : NULL;
        XmppNode *item;

        if (address == NULL)
            continue;
        item = xmppnode_add(query, "item", NULL);
        xmppnode_set(item, "jid", address);
        xmppnode_set(item, "name", endpoint->name);
    }
    return TRUE;
}

static gboolean
answer_vcard(const Question *question, XmppNode *result)
{
    const Xmpp *xmpp = question->xmpp;
    const Endpoint *desk = question->desk;
    XmppNode *card = xmppnode_add(result, "vCard", STANZA_NS_VCARD);

    xmppnode_add_text(card, "FN", NULL, desk != NULL ? desk->name : xmpp->host->authority);
    xmppnode_add_text(card, "NICKNAME", NULL, desk != NULL ? desk->name : xmpp->host->authority);
    xmppnode_add_text(xmppnode_add(card, "ORG", NULL), "ORGNAME", NULL, xmpp->host->authority);
    if (xmpp->host->portal_url != NULL)
        xmppnode_add_text(card, "URL", NULL, xmpp->host->portal_url);
    if (xmpp->avatar.bytes != NULL) {
        gsize length;
        const void *bytes = g_bytes_get_data(xmpp->avatar.bytes, &length);
        g_autofree char *text = encode_base64(bytes, length);
        XmppNode *photo = xmppnode_add(card, "PHOTO", NULL);

        xmppnode_add_text(photo, "TYPE", NULL, xmpp->avatar.type);
        xmppnode_add_text(photo, "BINVAL", NULL, text);
    }
    return TRUE;
}

static gboolean
answer_version(const Question *question, XmppNode *result)
{
    XmppNode *query = xmppnode_add(result, "query", STANZA_NS_VERSION);

    (void)question;
    xmppnode_add_text(query, "name", NULL, "Tribune");
    xmppnode_add_text(query, "version", NULL, "");
    return TRUE;
}

static gboolean
answer_ping(const Question *question, XmppNode *result)
{
    (void)question;
    (void)result;
    return TRUE;
}

/* ---- what is asked ---- */

static const struct {
    const char *name, *ns;
    gboolean (*answer)(const Question *question, XmppNode *result); /* FALSE: of no node of ours */
} QUESTIONS[] = {
    { "query", STANZA_NS_INFO, answer_info },   { "query", STANZA_NS_ITEMS, answer_items },
    { "vCard", STANZA_NS_VCARD, answer_vcard }, { "query", STANZA_NS_VERSION, answer_version },
    { "ping", STANZA_NS_PING, answer_ping },
};

/* NULL: nothing that we know. */
static XmppNode *
answer_get(const Xmpp *xmpp, const XmppNode *iq, const Stanza *stanza, const Endpoint *desk)
{
    for (guint i = 0; i < G_N_ELEMENTS(QUESTIONS); i++) {
        const XmppNode *asked = xmppnode_find(iq, QUESTIONS[i].name, QUESTIONS[i].ns);
        g_autoptr(XmppNode) result = asked != NULL ? stanza_new_result(iq) : NULL;

        if (asked == NULL)
            continue;
        return QUESTIONS[i].answer(
                   &(Question){ xmpp, desk, xmpp_take_locale(xmpp, stanza->language), xmppnode_get(asked, "node") },
                   result)
                   ? g_steal_pointer(&result)
                   : stanza_new_error(iq, "cancel", "item-not-found", NULL);
    }
    return NULL;
}

void
xmpp_query_take(Xmpp *xmpp, RelayTaker *taker, const XmppNode *node, const Stanza *stanza)
{
    ConversationId conversation;
    g_autofree char *uri = NULL;
    Endpoint *desk;
    XmppNode *answer;

    if (strcmp(stanza->type, "get") != 0 && strcmp(stanza->type, "set") != 0)
        return; /* an answer to something that we did not ask */
    uri = *stanza->to->local != '\0' ? xmpp_take_desk(xmpp, stanza->to, &conversation) : NULL;
    desk = uri != NULL ? xmpp_query_endpoint(xmpp, uri) : NULL;
    if (desk == NULL && *stanza->to->local != '\0')
        answer = stanza_new_error(node, "cancel", "item-not-found", NULL);
    else if (strcmp(stanza->type, "get") == 0)
        answer = answer_get(xmpp, node, stanza, desk);
    else
        answer = desk != NULL && xmppnode_find(node, "command", STANZA_NS_COMMANDS) != NULL
                     ? xmpp_command_answer(xmpp, taker, node, stanza, desk)
                     : NULL;
    if (answer == NULL)
        answer = stanza_new_error(node, "cancel", "service-unavailable", NULL);
    xmpp_take_reply(taker, FALSE, answer);
    g_clear_pointer(&desk, endpoint_free);
}
