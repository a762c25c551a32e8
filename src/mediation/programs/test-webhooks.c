/* SPDX-License-Identifier: Apache-2.0 */
/* The rules of webhooks; their way from event to receiver is in tests/live/api.test.mjs. */
#include <string.h>

#include "base/error.h"
#include "mediation/programs/webhooks.h"

/* The example of the Standard Webhooks specification's reference libraries. */
static void
a_signature_is_that_of_standard_webhooks(void)
{
    static const char secrets[] = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\nwhsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    g_autofree char *one =
        webhooks_sign(secrets, FALSE, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}");
    g_autofree char *both =
        webhooks_sign(secrets, TRUE, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}");

    g_assert_cmpstr(one, ==, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    g_assert_true(g_str_has_prefix(both, one));
    g_assert_cmpuint(strlen(both), ==, 2 * strlen(one) + 1);
}

static void
ten_attempts_take_about_three_days(void)
{
    gint64 sum = 0;

    for (guint i = 1; i < WEBHOOKS_ATTEMPTS; i++) {
        g_assert_cmpint(webhooks_pause(i), >=, i > 1 ? webhooks_pause(i - 1) : CLOCK_SECOND);
        sum += webhooks_pause(i);
    }
    g_assert_cmpint(sum, >, 3 * CLOCK_DAY);
    g_assert_cmpint(sum, <, 4 * CLOCK_DAY);
    g_assert_cmpint(webhooks_pause(WEBHOOKS_ATTEMPTS), ==, 0);
}

static void
an_address_is_https_and_holds_no_secret_of_its_own(void)
{
    static const char *const WRONG[] = { "",
                                         "example.org",
                                         "ftp://example.org",
                                         "https://",
                                         "https://a:b@example.org",
                                         "https://example.org/#x",
                                         "https://exa mple.org",
                                         "javascript:alert(1)",
                                         "file:///etc/passwd" };
    g_autofree char *filler = g_strnfill(WEBHOOKS_URL_MAX, 'a');
    g_autofree char *longer = g_strconcat("https://example.org/", filler, NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autoptr(GError) error = NULL;

        g_test_message("%s", WRONG[i]);
        g_assert_false(webhooks_check_url(WRONG[i], TRUE, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    }
    g_assert_false(webhooks_check_url(longer, TRUE, NULL));
    g_assert_true(webhooks_check_url("https://example.org:8443/hook?a=b", FALSE, NULL));
    g_assert_false(webhooks_check_url("http://example.org/hook", FALSE, NULL));
    g_assert_true(webhooks_check_url("http://example.org/hook", TRUE, NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/webhooks/a-signature-is-that-of-standard-webhooks", a_signature_is_that_of_standard_webhooks);
    g_test_add_func("/webhooks/ten-attempts-take-about-three-days", ten_attempts_take_about_three_days);
    g_test_add_func("/webhooks/an-address-is-https-and-holds-no-secret-of-its-own",
                    an_address_is_https_and_holds_no_secret_of_its_own);
    return g_test_run();
}
