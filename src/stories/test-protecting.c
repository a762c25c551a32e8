/* SPDX-License-Identifier: Apache-2.0 */
/* How far a case is protected, and whether an answer is a formal decision, is what the decision tables are told. */
#include "mediation/cases/merging.h"
#include "mediation/cases/protecting.h"
#include "mediation/releasing/drafting.h"
#include "store/decision-store.h"
#include "stories/test-linking-house.h"
#include "views/draft-view.h"

/* What is specially protected goes to whom we are sure of by the channel of her question, to others by tin alone. */
#define GUARDED                                                                                                        \
    "{\"kind\": \"channel\", \"columns\": [\"sensitivity\", \"citizen_verified\"], \"rules\": ["                       \
    "{\"id\": \"plain\", \"when\": {\"sensitivity\": \"not(\\\"special\\\")\"}, \"then\": [\"same\", \"any\"]},"       \
    "{\"id\": \"sure\", \"when\": {\"sensitivity\": \"\\\"special\\\"\", \"citizen_verified\": \">= 2\"},"             \
    " \"then\": [\"same\", \"any\"]},"                                                                                 \
    "{\"id\": \"unsure\", \"when\": {\"sensitivity\": \"\\\"special\\\"\", \"citizen_verified\": \"< 2\"},"            \
    " \"then\": [\"tin\", \"refuse\"]}]}"
#define DECISIONS                                                                                                      \
    "{\"kind\": \"duty\", \"columns\": [\"purpose\", \"legal_effect\"], \"rules\": [{\"id\": \"two\","                 \
    " \"when\": {\"purpose\": \"\\\"decision\\\"\", \"legal_effect\": \"true\"}, \"then\": [\"four-eyes\"]}]}"
#define ALL_ALIKE                                                                                                      \
    "{\"kind\": \"channel\", \"columns\": [\"sensitivity\"], \"rules\": ["                                             \
    "{\"id\": \"plain\", \"when\": {\"sensitivity\": \"not(\\\"special\\\")\"}, \"then\": [\"same\", \"any\"]},"       \
    "{\"id\": \"special\", \"when\": {\"sensitivity\": \"\\\"special\\\"\"}, \"then\": [\"refuse\", \"same\"]}]}"

static const ReplyDraft DRAFT = { .text = "It is repaired.", .next = CASE_OPEN };

static void
raise_to(House *house, Sensitivity level)
{
    g_autoptr(CaseView) view = look(house, 1);
    g_autoptr(GError) error = NULL;

    casework_raise(&house->mediation, &house->officer, view->a_case->id, view->a_case->version, level, &error);
    g_assert_no_error(error);
}

static Sensitivity
level_of(House *house)
{
    g_autoptr(CaseView) view = look(house, 1);

    return protecting_level(&house->mediation, view->a_case);
}

static ReplyPreview *
preview(House *house, const ReplyDraft *draft, GError **error)
{
    g_autoptr(CaseView) view = look(house, 1);

    return release_preview(&house->mediation, &house->officer, view->a_case->id, draft, error);
}

static void
assert_goes_to(House *house, const char *address)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ReplyPreview) shown = preview(house, &DRAFT, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(shown->outgoing->recipient, ==, address);
}

static void
give_service(House *house, Sensitivity level)
{
    const Service service = { .name = (char *)"Care", .basis = (char *)"", .sensitivity = level };
    g_autoptr(CaseView) view = look(house, 1);
    g_autoptr(GError) error = NULL;
    ServiceId id;

    directory_add_service(house->mediation.directory, &ACTOR_TRIBUNE, &service, &id, &error);
    g_assert_no_error(error);
    casework_set_service(&house->mediation, &house->officer, view->a_case->id, 0, id, &error);
    g_assert_no_error(error);
}

/* What the last decision of @kind was told. */
typedef struct {
    const char *kind;
    json_t *inputs;
} Told;

static gboolean
take(gpointer data, const StoredDecision *decision)
{
    Told *told = data;

    told->inputs = json_loads(decision->inputs, 0, NULL);
    return FALSE;
}

