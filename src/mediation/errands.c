/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/errands.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "base/random.h"
#include "base/thread.h"
#include "mediation/breaker.h"
#include "mediation/channel-ledger.h"
#include "mediation/delivery.h"
#include "mediation/pausing.h"
#include "store/channel-store.h"

#define THREADS    8
#define CHORES     4
#define DOUBTS     2
#define LEASE      (5 * CLOCK_MINUTE)
#define TIME       (15 * CLOCK_SECOND) /* of one try */
#define BUSY_PAUSE CLOCK_SECOND
#define FULL_PAUSE (2 * CLOCK_SECOND) /* the channel is at as many as it does at once */
#define SPREAD     60000              /* milliseconds over which those come that waited for one host */

/* One pool: what runs in it. */
typedef struct {
    Errands *errands;
    gboolean for_host; /* it waits while its host is away, with a bound on how many run at once */
} Lane;

struct Errands {
    Mediation *mediation;
    Mutex mutex;
    GHashTable *busy; /* "channel host" → how many run now */
    Breaker *breaker; /* the same keys */
    Lane errand, chore;
};

typedef struct {
    Errands *errands;
    const Job *job;
    ErrandRow *row;
    Attempt attempt;
    gint64 due;
} Run;

static void
run_clear(Run *run)
{
    g_clear_pointer(&run->row, errand_row_free);
    attempt_clear(&run->attempt);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, run_clear)

/* ---- how many at once ---- */

static gboolean
take_slot(Errands *errands, const char *key, guint bound)
{
    guint running;

    MUTEX_HELD(&errands->mutex);
    running = GPOINTER_TO_UINT(g_hash_table_lookup(errands->busy, key));
    if (bound != 0 && running >= bound)
        return FALSE;
    g_hash_table_insert(errands->busy, g_strdup(key), GUINT_TO_POINTER(running + 1));
    return TRUE;
}

static void
give_slot(Errands *errands, const char *key)
{
    guint running;

    MUTEX_HELD(&errands->mutex);
    running = GPOINTER_TO_UINT(g_hash_table_lookup(errands->busy, key));
    if (running > 1)
        g_hash_table_insert(errands->busy, g_strdup(key), GUINT_TO_POINTER(running - 1));
    else
        g_hash_table_remove(errands->busy, key);
}

/* ---- one errand ---- */

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    Run *run = data;

    return channel_store_load_errand(session, run->job->subject, &run->row, error);
}

static gboolean
drop_job(DbSession *session, gpointer data, GError **error)
{
    const Run *run = data;

    return work_done(session, run->job, error);
}

static gboolean
put_back(DbSession *session, gpointer data, GError **error)
{
    const Run *run = data;

    return work_put_back(session, run->job, run->due, error);
}

static gboolean
was_not_begun(const Run *run)
{
    return run->attempt.outcome == OUTCOME_RETRY && strcmp(run->attempt.code, ERRAND_BUSY) == 0;
}

static gboolean
conclude(DbSession *session, gpointer data, GError **error)
{
    const Run *run = data;

    if (was_not_begun(run))
        return work_put_back(session, run->job, run->due, error);
    if (run->attempt.outcome == OUTCOME_RETRY)
        return work_again(session, run->job, run->due, run->attempt.code, error);
    return channel_store_remove_errand(session, run->row->id, error) && work_done(session, run->job, error);
}

static void
plan_next(Run *run)
{
    gint64 pause = was_not_begun(run) ? FULL_PAUSE : delivery_pause(run->attempt.code, run->job->attempts);

    run->due = clock_now() + pause * 4 / 5 + (gint64)random_below((guint32)(pause * 2 / 5 / 1000)) * 1000;
    run->due = MAX(run->due, clock_now() + MIN(run->attempt.wait, BREAKER_ASKED));
    if (run->attempt.outcome == OUTCOME_RETRY &&
        pausing_is_too_old(run->errands->mediation, run->row->channel, run->row->at, ERRAND_LIFETIME, run->due))
        run->attempt.outcome = OUTCOME_REFUSED;
}

