/* SPDX-License-Identifier: Apache-2.0 */
#include "views/draft-view.h"

#include "base/error.h"
#include "model/rights.h"
#include "store/case-store.h"
#include "store/staff-store.h"

static void
other_free(DraftViewOther *other)
{
    g_free(other->name);
    g_free(other);
}

void
draft_view_free(DraftView *view)
{
    g_clear_pointer(&view->reply, draft_free);
    g_clear_pointer(&view->note, draft_free);
    g_clear_pointer(&view->files, g_ptr_array_unref);
    g_ptr_array_unref(view->others);
    g_free(view);
}

typedef struct {
    Store *store;
    const Actor *actor;
    CaseId case_id;
    DraftView *view;
} Loading;

static gboolean
check_readable(const Loading *loading, DbSession *session, GError **error)
{
    g_autoptr(Case) a_case = case_store_load(session, loading->case_id, error);

    return a_case != NULL && rights_check(loading->actor, ACTION_READ_CASE, a_case->unit, error);
}

static gboolean
add_other(const Loading *loading, DbSession *session, const Draft *draft, GError **error)
{
    g_autoptr(Staff) staff = staff_store_load(session, draft->staff, error);
    DraftViewOther *other;

    if (staff == NULL)
        return FALSE;
    other = g_new0(DraftViewOther, 1);
    other->kind = draft->kind;
    other->name = g_strdup(staff->name);
    other->changed = draft->changed;
    g_ptr_array_add(loading->view->others, other);
    return TRUE;
}

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    const Loading *loading = data;
    DraftView *view = loading->view;
    g_autoptr(GPtrArray) drafts = NULL;

    if (!check_readable(loading, session, error))
        return FALSE;
    drafts = draft_store_list(loading->store, session, loading->case_id, loading->actor->staff, error);
    while (drafts != NULL && drafts->len > 0) {
        g_autoptr(Draft) draft = g_ptr_array_steal_index(drafts, 0);

        if (draft->staff.value != loading->actor->staff.value) {
            if (!add_other(loading, session, draft, error))
                return FALSE;
        } else if (draft->kind == DRAFT_NOTE) {
            view->note = g_steal_pointer(&draft);
        } else {
            view->reply = g_steal_pointer(&draft);
        }
    }
    if (drafts != NULL)
        view->files =
            draft_store_list_files(loading->store, session, loading->case_id, loading->actor->staff, FALSE, error);
    return view->files != NULL;
}

DraftView *
draft_view_load(Store *store, const Actor *actor, CaseId case_id, GError **error)
{
    g_autoptr(DraftView) view = g_new0(DraftView, 1);
    Loading loading = { store, actor, case_id, view };

    view->others = g_ptr_array_new_with_free_func((GDestroyNotify)other_free);
    return store_read(store, load, &loading, error) ? g_steal_pointer(&view) : NULL;
}

/* ---- one file ---- */

typedef struct {
    Loading loading;
    gint64 id;
    DraftFile *found;
} FileSearch;

static gboolean
find_file(DbSession *session, gpointer data, GError **error)
{
    FileSearch *search = data;
    const Loading *loading = &search->loading;
    g_autoptr(GPtrArray) files = NULL;

    if (!check_readable(loading, session, error))
        return FALSE;
    files = draft_store_list_files(loading->store, session, loading->case_id, loading->actor->staff, TRUE, error);
    for (guint i = 0; files != NULL && i < files->len; i++) {
        if (((const DraftFile *)g_ptr_array_index(files, i))->id == search->id) {
            search->found = g_ptr_array_steal_index(files, i);
            return TRUE;
        }
    }
    if (files != NULL)
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such file");
    return FALSE;
}

DraftFile *
draft_view_file(Store *store, const Actor *actor, CaseId case_id, gint64 id, GError **error)
{
    FileSearch search = { .loading = { .store = store, .actor = actor, .case_id = case_id }, .id = id };

    return store_read(store, find_file, &search, error) ? search.found : NULL;
}
