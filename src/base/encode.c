/* SPDX-License-Identifier: Apache-2.0 */
#include "base/encode.h"

#include <string.h>

static const char HEX[] = "0123456789abcdef";
static const char BASE32[] = "0123456789abcdefghjkmnpqrstvwxyz";

char *
encode_hex(const void *bytes, gsize length)
{
    const guint8 *in = bytes;
    char *text = g_malloc(2 * length + 1);

    for (gsize i = 0; i < length; i++) {
        text[2 * i] = HEX[in[i] >> 4];
        text[2 * i + 1] = HEX[in[i] & 15];
    }
    text[2 * length] = '\0';
    return text;
}

/* One more than the digit's value; 0: no digit. A table, because verifying a journal reads millions of digests. */
static const guint8 HEX_VALUES[256] = {
    ['0'] = 1, ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
    ['8'] = 9, ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
};

static int
hex_value(char c)
{
    return HEX_VALUES[(guint8)c] - 1;
}

gboolean
decode_hex(const char *text, guint8 *out, gsize length)
{
    if (strlen(text) != 2 * length)
        return FALSE;
    for (gsize i = 0; i < 2 * length; i++)
        if (hex_value(text[i]) < 0)
            return FALSE;
    for (gsize i = 0; i < length; i++)
        out[i] = (guint8)(hex_value(text[2 * i]) << 4 | hex_value(text[2 * i + 1]));
    return TRUE;
}

char *
encode_base64(const void *bytes, gsize length)
{
    return g_base64_encode(bytes, length);
}

guint8 *
decode_base64(const char *text, gsize text_length, gsize *ret_length)
{
    g_autofree char *copy = g_strndup(text, text_length);
    g_autofree guint8 *bytes = NULL;
    g_autofree char *again = NULL;
    gsize length = 0;

    if (strlen(copy) != text_length || text_length % 4 != 0)
        return NULL;
    bytes = g_base64_decode(copy, &length);
    again = g_base64_encode(bytes, length);
    if (strcmp(again, copy) != 0)
        return NULL;
    *ret_length = length;
    return g_steal_pointer(&bytes);
}

char *
encode_base64url(const void *bytes, gsize length)
{
    char *text = g_base64_encode(bytes, length);

    for (char *c = text; *c != '\0'; c++) {
        if (*c == '+')
            *c = '-';
        else if (*c == '/')
            *c = '_';
        else if (*c == '=')
            *c = '\0';
    }
    return text;
}

char *
encode_base32(const void *bytes, gsize length)
{
    const guint8 *in = bytes;
    GString *text = g_string_sized_new((length * 8 + 4) / 5);
    guint32 buffer = 0;
    guint bits = 0;

    for (gsize i = 0; i < length; i++) {
        buffer = buffer << 8 | in[i];
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            g_string_append_c(text, BASE32[(buffer >> bits) & 31]);
        }
    }
    if (bits > 0)
        g_string_append_c(text, BASE32[(buffer << (5 - bits)) & 31]);
    return g_string_free(text, FALSE);
}

static int
base32_value(char c)
{
    const char *at;

    c = g_ascii_tolower(c);
    if (c == 'o')
        c = '0';
    if (c == 'i' || c == 'l')
        c = '1';
    at = c == '\0' ? NULL : strchr(BASE32, c);
    return at == NULL ? -1 : (int)(at - BASE32);
}

gboolean
decode_base32(const char *text, gsize text_length, guint8 *out, gsize length)
{
    guint32 buffer = 0;
    guint bits = 0;
    gsize filled = 0;

    if (text_length != (length * 8 + 4) / 5)
        return FALSE;
    for (gsize i = 0; i < text_length; i++) {
        int value = base32_value(text[i]);

        if (value < 0)
            return FALSE;
        buffer = buffer << 5 | (guint32)value;
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            out[filled++] = (guint8)(buffer >> bits);
        }
    }
    return filled == length && (buffer & ((1u << bits) - 1)) == 0;
}
