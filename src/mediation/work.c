/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/work.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "base/random.h"
#include "base/thread.h"
#include "mediation/lanes.h"

#define IDLE_WAIT      (5 * CLOCK_SECOND)
#define FIRST_PAUSE    CLOCK_SECOND
#define LONGEST_PAUSE  (5 * CLOCK_MINUTE)
#define JOBS_PER_LEASE 64
#define OUT_OF_TURN    "it waits for what came before it"

typedef struct {
    Work *work;
    char *name;
    gint64 lease;
    WorkHandler handler;
    gpointer data;
    guint threads;
    gboolean one_by_one; /* what is of one lane */
    Pool *pool;
    Thread *dispatcher;
    /* under work->mutex: */
    GHashTable *in_hand; /* ids of jobs leased and not finished: none runs twice at once, even when its lease ends */
    GHashTable *again;   /* … those of them that were leased once more meanwhile */
    GHashTable *parked;  /* … those that begin when the one before has ended: id → Run */
    gint64 lapses;       /* when a lease that could not be given back ends; G_MAXINT64: there is none */
    gboolean woken;
    Condition changed; /* woken, a job finished, or stopping */
} Kind;

/* One leased job on its way through the pool. */
typedef struct {
    Kind *kind;
    Job job;
} Run;

typedef struct {
    Work *work;
    char *name;
    gint64 interval;
    void (*tick)(gpointer data);
    gpointer data;
    Thread *thread;
} Timer;

struct Work {
    Store *store;
    Lanes *lanes;
    Mutex mutex;
    Condition stops;
    gboolean stopping;
    GPtrArray *kinds, *timers;
};

Work *
work_new(Store *store)
{
    Work *work = g_new0(Work, 1);

    work->store = store;
    work->lanes = lanes_new();
    mutex_init(&work->mutex);
    condition_init(&work->stops);
    work->kinds = g_ptr_array_new();
    work->timers = g_ptr_array_new();
    return work;
}

void
work_register(Work *work, const char *kind, guint threads, gint64 lease, WorkHandler handler, gpointer data)
{
    Kind *entry = g_new0(Kind, 1);

    entry->work = work;
    entry->name = g_strdup(kind);
    entry->lease = lease;
    entry->handler = handler;
    entry->data = data;
    entry->threads = threads;
    entry->in_hand = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    entry->again = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    entry->parked = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    entry->lapses = G_MAXINT64;
    entry->woken = TRUE;
    condition_init(&entry->changed);
    g_ptr_array_add(work->kinds, entry);
}

void
work_one_by_one(Work *work, const char *kind)
{
    for (guint i = 0; i < work->kinds->len; i++) {
        Kind *entry = g_ptr_array_index(work->kinds, i);

        entry->one_by_one |= strcmp(entry->name, kind) == 0;
    }
}

void
work_every(Work *work, const char *name, gint64 interval, void (*tick)(gpointer data), gpointer data)
{
    Timer *timer = g_new0(Timer, 1);

    timer->work = work;
    timer->name = g_strdup(name);
    timer->interval = interval;
    timer->tick = tick;
    timer->data = data;
    g_ptr_array_add(work->timers, timer);
}

/* ---- in transactions ---- */

gboolean
work_add(DbSession *session, const char *kind, gint64 subject, gint64 due, GError **error)
{
    return job_store_add(session, kind, subject, 0, due, error);
}

gboolean
work_add_in_lane(DbSession *session, const char *kind, gint64 subject, gint64 lane, gint64 due, GError **error)
{
    return job_store_add(session, kind, subject, lane, due, error);
}

gboolean
work_done(DbSession *session, const Job *job, GError **error)
{
    return job_store_remove(session, job->id, error);
}

gboolean
work_again(DbSession *session, const Job *job, gint64 due, const char *trouble, GError **error)
{
    return job_store_postpone(session, job->id, due, trouble, error);
}

gboolean
work_put_back(DbSession *session, const Job *job, gint64 due, GError **error)
{
    return job_store_put_back(session, job->id, due, error);
}

/* ---- running one job ---- */

typedef struct {
    const Job *job;
    gint64 due;
    const char *trouble;
} Postponement;

static gboolean
postpone(DbSession *session, gpointer data, GError **error)
{
    const Postponement *postponement = data;

    return work_again(session, postponement->job, postponement->due, postponement->trouble, error);
}

