/* SPDX-License-Identifier: Apache-2.0 */
#include "base/totp.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

#define MICROSECONDS 1000000
#define SHA1_SIZE    20

gint64
totp_step(gint64 now)
{
    return now / MICROSECONDS / TOTP_STEP;
}

/* RFC 4226 section 5.3: dynamic truncation. */
static guint32
truncate_hash(const guint8 hash[SHA1_SIZE])
{
    guint at = hash[SHA1_SIZE - 1] & 0x0f;

    return (guint32)(hash[at] & 0x7f) << 24 | (guint32)hash[at + 1] << 16 | (guint32)hash[at + 2] << 8 | hash[at + 3];
}

void
totp_code(const guint8 secret[TOTP_SECRET_SIZE], gint64 step, char ret_code[TOTP_DIGITS + 1])
{
    guint64 counter = GUINT64_TO_BE((guint64)step);
    guint8 hash[SHA1_SIZE];
    guint length = sizeof hash;

    if (HMAC(EVP_sha1(), secret, TOTP_SECRET_SIZE, (const guint8 *)&counter, sizeof counter, hash, &length) == NULL)
        g_error("HMAC-SHA-1 is not available"); /* no OpenSSL that we could run with is without it */
    g_snprintf(ret_code, TOTP_DIGITS + 1, "%0*u", TOTP_DIGITS, truncate_hash(hash) % 1000000);
    OPENSSL_cleanse(hash, sizeof hash);
}

/* The digits of @typed; FALSE when they are not exactly a code. */
static gboolean
read_digits(const char *typed, char ret_code[TOTP_DIGITS + 1])
{
    guint length = 0;

    for (; *typed != '\0'; typed++) {
        if (g_ascii_isspace(*typed))
            continue;
        if (!g_ascii_isdigit(*typed) || length == TOTP_DIGITS)
            return FALSE;
        ret_code[length++] = *typed;
    }
    ret_code[length] = '\0';
    return length == TOTP_DIGITS;
}

gboolean
totp_check(const guint8 secret[TOTP_SECRET_SIZE], const char *typed, gint64 now, gint64 last, gint64 *ret_step)
{
    char given[TOTP_DIGITS + 1], right[TOTP_DIGITS + 1];
    gboolean found = FALSE;

    if (!read_digits(typed, given))
        return FALSE;
    for (gint64 step = totp_step(now) - 1; step <= totp_step(now); step++) {
        totp_code(secret, step, right);
        if (CRYPTO_memcmp(given, right, TOTP_DIGITS) == 0 && step > last) {
            found = TRUE;
            *ret_step = step;
        }
    }
    return found;
}

/* RFC 4648 section 6; 20 bytes need no padding. */
static char *
base32(const guint8 secret[TOTP_SECRET_SIZE], guint group)
{
    static const char ALPHABET[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    GString *text = g_string_new(NULL);
    guint digits = TOTP_SECRET_SIZE * 8 / 5;

    for (guint i = 0; i < digits; i++) {
        guint bit = i * 5, byte = bit / 8, shift = bit % 8;
        guint pair = (guint)secret[byte] << 8 | (byte + 1 < TOTP_SECRET_SIZE ? secret[byte + 1] : 0u);

        if (group != 0 && i != 0 && i % group == 0)
            g_string_append_c(text, ' ');
        g_string_append_c(text, ALPHABET[pair >> (11 - shift) & 31]);
    }
    return g_string_free(text, FALSE);
}

char *
totp_secret_text(const guint8 secret[TOTP_SECRET_SIZE])
{
    return base32(secret, 4);
}

char *
totp_uri(const guint8 secret[TOTP_SECRET_SIZE], const char *issuer, const char *account)
{
    g_autofree char *who = g_uri_escape_string(account, NULL, FALSE), *by = g_uri_escape_string(issuer, NULL, FALSE);
    g_autofree char *text = base32(secret, 0);

    return g_strdup_printf("otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d", by, who, text,
                           by, TOTP_DIGITS, TOTP_STEP);
}
