/* SPDX-License-Identifier: Apache-2.0 */
#include "journal/journal.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/thread.h"
#include "db/migrations.h"
#include "journal/checkpoint.h"
#include "journal/proof.h"
#include "journal/verify.h"
#include "wire/proof.h"

/* 2026-01-01T00:00:00Z */
#define NEW_YEAR (G_GINT64_CONSTANT(1767225600) * CLOCK_SECOND)

typedef struct {
    char *folder, *path, *key_path;
    Db *db;
    JournalKey *key;
    GArray *lost;          /* JournalState */
    GPtrArray *statements; /* those of tamper(): connections keep what they prepared by address */
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    clock_pin(NEW_YEAR + CLOCK_DAY);
    fixture->statements = g_ptr_array_new_with_free_func(g_free);
    fixture->folder = g_dir_make_tmp("tribune-journal-XXXXXX", NULL);
    fixture->path = g_build_filename(fixture->folder, "test.db", NULL);
    fixture->key_path = g_build_filename(fixture->folder, "journal.key", NULL);
    fixture->db = db_open(&(DbOptions){ .driver = &DB_SQLITE, .location = fixture->path }, &error);
    g_assert_no_error(error);
    journal_attach(fixture->db);
    db_migrate(fixture->db, STORE_MIGRATIONS, STORE_MIGRATIONS_COUNT, &error);
    g_assert_no_error(error);
    fixture->key = journal_key_open_or_create(fixture->key_path, "northam.example", "main", &error);
    g_assert_no_error(error);
}

static char *
memory_path(const Fixture *fixture)
{
    return g_strconcat(fixture->key_path, ".signed", NULL);
}

/* Leaves the signer without memory. */
static void
forget(const Fixture *fixture)
{
    g_autofree char *path = memory_path(fixture);

    g_unlink(path);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    static const char *const SUFFIXES[] = { "", "-wal", "-shm" };

    (void)data;
    g_clear_pointer(&fixture->db, db_close);
    g_clear_pointer(&fixture->key, journal_key_free);
    g_ptr_array_unref(fixture->statements);
    for (guint i = 0; i < G_N_ELEMENTS(SUFFIXES); i++) {
        g_autofree char *file = g_strconcat(fixture->path, SUFFIXES[i], NULL);

        g_unlink(file);
    }
    g_unlink(fixture->key_path);
    forget(fixture);
    g_rmdir(fixture->folder);
    g_free(fixture->folder);
    g_free(fixture->path);
    g_free(fixture->key_path);
    clock_pin(0);
}

/* ---- small tasks ---- */

static void
draft_leaf(Leaf *leaf, guint8 number)
{
    guint8 record[LEAF_RECORD_SIZE] = { number };
    Digest commitment = digest_sha256(&number, 1);

    leaf_init(leaf, LEAF_RECEIVE, record);
    leaf->time = clock_now() / CLOCK_SECOND;
    leaf_add_attr(leaf, "channel", "email");
    leaf_add_part(leaf, "raw", &commitment);
}

typedef struct {
    guint count;
    gint64 ref;
    gboolean fail;
    gint64 last;
} Appending;

static gboolean
append_some(DbSession *session, gpointer data, GError **error)
{
    Appending *appending = data;

    for (guint i = 0; i < appending->count; i++) {
        Leaf leaf;

        draft_leaf(&leaf, (guint8)i);
        if (appending->ref != 0)
            leaf_add_ref(&leaf, appending->ref);
        if (!journal_append(session, &leaf, &appending->last, error))
            return FALSE;
    }
    if (!appending->fail)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "told to fail");
    return FALSE;
}

static gint64
append(Fixture *fixture, guint count)
{
    g_autoptr(GError) error = NULL;
    Appending appending = { .count = count };

    db_write(fixture->db, append_some, &appending, &error);
    g_assert_no_error(error);
    return appending.last;
}

typedef struct {
    const JournalKey *key;
    int year;
    char *note;
} Signing;

static gboolean
sign_task(DbSession *session, gpointer data, GError **error)
{
    Signing *signing = data;

    g_clear_pointer(&signing->note, g_free);
    return journal_checkpoint_sign(session, signing->key, signing->year, &signing->note, error);
}

static char *
sign(Fixture *fixture, int year, GError **error)
{
    Signing signing = { fixture->key, year, NULL };

    db_write(fixture->db, sign_task, &signing, error);
    return signing.note;
}