/* Doubles with each attempt, give or take a quarter so that a crowd spreads. */
static gint64
pause_after(guint attempts)
{
    gint64 pause = FIRST_PAUSE << MIN(attempts, 9);

    pause = MIN(pause, LONGEST_PAUSE);
    return pause * 3 / 4 + random_below((guint32)(pause / 2 / 1000)) * 1000;
}

/* When even giving the job back fails, its lease ends by itself. */
static void
give_back(Kind *kind, DbTask task, gpointer data)
{
    g_autoptr(GError) error = NULL;

    if (store_write_background(kind->work->store, task, data, &error))
        return;
    log_failure("work.postpone-failed", error);
    MUTEX_HELD(&kind->work->mutex);
    kind->lapses = MIN(kind->lapses, clock_now() + kind->lease);
}

static gboolean
release(DbSession *session, gpointer data, GError **error)
{
    return job_store_release(session, ((const Job *)data)->id, error);
}

/* Its run is over. TRUE: it is in hand no more. FALSE: it was leased again meanwhile. */
static gboolean
let_go(Kind *kind, const Job *job)
{
    MUTEX_HELD(&kind->work->mutex);
    if (g_hash_table_remove(kind->again, &job->id))
        return FALSE;
    g_hash_table_remove(kind->in_hand, &job->id);
    kind->woken = TRUE;
    condition_signal(&kind->changed);
    return TRUE;
}

static gboolean
is_stopping(Work *work)
{
    MUTEX_HELD(&work->mutex);
    return work->stopping;
}

gboolean
work_await_turn(Work *work, const Job *job, GError **error)
{
    if (lanes_await(work->lanes, job->lane, job->id))
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY, OUT_OF_TURN);
    return FALSE;
}

void
work_hold_lane(Work *work, const Job *job, gint64 due)
{
    lanes_postpone(work->lanes, job->lane, job->id, due);
}

/* It was not begun: this lease does not count. */
static gboolean
wait_for_turn(DbSession *session, gpointer data, GError **error)
{
    const Postponement *postponement = data;

    return postpone(session, data, error) && work_put_back(session, postponement->job, postponement->due, error);
}

static void
try_job(Kind *kind, const Job *job)
{
    gint64 turn = lanes_ask(kind->work->lanes, job->lane, job->id);
    g_autoptr(GError) error = NULL;

    if (turn == 0 && kind->handler(kind->data, job, &error))
        return;
    if (turn == 0)
        turn = lanes_turn(kind->work->lanes, job->lane, job->id);
    if (turn != 0) {
        work_hold_lane(kind->work, job, turn);
        give_back(kind, wait_for_turn, &(Postponement){ job, turn, OUT_OF_TURN });
        return;
    }
    log_event(LOG_WARNING, "work.failed", "kind", kind->name, "error", error->message, NULL);
    turn = clock_now() + pause_after(job->attempts);
    work_hold_lane(kind->work, job, turn);
    give_back(kind, postpone, &(Postponement){ job, turn, error->message });
}

static void run_job(gpointer item, gpointer data);

/* What is in hand never exceeds the pool's limit: it takes no more only when it stops, and then this gives it back. */
static void
push(Run *run)
{
    if (!pool_try_push(run->kind->pool, run))
        run_job(run, NULL);
}

static Run *
take_parked(Kind *kind, gint64 id)
{
    Run *run = NULL;
    gpointer key = NULL;

    MUTEX_HELD(&kind->work->mutex);
    if (!g_hash_table_steal_extended(kind->parked, &id, &key, (gpointer *)&run))
        return NULL;
    g_free(key);
    return run;
}

static void
begin_parked(Kind *kind, gint64 id)
{
    Run *run = id != 0 ? take_parked(kind, id) : NULL;

    if (run != NULL)
        push(run);
}

static void
run_job(gpointer item, gpointer data)
{
    g_autofree Run *run = item;
    Kind *kind = run->kind;

    (void)data;
    if (is_stopping(kind->work)) {
        work_hold_lane(kind->work, &run->job, clock_now());
        give_back(kind, release, &run->job);
    } else {
        try_job(kind, &run->job);
    }
    begin_parked(kind, lanes_leave(kind->work->lanes, run->job.lane, run->job.id));
    while (!let_go(kind, &run->job))
        give_back(kind, release, &run->job);
}

/* ---- dispatching a kind ---- */

typedef struct {
    Kind *kind;
    guint limit;
    GArray *jobs;
    gint64 next_due;
} Leasing;

