/* SPDX-License-Identifier: Apache-2.0 */
/* Durable jobs on a real store: none is lost, none runs beside itself, none begins after the stop. */
#include "base/clock.h"
#include "base/error.h"
#include "base/thread.h"
#include "db/failing.h"
#include "mediation/test-fixture.h"
#include "mediation/work.h"
#include "store/test-template.h"

#define KIND "test"

typedef struct {
    char *folder;
    Store *store;
    Work *work;
    Mutex mutex;
    Condition began;
    GHashTable *running; /* subjects */
    guint runs, beside;  /* jobs run; runs of a job beside another of the same */
    guint fail;          /* how many runs fail */
    gboolean one_by_one; /* jobs of a lane begin when the one before has ended */
    GArray *concluded;   /* subjects, gint64, of what has a lane */
    gboolean hold;       /* runs do not end */
    gint64 pause;
} Fixture;

static gboolean
done(DbSession *session, gpointer data, GError **error)
{
    return work_done(session, data, error);
}

static gboolean
begin(Fixture *fixture, const Job *job)
{
    gboolean fails;

    MUTEX_HELD(&fixture->mutex);
    fixture->runs++;
    if (!g_hash_table_add(fixture->running, GSIZE_TO_POINTER(job->subject)))
        fixture->beside++;
    condition_broadcast(&fixture->began);
    while (fixture->hold)
        condition_wait(&fixture->began, &fixture->mutex);
    fails = fixture->fail > 0;
    fixture->fail -= fails ? 1 : 0;
    return !fails;
}

static gboolean
handle(gpointer data, const Job *job, GError **error)
{
    Fixture *fixture = data;
    gboolean worked = begin(fixture, job);

    g_usleep((gulong)fixture->pause);
    if (worked)
        worked = store_write_background(fixture->store, done, (gpointer)job, error);
    else
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY, "told to fail");
    MUTEX_HELD(&fixture->mutex);
    g_hash_table_remove(fixture->running, GSIZE_TO_POINTER(job->subject));
    return worked;
}

static void
open_work(Fixture *fixture, guint threads, gint64 lease)
{
    fixture->work = work_new(fixture->store);
    work_register(fixture->work, KIND, threads, lease, handle, fixture);
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    db_failing_arm(&(DbFailing){ 0 });
    fixture->folder = test_folder_new();
    test_template_put(fixture->folder);
    fixture->store = store_open(
        &(StoreOptions){ .folder = fixture->folder, .master = TEST_MASTER, .driver = db_failing_driver() }, &error);
    g_assert_no_error(error);
    mutex_init(&fixture->mutex);
    condition_init(&fixture->began);
    fixture->running = g_hash_table_new(NULL, NULL);
    fixture->concluded = g_array_new(FALSE, FALSE, sizeof(gint64));
}

static void
close_work(Fixture *fixture)
{
    work_stop(fixture->work);
    work_free(fixture->work);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    store_close(fixture->store);
    test_folder_remove(fixture->folder);
    g_free(fixture->folder);
    g_hash_table_unref(fixture->running);
    g_array_unref(fixture->concluded);
    condition_clear(&fixture->began);
    mutex_clear(&fixture->mutex);
}

static void
start(Fixture *fixture)
{
    g_autoptr(GError) error = NULL;

    work_start(fixture->work, &error);
    g_assert_no_error(error);
}

static gboolean
add_jobs(DbSession *session, gpointer data, GError **error)
{
    for (gint64 i = 1; i <= *(guint *)data; i++)
        if (!work_add(session, KIND, i, clock_now(), error))
            return FALSE;
    return TRUE;
}

static void
add(Fixture *fixture, guint count)
{
    g_autoptr(GError) error = NULL;

    store_write(fixture->store, add_jobs, &count, &error);
    g_assert_no_error(error);
    work_wake(fixture->work, KIND);
}

static JobBacklog
backlog(Fixture *fixture)
{
    JobBacklog backlog = { 0 };
    g_autoptr(GError) error = NULL;

    work_backlog(fixture->work, KIND, &backlog, &error);
    g_assert_no_error(error);
    return backlog;
}

