/* SPDX-License-Identifier: Apache-2.0 */
#include "channels/email/email-token.h"

#include <string.h>

#include "base/id.h"
#include "base/mactext.h"

char *
email_token_address(const guint8 *secret, const Address *endpoint, EmailTokenKind kind, gint64 id)
{
    char text[ID_TEXT_SIZE + 1], mac[MACTEXT_LENGTH + 1];
    g_autofree char *local = NULL;

    text[0] = (char)kind;
    id_format(id, text + 1);
    mactext_make(secret, text, mac);
    local = g_strdup_printf("%s%c%s.%s", endpoint->local, EMAIL_DELIMITER, text, mac);
    return address_to_text(&(Address){ .local = local, .domain = endpoint->domain });
}

gboolean
email_token_parse(const guint8 *secret, const char *extension, EmailTokenKind *ret_kind, gint64 *ret_id)
{
    g_autofree char *folded = g_ascii_strdown(extension, -1);
    char *dot = strchr(folded, '.');
    gint64 id;

    if (dot == NULL || (folded[0] != EMAIL_TOKEN_CONVERSATION && folded[0] != EMAIL_TOKEN_DELIVERY))
        return FALSE;
    *dot = '\0';
    if (!id_parse(folded + 1, &id) || !mactext_matches(secret, folded, dot + 1))
        return FALSE;
    *ret_kind = (EmailTokenKind)folded[0];
    *ret_id = id;
    return TRUE;
}

char *
email_token_message_id(const guint8 *secret, const char *domain, ConversationId conversation, gint64 release)
{
    char in[ID_TEXT_SIZE], of[ID_TEXT_SIZE], mac[MACTEXT_LENGTH + 1];
    g_autofree char *text = NULL;

    id_format(conversation.value, in);
    id_format(release, of);
    text = g_strdup_printf("c.%s.%s", in, of);
    mactext_make(secret, text, mac);
    return g_strdup_printf("%s.%s@%s", text, mac, domain);
}

gboolean
email_token_find_release(const guint8 *secret, const char *domain, const char *message_id, gint64 *ret_release)
{
    g_auto(GStrv) parts = g_strsplit(message_id, ".", 4); /* c, conversation, release, the rest */
    g_autofree char *folded = NULL;

    if (!email_token_is_ours(secret, domain, message_id) || g_strv_length(parts) != 4)
        return FALSE;
    folded = g_ascii_strdown(parts[2], -1);
    return id_parse(folded, ret_release);
}

gboolean
email_token_is_ours(const guint8 *secret, const char *domain, const char *message_id)
{
    const char *at = strrchr(message_id, '@');
    g_autofree char *left = at == NULL ? NULL : g_ascii_strdown(message_id, at - message_id);
    char *dot = left == NULL ? NULL : strrchr(left, '.');

    if (dot == NULL || g_ascii_strcasecmp(at + 1, domain) != 0 || !g_str_has_prefix(left, "c."))
        return FALSE;
    *dot = '\0';
    return mactext_matches(secret, left, dot + 1);
}
