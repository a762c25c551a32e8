/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/schemaorg.h"

#include <jansson.h>
#include <stdlib.h>

#include "wire/feed.h"

static void
set(json_t *object, const char *key, const char *value)
{
    g_autofree char *valid = value != NULL ? g_utf8_make_valid(value, -1) : NULL;

    if (valid != NULL)
        json_object_set_new(object, key, json_string(valid));
}

static void
set_time(json_t *object, const char *key, gint64 time)
{
    g_autofree char *text = time != 0 ? feed_time_format(time) : NULL;

    set(object, key, text);
}

/* JSON knows these three only inside strings, so they may be written as escapes everywhere. */
static char *
escape(const char *json)
{
    GString *out = g_string_new(NULL);

    for (const char *p = json; *p != '\0'; p++) {
        if (*p == '<' || *p == '>' || *p == '&')
            g_string_append_printf(out, "\\u%04x", (guint)*p);
        else
            g_string_append_c(out, *p);
    }
    return g_string_free(out, FALSE);
}

char *
schemaorg_article_write(const SchemaorgArticle *article)
{
    json_t *whole = json_object(), *publisher = json_object();
    char *dump, *out;

    set(whole, "@context", "https://schema.org");
    set(whole, "@type", article->type);
    set(whole, "@id", article->url);
    set(whole, "url", article->url);
    set(whole, "headline", article->headline);
    set(whole, "description", article->description);
    set(whole, "inLanguage", article->language);
    set_time(whole, "datePublished", article->published);
    set_time(whole, "dateModified", article->modified);
    set_time(whole, "expires", article->expires);
    set(publisher, "@type", "GovernmentOrganization");
    set(publisher, "name", article->publisher);
    set(publisher, "url", article->site);
    json_object_set_new(whole, "publisher", publisher);
    if (article->correction != NULL) {
        json_t *correction = json_object();

        set(correction, "@type", "CorrectionComment");
        set(correction, "text", article->correction);
        json_object_set_new(whole, "correction", correction);
    }
    dump = json_dumps(whole, JSON_COMPACT);
    json_decref(whole);
    out = escape(dump);
    free(dump);
    return out;
}