static guint
runs(Fixture *fixture)
{
    MUTEX_HELD(&fixture->mutex);
    return fixture->runs;
}

#define WAIT_FOR(condition)                                                                                            \
    do {                                                                                                               \
        gint64 deadline = clock_monotonic() + 20 * CLOCK_SECOND;                                                       \
        while (!(condition) && clock_monotonic() < deadline)                                                           \
            g_usleep(2000);                                                                                            \
        g_assert_true(condition);                                                                                      \
    } while (0)

static void
every_job_runs_once_on_a_bounded_pool(Fixture *fixture, gconstpointer data)
{
    (void)data;
    open_work(fixture, 4, CLOCK_MINUTE);
    start(fixture);
    add(fixture, 300);
    WAIT_FOR(backlog(fixture).waiting == 0);
    close_work(fixture);
    g_assert_cmpuint(fixture->runs, ==, 300);
    g_assert_cmpuint(fixture->beside, ==, 0);
}

static void
a_failed_job_is_tried_again_after_a_pause(Fixture *fixture, gconstpointer data)
{
    gint64 began = clock_monotonic();

    (void)data;
    fixture->fail = 1;
    open_work(fixture, 1, CLOCK_MINUTE);
    start(fixture);
    add(fixture, 1);
    WAIT_FOR(backlog(fixture).troubled == 1);
    WAIT_FOR(backlog(fixture).waiting == 0);
    close_work(fixture);
    g_assert_cmpuint(fixture->runs, ==, 2);
    g_assert_cmpint(clock_monotonic() - began, >=, CLOCK_SECOND);
}

static void
a_job_that_outlasts_its_lease_does_not_run_beside_itself(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->pause = CLOCK_SECOND / 2;
    open_work(fixture, 2, CLOCK_SECOND / 10);
    start(fixture);
    add(fixture, 8);
    for (int i = 0; i < 20; i++) {
        g_usleep(CLOCK_SECOND / 20);
        add(fixture, 0);
    }
    WAIT_FOR(backlog(fixture).waiting == 0);
    close_work(fixture);
    g_assert_cmpuint(fixture->beside, ==, 0);
    g_assert_cmpuint(fixture->runs, ==, 8);
}

static gboolean
again(DbSession *session, gpointer data, GError **error)
{
    return work_put_back(session, data, clock_now(), error);
}

/* The first run puts its job back for now and takes its time to end. */
static gboolean
put_back_first(gpointer data, const Job *job, GError **error)
{
    Fixture *fixture = data;

    if (runs(fixture) > 0)
        return handle(data, job, error);
    begin(fixture, job);
    if (!store_write_background(fixture->store, again, (gpointer)job, error))
        return FALSE;
    work_wake(fixture->work, KIND);
    g_usleep(CLOCK_SECOND / 5);
    MUTEX_HELD(&fixture->mutex);
    g_hash_table_remove(fixture->running, GSIZE_TO_POINTER(job->subject));
    return TRUE;
}

static void
a_job_that_is_leased_again_before_its_run_ends_runs_right_after_it(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->work = work_new(fixture->store);
    work_register(fixture->work, KIND, 2, CLOCK_HOUR, put_back_first, fixture);
    start(fixture);
    add(fixture, 1);
    WAIT_FOR(backlog(fixture).waiting == 0);
    close_work(fixture);
    g_assert_cmpuint(fixture->runs, ==, 2);
    g_assert_cmpuint(fixture->beside, ==, 0);
}

static void
release(gpointer data)
{
    Fixture *fixture = data;

    g_usleep(CLOCK_SECOND / 5);
    MUTEX_HELD(&fixture->mutex);
    fixture->hold = FALSE;
    condition_broadcast(&fixture->began);
}

static void
a_stop_ends_what_runs_and_leaves_the_rest_to_the_next_start(Fixture *fixture, gconstpointer data)
{
    Thread *releaser;

    (void)data;
    fixture->hold = TRUE;
    open_work(fixture, 2, CLOCK_HOUR);
    start(fixture);
    add(fixture, 30);
    WAIT_FOR(runs(fixture) == 2);
    releaser = thread_start("release", release, fixture);
    work_stop(fixture->work);
    g_assert_cmpuint(runs(fixture), ==, 2);
    g_assert_cmpint(backlog(fixture).waiting, ==, 28);
    work_free(fixture->work);
    thread_join(releaser);
    open_work(fixture, 2, CLOCK_HOUR);
    start(fixture);
    WAIT_FOR(backlog(fixture).waiting == 0);
    close_work(fixture);
    g_assert_cmpuint(fixture->runs, ==, 30);
}