/* The note of a signing that must work, opened by the year's public key. */
static Checkpoint
sign_and_open(Fixture *fixture, int year)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *note = sign(fixture, year, &error);
    g_autofree char *vkey = journal_key_vkey(fixture->key, year);
    NoteVerifier verifier;
    Checkpoint checkpoint;

    g_assert_no_error(error);
    g_assert_true(note_verifier_parse(vkey, &verifier, NULL));
    checkpoint_open(note, strlen(note), &verifier, 1, &checkpoint, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(checkpoint.origin, ==, verifier.name);
    return checkpoint;
}

static gboolean
sign_due_task(DbSession *session, gpointer data, GError **error)
{
    Fixture *fixture = data;
    guint count;

    return journal_checkpoint_sign_due(session, fixture->key, &count, error);
}

typedef struct {
    gint64 place;
    char *proof;
    GBytes *entry;
} Proving;

static gboolean
prove_task(DbSession *session, gpointer data, GError **error)
{
    Proving *proving = data;

    return journal_proof_make(session, proving->place, NULL, &proving->proof, error) &&
           journal_read_entry(session, proving->place, &proving->entry, error);
}

static gboolean
state_task(DbSession *session, gpointer data, GError **error)
{
    return journal_read_state(session, 0, data, error);
}

static JournalState
newest_state(Fixture *fixture)
{
    g_autoptr(GError) error = NULL;
    JournalState state = { 0 };

    db_read(fixture->db, state_task, &state, &error);
    g_assert_no_error(error);
    return state;
}

typedef struct {
    const JournalKey *key;
    JournalCounts counts;
    guint visited;
    gint64 refuse; /* packed leaf */
} Verifying;

static gboolean
visit(gpointer data, gint64 place, const Leaf *leaf, GError **error)
{
    Verifying *verifying = data;

    g_assert_nonnull(leaf_type_name(leaf->type));
    verifying->visited++;
    if (place != verifying->refuse)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "its content is gone");
    return FALSE;
}

static gboolean
verify_task(DbSession *session, gpointer data, GError **error)
{
    Verifying *verifying = data;
    JournalVerification verification = { verifying->key, visit, verifying };

    return journal_verify(session, &verification, &verifying->counts, error);
}

static Verifying
verify_well(Fixture *fixture)
{
    g_autoptr(GError) error = NULL;
    Verifying verifying = { .key = fixture->key };

    db_read(fixture->db, verify_task, &verifying, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(verifying.visited, ==, verifying.counts.leaves);
    return verifying;
}

static void
assert_fault(Fixture *fixture, const char *expected)
{
    g_autoptr(GError) error = NULL;
    Verifying verifying = { .key = fixture->key };

    db_read(fixture->db, verify_task, &verifying, &error);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT);
    g_assert_cmpstr(error->message, ==, expected);
}

static gboolean
tamper_task(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, data);

    if (!db_run(query, error))
        return FALSE;
    g_assert_cmpint(db_changes(session), >, 0);
    return TRUE;
}

static void
tamper(Fixture *fixture, const char *sql)
{
    g_autoptr(GError) error = NULL;
    DbStatement *statement = g_new(DbStatement, 1);

    *statement = (DbStatement){ "tamper", sql };
    g_ptr_array_add(fixture->statements, statement);
    db_write(fixture->db, tamper_task, statement, &error);
    g_assert_no_error(error);
}

/* ---- appending ---- */

static void
leaves_are_numbered_without_gaps_and_the_state_follows(Fixture *fixture, gconstpointer data)
{
    gint64 last;
    JournalState state;

    (void)data;
    append(fixture, 1);
    append(fixture, 40);
    last = append(fixture, 9);
    g_assert_cmpint(JOURNAL_YEAR(last), ==, 2026);
    g_assert_cmpint(JOURNAL_INDEX(last), ==, 49);
    state = newest_state(fixture);
    g_assert_cmpuint(state.size, ==, 50);
    g_assert_cmpuint(verify_well(fixture).counts.leaves, ==, 50);
}