static gboolean
read_told(DbSession *session, gpointer data, GError **error)
{
    Told *told = data;

    return decision_store_each(session, told->kind, 1, take, told, error);
}

static char *
told(House *house, const char *kind, const char *input)
{
    Told last = { kind, NULL };
    char *said;

    g_assert_true(store_read(house->mediation.store, read_told, &last, NULL));
    g_assert_nonnull(last.inputs);
    said = json_dumps(json_object_get(last.inputs, input), JSON_ENCODE_ANY);
    json_decref(last.inputs);
    return said;
}

static void
assert_told(House *house, const char *kind, const char *input, const char *expected)
{
    char *said = told(house, kind, input);

    g_assert_cmpstr(said, ==, expected);
    free(said);
}

/* ---- how far a case is protected ---- */

static void
what_is_specially_protected_goes_to_no_address_below_the_level(House *house, gconstpointer data)
{
    g_autoptr(CaseView) opened = open_case(house);
    g_autoptr(ReplyPreview) none = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    put_in_force(house, GUARDED);
    assert_goes_to(house, "echo:ada");
    raise_to(house, SENSITIVITY_SPECIAL);
    none = preview(house, &DRAFT, &error);
    g_assert_null(none);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, "no address of theirs, or none that is sure enough"));
    link_tin(house, 1, "tin:ada", FALSE);
    assert_goes_to(house, "tin:ada");
    assure(house, "echo:ada", 2);
    assert_goes_to(house, "echo:ada");
}

