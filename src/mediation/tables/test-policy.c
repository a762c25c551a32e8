/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/tables/policy.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "mediation/tables/policy-replay.h"
#include "mediation/test-fixture.h"
#include "policy/policy-start.h"
#include "store/audit.h"

static const RoleGrant POLICY_GRANT = { ROLE_POLICY, { 0 } }, LEAD_GRANT = { ROLE_LEAD, { 0 } };
static const RoleGrant OFFICER_GRANT = { ROLE_OFFICER, { 0 } };
static const Actor POLLY = { ACTOR_STAFF, { 7 }, "Polly", &POLICY_GRANT, 1 };
static const Actor PETE = { ACTOR_STAFF, { 8 }, "Pete", &POLICY_GRANT, 1 };
static const Actor LENA = { ACTOR_STAFF, { 9 }, "Lena", &LEAD_GRANT, 1 };
static const Actor GRACE = { ACTOR_STAFF, { 10 }, "Grace", &OFFICER_GRANT, 1 };

typedef struct {
    char *folder;
    Mediation mediation;
    Locales *locales;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    fixture->folder = test_folder_new();
    fixture->locales = locales_load(NULL, NULL);
    fixture->mediation =
        (Mediation){ .store = test_store_open(fixture->folder), .locales = fixture->locales, .language = "en" };
    fixture->mediation.directory = directory_open(fixture->mediation.store, &error);
    fixture->mediation.policy = policy_open(fixture->mediation.store, &error);
    g_assert_no_error(error);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    AuditCounts counts;

    (void)data;
    audit_run(fixture->mediation.store, &(AuditOptions){ 0 }, &counts, &error);
    g_assert_no_error(error);
    policy_close(fixture->mediation.policy);
    directory_close(fixture->mediation.directory);
    store_close(fixture->mediation.store);
    locales_free(fixture->locales);
    test_folder_remove(fixture->folder);
    g_free(fixture->folder);
}

/* A duty table: whatever is at least as urgent as @urgency needs a second person. */
static PolicyTable *
table_of(guint urgency)
{
    g_autofree char *json = g_strdup_printf(
        "{\"kind\": \"duty\", \"columns\": [\"urgency\"], \"rules\": [{\"id\": \"urgent\", \"when\": {\"urgency\": "
        "\">= %u\"}, \"then\": [\"four-eyes\"]}]}",
        urgency);
    g_autoptr(GError) error = NULL;
    PolicyTable *table = policy_table_parse(json, strlen(json), &error);

    g_assert_no_error(error);
    return table;
}

static gint64
begin(Fixture *fixture, guint urgency)
{
    g_autoptr(PolicyTable) table = table_of(urgency);
    g_autoptr(GError) error = NULL;
    gint64 number = 0;

    policy_begin(&fixture->mediation, &POLLY, table, "because", &number, &error);
    g_assert_no_error(error);
    return number;
}

static void
examine_and_replay(Fixture *fixture, gint64 number)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(PolicyReport) report = NULL;
    g_autoptr(PolicyReplay) replay = NULL;

    policy_examine(&fixture->mediation, &POLLY, POLICY_DUTY, number, &report, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(report->errors, ==, 0);
    replay = policy_replay_version(&fixture->mediation, &POLLY, POLICY_DUTY, number, 1000,
                                   clock_monotonic() + 600 * CLOCK_SECOND, &error);
    g_assert_no_error(error);
    g_assert_true(replay->complete);
}

static void
put_in_force(Fixture *fixture, gint64 number)
{
    g_autoptr(GError) error = NULL;

    examine_and_replay(fixture, number);
    policy_approve(&fixture->mediation, &POLLY, POLICY_DUTY, number, NULL, &error);
    g_assert_no_error(error);
    policy_approve(&fixture->mediation, &LENA, POLICY_DUTY, number, NULL, &error);
    g_assert_no_error(error);
    policy_activate(&fixture->mediation, &POLLY, POLICY_DUTY, number, &error);
    g_assert_no_error(error);
}

static gint64
in_force(Fixture *fixture)
{
    g_autoptr(PolicySnapshot) snapshot = policy_snapshot(fixture->mediation.policy, POLICY_DUTY);

    return policy_snapshot_number(snapshot);
}

