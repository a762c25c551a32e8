/* SPDX-License-Identifier: Apache-2.0 */
/* Pages of channels that everybody may find: where else the body is to be read and written to. */
#include "portal/elsewhere.h"

#include "mediation/channel.h"

/* One channel that has such pages. */
typedef struct {
    const struct channel_driver *driver;
    gpointer handle;
} Elsewhere;

void
portal_elsewhere_add(Portal *portal, const struct channel_driver *driver, gpointer channel)
{
    Elsewhere *one;

    if (driver->pages == NULL)
        return;
    one = g_new0(Elsewhere, 1);
    one->driver = driver;
    one->handle = channel;
    g_ptr_array_add(portal->elsewhere, one);
}

static void
steal(gpointer page, gpointer all)
{
    g_ptr_array_add(all, page);
}

GPtrArray *
portal_elsewhere_pages(const Portal *portal)
{
    GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)channels_page_free);

    for (guint i = 0; i < portal->elsewhere->len; i++) {
        const Elsewhere *one = g_ptr_array_index(portal->elsewhere, i);
        g_autoptr(GPtrArray) pages = one->driver->pages(one->handle);

        g_ptr_array_set_free_func(pages, NULL);
        g_ptr_array_foreach(pages, steal, all);
    }
    return all;
}

/* Whole addresses: others compare them with what the account over there says (rel="me"). */
json_t *
portal_elsewhere_describe(const PortalVisit *visit)
{
    g_autoptr(GPtrArray) pages = portal_elsewhere_pages(visit->portal);
    json_t *list = json_array();

    for (guint i = 0; i < pages->len; i++) {
        const ChannelPage *page = g_ptr_array_index(pages, i);

        if (page->name != NULL)
            value_add(list,
                      json_pack("{s:s, s:s}", "page_name", page->name, "url",
                                http_request_format(visit->request, "%s%s", portal_news_origin(visit), page->path)));
    }
    return value_list(list);
}
