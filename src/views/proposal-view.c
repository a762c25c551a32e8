/* SPDX-License-Identifier: Apache-2.0 */
#include "views/proposal-view.h"

#include <string.h>

#include "base/error.h"
#include "mediation/releasing/emergency.h"
#include "model/rights.h"
#include "store/event-store.h"
#include "store/message-store.h"
#include "store/person-store.h"
#include "store/release-text.h"
#include "store/staff-store.h"

#define EVENTS_MAX 500

static void
tier_free(gpointer data)
{
    ProposalViewTier *tier = data;

    g_free(tier->unit);
    g_free(tier->by);
    g_free(tier);
}

static void
decision_free(gpointer data)
{
    ProposalViewDecision *decision = data;

    g_clear_pointer(&decision->approval, approval_free);
    g_free(decision->name);
    g_free(decision->stead);
    g_free(decision);
}

void
proposal_view_free(ProposalView *view)
{
    g_clear_pointer(&view->proposal, proposal_free);
    g_clear_pointer(&view->a_case, case_free);
    g_clear_pointer(&view->tiers, g_ptr_array_unref);
    g_clear_pointer(&view->decisions, g_ptr_array_unref);
    g_clear_pointer(&view->version, proposal_version_free);
    g_clear_pointer(&view->base, proposal_version_free);
    g_clear_pointer(&view->sentences, g_ptr_array_unref);
    g_clear_pointer(&view->files, g_ptr_array_unref);
    g_clear_pointer(&view->rendering, rendering_free);
    g_free(view->author);
    g_free(view->to_name);
    g_free(view->to);
    g_free(view->why_not);
    g_free(view->stead);
    g_free(view->question);
    g_free(view->comment);
    g_free(view->decider);
    g_free(view->fault);
    g_free(view);
}

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    ProposalId id;
    CaseId case_id;
    ProposalView *view;
    Outgoing *outgoing; /* as it waits, whole; NULL when it does not */
} Loading;

static char *
name_of(DbSession *session, StaffId id)
{
    g_autoptr(Staff) staff = staff_store_load(session, id, NULL);

    return g_strdup(staff != NULL ? staff->name : "");
}

static gboolean
not_there(GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such reply");
    return FALSE;
}

/* ---- who sees it ---- */

/* Or was, and decided. */
static gboolean
is_asked(const Loading *loading)
{
    const Proposal *proposal = loading->view->proposal;

    for (guint i = 0; i < loading->view->decisions->len; i++) {
        const ProposalViewDecision *decision = g_ptr_array_index(loading->view->decisions, i);

        if (loading->actor->kind == ACTOR_STAFF && decision->approval->staff.value == loading->actor->staff.value)
            return TRUE;
    }

    for (guint i = 0; proposal_state_is_open(proposal->state) && i < proposal->tiers->len; i++)
        if (proposing_admits(loading->actor, &g_array_index(proposal->tiers, ProposalTier, i)))
            return TRUE;
    return FALSE;
}

static gboolean
has_decided(const Loading *loading, const GPtrArray *given)
{
    for (guint i = 0; loading->actor->kind == ACTOR_STAFF && i < given->len; i++)
        if (((const Approval *)g_ptr_array_index(given, i))->staff.value == loading->actor->staff.value)
            return TRUE;
    return FALSE;
}

/* What left without review is looked at afterwards by whoever may in the unit that had the case then, or in her stead:
 * she sees it until that is done, and who has looked at it afterwards too. */
static gboolean
weigh_review(const Loading *loading, DbSession *session, const Emergency *emergency, gboolean *ret, GError **error)
{
    ApprovalQuestion question = emergency_question(emergency);
    g_autoptr(GPtrArray) given = approval_store_list(loading->mediation->store, session, question.subject, error);
    g_autoptr(GError) why = NULL;
    StaffId stead;

    if (given == NULL || !approval_weigh(session, &question, given, error))
        return FALSE;
    *ret = has_decided(loading, given);
    if (*ret || emergency->closed != 0 || loading->actor->kind != ACTOR_STAFF)
        return TRUE;
    *ret = approval_way(session, loading->actor, &question, given, &stead, &why);
    if (*ret || g_error_matches(why, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN))
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&why));
    return FALSE;
}

