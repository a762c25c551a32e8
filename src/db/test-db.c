/* SPDX-License-Identifier: Apache-2.0 */
#include <glib/gstdio.h>
#include <stdatomic.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/thread.h"
#include "db/failing.h"

DB_STATEMENT(make_table, "CREATE TABLE IF NOT EXISTS things (id INTEGER NOT NULL PRIMARY KEY, name TEXT)");
DB_STATEMENT(add_thing, "INSERT INTO things (id, name) VALUES ($1, $2)");
DB_STATEMENT(count_things, "SELECT count(*) FROM things");

typedef struct {
    char *folder, *path;
    Db *db;
} Fixture;

typedef struct {
    gint64 id;
    gboolean fail;
} Thing;

static gboolean
create(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &make_table);

    (void)data;
    return db_run(query, error);
}

static gboolean
add(DbSession *session, gpointer data, GError **error)
{
    Thing *thing = data;
    gint64 *memo = db_memo(session, sizeof *memo);
    g_autoptr(DbQuery) query = db_query(session, &add_thing);

    db_bind_int(query, thing->id);
    db_bind_text(query, thing->id % 2 == 0 ? NULL : "odd");
    if (!db_run(query, error))
        return FALSE;
    *memo += thing->id;
    if (!thing->fail)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "told to fail");
    return FALSE;
}

static gboolean
count(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &count_things);

    if (!db_step_one(query, "count", error))
        return FALSE;
    *(gint64 *)data = db_int(query, 0);
    return db_finish(query, error);
}

static gint64
counted(Fixture *fixture)
{
    g_autoptr(GError) error = NULL;
    gint64 things = -1;

    db_read(fixture->db, count, &things, &error);
    g_assert_no_error(error);
    return things;
}

static void
set_up(Fixture *fixture, gconstpointer driver)
{
    g_autoptr(GError) error = NULL;

    db_failing_arm(&(DbFailing){ 0 });
    fixture->folder = g_dir_make_tmp("tribune-db-XXXXXX", NULL);
    fixture->path = g_build_filename(fixture->folder, "test.db", NULL);
    fixture->db = db_open(&(DbOptions){ .driver = driver, .location = fixture->path }, &error);
    g_assert_no_error(error);
    db_write(fixture->db, create, NULL, &error);
    g_assert_no_error(error);
}

static void
tear_down(Fixture *fixture, gconstpointer driver)
{
    static const char *const suffixes[] = { "", "-wal", "-shm" };

    (void)driver;
    g_clear_pointer(&fixture->db, db_close);
    for (guint i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        g_autofree char *file = g_strconcat(fixture->path, suffixes[i], NULL);

        g_unlink(file);
    }
    g_rmdir(fixture->folder);
    g_free(fixture->folder);
    g_free(fixture->path);
}

static void
what_was_written_is_read(Fixture *fixture, gconstpointer driver)
{
    g_autoptr(GError) error = NULL;
    Thing one = { .id = 1 };

    (void)driver;
    db_write(fixture->db, add, &one, &error);
    g_assert_no_error(error);
    g_assert_cmpint(counted(fixture), ==, 1);
    g_assert_false(db_write(fixture->db, add, &one, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    g_assert_cmpint(counted(fixture), ==, 1);
}

typedef struct {
    Fixture *fixture;
    gint64 first;
    guint failed;
} Crowd;

static void
write_many(gpointer data)
{
    Crowd *crowd = data;

    for (gint64 i = 0; i < 50; i++) {
        Thing thing = { .id = crowd->first + i, .fail = i % 10 == 9 };
        g_autoptr(GError) error = NULL;

        if (!db_write(crowd->fixture->db, add, &thing, &error)) {
            g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
            crowd->failed++;
        }
    }
}

static void
in_a_crowd_only_the_guilty_fail(Fixture *fixture, gconstpointer driver)
{
    Crowd crowds[8];
    Thread *threads[8];
    DbCounters counters;

    (void)driver;
    for (int i = 0; i < 8; i++) {
        crowds[i] = (Crowd){ .fixture = fixture, .first = 1 + i * 100 };
        threads[i] = thread_start("crowd", write_many, &crowds[i]);
    }
    for (int i = 0; i < 8; i++) {
        thread_join(threads[i]);
        g_assert_cmpuint(crowds[i].failed, ==, 5);
    }
    g_assert_cmpint(counted(fixture), ==, 8 * 45);
    db_counters(fixture->db, &counters);
    g_assert_cmpuint(counters.failures, ==, 8 * 5);
    g_assert_cmpuint(counters.commits, <, 8 * 50);
}

static void
a_full_disk_at_any_operation_loses_nothing_acknowledged(Fixture *fixture, gconstpointer driver)
{
    gint64 acknowledged = 0;

    (void)driver;
    for (guint at = 1; at <= 12; at++) {
        db_failing_arm(&(DbFailing){ .at = at, .error = TRIBUNE_ERROR_FULL });
        for (gint64 i = 0; i < 4; i++) {
            Thing thing = { .id = at * 10 + i };
            g_autoptr(GError) error = NULL;

            if (db_write(fixture->db, add, &thing, &error))
                acknowledged++;
            else
                g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FULL);
        }
        db_failing_arm(&(DbFailing){ 0 });
        g_assert_cmpint(counted(fixture), ==, acknowledged);
    }
    g_assert_cmpint(acknowledged, ==, 12 * 4 - 12);
}

static void
an_io_error_while_writing_aborts(Fixture *fixture, gconstpointer driver)
{
    (void)driver;
    if (g_test_subprocess()) {
        Thing thing = { .id = 1 };

        db_failing_arm(&(DbFailing){ .at = 3, .error = TRIBUNE_ERROR_CORRUPT });
        db_write(fixture->db, add, &thing, NULL);
        return;
    }
    g_test_trap_subprocess(NULL, 0, 0);
    g_test_trap_assert_failed();
    g_test_trap_assert_stderr("*database.abort*");
}

static gboolean
find_damage(DbSession *session, gpointer data, GError **error)
{
    if (!add(session, data, error))
        return FALSE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "sealed content was changed");
    return FALSE;
}