/* Nobody waits for an errand: that it failed for good is the operator's news. */
static void
tell(const Run *run)
{
    if (run->attempt.outcome != OUTCOME_ACCEPTED && !was_not_begun(run))
        log_event(run->attempt.outcome == OUTCOME_RETRY ? LOG_INFO : LOG_WARNING,
                  run->attempt.outcome == OUTCOME_RETRY ? "errand.retry" : "errand.given-up", "channel",
                  run->row->channel, "kind", run->row->kind, "code", run->attempt.code, NULL);
}

static gboolean
try_channel(Run *run, const Channel *channel, GError **error)
{
    g_autofree char *text = channel_ledger_open(&channel->host, run->row->kind, run->row->host, run->row->value, error);

    if (text == NULL)
        return FALSE;
    channel->driver->errand(channel->handle, run->row->kind, text, clock_monotonic() + TIME, &run->attempt);
    plan_next(run);
    tell(run);
    return store_write_background(run->errands->mediation->store, conclude, run, error);
}

static const Channel *
find_channel(const Run *run, GError **error)
{
    const Channel *channel = channels_find(run->errands->mediation->channels, run->row->channel);

    if (channel != NULL && channel->driver->errand != NULL)
        return channel;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG,
                "channel %s, which still has something to do, is not there any more; put it back in the configuration",
                run->row->channel);
    return NULL;
}

/* ---- to a host ---- */

static gboolean
put_off(Run *run, gint64 due, GError **error)
{
    run->due = due;
    return store_write_background(run->errands->mediation->store, put_back, run, error);
}

/* Its host is away until @until. What has waited too long already does not wait for that. */
static gboolean
wait_for_host(Run *run, gint64 until, GError **error)
{
    if (run->row->at + ERRAND_LIFETIME >= until)
        return put_off(run, until + (gint64)random_below(SPREAD) * 1000, error);
    run->attempt.outcome = OUTCOME_REFUSED;
    run->attempt.code = g_strdup("connect");
    tell(run);
    return store_write_background(run->errands->mediation->store, conclude, run, error);
}

static gboolean
try_host(Run *run, const Channel *channel, GError **error)
{
    Errands *errands = run->errands;
    g_autofree char *key = g_strconcat(channel->name, " ", run->row->host, NULL);
    gboolean done;
    gint64 until;

    if (!breaker_may(errands->breaker, key, clock_now(), &until))
        return wait_for_host(run, until, error);
    if (!take_slot(errands, key, channel->driver->capabilities.per_host))
        return put_off(run, clock_now() + BUSY_PAUSE, error);
    done = try_channel(run, channel, error);
    give_slot(errands, key);
    if (run->attempt.code != NULL)
        breaker_report(errands->breaker, key, run->attempt.away, run->attempt.wait, clock_now());
    return done;
}

static gboolean
run_errand(gpointer data, const Job *job, GError **error)
{
    const Lane *lane = data;
    Store *store = lane->errands->mediation->store;
    g_auto(Run) run = { .errands = lane->errands, .job = job };
    const Channel *channel;
    gboolean leaves, stopped;

    if (!store_read(store, load, &run, error))
        return FALSE;
    if (run.row == NULL)
        return store_write_background(store, drop_job, &run, error);
    leaves = lane->for_host && *run.row->host != '\0'; /* the rest serves what came in */
    if (leaves &&
        (!pausing_stops(run.errands->mediation, job, WORK_ERRAND, run.row->channel, &stopped, error) || stopped))
        return stopped;
    channel = find_channel(&run, error);
    if (channel == NULL)
        return FALSE;
    return leaves ? try_host(&run, channel, error) : try_channel(&run, channel, error);
}

Errands *
errands_register(Mediation *mediation)
{
    Errands *errands = g_new0(Errands, 1);

    errands->mediation = mediation;
    mutex_init(&errands->mutex);
    errands->busy = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    errands->breaker = breaker_new();
    errands->errand = (Lane){ errands, TRUE };
    errands->chore = (Lane){ errands, FALSE };
    work_register(mediation->work, WORK_ERRAND, THREADS, LEASE, run_errand, &errands->errand);
    work_register(mediation->work, WORK_CHORE, CHORES, LEASE, run_errand, &errands->chore);
    work_register(mediation->work, WORK_DOUBT, DOUBTS, LEASE, run_errand, &errands->chore);
    return errands;
}

void
errands_unregister(Errands *errands)
{
    g_hash_table_destroy(errands->busy);
    breaker_free(errands->breaker);
    mutex_clear(&errands->mutex);
    g_free(errands);
}
