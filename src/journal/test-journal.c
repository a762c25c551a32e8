/* SPDX-License-Identifier: Apache-2.0 */
/* What is appended: numbers, states, refs, and the turn of a year. */
#include "base/thread.h"
#include "journal/test-journal-house.h"

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
    return g_test_run();
}
