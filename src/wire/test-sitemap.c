/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/sitemap.h"

#include "base/error.h"
#include "wire/test-xml.h"

static void
add(GPtrArray *pages, const char *url, gint64 changed, const char *languages)
{
    SitemapPage *page = g_new0(SitemapPage, 1);

    page->url = g_strdup(url);
    page->changed = changed;
    page->languages = languages != NULL ? g_strsplit(languages, " ", -1) : NULL;
    g_ptr_array_add(pages, page);
}

static void
a_page_stands_there_with_its_languages(void)
{
    g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func((GDestroyNotify)sitemap_page_free);
    g_autofree char *text = NULL, *location = NULL;

    add(pages, "https://n.example/", 0, NULL);
    add(pages, "https://n.example/news/a?lang=en&x", 1795348800000000, "en https://n.example/a de https://n.example/b");
    text = sitemap_write(pages, NULL);
    location = test_xml_find(text, "loc", 2);
    g_assert_cmpstr(location, ==, "https://n.example/");
    g_assert_nonnull(strstr(text, " <url>\n"
                                  "  <loc>https://n.example/news/a?lang=en&amp;x</loc>\n"
                                  "  <lastmod>2026-11-22T12:00:00Z</lastmod>\n"
                                  "  <xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"https://n.example/a\"/>\n"
                                  "  <xhtml:link rel=\"alternate\" hreflang=\"de\" href=\"https://n.example/b\"/>\n"
                                  " </url>\n"));
}

static void
more_than_the_protocol_allows_are_refused(void)
{
    g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func((GDestroyNotify)sitemap_page_free);
    g_autoptr(GError) error = NULL;

    for (guint i = 0; i <= SITEMAP_PAGES_MAX; i++)
        add(pages, "https://n.example/", 0, NULL);
    g_assert_null(sitemap_write(pages, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sitemap/a-page-stands-there-with-its-languages", a_page_stands_there_with_its_languages);
    g_test_add_func("/sitemap/more-than-the-protocol-allows-are-refused", more_than_the_protocol_allows_are_refused);
    return g_test_run();
}
