/* SPDX-License-Identifier: Apache-2.0 */
/* Replies that others must agree to, or whose time has not come; and what else the duty table asks of a reply. */
#include "command/test-policy-house.h"
#include "mediation/cases/merging.h"
#include "mediation/cases/templating.h"
#include "mediation/cases/waiting.h"
#include "mediation/releasing/delegating.h"
#include "mediation/releasing/drafting.h"
#include "mediation/releasing/emergency.h"
#include "store/audit.h"
#include "store/message-store.h"
#include "store/record-class-store.h"
#include "views/draft-view.h"
#include "views/proposal-view.h"

#define DUTY(output)                                                                                                   \
    "{\"kind\": \"duty\", \"columns\": [], \"rules\": [{\"id\": \"all\", \"when\": {}, \"then\": [" output "]}]}"

static const char TEXT[] = "The lamp is repaired.";

/* Somebody with @role in the unit of the house. */
static Actor
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

static gboolean
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

static void
reading_clear(Reading *reading)
{
    g_clear_pointer(&reading->proposal, proposal_free);
    g_clear_pointer(&reading->versions, g_ptr_array_unref);
    g_clear_pointer(&reading->waiting, g_ptr_array_unref);
    g_clear_pointer(&reading->class, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reading, reading_clear)

static Reading
read_case(House *house, const CaseView *view)
{
    Reading reading = { .case_id = view->a_case->id, .mediation = &house->mediation };
    g_autoptr(GError) error = NULL;

    store_read(house->mediation.store, read_all, &reading, &error);
    g_assert_no_error(error);
    return reading;
}

static Proposal *
latest_or_null(House *house, const CaseView *view)
{
    g_auto(Reading) reading = read_case(house, view);

    return g_steal_pointer(&reading.proposal);
}

/* The reply as an officer sends it who looked at the preview. */
static ProposalId
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

static gboolean
decide(House *house, const Actor *actor, const CaseView *view, ApprovalVerdict verdict, const char *comment,
       ProposalState *ret, GError **error)
{
    g_auto(Reading) reading = read_case(house, view);
    ProposalDecision decision = { reading.proposal->id, reading.proposal->digest, reading.latest, verdict, comment };

    return proposing_decide(&house->mediation, actor, &decision, ret, error);
}

static ProposalState
approve(House *house, const Actor *actor, const CaseView *view)
{
    g_autoptr(GError) error = NULL;
    ProposalState state = PROPOSAL_REFUSED;

    decide(house, actor, view, VERDICT_APPROVE, "", &state, &error);
    g_assert_no_error(error);
    return state;
}

static void
assert_nothing_left(House *house)
{
    g_autoptr(CaseView) view = look(house, 1);
    guint place;

    g_assert_null(find_reply(view, &place));
}

static const ReplyDraft DRAFT = { .text = TEXT, .next = CASE_RESOLVED };

/* ---- agreeing ---- */

static void
it_waits_and_nothing_leaves_until_somebody_else_agrees(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house), waiting = NULL, view = NULL;
    g_auto(Reading) reading = { 0 };
    RoleGrant grant;
    Actor nia = somebody(house, 21, "Nia", ROLE_OFFICER, &grant);
    const ProposalWaiting *row;
    const Event *proposed, *released;
    guint first = 0, second = 0, decided = 0;

    (void)data;
    put_in_force(house, DUTY("\"four-eyes\""));
    propose(house, asked, &DRAFT);
    assert_nothing_left(house);
    waiting = look(house, 1);
    g_assert_cmpint(waiting->a_case->state, ==, asked->a_case->state);
    reading = read_case(house, asked);
    g_assert_cmpint(reading.proposal->state, ==, PROPOSAL_WAITING);
    g_assert_cmpuint(reading.waiting->len, ==, 1);
    row = g_ptr_array_index(reading.waiting, 0);
    g_assert_cmpstr(row->case_reference, ==, asked->a_case->reference);
    g_assert_cmpstr(row->author_name, ==, "Grace Okafor");
    g_assert_cmpuint(row->given, ==, 0);
    g_assert_cmpuint(row->proposal->tiers->len, ==, 1);

    g_assert_cmpint(approve(house, &nia, asked), ==, PROPOSAL_RELEASED);
    settle(house);
    view = look(house, 1);
    g_assert_cmpint(view->a_case->state, ==, CASE_RESOLVED);
    proposed = find_event(view, EVENT_RELEASE_PROPOSED, &first);
    released = find_reply(view, &second);
    find_event(view, EVENT_POLICY_DECIDED, &decided);
    g_assert_cmpuint(decided, <, first);
    g_assert_cmpuint(first, <, second);
    g_assert_cmpstr(detail_of(released, "rule"), ==, "approved");
    g_assert_cmpstr(detail_of(released, "digest"), ==, detail_of(proposed, "digest"));
    g_assert_cmpint(json_integer_value(json_object_get(released->detail, "proposal")), ==, proposed->subject);
    g_assert_cmpstr(released->actor_name, ==, "Nia");
}

