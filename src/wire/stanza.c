/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/stanza.h"

#include <string.h>

#include "base/text.h"
#include "wire/xmppstream.h"

void
stanza_free(Stanza *stanza)
{
    if (stanza == NULL)
        return;
    jid_free(stanza->from);
    jid_free(stanza->to);
    g_free(stanza->type);
    g_free(stanza->id);
    g_free(stanza->language);
    g_free(stanza);
}

static StanzaKind
kind_of(const XmppNode *node)
{
    static const char *const NAMES[] = {
        [STANZA_MESSAGE] = "message", [STANZA_PRESENCE] = "presence", [STANZA_IQ] = "iq"
    };

    for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++)
        if (xmppnode_is(node, NAMES[i], XMPPSTREAM_NS))
            return (StanzaKind)i;
    return STANZA_OTHER;
}

static Jid *
read_jid(const XmppNode *node, const char *attribute)
{
    const char *text = xmppnode_get(node, attribute);

    return *text != '\0' ? jid_parse(text, NULL) : NULL;
}

/* Ids go back as they came, so they are whole or not at all. */
static char *
read_id(const XmppNode *node, const char *attribute)
{
    const char *id = node != NULL ? xmppnode_get(node, attribute) : "";

    return g_strdup(strlen(id) <= STANZA_ID_MAX ? id : "");
}

Stanza *
stanza_read(const XmppNode *node)
{
    Stanza *stanza = g_new0(Stanza, 1);
    const char *language = xmppnode_get(node, "xml:lang");

    stanza->kind = kind_of(node);
    stanza->from = read_jid(node, "from");
    stanza->to = read_jid(node, "to");
    stanza->type = g_strdup(xmppnode_get(node, "type"));
    stanza->id = read_id(node, "id");
    stanza->language = g_strdup(strlen(language) <= 35 ? language : "");
    return stanza;
}

XmppNode *
stanza_new(const char *name, const char *type, const char *from, const char *to, const char *id)
{
    XmppNode *node = xmppnode_new(name, XMPPSTREAM_NS);

    xmppnode_set(node, "type", type);
    xmppnode_set(node, "from", from);
    xmppnode_set(node, "to", to);
    xmppnode_set(node, "id", id);
    return node;
}

static const char *
or_none(const char *text)
{
    return *text != '\0' ? text : NULL;
}

static XmppNode *
turn_around(const XmppNode *stanza, const char *type)
{
    return stanza_new(stanza->name, type, or_none(xmppnode_get(stanza, "to")), or_none(xmppnode_get(stanza, "from")),
                      or_none(xmppnode_get(stanza, "id")));
}

XmppNode *
stanza_new_result(const XmppNode *iq)
{
    return turn_around(iq, "result");
}

XmppNode *
stanza_new_error(const XmppNode *stanza, const char *kind, const char *condition, const char *words)
{
    XmppNode *node = turn_around(stanza, "error"), *error = xmppnode_add(node, "error", NULL);

    xmppnode_set(error, "type", kind);
    xmppnode_add(error, condition, STANZA_NS_ERRORS);
    if (words != NULL)
        xmppnode_add_text(error, "text", STANZA_NS_ERRORS, words);
    return node;
}
