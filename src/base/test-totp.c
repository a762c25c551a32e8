/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/totp.h"

#define SECOND G_GINT64_CONSTANT(1000000)

static const guint8 SECRET[] = "12345678901234567890"; /* of RFC 6238 appendix B */

/* The appendix has eight digits; six are the last six of them. */
static void
codes_are_those_of_the_rfc(void)
{
    static const struct {
        gint64 at;
        const char *code;
    } VECTORS[] = { { 59, "287082" },         { 1111111109, "081804" }, { 1111111111, "050471" },
                    { 1234567890, "005924" }, { 2000000000, "279037" }, { G_GINT64_CONSTANT(20000000000), "353130" } };

    for (guint i = 0; i < G_N_ELEMENTS(VECTORS); i++) {
        char code[TOTP_DIGITS + 1];

        totp_code(SECRET, totp_step(VECTORS[i].at * SECOND), code);
        g_assert_cmpstr(code, ==, VECTORS[i].code);
    }
}

static void
this_step_and_the_one_before_open(void)
{
    gint64 step = 0;

    g_assert_true(totp_check(SECRET, "287082", 59 * SECOND, -1, &step));
    g_assert_cmpint(step, ==, 1);
    g_assert_true(totp_check(SECRET, "287 082", 60 * SECOND, -1, &step));
    g_assert_cmpint(step, ==, 1);
    g_assert_false(totp_check(SECRET, "287082", 90 * SECOND, -1, &step));
    g_assert_false(totp_check(SECRET, "287082", 29 * SECOND, -1, &step));
}

static void
a_used_step_opens_nothing(void)
{
    gint64 step = 0;

    g_assert_false(totp_check(SECRET, "287082", 59 * SECOND, 1, &step));
    g_assert_true(totp_check(SECRET, "287082", 59 * SECOND, 0, &step));
}

static void
what_is_no_code_opens_nothing(void)
{
    static const char *const TYPED[] = { "", "28708", "2870822", "28708x", "-87082", "287082287082", "٢٨٧٠٨٢" };
    gint64 step = 0;

    for (guint i = 0; i < G_N_ELEMENTS(TYPED); i++)
        g_assert_false(totp_check(SECRET, TYPED[i], 59 * SECOND, -1, &step));
}

static void
the_secret_is_written_as_programs_read_it(void)
{
    g_autofree char *text = totp_secret_text(SECRET), *uri = totp_uri(SECRET, "Northam Council", "grace");

    g_assert_cmpstr(text, ==, "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    g_assert_cmpstr(uri, ==,
                    "otpauth://totp/Northam%20Council:grace?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                    "&issuer=Northam%20Council&algorithm=SHA1&digits=6&period=30");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/totp/codes-are-those-of-the-rfc", codes_are_those_of_the_rfc);
    g_test_add_func("/totp/this-step-and-the-one-before-open", this_step_and_the_one_before_open);
    g_test_add_func("/totp/a-used-step-opens-nothing", a_used_step_opens_nothing);
    g_test_add_func("/totp/what-is-no-code-opens-nothing", what_is_no_code_opens_nothing);
    g_test_add_func("/totp/the-secret-is-written-as-programs-read-it", the_secret_is_written_as_programs_read_it);
    return g_test_run();
}