static void
what_cannot_wait_leaves_without_review_and_the_audit_knows_why(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house), view = NULL;
    g_autoptr(GError) error = NULL;
    g_auto(Reading) reading = { 0 };
    AuditCounts counts;
    RoleGrant grant;
    Actor lena = somebody(house, 22, "Lena", ROLE_LEAD, &grant);
    const Event *released;
    guint place;

    (void)data;
    put_in_force(house, DUTY("\"four-eyes\""));
    propose(house, asked, &DRAFT);
    reading = read_case(house, asked);
    proposing_release_unreviewed(&house->mediation, &lena, reading.proposal->id, reading.proposal->version,
                                 "the road is closed tonight", &error);
    g_assert_no_error(error);
    settle(house);
    view = look(house, 1);
    released = find_reply(view, &place);
    g_assert_cmpstr(detail_of(released, "rule"), ==, "unreviewed");
    audit_run(house->mediation.store, &(AuditOptions){ 0 }, &counts, &error);
    g_assert_no_error(error);
}

static void
a_case_with_a_reply_that_waits_is_not_merged_away(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house), other = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    write_in(house, "echo:bob", DESK, "Id: b1\nSubject: The same lamp\n\nIt is out.");
    settle(house);
    other = look(house, 2);
    put_in_force(house, DUTY("\"four-eyes\""));
    propose(house, asked, &DRAFT);
    g_assert_false(merging_merge(&house->mediation, &house->officer, asked->a_case->id, 0, other->a_case->id, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, "waits in this case"));
}

static const Message *
last_out(const CaseView *view)
{
    for (guint i = view->messages->len; i-- > 0;) {
        const Message *message = ((const CaseMessage *)g_ptr_array_index(view->messages, i))->message;

        if (message->direction == DIRECTION_OUT)
            return message;
    }
    return NULL;
}

static gboolean
read_leaf(DbSession *session, gpointer data, GError **error)
{
    gint64 *places = data; /* of the release's leaf; of the approval's, out; and whether that is referred to */
    g_autoptr(GBytes) entry = NULL;
    g_autofree Leaf *leaf = g_new(Leaf, 1);
    gsize length;
    const void *bytes;

    if (!journal_read_entry(session, places[0], &entry, error))
        return FALSE;
    bytes = g_bytes_get_data(entry, &length);
    if (!leaf_decode(bytes, length, leaf, error))
        return FALSE;
    places[2] = (gint64)leaf->ref_count;
    for (guint i = 0; i < leaf->ref_count; i++)
        places[1] = leaf->refs[i];
    return TRUE;
}

static void
the_leaf_of_the_release_refers_to_the_last_approval(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house), view = NULL;
    g_autoptr(Proposal) proposal = NULL;
    g_autoptr(GError) error = NULL;
    RoleGrant grant;
    Actor nia = somebody(house, 21, "Nia", ROLE_OFFICER, &grant);
    gint64 places[3] = { 0 };

    (void)data;
    put_in_force(house, DUTY("\"four-eyes\""));
    propose(house, asked, &DRAFT);
    approve(house, &nia, asked);
    view = look(house, 1);
    places[0] = last_out(view)->ref.leaf;
    store_read(house->mediation.store, read_leaf, places, &error);
    g_assert_no_error(error);
    g_assert_cmpint(places[2], ==, 3); /* two decisions, then the approval */
    proposal = latest_or_null(house, asked);
    g_assert_cmpint(places[1], <, JOURNAL_INDEX(places[0]));
    g_assert_cmpint(places[1], >, JOURNAL_INDEX(proposal->leaf));
    g_assert_cmpint(last_out(view)->author.value, ==, house->officer.staff.value);
    g_assert_cmpstr(last_out(view)->sender_name, ==, "Grace Okafor");
}

static void
assert_may_not(House *house, const Actor *actor, const CaseView *view, TribuneError code)
{
    g_autoptr(GError) error = NULL;
    ProposalState state;

    g_assert_false(decide(house, actor, view, VERDICT_APPROVE, "", &state, &error));
    g_assert_error(error, TRIBUNE_ERROR, (gint)code);
}

static void
neither_its_author_nor_another_unit_nor_a_program_agrees(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house);
    RoleGrant grant, elsewhere = { ROLE_OFFICER, { house->unit.value + 1 } };
    Actor stranger = { ACTOR_STAFF, { 22 }, "Olu", &elsewhere, 1 };
    ActorProgram program = { .scopes = ~0u, .everywhere = TRUE };
    Actor token = somebody(house, 21, "Nia", ROLE_OFFICER, &grant);

    (void)data;
    token.kind = ACTOR_TOKEN;
    token.program = &program;
    put_in_force(house, DUTY("\"four-eyes\""));
    propose(house, asked, &DRAFT);
    assert_may_not(house, &house->officer, asked, TRIBUNE_ERROR_FORBIDDEN);
    assert_may_not(house, &stranger, asked, TRIBUNE_ERROR_FORBIDDEN);
    assert_may_not(house, &token, asked, TRIBUNE_ERROR_FORBIDDEN);
    assert_nothing_left(house);
}

