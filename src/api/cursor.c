/* SPDX-License-Identifier: Apache-2.0 */
#include "api/cursor.h"

#include <string.h>

#include "base/digest.h"
#include "base/encode.h"
#include "base/error.h"

#define MAC_SIZE 16

/* As on the wire, before base32. */
typedef struct {
    guint8 place[2 * sizeof(gint64)];
    guint8 mac[MAC_SIZE];
} Packed;
G_STATIC_ASSERT(sizeof(Packed) == 32);

static void
make_mac(const guint8 *place, const char *question, const guint8 *secret, guint8 *ret)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    Digest mac;

    g_byte_array_append(bytes, place, 2 * sizeof(gint64));
    g_byte_array_append(bytes, (const guint8 *)question, (guint)strlen(question));
    mac = digest_hmac(secret, DIGEST_SIZE, bytes->data, bytes->len);
    memcpy(ret, mac.bytes, MAC_SIZE);
}

char *
cursor_format(const Cursor *cursor, const char *question, const guint8 *secret)
{
    gint64 place[2] = { GINT64_TO_BE(cursor->at), GINT64_TO_BE(cursor->id) };
    Packed packed;

    memcpy(packed.place, place, sizeof place);
    make_mac(packed.place, question, secret, packed.mac);
    return encode_base32(&packed, sizeof packed);
}

gboolean
cursor_parse(const char *text, const char *question, const guint8 *secret, Cursor *ret, GError **error)
{
    guint8 expected[MAC_SIZE], wrong = 0;
    gint64 place[2];
    Packed packed;

    if (decode_base32(text, strlen(text), (guint8 *)&packed, sizeof packed)) {
        make_mac(packed.place, question, secret, expected);
        for (guint i = 0; i < MAC_SIZE; i++)
            wrong |= expected[i] ^ packed.mac[i];
    } else {
        wrong = 1;
    }
    if (wrong != 0) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            "the cursor is not one of this list; begin again without it");
        return FALSE;
    }
    memcpy(place, packed.place, sizeof place);
    ret->at = GINT64_FROM_BE(place[0]);
    ret->id = GINT64_FROM_BE(place[1]);
    return TRUE;
}