static gboolean
lease(DbSession *session, gpointer data, GError **error)
{
    Leasing *leasing = data;
    gint64 now = clock_now();

    g_array_set_size(leasing->jobs, 0);
    return job_store_lease(session, leasing->kind->name, now, now + leasing->kind->lease, leasing->limit, leasing->jobs,
                           error);
}

static gboolean
look_ahead(DbSession *session, gpointer data, GError **error)
{
    Leasing *leasing = data;

    return job_store_next_due(session, leasing->kind->name, &leasing->next_due, error);
}

/* One that is in hand already (its lease ended while it waits in the pool or runs, or it has just been postponed and
 * its run is about to end) is not run beside itself; the new lease is given back when that run has ended. */
static void
take_in_hand(Kind *kind, GArray *jobs)
{
    MUTEX_HELD(&kind->work->mutex);
    for (guint i = jobs->len; i-- > 0;) {
        gint64 id = g_array_index(jobs, Job, i).id;

        if (g_hash_table_add(kind->in_hand, g_memdup2(&id, sizeof id)))
            continue;
        g_hash_table_add(kind->again, g_memdup2(&id, sizeof id));
        g_array_remove_index(jobs, i);
    }
    for (guint i = 0; i < jobs->len; i++) {
        const Job *job = &g_array_index(jobs, Job, i);

        lanes_enter(kind->work->lanes, job->lane, job->id);
    }
}

/* When a lease that could not be given back ends; once that is past it is forgotten. */
static gint64
next_lapse(Kind *kind)
{
    gint64 lapses;

    MUTEX_HELD(&kind->work->mutex);
    lapses = kind->lapses;
    if (lapses <= clock_now())
        kind->lapses = G_MAXINT64;
    return lapses;
}

/* FALSE: it may begin. Looked at with the lock held under which those before it look for it when they end. */
static gboolean
park(Kind *kind, Run *run)
{
    MUTEX_HELD(&kind->work->mutex);
    if (!kind->one_by_one || lanes_is_first(kind->work->lanes, run->job.lane, run->job.id))
        return FALSE;
    g_hash_table_insert(kind->parked, g_memdup2(&run->job.id, sizeof(gint64)), run);
    return TRUE;
}

/* Leases what is due and hands it to the pool. Returns when to look again (monotonic). */
static gint64
dispatch(Kind *kind, guint limit)
{
    g_autoptr(GArray) jobs = g_array_new(FALSE, FALSE, sizeof(Job));
    g_autoptr(GError) error = NULL;
    Leasing leasing = { .kind = kind, .limit = limit, .jobs = jobs, .next_due = G_MAXINT64 };
    gint64 lapse;

    if (!store_read(kind->work->store, look_ahead, &leasing, &error)) {
        log_failure("work.lease-failed", error);
        return clock_monotonic() + CLOCK_SECOND;
    }
    lapse = next_lapse(kind);
    leasing.next_due = MIN(leasing.next_due, lapse);
    if (leasing.next_due <= clock_now() && !store_write_background(kind->work->store, lease, &leasing, &error)) {
        log_failure("work.lease-failed", error);
        MUTEX_HELD(&kind->work->mutex);
        kind->lapses = MIN(kind->lapses, leasing.next_due);
        return clock_monotonic() + CLOCK_SECOND;
    }
    take_in_hand(kind, jobs);
    for (guint i = 0; i < jobs->len; i++) {
        Run *run = g_new(Run, 1);

        run->kind = kind;
        run->job = g_array_index(jobs, Job, i);
        if (!park(kind, run))
            push(run);
    }
    if (jobs->len > 0)
        return 0;
    return clock_monotonic() + MIN(MAX(leasing.next_due - clock_now(), 1000), IDLE_WAIT);
}

static void
run_dispatcher(gpointer data)
{
    Kind *kind = data;
    Work *work = kind->work;
    gint64 next = 0;

    mutex_lock(&work->mutex);
    while (!work->stopping) {
        guint room = JOBS_PER_LEASE - MIN(g_hash_table_size(kind->in_hand), JOBS_PER_LEASE);

        if (room <= JOBS_PER_LEASE / 2) {
            condition_wait(&kind->changed, &work->mutex);
            continue;
        }
        if (!kind->woken && next > clock_monotonic()) {
            condition_wait_until(&kind->changed, &work->mutex, next);
            continue;
        }
        kind->woken = FALSE;
        mutex_unlock(&work->mutex);
        next = dispatch(kind, room);
        mutex_lock(&work->mutex);
    }
    mutex_unlock(&work->mutex);
}