static void
each_tier_is_another_person_in_the_order_of_the_duties(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house);
    RoleGrant officer, lead, more;
    Actor nia = somebody(house, 21, "Nia", ROLE_OFFICER, &officer);
    Actor leo = somebody(house, 23, "Leo", ROLE_LEAD, &lead);
    Actor olu = somebody(house, 24, "Olu", ROLE_OFFICER, &more);

    (void)data;
    put_in_force(house, DUTY("\"four-eyes\", \"review:lead\""));
    propose(house, asked, &DRAFT);
    g_assert_cmpint(approve(house, &nia, asked), ==, PROPOSAL_WAITING);
    assert_may_not(house, &nia, asked, TRIBUNE_ERROR_FORBIDDEN);
    assert_may_not(house, &olu, asked, TRIBUNE_ERROR_FORBIDDEN);
    assert_nothing_left(house);
    g_assert_cmpint(approve(house, &leo, asked), ==, PROPOSAL_RELEASED);
}

typedef struct {
    House *house;
    const Actor *actor;
    gint64 thing;
    GPtrArray *items;
    Emergency *emergency;
} Looking;

static gboolean
gather(DbSession *session, gpointer data, GError **error)
{
    Looking *looking = data;

    looking->items = waiting_gather(&looking->house->mediation, session, looking->actor, NULL, error);
    return looking->items != NULL;
}

/* When it became her turn; -1: it does not wait for her. */
static gint64
hers_since(House *house, const Actor *actor)
{
    Looking looking = { .house = house, .actor = actor };
    gint64 hers;

    g_assert_true(store_read(house->mediation.store, gather, &looking, NULL));
    g_assert_cmpuint(looking.items->len, <=, 1);
    hers = looking.items->len == 1 ? ((const WaitingItem *)g_ptr_array_index(looking.items, 0))->hers : -1;
    g_ptr_array_unref(looking.items);
    return hers;
}

/* Else a notice of something newer would have told her of this one too. */
static void
it_is_news_to_whose_turn_comes_later_when_it_comes(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house);
    RoleGrant officer, other = { ROLE_OFFICER, { 0 } };
    Actor nia = somebody(house, 21, "Nia", ROLE_OFFICER, &officer), lex = { ACTOR_STAFF, { 24 }, "Lex", &other, 1 };
    g_autoptr(GError) error = NULL;
    gint64 before;

    (void)data;
    directory_add_unit(house->mediation.directory, &ACTOR_TRIBUNE, "legal", "Legal", &other.unit, &error);
    g_assert_no_error(error);
    test_hire(house->mediation.store, &lex);
    put_in_force(house, DUTY("\"four-eyes\", \"review:legal\""));
    propose(house, asked, &DRAFT);
    g_assert_cmpint(hers_since(house, &nia), ==, 0);
    g_assert_cmpint(hers_since(house, &lex), ==, -1);
    before = clock_now();
    g_assert_cmpint(approve(house, &nia, asked), ==, PROPOSAL_WAITING);
    g_assert_cmpint(hers_since(house, &lex), >=, before);
    g_assert_cmpint(hers_since(house, &nia), ==, -1);
}

static gboolean
find_emergency(DbSession *session, gpointer data, GError **error)
{
    Looking *looking = data;

    looking->emergency = emergency_store_find(looking->house->mediation.store, session, looking->thing, error);
    return looking->emergency != NULL;
}

static gboolean
sees(House *house, const Actor *actor, ProposalId id)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ProposalView) view = proposal_view_load(&house->mediation, actor, id, &error);

    if (view == NULL)
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
    return view != NULL;
}

static void
who_reviews_afterwards_in_anothers_stead_sees_what_left(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house);
    g_autoptr(GError) error = NULL;
    RoleGrant officer, lead, elsewhere = { ROLE_OFFICER, { house->unit.value + 1 } };
    Actor nia = somebody(house, 21, "Nia", ROLE_OFFICER, &officer), leo = somebody(house, 23, "Leo", ROLE_LEAD, &lead);
    Actor olu = { ACTOR_STAFF, { 24 }, "Olu", &elsewhere, 1 }, other = { ACTOR_STAFF, { 25 }, "Tim", &elsewhere, 1 };
    DelegationDraft leave = { "olu", clock_now(), clock_now() + CLOCK_DAY, "on leave" };
    Looking looking = { .house = house };
    EmergencyOutcome outcome;
    ProposalId id;

    (void)data;
    test_hire(house->mediation.store, &olu);
    test_hire(house->mediation.store, &other);
    put_in_force(house, DUTY("\"four-eyes\""));
    id = propose(house, asked, &DRAFT);
    proposing_release_unreviewed(&house->mediation, &leo, id, 1, "It cannot wait.", &error);
    g_assert_no_error(error);
    settle(house);
    g_assert_false(sees(house, &olu, id));
    delegating_name(&house->mediation, &nia, &leave, &error);
    g_assert_no_error(error);
    g_assert_true(sees(house, &olu, id));
    g_assert_false(sees(house, &other, id));
    looking.thing = id.value;
    g_assert_true(store_read(house->mediation.store, find_emergency, &looking, NULL));
    emergency_review(&house->mediation, &olu, looking.emergency->id, FALSE, "It is not repaired.", &outcome, &error);
    emergency_free(looking.emergency);
    g_assert_no_error(error);
    g_assert_cmpint(outcome, ==, EMERGENCY_CORRECT);
    g_assert_true(sees(house, &olu, id));
    g_assert_false(sees(house, &other, id));
}

