/* SPDX-License-Identifier: Apache-2.0 */
/* wire/schemaorg.h: a publication as schema.org JSON-LD, to stand in a page's <script type="application/ld+json">.
 *
 * "<", ">" and "&" are written as escapes, so the text can end no element. Pure. */
#pragma once
#include <glib.h>

typedef struct {
    const char *type; /* "NewsArticle", "SpecialAnnouncement" … */
    const char *url, *headline, *description, *language, *publisher, *site;
    gint64 published, modified, expires; /* microseconds UTC; expires 0: never */
    const char *correction;              /* what was corrected last, or NULL */
} SchemaorgArticle;

char *schemaorg_article_write(const SchemaorgArticle *article);
