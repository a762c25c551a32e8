/* SPDX-License-Identifier: Apache-2.0 */
#include <glib/gstdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "journal/checkpoint.h"
#include "store/approval-store.h"
#include "store/audit.h"
#include "store/bundle.h"
#include "store/decision-store.h"
#include "store/disclosure.h"
#include "store/event-store.h"
#include "store/message-store.h"
#include "store/release-store.h"
#include "store/release-text.h"

static const guint8 MASTER[32] = { 7, 7 };
static const Actor OFFICER = { .kind = ACTOR_STAFF, .staff = { 5 }, .name = "Ada Officer" };

#define CASE   ((CaseId){ 4711 })
#define EVENTS 20 /* so that the journal has nodes */

/* What is recorded before a release. */
typedef struct {
    const char *name;
    const char *result, *duties; /* of the decisions; NULL: none is recorded */
    gboolean about_another;      /* the decisions are */
    gboolean names_older;        /* the leaf names a decision that a later one replaced */
    guint approvals;             /* recorded and named */
    StaffId approver;            /* the next one has the next number */
    gboolean of_another_text;
    const char *fault; /* NULL: none */
} Ground;

typedef struct {
    const Ground *ground; /* NULL: a release of the time before tables were asked */
    char *folder;
    Store *store;
    JournalKey *key;
    gint64 received; /* id of the inbound message */
    gint64 receive_leaf, receive_key;
    gint64 event_key; /* of the newest event */
} Fixture;

/* ---- a small store with everything in it ---- */

static gboolean
append_event(Fixture *fixture, DbSession *session, EventKind kind, gint64 subject, json_t *detail, gint64 ref,
             gint64 *ret_leaf, GError **error)
{
    gboolean done = event_append(
        fixture->store, session,
        &(EventDraft){
            .kind = kind, .actor = &OFFICER, .case_id = CASE, .subject = subject, .detail = detail, .ref = ref },
        ret_leaf, error);

    json_decref(detail);
    return done;
}

/* ---- what lets a release go ---- */

static gboolean
add_decision(Fixture *fixture, DbSession *session, const char *kind, const char *result, const char *outputs,
             gint64 subject, gint64 *ret_leaf, GError **error)
{
    StoredDecision decision = { .id = id_next(),
                                .at = clock_now(),
                                .kind = (char *)kind,
                                .version = 1,
                                .case_id = CASE,
                                .subject = subject,
                                .inputs = (char *)"{}",
                                .result = (char *)result,
                                .rules = (char *)"all",
                                .outputs = (char *)outputs,
                                .sentence = (char *)"So it is." };
    g_autofree char *digest = digest_to_hex(&decision.digest);

    if (!append_event(fixture, session, EVENT_POLICY_DECIDED, subject,
                      json_pack("{s:I, s:s, s:i, s:s, s:{}, s:s, s:s, s:s, s:s}", "decision", (json_int_t)decision.id,
                                "kind", kind, "version", 1, "digest", digest, "inputs", "result", result, "rules",
                                "all", "outputs", outputs, "sentence", decision.sentence),
                      0, ret_leaf, error))
        return FALSE;
    decision.leaf = *ret_leaf;
    return decision_store_insert(session, &decision, error);
}

static gboolean
add_approval(Fixture *fixture, DbSession *session, gint64 subject, const Digest *digest, StaffId staff, guint tier,
             gint64 *ret_leaf, GError **error)
{
    const Actor approver = { .kind = ACTOR_STAFF, .staff = staff, .name = "Somebody" };
    Approval approval = { .id = id_next(),
                          .subject = subject,
                          .digest = *digest,
                          .tier = tier,
                          .staff = staff,
                          .at = clock_now(),
                          .comment = (char *)"" };
    g_autofree char *hex = digest_to_hex(digest);
    json_t *detail =
        json_pack("{s:s, s:s, s:i, s:s}", "verdict", "approve", "digest", hex, "tier", (int)tier, "comment", "");
    gboolean done = event_append(
        fixture->store, session,
        &(EventDraft){ .kind = EVENT_APPROVAL_GIVEN, .actor = &approver, .subject = subject, .detail = detail },
        &approval.leaf, error);

    json_decref(detail);
    *ret_leaf = approval.leaf;
    return done && approval_store_insert(fixture->store, session, &approval, error);
}

