/* SPDX-License-Identifier: Apache-2.0 */
/* The signer's memory: what was signed once is continued or not signed at all. */
#include "journal/test-journal-house.h"

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

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("the-signer-remembers-what-the-database-forgot", the_signer_remembers_what_the_database_forgot);
    ADD("a-loss-on-record-lets-signing-go-on", a_loss_on_record_lets_signing_go_on);
    ADD("a-damaged-memory-stops-signing", a_damaged_memory_stops_signing);
    ADD("the-signer-remembers-every-year", the_signer_remembers_every_year);
    ADD("another-key-does-not-continue-the-log", another_key_does_not_continue_the_log);
    return g_test_run();
}
