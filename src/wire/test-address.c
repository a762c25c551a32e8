/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "wire/address.h"

static Address *
parse(const char *text)
{
    return address_parse(text, strlen(text), NULL);
}

static void
assert_text(const char *text, const char *local, const char *domain)
{
    g_autoptr(Address) address = parse(text);

    g_assert_nonnull(address);
    g_assert_cmpstr(address->local, ==, local);
    g_assert_cmpstr(address->domain, ==, domain);
}

static void
assert_refused(const char *text, TribuneError code)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Address) address = address_parse(text, strlen(text), &error);

    g_assert_null(address);
    g_assert_error(error, TRIBUNE_ERROR, (gint)code);
}

static void
the_local_part_keeps_its_case_and_the_domain_is_lower_cased(void)
{
    assert_text("Ada.Lovelace@Northam.EXAMPLE", "Ada.Lovelace", "northam.example");
    assert_text("ada@northam.example.", "ada", "northam.example");
}

static void
quotes_and_escapes_are_undone(void)
{
    assert_text("\"ada lovelace\"@northam.example", "ada lovelace", "northam.example");
    assert_text("\"a\\\"b\\\\c\"@northam.example", "a\"b\\c", "northam.example");
    assert_text("\"ada\"@northam.example", "ada", "northam.example");
    assert_text("\"a@b\"@northam.example", "a@b", "northam.example");
}

static void
international_domains_become_a_labels_and_sharp_s_stays(void)
{
    assert_text("jörg@Müller.example", "jörg", "xn--mller-kva.example");
    assert_text("info@straße.example", "info", "xn--strae-oqa.example");
    assert_text("info@xn--mller-kva.example", "info", "xn--mller-kva.example");
}

static void
address_literals_are_accepted_only_when_they_are_addresses(void)
{
    assert_text("ada@[192.0.2.1]", "ada", "[192.0.2.1]");
    assert_text("ada@[IPv6:2001:DB8::1]", "ada", "[IPv6:2001:db8::1]");
    assert_refused("ada@[192.0.2.999]", TRIBUNE_ERROR_INVALID);
    assert_refused("ada@[2001:db8::1]", TRIBUNE_ERROR_INVALID);
    assert_refused("ada@[192.0.2.1", TRIBUNE_ERROR_INVALID);
}

static void
malformed_addresses_are_refused(void)
{
    static const char *const wrong[] = {
        "",
        "@",
        "ada",
        "ada@",
        "@northam.example",
        ".ada@x.example",
        "ada.@x.example",
        "a..b@x.example",
        "a b@x.example",
        "ada@x..example",
        "ada@-x.example",
        "ada@x example",
        "\"ada@x.example",
        "\"\"@x.example",
        "\"a\nb\"@x.example",
        "ada@x.example\r\nRCPT TO:<eve@x.example>",
        "a\xff@x.example",
        "<ada@x.example>",
        "ada(c)@x.example",
        "ada@b@c.example",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++)
        assert_refused(wrong[i], TRIBUNE_ERROR_INVALID);
}

static void
limits_are_64_octets_255_octets_and_256_together(void)
{
    g_autofree char *local64 = g_strnfill(64, 'a');
    g_autofree char *good = g_strdup_printf("%s@x.example", local64);
    g_autofree char *bad = g_strdup_printf("a%s@x.example", local64);
    g_autofree char *label = g_strnfill(60, 'b');
    g_autofree char *long_domain = g_strdup_printf("a@%s.%s.%s.%s.example", label, label, label, label);

    assert_text(good, local64, "x.example");
    assert_refused(bad, TRIBUNE_ERROR_LIMIT);
    g_assert_cmpuint(strlen(long_domain), >, 250);
    g_assert_cmpuint(strlen(long_domain), <=, 256);
    assert_text(long_domain, "a", long_domain + 2);
    {
        g_autofree char *longer = g_strconcat(long_domain, ".longer", NULL);
        assert_refused(longer, TRIBUNE_ERROR_LIMIT);
    }
}

static void
header_addresses_may_have_stray_dots_and_long_local_parts(void)
{
    g_autofree char *local = g_strnfill(100, 'a');
    g_autofree char *text = g_strdup_printf(" %s..b.@x.example ", local);
    g_autoptr(Address) address = address_parse_loose(text, strlen(text), NULL);

    g_assert_nonnull(address);
    g_assert_true(g_str_has_suffix(address->local, "..b."));
}