static gboolean
is_reviewer(const Loading *loading, DbSession *session, gboolean *ret, GError **error)
{
    const Proposal *proposal = loading->view->proposal;
    g_autoptr(GError) trouble = NULL;
    g_autoptr(Emergency) emergency =
        emergency_store_find(loading->mediation->store, session, proposal->id.value, &trouble);

    *ret = FALSE;
    if (trouble == NULL)
        return emergency == NULL || emergency->kind != EMERGENCY_REPLY ||
               weigh_review(loading, session, emergency, ret, error);
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

static gboolean
check_sight(const Loading *loading, DbSession *session, GError **error)
{
    ProposalView *view = loading->view;
    gboolean reviews;

    view->may_read_case = rights_may(loading->actor, ACTION_READ_MESSAGES, view->a_case->unit);
    if (view->may_read_case || view->may_decide || is_asked(loading))
        return TRUE;
    return is_reviewer(loading, session, &reviews, error) && (reviews || not_there(error));
}

/* ---- who decides ---- */

static void
describe_tiers(const Loading *loading)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(loading->mediation->directory);
    const ProposalView *view = loading->view;

    for (guint i = 0; i < view->proposal->tiers->len; i++) {
        const ProposalTier *each = &g_array_index(view->proposal->tiers, ProposalTier, i);
        const Unit *unit = directory_get_unit(snapshot, each->unit);
        ProposalViewTier *tier = g_new0(ProposalViewTier, 1);

        tier->unit = g_strdup(unit != NULL ? unit->name : "");
        tier->lead = each->role == ROLE_LEAD;
        for (guint j = 0; j < view->decisions->len; j++) {
            const ProposalViewDecision *decision = g_ptr_array_index(view->decisions, j);
            const Approval *approval = decision->approval;

            if (approval->verdict != VERDICT_APPROVE || approval->voided != 0 || approval->lapsed ||
                approval->tier != i + 1 || !digest_equal(&approval->digest, &view->proposal->digest))
                continue;
            g_free(tier->by);
            tier->by = g_strdup(decision->name);
            tier->at = approval->at;
        }
        g_ptr_array_add(view->tiers, tier);
    }
}

/* With what words it came back; the latest decision that was no approval. */
static void
find_comment(ProposalView *view)
{
    for (guint i = view->decisions->len; i-- > 0;) {
        const ProposalViewDecision *decision = g_ptr_array_index(view->decisions, i);

        if (decision->approval->verdict == VERDICT_APPROVE)
            continue;
        view->comment = g_strdup(decision->approval->comment);
        view->decider = g_strdup(decision->name);
        return;
    }
}

/* Whether the one who looks may decide, else why not. */
static gboolean
find_way(const Loading *loading, DbSession *session, const GPtrArray *given, GError **error)
{
    ProposalView *view = loading->view;
    g_autoptr(GError) why = NULL;
    StaffId stead;

    if (view->proposal->state != PROPOSAL_WAITING)
        return TRUE;
    view->may_decide = proposing_may_decide(session, loading->actor, view->proposal, given, &stead, &why);
    if (view->may_decide) {
        view->stead = stead.value != 0 ? name_of(session, stead) : NULL;
        return TRUE;
    }
    /* That an approval lapsed is said on the page; it is no reason not to show it. */
    if (!g_error_matches(why, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN) &&
        !g_error_matches(why, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT)) {
        g_propagate_error(error, g_steal_pointer(&why));
        return FALSE;
    }
    view->why_not = g_strdup(why->message);
    return TRUE;
}

static gboolean
load_decisions(const Loading *loading, DbSession *session, GError **error)
{
    ProposalView *view = loading->view;
    ApprovalQuestion question = proposing_question(view->proposal);
    g_autoptr(GPtrArray) given = approval_store_list(loading->mediation->store, session, question.subject, error);

    if (given == NULL || !approval_weigh(session, &question, given, error) || !find_way(loading, session, given, error))
        return FALSE;
    view->given = approval_count(&question, given);
    while (given->len > 0) {
        ProposalViewDecision *decision = g_new0(ProposalViewDecision, 1);

        decision->approval = g_ptr_array_steal_index(given, 0);
        decision->name = name_of(session, decision->approval->staff);
        if (decision->approval->stead.value != 0)
            decision->stead = name_of(session, decision->approval->stead);
        g_ptr_array_add(view->decisions, decision);
    }
    describe_tiers(loading);
    find_comment(view);
    return TRUE;
}