static void
its_service_says_it_for_all_cases_and_staff_can_only_raise_it(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = open_case(house);
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_cmpint(level_of(house), ==, SENSITIVITY_PERSONAL);
    give_service(house, SENSITIVITY_PUBLIC);
    g_assert_cmpint(level_of(house), ==, SENSITIVITY_PUBLIC);
    raise_to(house, SENSITIVITY_PERSONAL);
    g_assert_cmpint(level_of(house), ==, SENSITIVITY_PERSONAL);
    give_service(house, SENSITIVITY_SPECIAL);
    g_assert_cmpint(level_of(house), ==, SENSITIVITY_SPECIAL);
    g_assert_false(
        casework_raise(&house->mediation, &house->officer, view->a_case->id, 0, SENSITIVITY_PERSONAL, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    raise_to(house, SENSITIVITY_PUBLIC); /* as the service says */
    g_assert_cmpint(level_of(house), ==, SENSITIVITY_SPECIAL);
}

static void
each_change_of_it_is_an_event_of_who_may(House *house, gconstpointer data)
{
    static const RoleGrant auditing = { ROLE_AUDITOR, { 0 } };
    static const Actor auditor = { ACTOR_STAFF, { 77 }, "Ava Auditor", &auditing, 1 };
    g_autoptr(CaseView) opened = open_case(house), view = NULL;
    g_autoptr(GError) error = NULL, late = NULL;
    const Event *event;
    guint place;

    (void)data;
    g_assert_false(casework_raise(&house->mediation, &auditor, opened->a_case->id, 0, SENSITIVITY_SPECIAL, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    raise_to(house, SENSITIVITY_SPECIAL);
    g_assert_false(casework_raise(&house->mediation, &house->officer, opened->a_case->id, opened->a_case->version,
                                  SENSITIVITY_PUBLIC, &late));
    g_assert_error(late, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    view = look(house, 1);
    event = find_event(view, EVENT_CASE_SENSITIVITY, &place);
    g_assert_cmpstr(detail_of(event, "from"), ==, "personal");
    g_assert_cmpstr(detail_of(event, "to"), ==, "special");
    g_assert_cmpint(event->leaf, !=, 0);
}

static void
what_the_tables_were_told_is_kept_and_replayed(House *house, gconstpointer data)
{
    g_autoptr(CaseView) opened = open_case(house), view = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(PolicyTable) table = policy_table_parse(ALL_ALIKE, strlen(ALL_ALIKE), &error);
    g_autoptr(PolicyReplay) replay = NULL;

    (void)data;
    g_assert_no_error(error);
    put_in_force(house, GUARDED);
    raise_to(house, SENSITIVITY_SPECIAL);
    assure(house, "echo:ada", 2);
    view = look(house, 1);
    answer(house, view, "It is repaired.");
    assert_told(house, "channel", "sensitivity", "\"special\"");
    assert_told(house, "channel", "purpose", "\"reply\"");
    replay = policy_replay_run(&house->mediation, &POLLY, table, 1, G_MAXINT64, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(replay->compared, ==, 1);
    g_assert_cmpuint(replay->changed, ==, 1);
    g_assert_cmpstr(((const PolicyReplayChange *)g_ptr_array_index(replay->changes, 0))->now, ==, "refuse same");
}

static void
the_receipt_of_a_protected_service_is_protected_too(House *house, gconstpointer data)
{
    static const Actor channel = { .kind = ACTOR_CHANNEL, .name = "echo" };
    const Service service = {
        .code = (char *)"care", .name = (char *)"Care", .basis = (char *)"", .sensitivity = SENSITIVITY_SPECIAL
    };
    static const char TEXT[] = "Id: c1\nSubject: Care\n\nMy mother is ill.";
    g_autoptr(GBytes) raw = g_bytes_new_static(TEXT, sizeof TEXT - 1);
    g_autoptr(MessageDraft) draft = NULL;
    g_autoptr(GError) error = NULL;
    IntakeResult result;
    MessageId message;
    ServiceId id;

    (void)data;
    directory_add_service(house->mediation.directory, &ACTOR_TRIBUNE, &service, &id, &error);
    g_assert_no_error(error);
    draft = echo_channel.parse(echo_of(house), raw, "echo:ada", DESK, &error);
    g_free(draft->service);
    draft->service = g_strdup("care");
    g_assert_true(intake_submit(house->intake, &channel, "echo", draft, &result, &message, &error));
    settle(house);
    g_assert_cmpint(level_of(house), ==, SENSITIVITY_SPECIAL);
    assert_told(house, "channel", "purpose", "\"acknowledgement\"");
    assert_told(house, "channel", "sensitivity", "\"special\"");
}

static void
a_case_into_which_another_is_merged_is_protected_as_that_was(House *house, gconstpointer data)
{
    g_autoptr(CaseView) opened = open_case(house), other = NULL, into = NULL;
    g_autoptr(GError) error = NULL;
    guint place;

    (void)data;
    raise_to(house, SENSITIVITY_SPECIAL);
    write_in(house, "echo:ada", DESK, "Id: b1\nSubject: Another\n\nThe bin is full.");
    settle(house);
    other = look(house, 2);
    merging_merge(&house->mediation, &house->officer, opened->a_case->id, 0, other->a_case->id, &error);
    g_assert_no_error(error);
    into = look(house, 2);
    g_assert_cmpint(protecting_level(&house->mediation, into->a_case), ==, SENSITIVITY_SPECIAL);
    g_assert_nonnull(find_event(into, EVENT_CASE_SENSITIVITY, &place));
}

/* ---- formal decisions ---- */

static void
a_formal_decision_asks_the_rules_for_decisions(House *house, gconstpointer data)
{
    const ReplyDraft decision = { .text = "You may build.", .next = CASE_OPEN, .decision = TRUE };
    g_autoptr(CaseView) opened = open_case(house);
    g_autoptr(ReplyPreview) plain = NULL, formal = NULL;
    g_autoptr(GError) error = NULL;
    ProposingResult result;

    (void)data;
    put_in_force(house, DECISIONS);
    plain = preview(house, &DRAFT, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(plain->tiers->len, ==, 0);
    formal = preview(house, &decision, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(formal->tiers->len, ==, 1);
    g_assert_false(digest_equal(&plain->digest, &formal->digest));
    proposing_reply(&house->mediation, &house->officer, opened->a_case->id, 0, &decision, &formal->digest, &result,
                    &error);
    g_assert_no_error(error);
    g_assert_cmpint(result.proposal.value, !=, 0);
    assert_told(house, "duty", "legal_effect", "true");
    assert_told(house, "channel", "purpose", "\"decision\"");
}

static void
a_decision_that_comes_back_is_a_decision_still(House *house, gconstpointer data)
{
    const ReplyDraft decision = { .text = "You may build.", .next = CASE_OPEN, .decision = TRUE };
    g_autoptr(CaseView) opened = open_case(house);
    g_autoptr(DraftView) drafts = NULL;
    g_autoptr(GError) error = NULL;
    ProposingResult result;
    guint voided;

    (void)data;
    put_in_force(house, DECISIONS);
    proposing_reply(&house->mediation, &house->officer, opened->a_case->id, 0, &decision, NULL, &result, &error);
    g_assert_no_error(error);
    proposing_take_back(&house->mediation, &house->officer, result.proposal, 0, &voided, &error);
    g_assert_no_error(error);
    drafts = draft_view_load(house->mediation.store, &house->officer, opened->a_case->id, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(drafts->reply->text, ==, "You may build.");
    g_assert_true(drafts->reply->decision);
}

static void
a_released_decision_says_in_the_trail_that_it_is_one(House *house, gconstpointer data)
{
    const ReplyDraft decision = { .text = "You may build.", .next = CASE_OPEN, .decision = TRUE };
    g_autoptr(CaseView) opened = open_case(house), view = NULL;
    g_autoptr(GError) error = NULL;
    ReleaseId id;
    guint place;

    (void)data;
    release_reply(&house->mediation, &house->officer, opened->a_case->id, 0, &decision, NULL, &id, &error);
    g_assert_no_error(error);
    settle(house);
    view = look(house, 1);
    g_assert_true(json_is_true(json_object_get(find_reply(view, &place)->detail, "decision")));
}

/* ---- what waits ---- */

static void
what_waits_is_stopped_when_the_case_needs_more_protection_meanwhile(House *house, gconstpointer data)
{
    const ReplyDraft decision = { .text = "You may build.", .next = CASE_OPEN, .decision = TRUE };
    g_autoptr(CaseView) opened = open_case(house);
    RoleGrant grant = { ROLE_OFFICER, house->unit };
    const Actor nia = { ACTOR_STAFF, { 21 }, "Nia", &grant, 1 };
    g_autoptr(ReplyPreview) formal = NULL;
    g_autoptr(GError) error = NULL;
    ProposingResult result;
    ProposalState state = PROPOSAL_REFUSED;
    ProposalDecision agreed = { .verdict = VERDICT_APPROVE, .comment = "" };
    guint sent;

    (void)data;
    test_hire(house->mediation.store, &nia);
    put_in_force(house, DECISIONS);
    formal = preview(house, &decision, &error);
    g_assert_no_error(error);
    proposing_reply(&house->mediation, &house->officer, opened->a_case->id, 0, &decision, &formal->digest, &result,
                    &error);
    g_assert_no_error(error);
    raise_to(house, SENSITIVITY_SPECIAL);
    sent = echo_sent(echo_of(house));
    agreed.id = result.proposal;
    agreed.digest = formal->digest;
    agreed.latest = ((const CaseMessage *)g_ptr_array_index(opened->messages, 0))->message->id;
    proposing_decide(&house->mediation, &nia, &agreed, &state, &error);
    g_assert_no_error(error);
    g_assert_cmpint(state, ==, PROPOSAL_STOPPED);
    settle(house);
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, sent);
}

#define TEST(name) g_test_add("/protecting/" #name, House, NULL, set_up_linking, name, tear_down_linking)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST(what_is_specially_protected_goes_to_no_address_below_the_level);
    TEST(its_service_says_it_for_all_cases_and_staff_can_only_raise_it);
    TEST(each_change_of_it_is_an_event_of_who_may);
    TEST(what_the_tables_were_told_is_kept_and_replayed);
    TEST(the_receipt_of_a_protected_service_is_protected_too);
    TEST(a_case_into_which_another_is_merged_is_protected_as_that_was);
    TEST(a_formal_decision_asks_the_rules_for_decisions);
    TEST(a_decision_that_comes_back_is_a_decision_still);
    TEST(a_released_decision_says_in_the_trail_that_it_is_one);
    TEST(what_waits_is_stopped_when_the_case_needs_more_protection_meanwhile);
    return g_test_run();
}