static gboolean
add_decisions(Fixture *fixture, DbSession *session, gint64 subject, Leaf *leaf, GError **error)
{
    const Ground *ground = fixture->ground;
    gint64 place;

    if (ground->result == NULL)
        return TRUE;
    subject += ground->about_another ? 1 : 0;
    if (!add_decision(fixture, session, "channel", ground->result, "same", subject, &place, error))
        return FALSE;
    leaf_add_ref(leaf, place);
    if (ground->duties == NULL)
        return TRUE;
    if (!add_decision(fixture, session, "duty", "decided", ground->names_older ? "" : ground->duties, subject, &place,
                      error))
        return FALSE;
    leaf_add_ref(leaf, place);
    return !ground->names_older ||
           add_decision(fixture, session, "duty", "decided", ground->duties, subject, &place, error);
}

static gboolean
add_grounds(Fixture *fixture, DbSession *session, gint64 subject, Digest digest, Leaf *leaf, GError **error)
{
    const Ground *ground = fixture->ground;
    g_autofree char *count = g_strdup_printf("%u", ground->approvals);

    digest.bytes[0] ^= ground->of_another_text ? 1 : 0;
    if (!add_decisions(fixture, session, subject, leaf, error))
        return FALSE;
    for (guint i = 0; i < ground->approvals; i++) {
        gint64 place;

        if (!add_approval(fixture, session, subject, &digest, (StaffId){ ground->approver.value + i }, i + 1, &place,
                          error))
            return FALSE;
        leaf_add_ref(leaf, place);
    }
    leaf_add_attr(leaf, "approvals", count);
    return TRUE;
}

typedef struct {
    Fixture *fixture;
    const SealedContent *sealed;
    const Outgoing *outgoing; /* or NULL */
    Direction direction;
    gint64 id;
    gint64 leaf;
} Saving;

static gboolean
save_leaf(DbSession *session, const Saving *saving, gint64 now, gint64 *ret_leaf, GError **error)
{
    static const LeafType TYPES[] = { LEAF_RECEIVE, LEAF_RELEASE, LEAF_NOTE };
    g_autofree Leaf *leaf = g_new(Leaf, 1);

    leaf_init(leaf, TYPES[saving->direction], saving->sealed->record);
    leaf->time = now / CLOCK_SECOND;
    leaf_add_attr(leaf, "channel", "email");
    leaf_add_attr(leaf, "direction", direction_name(saving->direction));
    if (saving->direction == DIRECTION_OUT)
        leaf_add_attr(leaf, "rule", "own-unit");
    content_commit(saving->sealed, leaf);
    if (saving->outgoing != NULL && saving->fixture->ground != NULL &&
        !add_grounds(saving->fixture, session, saving->id, release_digest(saving->outgoing), leaf, error))
        return FALSE;
    return journal_append(session, leaf, ret_leaf, error);
}

static gboolean
save_delivery(DbSession *session, const Saving *saving, gint64 leaf, gint64 now, GError **error)
{
    Delivery delivery = { .id = saving->outgoing->delivery,
                          .release = saving->outgoing->release,
                          .case_id = CASE,
                          .channel = (char *)"email",
                          .identity = { 3 },
                          .state = DELIVERY_SENT,
                          .attempts = 1,
                          .created = now,
                          .changed = now };
    Attempt attempt = { OUTCOME_ACCEPTED, (char *)"250", (char *)"taken", (char *)"ok" };
    Report report = { delivery.id, { 0 }, REPORT_DELIVERED, (char *)"2.0.0", (char *)"delivered" };
    gint64 reported;

    return append_event(saving->fixture, session, EVENT_RELEASE_RELEASED, delivery.release.value, NULL, leaf,
                        &delivery.leaf, error) &&
           release_store_insert_delivery(session, &delivery, error) &&
           append_event(saving->fixture, session, EVENT_DELIVERY_ACCEPTED, delivery.id.value,
                        json_pack("{s:i, s:s, s:s, s:s, s:s}", "attempt", 1, "outcome", "accepted", "code", "250",
                                  "reason", "taken", "remote", "ok"),
                        delivery.leaf, NULL, error) &&
           release_store_add_attempt(session, delivery.id, 1, now, &attempt, error) &&
           append_event(saving->fixture, session, EVENT_DELIVERY_REPORTED, delivery.id.value,
                        json_pack("{s:s, s:s, s:s}", "kind", report_kind_name(report.kind), "code", report.code,
                                  "words", report.words),
                        0, &reported, error) &&
           release_store_add_report(session, &report, (MessageId){ 0 }, now, reported, error);
}

