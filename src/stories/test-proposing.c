/* SPDX-License-Identifier: Apache-2.0 */
/* Replies that others must agree to: who agrees, in what order, and what comes back to its author. */
#include "mediation/cases/merging.h"
#include "mediation/releasing/delegating.h"
#include "mediation/releasing/drafting.h"
#include "mediation/releasing/emergency.h"
#include "mediation/releasing/waiting.h"
#include "store/audit.h"
#include "stories/test-proposing-house.h"
#include "views/proposal-view.h"

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
    return g_test_run();
}
