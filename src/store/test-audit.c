/* SPDX-License-Identifier: Apache-2.0 */
/* The audit of a store: one fault after the other is made with a statement, and found. */
#include "store/test-audit-house.h"

/* ---- looking ---- */

static void
on_progress(gpointer data, guint64 done, guint64 total)
{
    guint64 *last = data;

    g_assert_cmpuint(done, <=, total);
    *last = done;
}

static void
a_whole_store_is_clean_and_counted(Fixture *fixture, gconstpointer data)
{
    guint64 progress = 0;
    AuditOptions options = { .key = fixture->key, .on_progress = on_progress, .data = &progress };
    g_autoptr(GError) error = NULL;
    AuditCounts counts = { 0 };

    (void)data;
    g_assert_true(audit_run(fixture->store, &options, &counts, &error));
    g_assert_cmpuint(counts.journal.leaves, ==, 4 + 2 * 3 + EVENTS);
    g_assert_cmpuint(counts.journal.checkpoints, ==, 1);
    g_assert_cmpuint(counts.messages, ==, 4);
    g_assert_cmpuint(counts.releases, ==, 2);
    g_assert_cmpuint(counts.events, ==, 2 * 3 + EVENTS);
    g_assert_cmpuint(counts.deliveries, ==, 2);
    g_assert_cmpuint(counts.attempts, ==, 2);
    g_assert_cmpuint(counts.reports, ==, 2);
    g_assert_cmpuint(counts.commitments, ==, 3 + 1 + 2 * 2 + counts.events);
    g_assert_cmpuint(counts.bytes, >, CONTENT_INLINE_MAX);
    g_assert_cmpuint(counts.disposed, ==, 0);
    g_assert_cmpuint(progress, ==, counts.journal.leaves + counts.messages + counts.events);
}

/* ---- one statement, one fault ---- */

typedef struct {
    const char *name;
    DbStatement statement;
    const char *fault; /* what the audit says */
} Tampering;

#define COPY_MESSAGE                                                                                                   \
    "INSERT INTO messages (id, direction, channel, endpoint, external_id, fingerprint, sender, sender_name, author, "  \
    "subject, preview, language, automatic, screening, size, attachments, sent, received, person, conversation, "      \
    "case_id, record, secret_key, leaf) "                                                                              \
    "SELECT id + 1000000000, direction, channel, endpoint, external_id, X'01', sender, "                               \
    "sender_name, "                                                                                                    \
    "author, subject, preview, language, automatic, screening, size, attachments, sent, received, person, "            \
    "conversation, case_id, record, secret_key, leaf"
#define LAST "(SELECT max(id) FROM "