static gboolean
save_release(DbSession *session, const Saving *saving, const RecordRef *ref, GError **error)
{
    Release release = { .id = saving->outgoing->release,
                        .case_id = CASE,
                        .conversation = saving->outgoing->conversation,
                        .kind = saving->outgoing->kind,
                        .state = (char *)"released",
                        .author = OFFICER.staff,
                        .rule = (char *)"own-unit",
                        .digest = release_digest(saving->outgoing),
                        .created = saving->outgoing->date,
                        .released = saving->outgoing->date,
                        .ref = *ref };

    return release_store_insert(session, &release, error) &&
           save_delivery(session, saving, ref->leaf, saving->outgoing->date, error);
}

static gboolean
save_message(DbSession *session, gpointer data, GError **error)
{
    Saving *saving = data;
    gint64 now = saving->outgoing != NULL ? saving->outgoing->date : clock_now();
    Message message = { .id = { saving->id },
                        .direction = saving->direction,
                        .channel = (char *)"email",
                        .external_id = (char *)"<1@example>",
                        .sender = (char *)"mailto:ada@example",
                        .sender_name = (char *)"Ada",
                        .subject = (char *)"Lamp",
                        .preview = (char *)"",
                        .language = (char *)"",
                        .received = now,
                        .case_id = CASE,
                        .ref = { .secret_key = saving->sealed->secret_key } };

    memcpy(message.ref.record, saving->sealed->record, sizeof message.ref.record);
    if (!save_leaf(session, saving, now, &message.ref.leaf, error) ||
        !content_save(session, saving->id, saving->sealed, error) ||
        !message_store_insert(session, &message, (const guint8 *)&saving->id, sizeof saving->id, error))
        return FALSE;
    saving->leaf = message.ref.leaf;
    return saving->outgoing == NULL || save_release(session, saving, &message.ref, error);
}

static void
add_part(GPtrArray *parts, const char *name, const char *text, gsize padding)
{
    g_autofree char *padded = g_malloc0(padding + 1);
    g_autofree char *whole = NULL;
    g_autoptr(GBytes) bytes = NULL;

    memset(padded, 'x', padding);
    whole = g_strconcat(text, padded, NULL);
    bytes = g_bytes_new(whole, strlen(whole));
    g_ptr_array_add(parts, message_part_new(name, "text/plain", NULL, bytes));
}

static void
make_message(Fixture *fixture, Saving *saving, GPtrArray *parts)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(SealedContent) sealed = content_seal(&fixture->store->content, parts, &error);

    g_assert_no_error(error);
    saving->fixture = fixture;
    saving->sealed = sealed;
    store_write(fixture->store, save_message, saving, &error);
    g_assert_no_error(error);
    if (saving->direction == DIRECTION_IN) {
        fixture->received = saving->id;
        fixture->receive_leaf = saving->leaf;
        fixture->receive_key = sealed->secret_key;
    }
    g_ptr_array_unref(parts);
}

static void
make_received(Fixture *fixture)
{
    Saving saving = { .direction = DIRECTION_IN, .id = id_next() };
    GPtrArray *parts = message_parts_new();

    add_part(parts, PART_RAW, "From: ada@example\n\n", CONTENT_INLINE_MAX);
    add_part(parts, PART_TEXT, "the lamp is out", 0);
    add_part(
        parts, PART_ENV,
        "{\"external-id\":\"<1@example>\",\"name\":\"Ada\",\"sender\":\"mailto:ada@example\",\"subject\":\"Lamp\"}", 0);
    make_message(fixture, &saving, parts);
}

static void
make_note(Fixture *fixture)
{
    Saving saving = { .direction = DIRECTION_NOTE, .id = id_next() };
    GPtrArray *parts = message_parts_new();

    add_part(parts, PART_TEXT, "seen", 0);
    make_message(fixture, &saving, parts);
}

