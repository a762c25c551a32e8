/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/error.h"
#include "base/thread.h"
#include "mediation/rate-limit.h"
#include "mediation/staff/sign-in-guard.h"

static const RateLimitRule RULE = {
    .tries = 6,
    .window = 1000,
    .at_once = 3,
    .first_pause = 10,
    .longest_pause = 25,
    .keys = 3,
};

static void
after_the_first_few_each_waits_twice_as_long(void)
{
    g_autoptr(RateLimit) limit = rate_limit_new(&RULE);
    gint64 wait = -1;

    for (int i = 0; i < 3; i++)
        g_assert_true(rate_limit_take(limit, "petra", 100, &wait));
    g_assert_false(rate_limit_take(limit, "petra", 100, &wait));
    g_assert_cmpint(wait, ==, 10);
    g_assert_false(rate_limit_take(limit, "petra", 109, &wait));
    g_assert_cmpint(wait, ==, 1);
    g_assert_true(rate_limit_take(limit, "petra", 110, &wait));
    g_assert_false(rate_limit_take(limit, "petra", 129, &wait));
    g_assert_true(rate_limit_take(limit, "petra", 130, &wait));
    g_assert_false(rate_limit_take(limit, "petra", 154, &wait));
    g_assert_cmpint(wait, ==, 1);
    g_assert_true(rate_limit_take(limit, "petra", 155, &wait));
}

static void
a_window_has_so_many_tries_and_no_more(void)
{
    g_autoptr(RateLimit) limit = rate_limit_new(&RULE);
    gint64 wait = -1;

    for (int i = 0; i < 6; i++)
        g_assert_true(rate_limit_take(limit, "petra", 100 + 100 * i, NULL));
    g_assert_false(rate_limit_take(limit, "petra", 700, &wait));
    g_assert_cmpint(wait, ==, 400);
    g_assert_false(rate_limit_take(limit, "petra", 1099, NULL));
    g_assert_true(rate_limit_take(limit, "petra", 1100, NULL));
    g_assert_false(rate_limit_take(limit, "petra", 1199, NULL));
}

static void
keys_do_not_share(void)
{
    g_autoptr(RateLimit) limit = rate_limit_new(&RULE);

    for (int i = 0; i < 3; i++)
        g_assert_true(rate_limit_take(limit, "petra", 100, NULL));
    g_assert_false(rate_limit_take(limit, "petra", 100, NULL));
    g_assert_true(rate_limit_take(limit, "boss", 100, NULL));
}

static void
harmless_tries_do_not_count(void)
{
    g_autoptr(RateLimit) limit = rate_limit_new(&RULE);

    for (int i = 0; i < 20; i++) {
        g_assert_true(rate_limit_take(limit, "petra", 100, NULL));
        rate_limit_give_back(limit, "petra");
    }
    g_assert_cmpuint(rate_limit_size(limit), ==, 0);
    for (int i = 0; i < 3; i++)
        g_assert_true(rate_limit_take(limit, "petra", 100, NULL));
    rate_limit_forget(limit, "petra");
    g_assert_true(rate_limit_take(limit, "petra", 100, NULL));
}

static void
memory_is_bounded_and_the_quietest_is_forgotten(void)
{
    g_autoptr(RateLimit) limit = rate_limit_new(&RULE);

    for (int i = 0; i < 3; i++)
        g_assert_true(rate_limit_take(limit, "a", 100, NULL));
    g_assert_true(rate_limit_take(limit, "b", 101, NULL));
    g_assert_true(rate_limit_take(limit, "c", 102, NULL));
    g_assert_true(rate_limit_take(limit, "a", 115, NULL));
    g_assert_true(rate_limit_take(limit, "d", 116, NULL));
    g_assert_cmpuint(rate_limit_size(limit), ==, 3);
    g_assert_false(rate_limit_take(limit, "a", 117, NULL));
}

static void
a_clock_set_back_locks_nobody_out(void)
{
    g_autoptr(RateLimit) limit = rate_limit_new(&RULE);
    gint64 wait = -1;

    for (int i = 0; i < 3; i++)
        g_assert_true(rate_limit_take(limit, "petra", 1000000, NULL));
    g_assert_false(rate_limit_take(limit, "petra", 500, &wait));
    g_assert_cmpint(wait, ==, 10);
}

/* ---- the limits of the door ---- */

static int
tries(SignInGuard *guard, const char *login, const char *address, int most)
{
    int passed = 0;

    /* Two minutes apart, so that pauses do not count, and within one window. */
    for (int i = 0; i < most; i++)
        passed += sign_in_guard_enter(guard, login, address, CLOCK_HOUR + i * CLOCK_MINUTE, NULL) ? 1 : 0;
    return passed;
}