static const Tampering TAMPERINGS[] = {
    /* messages */
    { "message-record",
      { "t", "UPDATE messages SET record = X'000102030405060708090a0b0c0d0e0f' WHERE direction = 'in'" },
      "messages *: its leaf is that of another record (journal *, leaf 0)" },
    { "message-leaf",
      { "t", "UPDATE messages SET leaf = leaf + 1 WHERE direction = 'in'" },
      "messages *: its leaf is of another kind (*leaf 1)" },
    { "message-leaf-beyond",
      { "t", "UPDATE messages SET leaf = leaf + 999 WHERE direction = 'in'" },
      "messages *: its leaf is not in the journal (*leaf 999)" },
    { "message-direction",
      { "t", "UPDATE messages SET direction = 'note' WHERE direction = 'in'" },
      "messages *: its leaf is of another kind *" },
    { "message-channel",
      { "t", "UPDATE messages SET channel = 'sms' WHERE direction = 'in'" },
      "messages *: its leaf names another channel *" },
    { "message-time",
      { "t", "UPDATE messages SET received = received - 86400000000 WHERE direction = 'in'" },
      "messages *: its leaf tells another time *" },
    { "message-sender",
      { "t", "UPDATE messages SET sender = 'mailto:eve@example' WHERE direction = 'in'" },
      "messages *: its sender, subject or external id is not what was recorded *" },
    { "message-subject-in",
      { "t", "UPDATE messages SET subject = 'Other' WHERE direction = 'in'" },
      "messages *: its sender, subject or external id is not what was recorded *" },
    { "message-subject-out",
      { "t", "UPDATE messages SET subject = 'Other' WHERE direction = 'out'" },
      "messages *: its subject or sender is not what was released *" },
    { "message-key",
      { "t", "UPDATE messages SET secret_key = secret_key + 1 WHERE direction = 'in'" },
      "messages *: sealed content was changed *" },
    { "message-key-gone",
      { "t", "UPDATE messages SET secret_key = 999999 WHERE direction = 'in'" },
      "messages *: its key is gone, and no later leaf disposes of it *" },
    { "message-deleted",
      { "t", "DELETE FROM messages WHERE direction = 'in'" },
      "journal *, leaf 0: it has no row in messages, and no later leaf disposes of it" },
    { "message-out-deleted",
      { "t", "DELETE FROM messages WHERE id = " LAST "messages WHERE direction = 'out')" },
      "journal *, leaf 6: it has no row in messages, *" },
    { "note-deleted",
      { "t", "DELETE FROM messages WHERE direction = 'note'" },
      "journal *, leaf 1: it has no row in messages, *" },
    { "message-inserted",
      { "t", COPY_MESSAGE " FROM messages WHERE direction = 'note'" },
      "messages *: another row has its leaf, *" },
    /* contents */
    { "content-changed",
      { "t", "UPDATE contents SET sealed = CAST(substr(sealed, 1, length(sealed) - 1) || X'00' AS BLOB)" },
      "messages *: sealed content was changed (journal *, leaf 0)" },
    { "content-cut", { "t", "UPDATE contents SET sealed = X'00'" }, "messages *: sealed content is cut short *" },
    { "content-deleted", { "t", "DELETE FROM contents" }, "messages *: no such content (journal *, leaf 0)" },
    { "content-inserted",
      { "t", "INSERT INTO contents SELECT id + 1000000000, sealed FROM contents WHERE id = " LAST "contents)" },
      "contents *: there is no message for it" },
    /* events */
    { "event-detail",
      { "t", "UPDATE events SET detail = CAST(substr(detail, 1, length(detail) - 1) || X'00' AS BLOB)"
             " WHERE id = " LAST "events)" },
      "events *: sealed content was changed (journal *, leaf 29)" },
    { "event-kind",
      { "t", "UPDATE events SET kind = 'case.title' WHERE id = " LAST "events)" },
      "events *: its leaf is of another kind *" },
    { "event-kind-unknown",
      { "t", "UPDATE events SET kind = 'nothing' WHERE id = " LAST "events)" },
      "events *: it is of no known kind *" },
    { "event-case",
      { "t", "UPDATE events SET case_id = 1 WHERE id = " LAST "events)" },
      "events *: its case, subject or actor is not what was recorded *" },
    { "event-actor",
      { "t", "UPDATE events SET actor = 1 WHERE id = " LAST "events)" },
      "events *: its case, subject or actor is not what was recorded *" },
    { "event-actor-kind",
      { "t", "UPDATE events SET actor_kind = 'system' WHERE id = " LAST "events)" },
      "events *: its leaf names another kind of actor *" },
    { "event-time",
      { "t", "UPDATE events SET at = at - 86400000000 WHERE id = " LAST "events)" },
      "events *: its leaf tells another time *" },
    { "event-record",
      { "t", "UPDATE events SET record = X'00' WHERE id = " LAST "events)" },
      "events *: its leaf is that of another record *" },
    { "event-deleted",
      { "t", "DELETE FROM events WHERE id = " LAST "events)" },
      "journal *, leaf 29: it has no row in events, *" },
    { "event-inserted",
      { "t", "INSERT INTO events SELECT id + 1000000000, at, case_id, kind, subject, actor_kind, actor, detail, record,"
             " secret_key, leaf FROM events WHERE id = " LAST "events)" },
      "events *: another row has its leaf, *" },
    /* releases */
    { "release-digest",
      { "t", "UPDATE releases SET digest = CAST(X'00' || substr(digest, 2) AS BLOB)" },
      "releases *: its digest is not that of its content (*" },
    { "release-rule", { "t", "UPDATE releases SET rule = 'any'" }, "releases *: its leaf names another rule *" },
    { "release-leaf",
      { "t", "UPDATE releases SET leaf = leaf + 1" },
      "releases *: its leaf, record or key is not that of its message *" },
    { "release-kind",
      { "t", "UPDATE releases SET kind = 'acknowledgement'" },
      "releases *: its conversation or kind is not that of its content *" },
    { "release-time",
      { "t", "UPDATE releases SET released = released - 1" },
      "releases *: it was let go at another time than its content says *" },
    { "release-deleted", { "t", "DELETE FROM releases" }, "releases *: the row is missing (journal *, leaf 2)" },
    { "release-inserted",
      { "t", "INSERT INTO releases SELECT id + 1000000000, case_id, conversation, kind, state, author, rule, digest, "
             "created,"
             " released, record, secret_key, leaf FROM releases WHERE id = " LAST "releases)" },
      "releases *: there is no outbound message for it" },
    /* deliveries */
    { "delivery-deleted",
      { "t", "DELETE FROM deliveries WHERE id = " LAST "deliveries)" },
      "journal *, leaf 7: it has no row in deliveries, *" },
    { "delivery-inserted",
      { "t", "INSERT INTO deliveries SELECT id + 1000000000, release_id, case_id, channel, identity, state, attempts, "
             "created,"
             " changed, leaf FROM deliveries WHERE id = " LAST "deliveries)" },
      "deliveries *: another row has its leaf, *" },
    { "delivery-without-release-leaf",
      { "t", "UPDATE deliveries SET leaf = leaf + CASE WHEN id = " LAST "deliveries) THEN -4 ELSE 4 END" },
      "deliveries *: the leaf of its attempt does not follow the one that let it go *" },
    { "delivery-leaf",
      { "t", "UPDATE deliveries SET leaf = leaf + 1" },
      "deliveries *: the leaf of its attempt does not follow the one that let it go *" },
    { "delivery-of-another-release",
      { "t", "UPDATE deliveries SET release_id = 1" },
      "deliveries *: there is no release for it *" },
    { "delivery-of-another-case",
      { "t", "UPDATE deliveries SET case_id = 1" },
      "deliveries *: it is of another case than its release *" },
    /* attempts and reports */
    { "attempt-changed",
      { "t", "UPDATE attempts SET code = '550'" },
      "attempts of delivery *: an attempt is not what its leaf tells of *" },
    { "attempt-deleted",
      { "t", "DELETE FROM attempts" },
      "attempts of delivery *: the attempt that its leaf tells of is missing *" },
    { "attempt-inserted",
      { "t", "INSERT INTO attempts SELECT delivery, number + 1, at, outcome, code, reason, remote FROM attempts" },
      "deliveries *: it has more or fewer attempts than it counts *" },
    { "attempt-inserted-alone",
      { "t", "INSERT INTO attempts VALUES (1, 1, 1, 'accepted', '250', '', '')" },
      "attempts: there are 3 rows, but events tell of 2" },
    { "report-changed",
      { "t", "UPDATE reports SET kind = 'read'" },
      "reports of delivery *: a report is not what its leaf tells of *" },
    { "report-deleted",
      { "t", "DELETE FROM reports" },
      "reports of delivery *: the report that its leaf tells of is missing *" },
    { "report-inserted",
      { "t", "INSERT INTO reports SELECT id + 1000000000, delivery, message, kind, code, words, at, leaf FROM reports"
             " WHERE id = " LAST "reports)" },
      "reports *: another row has its leaf, *" },
    /* the journal */
    { "log-entry",
      { "t", "UPDATE log_leaves SET entry = CAST(replace(CAST(entry AS TEXT), 'type', 'Type') AS BLOB) WHERE idx = 5" },
      "journal *, leaf 5: its entry is not what was hashed" },
    { "log-hash",
      { "t", "UPDATE log_leaves SET hash = CAST(X'00' || substr(hash, 2) AS BLOB) WHERE idx = 5" },
      "journal *, leaf 5: its entry is not what was hashed" },
    { "log-leaf-deleted", { "t", "DELETE FROM log_leaves WHERE idx = 5" }, "journal *, leaf 5: it is missing" },
    { "log-node", { "t", "DELETE FROM log_nodes" }, "journal *, leaf 15: a node above it is missing" },
    { "log-state-size",
      { "t", "UPDATE log_states SET size = size - 1" },
      "journal *, leaf 30: the state tells another size" },
    { "log-state-deleted", { "t", "DELETE FROM log_states" }, "journal *, leaf 0: the year has no state" },
    { "log-checkpoint",
      { "t", "UPDATE log_checkpoints SET note = replace(note, 'main', 'mine')" },
      "journal *, leaf 30: the checkpoint before it is not signed by the year's key" },
};