static void
make_released(Fixture *fixture)
{
    g_autoptr(Outgoing) outgoing = outgoing_new();
    Saving saving = { .direction = DIRECTION_OUT, .id = id_next(), .outgoing = outgoing };

    outgoing->release.value = saving.id;
    outgoing->delivery.value = id_next();
    outgoing->conversation.value = 9;
    g_free(outgoing->subject);
    outgoing->subject = g_strdup("Lamp");
    g_free(outgoing->endpoint);
    outgoing->endpoint = g_strdup("mailto:ada@example");
    outgoing->date = clock_now();
    make_message(fixture, &saving, release_parts(outgoing));
}

static gboolean
make_events(DbSession *session, gpointer data, GError **error)
{
    for (int i = 0; i < EVENTS; i++)
        if (!append_event(data, session, EVENT_CASE_STATE, CASE.value, json_pack("{s:i}", "number", i), 0, NULL, error))
            return FALSE;
    return TRUE;
}

static gboolean
sign(DbSession *session, gpointer data, GError **error)
{
    Fixture *fixture = data;
    g_autofree char *note = NULL;

    return journal_checkpoint_sign(session, fixture->key, 0, &note, error);
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *key = NULL;

    (void)data;
    fixture->folder = g_dir_make_tmp("tribune-audit-XXXXXX", NULL);
    fixture->store = store_open(&(StoreOptions){ .folder = fixture->folder, .master = MASTER }, &error);
    g_assert_no_error(error);
    key = g_build_filename(fixture->folder, "journal.key", NULL);
    fixture->key = journal_key_open_or_create(key, "northam.example", "main", &error);
    g_assert_no_error(error);
    make_received(fixture);
    make_note(fixture);
    make_released(fixture);
    make_released(fixture);
    store_write(fixture->store, make_events, fixture, &error);
    store_write(fixture->store, sign, fixture, &error);
    g_assert_no_error(error);
}

static void
set_up_ground(Fixture *fixture, gconstpointer data)
{
    fixture->ground = data;
    set_up(fixture, NULL);
}

static void
remove_folder(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    const char *name;

    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *child = g_build_filename(path, name, NULL);

        if (g_file_test(child, G_FILE_TEST_IS_DIR))
            remove_folder(child);
        else
            g_unlink(child);
    }
    g_rmdir(path);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    store_close(fixture->store);
    journal_key_free(fixture->key);
    remove_folder(fixture->folder);
    g_free(fixture->folder);
}

/* ---- looking ---- */

static void
assert_clean(Fixture *fixture, AuditCounts *ret)
{
    g_autoptr(GError) error = NULL;

    audit_run(fixture->store, &(AuditOptions){ .key = fixture->key }, ret, &error);
    g_assert_no_error(error);
}

static void
assert_fault(Fixture *fixture, const char *pattern)
{
    g_autoptr(GError) error = NULL;
    AuditCounts counts;

    g_assert_false(audit_run(fixture->store, &(AuditOptions){ .key = fixture->key }, &counts, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT);
    if (!g_pattern_match_simple(pattern, error->message))
        g_error("the fault found is \"%s\", not \"%s\"", error->message, pattern);
}

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

static gboolean
run_statement(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, data);

    return db_run(query, error);
}

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

/* ---- files ---- */

static char *
find_file(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    const char *name = g_dir_read_name(folder);
    g_autofree char *child = NULL;

    g_assert_nonnull(name);
    child = g_build_filename(path, name, NULL);
    return g_file_test(child, G_FILE_TEST_IS_DIR) ? find_file(child) : g_steal_pointer(&child);
}

static void
a_changed_content_file_is_found(Fixture *fixture, gconstpointer data)
{
    g_autofree char *path = find_file(fixture->store->content.folder);
    g_autofree char *bytes = NULL;
    gsize length;

    (void)data;
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    bytes[length / 2] ^= 1;
    g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
    assert_fault(fixture, "messages *: a content file was changed (journal *, leaf 0)");
}

