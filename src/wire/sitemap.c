/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/sitemap.h"

#include "base/error.h"
#include "wire/feed.h"
#include "wire/xml.h"

void
sitemap_page_free(SitemapPage *page)
{
    g_free(page->url);
    g_strfreev(page->languages);
    g_free(page);
}

static void
write_page(XmlWriter *writer, const SitemapPage *page)
{
    g_autofree char *changed = page->changed != 0 ? feed_time_format(page->changed) : NULL;

    xml_writer_open(writer, "url", NULL);
    xml_writer_leaf(writer, "loc", page->url);
    xml_writer_leaf(writer, "lastmod", changed);
    for (char **tag = page->languages; tag != NULL && tag[0] != NULL && tag[1] != NULL; tag += 2) {
        xml_writer_open(writer, "xhtml:link", "rel", "alternate", "hreflang", tag[0], "href", tag[1], NULL);
        xml_writer_close(writer);
    }
    xml_writer_close(writer);
}

char *
sitemap_write(const GPtrArray *pages, GError **error)
{
    g_autoptr(XmlWriter) writer = NULL;

    if (pages->len > SITEMAP_PAGES_MAX) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "a sitemap has at most %d pages", SITEMAP_PAGES_MAX);
        return NULL;
    }
    writer = xml_writer_new();
    xml_writer_open(writer, "urlset", "xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9", "xmlns:xhtml",
                    "http://www.w3.org/1999/xhtml", NULL);
    for (guint i = 0; i < pages->len; i++)
        write_page(writer, g_ptr_array_index(pages, i));
    xml_writer_close(writer);
    return xml_writer_finish(writer);
}
