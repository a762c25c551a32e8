/* SPDX-License-Identifier: Apache-2.0 */
/* wire/sitemap.h: sitemaps.org 0.9: the pages of a site for search engines, each with its other languages.
 *
 * Limit: 50,000 addresses, the protocol's own; TRIBUNE_ERROR_LIMIT. Pure. */
#pragma once
#include <glib.h>

#define SITEMAP_PAGES_MAX 50000
#define SITEMAP_TYPE      "application/xml; charset=utf-8"

typedef struct {
    char *url;
    gint64 changed;   /* microseconds UTC; 0: not said */
    char **languages; /* tag, URL, tag, URL …, NULL; or NULL */
} SitemapPage;
void sitemap_page_free(SitemapPage *page);

/* @pages: SitemapPage *. */
char *sitemap_write(const GPtrArray *pages, GError **error);