static void
a_missing_content_file_is_found(Fixture *fixture, gconstpointer data)
{
    g_autofree char *path = find_file(fixture->store->content.folder);

    (void)data;
    g_unlink(path);
    assert_fault(fixture, "messages *: a content file is missing (journal *, leaf 0)");
}

/* ---- who has the keys ---- */

DB_STATEMENT(test_replace_content, "UPDATE contents SET sealed = $1 WHERE id = $2");
DB_STATEMENT(test_replace_detail, "UPDATE events SET detail = $1 WHERE secret_key = $2");
DB_STATEMENT(test_last_event, "SELECT secret_key FROM events ORDER BY id DESC LIMIT 1");

typedef struct {
    const DbStatement *statement;
    GBytes *sealed;
    gint64 id;
} Forgery;

static gboolean
replace(DbSession *session, gpointer data, GError **error)
{
    Forgery *forgery = data;
    g_autoptr(DbQuery) query = db_query(session, forgery->statement);

    db_bind_bytes(query, g_bytes_get_data(forgery->sealed, NULL), g_bytes_get_size(forgery->sealed));
    db_bind_int(query, forgery->id);
    return db_run(query, error);
}

static void
forge(Fixture *fixture, const DbStatement *statement, gint64 id, gint64 key, const void *bytes, gsize length)
{
    Forgery forgery = { .statement = statement, .id = id };
    guint8 secret[RECORD_SECRET_SIZE];
    g_autoptr(GError) error = NULL;

    g_assert_true(key_store_find(fixture->store->content.keys, NULL, key, secret, NULL));
    forgery.sealed = content_seal_bytes(secret, bytes, length);
    store_write(fixture->store, replace, &forgery, &error);
    g_assert_no_error(error);
    g_bytes_unref(forgery.sealed);
}

static void
forge_parts(Fixture *fixture, guint count)
{
    static const char *const NAMES[] = { PART_RAW, PART_TEXT, PART_ENV };
    g_autoptr(BundleWriter) bundle = bundle_writer_new();
    g_autoptr(GBytes) whole = NULL, bytes = g_bytes_new("forged", 6);

    for (guint i = 0; i < count; i++) {
        g_autoptr(MessagePart) part = message_part_new(NAMES[i], NULL, NULL, bytes);

        bundle_add(bundle, part, NULL);
    }
    whole = bundle_writer_finish(bundle);
    forge(fixture, &test_replace_content, fixture->received, fixture->receive_key, g_bytes_get_data(whole, NULL),
          g_bytes_get_size(whole));
}

static void
content_sealed_anew_is_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    forge_parts(fixture, 3);
    assert_fault(fixture, "messages *: its part raw is not what the leaf commits to (journal *, leaf 0)");
}

static void
a_part_left_out_is_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    forge_parts(fixture, 2);
    assert_fault(fixture, "messages *: it has more or fewer parts than its leaf commits to (journal *, leaf 0)");
}

static gboolean
read_last_event(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &test_last_event);

    if (!db_step_one(query, "event", error))
        return FALSE;
    *(gint64 *)data = db_int(query, 0);
    return db_finish(query, error);
}

static void
a_detail_sealed_anew_is_found(Fixture *fixture, gconstpointer data)
{
    gint64 key = 0;

    (void)data;
    g_assert_true(store_read(fixture->store, read_last_event, &key, NULL));
    forge(fixture, &test_replace_detail, key, key, "{}", 2);
    assert_fault(fixture, "events *: its part detail is not what the leaf commits to (journal *, leaf 29)");
}

/* ---- disposal ---- */

static gboolean
append_disposal(DbSession *session, gpointer data, GError **error)
{
    static const guint8 record[LEAF_RECORD_SIZE] = { 1 };
    Fixture *fixture = data;
    g_autofree Leaf *leaf = g_new(Leaf, 1);

    leaf_init(leaf, LEAF_DISPOSE, record);
    leaf->time = clock_now() / CLOCK_SECOND;
    leaf_add_ref(leaf, fixture->receive_leaf);
    return journal_append(session, leaf, NULL, error);
}

