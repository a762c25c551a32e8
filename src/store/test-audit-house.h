/* SPDX-License-Identifier: Apache-2.0 */
/* store/test-audit-house.h: a small store with everything in it that an audit looks at, and the audit of it. */
#pragma once
#include <glib/gstdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "journal/checkpoint.h"
#include "store/approval-store.h"
#include "store/audit.h"
#include "store/decision-store.h"
#include "store/event-store.h"
#include "store/message-store.h"
#include "store/release-store.h"
#include "store/release-text.h"
#include "store/test-template.h"

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

static inline gboolean
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

static inline gboolean
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

static inline gboolean
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

static inline gboolean
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

static inline gboolean
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

static inline gboolean
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

static inline gboolean
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

static inline gboolean
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

static inline gboolean
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

static inline void
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

static inline void
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

static inline void
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

static inline void
make_note(Fixture *fixture)
{
    Saving saving = { .direction = DIRECTION_NOTE, .id = id_next() };
    GPtrArray *parts = message_parts_new();

    add_part(parts, PART_TEXT, "seen", 0);
    make_message(fixture, &saving, parts);
}

static inline void
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

static inline gboolean
make_events(DbSession *session, gpointer data, GError **error)
{
    for (int i = 0; i < EVENTS; i++)
        if (!append_event(data, session, EVENT_CASE_STATE, CASE.value, json_pack("{s:i}", "number", i), 0, NULL, error))
            return FALSE;
    return TRUE;
}

static inline gboolean
sign(DbSession *session, gpointer data, GError **error)
{
    Fixture *fixture = data;
    g_autofree char *note = NULL;

    return journal_checkpoint_sign(session, fixture->key, 0, &note, error);
}

static inline void
set_up(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *key = NULL;

    (void)data;
    fixture->folder = g_dir_make_tmp("tribune-audit-XXXXXX", NULL);
    test_template_put(fixture->folder);
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

static inline void
set_up_ground(Fixture *fixture, gconstpointer data)
{
    fixture->ground = data;
    set_up(fixture, NULL);
}

static inline void
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

static inline void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    store_close(fixture->store);
    journal_key_free(fixture->key);
    remove_folder(fixture->folder);
    g_free(fixture->folder);
}

static inline void
assert_clean(Fixture *fixture, AuditCounts *ret)
{
    g_autoptr(GError) error = NULL;

    audit_run(fixture->store, &(AuditOptions){ .key = fixture->key }, ret, &error);
    g_assert_no_error(error);
}

static inline void
assert_fault(Fixture *fixture, const char *pattern)
{
    g_autoptr(GError) error = NULL;
    AuditCounts counts;

    g_assert_false(audit_run(fixture->store, &(AuditOptions){ .key = fixture->key }, &counts, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT);
    if (!g_pattern_match_simple(pattern, error->message))
        g_error("the fault found is \"%s\", not \"%s\"", error->message, pattern);
}

static inline gboolean
run_statement(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, data);

    return db_run(query, error);
}
