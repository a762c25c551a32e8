/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "wire/telephone.h"

static const TelephonePlan BRITAIN = { "44", "0", "00", FALSE };
static const TelephonePlan NETWORK = { "44", "0", "00", TRUE };

static void
assert_is(const char *text, const TelephonePlan *plan, const char *uri)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *found = telephone_parse(text, plan, &error);

    g_assert_cmpstr(found, ==, uri);
    if (uri == NULL)
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

static void
one_number_has_one_uri_however_it_is_written(void)
{
    static const char *const WAYS[] = {
        "+447700900123",  "+44 7700 900123",           "+44 (0)7700 900-123", "07700 900123",       "00447700900123",
        "0 7700/900.123", "(07700)\u00a0900\u2011123", "tel:+447700900123",   "TEL:+44-7700-900123"
    };

    for (guint i = 0; i < G_N_ELEMENTS(WAYS); i++)
        assert_is(WAYS[i], &BRITAIN, "tel:+447700900123");
}

static void
digits_alone_are_whole_for_networks_only(void)
{
    assert_is("447700900123", &NETWORK, "tel:+447700900123");
    assert_is("07700900123", &NETWORK, "tel:+447700900123");
    assert_is("447700900123", &BRITAIN, NULL);
}

static void
a_short_code_belongs_to_its_country(void)
{
    assert_is("32100", &BRITAIN, "tel:32100;phone-context=+44");
    assert_is("tel:32100;phone-context=+49", &BRITAIN, "tel:32100;phone-context=+49");
    assert_is("32", &NETWORK, NULL);
}

static void
what_is_no_number_is_refused(void)
{
    static const char *const NONE[] = { "",
                                        "+",
                                        "hello",
                                        "+44 7700 90012a",
                                        "0",
                                        "+0447700900123",
                                        "+1234567890123456",
                                        "++447700900123",
                                        ("+44\xff"
                                         "7700900123"),
                                        "٠٧٧٠٠٩٠٠١٢٣" };

    for (guint i = 0; i < G_N_ELEMENTS(NONE); i++)
        assert_is(NONE[i], &NETWORK, NULL);
}

static void
the_network_gets_digits(void)
{
    g_autofree char *world = telephone_dial("tel:+447700900123"), *code = telephone_dial("tel:32100;phone-context=+44");

    g_assert_cmpstr(world, ==, "+447700900123");
    g_assert_cmpstr(code, ==, "32100");
    g_assert_null(telephone_dial("mailto:a@b.example"));
    g_assert_null(telephone_dial("tel:+44&to=1"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/telephone/ways", one_number_has_one_uri_however_it_is_written);
    g_test_add_func("/telephone/bare", digits_alone_are_whole_for_networks_only);
    g_test_add_func("/telephone/short", a_short_code_belongs_to_its_country);
    g_test_add_func("/telephone/none", what_is_no_number_is_refused);
    g_test_add_func("/telephone/dial", the_network_gets_digits);
    return g_test_run();
}