static void
what_a_later_leaf_disposes_of_is_not_missed(Fixture *fixture, gconstpointer data)
{
    static const DbStatement ERASE = { "erase", "DELETE FROM keys WHERE id = $1" },
                             DELETE_ROW = { "delete", "DELETE FROM messages WHERE direction = 'in'" },
                             DELETE_CONTENT = { "delete",
                                                "DELETE FROM contents WHERE id = (SELECT min(id) FROM contents)" };
    g_autofree char *sql = g_strdup_printf("DELETE FROM keys WHERE id = %" G_GINT64_FORMAT, fixture->receive_key);
    DbStatement erase = { ERASE.name, sql };
    AuditCounts counts;

    (void)data;
    g_assert_true(db_write(key_store_db(fixture->store->content.keys), run_statement, &erase, NULL));
    assert_fault(fixture, "messages *: its key is gone, and no later leaf disposes of it (journal *, leaf 0)");
    g_assert_true(store_write(fixture->store, append_disposal, fixture, NULL));
    assert_clean(fixture, &counts);
    g_assert_cmpuint(counts.disposed, ==, 1);
    g_assert_true(store_write(fixture->store, run_statement, (gpointer)&DELETE_ROW, NULL));
    g_assert_true(store_write(fixture->store, run_statement, (gpointer)&DELETE_CONTENT, NULL));
    assert_clean(fixture, &counts);
    g_assert_cmpuint(counts.messages, ==, 3);
}

/* ---- disclosure ---- */

typedef struct {
    Fixture *fixture;
    gint64 place;
    Leaf leaf;
    GPtrArray *parts;
} Disclosing;

static gboolean
disclose(DbSession *session, gpointer data, GError **error)
{
    Disclosing *disclosing = data;
    g_autoptr(GBytes) entry = NULL;
    gsize length;
    const void *bytes;

    if (!journal_read_entry(session, disclosing->place, &entry, error))
        return FALSE;
    bytes = g_bytes_get_data(entry, &length);
    disclosing->parts = disclosure_load(disclosing->fixture->store, session, disclosing->place, error);
    return disclosing->parts != NULL && leaf_decode(bytes, length, &disclosing->leaf, error);
}

static void
what_is_disclosed_gives_the_commitments_of_the_leaf(Fixture *fixture, gconstpointer data)
{
    AuditCounts counts;

    (void)data;
    assert_clean(fixture, &counts);
    for (guint index = 0; index < counts.journal.leaves; index++) {
        Disclosing disclosing = { fixture, JOURNAL_PLACE(JOURNAL_YEAR(fixture->receive_leaf), index) };
        g_autoptr(GError) error = NULL;

        store_read(fixture->store, disclose, &disclosing, &error);
        g_assert_no_error(error);
        g_assert_cmpuint(disclosing.parts->len, ==, disclosing.leaf.part_count);
        for (guint i = 0; i < disclosing.parts->len; i++) {
            const DisclosedPart *part = g_ptr_array_index(disclosing.parts, i);
            gsize length;
            const void *bytes = g_bytes_get_data(part->bytes, &length);
            Digest found = commitment_make(part->salt, part->name, bytes, length);

            g_assert_true(digest_equal(&found, leaf_find_part(&disclosing.leaf, part->name)));
        }
        g_ptr_array_unref(disclosing.parts);
    }
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
    g_test_add("/audit/a-changed-content-file-is-found", Fixture, NULL, set_up, a_changed_content_file_is_found,
               tear_down);
    g_test_add("/audit/a-missing-content-file-is-found", Fixture, NULL, set_up, a_missing_content_file_is_found,
               tear_down);
    g_test_add("/audit/content-sealed-anew-is-found", Fixture, NULL, set_up, content_sealed_anew_is_found, tear_down);
    g_test_add("/audit/a-part-left-out-is-found", Fixture, NULL, set_up, a_part_left_out_is_found, tear_down);
    g_test_add("/audit/a-detail-sealed-anew-is-found", Fixture, NULL, set_up, a_detail_sealed_anew_is_found, tear_down);
    g_test_add("/audit/what-a-later-leaf-disposes-of-is-not-missed", Fixture, NULL, set_up,
               what_a_later_leaf_disposes_of_is_not_missed, tear_down);
    g_test_add("/audit/what-is-disclosed-gives-the-commitments-of-the-leaf", Fixture, NULL, set_up,
               what_is_disclosed_gives_the_commitments_of_the_leaf, tear_down);
    return g_test_run();
}
