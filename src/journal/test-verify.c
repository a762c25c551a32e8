/* SPDX-License-Identifier: Apache-2.0 */
/* Whatever is changed in the journal is found, and where. */
#include "journal/test-journal-house.h"

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

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(TAMPERINGS); i++) {
        g_autofree char *path = g_strconcat("/journal/a-change-is-found/", TAMPERINGS[i].name, NULL);

        g_test_add(path, Fixture, &TAMPERINGS[i], set_up, a_change_of_any_table_is_found, tear_down);
    }
    ADD("a-rewritten-year-is-found-by-its-checkpoint-and-the-next-year",
        a_rewritten_year_is_found_by_its_checkpoint_and_the_next_year);
    ADD("a-visitor-that-finds-fault-ends-it-with-the-place", a_visitor_that_finds_fault_ends_it_with_the_place);
    return g_test_run();
}