static void
a_login_can_be_guessed_ten_times(void)
{
    g_autoptr(SignInGuard) guard = sign_in_guard_new();
    g_autoptr(GError) error = NULL;

    g_assert_cmpint(tries(guard, "petra", "192.0.2.1", 14), ==, 10);
    g_assert_false(sign_in_guard_enter(guard, "petra", "198.51.100.7", CLOCK_HOUR + 14 * CLOCK_MINUTE, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY);
    g_assert_true(sign_in_guard_enter(guard, "petra", "198.51.100.7", CLOCK_HOUR + 15 * CLOCK_MINUTE, NULL));
}

static void
an_address_has_fifty_tries_for_all_logins(void)
{
    g_autoptr(SignInGuard) guard = sign_in_guard_new();
    int passed = 0;

    for (int i = 0; i < 60; i++) {
        g_autofree char *login = g_strdup_printf("login%d", i), *address = g_strdup_printf("2001:db8:1:2::%d", i);

        passed += sign_in_guard_enter(guard, login, address, CLOCK_HOUR + i, NULL) ? 1 : 0;
    }
    g_assert_cmpint(passed, ==, 50);
    g_assert_true(sign_in_guard_enter(guard, "login", "2001:db8:1:3::1", CLOCK_HOUR + 60, NULL));
    g_assert_true(sign_in_guard_enter(guard, "login", "::ffff:192.0.2.1", CLOCK_HOUR + 60, NULL));
}

static void
a_stranger_does_not_lock_out_the_owner(void)
{
    g_autoptr(SignInGuard) guard = sign_in_guard_new();

    g_assert_true(sign_in_guard_enter(guard, "petra", "192.0.2.1", CLOCK_HOUR, NULL));
    sign_in_guard_welcome(guard, "petra", "192.0.2.1");
    g_assert_cmpint(tries(guard, "petra", "203.0.113.9", 14), ==, 10);
    g_assert_true(sign_in_guard_enter(guard, "petra", "192.0.2.1", CLOCK_HOUR + 14 * CLOCK_MINUTE, NULL));
    g_assert_false(sign_in_guard_enter(guard, "petra", "192.0.2.2", CLOCK_HOUR + 14 * CLOCK_MINUTE, NULL));
}

static void
trouble_of_ours_does_not_count(void)
{
    g_autoptr(SignInGuard) guard = sign_in_guard_new();

    for (int i = 0; i < 100; i++) {
        g_assert_true(sign_in_guard_enter(guard, "petra", "192.0.2.1", CLOCK_HOUR, NULL));
        sign_in_guard_excuse(guard, "petra", "192.0.2.1");
    }
}

typedef struct {
    SignInGuard *guard;
    gint passed;
} Storm;

static void
try_many(gpointer data)
{
    Storm *storm = data;

    for (int i = 0; i < 3000; i++) {
        g_autofree char *address = g_strdup_printf("10.0.%d.%d", i / 250, i % 250);

        if (sign_in_guard_enter(storm->guard, "petra", address, CLOCK_HOUR, NULL))
            g_atomic_int_inc(&storm->passed);
        if (sign_in_guard_enter(storm->guard, address, address, CLOCK_HOUR, NULL))
            sign_in_guard_welcome(storm->guard, address, address);
    }
}

static void
many_at_once_get_no_more_tries_than_one(void)
{
    g_autoptr(SignInGuard) guard = sign_in_guard_new();
    Storm storm = { guard, 0 };
    Thread *threads[4];

    for (gsize i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = thread_start("storm", try_many, &storm);
    for (gsize i = 0; i < G_N_ELEMENTS(threads); i++)
        thread_join(threads[i]);
    g_assert_cmpint(storm.passed, ==, 3);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rate-limit/after-the-first-few-each-waits-twice-as-long",
                    after_the_first_few_each_waits_twice_as_long);
    g_test_add_func("/rate-limit/a-window-has-so-many-tries-and-no-more", a_window_has_so_many_tries_and_no_more);
    g_test_add_func("/rate-limit/keys-do-not-share", keys_do_not_share);
    g_test_add_func("/rate-limit/harmless-tries-do-not-count", harmless_tries_do_not_count);
    g_test_add_func("/rate-limit/memory-is-bounded-and-the-quietest-is-forgotten",
                    memory_is_bounded_and_the_quietest_is_forgotten);
    g_test_add_func("/rate-limit/a-clock-set-back-locks-nobody-out", a_clock_set_back_locks_nobody_out);
    g_test_add_func("/sign-in-guard/a-login-can-be-guessed-ten-times", a_login_can_be_guessed_ten_times);
    g_test_add_func("/sign-in-guard/an-address-has-fifty-tries-for-all-logins",
                    an_address_has_fifty_tries_for_all_logins);
    g_test_add_func("/sign-in-guard/a-stranger-does-not-lock-out-the-owner", a_stranger_does_not_lock_out_the_owner);
    g_test_add_func("/sign-in-guard/trouble-of-ours-does-not-count", trouble_of_ours_does_not_count);
    g_test_add_func("/sign-in-guard/many-at-once-get-no-more-tries-than-one", many_at_once_get_no_more_tries_than_one);
    return g_test_run();
}
