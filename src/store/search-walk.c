/* SPDX-License-Identifier: Apache-2.0 */
#include "store/search-walk.h"

void
search_walk_init(SearchWalk *walk, SearchSnapshot *snapshot)
{
    *walk = (SearchWalk){ .snapshot = snapshot, .oldest = G_MININT64, .newest = G_MAXINT64 };
    walk->all = g_ptr_array_new();
    walk->none = g_ptr_array_new();
}

void
search_walk_clear(SearchWalk *walk)
{
    g_clear_pointer(&walk->all, g_ptr_array_unref);
    g_clear_pointer(&walk->none, g_ptr_array_unref);
}

/* The newest document at or below @document that is in all lists. Each list takes the others down to its own next one,
 * so the rarest sets the pace. */
static gint64
meet(const SearchWalk *walk, gint64 document)
{
    guint agreed = 0;

    for (guint i = 0; agreed < walk->all->len; i = (i + 1) % walk->all->len) {
        gint64 next = search_list_seek(g_ptr_array_index(walk->all, i), document);

        if (next == 0)
            return 0;
        agreed = next == document ? agreed + 1 : 1;
        document = next;
    }
    return document;
}

static gboolean
is_excluded(const SearchWalk *walk, gint64 document)
{
    for (guint i = 0; i < walk->none->len; i++)
        if (search_list_seek(g_ptr_array_index(walk->none, i), document) == document)
            return TRUE;
    return FALSE;
}

gint64
search_walk_next(SearchWalk *walk, gint64 from)
{
    gboolean timed = walk->oldest != G_MININT64 || walk->newest != G_MAXINT64;
    gint64 document = from;

    g_assert(walk->all->len > 0);
    while (document > 0) {
        gint64 in_time;

        document = meet(walk, document);
        in_time = timed && document > 0 ? search_list_in_time(walk->snapshot, document, walk->oldest, walk->newest)
                                        : document;
        if (in_time == document && !is_excluded(walk, document))
            return document;
        document = in_time == document ? document - 1 : in_time;
    }
    return 0;
}

gboolean
search_walk_has(const SearchWalk *walk, gint64 document)
{
    for (guint i = 0; i < walk->all->len; i++)
        if (search_list_seek(g_ptr_array_index(walk->all, i), document) != document)
            return FALSE;
    return !is_excluded(walk, document);
}
