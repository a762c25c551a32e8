/* SPDX-License-Identifier: Apache-2.0 */
#include "store/search-list.h"

#include "wire/postings.h"

DB_STATEMENT(search_live_segments,
             "SELECT id, first_doc, last_doc FROM search_segments WHERE state = 0 ORDER BY first_doc");
DB_STATEMENT(search_find_block, "SELECT first_doc, docs FROM search_blocks WHERE segment = $1 AND term = $2"
                                " AND first_doc <= $3 ORDER BY first_doc DESC LIMIT 1");
DB_STATEMENT(search_find_span, "SELECT span FROM search_spans WHERE span <= $1 AND oldest < $2 AND newest >= $3"
                               " ORDER BY span DESC LIMIT 1");

typedef struct {
    gint64 id, first, last;
} Segment;

struct SearchSnapshot {
    DbSession *session;
    GError *error;
    GArray *segments; /* Segment, oldest first */
    GPtrArray *lists;
    gint64 span, span_oldest, span_newest; /* the last one that was in time */
};

typedef enum { LIST_TERM, LIST_ALL, LIST_THESE } ListKind;

struct SearchList {
    SearchSnapshot *snapshot;
    ListKind kind;
    gint64 term;
    GArray *documents; /* gint64, ascending; of a term: its block */
    gint64 upto;       /* the block answers for everything from its first document up to here */
    gint64 nothing;    /* at or below here there is nothing */
};

/* ---- the snapshot ---- */

static void
list_free(SearchList *list)
{
    g_array_unref(list->documents);
    g_free(list);
}

SearchSnapshot *
search_list_open(DbSession *session, GError **error)
{
    SearchSnapshot *snapshot = g_new0(SearchSnapshot, 1);
    g_autoptr(DbQuery) query = db_query(session, &search_live_segments);

    snapshot->session = session;
    snapshot->segments = g_array_new(FALSE, FALSE, sizeof(Segment));
    snapshot->lists = g_ptr_array_new_with_free_func((GDestroyNotify)list_free);
    snapshot->span = -1;
    while (db_step(query)) {
        Segment segment = { db_int(query, 0), db_int(query, 1), db_int(query, 2) };

        g_array_append_val(snapshot->segments, segment);
    }
    if (db_finish(query, error))
        return snapshot;
    search_list_close(snapshot, NULL);
    return NULL;
}

gboolean
search_list_close(SearchSnapshot *snapshot, GError **error)
{
    GError *trouble = g_steal_pointer(&snapshot->error);

    g_array_unref(snapshot->segments);
    g_ptr_array_unref(snapshot->lists);
    g_free(snapshot);
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, trouble);
    return FALSE;
}

gint64
search_list_newest(const SearchSnapshot *snapshot)
{
    guint count = snapshot->segments->len;

    return count == 0 ? 0 : g_array_index(snapshot->segments, Segment, count - 1).last;
}

static SearchList *
add_list(SearchSnapshot *snapshot, ListKind kind)
{
    SearchList *list = g_new0(SearchList, 1);

    list->snapshot = snapshot;
    list->kind = kind;
    list->documents = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_ptr_array_add(snapshot->lists, list);
    return list;
}

SearchList *
search_list_term(SearchSnapshot *snapshot, gint64 term)
{
    SearchList *list = add_list(snapshot, LIST_TERM);

    list->term = term;
    return list;
}

SearchList *
search_list_all(SearchSnapshot *snapshot)
{
    return add_list(snapshot, LIST_ALL);
}

SearchList *
search_list_these(SearchSnapshot *snapshot, const GArray *documents)
{
    SearchList *list = add_list(snapshot, LIST_THESE);

    if (documents->len > 0)
        g_array_append_vals(list->documents, documents->data, documents->len);
    return list;
}

/* ---- seeking ---- */

/* The largest of @documents at or below @document; 0: none. */
static gint64
find_below(const GArray *documents, gint64 document)
{
    guint low = 0, high = documents->len;

    while (low < high) {
        guint middle = (low + high) / 2;

        if (g_array_index(documents, gint64, middle) <= document)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? 0 : g_array_index(documents, gint64, low - 1);
}

/* The block of @segment with the newest documents at or below @document. *ret_found: there is one. */
static gboolean
read_block(SearchList *list, const Segment *segment, gint64 document, gboolean *ret_found)
{
    SearchSnapshot *snapshot = list->snapshot;
    g_autoptr(DbQuery) query = db_query(snapshot->session, &search_find_block);
    gboolean whole = TRUE;

    db_bind_int(query, segment->id);
    db_bind_int(query, list->term);
    db_bind_int(query, document);
    *ret_found = db_step(query);
    if (*ret_found) {
        gsize length;
        const guint8 *bytes = db_bytes(query, 1, &length);

        g_array_set_size(list->documents, 0);
        whole = postings_read(db_int(query, 0), bytes, length, list->documents, &snapshot->error);
    }
    return whole && db_finish(query, &snapshot->error);
}

/* How many segments begin at or below @document. */
static guint
segments_below(const SearchSnapshot *snapshot, gint64 document)
{
    guint count = snapshot->segments->len;

    while (count > 0 && g_array_index(snapshot->segments, Segment, count - 1).first > document)
        count--;
    return count;
}

static gint64
seek_term(SearchList *list, gint64 document)
{
    SearchSnapshot *snapshot = list->snapshot;
    gboolean found = FALSE;

    if (document <= list->nothing)
        return 0;
    if (list->documents->len > 0 && document <= list->upto && document >= g_array_index(list->documents, gint64, 0))
        return find_below(list->documents, document);
    for (guint i = segments_below(snapshot, document); i-- > 0 && !found;) {
        const Segment *segment = &g_array_index(snapshot->segments, Segment, i);

        if (!read_block(list, segment, document, &found))
            return 0;
    }
    if (found) {
        list->upto = document;
        return find_below(list->documents, document);
    }
    list->nothing = document;
    return 0;
}

gint64
search_list_seek(SearchList *list, gint64 document)
{
    if (list->snapshot->error != NULL || document <= 0)
        return 0;
    switch (list->kind) {
    case LIST_TERM:
        return seek_term(list, document);
    case LIST_THESE:
        return find_below(list->documents, document);
    default:
        return document;
    }
}

gint64
search_list_in_time(SearchSnapshot *snapshot, gint64 document, gint64 oldest, gint64 newest)
{
    gint64 wanted = document >> SEARCH_SPAN_BITS, span;
    g_autoptr(DbQuery) query = NULL;

    if (snapshot->error != NULL)
        return 0;
    if (wanted == snapshot->span && oldest == snapshot->span_oldest && newest == snapshot->span_newest)
        return document;
    query = db_query(snapshot->session, &search_find_span);
    db_bind_int(query, wanted);
    db_bind_int(query, newest);
    db_bind_int(query, oldest);
    span = db_step(query) ? db_int(query, 0) : -1;
    if (!db_finish(query, &snapshot->error) || span < 0)
        return 0;
    snapshot->span = span;
    snapshot->span_oldest = oldest;
    snapshot->span_newest = newest;
    return span == wanted ? document : ((span + 1) << SEARCH_SPAN_BITS) - 1;
}