static void
a_stop_under_load_loses_and_doubles_nothing(Fixture *fixture, gconstpointer data)
{
    (void)data;
    open_work(fixture, 4, CLOCK_HOUR);
    add(fixture, 200);
    for (int i = 0; i < 6; i++) {
        start(fixture);
        g_usleep(3000);
        close_work(fixture);
        open_work(fixture, 4, CLOCK_HOUR);
    }
    start(fixture);
    WAIT_FOR(backlog(fixture).waiting == 0);
    close_work(fixture);
    g_assert_cmpuint(fixture->runs, ==, 200);
    g_assert_cmpuint(fixture->beside, ==, 0);
}

/* The disk is full when a failed job is to be given back: it must not be forgotten until the next start. */
static void
a_job_that_cannot_be_given_back_is_taken_up_when_its_lease_ends(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->hold = TRUE;
    fixture->fail = 1;
    open_work(fixture, 1, CLOCK_SECOND);
    start(fixture);
    add(fixture, 1);
    WAIT_FOR(runs(fixture) == 1);
    db_failing_arm(&(DbFailing){ .at = 1, .count = 1000000, .error = TRIBUNE_ERROR_FULL });
    release(fixture);
    WAIT_FOR(db_failing_counted() > 3);
    db_failing_arm(&(DbFailing){ 0 });
    WAIT_FOR(backlog(fixture).waiting == 0);
    close_work(fixture);
    g_assert_cmpuint(fixture->runs, ==, 2);
}

/* ---- what is done in order ---- */

#define LANES 3

/* The earlier it came, the longer it takes. */
static gboolean
conclude_in_turn(gpointer data, const Job *job, GError **error)
{
    Fixture *fixture = data;
    gboolean worked = begin(fixture, job);

    g_usleep((gulong)(job->subject % 10 == 0 ? 20000 : 10));
    if (!worked)
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY, "told to fail");
    worked = worked && (fixture->one_by_one || work_await_turn(fixture->work, job, error)) &&
             store_write_background(fixture->store, done, (gpointer)job, error);
    MUTEX_HELD(&fixture->mutex);
    g_hash_table_remove(fixture->running, GSIZE_TO_POINTER(job->subject));
    if (worked)
        g_array_append_val(fixture->concluded, job->subject);
    return worked;
}

typedef struct {
    gint64 first, count;
    gint64 lanes; /* they take turns */
} Row;

static gboolean
add_row(DbSession *session, gpointer data, GError **error)
{
    const Row *row = data;

    for (gint64 i = row->first; i < row->first + row->count; i++)
        if (!work_add_in_lane(session, KIND, i, 1 + i % row->lanes, clock_now(), error))
            return FALSE;
    return TRUE;
}

static void
add_in_lanes(Fixture *fixture, Row row)
{
    g_autoptr(GError) error = NULL;

    store_write(fixture->store, add_row, &row, &error);
    g_assert_no_error(error);
    work_wake(fixture->work, KIND);
}

static void
open_lanes(Fixture *fixture)
{
    fixture->work = work_new(fixture->store);
    work_register(fixture->work, KIND, 8, CLOCK_HOUR, conclude_in_turn, fixture);
    if (fixture->one_by_one)
        work_one_by_one(fixture->work, KIND);
    start(fixture);
}

static void
assert_in_order(Fixture *fixture, guint count)
{
    gint64 last[LANES] = { 0 };

    g_assert_cmpuint(fixture->concluded->len, ==, count);
    for (guint i = 0; i < count; i++) {
        gint64 subject = g_array_index(fixture->concluded, gint64, i);

        g_assert_cmpint(subject, >, last[subject % LANES]);
        last[subject % LANES] = subject;
    }
}

