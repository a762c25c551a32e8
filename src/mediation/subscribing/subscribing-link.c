/* SPDX-License-Identifier: Apache-2.0 */
/* Links and codes, made of a number and a secret: nothing of them is kept. */
#include <string.h>

#include "base/encode.h"
#include "base/error.h"
#include "base/id.h"
#include "mediation/subscribing/subscribing-private.h"

#define MAC_BYTES 10 /* 16 characters */

void
subscribing_make_link(const Subscribing *subscribing, SubscribingLink link, gint64 id,
                      char out[CIRCULAR_TOKEN_LENGTH + 1])
{
    char text[ID_TEXT_SIZE + 1];
    g_autofree char *mac = NULL;
    Digest digest;

    G_STATIC_ASSERT(ID_TEXT_SIZE + 16 == CIRCULAR_TOKEN_LENGTH);
    text[0] = (char)link;
    id_format(id, text + 1);
    digest = digest_hmac(subscribing->settings.secret, DIGEST_SIZE, text, strlen(text));
    mac = encode_base32(digest.bytes, MAC_BYTES);
    g_snprintf(out, CIRCULAR_TOKEN_LENGTH + 1, "%s-%s", text + 1, mac);
}

gboolean
subscribing_not_found(GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND,
                        SAY_NOOP("this link opens nothing, or not any more"));
    return FALSE;
}

/* Compared as digests: in constant time. */
gboolean
subscribing_read_link(const Subscribing *subscribing, SubscribingLink link, const char *token, gint64 *ret,
                      GError **error)
{
    g_autofree char *folded = g_ascii_strdown(token, -1), *id = NULL;
    char expected[CIRCULAR_TOKEN_LENGTH + 1];
    Digest a, b;

    if (strlen(folded) != CIRCULAR_TOKEN_LENGTH)
        return subscribing_not_found(error);
    id = g_strndup(folded, ID_TEXT_SIZE - 1);
    if (!id_parse(id, ret))
        return subscribing_not_found(error);
    subscribing_make_link(subscribing, link, *ret, expected);
    a = digest_sha256(expected, CIRCULAR_TOKEN_LENGTH);
    b = digest_sha256(folded, CIRCULAR_TOKEN_LENGTH);
    return digest_equal(&a, &b) || subscribing_not_found(error);
}

void
subscribing_make_code(const Subscribing *subscribing, gint64 id, char out[SUBSCRIBING_CODE_DIGITS + 1])
{
    char text[ID_TEXT_SIZE + 1] = "c";
    Digest digest;
    guint64 number;

    id_format(id, text + 1);
    digest = digest_hmac(subscribing->settings.secret, DIGEST_SIZE, text, strlen(text));
    number = digest_to_number(&digest);
    for (guint i = SUBSCRIBING_CODE_DIGITS; i-- > 0; number /= 10)
        out[i] = (char)('0' + number % 10);
    out[SUBSCRIBING_CODE_DIGITS] = '\0';
}

void
subscribing_token(const Subscribing *subscribing, SubscriberId id, char out[CIRCULAR_TOKEN_LENGTH + 1])
{
    subscribing_make_link(subscribing, LINK_OWN, id.value, out);
}
