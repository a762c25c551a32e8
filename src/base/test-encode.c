/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/digest.h"
#include "base/encode.h"
#include "base/id.h"

static void
base32_round_trips_and_forgives_look_alikes(void)
{
    guint8 in[10] = { 0, 255, 17, 34, 51, 68, 85, 102, 119, 136 }, out[10];
    g_autofree char *text = encode_base32(in, sizeof in);
    g_autofree char *upper = g_ascii_strup(text, -1);

    g_assert_cmpuint(strlen(text), ==, 16);
    g_assert_true(decode_base32(upper, 16, out, sizeof out));
    g_assert_cmpmem(in, sizeof in, out, sizeof out);
    g_assert_true(decode_base32("oOiIlL00", 8, out, 5));
    g_assert_false(decode_base32("u0000000", 8, out, 5));
    g_assert_false(decode_base32("000", 3, out, 2));
}

static void
base64_rejects_what_is_not_canonical(void)
{
    gsize length;
    g_autofree guint8 *bytes = decode_base64("aGk=", 4, &length);

    g_assert_cmpmem(bytes, length, "hi", 2);
    g_assert_null(decode_base64("aGl=", 4, &length));
    g_assert_null(decode_base64("aGk", 3, &length));
    g_assert_null(decode_base64("aG k=", 5, &length));
}

/* RFC 4231 case 2, RFC 5869 case 3 (no salt, no info). */
static void
hmac_and_hkdf_match_their_rfcs(void)
{
    Digest mac = digest_hmac("Jefe", 4, "what do ya want for nothing?", 28);
    g_autofree char *hex = digest_to_hex(&mac);
    guint8 secret[22], out[42];
    g_autofree char *okm = NULL;

    g_assert_cmpstr(hex, ==, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    g_assert_cmphex(digest_to_number(&mac), ==, 0x5bdcc146bf60754e);
    memset(secret, 0x0b, sizeof secret);
    digest_hkdf(secret, sizeof secret, "", out, sizeof out);
    okm = encode_hex(out, sizeof out);
    g_assert_cmpstr(okm, ==, "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
}

static void
ids_only_grow_and_sort_as_text(void)
{
    gint64 last = 0;
    char before[ID_TEXT_SIZE] = "", now[ID_TEXT_SIZE];

    for (int i = 0; i < 10000; i++) {
        gint64 id = id_next(), again;

        g_assert_cmpint(id, >, last);
        id_format(id, now);
        g_assert_cmpstr(now, >, before);
        g_assert_true(id_parse(now, &again));
        g_assert_cmpint(again, ==, id);
        last = id;
        strcpy(before, now);
    }
    g_assert_false(id_parse("z000000000000", &last));
    g_assert_false(id_parse("short", &last));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/encode/base32-round-trips-and-forgives-look-alikes", base32_round_trips_and_forgives_look_alikes);
    g_test_add_func("/encode/base64-rejects-what-is-not-canonical", base64_rejects_what_is_not_canonical);
    g_test_add_func("/digest/hmac-and-hkdf-match-their-rfcs", hmac_and_hkdf_match_their_rfcs);
    g_test_add_func("/id/ids-only-grow-and-sort-as-text", ids_only_grow_and_sort_as_text);
    return g_test_run();
}
