/* SPDX-License-Identifier: Apache-2.0 */
#include <netdb.h>
#include <sys/un.h>

#include "base/error.h"
#include "net/guard.h"

static gboolean
allows(const Guard *guard, const char *text)
{
    struct addrinfo hints = { .ai_flags = AI_NUMERICHOST, .ai_socktype = SOCK_STREAM };
    struct addrinfo *found;
    gboolean allowed;

    g_assert_cmpint(getaddrinfo(text, "80", &hints, &found), ==, 0);
    allowed = guard_allows(guard, found->ai_addr);
    freeaddrinfo(found);
    g_test_message("%s: %d", text, allowed);
    return allowed;
}

static void
public_addresses_are_allowed(void)
{
    static const char *const texts[] = {
        "8.8.8.8",
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.1",
        "169.253.255.255",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "223.255.255.255",
        "2a00:1450:4001::1",
        "2600::1",
        "2001:4860:4860::8888",
        "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",
    };
    g_autoptr(Guard) guard = guard_new(NULL, NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        g_assert_true(allows(guard, texts[i]));
}

static void
inner_and_special_addresses_are_refused_however_they_are_written(void)
{
    static const char *const texts[] = {
        "127.0.0.1",
        "127.255.255.255",
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.1.1.1",
        "240.0.0.1",
        "255.255.255.255",
        "2130706433",
        "0x7f.1",
        "017700000001",
        "127.1", /* all are 127.0.0.1 */
        "::",
        "::1",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "2001:db8::1",
        "2001::1",
        "2002:7f00:1::",
        "3fff::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "64:ff9b::127.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::8.8.8.8",
        "100::1",
        "5f00::1",
        "4000::1",
    };
    g_autoptr(Guard) guard = guard_new(NULL, NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        g_assert_false(allows(guard, texts[i]));
}

static void
what_is_not_ip_is_refused(void)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX, .sun_path = "/run/docker.sock" };
    g_autoptr(Guard) guard = guard_new(NULL, NULL);

    g_assert_false(guard_allows(guard, (struct sockaddr *)&address));
}

static void
the_operator_can_allow_networks(void)
{
    static const char *const allowed[] = { "127.0.0.1", "10.1.0.0/16", "fd00:1::/32", NULL };
    g_autoptr(Guard) guard = guard_new(allowed, NULL);

    g_assert_true(allows(guard, "127.0.0.1"));
    g_assert_true(allows(guard, "::ffff:127.0.0.1"));
    g_assert_false(allows(guard, "127.0.0.2"));
    g_assert_true(allows(guard, "10.1.255.255"));
    g_assert_false(allows(guard, "10.2.0.0"));
    g_assert_true(allows(guard, "fd00:1:ffff::1"));
    g_assert_false(allows(guard, "fd00:2::1"));
}

static void
what_is_no_network_is_a_configuration_error(void)
{
    static const char *const texts[] = { "",       "localhost", "10.1.0.0/33", "10.1/16",
                                         "::/129", "10.0.0.0/", "10.0.0.0/x",  "10.0.0.0/-1" };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        const char *const list[] = { texts[i], NULL };
        g_autoptr(GError) error = NULL;

        g_assert_null(guard_new(list, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/guard/public-addresses-are-allowed", public_addresses_are_allowed);
    g_test_add_func("/guard/inner-and-special-addresses-are-refused-however-they-are-written",
                    inner_and_special_addresses_are_refused_however_they_are_written);
    g_test_add_func("/guard/what-is-not-ip-is-refused", what_is_not_ip_is_refused);
    g_test_add_func("/guard/the-operator-can-allow-networks", the_operator_can_allow_networks);
    g_test_add_func("/guard/what-is-no-network-is-a-configuration-error", what_is_no_network_is_a_configuration_error);
    return g_test_run();
}