void
work_wake(Work *work, const char *kind)
{
    MUTEX_HELD(&work->mutex);
    for (guint i = 0; i < work->kinds->len; i++) {
        Kind *entry = g_ptr_array_index(work->kinds, i);

        if (entry->woken || strcmp(entry->name, kind) != 0)
            continue;
        entry->woken = TRUE;
        condition_signal(&entry->changed);
    }
}

/* ---- timers ---- */

static void
run_timer(gpointer data)
{
    Timer *timer = data;
    Work *work = timer->work;
    gint64 next = clock_monotonic() + timer->interval;

    mutex_lock(&work->mutex);
    while (!work->stopping) {
        if (next > clock_monotonic()) {
            condition_wait_until(&work->stops, &work->mutex, next);
            continue;
        }
        mutex_unlock(&work->mutex);
        timer->tick(timer->data);
        next = clock_monotonic() + timer->interval;
        mutex_lock(&work->mutex);
    }
    mutex_unlock(&work->mutex);
    timer->tick(timer->data);
}

/* ---- starting and stopping ---- */

static gboolean
free_all(DbSession *session, gpointer data, GError **error)
{
    (void)data;
    return job_store_free_all(session, error);
}

static void
note_postponed(gpointer data, const Job *job, gint64 due)
{
    lanes_postpone(data, job->lane, job->id, due);
}

static gboolean
find_postponed(DbSession *session, gpointer data, GError **error)
{
    return job_store_each_postponed(session, clock_now(), note_postponed, data, error);
}

gboolean
work_start(Work *work, GError **error)
{
    if (!store_write(work->store, free_all, NULL, error) ||
        !store_read(work->store, find_postponed, work->lanes, error))
        return FALSE;
    for (guint i = 0; i < work->kinds->len; i++) {
        Kind *kind = g_ptr_array_index(work->kinds, i);

        kind->pool = pool_new(kind->name, kind->threads, JOBS_PER_LEASE, run_job, NULL);
        kind->dispatcher = thread_start(kind->name, run_dispatcher, kind);
    }
    for (guint i = 0; i < work->timers->len; i++) {
        Timer *timer = g_ptr_array_index(work->timers, i);

        timer->thread = thread_start(timer->name, run_timer, timer);
    }
    return TRUE;
}

void
work_stop(Work *work)
{
    mutex_lock(&work->mutex);
    work->stopping = TRUE;
    condition_broadcast(&work->stops);
    for (guint i = 0; i < work->kinds->len; i++)
        condition_signal(&((Kind *)g_ptr_array_index(work->kinds, i))->changed);
    mutex_unlock(&work->mutex);
    for (guint i = 0; i < work->kinds->len; i++) {
        Kind *kind = g_ptr_array_index(work->kinds, i);

        if (kind->dispatcher == NULL)
            continue;
        thread_join(g_steal_pointer(&kind->dispatcher));
        pool_stop(kind->pool); /* what ends in it may still begin what waits for it */
        kind->pool = NULL;
    }
    for (guint i = 0; i < work->timers->len; i++) {
        Timer *timer = g_ptr_array_index(work->timers, i);

        if (timer->thread != NULL)
            thread_join(g_steal_pointer(&timer->thread));
    }
}

void
work_free(Work *work)
{
    for (guint i = 0; i < work->kinds->len; i++) {
        Kind *kind = g_ptr_array_index(work->kinds, i);

        condition_clear(&kind->changed);
        g_hash_table_unref(kind->in_hand);
        g_hash_table_unref(kind->again);
        g_hash_table_unref(kind->parked);
        g_free(kind->name);
        g_free(kind);
    }
    for (guint i = 0; i < work->timers->len; i++) {
        Timer *timer = g_ptr_array_index(work->timers, i);

        g_free(timer->name);
        g_free(timer);
    }
    g_ptr_array_unref(work->kinds);
    g_ptr_array_unref(work->timers);
    lanes_free(work->lanes);
    condition_clear(&work->stops);
    mutex_clear(&work->mutex);
    g_free(work);
}

/* ---- watching ---- */

typedef struct {
    const char *kind;
    JobBacklog *backlog;
} BacklogQuestion;

static gboolean
ask_backlog(DbSession *session, gpointer data, GError **error)
{
    BacklogQuestion *question = data;

    return job_store_backlog(session, question->kind, question->backlog, error);
}

gboolean
work_backlog(Work *work, const char *kind, JobBacklog *ret, GError **error)
{
    return store_read(work->store, ask_backlog, &(BacklogQuestion){ kind, ret }, error);
}