static void
who_lost_the_right_has_agreed_to_nothing(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house);
    g_autoptr(GError) error = NULL;
    RoleGrant officer, lead;
    Actor nia = somebody(house, 21, "Nia", ROLE_OFFICER, &officer), leo = somebody(house, 23, "Leo", ROLE_LEAD, &lead);

    (void)data;
    put_in_force(house, DUTY("\"four-eyes\", \"review:lead\""));
    propose(house, asked, &DRAFT);
    approve(house, &nia, asked);
    test_dismiss(house->mediation.store, &nia);
    g_assert_no_error(error);
    assert_may_not(house, &leo, asked, TRIBUNE_ERROR_CONFLICT);
    assert_nothing_left(house);
}

static void
one_waits_at_a_time(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house);
    g_autoptr(GError) error = NULL;
    ProposingResult result;

    (void)data;
    put_in_force(house, DUTY("\"four-eyes\""));
    propose(house, asked, &DRAFT);
    g_assert_false(
        proposing_reply(&house->mediation, &house->officer, asked->a_case->id, 0, &DRAFT, NULL, &result, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
}

/* ---- coming back ---- */

static void
attach(House *house, const CaseView *view, const char *name, gsize size)
{
    g_autoptr(GPtrArray) parts = message_parts_new();
    g_autofree char *bytes = g_strnfill(size, 'x');
    g_autoptr(GBytes) content = g_bytes_new(bytes, size);
    g_autoptr(GError) error = NULL;

    g_ptr_array_add(parts, message_part_new("att-01", "text/plain", name, content));
    drafting_attach(&house->mediation, &house->officer, view->a_case->id, parts, &error);
    g_assert_no_error(error);
}

static void
assert_draft(House *house, const CaseView *view, const char *text, guint files)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(DraftView) draft = draft_view_load(house->mediation.store, &house->officer, view->a_case->id, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(draft->reply != NULL ? draft->reply->text : NULL, ==, text);
    g_assert_cmpuint(draft->files->len, ==, files);
}

static void
what_is_returned_is_its_authors_draft_again_and_comes_back_as_the_next_version(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house);
    g_autoptr(GPtrArray) files = NULL;
    g_autoptr(GError) error = NULL;
    g_auto(Reading) reading = { 0 };
    ReplyDraft draft = DRAFT;
    RoleGrant grant, more;
    Actor nia = somebody(house, 21, "Nia", ROLE_OFFICER, &grant), leo = somebody(house, 23, "Leo", ROLE_LEAD, &more);
    ProposalState state;
    ProposalId first, second;

    (void)data;
    put_in_force(house, DUTY("\"four-eyes\", \"review:lead\""));
    attach(house, asked, "plan.txt", 100 * 1000);
    files = drafting_attachments(&house->mediation, &house->officer, asked->a_case->id, &error);
    draft.attachments = files;
    first = propose(house, asked, &draft);
    assert_draft(house, asked, NULL, 0);
    g_assert_cmpint(approve(house, &nia, asked), ==, PROPOSAL_WAITING);
    g_assert_false(decide(house, &leo, asked, VERDICT_RETURN, "", &state, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_clear_error(&error);
    decide(house, &leo, asked, VERDICT_RETURN, "Say when.", &state, &error);
    g_assert_no_error(error);
    g_assert_cmpint(state, ==, PROPOSAL_RETURNED);
    assert_draft(house, asked, TEXT, 1);

    draft.text = "The lamp is repaired since Monday.";
    second = propose(house, asked, &draft);
    g_assert_cmpint(first.value, ==, second.value);
    reading = read_case(house, asked);
    g_assert_cmpuint(reading.versions->len, ==, 2);
    g_assert_cmpstr(((ProposalVersion *)g_ptr_array_index(reading.versions, 0))->outgoing->text, ==, TEXT);
    g_assert_cmpuint(((ProposalVersion *)g_ptr_array_index(reading.versions, 1))->files->len, ==, 1);
    /* Nia agreed to another text: she is asked again. */
    g_assert_cmpint(approve(house, &nia, asked), ==, PROPOSAL_WAITING);
    g_assert_cmpint(approve(house, &leo, asked), ==, PROPOSAL_RELEASED);
    assert_draft(house, asked, NULL, 0);
}

static void
what_is_refused_does_not_leave_and_another_may_be_written(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house);
    g_autoptr(GError) error = NULL;
    RoleGrant grant;
    Actor nia = somebody(house, 21, "Nia", ROLE_OFFICER, &grant);
    ProposalState state;
    ProposalId first;

    (void)data;
    put_in_force(house, DUTY("\"four-eyes\""));
    first = propose(house, asked, &DRAFT);
    decide(house, &nia, asked, VERDICT_REFUSE, "It is not ours to say.", &state, &error);
    g_assert_no_error(error);
    g_assert_cmpint(state, ==, PROPOSAL_REFUSED);
    assert_draft(house, asked, NULL, 0);
    assert_may_not(house, &nia, asked, TRIBUNE_ERROR_CONFLICT);
    g_assert_cmpint(propose(house, asked, &DRAFT).value, !=, first.value);
    assert_nothing_left(house);
}

static void
taking_it_back_voids_what_was_agreed(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house);
    g_autoptr(GError) error = NULL;
    RoleGrant grant;
    Actor nia = somebody(house, 21, "Nia", ROLE_OFFICER, &grant);
    ProposalId id;
    guint voided = 0;

    (void)data;
    put_in_force(house, DUTY("\"four-eyes\", \"review:lead\""));
    id = propose(house, asked, &DRAFT);
    approve(house, &nia, asked);
    g_assert_false(proposing_take_back(&house->mediation, &nia, id, 1, &voided, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_clear_error(&error);
    proposing_take_back(&house->mediation, &house->officer, id, 1, &voided, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(voided, ==, 1);
    assert_draft(house, asked, TEXT, 0);
    assert_nothing_left(house);
}

/* ---- what changes meanwhile ---- */

static void
who_decides_has_read_what_the_citizen_wrote_since(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house);
    g_autoptr(Proposal) proposal = NULL;
    g_autoptr(GError) error = NULL;
    RoleGrant grant;
    Actor nia = somebody(house, 21, "Nia", ROLE_OFFICER, &grant);
    ProposalDecision decision = { .verdict = VERDICT_APPROVE, .comment = "" };
    ProposalState state;

    (void)data;
    put_in_force(house, DUTY("\"four-eyes\""));
    propose(house, asked, &DRAFT);
    write_in(house, "echo:ada", DESK, "Id: a2\nReference: a1\nSubject: Lamp\n\nIt is on again.");
    settle(house);
    proposal = latest_or_null(house, asked);
    decision.id = proposal->id;
    decision.digest = proposal->digest;
    g_assert_false(proposing_decide(&house->mediation, &nia, &decision, &state, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    g_assert_cmpint(approve(house, &nia, asked), ==, PROPOSAL_RELEASED);
}

static void
what_no_longer_comes_out_as_agreed_is_stopped_and_can_be_taken_back(House *house, gconstpointer data)
{
    static const char WITHOUT[] = "[channel.refuse]\ndriver = refuse\n";
    g_autoptr(CaseView) asked = open_case(house);
    g_autoptr(GError) error = NULL;
    g_autoptr(Config) config = config_parse(WITHOUT, strlen(WITHOUT), "test", house->folder, house->tables, NULL);
    g_autoptr(Proposal) proposal = NULL;
    Channels *own = house->mediation.channels;
    RoleGrant grant;
    Actor nia = somebody(house, 21, "Nia", ROLE_OFFICER, &grant);
    ProposalState state = PROPOSAL_WAITING;
    guint voided;

    (void)data;
    put_in_force(house, DUTY("\"four-eyes\""));
    propose(house, asked, &DRAFT);
    house->mediation.channels = channels_open(config, house->drivers, &house->host, house->master, &error);
    g_assert_no_error(error);
    decide(house, &nia, asked, VERDICT_APPROVE, "", &state, &error);
    channels_close(house->mediation.channels);
    house->mediation.channels = own;
    g_assert_no_error(error);
    g_assert_cmpint(state, ==, PROPOSAL_STOPPED);
    assert_nothing_left(house);
    proposal = latest_or_null(house, asked);
    g_assert_cmpstr(proposal->why, ==, PROPOSING_CHANGED);
    proposing_take_back(&house->mediation, &house->officer, proposal->id, 1, &voided, &error);
    g_assert_no_error(error);
    assert_draft(house, asked, TEXT, 0);
}

static void
what_was_stopped_leaves_once_it_comes_out_right_again(House *house, gconstpointer data)
{
    static const char WITHOUT[] = "[channel.refuse]\ndriver = refuse\n";
    g_autoptr(CaseView) asked = open_case(house);
    g_autoptr(GError) error = NULL;
    g_autoptr(Config) config = config_parse(WITHOUT, strlen(WITHOUT), "test", house->folder, house->tables, NULL);
    Channels *own = house->mediation.channels;
    RoleGrant grant;
    Actor nia = somebody(house, 21, "Nia", ROLE_OFFICER, &grant);
    ProposalState state = PROPOSAL_WAITING;
    ProposalId id;

    (void)data;
    put_in_force(house, DUTY("\"four-eyes\""));
    id = propose(house, asked, &DRAFT);
    g_assert_false(proposing_send_now(&house->mediation, &house->officer, id, 1, &state, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    g_clear_error(&error);
    house->mediation.channels = channels_open(config, house->drivers, &house->host, house->master, &error);
    decide(house, &nia, asked, VERDICT_APPROVE, "", &state, &error);
    channels_close(house->mediation.channels);
    house->mediation.channels = own;
    g_assert_cmpint(state, ==, PROPOSAL_STOPPED);
    g_assert_false(proposing_send_now(&house->mediation, &nia, id, 1, &state, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_clear_error(&error);
    proposing_send_now(&house->mediation, &house->officer, id, 1, &state, &error);
    g_assert_no_error(error);
    g_assert_cmpint(state, ==, PROPOSAL_RELEASED);
}

/* ---- at a time ---- */

static ProposalState
state_of(House *house, const CaseView *view)
{
    g_autoptr(Proposal) proposal = latest_or_null(house, view);

    return proposal->state;
}

static void
at_its_time_it_leaves_by_itself(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house);
    gint64 now = clock_now();
    ReplyDraft draft = DRAFT;

    (void)data;
    draft.scheduled = now + CLOCK_HOUR;
    propose(house, asked, &draft);
    g_assert_cmpint(state_of(house, asked), ==, PROPOSAL_SCHEDULED);
    assert_nothing_left(house);
    clock_pin(now + CLOCK_HOUR + CLOCK_MINUTE);
    work_wake(house->mediation.work, WORK_SEND);
    WAIT_FOR(state_of(house, asked) == PROPOSAL_RELEASED);
    settle(house);
    clock_pin(0);
}

static void
late_it_does_not_leave_but_asks(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house);
    g_autoptr(GError) error = NULL;
    gint64 now = clock_now();
    ReplyDraft draft = DRAFT;
    ProposalState state = PROPOSAL_WAITING;
    ProposalId id;

    (void)data;
    draft.scheduled = now + CLOCK_HOUR;
    id = propose(house, asked, &draft);
    clock_pin(now + CLOCK_HOUR + PROPOSING_WINDOW + CLOCK_SECOND);
    work_wake(house->mediation.work, WORK_SEND);
    WAIT_FOR(state_of(house, asked) == PROPOSAL_MISSED);
    assert_nothing_left(house);
    proposing_send_now(&house->mediation, &house->officer, id, 1, &state, &error);
    clock_pin(0);
    g_assert_no_error(error);
    g_assert_cmpint(state, ==, PROPOSAL_RELEASED);
}

static void
by_itself_it_does_not_leave_past_what_the_citizen_wrote(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house);
    g_autoptr(Proposal) proposal = NULL;
    gint64 now = clock_now();
    ReplyDraft draft = DRAFT;

    (void)data;
    draft.scheduled = now + CLOCK_HOUR;
    propose(house, asked, &draft);
    write_in(house, "echo:ada", DESK, "Id: a2\nReference: a1\nSubject: Lamp\n\nIt is on again.");
    settle(house);
    clock_pin(now + CLOCK_HOUR);
    work_wake(house->mediation.work, WORK_SEND);
    WAIT_FOR(state_of(house, asked) == PROPOSAL_STOPPED);
    clock_pin(0);
    proposal = latest_or_null(house, asked);
    g_assert_cmpstr(proposal->why, ==, PROPOSING_WRITTEN);
    assert_nothing_left(house);
}

static void
a_time_that_is_taken_back_does_not_come(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house);
    g_autoptr(GError) error = NULL;
    gint64 now = clock_now();
    ReplyDraft draft = DRAFT;
    ProposalId id;
    guint voided;

    (void)data;
    draft.scheduled = now + CLOCK_HOUR;
    id = propose(house, asked, &draft);
    proposing_take_back(&house->mediation, &house->officer, id, 1, &voided, &error);
    g_assert_no_error(error);
    clock_pin(now + CLOCK_HOUR);
    work_wake(house->mediation.work, WORK_SEND);
    WAIT_FOR(backlog(house, WORK_SEND) == 0);
    clock_pin(0);
    g_assert_cmpint(state_of(house, asked), ==, PROPOSAL_TAKEN_BACK);
    assert_nothing_left(house);
}

static void
when_the_last_agrees_after_its_time_it_is_missed(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house);
    gint64 now = clock_now();
    ReplyDraft draft = DRAFT;
    RoleGrant grant;
    Actor nia = somebody(house, 21, "Nia", ROLE_OFFICER, &grant);

    (void)data;
    put_in_force(house, DUTY("\"four-eyes\""));
    draft.scheduled = now + CLOCK_HOUR;
    propose(house, asked, &draft);
    clock_pin(now + CLOCK_DAY);
    g_assert_cmpint(approve(house, &nia, asked), ==, PROPOSAL_MISSED);
    clock_pin(0);
    assert_nothing_left(house);
}

static void
a_time_is_in_the_future(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house);
    ReplyDraft draft = DRAFT;
    const gint64 WRONG[] = { clock_now() - 1, clock_now() + 2 * PROPOSING_FARTHEST };

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autoptr(GError) error = NULL;
        ProposingResult result;

        draft.scheduled = WRONG[i];
        g_assert_false(
            proposing_reply(&house->mediation, &house->officer, asked->a_case->id, 0, &draft, NULL, &result, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    }
}

/* ---- the other duties ---- */

static ReplyPreview *
preview(House *house, const CaseView *view, const char *text, const char *untranslated, GError **error)
{
    ReplyDraft draft = { .text = text, .next = CASE_WAITING_OTHER, .untranslated = untranslated };

    return release_preview(&house->mediation, &house->officer, view->a_case->id, &draft, error);
}

static void
a_notice_stands_below_in_the_language_of_the_reply_or_nothing_leaves(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house);
    g_autoptr(ReplyPreview) without = NULL, with = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    templating_make(&house->mediation, &LENA, "privacy", (UnitId){ 0 }, "de", "Datenschutz", "Was wir speichern.",
                    &error);
    g_assert_no_error(error);
    put_in_force(house, DUTY("\"add-notice:privacy\""));
    without = preview(house, asked, TEXT, NULL, &error);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, "privacy, en"));
    g_clear_error(&error);
    templating_make(&house->mediation, &LENA, "privacy", (UnitId){ 0 }, "en", "Privacy", "How we use your data.",
                    &error);
    g_assert_no_error(error);
    with = preview(house, asked, TEXT, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(with->outgoing->text, ==, "The lamp is repaired.\n\nHow we use your data.");
}

static void
how_to_ask_for_a_review_stands_below(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house);
    g_autoptr(ReplyPreview) plain = NULL, linked = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    put_in_force(house, DUTY("\"offer-appeal\""));
    plain = preview(house, asked, TEXT, NULL, &error);
    g_assert_no_error(error);
    g_assert_nonnull(strstr(plain->outgoing->text, "somebody else should look at it"));
    house->mediation.portal_url = "https://northam.example";
    linked = preview(house, asked, TEXT, NULL, &error);
    house->mediation.portal_url = NULL;
    g_assert_no_error(error);
    g_assert_nonnull(strstr(linked->outgoing->text, "https://northam.example/find"));
}

