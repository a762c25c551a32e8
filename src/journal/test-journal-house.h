/* SPDX-License-Identifier: Apache-2.0 */
/* journal/test-journal-house.h: a journal with leaves to append, sign, prove and verify, each in a transaction. */
#pragma once
#include <glib/gstdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "db/migrations.h"
#include "journal/checkpoint.h"
#include "journal/journal.h"
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

static inline void
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

static inline char *
memory_path(const Fixture *fixture)
{
    return g_strconcat(fixture->key_path, ".signed", NULL);
}

/* Leaves the signer without memory. */
static inline void
forget(const Fixture *fixture)
{
    g_autofree char *path = memory_path(fixture);

    g_unlink(path);
}

static inline void
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

static inline void
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

static inline gboolean
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

static inline gint64
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

static inline gboolean
sign_task(DbSession *session, gpointer data, GError **error)
{
    Signing *signing = data;

    g_clear_pointer(&signing->note, g_free);
    return journal_checkpoint_sign(session, signing->key, signing->year, &signing->note, error);
}

static inline char *
sign(Fixture *fixture, int year, GError **error)
{
    Signing signing = { fixture->key, year, NULL };

    db_write(fixture->db, sign_task, &signing, error);
    return signing.note;
}

/* The note of a signing that must work, opened by the year's public key. */
static inline Checkpoint
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

static inline gboolean
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

static inline gboolean
prove_task(DbSession *session, gpointer data, GError **error)
{
    Proving *proving = data;

    return journal_proof_make(session, proving->place, NULL, &proving->proof, error) &&
           journal_read_entry(session, proving->place, &proving->entry, error);
}

typedef struct {
    const JournalKey *key;
    JournalCounts counts;
    guint visited;
    gint64 refuse; /* packed leaf */
} Verifying;

static inline gboolean
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

static inline gboolean
verify_task(DbSession *session, gpointer data, GError **error)
{
    Verifying *verifying = data;
    JournalVerification verification = { verifying->key, visit, verifying };

    return journal_verify(session, &verification, &verifying->counts, error);
}

static inline Verifying
verify_well(Fixture *fixture)
{
    g_autoptr(GError) error = NULL;
    Verifying verifying = { .key = fixture->key };

    db_read(fixture->db, verify_task, &verifying, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(verifying.visited, ==, verifying.counts.leaves);
    return verifying;
}

static inline void
assert_fault(Fixture *fixture, const char *expected)
{
    g_autoptr(GError) error = NULL;
    Verifying verifying = { .key = fixture->key };

    db_read(fixture->db, verify_task, &verifying, &error);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT);
    g_assert_cmpstr(error->message, ==, expected);
}

static inline gboolean
tamper_task(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, data);

    if (!db_run(query, error))
        return FALSE;
    g_assert_cmpint(db_changes(session), >, 0);
    return TRUE;
}

static inline void
tamper(Fixture *fixture, const char *sql)
{
    g_autoptr(GError) error = NULL;
    DbStatement *statement = g_new(DbStatement, 1);

    *statement = (DbStatement){ "tamper", sql };
    g_ptr_array_add(fixture->statements, statement);
    db_write(fixture->db, tamper_task, statement, &error);
    g_assert_no_error(error);
}

static inline void
clear_log(Fixture *fixture)
{
    tamper(fixture, "DELETE FROM log_leaves");
    tamper(fixture, "DELETE FROM log_nodes");
    tamper(fixture, "DELETE FROM log_states");
}

#define ADD(path, function) g_test_add("/journal/" path, Fixture, NULL, set_up, function, tear_down)