static void
a_task_that_finds_a_record_damaged_fails_alone(Fixture *fixture, gconstpointer data)
{
    Thing damaged = { .id = 1 }, good = { .id = 2 };
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_false(db_write(fixture->db, find_damage, &damaged, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT);
    g_assert_true(db_write(fixture->db, add, &good, NULL));
    g_assert_cmpint(counted(fixture), ==, 1);
}

static gboolean
hook(DbSession *session, gpointer data, GError **error)
{
    gint64 *memo = db_memo(session, sizeof *memo);

    (void)error;
    *(gint64 *)data += *memo;
    return TRUE;
}

static gboolean
fail_silently(DbSession *session, gpointer data, GError **error)
{
    (void)session;
    (void)data;
    (void)error;
    return FALSE;
}

static void
a_task_that_fails_without_a_word_has_failed(Fixture *fixture, gconstpointer driver)
{
    g_autoptr(GError) error = NULL;

    (void)driver;
    g_assert_false(db_write(fixture->db, fail_silently, NULL, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INTERNAL);
}

static void
the_memo_forgets_what_a_failed_task_left(Fixture *fixture, gconstpointer driver)
{
    gint64 sum = 0;
    Crowd crowd = { .fixture = fixture, .first = 1 };

    (void)driver;
    db_before_commit(fixture->db, hook, &sum);
    write_many(&crowd);
    g_assert_cmpint(sum, ==, 50 * 51 / 2 - (10 + 20 + 30 + 40 + 50));
}

/* When the foreground last wrote, and when the background was asked. */
typedef struct {
    Fixture *fixture;
    _Atomic gint64 wrote;
    gint64 asked;
} Pace;

static gboolean
note_time(DbSession *session, gpointer data, GError **error)
{
    Pace *pace = data;

    (void)session;
    (void)error;
    atomic_store(&pace->wrote, clock_monotonic());
    return TRUE;
}

static void
write_without_pause(gpointer data)
{
    Pace *pace = data;
    gint64 end = clock_monotonic() + 400 * 1000;

    while (clock_monotonic() < end) {
        db_write(pace->fixture->db, note_time, pace, NULL);
        g_usleep(500);
    }
}

static gboolean
check_pace(DbSession *session, gpointer data, GError **error)
{
    Pace *pace = data;
    gint64 now = clock_monotonic();

    (void)session;
    (void)error;
    g_assert_true(now - atomic_load(&pace->wrote) >= 5 * 1000 || now - pace->asked >= 50 * 1000);
    return TRUE;
}

static void
background_work_leaves_the_moments_between_writes_to_the_writers(Fixture *fixture, gconstpointer driver)
{
    Pace pace = { .fixture = fixture };
    Thread *thread = thread_start("pace", write_without_pause, &pace);

    (void)driver;
    g_usleep(20 * 1000);
    for (int i = 0; i < 5; i++) {
        pace.asked = clock_monotonic();
        g_assert_true(db_write_background(fixture->db, check_pace, &pace, NULL));
    }
    thread_join(thread);
}

/* The background at work when somebody writes who waits for it. */
typedef struct {
    Fixture *fixture;
    _Atomic gboolean open; /* what is before all others ends */
    _Atomic int begun, done, seen;
    guint until_waiting; /* the first in the background goes on when so many wait */
} Turn;

#define TURN_TASKS 20

static guint
count_waiting(Db *db)
{
    DbCounters counters;

    db_counters(db, &counters);
    return counters.waiting;
}

static gboolean
hold_the_writer(DbSession *session, gpointer data, GError **error)
{
    Turn *turn = data;

    (void)session;
    (void)error;
    while (!atomic_load(&turn->open))
        g_usleep(1000);
    return TRUE;
}

static void
write_before_all(gpointer data)
{
    Turn *turn = data;

    g_assert_true(db_write(turn->fixture->db, hold_the_writer, turn, NULL));
}

/* Longer than a turn. */
static gboolean
work_in_background(DbSession *session, gpointer data, GError **error)
{
    Turn *turn = data;

    (void)session;
    (void)error;
    atomic_fetch_add(&turn->begun, 1);
    while (count_waiting(turn->fixture->db) < turn->until_waiting)
        g_usleep(1000);
    turn->until_waiting = 0;
    g_usleep(20 * 1000);
    atomic_fetch_add(&turn->done, 1);
    return TRUE;
}

static void
write_in_background(gpointer data)
{
    Turn *turn = data;

    g_assert_true(db_write_background(turn->fixture->db, work_in_background, turn, NULL));
}

static gboolean
see_what_was_done(DbSession *session, gpointer data, GError **error)
{
    Turn *turn = data;

    (void)session;
    (void)error;
    atomic_store(&turn->seen, atomic_load(&turn->done));
    return TRUE;
}

static void
wait_for(Turn *turn, guint waiting)
{
    while (count_waiting(turn->fixture->db) < waiting)
        g_usleep(1000);
}

/* All of the background waits behind a writer that is held. */
static void
queue_background(Turn *turn, Thread **threads)
{
    threads[0] = thread_start("before", write_before_all, turn);
    g_usleep(20 * 1000);
    for (guint i = 1; i <= TURN_TASKS; i++)
        threads[i] = thread_start("background", write_in_background, turn);
    wait_for(turn, TURN_TASKS);
}

static void
join_all(Turn *turn, Thread **threads)
{
    for (guint i = 0; i <= TURN_TASKS; i++)
        thread_join(threads[i]);
    g_assert_cmpint(atomic_load(&turn->done), ==, TURN_TASKS);
}

static void
background_work_gives_way_to_who_comes(Fixture *fixture, gconstpointer driver)
{
    Turn turn = { .fixture = fixture, .until_waiting = 1 };
    Thread *threads[1 + TURN_TASKS];

    (void)driver;
    queue_background(&turn, threads);
    atomic_store(&turn.open, TRUE);
    while (atomic_load(&turn.begun) == 0)
        g_usleep(1000);
    g_assert_true(db_write(fixture->db, see_what_was_done, &turn, NULL));
    g_assert_cmpint(atomic_load(&turn.seen), ==, 1);
    join_all(&turn, threads);
}

static void
open_when_all_wait(gpointer data)
{
    Turn *turn = data;

    wait_for(turn, TURN_TASKS + 1);
    g_usleep(60 * 1000); /* the background is due */
    atomic_store(&turn->open, TRUE);
}

static void
background_work_does_not_keep_a_commit_from_who_waits(Fixture *fixture, gconstpointer driver)
{
    Turn turn = { .fixture = fixture };
    Thread *threads[1 + TURN_TASKS], *opener;

    (void)driver;
    queue_background(&turn, threads);
    opener = thread_start("opener", open_when_all_wait, &turn);
    g_assert_true(db_write(fixture->db, see_what_was_done, &turn, NULL));
    g_assert_cmpint(atomic_load(&turn.seen), ==, 0);
    g_assert_cmpint(atomic_load(&turn.done), <, TURN_TASKS);
    thread_join(opener);
    join_all(&turn, threads);
}

static gboolean
add_megabyte(DbSession *session, gpointer data, GError **error)
{
    g_autofree char *name = g_strnfill(1 << 20, 'x');
    g_autoptr(DbQuery) query = db_query(session, &add_thing);

    db_bind_int(query, ++*(gint64 *)data);
    db_bind_text(query, name);
    return db_run(query, error);
}

static void
the_log_starts_again_while_writers_go_on(Fixture *fixture, gconstpointer driver)
{
    g_autofree char *log = g_strconcat(fixture->path, "-wal", NULL);
    gint64 id = 0;
    GStatBuf status;

    (void)driver;
    while (id < 150)
        g_assert_true(db_write(fixture->db, add_megabyte, &id, NULL));
    g_assert_cmpint(g_stat(log, &status), ==, 0);
    g_assert_cmpint(status.st_size, <, 80 << 20);
    g_assert_cmpint(counted(fixture), ==, 150);
}

/* A second database beside the first; here it is the same file. */
typedef struct {
    Db *beside;
    gint64 id; /* of a thing that is added meanwhile; 0: none */
    gint64 before, after, alone;
} Beside;

static gboolean
count_beside(DbSession *session, gpointer data, GError **error)
{
    Beside *beside = data;
    Thing thing = { .id = beside->id };

    return db_read_beside(session, beside->beside, count, &beside->before, error) &&
           (beside->id == 0 || db_write(beside->beside, add, &thing, error)) &&
           db_read_beside(session, beside->beside, count, &beside->after, error) &&
           db_read_beside(NULL, beside->beside, count, &beside->alone, error);
}

static void
a_reading_session_has_one_snapshot_of_the_database_beside_it(Fixture *fixture, gconstpointer driver)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Db) second = db_open(&(DbOptions){ .driver = driver, .location = fixture->path, .readers = 2 }, &error);
    Beside beside = { .beside = second };

    g_assert_no_error(error);
    for (beside.id = 1; beside.id <= 3; beside.id++) { /* and gives its connection back each time */
        g_assert_true(db_read(fixture->db, count_beside, &beside, &error));
        g_assert_cmpint(beside.before, ==, beside.id - 1);
        g_assert_cmpint(beside.after, ==, beside.before);
        g_assert_cmpint(beside.alone, ==, beside.id);
    }
    beside.id = 0;
    g_assert_true(db_write(fixture->db, count_beside, &beside, &error));
    g_assert_cmpint(beside.after, ==, 3);
}

