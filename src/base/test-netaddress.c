/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/netaddress.h"

static void
every_way_of_writing_an_address_is_read_and_written_back(void)
{
    static const char *const texts[] = {
        "127.0.0.1:2424",         "[::1]:25",     "localhost:0", "*:8080", "mx.northam.example:25",
        "unix:/run/tribune/lmtp", "systemd:lmtp",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(NetAddress) address = netaddress_parse(texts[i], NULL);
        g_autoptr(NetAddress) copy = NULL;
        g_autofree char *text = NULL;

        g_assert_nonnull(address);
        copy = netaddress_copy(address);
        text = netaddress_format(copy);
        g_assert_cmpstr(text, ==, texts[i]);
    }
}

static void
parts_are_taken_apart(void)
{
    g_autoptr(NetAddress) address = netaddress_parse("[fe80::1%eth0]:8025", NULL);

    g_assert_nonnull(address);
    g_assert_cmpint(address->kind, ==, NETADDRESS_TCP);
    g_assert_cmpstr(address->host, ==, "fe80::1%eth0");
    g_assert_cmpuint(address->port, ==, 8025);
}

static void
anything_else_is_refused_with_the_forms_that_are_expected(void)
{
    static const char *const texts[] = {
        "",      ":",     ":25",       "host",   "host:",         "host:65536", "host:-1",  "host:25 ",    "::1:25",
        "[::1]", "[]:25", "[::1]x:25", "a b:25", "unix:relative", "unix:",      "systemd:", "systemd:a:b", "**:1",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(netaddress_parse(texts[i], &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
        g_assert_nonnull(g_strstr_len(error->message, -1, "HOST:PORT"));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/netaddress/every-way-of-writing-an-address-is-read-and-written-back",
                    every_way_of_writing_an_address_is_read_and_written_back);
    g_test_add_func("/netaddress/parts-are-taken-apart", parts_are_taken_apart);
    g_test_add_func("/netaddress/anything-else-is-refused-with-the-forms-that-are-expected",
                    anything_else_is_refused_with_the_forms_that_are_expected);
    return g_test_run();
}
