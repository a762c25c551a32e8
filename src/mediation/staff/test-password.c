/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/thread.h"
#include "mediation/staff/password.h"

static void
any_long_password_will_do(void)
{
    static const char *const GOOD[] = { "four plain words here", "zwölf Zeichen", "aaaaaaaaaaab",
                                        "\xf0\x9f\x90\x8e horse, rider, moon", "petra1234567" };
    g_autofree char *longest = g_strdup_printf("start%s", "abcdefghijklmnopqrstuvwxyz");

    for (gsize i = 0; i < G_N_ELEMENTS(GOOD); i++) {
        g_autoptr(GError) error = NULL;

        password_check(GOOD[i], "boss", &error);
        g_assert_no_error(error);
    }
    g_assert_true(password_check(longest, "boss", NULL));
}

static void
short_common_repeated_and_telling_passwords_are_refused(void)
{
    static const char *const BAD[] = { "",
                                       "elevenchars",
                                       "Password1234",
                                       "1Q2W3E4R5T6Y",
                                       "aaaaaaaaaaaa",
                                       "abcabcabcabc",
                                       "ab1!ab1!ab1!ab",
                                       "my petra.n word",
                                       "PETRA.N is here",
                                       "\xff\xfe is not text" };

    for (gsize i = 0; i < G_N_ELEMENTS(BAD); i++) {
        g_autoptr(GError) error = NULL;

        g_test_message("%zu", i);
        g_assert_false(password_check(BAD[i], "petra.n", &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    }
    g_assert_true(password_check("al is in the middle", "al", NULL));
}

static void
the_bounds_are_12_and_256_characters(void)
{
    GString *text = g_string_new(NULL);

    for (int i = 0; i < 64; i++)
        g_string_append_printf(text, "%02dä!", i);
    g_assert_cmpint(g_utf8_strlen(text->str, -1), ==, 256);
    g_assert_true(password_check(text->str, "boss", NULL));
    g_string_append_c(text, 'x');
    g_assert_false(password_check(text->str, "boss", NULL));
    g_string_free(text, TRUE);
    g_assert_true(password_check("äbcdefghijkm", "boss", NULL));
    g_assert_false(password_check("äbcdefghijk", "boss", NULL));
}

static void
passwords_made_for_others_will_do_and_differ(void)
{
    g_autofree char *first = password_make(), *second = password_make();

    g_assert_true(password_check(first, "petra", NULL));
    g_assert_cmpuint(strlen(first), ==, 19);
    g_assert_cmpstr(first, !=, second);
}

static gboolean
is_right(PasswordHasher *hasher, const char *stored, const char *password)
{
    g_autoptr(GError) error = NULL;
    gboolean right = FALSE;

    password_verify(hasher, stored, password, &right, &error);
    g_assert_no_error(error);
    return right;
}

static void
only_the_password_itself_is_right(void)
{
    g_autoptr(PasswordHasher) hasher = password_hasher_new();
    g_autofree char *stored = password_hash(hasher, "four plain words", NULL), *again = NULL, *huge = NULL;

    again = password_hash(hasher, "four plain words", NULL);
    huge = g_strnfill(PASSWORD_SIZE_MAX + 1, 'x');
    g_assert_cmpstr(stored, !=, again);
    g_assert_true(is_right(hasher, stored, "four plain words"));
    g_assert_false(is_right(hasher, stored, "four plain word"));
    g_assert_false(is_right(hasher, stored, ""));
    g_assert_false(is_right(hasher, stored, huge));
    g_assert_null(password_hash(hasher, huge, NULL));
}

static void
composed_and_decomposed_letters_are_the_same(void)
{
    g_autoptr(PasswordHasher) hasher = password_hasher_new();
    g_autofree char *stored = password_hash(hasher, "M\xc3\xbcnchner Freiheit", NULL);

    g_assert_true(is_right(hasher, stored, "Mu\xcc\x88nchner Freiheit"));
}

static void
what_is_stored_is_argon2id_at_the_stated_cost(void)
{
    g_autoptr(PasswordHasher) hasher = password_hasher_new();
    g_autofree char *stored = password_hash(hasher, "four plain words", NULL);

    g_assert_true(g_str_has_prefix(stored, "$argon2id$v=19$m=65536,t=2,p=1$"));
}

static void
nobody_costs_as_much_and_is_never_right(void)
{
    g_autoptr(PasswordHasher) hasher = password_hasher_new();
    g_autofree char *stored = password_hash(hasher, "four plain words", NULL);
    gint64 somebody = G_MAXINT64, nobody = G_MAXINT64;

    for (int i = 0; i < 3; i++) {
        gint64 start = clock_monotonic();

        g_assert_false(is_right(hasher, stored, "wrong plain words"));
        somebody = MIN(somebody, clock_monotonic() - start);
        start = clock_monotonic();
        g_assert_false(is_right(hasher, NULL, "wrong plain words"));
        nobody = MIN(nobody, clock_monotonic() - start);
    }
    /* The machine may be busy; a look-up alone would be a thousand times faster. */
    g_assert_cmpint(nobody, >, somebody / 4);
    g_assert_false(is_right(hasher, NULL, ""));
}

static void
what_is_no_password_in_the_store_is_corrupt(void)
{
    g_autoptr(PasswordHasher) hasher = password_hasher_new();
    g_autoptr(GError) error = NULL;
    gboolean right = TRUE;

    g_assert_false(password_verify(hasher, "plain text", "plain text", &right, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT);
}

typedef struct {
    PasswordHasher *hasher;
    gint refused, hashed;
} Crowd;

static void
hash_one(gpointer data)
{
    Crowd *crowd = data;
    g_autoptr(GError) error = NULL;
    g_autofree char *stored = password_hash(crowd->hasher, "four plain words", &error);

    if (stored != NULL) {
        g_atomic_int_inc(&crowd->hashed);
        return;
    }
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY);
    g_atomic_int_inc(&crowd->refused);
}

/* Two compute and 32 wait: of 40 who come at once, some are sent away and the others are served. */
static void
a_crowd_is_bounded(void)
{
    g_autoptr(PasswordHasher) hasher = password_hasher_new();
    Crowd crowd = { hasher, 0, 0 };
    Thread *threads[60];

    for (gsize i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = thread_start("crowd", hash_one, &crowd);
    for (gsize i = 0; i < G_N_ELEMENTS(threads); i++)
        thread_join(threads[i]);
    g_assert_cmpint(crowd.hashed + crowd.refused, ==, 60);
    g_assert_cmpint(crowd.hashed, >=, 2);
    g_assert_cmpint(crowd.refused, >=, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/password/any-long-password-will-do", any_long_password_will_do);
    g_test_add_func("/password/short-common-repeated-and-telling-passwords-are-refused",
                    short_common_repeated_and_telling_passwords_are_refused);
    g_test_add_func("/password/the-bounds-are-12-and-256-characters", the_bounds_are_12_and_256_characters);
    g_test_add_func("/password/passwords-made-for-others-will-do-and-differ",
                    passwords_made_for_others_will_do_and_differ);
    g_test_add_func("/password/only-the-password-itself-is-right", only_the_password_itself_is_right);
    g_test_add_func("/password/composed-and-decomposed-letters-are-the-same",
                    composed_and_decomposed_letters_are_the_same);
    g_test_add_func("/password/what-is-stored-is-argon2id-at-the-stated-cost",
                    what_is_stored_is_argon2id_at_the_stated_cost);
    g_test_add_func("/password/nobody-costs-as-much-and-is-never-right", nobody_costs_as_much_and_is_never_right);
    g_test_add_func("/password/what-is-no-password-in-the-store-is-corrupt",
                    what_is_no_password_in_the_store_is_corrupt);
    g_test_add_func("/password/a-crowd-is-bounded", a_crowd_is_bounded);
    return g_test_run();
}
