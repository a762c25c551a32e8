/* SPDX-License-Identifier: Apache-2.0 */
/* For search engines: what there is, and what is not theirs. */
#include <string.h>

#include "base/error.h"
#include "portal/elsewhere.h"
#include "portal/portal-private.h"
#include "wire/sitemap.h"

gboolean
portal_sitemap_robots(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const PortalVisit *visit = portal_visit(request, response);

    (void)data;
    (void)error;
    http_response_set_cache(response, "public, max-age=86400");
    return http_response_text(
        response,
        http_request_format(request, "User-agent: *\nDisallow: /case/\nDisallow: /comment/\nSitemap: %s/sitemap.xml\n",
                            portal_news_origin(visit)));
}

static void
add_page(const PortalVisit *visit, GPtrArray *pages, const char *path, const char *language, gint64 changed)
{
    SitemapPage *page = g_new0(SitemapPage, 1);

    page->url = g_strdup_printf("%s%s%s%s", portal_news_origin(visit), path, language != NULL ? "?lang=" : "",
                                language != NULL ? language : "");
    page->changed = changed;
    g_ptr_array_add(pages, page);
}

/* @places from @first to before @end are one publication: each of its pages names all of them. */
static void
add_publication(const PortalVisit *visit, GPtrArray *pages, const GPtrArray *places, guint first, guint end)
{
    g_autoptr(GPtrArray) languages = g_ptr_array_new();

    for (guint i = first; i < end; i++) {
        const PublicPlace *place = g_ptr_array_index(places, i);

        g_ptr_array_add(languages, place->language);
        g_ptr_array_add(languages,
                        (gpointer)http_request_format(visit->request, "%s/news/%s?lang=%s", portal_news_origin(visit),
                                                      place->slug, place->language));
    }
    g_ptr_array_add(languages, NULL);
    for (guint i = first; i < end; i++) {
        const PublicPlace *place = g_ptr_array_index(places, i);

        add_page(visit, pages, http_request_format(visit->request, "/news/%s", place->slug), place->language,
                 place->updated);
        if (end - first > 1)
            ((SitemapPage *)g_ptr_array_index(pages, pages->len - 1))->languages = g_strdupv((char **)languages->pdata);
    }
}

gboolean
portal_sitemap_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    static const char *const fixed[] = { "/", "/news", "/topics", "/archive", "/find", "/privacy", "/accessibility" };
    const PortalVisit *visit = portal_visit(request, response);
    g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func((GDestroyNotify)sitemap_page_free);
    g_autoptr(GPtrArray) others = portal_elsewhere_pages(visit->portal);
    g_autoptr(GPtrArray) places = public_view_places(visit->portal->mediation->publishing, &PORTAL_NEWS_READER,
                                                     SITEMAP_PAGES_MAX - G_N_ELEMENTS(fixed) - others->len, error);
    gint64 changed = 0;
    char *text;

    (void)data;
    if (places == NULL)
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(fixed); i++)
        add_page(visit, pages, fixed[i], NULL, 0);
    for (guint i = 0; i < others->len; i++)
        add_page(visit, pages, ((const ChannelPage *)g_ptr_array_index(others, i))->path, NULL, 0);
    for (guint first = 0, end; first < places->len; first = end) {
        const PublicPlace *place = g_ptr_array_index(places, first);

        changed = MAX(changed, place->updated);
        for (end = first; end < places->len; end++)
            if (strcmp(((const PublicPlace *)g_ptr_array_index(places, end))->slug, place->slug) != 0)
                break;
        add_publication(visit, pages, places, first, end);
    }
    text = sitemap_write(pages, error);
    if (text == NULL)
        return FALSE;
    http_response_bytes(response, SITEMAP_TYPE, g_bytes_new_take(text, strlen(text)));
    return kept_answers_finish(request, response, changed, others->len > 0 ? visit->now + PORTAL_ELSEWHERE_KEPT : 0);
}
