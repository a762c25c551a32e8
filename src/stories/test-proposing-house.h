/* SPDX-License-Identifier: Apache-2.0 */
/* stories/test-proposing-house.h: the small house with decision tables, and replies that others must agree to. */
#pragma once
#include "store/message-store.h"
#include "store/record-class-store.h"
#include "stories/test-policy-house.h"
#include "views/draft-view.h"

#define DUTY(output)                                                                                                   \
    "{\"kind\": \"duty\", \"columns\": [], \"rules\": [{\"id\": \"all\", \"when\": {}, \"then\": [" output "]}]}"

static const char TEXT[] = "The lamp is repaired.";

/* Somebody with @role in the unit of the house. */
static inline Actor
somebody(const House *house, gint64 id, const char *name, Role role, RoleGrant *grant)
{
    Actor actor = { ACTOR_STAFF, { id }, name, grant, 1 };

    *grant = (RoleGrant){ role, house->unit };
    test_hire(house->mediation.store, &actor);
    return actor;
}

static Proposal *latest_or_null(House *house, const CaseView *view);

typedef struct {
    CaseId case_id;
    Proposal *proposal;
    GPtrArray *versions, *waiting;
    char *class;
    MessageId latest;
    Mediation *mediation;
} Reading;

static inline gboolean
read_all(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;
    g_autoptr(Message) last = NULL;

    reading->proposal = proposal_store_latest(session, reading->case_id, error);
    reading->class = record_class_store_find(session, reading->case_id, error);
    reading->waiting = proposal_store_list_waiting(session, 10, error);
    if (reading->proposal == NULL)
        return TRUE;
    last = message_store_last_in(session, reading->proposal->conversation, error);
    reading->latest = last != NULL ? last->id : (MessageId){ 0 };
    reading->versions = proposal_store_list_versions(reading->mediation->store, session, reading->proposal->id, error);
    return reading->versions != NULL;
}

static inline void
reading_clear(Reading *reading)
{
    g_clear_pointer(&reading->proposal, proposal_free);
    g_clear_pointer(&reading->versions, g_ptr_array_unref);
    g_clear_pointer(&reading->waiting, g_ptr_array_unref);
    g_clear_pointer(&reading->class, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reading, reading_clear)

static inline Reading
read_case(House *house, const CaseView *view)
{
    Reading reading = { .case_id = view->a_case->id, .mediation = &house->mediation };
    g_autoptr(GError) error = NULL;

    store_read(house->mediation.store, read_all, &reading, &error);
    g_assert_no_error(error);
    return reading;
}

static inline Proposal *
latest_or_null(House *house, const CaseView *view)
{
    g_auto(Reading) reading = read_case(house, view);

    return g_steal_pointer(&reading.proposal);
}

/* The reply as an officer sends it who looked at the preview. */
static inline ProposalId
propose(House *house, const CaseView *view, const ReplyDraft *draft)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ReplyPreview) preview =
        release_preview(&house->mediation, &house->officer, view->a_case->id, draft, &error);
    ProposingResult result;

    g_assert_no_error(error);
    proposing_reply(&house->mediation, &house->officer, view->a_case->id, 0, draft, &preview->digest, &result, &error);
    g_assert_no_error(error);
    g_assert_cmpint(result.release.value, ==, 0);
    g_assert_cmpint(result.proposal.value, !=, 0);
    return result.proposal;
}

static inline gboolean
decide(House *house, const Actor *actor, const CaseView *view, ApprovalVerdict verdict, const char *comment,
       ProposalState *ret, GError **error)
{
    g_auto(Reading) reading = read_case(house, view);
    ProposalDecision decision = { reading.proposal->id, reading.proposal->digest, reading.latest, verdict, comment };

    return proposing_decide(&house->mediation, actor, &decision, ret, error);
}

static inline ProposalState
approve(House *house, const Actor *actor, const CaseView *view)
{
    g_autoptr(GError) error = NULL;
    ProposalState state = PROPOSAL_REFUSED;

    decide(house, actor, view, VERDICT_APPROVE, "", &state, &error);
    g_assert_no_error(error);
    return state;
}

static inline void
assert_nothing_left(House *house)
{
    g_autoptr(CaseView) view = look(house, 1);
    guint place;

    g_assert_null(find_reply(view, &place));
}

static const ReplyDraft DRAFT = { .text = TEXT, .next = CASE_RESOLVED };

static inline void
assert_draft(House *house, const CaseView *view, const char *text, guint files)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(DraftView) draft = draft_view_load(house->mediation.store, &house->officer, view->a_case->id, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(draft->reply != NULL ? draft->reply->text : NULL, ==, text);
    g_assert_cmpuint(draft->files->len, ==, files);
}

#define ADD(path, test) g_test_add("/proposing/" path, House, NULL, set_up_policy, test, tear_down_policy)