static void
jobs_of_a_lane_conclude_in_the_order_in_which_they_came(Fixture *fixture, gconstpointer data)
{
    (void)data;
    open_lanes(fixture);
    add_in_lanes(fixture, (Row){ 1, 150, LANES });
    add_in_lanes(fixture, (Row){ 151, 150, LANES });
    WAIT_FOR(backlog(fixture).waiting == 0);
    close_work(fixture);
    assert_in_order(fixture, 300);
}

static void
what_came_after_a_job_that_failed_waits_for_it(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->fail = 1;
    open_lanes(fixture);
    add_in_lanes(fixture, (Row){ 1, 1, LANES });
    WAIT_FOR(backlog(fixture).troubled == 1);
    add_in_lanes(fixture, (Row){ 2, 40, LANES });
    WAIT_FOR(backlog(fixture).waiting == 0);
    close_work(fixture);
    assert_in_order(fixture, 41);
    /* the other lanes went on meanwhile: what was added second is not the second to be done */
    g_assert_cmpint(g_array_index(fixture->concluded, gint64, 0), !=, 1);
}

static void
what_came_after_a_job_that_failed_waits_for_it_over_a_restart(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->fail = 1;
    open_lanes(fixture);
    add_in_lanes(fixture, (Row){ 1, 1, LANES });
    WAIT_FOR(backlog(fixture).troubled == 1);
    close_work(fixture);
    open_lanes(fixture);
    add_in_lanes(fixture, (Row){ 2, 40, LANES });
    WAIT_FOR(backlog(fixture).waiting == 0);
    close_work(fixture);
    assert_in_order(fixture, 41);
}

static void
a_stop_keeps_the_order_of_what_had_not_begun(Fixture *fixture, gconstpointer data)
{
    (void)data;
    open_lanes(fixture);
    add_in_lanes(fixture, (Row){ 1, 300, LANES });
    for (int i = 0; i < 6; i++) {
        g_usleep(3000);
        close_work(fixture);
        open_lanes(fixture);
    }
    WAIT_FOR(backlog(fixture).waiting == 0);
    close_work(fixture);
    assert_in_order(fixture, 300);
}

static void
jobs_of_a_lane_begin_one_by_one_where_their_kind_is_like_that(Fixture *fixture, gconstpointer data)
{
    fixture->one_by_one = TRUE;
    jobs_of_a_lane_conclude_in_the_order_in_which_they_came(fixture, data);
}

static void
one_by_one_what_came_after_a_job_that_failed_waits_for_it(Fixture *fixture, gconstpointer data)
{
    fixture->one_by_one = TRUE;
    what_came_after_a_job_that_failed_waits_for_it(fixture, data);
}

static void
a_stop_keeps_the_order_of_what_waits_for_the_one_before(Fixture *fixture, gconstpointer data)
{
    fixture->one_by_one = TRUE;
    a_stop_keeps_the_order_of_what_had_not_begun(fixture, data);
}

#define RULE(function) g_test_add("/jobs/" #function, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    RULE(every_job_runs_once_on_a_bounded_pool);
    RULE(a_failed_job_is_tried_again_after_a_pause);
    RULE(a_job_that_outlasts_its_lease_does_not_run_beside_itself);
    RULE(a_job_that_is_leased_again_before_its_run_ends_runs_right_after_it);
    RULE(a_stop_ends_what_runs_and_leaves_the_rest_to_the_next_start);
    RULE(a_stop_under_load_loses_and_doubles_nothing);
    RULE(a_job_that_cannot_be_given_back_is_taken_up_when_its_lease_ends);
    RULE(jobs_of_a_lane_conclude_in_the_order_in_which_they_came);
    RULE(what_came_after_a_job_that_failed_waits_for_it);
    RULE(what_came_after_a_job_that_failed_waits_for_it_over_a_restart);
    RULE(a_stop_keeps_the_order_of_what_had_not_begun);
    RULE(jobs_of_a_lane_begin_one_by_one_where_their_kind_is_like_that);
    RULE(one_by_one_what_came_after_a_job_that_failed_waits_for_it);
    RULE(a_stop_keeps_the_order_of_what_waits_for_the_one_before);
    return g_test_run();
}
