/* SPDX-License-Identifier: Apache-2.0 */
#include "model/publication.h"

#include <string.h>

#include "base/error.h"

static PublicationContent *
content_new(void)
{
    PublicationContent *content = publication_content_new();
    PublicationText *text = publication_content_add_text(content, "en");

    g_free(text->title);
    g_free(text->body);
    text->title = g_strdup("Bridge closed");
    text->body = g_strdup("From Monday.");
    return content;
}

static void
assert_slug(const char *title, const char *expected)
{
    g_autofree char *slug = publication_slug_make(title);

    g_assert_cmpstr(slug, ==, expected);
}

static void
an_address_is_made_of_the_title(void)
{
    g_autofree char *longest = g_strnfill(300, 'a'), *cut = g_strnfill(PUBLICATION_SLUG_MAX, 'a');

    assert_slug("Mill Bridge: closed!", "mill-bridge-closed");
    assert_slug("  Éclairs & Cafés ", "eclairs-cafes");
    assert_slug("!!!", "item");
    assert_slug("", "item");
    assert_slug(longest, cut);
}

static void
a_language_needs_title_and_text(void)
{
    g_autoptr(PublicationContent) content = content_new();
    g_autoptr(GError) error = NULL;

    g_assert_true(publication_content_check(content, ACT_RELEASE, NULL));
    publication_content_add_text(content, "de");
    g_assert_false(publication_content_check(content, ACT_RELEASE, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    publication_content_tidy(content);
    g_assert_cmpuint(content->texts->len, ==, 1);
    g_assert_true(publication_content_check(content, ACT_RELEASE, NULL));
}

static void
corrections_and_withdrawals_say_why(void)
{
    g_autoptr(PublicationContent) content = content_new();

    g_assert_false(publication_content_check(content, ACT_CORRECTION, NULL));
    g_assert_false(publication_content_check(content, ACT_WITHDRAWAL, NULL));
    g_free(content->reason);
    content->reason = g_strdup("The date was wrong.");
    g_assert_true(publication_content_check(content, ACT_CORRECTION, NULL));
}

static void
limits_are_held(void)
{
    g_autoptr(PublicationContent) content = content_new();
    PublicationText *text = g_ptr_array_index(content->texts, 0);
    g_autoptr(GError) error = NULL;

    g_free(text->title);
    text->title = g_strnfill(PUBLICATION_TITLE_MAX, 'x');
    g_assert_true(publication_content_check(content, ACT_RELEASE, NULL));
    g_free(text->title);
    text->title = g_strnfill(PUBLICATION_TITLE_MAX + 1, 'x');
    g_assert_false(publication_content_check(content, ACT_RELEASE, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
}

static void
who_reads_another_language_gets_the_first(void)
{
    g_autoptr(PublicationContent) content = content_new();

    g_assert_null(publication_content_text(content, "de"));
    g_assert_cmpstr(publication_content_any(content, "de")->language, ==, "en");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/publication/an-address-is-made-of-the-title", an_address_is_made_of_the_title);
    g_test_add_func("/publication/a-language-needs-title-and-text", a_language_needs_title_and_text);
    g_test_add_func("/publication/corrections-and-withdrawals-say-why", corrections_and_withdrawals_say_why);
    g_test_add_func("/publication/limits-are-held", limits_are_held);
    g_test_add_func("/publication/who-reads-another-language-gets-the-first",
                    who_reads_another_language_gets_the_first);
    return g_test_run();
}
