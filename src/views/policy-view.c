/* SPDX-License-Identifier: Apache-2.0 */
#include "views/policy-view.h"

#include "model/rights.h"
#include "policy/policy-start.h"

/* As if the one that is built in were stored. */
static PolicyVersion *
start_version(PolicyKind kind, gboolean active)
{
    g_autoptr(PolicyTable) table = policy_start_table(kind);
    PolicyVersion *version = g_new0(PolicyVersion, 1);

    version->kind = g_strdup(policy_table_kind_name(kind));
    version->number = POLICY_START_NUMBER;
    version->state = active ? POLICY_STATE_ACTIVE : POLICY_STATE_RETIRED;
    version->base = POLICY_START_NUMBER;
    version->author_name = g_strdup("Tribune");
    version->comment = g_strdup("");
    version->digest = policy_table_digest(table);
    version->replay = g_strdup("");
    return version;
}

typedef struct {
    PolicyKind kind;
    gint64 number;
    GPtrArray *versions;
    PolicyView *view;
} Loading;

static gboolean
find_active(DbSession *session, PolicyKind kind, gboolean *ret_stored, GError **error)
{
    GError *trouble = NULL;
    PolicyVersion *active = policy_store_active(session, policy_table_kind_name(kind), &trouble);

    *ret_stored = active != NULL;
    g_clear_pointer(&active, policy_store_version_free);
    if (trouble != NULL)
        g_propagate_error(error, trouble);
    return trouble == NULL;
}

static gboolean
list(DbSession *session, gpointer data, GError **error)
{
    Loading *loading = data;
    gboolean stored;

    loading->versions = policy_store_list(session, policy_table_kind_name(loading->kind), POLICY_VIEW_VERSIONS, error);
    if (loading->versions == NULL || !find_active(session, loading->kind, &stored, error))
        return FALSE;
    g_ptr_array_add(loading->versions, start_version(loading->kind, !stored));
    return TRUE;
}

GPtrArray *
policy_view_versions(Store *store, const Actor *actor, PolicyKind kind, GError **error)
{
    Loading loading = { .kind = kind };

    if (rights_check_anywhere(actor, ACTION_SEE_RULES, error) && store_read(store, list, &loading, error))
        return loading.versions;
    g_clear_pointer(&loading.versions, g_ptr_array_unref);
    return NULL;
}

void
policy_view_free(PolicyView *view)
{
    g_clear_pointer(&view->version, policy_store_version_free);
    g_clear_pointer(&view->table, policy_table_free);
    g_clear_pointer(&view->base, policy_table_free);
    g_clear_pointer(&view->approvals, g_ptr_array_unref);
    g_free(view);
}

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    const Loading *loading = data;
    PolicyView *view = loading->view;
    const char *kind = policy_table_kind_name(loading->kind);
    gboolean stored;

    if (!find_active(session, loading->kind, &stored, error))
        return FALSE;
    view->version = loading->number == POLICY_START_NUMBER ? start_version(loading->kind, !stored)
                                                           : policy_store_load(session, kind, loading->number, error);
    view->table = view->version == NULL ? NULL : policy_load_table(session, loading->kind, loading->number, error);
    view->base = view->table == NULL ? NULL : policy_load_table(session, loading->kind, view->version->base, error);
    view->approvals = view->base == NULL ? NULL : policy_store_approvals(session, kind, loading->number, error);
    return view->approvals != NULL;
}

PolicyView *
policy_view_load(Store *store, const Actor *actor, PolicyKind kind, gint64 number, GError **error)
{
    g_autoptr(PolicyView) view = g_new0(PolicyView, 1);
    Loading loading = { .kind = kind, .number = number, .view = view };

    return rights_check_anywhere(actor, ACTION_SEE_RULES, error) && store_read(store, load, &loading, error)
               ? g_steal_pointer(&view)
               : NULL;
}
