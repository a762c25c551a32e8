/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/id.h"
#include "channels/fediverse/fediverse-private.h"
#include "mediation/channels.h"

/* ---- desks ---- */

char *
fediverse_name_of(const Endpoint *desk)
{
    const char *start = desk->uri + strlen("acct:");

    return g_strndup(start, strcspn(start, "@"));
}

static gint
by_length(gconstpointer a, gconstpointer b)
{
    const Endpoint *first = *(const Endpoint *const *)a, *second = *(const Endpoint *const *)b;
    gsize one = strlen(first->uri), other = strlen(second->uri);

    return one != other ? (one < other ? -1 : 1) : strcmp(first->uri, second->uri);
}

GPtrArray *
fediverse_name_desks(const Fediverse *fediverse)
{
    GPtrArray *desks = fediverse->host->endpoints(fediverse->host);

    g_ptr_array_sort(desks, by_length);
    return desks;
}

const Endpoint *
fediverse_name_find(const GPtrArray *desks, const char *name)
{
    for (guint i = 0; i < desks->len; i++) {
        const Endpoint *desk = g_ptr_array_index(desks, i);
        g_autofree char *own = fediverse_name_of(desk);

        if (g_ascii_strcasecmp(own, name) == 0)
            return desk;
    }
    return NULL;
}

char *
fediverse_name_publisher(const Fediverse *fediverse)
{
    g_autoptr(GPtrArray) desks = fediverse_name_desks(fediverse);
    const Endpoint *chosen = NULL;

    if (fediverse->publisher != NULL)
        chosen = fediverse_name_find(desks, fediverse->publisher);
    else if (desks->len > 0)
        chosen = g_ptr_array_index(desks, 0);
    return chosen != NULL ? fediverse_name_of(chosen) : NULL;
}

/* ---- ids ---- */

char *
fediverse_name_actor(const Fediverse *fediverse, const char *name)
{
    return *name != '\0' ? g_strconcat(fediverse->base, "/ap/desks/", name, NULL)
                         : g_strconcat(fediverse->base, "/ap/actor", NULL);
}

char *
fediverse_name_part(const Fediverse *fediverse, const char *name, const char *part)
{
    return g_strconcat(fediverse->base, "/ap/desks/", name, "/", part, NULL);
}

char *
fediverse_name_page(const Fediverse *fediverse, const char *name)
{
    return *name != '\0' ? g_strconcat(fediverse->base, "/desks/", name, NULL)
                         : g_strconcat(fediverse->base, "/desks", NULL);
}

static void
add_page(GPtrArray *pages, char *path, char *name)
{
    ChannelPage *page = g_new0(ChannelPage, 1);

    page->path = path;
    page->name = name;
    g_ptr_array_add(pages, page);
}

GPtrArray *
fediverse_name_pages(gpointer channel)
{
    GPtrArray *pages = g_ptr_array_new_with_free_func((GDestroyNotify)channels_page_free);
    g_autoptr(GPtrArray) desks = fediverse_name_desks(channel);

    if (desks->len > 0)
        add_page(pages, g_strdup("/desks"), NULL);
    for (guint i = 0; i < desks->len; i++) {
        const Endpoint *desk = g_ptr_array_index(desks, i);
        g_autofree char *name = fediverse_name_of(desk);

        add_page(pages, g_strconcat("/desks/", name, NULL), g_strconcat("@", desk->uri + strlen("acct:"), NULL));
    }
    return pages;
}

char *
fediverse_name_shared_inbox(const Fediverse *fediverse)
{
    return g_strconcat(fediverse->base, "/ap/inbox", NULL);
}

char *
fediverse_name_post(const Fediverse *fediverse, const char *slug)
{
    return g_strconcat(fediverse->base, "/ap/posts/", slug, NULL);
}

char *
fediverse_name_note(const Fediverse *fediverse, ReleaseId id)
{
    char text[ID_TEXT_SIZE];

    id_format(id.value, text);
    return g_strconcat(fediverse->base, "/ap/notes/", text, NULL);
}

/* What stands behind @start of ours, when that is one segment. */
static char *
read_segment(const Fediverse *fediverse, const char *id, const char *start)
{
    gsize base = strlen(fediverse->base), prefix = strlen(start);

    if (strncmp(id, fediverse->base, base) != 0 || strncmp(id + base, start, prefix) != 0 ||
        strpbrk(id + base + prefix, "/?#") != NULL || id[base + prefix] == '\0')
        return NULL;
    return g_strdup(id + base + prefix);
}

char *
fediverse_name_read_actor(const Fediverse *fediverse, const char *id)
{
    return read_segment(fediverse, id, "/ap/desks/");
}

char *
fediverse_name_read_desk(const Fediverse *fediverse, const char *id)
{
    g_autofree char *name = fediverse_name_read_actor(fediverse, id);
    g_autoptr(GPtrArray) desks = name != NULL ? fediverse_name_desks(fediverse) : NULL;
    const Endpoint *desk = desks != NULL ? fediverse_name_find(desks, name) : NULL;

    return desk != NULL ? fediverse_name_of(desk) : NULL;
}

char *
fediverse_name_read_post(const Fediverse *fediverse, const char *id)
{
    return read_segment(fediverse, id, "/ap/posts/");
}