static void
the_case_gets_the_class_of_its_record_once(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house), view = NULL;
    g_auto(Reading) reading = { 0 };
    guint place, count = 0;

    (void)data;
    put_in_force(house, DUTY("\"record-class:complaint\""));
    answer(house, asked, TEXT);
    g_clear_pointer(&asked, case_view_free);
    asked = look(house, 1);
    answer(house, asked, "One more thing.");
    reading = read_case(house, asked);
    g_assert_cmpstr(reading.class, ==, "complaint");
    view = look(house, 1);
    g_assert_nonnull(find_event(view, EVENT_CASE_RECORD_CLASS, &place));
    for (guint i = 0; i < view->events->len; i++)
        count += ((const Event *)g_ptr_array_index(view->events, i))->kind == EVENT_CASE_RECORD_CLASS;
    g_assert_cmpuint(count, ==, 1);
}

static void
the_matter_is_promised_to_end_within_the_days(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house), view = NULL;
    ReplyDraft draft = { .text = TEXT, .next = CASE_WAITING_OTHER };
    g_autoptr(GError) error = NULL;
    ProposingResult result;
    guint place;

    (void)data;
    put_in_force(house, DUTY("\"answer-within:2\""));
    g_assert_cmpint(asked->a_case->due, ==, 0);
    proposing_reply(&house->mediation, &house->officer, asked->a_case->id, 0, &draft, NULL, &result, &error);
    g_assert_no_error(error);
    view = look(house, 1);
    g_assert_cmpint(view->a_case->due, >, clock_now());
    g_assert_cmpint(view->a_case->due, <, clock_now() + 14 * CLOCK_DAY);
    g_assert_nonnull(find_event(view, EVENT_CLOCK_STARTED, &place));
}

