/* SPDX-License-Identifier: Apache-2.0 */
#include "channels/xmpp/xmpp-address.h"

#include <string.h>

#include "base/id.h"
#include "base/mactext.h"

#define DELIMITER '+'
#define RESOURCE  "desk"

/* "c0123456789abc.mmmm…" */
static char *
make_token(const guint8 *secret, char kind, gint64 id)
{
    char text[ID_TEXT_SIZE + 1], mac[MACTEXT_LENGTH + 1];

    text[0] = kind;
    id_format(id, text + 1);
    mactext_make(secret, text, mac);
    return g_strdup_printf("%s.%s", text, mac);
}

static gboolean
read_token(const guint8 *secret, char kind, const char *token, gint64 *ret)
{
    g_autofree char *folded = g_ascii_strdown(token, -1);
    char *dot = strchr(folded, '.');

    if (dot == NULL || folded[0] != kind)
        return FALSE;
    *dot = '\0';
    return id_parse(folded + 1, ret) && mactext_matches(secret, folded, dot + 1);
}

char *
xmpp_address_of_case(const guint8 *secret, const Jid *desk, ConversationId conversation)
{
    g_autofree char *token = make_token(secret, 'c', conversation.value);

    return g_strdup_printf("%s%c%s@%s", desk->local, DELIMITER, token, desk->domain);
}

char *
xmpp_address_desk(const guint8 *secret, const Jid *address, ConversationId *ret)
{
    const char *plus = strchr(address->local, DELIMITER);
    g_autofree char *local =
        plus != NULL ? g_strndup(address->local, (gsize)(plus - address->local)) : g_strdup(address->local);
    Jid desk = { local, address->domain, (char *)"" };

    ret->value = 0;
    if (plus != NULL && !read_token(secret, 'c', plus + 1, &ret->value))
        ret->value = 0;
    return jid_to_uri(&desk);
}

char *
xmpp_address_speaker(const char *bare)
{
    return g_strconcat(bare, "/" RESOURCE, NULL);
}

char *
xmpp_address_message_id(const guint8 *secret, ReleaseId release)
{
    g_autofree char *token = make_token(secret, 'm', release.value);

    return g_strdup_printf("m.%s", token + 1);
}

gboolean
xmpp_address_find_release(const guint8 *secret, const char *id, ReleaseId *ret)
{
    g_autofree char *token = g_str_has_prefix(id, "m.") ? g_strconcat("m", id + 2, NULL) : NULL;

    return token != NULL && read_token(secret, 'm', token, &ret->value);
}