typedef struct {
    gint64 number;
    PolicyVersion *version;
    GPtrArray *approvals;
} Looking;

static gboolean
look(DbSession *session, gpointer data, GError **error)
{
    Looking *looking = data;

    looking->version = policy_store_load(session, "duty", looking->number, error);
    looking->approvals = policy_store_approvals(session, "duty", looking->number, error);
    return looking->version != NULL && looking->approvals != NULL;
}

static PolicyState
state_of(Fixture *fixture, gint64 number, guint *ret_approvals)
{
    Looking looking = { .number = number };
    g_autoptr(GError) error = NULL;
    PolicyState state;

    store_read(fixture->mediation.store, look, &looking, &error);
    g_assert_no_error(error);
    state = looking.version->state;
    *ret_approvals = looking.approvals->len;
    policy_store_version_free(looking.version);
    g_ptr_array_unref(looking.approvals);
    return state;
}

/* ---- life ---- */

static void
a_version_comes_into_force_when_it_was_checked_replayed_and_two_agreed(Fixture *fixture, gconstpointer data)
{
    gint64 number = begin(fixture, 2);
    g_autoptr(GError) early = NULL, alone = NULL, twice = NULL, error = NULL;
    guint approvals;

    (void)data;
    g_assert_cmpint(number, ==, 2);
    g_assert_cmpint(in_force(fixture), ==, POLICY_START_NUMBER);
    g_assert_false(policy_approve(&fixture->mediation, &LENA, POLICY_DUTY, number, NULL, &early));
    g_assert_error(early, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    examine_and_replay(fixture, number);
    g_assert_true(policy_approve(&fixture->mediation, &POLLY, POLICY_DUTY, number, NULL, &error));
    g_assert_false(policy_activate(&fixture->mediation, &POLLY, POLICY_DUTY, number, &alone));
    g_assert_error(alone, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_false(policy_approve(&fixture->mediation, &POLLY, POLICY_DUTY, number, NULL, &twice));
    g_assert_error(twice, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    g_assert_cmpint(state_of(fixture, number, &approvals), ==, POLICY_STATE_REPLAYED);
    g_assert_cmpuint(approvals, ==, 1);
    g_assert_true(policy_approve(&fixture->mediation, &LENA, POLICY_DUTY, number, NULL, &error));
    g_assert_cmpint(state_of(fixture, number, &approvals), ==, POLICY_STATE_APPROVED);
    g_assert_true(policy_activate(&fixture->mediation, &POLLY, POLICY_DUTY, number, &error));
    g_assert_no_error(error);
    g_assert_cmpint(in_force(fixture), ==, number);
    g_assert_cmpint(test_events(fixture->mediation.store, EVENT_POLICY_DRAFTED), ==, 1);
    g_assert_cmpint(test_events(fixture->mediation.store, EVENT_POLICY_CHECKED), ==, 1);
    g_assert_cmpint(test_events(fixture->mediation.store, EVENT_POLICY_REPLAYED), ==, 1);
    g_assert_cmpint(test_events(fixture->mediation.store, EVENT_POLICY_APPROVED), ==, 2);
    g_assert_cmpint(test_events(fixture->mediation.store, EVENT_POLICY_ACTIVATED), ==, 1);
}

static void
an_edit_makes_a_draft_again_and_voids_what_was_agreed(Fixture *fixture, gconstpointer data)
{
    gint64 number = begin(fixture, 2);
    g_autoptr(PolicyTable) other = table_of(3);
    g_autoptr(GError) error = NULL, foreign = NULL;
    guint approvals;

    (void)data;
    examine_and_replay(fixture, number);
    g_assert_true(policy_approve(&fixture->mediation, &LENA, POLICY_DUTY, number, NULL, &error));
    g_assert_false(policy_save(&fixture->mediation, &PETE, number, other, "mine", &foreign));
    g_assert_error(foreign, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_true(policy_save(&fixture->mediation, &POLLY, number, other, "narrower", &error));
    g_assert_no_error(error);
    g_assert_cmpint(state_of(fixture, number, &approvals), ==, POLICY_STATE_DRAFT);
    g_assert_cmpuint(approvals, ==, 0);
}

static void
nobody_agrees_to_a_table_that_she_did_not_see(Fixture *fixture, gconstpointer data)
{
    gint64 number = begin(fixture, 2);
    g_autoptr(PolicyTable) seen = table_of(2), other = table_of(3);
    Digest before = policy_table_digest(seen), after = policy_table_digest(other);
    g_autoptr(GError) stale = NULL, error = NULL;
    guint approvals;

    (void)data;
    examine_and_replay(fixture, number);
    g_assert_true(policy_save(&fixture->mediation, &POLLY, number, other, "narrower", &error));
    examine_and_replay(fixture, number);
    g_assert_false(policy_approve(&fixture->mediation, &LENA, POLICY_DUTY, number, &before, &stale));
    g_assert_error(stale, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    g_assert_cmpint(state_of(fixture, number, &approvals), ==, POLICY_STATE_REPLAYED);
    g_assert_cmpuint(approvals, ==, 0);
    g_assert_true(policy_approve(&fixture->mediation, &LENA, POLICY_DUTY, number, &after, &error));
    g_assert_no_error(error);
}

static void
who_may_not_change_the_rules_changes_nothing(Fixture *fixture, gconstpointer data)
{
    gint64 number = begin(fixture, 2), other;
    g_autoptr(PolicyTable) table = table_of(3);
    const Actor *const ACTORS[] = { &LENA, &GRACE };

    (void)data;
    examine_and_replay(fixture, number);
    for (guint i = 0; i < G_N_ELEMENTS(ACTORS); i++) {
        g_autoptr(GError) error = NULL, second = NULL, third = NULL;

        g_assert_false(policy_begin(&fixture->mediation, ACTORS[i], table, "x", &other, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
        g_assert_false(policy_activate(&fixture->mediation, ACTORS[i], POLICY_DUTY, number, &second));
        g_assert_error(second, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
        g_assert_false(policy_roll_back(&fixture->mediation, ACTORS[i], POLICY_DUTY, 1, "x", &third));
        g_assert_error(third, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    }
    g_assert_false(policy_approve(&fixture->mediation, &GRACE, POLICY_DUTY, number, NULL, NULL));
}

static void
a_red_example_keeps_a_version_a_draft(Fixture *fixture, gconstpointer data)
{
    gint64 number = begin(fixture, 2);
    g_autoptr(PolicyTable) table = table_of(2);
    g_autoptr(PolicyFacts) given = policy_facts_new();
    g_autoptr(PolicyReport) report = NULL;
    g_autoptr(GError) error = NULL;
    guint approvals;

    (void)data;
    policy_facts_set_number(given, POLICY_URGENCY, 3);
    g_ptr_array_add(table->examples, policy_table_example_new("urgent, and nothing asked", given));
    g_assert_true(policy_save(&fixture->mediation, &POLLY, number, table, "x", &error));
    g_assert_true(policy_examine(&fixture->mediation, &POLLY, POLICY_DUTY, number, &report, &error));
    g_assert_cmpuint(report->errors, ==, 1);
    g_assert_cmpint(state_of(fixture, number, &approvals), ==, POLICY_STATE_DRAFT);
}

static void
going_back_is_one_step(Fixture *fixture, gconstpointer data)
{
    gint64 first = begin(fixture, 2), second;
    g_autoptr(GError) error = NULL, silent = NULL, never = NULL;

    (void)data;
    put_in_force(fixture, first);
    second = begin(fixture, 3);
    g_assert_false(policy_roll_back(&fixture->mediation, &PETE, POLICY_DUTY, second, "x", &never));
    g_assert_error(never, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    put_in_force(fixture, second);
    g_assert_cmpint(in_force(fixture), ==, second);
    g_assert_false(policy_roll_back(&fixture->mediation, &PETE, POLICY_DUTY, first, " ", &silent));
    g_assert_error(silent, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_true(policy_roll_back(&fixture->mediation, &PETE, POLICY_DUTY, first, "too narrow", &error));
    g_assert_cmpint(in_force(fixture), ==, first);
    g_assert_true(policy_roll_back(&fixture->mediation, &PETE, POLICY_DUTY, 1, "too narrow", &error));
    g_assert_cmpint(in_force(fixture), ==, 1);
    g_assert_true(policy_roll_back(&fixture->mediation, &PETE, POLICY_DUTY, second, "it was right", &error));
    g_assert_no_error(error);
    policy_close(fixture->mediation.policy);
    fixture->mediation.policy = policy_open(fixture->mediation.store, &error);
    g_assert_cmpint(in_force(fixture), ==, second);
}

static void
what_was_written_on_top_of_another_version_must_be_looked_at_again(Fixture *fixture, gconstpointer data)
{
    gint64 first = begin(fixture, 2), second = begin(fixture, 3);
    g_autoptr(PolicyTable) table = table_of(3);
    g_autoptr(GError) stale = NULL, error = NULL;

    (void)data;
    put_in_force(fixture, first);
    examine_and_replay(fixture, second);
    g_assert_true(policy_approve(&fixture->mediation, &PETE, POLICY_DUTY, second, NULL, &error));
    g_assert_true(policy_approve(&fixture->mediation, &LENA, POLICY_DUTY, second, NULL, &error));
    g_assert_false(policy_activate(&fixture->mediation, &POLLY, POLICY_DUTY, second, &stale));
    g_assert_error(stale, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    g_assert_true(policy_save(&fixture->mediation, &POLLY, second, table, "again", &error));
    put_in_force(fixture, second);
    g_assert_cmpint(in_force(fixture), ==, second);
}

static void
what_was_given_up_stays_as_it_is(Fixture *fixture, gconstpointer data)
{
    gint64 number = begin(fixture, 2);
    g_autoptr(PolicyTable) table = table_of(3);
    g_autoptr(GError) error = NULL, after = NULL, start = NULL;

    (void)data;
    g_assert_true(policy_give_up(&fixture->mediation, &PETE, POLICY_DUTY, number, &error));
    g_assert_false(policy_save(&fixture->mediation, &POLLY, number, table, "x", &after));
    g_assert_error(after, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    g_assert_false(policy_save(&fixture->mediation, &POLLY, 1, table, "x", &start));
    g_assert_error(start, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

/* ---- decisions ---- */

typedef struct {
    Fixture *fixture;
    gint64 urgency;
    PolicyDecision *decision;
} Deciding;

static gboolean
decide_task(DbSession *session, gpointer data, GError **error)
{
    Deciding *deciding = data;
    g_autoptr(PolicyFacts) facts = policy_facts_new();

    policy_facts_set_number(facts, POLICY_URGENCY, deciding->urgency);
    g_clear_pointer(&deciding->decision, policy_decision_free);
    deciding->decision = policy_ask(&deciding->fixture->mediation, POLICY_DUTY, facts);
    return policy_record(&deciding->fixture->mediation, session, &GRACE, deciding->decision, (CaseId){ 0 }, 5, error);
}

static PolicyDecision *
decide(Fixture *fixture, gint64 urgency)
{
    Deciding deciding = { fixture, urgency, NULL };
    g_autoptr(GError) error = NULL;

    store_write(fixture->mediation.store, decide_task, &deciding, &error);
    g_assert_no_error(error);
    return deciding.decision;
}

static gboolean
remember(gpointer data, const StoredDecision *decision)
{
    StoredDecision **first = data;

    *first = g_new0(StoredDecision, 1);
    **first = (StoredDecision){ .id = decision->id,
                                .version = decision->version,
                                .digest = decision->digest,
                                .subject = decision->subject,
                                .kind = g_strdup(decision->kind),
                                .inputs = g_strdup(decision->inputs),
                                .result = g_strdup(decision->result),
                                .rules = g_strdup(decision->rules),
                                .outputs = g_strdup(decision->outputs),
                                .sentence = g_strdup(decision->sentence),
                                .leaf = decision->leaf };
    return FALSE;
}

static gboolean
last_decision(DbSession *session, gpointer data, GError **error)
{
    return decision_store_each(session, "duty", 10, remember, data, error);
}

static void
a_decision_is_stored_with_inputs_rule_digest_and_a_sentence(Fixture *fixture, gconstpointer data)
{
    g_autoptr(PolicyTable) table = table_of(2);
    g_autoptr(PolicyDecision) decision = NULL;
    g_autoptr(StoredDecision) stored = NULL;
    g_autoptr(GError) error = NULL;
    Digest digest = policy_table_digest(table);

    (void)data;
    put_in_force(fixture, begin(fixture, 2));
    decision = decide(fixture, 3);
    store_read(fixture->mediation.store, last_decision, &stored, &error);
    g_assert_no_error(error);
    g_assert_cmpint(stored->id, ==, decision->id);
    g_assert_cmpint(stored->version, ==, 2);
    g_assert_cmpint(stored->subject, ==, 5);
    g_assert_cmpint(stored->leaf, ==, decision->leaf);
    g_assert_true(digest_equal(&stored->digest, &digest));
    g_assert_cmpstr(stored->inputs, ==, "{\"urgency\":3}");
    g_assert_cmpstr(stored->result, ==, "decided");
    g_assert_cmpstr(stored->rules, ==, "urgent");
    g_assert_cmpstr(stored->outputs, ==, "four-eyes");
    g_assert_cmpstr(stored->sentence, ==, "Rule “urgent” of the policy: somebody else than the author must agree.");
    g_assert_cmpint(test_events(fixture->mediation.store, EVENT_POLICY_DECIDED), ==, 1);
}

static void
a_replay_says_what_would_have_come_out_otherwise(Fixture *fixture, gconstpointer data)
{
    static const gint64 PAST[] = { 0, 1, 2, 2, 3 };
    g_autoptr(PolicyTable) table = table_of(2), same = policy_start_table(POLICY_DUTY);
    g_autoptr(PolicyReplay) replay = NULL, nothing = NULL;
    g_autoptr(GError) error = NULL;
    const PolicyReplayChange *change;
    const PolicyReplayTally *tally;

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(PAST); i++)
        policy_decision_free(decide(fixture, PAST[i]));
    replay = policy_replay_run(&fixture->mediation, &LENA, table, 100, clock_monotonic() + 600 * CLOCK_SECOND, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(replay->compared, ==, 5);
    g_assert_cmpuint(replay->changed, ==, 3);
    g_assert_cmpuint(replay->changes->len, ==, 1);
    change = g_ptr_array_index(replay->changes, 0);
    g_assert_cmpstr(change->old, ==, "");
    g_assert_cmpstr(change->now, ==, "four-eyes");
    g_assert_cmpuint(change->count, ==, 3);
    g_assert_cmpuint(change->examples->len, ==, 3);
    g_assert_cmpint(
        ((PolicyReplayExample *)g_ptr_array_index(change->examples, 0))->facts->values[POLICY_URGENCY].number, ==, 3);
    tally = g_ptr_array_index(replay->tallies, 0);
    g_assert_cmpstr(tally->output, ==, "four-eyes");
    g_assert_cmpuint(tally->old, ==, 0);
    g_assert_cmpuint(tally->now, ==, 3);
    nothing = policy_replay_run(&fixture->mediation, &LENA, same, 100, clock_monotonic() + 600 * CLOCK_SECOND, &error);
    g_assert_cmpuint(nothing->changed, ==, 0);
    g_assert_null(policy_replay_run(&fixture->mediation, &GRACE, table, 100, G_MAXINT64, NULL));
}

static void
the_tables_of_the_start_have_no_fault(void)
{
    for (guint i = 0; i < POLICY_KIND_COUNT; i++) {
        g_autoptr(PolicyTable) table = policy_start_table((PolicyKind)i);
        g_autoptr(PolicyReport) report = NULL;

        g_assert_nonnull(table);
        report = policy_check(table, NULL, 0);
        g_assert_cmpuint(report->errors + report->warnings, ==, 0);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name) g_test_add("/mediation/policy/" #name, Fixture, NULL, set_up, name, tear_down)
    TEST(a_version_comes_into_force_when_it_was_checked_replayed_and_two_agreed);
    TEST(an_edit_makes_a_draft_again_and_voids_what_was_agreed);
    TEST(nobody_agrees_to_a_table_that_she_did_not_see);
    TEST(who_may_not_change_the_rules_changes_nothing);
    TEST(a_red_example_keeps_a_version_a_draft);
    TEST(going_back_is_one_step);
    TEST(what_was_written_on_top_of_another_version_must_be_looked_at_again);
    TEST(what_was_given_up_stays_as_it_is);
    TEST(a_decision_is_stored_with_inputs_rule_digest_and_a_sentence);
    TEST(a_replay_says_what_would_have_come_out_otherwise);
    g_test_add_func("/mediation/policy/the_tables_of_the_start_have_no_fault", the_tables_of_the_start_have_no_fault);
    return g_test_run();
}
