/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "wire/jid.h"

static void
assert_text(const char *text, const char *expected)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Jid) jid = jid_parse(text, &error), again = NULL;
    g_autofree char *written = NULL;

    g_assert_no_error(error);
    written = jid_to_text(jid);
    g_assert_cmpstr(written, ==, expected);
    again = jid_parse(written, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(again->local, ==, jid->local);
}

static void
one_address_has_one_form_however_it_is_written(void)
{
    assert_text("Ada@Example.ORG/Phone", "ada@example.org/Phone");
    assert_text("ada@example.org.", "ada@example.org");
    assert_text("example.org", "example.org");
    assert_text("ada@xn--mnchen-3ya.example", "ada@münchen.example");
    assert_text("ada@MÜNCHEN.example", "ada@münchen.example");
    assert_text("ＡＤＡ@example.org", "ada@example.org");
    assert_text("u\xcc\x88@example.org", "ü@example.org");
    assert_text("ada@[2001:DB8::1]", "ada@[2001:db8::1]");
    assert_text("ada@127.0.0.1/a/b@c", "ada@127.0.0.1/a/b@c");
    assert_text("desk+c0123.mac@im.example", "desk+c0123.mac@im.example");
}

static void
assert_refused(const char *text, int code)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Jid) jid = jid_parse(text, &error);

    g_assert_null(jid);
    g_assert_error(error, TRIBUNE_ERROR, code);
    g_assert_null(strstr(error->message, "secret"));
}

static void
what_is_no_address_is_refused_without_quoting_it(void)
{
    static const char *const WRONG[] = { "",
                                         "@example.org",
                                         "secret@",
                                         "secret@/x",
                                         "se cret@example.org",
                                         "a@b@c",
                                         "secret&x@example.org",
                                         "secret@ex ample",
                                         "secret@a..b",
                                         "secret@example.org/",
                                         "secret\xff@example.org",
                                         "☃secret@example.org",
                                         "secret@.example",
                                         "secret@exa<mple" };

    for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++)
        assert_refused(WRONG[i], TRIBUNE_ERROR_INVALID);
}

static void
a_part_has_at_most_1023_octets(void)
{
    g_autofree char *fits = g_strnfill(JID_PART_MAX, 'a'), *long_local = g_strnfill(JID_PART_MAX + 1, 'a');
    g_autofree char *good = g_strconcat(fits, "@example.org", NULL),
                    *bad = g_strconcat(long_local, "@example.org", NULL);
    g_autofree char *resource = g_strconcat("ada@example.org/", long_local, NULL);

    assert_text(good, good);
    assert_refused(bad, TRIBUNE_ERROR_LIMIT);
    assert_refused(resource, TRIBUNE_ERROR_LIMIT);
}

static void
a_uri_names_the_bare_address(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Jid) jid = jid_parse("Ada%x@example.org/phone", NULL), back = NULL, other = NULL;
    g_autofree char *uri = jid_to_uri(jid);

    g_assert_cmpstr(uri, ==, "xmpp:ada%25x@example.org");
    back = jid_parse_uri(uri, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(back->local, ==, "ada%x");
    other = jid_parse_uri("XMPP:desk@im.example?message;body=hello", &error);
    g_assert_no_error(error);
    g_assert_cmpstr(other->local, ==, "desk");
    g_assert_null(jid_parse_uri("mailto:ada@example.org", NULL));
    g_assert_null(jid_parse_uri("xmpp:a%zz@example.org", NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/jid/one-address-has-one-form-however-it-is-written",
                    one_address_has_one_form_however_it_is_written);
    g_test_add_func("/jid/what-is-no-address-is-refused-without-quoting-it",
                    what_is_no_address_is_refused_without_quoting_it);
    g_test_add_func("/jid/a-part-has-at-most-1023-octets", a_part_has_at_most_1023_octets);
    g_test_add_func("/jid/a-uri-names-the-bare-address", a_uri_names_the_bare_address);
    return g_test_run();
}
