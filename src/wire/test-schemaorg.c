/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/schemaorg.h"

#include <jansson.h>
#include <string.h>

static void
no_text_can_end_the_element_that_it_stands_in(void)
{
    g_autofree char *text = schemaorg_article_write(&(SchemaorgArticle){ .type = "NewsArticle",
                                                                         .url = "https://n.example/news/a",
                                                                         .headline = "</script><b>&amp;\xff",
                                                                         .language = "en",
                                                                         .publisher = "Northam",
                                                                         .published = 1795348800000000,
                                                                         .modified = 1795348800000000,
                                                                         .correction = "The date was wrong." });
    json_t *root = json_loads(text, 0, NULL);

    g_assert_null(strpbrk(text, "<>&"));
    g_assert_cmpstr(json_string_value(json_object_get(root, "headline")), ==, "</script><b>&amp;\xef\xbf\xbd");
    g_assert_cmpstr(json_string_value(json_object_get(root, "datePublished")), ==, "2026-11-22T12:00:00Z");
    g_assert_cmpstr(json_string_value(json_object_get(root, "@type")), ==, "NewsArticle");
    g_assert_null(json_object_get(root, "expires"));
    g_assert_cmpstr(json_string_value(json_object_get(json_object_get(root, "correction"), "text")), ==,
                    "The date was wrong.");
    json_decref(root);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/schemaorg/no-text-can-end-the-element-that-it-stands-in",
                    no_text_can_end_the_element_that_it_stands_in);
    return g_test_run();
}
