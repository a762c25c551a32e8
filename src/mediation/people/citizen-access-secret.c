/* SPDX-License-Identifier: Apache-2.0 */
/* Tokens, codes and numbers, made of a seed and a secret that is in no database. */
#include <string.h>

#include "base/encode.h"
#include "base/random.h"
#include "mediation/people/citizen-access-private.h"

AccessSeed
citizen_access_make(void)
{
    AccessSeed seed;

    random_bytes(seed.bytes, sizeof seed.bytes);
    return seed;
}

/* One secret for four purposes: each has its own first byte. */
static Digest
mac_of(const CitizenAccess *access, char purpose, const void *bytes, gsize length)
{
    g_autofree guint8 *input = g_malloc(length + 1);

    input[0] = (guint8)purpose;
    memcpy(input + 1, bytes, length);
    return digest_hmac(access->secret, DIGEST_SIZE, input, length + 1);
}

char *
citizen_access_token(const CitizenAccess *access, const AccessSeed *seed)
{
    Digest mac = mac_of(access, 't', seed->bytes, ACCESS_SEED_SIZE);

    return encode_base64url(mac.bytes, ACCESS_SEED_SIZE);
}

/* Three bytes for each letter: no letter is more likely than another by more than 2 in a million. */
void
citizen_access_write_code(const CitizenAccess *access, const AccessSeed *seed, char out[ACCESS_CODE_LENGTH + 1])
{
    Digest mac = mac_of(access, 'c', seed->bytes, ACCESS_SEED_SIZE);

    G_STATIC_ASSERT(3 * ACCESS_CODE_LENGTH <= DIGEST_SIZE);
    for (guint i = 0; i < ACCESS_CODE_LENGTH; i++) {
        const guint8 *three = mac.bytes + 3 * i;
        guint32 number = (guint32)three[0] << 16 | (guint32)three[1] << 8 | three[2];

        out[i] = ACCESS_CODE_LETTERS[number % (sizeof ACCESS_CODE_LETTERS - 1)];
    }
    out[ACCESS_CODE_LENGTH] = '\0';
}

char *
citizen_access_code(const CitizenAccess *access, const AccessSeed *seed)
{
    char code[ACCESS_CODE_LENGTH + 1];

    citizen_access_write_code(access, seed, code);
    return g_strdup_printf("%.4s-%.4s-%s", code, code + 4, code + 8);
}

/* Eight bytes for it: no number is more likely than another by more than 1 in 2^33. */
guint32
citizen_access_number(const CitizenAccess *access, gint64 id, guint32 bound)
{
    guint8 bytes[sizeof id];
    Digest mac;

    for (guint i = 0; i < sizeof bytes; i++)
        bytes[i] = (guint8)((guint64)id >> (8 * i));
    mac = mac_of(access, 'a', bytes, sizeof bytes);
    return (guint32)(digest_to_number(&mac) % bound);
}

char *
citizen_access_url(const CitizenAccess *access, const AccessSeed *seed)
{
    const char *base = access->mediation->portal_url;
    g_autofree char *token = base == NULL ? NULL : citizen_access_token(access, seed);

    return base == NULL ? NULL : g_strconcat(base, "/case/", token, NULL);
}

Digest
citizen_access_hash(const CitizenAccess *access, const char *token)
{
    return mac_of(access, 'h', token, strlen(token));
}
