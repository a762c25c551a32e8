/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/keypair.h"

#include <string.h>

#include "base/error.h"
#include "base/thread.h"

#define THREADS 8
#define TIMES   20

static const char TEXT[] = "date: Sun, 29 Nov 2026 12:00:00 GMT";

static gboolean
holds(const Keypair *pair, const guint8 *signature, gsize length)
{
    g_autofree char *pem = keypair_public(pair);
    g_autoptr(PublicKey) key = public_key_read(pem, NULL);

    return public_key_verify(key, TEXT, strlen(TEXT), signature, length);
}

static void
what_one_signs_the_other_half_verifies(void)
{
    for (KeyKind kind = KEY_RSA; kind <= KEY_ED25519; kind++) {
        g_autoptr(Keypair) pair = keypair_new(kind, NULL);
        gsize length;
        g_autofree guint8 *signature = keypair_sign(pair, TEXT, strlen(TEXT), &length);

        g_assert_true(holds(pair, signature, length));
        signature[length / 2] ^= 1;
        g_assert_false(holds(pair, signature, length));
    }
}

static void
a_pair_that_was_put_away_signs_the_same(void)
{
    g_autoptr(Keypair) pair = keypair_new(KEY_RSA, NULL), again = NULL;
    g_autofree char *secret = keypair_secret(pair);
    gsize length, length_again;
    g_autofree guint8 *signature = keypair_sign(pair, TEXT, strlen(TEXT), &length), *signature_again = NULL;

    again = keypair_read(secret, NULL);
    signature_again = keypair_sign(again, TEXT, strlen(TEXT), &length_again);
    g_assert_cmpmem(signature, length, signature_again, length_again);
}

static void
sign_often(gpointer data)
{
    for (guint i = 0; i < TIMES; i++) {
        gsize length;
        g_autofree guint8 *signature = keypair_sign(data, TEXT, strlen(TEXT), &length);

        g_assert_true(holds(data, signature, length));
    }
}

static void
threads_sign_with_one_pair_at_once(void)
{
    g_autoptr(Keypair) pair = keypair_new(KEY_RSA, NULL);
    Thread *threads[THREADS];

    for (guint i = 0; i < THREADS; i++)
        threads[i] = thread_start("signer", sign_often, pair);
    for (guint i = 0; i < THREADS; i++)
        thread_join(threads[i]);
}

static void
a_text_that_is_no_key_is_refused(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(public_key_read("-----BEGIN PUBLIC KEY-----\nnone\n-----END PUBLIC KEY-----\n", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name) g_test_add_func("/wire/keypair/" #name, name)
    TEST(what_one_signs_the_other_half_verifies);
    TEST(a_pair_that_was_put_away_signs_the_same);
    TEST(threads_sign_with_one_pair_at_once);
    TEST(a_text_that_is_no_key_is_refused);
    return g_test_run();
}