static void
tampering_is_found(Fixture *fixture, gconstpointer data)
{
    const Tampering *tampering = data;
    g_autoptr(GError) error = NULL;

    store_write(fixture->store, run_statement, (gpointer)&tampering->statement, &error);
    g_assert_no_error(error);
    assert_fault(fixture, tampering->fault);
}

/* ---- what let it go ---- */

#define OTHER                                                                                                          \
    {                                                                                                                  \
        6                                                                                                              \
    }
#define SELF                                                                                                           \
    {                                                                                                                  \
        5                                                                                                              \
    } /* OFFICER */

static const Ground GROUNDS[] = {
    { "decided", .result = "decided" },
    { "decided-and-approved", .result = "decided", .duties = "four-eyes", .approvals = 1, .approver = OTHER },
    { "two-approvals-that-were-asked-for", .result = "decided", .duties = "four-eyes review:legal offer-appeal",
      .approvals = 2, .approver = OTHER },
    { "without-a-decision", .fault = "journal *, leaf 2: it lets something go that nothing before it decided on" },
    { "not-decided", .result = "no-rule", .fault = "releases *: it left although the channel table did not decide (*" },
    { "with-the-decision-about-another", .result = "decided", .about_another = TRUE,
      .fault = "releases *: it left without a decision about it, recorded before it, in decisions (*" },
    { "with-a-decision-that-was-replaced", .result = "decided", .duties = "four-eyes", .names_older = TRUE,
      .fault = "releases *: its leaf does not name the last decision about it (*" },
    { "without-the-approval-that-is-asked-for", .result = "decided", .duties = "four-eyes",
      .fault = "releases *: it left without the approvals that it needed, given before it by others (*" },
    { "with-one-approval-of-two", .result = "decided", .duties = "four-eyes review:legal", .approvals = 1,
      .approver = OTHER,
      .fault = "releases *: it left without the approvals that it needed, given before it by others (*" },
    { "approved-by-its-author", .result = "decided", .duties = "four-eyes", .approvals = 1, .approver = SELF,
      .fault = "releases *: it left with the approval of somebody who wrote it (*" },
    { "approved-as-another-text", .result = "decided", .duties = "four-eyes", .approvals = 1, .approver = OTHER,
      .of_another_text = TRUE, .fault = "releases *: what was approved before it is not what left (*" },
};

