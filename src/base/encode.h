/* SPDX-License-Identifier: Apache-2.0 */
/* base/encode.h: bytes as text: hexadecimal, base64 (RFC 4648 section 4, padded), base64url (section 5, no padding)
 * and Crockford's base32 (lower case, no padding) for what people read aloud or mail programs fold to lower case.
 *
 * Encoders return new strings. Decoders are strict: wrong alphabet, padding or length is FALSE and sets nothing. */
#pragma once
#include <glib.h>

char *encode_hex(const void *bytes, gsize length);
gboolean decode_hex(const char *text, guint8 *out, gsize length); /* exactly 2 * @length lower-case digits */

char *encode_base64(const void *bytes, gsize length);
guint8 *decode_base64(const char *text, gsize text_length, gsize *ret_length); /* NULL when not canonical base64 */

char *encode_base64url(const void *bytes, gsize length);

char *encode_base32(const void *bytes, gsize length);
/* Exactly @length bytes; case-insensitive, reads o as 0, i and l as 1; spare bits must be zero. */
gboolean decode_base32(const char *text, gsize text_length, guint8 *out, gsize length);