static void
paths_drop_source_routes_and_know_null_and_postmaster(void)
{
    Address *address = NULL;

    g_assert_true(address_parse_path("<@relay.example,@b.example:ada@x.example>", 41, &address, NULL));
    g_assert_cmpstr(address->local, ==, "ada");
    g_clear_pointer(&address, address_free);
    g_assert_true(address_parse_path("<>", 2, &address, NULL));
    g_assert_null(address);
    g_assert_true(address_parse_path("<PostMaster>", 12, &address, NULL));
    g_assert_cmpstr(address->local, ==, "postmaster");
    g_assert_cmpstr(address->domain, ==, "");
    g_clear_pointer(&address, address_free);
    g_assert_false(address_parse_path("ada@x.example", 13, &address, NULL));
    g_assert_false(address_parse_path("<ada>", 5, &address, NULL));
}

static void
uris_are_canonical_and_come_back(void)
{
    static const struct {
        const char *text, *uri;
    } cases[] = {
        { "ada@X.example", "mailto:ada@x.example" },
        { "desk+c123.ab@x.example", "mailto:desk+c123.ab@x.example" },
        { "\"a b?\"@x.example", "mailto:%22a%20b%3F%22@x.example" },
        { "a&b%c=d@x.example", "mailto:a%26b%25c%3Dd@x.example" },
        { "jörg@x.example", "mailto:j%C3%B6rg@x.example" },
        { "ada@[IPv6:2001:db8::1]", "mailto:ada@[IPv6:2001:db8::1]" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Address) address = parse(cases[i].text);
        g_autofree char *uri = address_to_uri(address);
        g_autoptr(Address) again = address_parse_uri(uri, NULL);

        g_assert_cmpstr(uri, ==, cases[i].uri);
        g_assert_true(address_equal(address, again));
    }
    g_assert_null(address_parse_uri("mailto:ada@x.example?subject=x", NULL));
    g_assert_null(address_parse_uri("mailto:ada%00@x.example", NULL));
    g_assert_null(address_parse_uri("https://x.example", NULL));
}

static void
the_local_part_is_quoted_only_when_it_must_be(void)
{
    g_autoptr(Address) plain = parse("\"ada\"@x.example");
    g_autoptr(Address) quoted = parse("\"a \\\"b\"@x.example");
    g_autofree char *plain_text = address_to_text(plain);
    g_autofree char *quoted_text = address_to_text(quoted);

    g_assert_cmpstr(plain_text, ==, "ada@x.example");
    g_assert_cmpstr(quoted_text, ==, "\"a \\\"b\"@x.example");
}

static void
the_extension_begins_at_the_first_delimiter(void)
{
    g_autoptr(Address) address = parse("desk+c123+x@x.example");
    g_autoptr(Address) none = parse("desk@x.example");
    g_autoptr(Address) empty = parse("desk+@x.example");
    g_autofree char *base = NULL;
    g_autofree char *extension = NULL;
    char *unset = NULL;

    g_assert_true(address_split_extension(address, '+', &base, &extension));
    g_assert_cmpstr(base, ==, "desk");
    g_assert_cmpstr(extension, ==, "c123+x");
    g_assert_false(address_split_extension(none, '+', &unset, &unset));
    g_assert_false(address_split_extension(empty, '+', &unset, &unset));
    g_assert_false(address_split_extension(address, '\0', &unset, &unset));
    g_assert_null(unset);
}

static void
people_are_the_same_whatever_the_case_of_their_local_part(void)
{
    g_autoptr(Address) a = parse("Ada@x.example");
    g_autoptr(Address) b = parse("ada@X.EXAMPLE");
    g_autoptr(Address) c = parse("bob@x.example");

    g_assert_true(address_equal(a, b));
    g_assert_false(address_equal(a, c));
    g_assert_false(address_needs_smtputf8(a));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name) g_test_add_func("/address/" #name, name)
    ADD(the_local_part_keeps_its_case_and_the_domain_is_lower_cased);
    ADD(quotes_and_escapes_are_undone);
    ADD(international_domains_become_a_labels_and_sharp_s_stays);
    ADD(address_literals_are_accepted_only_when_they_are_addresses);
    ADD(malformed_addresses_are_refused);
    ADD(limits_are_64_octets_255_octets_and_256_together);
    ADD(header_addresses_may_have_stray_dots_and_long_local_parts);
    ADD(paths_drop_source_routes_and_know_null_and_postmaster);
    ADD(uris_are_canonical_and_come_back);
    ADD(the_local_part_is_quoted_only_when_it_must_be);
    ADD(the_extension_begins_at_the_first_delimiter);
    ADD(people_are_the_same_whatever_the_case_of_their_local_part);
    return g_test_run();
}