static void
what_let_it_go_is_held_against_what_left(Fixture *fixture, gconstpointer data)
{
    const Ground *ground = data;
    AuditCounts counts = { 0 };

    if (ground->fault != NULL) {
        assert_fault(fixture, ground->fault);
        return;
    }
    assert_clean(fixture, &counts);
    g_assert_cmpuint(counts.grounded, ==, 2);
    g_assert_cmpuint(counts.approvals, ==, 2 * ground->approvals);
}

static void
once_decisions_are_named_each_release_names_its_own(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->ground = NULL;
    make_released(fixture);
    assert_fault(fixture, "journal *: it lets something go without naming the decision before it");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/audit/a-whole-store-is-clean-and-counted", Fixture, NULL, set_up, a_whole_store_is_clean_and_counted,
               tear_down);
    for (gsize i = 0; i < G_N_ELEMENTS(TAMPERINGS); i++) {
        g_autofree char *path = g_strconcat("/audit/finds/", TAMPERINGS[i].name, NULL);

        g_test_add(path, Fixture, &TAMPERINGS[i], set_up, tampering_is_found, tear_down);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(GROUNDS); i++) {
        g_autofree char *path = g_strconcat("/audit/a-release/", GROUNDS[i].name, NULL);

        g_test_add(path, Fixture, &GROUNDS[i], set_up_ground, what_let_it_go_is_held_against_what_left, tear_down);
    }
    g_test_add("/audit/once-decisions-are-named-each-release-names-its-own", Fixture, &GROUNDS[0], set_up_ground,
               once_decisions_are_named_each_release_names_its_own, tear_down);
    return g_test_run();
}