static void
count_statement(const DbStatement *statement, gpointer data)
{
    if (statement == &add_thing || statement == &count_things)
        ++*(int *)data;
}

static void
every_statement_is_listed(void)
{
    int found = 0;

    db_statements_each(count_statement, &found);
    g_assert_cmpint(found, ==, 2);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/db/what-was-written-is-read", Fixture, &DB_SQLITE, set_up, what_was_written_is_read, tear_down);
    g_test_add("/db/in-a-crowd-only-the-guilty-fail", Fixture, &DB_SQLITE, set_up, in_a_crowd_only_the_guilty_fail,
               tear_down);
    g_test_add("/db/a-full-disk-at-any-operation-loses-nothing-acknowledged", Fixture, db_failing_driver(), set_up,
               a_full_disk_at_any_operation_loses_nothing_acknowledged, tear_down);
    g_test_add("/db/a-task-that-finds-a-record-damaged-fails-alone", Fixture, &DB_SQLITE, set_up,
               a_task_that_finds_a_record_damaged_fails_alone, tear_down);
    g_test_add("/db/an-io-error-while-writing-aborts", Fixture, db_failing_driver(), set_up,
               an_io_error_while_writing_aborts, tear_down);
    g_test_add("/db/a-task-that-fails-without-a-word-has-failed", Fixture, &DB_SQLITE, set_up,
               a_task_that_fails_without_a_word_has_failed, tear_down);
    g_test_add("/db/the-memo-forgets-what-a-failed-task-left", Fixture, &DB_SQLITE, set_up,
               the_memo_forgets_what_a_failed_task_left, tear_down);
    g_test_add("/db/background-work-leaves-the-moments-between-writes-to-the-writers", Fixture, &DB_SQLITE, set_up,
               background_work_leaves_the_moments_between_writes_to_the_writers, tear_down);
    g_test_add("/db/background-work-gives-way-to-who-comes", Fixture, &DB_SQLITE, set_up,
               background_work_gives_way_to_who_comes, tear_down);
    g_test_add("/db/background-work-does-not-keep-a-commit-from-who-waits", Fixture, &DB_SQLITE, set_up,
               background_work_does_not_keep_a_commit_from_who_waits, tear_down);
    g_test_add("/db/the-log-starts-again-while-writers-go-on", Fixture, &DB_SQLITE, set_up,
               the_log_starts_again_while_writers_go_on, tear_down);
    g_test_add("/db/a-reading-session-has-one-snapshot-of-the-database-beside-it", Fixture, &DB_SQLITE, set_up,
               a_reading_session_has_one_snapshot_of_the_database_beside_it, tear_down);
    g_test_add_func("/db/every-statement-is-listed", every_statement_is_listed);
    return g_test_run();
}