/* ---- what it is about ---- */

static gboolean
load_question(const Loading *loading, DbSession *session, GError **error)
{
    ProposalView *view = loading->view;
    g_autoptr(GError) trouble = NULL;
    g_autoptr(Message) last = message_store_last_in(session, view->proposal->conversation, &trouble);

    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    view->question = g_strdup(last != NULL && last->screening == SCREENING_CLEAR ? last->preview : "");
    view->latest = last != NULL ? last->id : (MessageId){ 0 };
    view->asked = last != NULL ? last->received : 0;
    view->overtaken =
        last != NULL && proposal_state_is_open(view->proposal->state) && last->received > view->proposal->since;
    return TRUE;
}

static gboolean
load_recipient(const Loading *loading, DbSession *session, GError **error)
{
    ProposalView *view = loading->view;
    g_autoptr(Identity) to = person_store_load_identity(session, view->proposal->recipient, error);
    g_autoptr(Person) person = to != NULL ? person_store_load(session, to->person, error) : NULL;

    if (person == NULL)
        return FALSE;
    view->to = g_strdup(to->uri);
    view->to_name = g_strdup(person->name);
    return TRUE;
}

static gboolean
load_common(Loading *loading, DbSession *session, GError **error)
{
    ProposalView *view = loading->view;

    view->a_case = case_store_load(session, view->proposal->case_id, error);
    if (view->a_case == NULL || !load_decisions(loading, session, error) || !check_sight(loading, session, error) ||
        !load_question(loading, session, error) || !load_recipient(loading, session, error))
        return FALSE;
    view->author = name_of(session, view->proposal->author);
    view->may_release_unreviewed = proposing_may_release_unreviewed(loading->actor, view->proposal, view->a_case->unit);
    view->may_steer = proposal_state_is_open(view->proposal->state) &&
                      proposing_may_steer(loading->actor, view->proposal, view->a_case->unit);
    return TRUE;
}

/* ---- of a case ---- */

static gboolean
load_of_case(DbSession *session, gpointer data, GError **error)
{
    Loading *loading = data;
    g_autoptr(GError) trouble = NULL;

    loading->view->proposal = proposal_store_latest(session, loading->case_id, &trouble);
    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    return loading->view->proposal == NULL || loading->view->proposal->state == PROPOSAL_RELEASED ||
           load_common(loading, session, error);
}

static ProposalView *
view_new(void)
{
    ProposalView *view = g_new0(ProposalView, 1);

    view->tiers = g_ptr_array_new_with_free_func(tier_free);
    view->decisions = g_ptr_array_new_with_free_func(decision_free);
    view->sentences = g_ptr_array_new_with_free_func(g_free);
    return view;
}

ProposalView *
proposal_view_of_case(Mediation *mediation, const Actor *actor, CaseId case_id, GError **error)
{
    g_autoptr(ProposalView) view = view_new();
    Loading loading = { .mediation = mediation, .actor = actor, .case_id = case_id, .view = view };

    if (!store_read(mediation->store, load_of_case, &loading, error) || view->proposal == NULL ||
        view->proposal->state == PROPOSAL_RELEASED)
        return NULL;
    return g_steal_pointer(&view);
}

/* ---- the whole ---- */

/* What this reader decided on before, else the version before. */
static gint64
base_of(const Loading *loading, const GPtrArray *versions)
{
    const ProposalView *view = loading->view;

    for (guint i = view->decisions->len; i-- > 0;) {
        const Approval *approval = ((const ProposalViewDecision *)g_ptr_array_index(view->decisions, i))->approval;

        for (guint j = versions->len; approval->staff.value == loading->actor->staff.value && j-- > 0;) {
            const ProposalVersion *version = g_ptr_array_index(versions, j);

            if (version->version != view->proposal->version && digest_equal(&version->digest, &approval->digest))
                return version->version;
        }
    }
    return view->proposal->version - 1;
}

