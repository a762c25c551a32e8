/* SPDX-License-Identifier: Apache-2.0 */
#include "views/desk-view.h"

#include "base/error.h"
#include "model/rights.h"
#include "store/bulk-store.h"
#include "store/case-store.h"
#include "store/merge-store.h"
#include "store/snooze-store.h"

void
desk_view_free(DeskView *view)
{
    g_clear_pointer(&view->tags, g_ptr_array_unref);
    g_clear_pointer(&view->vocabulary, g_ptr_array_unref);
    g_clear_pointer(&view->merged_into, case_free);
    g_ptr_array_unref(view->merged);
    g_free(view);
}

typedef struct {
    const Actor *actor;
    CaseId case_id;
    DeskView *view;
} Loading;

static gboolean
add_sources(const Loading *loading, DbSession *session, GError **error)
{
    g_autoptr(GArray) sources = merge_store_list_sources(session, loading->case_id, error);

    for (guint i = 0; sources != NULL && i < sources->len; i++) {
        CaseId id = { g_array_index(sources, gint64, i) };
        g_autoptr(Case) source = case_store_load(session, id, error);

        if (source == NULL)
            return FALSE;
        if (rights_may(loading->actor, ACTION_READ_CASE, source->unit))
            g_ptr_array_add(loading->view->merged, g_steal_pointer(&source));
    }
    return sources != NULL;
}

static gboolean
load_merges(const Loading *loading, DbSession *session, GError **error)
{
    Merge merge;

    if (!merge_store_find(session, loading->case_id, &merge, error))
        return FALSE;
    if (merge.id != 0) {
        loading->view->merged_into = case_store_load(session, merge.target, error);
        if (loading->view->merged_into == NULL)
            return FALSE;
    }
    return add_sources(loading, session, error);
}

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    const Loading *loading = data;
    DeskView *view = loading->view;
    g_autoptr(Case) a_case = case_store_load(session, loading->case_id, error);

    if (a_case == NULL || !rights_check(loading->actor, ACTION_READ_CASE, a_case->unit, error))
        return FALSE;
    view->tags = tag_store_list_case(session, loading->case_id, error);
    view->vocabulary = view->tags == NULL ? NULL : tag_store_list(session, error);
    for (guint i = view->vocabulary == NULL ? 0 : view->vocabulary->len; i-- > 0;)
        if (((const Tag *)g_ptr_array_index(view->vocabulary, i))->closed)
            g_ptr_array_remove_index(view->vocabulary, i);
    return view->vocabulary != NULL && snooze_store_find(session, loading->case_id, &view->asleep_until, error) &&
           load_merges(loading, session, error);
}

DeskView *
desk_view_load(Store *store, const Actor *actor, CaseId case_id, GError **error)
{
    g_autoptr(DeskView) view = g_new0(DeskView, 1);
    Loading loading = { actor, case_id, view };

    view->merged = g_ptr_array_new_with_free_func((GDestroyNotify)case_free);
    return store_read(store, load, &loading, error) ? g_steal_pointer(&view) : NULL;
}

static gboolean
list_tags(DbSession *session, gpointer data, GError **error)
{
    GPtrArray **tags = data;

    *tags = tag_store_list(session, error);
    return *tags != NULL;
}

static gboolean
list_tags_counted(DbSession *session, gpointer data, GError **error)
{
    GPtrArray **tags = data;

    *tags = tag_store_list_counted(session, error);
    return *tags != NULL;
}

static GPtrArray *
read_tags(Store *store, const Actor *actor, DbTask task, GError **error)
{
    GPtrArray *tags = NULL;

    if (!rights_may_anywhere(actor, ACTION_MANAGE_TAGS) && !rights_check_anywhere(actor, ACTION_READ_INBOX, error))
        return NULL;
    return store_read(store, task, &tags, error) ? tags : NULL;
}

GPtrArray *
desk_view_tags(Store *store, const Actor *actor, GError **error)
{
    return read_tags(store, actor, list_tags, error);
}

GPtrArray *
desk_view_tags_counted(Store *store, const Actor *actor, GError **error)
{
    return read_tags(store, actor, list_tags_counted, error);
}

/* ---- many at once ---- */

static void
item_free(DeskViewItem *item)
{
    g_clear_pointer(&item->a_case, case_free);
    g_free(item);
}

void
desk_view_bulk_free(DeskViewBulk *bulk)
{
    g_ptr_array_unref(bulk->items);
    g_free(bulk);
}

typedef struct {
    const Actor *actor;
    gint64 id;
    DeskViewBulk *bulk;
} BulkLoading;

static gboolean
add_item(const BulkLoading *loading, DbSession *session, const BulkItemRow *row, GError **error)
{
    DeskViewItem *item = g_new0(DeskViewItem, 1);

    g_ptr_array_add(loading->bulk->items, item);
    bulk_outcome_parse(row->outcome, &item->outcome);
    loading->bulk->counts[item->outcome]++;
    if (row->case_id.value == 0)
        return TRUE;
    item->a_case = case_store_load(session, row->case_id, error);
    if (item->a_case != NULL && !rights_may(loading->actor, ACTION_READ_CASE, item->a_case->unit))
        g_clear_pointer(&item->a_case, case_free);
    return *error == NULL;
}

static gboolean
load_bulk(DbSession *session, gpointer data, GError **error)
{
    const BulkLoading *loading = data;
    g_autoptr(BulkRow) row = bulk_store_load(session, loading->id, error);
    g_autoptr(GPtrArray) items = NULL;

    if (row == NULL)
        return FALSE;
    if (row->staff.value != loading->actor->staff.value) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such change");
        return FALSE;
    }
    bulk_kind_parse(row->kind, &loading->bulk->kind);
    loading->bulk->at = row->at;
    loading->bulk->undoable = row->undone == 0 && clock_now() - row->at <= BULK_UNDO_WINDOW;
    items = bulk_store_list(session, loading->id, error);
    for (guint i = 0; items != NULL && i < items->len; i++)
        if (!add_item(loading, session, g_ptr_array_index(items, i), error))
            return FALSE;
    return items != NULL;
}

DeskViewBulk *
desk_view_bulk(Store *store, const Actor *actor, gint64 id, GError **error)
{
    g_autoptr(DeskViewBulk) bulk = g_new0(DeskViewBulk, 1);
    g_autoptr(GError) trouble = NULL;
    BulkLoading loading = { actor, id, bulk };

    bulk->items = g_ptr_array_new_with_free_func((GDestroyNotify)item_free);
    if (store_read(store, load_bulk, &loading, &trouble))
        return g_steal_pointer(&bulk);
    g_propagate_error(error, g_steal_pointer(&trouble));
    return NULL;
}
