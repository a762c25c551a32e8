/* SPDX-License-Identifier: Apache-2.0 */
#include "channels/email/email-token.h"

#include <string.h>

#include "base/id.h"
#include "base/mactext.h"

void
email_token_part(const guint8 *secret, EmailTokenKind kind, gint64 id, char out[13 + 1 + EMAIL_MAC_LENGTH + 1])
{
    char text[ID_TEXT_SIZE + 1], mac[MACTEXT_LENGTH + 1];

    text[0] = (char)kind;
    id_format(id, text + 1);
    mactext_make(secret, text, mac);
    g_snprintf(out, ID_TEXT_SIZE + MACTEXT_LENGTH + 1, "%s.%s", text + 1, mac);
}

char *
email_token_address(const guint8 *secret, const Address *endpoint, EmailTokenKind kind, gint64 id)
{
    char part[ID_TEXT_SIZE + MACTEXT_LENGTH + 1];
    g_autofree char *local = NULL;

    email_token_part(secret, kind, id, part);
    local = g_strdup_printf("%s%c%c%s", endpoint->local, EMAIL_DELIMITER, kind, part);
    return address_to_text(&(Address){ .local = local, .domain = endpoint->domain });
}

gboolean
email_token_parse(const guint8 *secret, const char *extension, EmailTokenKind *ret_kind, gint64 *ret_id)
{
    g_autofree char *folded = g_ascii_strdown(extension, -1);
    char *dot = strchr(folded, '.');
    gint64 id;

    if (dot == NULL || folded[0] == '\0' || strchr("cbvu", folded[0]) == NULL)
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

void
email_token_copy_part(const guint8 *secret, gint64 mailing, gint64 subscriber, char out[13 + 1 + EMAIL_MAC_LENGTH + 1])
{
    char text[2 + 2 * ID_TEXT_SIZE + 1] = "n.", mac[MACTEXT_LENGTH + 1];

    id_format(mailing, text + 2);
    text[2 + ID_TEXT_SIZE - 1] = '.';
    id_format(subscriber, text + 2 + ID_TEXT_SIZE);
    mactext_make(secret, text, mac);
    g_snprintf(out, ID_TEXT_SIZE + MACTEXT_LENGTH + 1, "%s.%s", text + 2 + ID_TEXT_SIZE, mac);
}

char *
email_token_copy_id(const guint8 *secret, const char *domain, gint64 mailing, gint64 subscriber)
{
    char of[ID_TEXT_SIZE], part[ID_TEXT_SIZE + MACTEXT_LENGTH + 1];

    id_format(mailing, of);
    email_token_copy_part(secret, mailing, subscriber, part);
    return g_strdup_printf("n.%s.%s@%s", of, part, domain);
}

/* The left part of an id of ours that begins with @prefix, without its MAC; NULL: it is not ours. */
static char *
signed_part(const guint8 *secret, const char *domain, const char *message_id, const char *prefix)
{
    const char *at = strrchr(message_id, '@');
    g_autofree char *left = at == NULL ? NULL : g_ascii_strdown(message_id, at - message_id);
    char *dot = left == NULL ? NULL : strrchr(left, '.');

    if (dot == NULL || g_ascii_strcasecmp(at + 1, domain) != 0 || !g_str_has_prefix(left, prefix))
        return NULL;
    *dot = '\0';
    return mactext_matches(secret, left, dot + 1) ? g_steal_pointer(&left) : NULL;
}

gboolean
email_token_find_copy(const guint8 *secret, const char *domain, const char *message_id, gint64 *ret_subscriber)
{
    g_autofree char *left = signed_part(secret, domain, message_id, "n.");
    const char *dot = left != NULL ? strrchr(left, '.') : NULL;

    return dot != NULL && id_parse(dot + 1, ret_subscriber);
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
    g_autofree char *left = signed_part(secret, domain, message_id, "c.");

    return left != NULL;
}
