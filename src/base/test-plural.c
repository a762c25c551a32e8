/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/plural.h"

static void
assert_forms(const char *text, const char *expected)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Plural) plural = plural_parse(text, &error);

    g_assert_no_error(error);
    for (guint n = 0; expected[n] != '\0'; n++)
        if (plural_index(plural, n) != (guint)(expected[n] - '0'))
            g_error("%s: %u takes form %u, not %c", text, n, plural_index(plural, n), expected[n]);
}

static void
the_rules_of_real_catalogues_give_their_languages_forms(void)
{
    assert_forms("nplurals=2; plural=(n != 1);", "101111111111");
    assert_forms("nplurals=2; plural=n>1;", "001111");
    assert_forms("nplurals=1; plural=0;", "0000");
    assert_forms("nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
                 "20111222222222222222221112");
    assert_forms("nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
                 "012333333334444");
    assert_forms("nplurals=6; plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 :(n==6) ? 4 : 5;", "0123554555");
}

static void
operators_bind_as_in_c(void)
{
    assert_forms("nplurals=6; plural=1+2*n-1", "024"); /* 1+(2*n)-1 */
    assert_forms("nplurals=6; plural=9-3-n", "054");   /* 6 forms: 6 is out of range and counts as 0 */
    assert_forms("nplurals=6; plural=!n+1", "211");
    assert_forms("nplurals=6; plural=!!n", "011");
    assert_forms("nplurals=6; plural=1||n&&0", "111");
    assert_forms("nplurals=6; plural=n<=1==1", "110");
    assert_forms("nplurals=6; plural=n ? n==1 ? 1 : 2 : 3", "312");
    assert_forms("nplurals=6; plural=7%4/2", "111");
}

static void
a_division_by_zero_or_a_form_too_high_is_form_0(void)
{
    assert_forms("nplurals=2; plural=1/n", "01");
    assert_forms("nplurals=2; plural=5%n==1", "001010");
    assert_forms("nplurals=2; plural=n", "0100000");
    assert_forms("nplurals=2; plural=n-1", "001"); /* 0-1 wraps far beyond the forms */
}

static void
what_is_not_the_grammar_is_refused(void)
{
    static const char *const wrong[] = {
        "",
        "nplurals=2",
        "nplurals=2;",
        "nplurals=2; plural=",
        "nplurals=2; plural=n!",
        "nplurals=2; plural=(n",
        "nplurals=2; plural=n)",
        "nplurals=2; plural=n?1",
        "nplurals=2; plural=n=1",
        "nplurals=2; plural=m",
        "nplurals=2; plural=n n",
        "nplurals=2; plural=n; x",
        "nplurals=x; plural=n",
        "nplurals=2; plural=-n",
    };

    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(GError) error = NULL;
        Plural *plural = plural_parse(wrong[i], &error);

        if (plural != NULL)
            g_error("accepted: %s", wrong[i]);
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    }
}

static void
assert_limit(const char *text)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(plural_parse(text, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
}

static void
every_limit_is_enforced(void)
{
    g_autoptr(GString) deep = g_string_new("nplurals=2; plural="), wide = g_string_new("nplurals=2; plural=n");
    g_autofree char *blank = g_strnfill(PLURAL_TEXT_LIMIT, ' ');
    g_autofree char *longest = g_strconcat("nplurals=2; plural=n;", blank, NULL);

    for (guint i = 0; i < PLURAL_DEPTH_LIMIT; i++)
        g_string_append_c(deep, '(');
    assert_limit(deep->str);
    for (guint i = 0; i < PLURAL_NODES_LIMIT / 2; i++)
        g_string_append(wide, "+n");
    assert_limit(wide->str);
    assert_limit(longest);
    assert_limit("nplurals=7; plural=n");
    assert_limit("nplurals=0; plural=n");
    assert_limit("nplurals=2; plural=n==1000000001");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/plural/the-rules-of-real-catalogues-give-their-languages-forms",
                    the_rules_of_real_catalogues_give_their_languages_forms);
    g_test_add_func("/plural/operators-bind-as-in-c", operators_bind_as_in_c);
    g_test_add_func("/plural/a-division-by-zero-or-a-form-too-high-is-form-0",
                    a_division_by_zero_or_a_form_too_high_is_form_0);
    g_test_add_func("/plural/what-is-not-the-grammar-is-refused", what_is_not_the_grammar_is_refused);
    g_test_add_func("/plural/every-limit-is-enforced", every_limit_is_enforced);
    return g_test_run();
}