static gboolean
load_versions(const Loading *loading, DbSession *session, GError **error)
{
    ProposalView *view = loading->view;
    g_autoptr(GPtrArray) versions =
        proposal_store_list_versions(loading->mediation->store, session, view->proposal->id, error);
    gint64 base;

    if (versions == NULL)
        return FALSE;
    base = base_of(loading, versions);
    g_ptr_array_set_free_func(versions, NULL);
    for (guint i = 0; i < versions->len; i++) {
        ProposalVersion *version = g_ptr_array_index(versions, i);

        if (version->version == view->proposal->version)
            view->version = version;
        else if (version->version == base)
            view->base = version;
        else
            proposal_version_free(version);
    }
    return view->version != NULL || not_there(error);
}

/* The latest of each table, as it was said and recorded. */
static gboolean
load_sentences(const Loading *loading, DbSession *session, GError **error)
{
    ProposalView *view = loading->view;
    g_autoptr(GPtrArray) events =
        event_list_case(loading->mediation->store, session, view->a_case->id, EVENTS_MAX, error);
    const char *said[2] = { NULL, NULL };

    for (guint i = 0; events != NULL && i < events->len; i++) {
        const Event *event = g_ptr_array_index(events, i);
        const char *kind = json_string_value(json_object_get(event->detail, "kind"));

        if (event->kind == EVENT_POLICY_DECIDED && event->subject == view->proposal->id.value)
            said[g_strcmp0(kind, "duty") == 0] = json_string_value(json_object_get(event->detail, "sentence"));
    }
    for (guint i = 0; i < G_N_ELEMENTS(said); i++)
        if (said[i] != NULL)
            g_ptr_array_add(view->sentences, g_strdup(said[i]));
    return events != NULL;
}

static gboolean
load_content(Loading *loading, DbSession *session, GError **error)
{
    ProposalView *view = loading->view;
    g_autoptr(GPtrArray) parts = NULL;

    view->files = message_parts_new();
    if (view->proposal->content == 0 || !proposal_state_is_open(view->proposal->state))
        return TRUE;
    parts = content_load(&loading->mediation->store->content, session, view->proposal->content,
                         view->proposal->secret_key, TRUE, error);
    if (parts == NULL)
        return FALSE;
    loading->outgoing = release_outgoing(parts, error);
    if (loading->outgoing == NULL)
        return FALSE;
    g_ptr_array_unref(view->files);
    view->files = g_ptr_array_ref(loading->outgoing->attachments);
    return TRUE;
}

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    Loading *loading = data;

    loading->view->proposal = proposal_store_load(session, loading->id, error);
    return loading->view->proposal != NULL && load_common(loading, session, error) &&
           load_versions(loading, session, error) && load_sentences(loading, session, error) &&
           load_content(loading, session, error);
}

static void
render(const Loading *loading)
{
    ProposalView *view = loading->view;
    g_autoptr(GError) trouble = NULL;
    Digest now;
    gsize length;
    const void *bytes;

    if (loading->outgoing == NULL)
        return;
    view->rendering = release_render(loading->mediation, view->proposal->channel, loading->outgoing, &trouble);
    if (view->rendering == NULL) {
        view->fault = g_strdup(trouble->message);
        return;
    }
    bytes = g_bytes_get_data(view->rendering->payload, &length);
    now = digest_sha256(bytes, length);
    view->changed = !digest_equal(&now, &view->proposal->rendered);
}

ProposalView *
proposal_view_load(Mediation *mediation, const Actor *actor, ProposalId id, GError **error)
{
    g_autoptr(ProposalView) view = view_new();
    Loading loading = { .mediation = mediation, .actor = actor, .id = id, .view = view };
    gboolean done = store_read(mediation->store, load, &loading, error);

    if (done)
        render(&loading);
    g_clear_pointer(&loading.outgoing, outgoing_free);
    return done ? g_steal_pointer(&view) : NULL;
}
