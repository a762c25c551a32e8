/* SPDX-License-Identifier: Apache-2.0 */
#include "base/standardwebhook.h"

#include <sodium.h>
#include <string.h>

#include "base/digest.h"
#include "base/encode.h"
#include "base/number.h"

#define SECRET_PREFIX  "whsec_"
#define KEY_MIN        24
#define KEY_MAX        64
#define SIGNATURES_MAX 10

/* NULL: it is no secret. Wipe and free. */
static guint8 *
read_key(const char *secret, gsize *ret_length)
{
    gsize prefix = strlen(SECRET_PREFIX);

    return g_str_has_prefix(secret, SECRET_PREFIX) ? decode_base64(secret + prefix, strlen(secret) - prefix, ret_length)
                                                   : NULL;
}

gboolean
standardwebhook_is_secret(const char *secret)
{
    gsize length = 0;
    guint8 *key = read_key(secret, &length);

    if (key == NULL)
        return FALSE;
    sodium_memzero(key, length);
    g_free(key);
    return length >= KEY_MIN && length <= KEY_MAX;
}

char *
standardwebhook_sign(const char *secret, const char *id, gint64 seconds, const char *body, gsize length)
{
    g_autofree char *head = g_strdup_printf("%s.%" G_GINT64_FORMAT ".", id, seconds), *text = NULL;
    g_autoptr(GByteArray) content = g_byte_array_new();
    gsize key_length = 0;
    guint8 *key = read_key(secret, &key_length);
    Digest mac;

    if (key == NULL)
        return NULL;
    g_byte_array_append(content, (const guint8 *)head, (guint)strlen(head));
    g_byte_array_append(content, (const guint8 *)body, (guint)length);
    mac = digest_hmac(key, key_length, content->data, content->len);
    sodium_memzero(key, key_length);
    g_free(key);
    text = encode_base64(mac.bytes, DIGEST_SIZE);
    return g_strconcat("v1,", text, NULL);
}

static gboolean
is_same(const char *a, const char *b)
{
    return strlen(a) == strlen(b) && sodium_memcmp(a, b, strlen(a)) == 0;
}

gboolean
standardwebhook_verify(const char *secret, const char *id, const char *timestamp, const char *field, const char *body,
                       gsize length, gint64 now)
{
    g_auto(GStrv) claimed = field == NULL ? NULL : g_strsplit(field, " ", SIGNATURES_MAX + 1);
    g_autofree char *ours = NULL;
    gint64 seconds;
    gboolean found = FALSE;

    if (id == NULL || timestamp == NULL || claimed == NULL ||
        !number_parse_int64(timestamp, 0, G_MAXINT64 / 2, &seconds, NULL) ||
        ABS(seconds - now) > STANDARDWEBHOOK_TOLERANCE)
        return FALSE;
    ours = standardwebhook_sign(secret, id, seconds, body, length);
    for (guint i = 0; ours != NULL && claimed[i] != NULL && i < SIGNATURES_MAX; i++)
        found |= is_same(claimed[i], ours);
    return found;
}