static void
a_failed_task_leaves_no_leaf(Fixture *fixture, gconstpointer data)
{
    Appending failing = { .count = 20, .fail = TRUE };
    g_autoptr(GError) error = NULL;

    (void)data;
    append(fixture, 3);
    g_assert_false(db_write(fixture->db, append_some, &failing, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_cmpint(append(fixture, 1), ==, JOURNAL_PLACE(2026, 3));
    g_assert_cmpuint(verify_well(fixture).counts.leaves, ==, 4);
}

static void
append_in_thread(gpointer data)
{
    for (guint i = 0; i < 50; i++) {
        Appending appending = { .count = 1 + i % 3, .fail = i % 7 == 0 };
        g_autoptr(GError) error = NULL;

        g_assert_true(db_write(data, append_some, &appending, &error) != appending.fail);
    }
}

static void
tasks_that_share_a_commit_share_one_log(Fixture *fixture, gconstpointer data)
{
    Thread *threads[4];
    guint expected = 0;

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = thread_start("append", append_in_thread, fixture->db);
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        thread_join(threads[i]);
    for (guint i = 0; i < 50; i++)
        expected += i % 7 == 0 ? 0 : 1 + i % 3;
    g_assert_cmpuint(verify_well(fixture).counts.leaves, ==, 4 * expected);
}

static void
a_ref_must_be_an_earlier_leaf(Fixture *fixture, gconstpointer data)
{
    static const gint64 WRONG[] = { 5, JOURNAL_PLACE(2026, 2), JOURNAL_PLACE(2027, 0) };
    Appending good = { .count = 1, .ref = append(fixture, 2) };
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;
    Proving reading = { 0 };

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        Appending wrong = { .count = 1, .ref = WRONG[i] };

        g_assert_false(db_write(fixture->db, append_some, &wrong, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
        g_clear_error(&error);
    }
    db_write(fixture->db, append_some, &good, &error);
    g_assert_no_error(error);
    sign_and_open(fixture, 2026);
    reading.place = good.last;
    db_read(fixture->db, prove_task, &reading, &error);
    g_assert_no_error(error);
    text = g_strndup(g_bytes_get_data(reading.entry, NULL), g_bytes_get_size(reading.entry));
    g_assert_nonnull(strstr(text, "\nref 1\n"));
    g_assert_nonnull(strstr(text, "\ntime 1767312000\n"));
    g_bytes_unref(reading.entry);
    g_free(reading.proof);
    verify_well(fixture);
}

/* ---- years ---- */

static void
a_new_year_begins_with_the_state_of_the_old(Fixture *fixture, gconstpointer data)
{
    Verifying verifying;
    Appending crossing = { .count = 1 };
    g_autoptr(GError) error = NULL;
    gint64 first;

    (void)data;
    clock_pin(NEW_YEAR - 1);
    first = append(fixture, 5);
    g_assert_cmpint(first, ==, JOURNAL_PLACE(2025, 4));
    clock_pin(NEW_YEAR);
    crossing.ref = first;
    db_write(fixture->db, append_some, &crossing, &error);
    g_assert_no_error(error);
    g_assert_cmpint(crossing.last, ==, JOURNAL_PLACE(2026, 1));
    db_write(fixture->db, sign_due_task, fixture, &error);
    g_assert_no_error(error);
    verifying = verify_well(fixture);
    g_assert_cmpuint(verifying.counts.years, ==, 2);
    g_assert_cmpuint(verifying.counts.leaves, ==, 7);
    g_assert_cmpuint(verifying.counts.checkpoints, ==, 2);
    g_assert_cmpuint(sign_and_open(fixture, 2025).size, ==, 5);
}

static void
the_year_never_goes_back(Fixture *fixture, gconstpointer data)
{
    (void)data;
    append(fixture, 1);
    clock_pin(NEW_YEAR - CLOCK_DAY);
    g_assert_cmpint(append(fixture, 1), ==, JOURNAL_PLACE(2026, 1));
    verify_well(fixture);
}

/* ---- checkpoints and proofs ---- */

static void
every_leaf_gets_a_proof_that_verifies(Fixture *fixture, gconstpointer data)
{
    g_autofree char *vkey = journal_key_vkey(fixture->key, 2026);
    NoteVerifier verifier;

    (void)data;
    append(fixture, 133);
    sign_and_open(fixture, 2026);
    g_assert_true(note_verifier_parse(vkey, &verifier, NULL));
    for (gint64 index = 0; index < 133; index++) {
        Proving proving = { .place = JOURNAL_PLACE(2026, index) };
        g_autoptr(GError) error = NULL;
        g_autoptr(Proof) proof = NULL;
        gsize length;
        gconstpointer entry;

        db_read(fixture->db, prove_task, &proving, &error);
        g_assert_no_error(error);
        proof = proof_parse(proving.proof, strlen(proving.proof), &error);
        g_assert_no_error(error);
        entry = g_bytes_get_data(proving.entry, &length);
        proof_verify(proof, entry, length, &verifier, 1, NULL, &error);
        g_assert_no_error(error);
        g_bytes_unref(proving.entry);
        g_free(proving.proof);
    }
}

static void
a_leaf_that_no_checkpoint_covers_has_no_proof(Fixture *fixture, gconstpointer data)
{
    Proving proving = { .place = JOURNAL_PLACE(2026, 2) };
    g_autoptr(GError) error = NULL;

    (void)data;
    append(fixture, 2);
    g_assert_false(db_read(fixture->db, prove_task, &proving, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
    g_clear_error(&error);
    sign_and_open(fixture, 2026);
    append(fixture, 1);
    g_assert_false(db_read(fixture->db, prove_task, &proving, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
}

static void
checkpoints_follow_one_another(Fixture *fixture, gconstpointer data)
{
    (void)data;
    for (guint i = 1; i <= 40; i++) {
        append(fixture, 3);
        g_assert_cmpuint(sign_and_open(fixture, 2026).size, ==, 3 * i);
    }
    g_assert_cmpuint(sign_and_open(fixture, 2026).size, ==, 120);
    g_assert_cmpuint(verify_well(fixture).counts.checkpoints, ==, 40);
}

static void
an_empty_journal_is_not_signed(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_null(sign(fixture, 0, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
    g_assert_cmpuint(verify_well(fixture).counts.years, ==, 0);
}

static void
clear_log(Fixture *fixture)
{
    tamper(fixture, "DELETE FROM log_leaves");
    tamper(fixture, "DELETE FROM log_nodes");
    tamper(fixture, "DELETE FROM log_states");
}

static void
a_log_that_does_not_continue_what_was_signed_is_not_signed(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    append(fixture, 20);
    sign_and_open(fixture, 2026);
    clear_log(fixture);
    forget(fixture);
    append(fixture, 10);
    g_assert_null(sign(fixture, 2026, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_clear_error(&error);
    clock_pin(NEW_YEAR + 2 * CLOCK_DAY);
    append(fixture, 20);
    g_assert_null(sign(fixture, 2026, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
}

/* ---- the signer's memory ---- */

static void
assert_not_signed(Fixture *fixture, const char *pattern)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(sign(fixture, 2026, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_true(g_pattern_match_simple(pattern, error->message));
}

/* As when the database is put back to a time before the checkpoint. */
static void
sign_and_lose(Fixture *fixture)
{
    append(fixture, 20);
    sign_and_open(fixture, 2026);
    clear_log(fixture);
    tamper(fixture, "DELETE FROM log_checkpoints");
    append(fixture, 10);
}

static void
the_signer_remembers_what_the_database_forgot(Fixture *fixture, gconstpointer data)
{
    (void)data;
    sign_and_lose(fixture);
    assert_not_signed(fixture, "journal 2026 is not signed at size 10: it was signed at size 20 before *--admit-loss*");
    clock_pin(NEW_YEAR + 2 * CLOCK_DAY);
    append(fixture, 20);
    assert_not_signed(fixture, "journal 2026 is not signed at size 30: it was signed at size 20 before *");
}

static gboolean
admit_task(DbSession *session, gpointer data, GError **error)
{
    return journal_checkpoint_admit_loss(session, ((Fixture *)data)->key, ((Fixture *)data)->lost, error);
}

static void
a_loss_on_record_lets_signing_go_on(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GArray) lost = fixture->lost = g_array_new(FALSE, FALSE, sizeof(JournalState));
    Proving proving = { .place = JOURNAL_PLACE(2026, 10) };
    g_autoptr(GError) error = NULL;

    (void)data;
    sign_and_lose(fixture);
    db_write(fixture->db, admit_task, fixture, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(lost->len, ==, 1);
    g_assert_cmpuint(g_array_index(lost, JournalState, 0).size, ==, 20);
    assert_not_signed(fixture, "*it was signed at size 20 before*");
    g_assert_true(journal_checkpoint_forget_lost(fixture->key, lost, &error));
    g_assert_cmpuint(sign_and_open(fixture, 2026).size, ==, 11);
    db_read(fixture->db, prove_task, &proving, &error);
    g_assert_no_error(error);
    g_assert_nonnull(g_strstr_len(g_bytes_get_data(proving.entry, NULL), (gssize)g_bytes_get_size(proving.entry),
                                  "attr lost-size 20\nattr lost-year 2026\n"));
    g_bytes_unref(proving.entry);
    g_free(proving.proof);
    verify_well(fixture);
    db_write(fixture->db, admit_task, fixture, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(lost->len, ==, 0);
}

static void
a_damaged_memory_stops_signing(Fixture *fixture, gconstpointer data)
{
    static const char *const DAMAGED[] = {
        "northam.example/tribune/main/2026 20",
        "northam.example/tribune/main/2026 -1 00\n",
        "northam.example/tribune/main/2026 2x e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n",
    };
    g_autofree char *path = memory_path(fixture);

    (void)data;
    append(fixture, 20);
    for (guint i = 0; i < G_N_ELEMENTS(DAMAGED); i++) {
        g_assert_true(g_file_set_contents(path, DAMAGED[i], -1, NULL));
        assert_not_signed(fixture, "the signer's memory * is malformed; nothing is signed until it is put right");
    }
}

static void
the_signer_remembers_every_year(Fixture *fixture, gconstpointer data)
{
    g_autofree char *path = memory_path(fixture);
    g_autofree char *text = NULL;
    struct stat status;

    (void)data;
    clock_pin(NEW_YEAR - 1);
    append(fixture, 3);
    sign_and_open(fixture, 2025);
    clock_pin(NEW_YEAR);
    append(fixture, 4);
    sign_and_open(fixture, 2026);
    append(fixture, 1);
    sign_and_open(fixture, 2026);
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_assert_true(g_pattern_match_simple("northam.example/tribune/main/2025 3 *\n"
                                         "northam.example/tribune/main/2026 6 *\n",
                                         text));
    g_assert_cmpint(g_stat(path, &status), ==, 0);
    g_assert_cmpint(status.st_mode & 0777, ==, 0600);
}

static void
another_key_does_not_continue_the_log(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    append(fixture, 1);
    sign_and_open(fixture, 2026);
    g_clear_pointer(&fixture->key, journal_key_free);
    g_unlink(fixture->key_path);
    fixture->key = journal_key_open_or_create(fixture->key_path, "northam.example", "main", &error);
    g_assert_no_error(error);
    append(fixture, 1);
    g_assert_null(sign(fixture, 2026, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    assert_fault(fixture, "journal 2026, leaf 1: the checkpoint before it is not signed by the year's key");
}

/* ---- the key ---- */

static void
each_year_has_a_key_of_its_own_that_comes_back(Fixture *fixture, gconstpointer data)
{
    g_autofree char *one = journal_key_vkey(fixture->key, 2026);
    g_autofree char *two = journal_key_vkey(fixture->key, 2027);
    g_autofree char *again = NULL;
    g_autoptr(JournalKey) reopened = journal_key_open(fixture->key_path, "northam.example", "main", NULL);

    (void)data;
    g_assert_true(g_str_has_prefix(one, "northam.example/tribune/main/2026+"));
    g_assert_cmpstr(strrchr(one, '+'), !=, strrchr(two, '+'));
    g_assert_nonnull(reopened);
    again = journal_key_vkey(reopened, 2026);
    g_assert_cmpstr(again, ==, one);
}

static void
a_key_that_others_may_read_is_refused(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    GStatBuf status;

    (void)data;
    g_assert_cmpint(g_stat(fixture->key_path, &status), ==, 0);
    g_assert_cmpint(status.st_mode & 07777, ==, 0600);
    g_chmod(fixture->key_path, 0640);
    g_assert_null(journal_key_open(fixture->key_path, "northam.example", "main", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG);
    g_clear_error(&error);
    g_chmod(fixture->key_path, 0600);
    g_assert_null(journal_key_open(fixture->key_path, "northam example", "main", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG);
    g_clear_error(&error);
    g_assert_null(journal_key_open(fixture->key_path, "northam.example", "a/b", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG);
}

/* ---- tampering ---- */

typedef struct {
    const char *name, *sql, *fault;
} Tampering;

/* On 50 leaves of 2025 and 35 of 2026 with checkpoints at the end of both. */
static const Tampering TAMPERINGS[] = {
    { "entry",
      "UPDATE log_leaves SET entry = cast(replace(cast(entry AS text), 'email', 'phone') AS blob)"
      " WHERE year = 2025 AND idx = 17",
      "journal 2025, leaf 17: its entry is not what was hashed" },
    { "leaf-hash", "UPDATE log_leaves SET hash = zeroblob(32) WHERE year = 2026 AND idx = 3",
      "journal 2026, leaf 3: its entry is not what was hashed" },
    { "leaf-removed", "DELETE FROM log_leaves WHERE year = 2025 AND idx = 20", "journal 2025, leaf 20: it is missing" },
    { "last-leaf-removed", "DELETE FROM log_leaves WHERE year = 2026 AND idx = 34",
      "journal 2026, leaf 34: the state tells another size" },
    { "year-removed", "DELETE FROM log_states WHERE year = 2025", "journal 2025, leaf 0: the year has no state" },
    { "node", "UPDATE log_nodes SET hash = zeroblob(32) WHERE year = 2025 AND level = 5 AND idx = 0",
      "journal 2025, leaf 31: a node above it has another hash" },
    { "node-removed", "DELETE FROM log_nodes WHERE year = 2025 AND level = 4 AND idx = 1",
      "journal 2025, leaf 31: a node above it is missing or too many" },
    { "last-node-removed", "DELETE FROM log_nodes WHERE year = 2025 AND level = 4 AND idx = 2",
      "journal 2025, leaf 47: a node above it is missing" },
    { "node-added", "INSERT INTO log_nodes VALUES (2025, 9, 0, zeroblob(32))",
      "journal 2025, leaf 50: there are nodes over no leaf" },
    { "low-node-added", "INSERT INTO log_nodes VALUES (2025, 1, 0, zeroblob(32))",
      "journal 2025, leaf 50: there are nodes over no leaf" },
    { "state-size", "UPDATE log_states SET size = 49 WHERE year = 2025",
      "journal 2025, leaf 50: the state tells another size" },
    { "state-root", "UPDATE log_states SET root = zeroblob(32) WHERE year = 2026",
      "journal 2026, leaf 35: the state before it has another root" },
    { "state-frontier", "UPDATE log_states SET frontier = zeroblob(96) WHERE year = 2026",
      "journal 2026, leaf 35: the state before it has another root" },
    { "checkpoint-signature", "UPDATE log_checkpoints SET note = replace(note, '2025 ', '2024 ') WHERE year = 2025",
      "journal 2025, leaf 50: the checkpoint before it is not signed by the year's key" },
    { "checkpoint-text", "UPDATE log_checkpoints SET note = 'x' WHERE year = 2025",
      "journal 2025, leaf 50: the checkpoint before it is malformed" },
    { "checkpoint-size", "UPDATE log_checkpoints SET size = 49 WHERE year = 2025",
      "journal 2025, leaf 49: the checkpoint before it is malformed" },
    { "checkpoint-beyond", "UPDATE log_checkpoints SET size = 51 WHERE year = 2025",
      "journal 2025, leaf 50: it is missing, a checkpoint covers more" },
    { "checkpoint-nowhere", "UPDATE log_checkpoints SET size = 0 WHERE year = 2025",
      "journal 2025, leaf 0: the checkpoint before it has an impossible size" },
    { "checkpoint-moved", "UPDATE log_checkpoints SET year = 2024 WHERE year = 2025",
      "journal 2024, leaf 0: the year has no state" },
};

static void
fill_two_years(Fixture *fixture)
{
    g_autoptr(GError) error = NULL;

    clock_pin(NEW_YEAR - 1);
    append(fixture, 50);
    clock_pin(NEW_YEAR);
    append(fixture, 34);
    db_write(fixture->db, sign_due_task, fixture, &error);
    g_assert_no_error(error);
    verify_well(fixture);
}

static void
a_change_of_any_table_is_found(Fixture *fixture, gconstpointer data)
{
    const Tampering *tampering = data;

    fill_two_years(fixture);
    tamper(fixture, tampering->sql);
    assert_fault(fixture, tampering->fault);
}

static void
a_rewritten_year_is_found_by_its_checkpoint_and_the_next_year(Fixture *fixture, gconstpointer data)
{
    static const char *const CLEAR[] = {
        "DELETE FROM log_leaves WHERE year = 2026",
        "DELETE FROM log_nodes WHERE year = 2026",
        "DELETE FROM log_states WHERE year = 2026",
    };

    (void)data;
    fill_two_years(fixture);
    for (guint i = 0; i < G_N_ELEMENTS(CLEAR); i++)
        tamper(fixture, CLEAR[i]);
    clock_pin(NEW_YEAR + CLOCK_HOUR);
    append(fixture, 34);
    assert_fault(fixture, "journal 2026, leaf 35: the checkpoint before it has another root");
    tamper(fixture, "DELETE FROM log_leaves WHERE year = 2025");
    tamper(fixture, "DELETE FROM log_nodes WHERE year = 2025");
    tamper(fixture, "DELETE FROM log_states WHERE year = 2025");
    tamper(fixture, "DELETE FROM log_checkpoints");
    assert_fault(fixture, "journal 2026, leaf 0: the year before it is missing");
}

static void
a_visitor_that_finds_fault_ends_it_with_the_place(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    Verifying verifying = { .key = fixture->key, .refuse = JOURNAL_PLACE(2026, 4) };

    (void)data;
    append(fixture, 9);
    g_assert_false(db_read(fixture->db, verify_task, &verifying, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT);
    g_assert_cmpstr(error->message, ==, "journal 2026, leaf 4: its content is gone");
    g_assert_cmpuint(verifying.visited, ==, 5);
}

#define ADD(path, function) g_test_add("/journal/" path, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("leaves-are-numbered-without-gaps-and-the-state-follows",
        leaves_are_numbered_without_gaps_and_the_state_follows);
    ADD("a-failed-task-leaves-no-leaf", a_failed_task_leaves_no_leaf);
    ADD("tasks-that-share-a-commit-share-one-log", tasks_that_share_a_commit_share_one_log);
    ADD("a-ref-must-be-an-earlier-leaf", a_ref_must_be_an_earlier_leaf);
    ADD("a-new-year-begins-with-the-state-of-the-old", a_new_year_begins_with_the_state_of_the_old);
    ADD("the-year-never-goes-back", the_year_never_goes_back);
    ADD("every-leaf-gets-a-proof-that-verifies", every_leaf_gets_a_proof_that_verifies);
    ADD("a-leaf-that-no-checkpoint-covers-has-no-proof", a_leaf_that_no_checkpoint_covers_has_no_proof);
    ADD("checkpoints-follow-one-another", checkpoints_follow_one_another);
    ADD("an-empty-journal-is-not-signed", an_empty_journal_is_not_signed);
    ADD("a-log-that-does-not-continue-what-was-signed-is-not-signed",
        a_log_that_does_not_continue_what_was_signed_is_not_signed);
    ADD("the-signer-remembers-what-the-database-forgot", the_signer_remembers_what_the_database_forgot);
    ADD("a-loss-on-record-lets-signing-go-on", a_loss_on_record_lets_signing_go_on);
    ADD("a-damaged-memory-stops-signing", a_damaged_memory_stops_signing);
    ADD("the-signer-remembers-every-year", the_signer_remembers_every_year);
    ADD("another-key-does-not-continue-the-log", another_key_does_not_continue_the_log);
    ADD("each-year-has-a-key-of-its-own-that-comes-back", each_year_has_a_key_of_its_own_that_comes_back);
    ADD("a-key-that-others-may-read-is-refused", a_key_that_others_may_read_is_refused);
    for (guint i = 0; i < G_N_ELEMENTS(TAMPERINGS); i++) {
        g_autofree char *path = g_strconcat("/journal/a-change-is-found/", TAMPERINGS[i].name, NULL);

        g_test_add(path, Fixture, &TAMPERINGS[i], set_up, a_change_of_any_table_is_found, tear_down);
    }
    ADD("a-rewritten-year-is-found-by-its-checkpoint-and-the-next-year",
        a_rewritten_year_is_found_by_its_checkpoint_and_the_next_year);
    ADD("a-visitor-that-finds-fault-ends-it-with-the-place", a_visitor_that_finds_fault_ends_it_with_the_place);
    return g_test_run();
}
