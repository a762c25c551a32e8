/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/standardwebhook.h"

/* The example of the specification. */
#define SECRET "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
#define ID     "msg_p5jXN8AQM9LWM0D4loKWxJek"
#define TIME   1614265330
#define BODY   "{\"test\": 2432232314}"
#define SIGNED "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

static gboolean
verifies(const char *timestamp, const char *field, const char *body, gint64 now)
{
    return standardwebhook_verify(SECRET, ID, timestamp, field, body, strlen(body), now);
}

static void
it_signs_as_the_specification_does(void)
{
    g_autofree char *signature = standardwebhook_sign(SECRET, ID, TIME, BODY, strlen(BODY));

    g_assert_cmpstr(signature, ==, SIGNED);
    g_assert_null(standardwebhook_sign("secret", ID, TIME, BODY, strlen(BODY)));
    g_assert_true(standardwebhook_is_secret(SECRET));
    g_assert_false(standardwebhook_is_secret("whsec_c2hvcnQ="));
}

static void
one_good_signature_of_several_is_enough(void)
{
    g_assert_true(verifies("1614265330", SIGNED, BODY, TIME + 300));
    g_assert_true(verifies("1614265330", "v1,AAAA v2,x " SIGNED, BODY, TIME));
}

static void
anything_else_is_refused(void)
{
    g_assert_false(verifies("1614265330", SIGNED, BODY " ", TIME));
    g_assert_false(verifies("1614265331", SIGNED, BODY, TIME));
    g_assert_false(verifies("1614265330", SIGNED, BODY, TIME + 301));
    g_assert_false(verifies("1614265330", SIGNED, BODY, TIME - 301));
    g_assert_false(verifies("1614265330", "", BODY, TIME));
    g_assert_false(verifies("", SIGNED, BODY, TIME));
    g_assert_false(verifies("1614265330", NULL, BODY, TIME));
    g_assert_false(verifies(NULL, SIGNED, BODY, TIME));
    g_assert_false(standardwebhook_verify(SECRET, NULL, "1614265330", SIGNED, BODY, strlen(BODY), TIME));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/standardwebhook/signs", it_signs_as_the_specification_does);
    g_test_add_func("/standardwebhook/several", one_good_signature_of_several_is_enough);
    g_test_add_func("/standardwebhook/refused", anything_else_is_refused);
    return g_test_run();
}
