/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/authres.h"

#include <string.h>

#define OURS "mx.northam.example"

/* "method=result name=value …" of every result, one line each. */
static char *
write_down(const char *value)
{
    g_autoptr(Authres) authres = authres_parse(value);
    GString *out = g_string_new(NULL);

    if (authres == NULL)
        return g_string_free(g_string_append(out, "nothing"), FALSE);
    g_string_append(out, authres->id);
    for (guint i = 0; i < authres->results->len; i++) {
        const AuthresResult *result = g_ptr_array_index(authres->results, i);

        g_string_append_printf(out, "\n%s=%s", result->method, result->result);
        if (result->reason != NULL)
            g_string_append_printf(out, " reason=[%s]", result->reason);
        for (guint j = 0; j < result->properties->len; j++) {
            const AuthresProperty *property = g_ptr_array_index(result->properties, j);

            g_string_append_printf(out, " %s=[%s]", property->name, property->value);
        }
    }
    return g_string_free(out, FALSE);
}

static void
fields_are_read_as_the_grammar_says(void)
{
    static const struct {
        const char *value, *reading;
    } CASES[] = {
        /* RFC 8601 appendix B */
        { "example.org 1; none", "example.org" },
        { "example.com;\r\n\tspf=pass smtp.mailfrom=example.net", "example.com\nspf=pass smtp.mailfrom=[example.net]" },
        { "example.com; auth=pass (cram-md5) smtp.auth=sender@example.net;\r\n spf=pass smtp.mailfrom=example.net",
          "example.com\nauth=pass smtp.auth=[sender@example.net]\nspf=pass smtp.mailfrom=[example.net]" },
        { "example.com; dkim=pass reason=\"good signature\"\r\n header.i=@mail-router.example.net; dkim=fail "
          "reason=\"bad signature\" header.i=@newyork.example.com",
          "example.com\ndkim=pass reason=[good signature] header.i=[@mail-router.example.net]\n"
          "dkim=fail reason=[bad signature] header.i=[@newyork.example.com]" },
        { "foo.example.net (foobar) 1 (baz);\r\n dkim (Because I like it) / 1 (One yay) = (wait for it) fail\r\n "
          "policy (A dot can go here) . (like that) expired\r\n (this surprised me) = (as I wasn't expecting it) "
          "1362471462",
          "foo.example.net\ndkim=fail policy.expired=[1362471462]" },
        /* What servers write. */
        { "MX.Example; dkim=none (message not signed)\r\n header.d=none;dmarc=none action=none header.from=x.example;",
          "mx.example\ndkim=none header.d=[none]\ndmarc=none action=[none] header.from=[x.example]" },
        { "mx.example; dkim=pass header.d=x.example header.b=\"a/b+c=\"; dkim=pass header.b=a/b+c= header.s=s1",
          "mx.example\ndkim=pass header.d=[x.example] header.b=[a/b+c=]\ndkim=pass header.b=[a/b+c=] header.s=[s1]" },
        { "\"mx.example\"; iprev=pass policy.iprev=2001:db8::1", "mx.example\niprev=pass policy.iprev=[2001:db8::1]" },
        { "mx.example; spf=pass smtp.mailfrom=\"a;dmarc=pass\"@x.example",
          "mx.example\nspf=pass smtp.mailfrom=[a;dmarc=pass@x.example]" },
        { "mx.example; spf=fail (x; dmarc=pass (a\\)b)) smtp.mailfrom=x.example",
          "mx.example\nspf=fail smtp.mailfrom=[x.example]" },
        /* What is no such field. */
        { "", "nothing" },
        { "; dmarc=pass", "nothing" },
        { "mx.example 2; dmarc=pass", "nothing" },
        { "mx.example; dmarc=pass (open", "nothing" },
        { "mx.example; dmarc=pass reason=\"open", "nothing" },
        { "mx.example; dmarc", "nothing" },
        { "mx.example; dmarc=", "nothing" },
        { "mx.example; dmarc=pass header.=x", "nothing" },
        { "mx.example dmarc=pass", "nothing" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *reading = write_down(CASES[i].value);

        g_test_message("%s", CASES[i].value);
        g_assert_cmpstr(reading, ==, CASES[i].reading);
    }
}

static void
what_is_over_a_limit_is_nothing(void)
{
    g_autoptr(GString) results = g_string_new("mx.example"), properties = g_string_new("mx.example; spf=pass");
    g_autofree char *blanks = g_strnfill(AUTHRES_VALUE_MAX, ' '), *long_value = g_strconcat(blanks, "x", NULL);
    g_autofree char *deep = g_strnfill(4000, '('), *nested = g_strconcat("mx.example ", deep, NULL);

    for (guint i = 0; i <= AUTHRES_RESULTS_MAX; i++)
        g_string_append(results, "; spf=pass");
    for (guint i = 0; i <= AUTHRES_PROPERTIES_MAX; i++)
        g_string_append(properties, " a.b=c");
    g_assert_null(authres_parse(results->str));
    g_assert_null(authres_parse(properties->str));
    g_assert_null(authres_parse(long_value));
    g_assert_null(authres_parse(nested));
}

/* Whether the fields (separated by "|") make ada@citizen.example's domain sure, and what is said of it. */
static void
assert_vouches(const char *fields, gboolean vouches, const char *evidence)
{
    const Address from = { (char *)"ada", (char *)"citizen.example" };
    g_auto(GStrv) values = g_strsplit(fields, "|", -1);
    g_autoptr(GPtrArray) run = g_ptr_array_new();
    g_autofree char *words = NULL;

    for (guint i = 0; values[i] != NULL; i++)
        g_ptr_array_add(run, values[i]);
    g_test_message("%s", fields);
    g_assert_cmpint(authres_vouches(run, OURS, &from, &words), ==, vouches);
    g_assert_cmpstr(words, ==, evidence);
}

static void
only_the_configured_server_vouches(void)
{
    assert_vouches(OURS "; dmarc=pass header.from=citizen.example", TRUE, "dmarc=pass");
    assert_vouches("MX.Northam.Example; dmarc=PASS header.from=Citizen.EXAMPLE", TRUE, "dmarc=pass");
    assert_vouches("mx.evil.example; dmarc=pass header.from=citizen.example", FALSE, "");
    assert_vouches("(" OURS ") mx.evil.example; dmarc=pass header.from=citizen.example", FALSE, "");
    assert_vouches(OURS ".evil.example; dmarc=pass header.from=citizen.example", FALSE, "");
    assert_vouches("", FALSE, "");
}

static void
a_result_counts_for_its_own_domain(void)
{
    assert_vouches(OURS "; dmarc=pass header.from=other.example", FALSE, "dmarc=pass");
    assert_vouches(OURS "; dmarc=pass", FALSE, "dmarc=pass");
    assert_vouches(OURS "; dkim=pass header.d=citizen.example", TRUE, "dkim=pass");
    assert_vouches(OURS "; dkim=pass header.i=@citizen.example", TRUE, "dkim=pass");
    assert_vouches(OURS "; dkim=pass header.d=evilcitizen.example", FALSE, "dkim=pass");
    assert_vouches(OURS "; dkim=pass header.d=mail.citizen.example", FALSE, "dkim=pass");
    assert_vouches(OURS "; dkim=pass header.d=example", FALSE, "dkim=pass");
    assert_vouches(OURS "; dkim=fail header.d=citizen.example; dkim=pass header.d=lists.example", FALSE,
                   "dkim=fail, dkim=pass");
    assert_vouches(OURS "; spf=pass smtp.mailfrom=bounce@citizen.example", TRUE, "spf=pass");
    assert_vouches(OURS "; spf=pass smtp.helo=citizen.example", FALSE, "spf=pass");
    assert_vouches(OURS "; spf=softfail smtp.mailfrom=citizen.example", FALSE, "spf=softfail");
}

static void
where_dmarc_speaks_nothing_else_counts(void)
{
    assert_vouches(OURS "; dkim=pass header.d=citizen.example; dmarc=fail header.from=citizen.example", FALSE,
                   "dkim=pass, dmarc=fail");
    assert_vouches(OURS "; spf=pass smtp.mailfrom=citizen.example; dmarc=none header.from=citizen.example", TRUE,
                   "spf=pass, dmarc=none");
    assert_vouches(OURS "; arc=pass; dmarc=fail header.from=citizen.example", FALSE, "arc=pass, dmarc=fail");
}

static void
a_later_field_adds_methods_and_changes_none(void)
{
    assert_vouches(OURS "; dkim=fail header.d=citizen.example|" OURS "; dmarc=pass header.from=citizen.example", TRUE,
                   "dkim=fail, dmarc=pass");
    assert_vouches(OURS "; dmarc=fail header.from=citizen.example|" OURS "; dmarc=pass header.from=citizen.example",
                   FALSE, "dmarc=fail");
    assert_vouches(OURS "; dmarc=none|" OURS "; dmarc=pass header.from=citizen.example", FALSE, "dmarc=none");
    assert_vouches("broken (|" OURS "; dmarc=pass header.from=citizen.example", TRUE, "dmarc=pass");
}

static void
an_arc_seal_tells_its_instance_and_state(void)
{
    g_autofree char *state = NULL, *none = NULL;
    guint instance = 0;

    g_assert_true(authres_read_seal("i=3; a=rsa-sha256; cv=pass; d=x.example; s=s; b=AAAA=", &instance, &state));
    g_assert_cmpuint(instance, ==, 3);
    g_assert_cmpstr(state, ==, "pass");
    g_assert_false(authres_read_seal("i=0; cv=pass", &instance, &none));
    g_assert_false(authres_read_seal("i=51; cv=pass", &instance, &none));
    g_assert_false(authres_read_seal("i=1; cv=maybe", &instance, &none));
    g_assert_false(authres_read_seal("", &instance, &none));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/authres/fields_are_read_as_the_grammar_says", fields_are_read_as_the_grammar_says);
    g_test_add_func("/authres/what_is_over_a_limit_is_nothing", what_is_over_a_limit_is_nothing);
    g_test_add_func("/authres/only_the_configured_server_vouches", only_the_configured_server_vouches);
    g_test_add_func("/authres/a_result_counts_for_its_own_domain", a_result_counts_for_its_own_domain);
    g_test_add_func("/authres/where_dmarc_speaks_nothing_else_counts", where_dmarc_speaks_nothing_else_counts);
    g_test_add_func("/authres/a_later_field_adds_methods_and_changes_none",
                    a_later_field_adds_methods_and_changes_none);
    g_test_add_func("/authres/an_arc_seal_tells_its_instance_and_state", an_arc_seal_tells_its_instance_and_state);
    return g_test_run();
}
