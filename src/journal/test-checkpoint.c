/* SPDX-License-Identifier: Apache-2.0 */
/* What is signed, and the proof of each leaf. */
#include "journal/test-journal-house.h"

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

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("every-leaf-gets-a-proof-that-verifies", every_leaf_gets_a_proof_that_verifies);
    ADD("a-leaf-that-no-checkpoint-covers-has-no-proof", a_leaf_that_no_checkpoint_covers_has_no_proof);
    ADD("checkpoints-follow-one-another", checkpoints_follow_one_another);
    ADD("an-empty-journal-is-not-signed", an_empty_journal_is_not_signed);
    ADD("a-log-that-does-not-continue-what-was-signed-is-not-signed",
        a_log_that_does_not_continue_what_was_signed_is_not_signed);
    ADD("each-year-has-a-key-of-its-own-that-comes-back", each_year_has_a_key_of_its_own_that_comes_back);
    ADD("a-key-that-others-may-read-is-refused", a_key_that_others_may_read_is_refused);
    return g_test_run();
}