static void
another_language_needs_a_part_in_the_citizens_or_a_reason(House *house, gconstpointer data)
{
    static const char GERMAN[] =
        "Vielen Dank für Ihre Nachricht. Die Laterne vor Ihrem Haus ist seit gestern wieder in "
        "Ordnung, und wir haben auch die anderen Laternen in der Straße geprüft.";
    static const char ENGLISH[] = "Thank you for your message. The lamp in front of your house has been working again "
                                  "since yesterday, and we have looked at the other lamps in the street too.";
    g_autofree char *both = g_strconcat(GERMAN, "\n\n---\n\n", ENGLISH, NULL);
    g_autoptr(CaseView) asked = open_case(house);
    g_autoptr(ReplyPreview) refused = NULL, good = NULL, reasoned = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    put_in_force(house, DUTY("\"translate\""));
    refused = preview(house, asked, GERMAN, NULL, &error);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_clear_error(&error);
    good = preview(house, asked, both, NULL, &error);
    g_assert_no_error(error);
    reasoned = preview(house, asked, GERMAN, "She asked for German on the phone.", &error);
    g_assert_no_error(error);
}

static void
a_table_that_asks_what_cannot_be_done_is_not_checked(House *house, gconstpointer data)
{
    static const struct {
        const char *json, *words;
    } WRONG[] = {
        { DUTY("\"review:nowhere\""), "nowhere" },
        { DUTY("\"add-notice:privacy\""), "privacy" },
    };

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(PolicyTable) table = policy_table_parse(WRONG[i].json, strlen(WRONG[i].json), &error);
        g_autoptr(PolicyReport) report = NULL;
        gint64 number;

        g_assert_no_error(error);
        policy_begin(&house->mediation, &POLLY, table, "for the test", &number, &error);
        g_assert_no_error(error);
        g_assert_false(policy_examine(&house->mediation, &POLLY, table->kind, number, &report, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
        g_assert_nonnull(strstr(error->message, WRONG[i].words));
    }
}

#define ADD(path, test) g_test_add("/proposing/" path, House, NULL, set_up_policy, test, tear_down_policy)

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    ADD("it-waits-and-nothing-leaves-until-somebody-else-agrees",
        it_waits_and_nothing_leaves_until_somebody_else_agrees);
    ADD("what-cannot-wait-leaves-without-review-and-the-audit-knows-why",
        what_cannot_wait_leaves_without_review_and_the_audit_knows_why);
    ADD("a-case-with-a-reply-that-waits-is-not-merged-away", a_case_with_a_reply_that_waits_is_not_merged_away);
    ADD("the-leaf-of-the-release-refers-to-the-last-approval", the_leaf_of_the_release_refers_to_the_last_approval);
    ADD("neither-its-author-nor-another-unit-nor-a-program-agrees",
        neither_its_author_nor_another_unit_nor_a_program_agrees);
    ADD("each-tier-is-another-person-in-the-order-of-the-duties",
        each_tier_is_another_person_in_the_order_of_the_duties);
    ADD("it-is-news-to-whose-turn-comes-later-when-it-comes", it_is_news_to_whose_turn_comes_later_when_it_comes);
    ADD("who-reviews-afterwards-in-anothers-stead-sees-what-left",
        who_reviews_afterwards_in_anothers_stead_sees_what_left);
    ADD("who-lost-the-right-has-agreed-to-nothing", who_lost_the_right_has_agreed_to_nothing);
    ADD("one-waits-at-a-time", one_waits_at_a_time);
    ADD("what-is-returned-is-its-authors-draft-again-and-comes-back-as-the-next-version",
        what_is_returned_is_its_authors_draft_again_and_comes_back_as_the_next_version);
    ADD("what-is-refused-does-not-leave-and-another-may-be-written",
        what_is_refused_does_not_leave_and_another_may_be_written);
    ADD("taking-it-back-voids-what-was-agreed", taking_it_back_voids_what_was_agreed);
    ADD("who-decides-has-read-what-the-citizen-wrote-since", who_decides_has_read_what_the_citizen_wrote_since);
    ADD("what-no-longer-comes-out-as-agreed-is-stopped-and-can-be-taken-back",
        what_no_longer_comes_out_as_agreed_is_stopped_and_can_be_taken_back);
    ADD("what-was-stopped-leaves-once-it-comes-out-right-again", what_was_stopped_leaves_once_it_comes_out_right_again);
    ADD("at-its-time-it-leaves-by-itself", at_its_time_it_leaves_by_itself);
    ADD("late-it-does-not-leave-but-asks", late_it_does_not_leave_but_asks);
    ADD("by-itself-it-does-not-leave-past-what-the-citizen-wrote",
        by_itself_it_does_not_leave_past_what_the_citizen_wrote);
    ADD("a-time-that-is-taken-back-does-not-come", a_time_that_is_taken_back_does_not_come);
    ADD("when-the-last-agrees-after-its-time-it-is-missed", when_the_last_agrees_after_its_time_it_is_missed);
    ADD("a-time-is-in-the-future", a_time_is_in_the_future);
    ADD("a-notice-stands-below-in-the-language-of-the-reply-or-nothing-leaves",
        a_notice_stands_below_in_the_language_of_the_reply_or_nothing_leaves);
    ADD("how-to-ask-for-a-review-stands-below", how_to_ask_for_a_review_stands_below);
    ADD("the-case-gets-the-class-of-its-record-once", the_case_gets_the_class_of_its_record_once);
    ADD("the-matter-is-promised-to-end-within-the-days", the_matter_is_promised_to_end_within_the_days);
    ADD("another-language-needs-a-part-in-the-citizens-or-a-reason",
        another_language_needs_a_part_in_the_citizens_or_a_reason);
    ADD("a-table-that-asks-what-cannot-be-done-is-not-checked", a_table_that_asks_what_cannot_be_done_is_not_checked);
    return g_test_run();
}
