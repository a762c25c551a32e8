/* SPDX-License-Identifier: Apache-2.0 */
#include "views/emergency-view.h"

#include "base/error.h"
#include "store/staff-store.h"

static void
decision_free(gpointer data)
{
    EmergencyDecision *decision = data;

    g_clear_pointer(&decision->approval, approval_free);
    g_free(decision->name);
    g_free(decision->stead);
    g_free(decision);
}

void
emergency_view_free(EmergencyView *view)
{
    g_clear_pointer(&view->emergency, emergency_free);
    g_clear_pointer(&view->decisions, g_ptr_array_unref);
    g_free(view->name);
    g_free(view->stead);
    g_free(view->why_not);
    g_free(view);
}

static char *
name_of(DbSession *session, StaffId id)
{
    g_autoptr(Staff) staff = id.value != 0 ? staff_store_load(session, id, NULL) : NULL;

    return g_strdup(staff != NULL ? staff->name : "");
}

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    gint64 id; /* of the thing, or of the emergency */
    EmergencyView *view;
} Loading;

static gboolean
find_way(const Loading *loading, DbSession *session, const ApprovalQuestion *question, const GPtrArray *given,
         GError **error)
{
    EmergencyView *view = loading->view;
    g_autoptr(GError) why = NULL;
    StaffId stead = { 0 };

    if (view->emergency->closed != 0)
        return TRUE;
    view->may_review = approval_way(session, loading->actor, question, given, &stead, &why);
    view->stead = name_of(session, stead);
    if (view->may_review)
        return TRUE;
    if (!g_error_matches(why, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN)) {
        g_propagate_error(error, g_steal_pointer(&why));
        return FALSE;
    }
    view->why_not = g_strdup(why->message);
    return TRUE;
}

static gboolean
add_decisions(const Loading *loading, DbSession *session, GError **error)
{
    EmergencyView *view = loading->view;
    ApprovalQuestion question = emergency_question(view->emergency);
    g_autoptr(GPtrArray) given = approval_store_list(loading->mediation->store, session, view->emergency->id, error);

    if (given == NULL || !approval_weigh(session, &question, given, error) ||
        !find_way(loading, session, &question, given, error))
        return FALSE;
    view->needed = question.tiers;
    view->given = approval_count(&question, given);
    while (given->len > 0) {
        EmergencyDecision *decision = g_new0(EmergencyDecision, 1);

        decision->approval = g_ptr_array_steal_index(given, 0);
        decision->name = name_of(session, decision->approval->staff);
        decision->stead = name_of(session, decision->approval->stead);
        g_ptr_array_add(view->decisions, decision);
    }
    return TRUE;
}

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    const Loading *loading = data;
    EmergencyView *view = loading->view;
    g_autoptr(GError) trouble = NULL;

    view->emergency = emergency_store_find(loading->mediation->store, session, loading->id, &trouble);
    if (view->emergency == NULL) {
        if (trouble == NULL)
            return TRUE;
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    view->name = name_of(session, view->emergency->staff);
    return add_decisions(loading, session, error);
}

gboolean
emergency_view_load(Mediation *mediation, const Actor *actor, gint64 thing, EmergencyView **ret, GError **error)
{
    g_autoptr(EmergencyView) view = g_new0(EmergencyView, 1);
    Loading loading = { mediation, actor, thing, view };

    view->decisions = g_ptr_array_new_with_free_func(decision_free);
    if (!store_read(mediation->store, load, &loading, error))
        return FALSE;
    *ret = view->emergency != NULL ? g_steal_pointer(&view) : NULL;
    return TRUE;
}

static gboolean
find(DbSession *session, gpointer data, GError **error)
{
    const Loading *loading = data;

    loading->view->emergency = emergency_store_load(loading->mediation->store, session, loading->id, error);
    return loading->view->emergency != NULL;
}

gboolean
emergency_view_find(Mediation *mediation, const Actor *actor, gint64 id, EmergencyKind *ret_kind, gint64 *ret_thing,
                    CaseId *ret_case, GError **error)
{
    g_autoptr(EmergencyView) view = g_new0(EmergencyView, 1);
    Loading loading = { mediation, actor, id, view };

    if (actor->kind != ACTOR_STAFF) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN, "only a member of staff reviews");
        return FALSE;
    }
    if (!store_read(mediation->store, find, &loading, error))
        return FALSE;
    *ret_kind = view->emergency->kind;
    *ret_thing = view->emergency->thing;
    *ret_case = view->emergency->case_id;
    return TRUE;
}
