/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/delivering/errands.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "mediation/channel-ledger.h"
#include "mediation/delivering/breaker.h"
#include "mediation/delivering/pausing.h"
#include "mediation/delivering/retrying.h"
#include "store/channel-store.h"
#include "store/pause-store.h"

#define THREADS    32 /* most of the time they wait: for a host, … */
#define CHORES     16 /* … or for what they did to be durable */
#define DOUBTS     2
#define LEASE      (5 * CLOCK_MINUTE)
#define TIME       (15 * CLOCK_SECOND) /* of one try */
#define PATIENCE   (100 * 1000)        /* until something for the same host ends; then the thread is for others */
#define SLOW_PAUSE (5 * CLOCK_SECOND)  /* of what came from a host that takes long, and as much again */
#define FULL_PAUSE (2 * CLOCK_SECOND)  /* the channel is at as many as it does at once */
#define SPREAD     CLOCK_MINUTE        /* over which those come that waited for one host */

/* One pool: what runs in it. */
typedef struct {
    Errands *errands;
    const char *name; /* in keys: what came from a host is no reason to leave what goes to it */
    gboolean leaves;  /* what is for a host goes to it, and is held while the channel is paused */
    gboolean waits;   /* while its host is away */
    guint bound;      /* on how many run at once for one host; 0: what the channel's capabilities say */
} Lane;

struct Errands {
    Mediation *mediation;
    Slots *slots;     /* by "lane channel host" */
    Breaker *breaker; /* the same keys */
    Lane errand, chore, doubt;
};

typedef struct {
    Errands *errands;
    const Lane *lane;
    const Job *job;
    ErrandRow *row;
    gboolean paused; /* its channel */
    Attempt attempt;
    gboolean late; /* it is not tried again */
    gint64 due;
} Run;

static void
run_clear(Run *run)
{
    g_clear_pointer(&run->row, errand_row_free);
    attempt_clear(&run->attempt);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, run_clear)

/* ---- one errand ---- */

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    Run *run = data;

    return channel_store_load_errand(session, run->job->subject, &run->row, error) &&
           (run->row == NULL || pause_store_holds(session, run->row->channel, &run->paused, error));
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
asked_nobody(const Run *run)
{
    return was_not_begun(run) || g_strcmp0(run->attempt.code, ERRAND_SUPERSEDED) == 0;
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
    gint64 pause = was_not_begun(run) ? FULL_PAUSE : retrying_pause(run->attempt.code, run->job->attempts);

    run->due = retrying_due(pause, run->attempt.wait);
    run->late = run->attempt.outcome == OUTCOME_RETRY &&
                pausing_is_too_old(run->errands->mediation, run->row->channel, run->row->at, ERRAND_LIFETIME, run->due);
    if (run->late)
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
ask_channel(Run *run, const Channel *channel, GError **error)
{
    g_autofree char *text = channel_ledger_open(&channel->host, run->row->kind, run->row->host, run->row->value, error);

    if (text == NULL)
        return FALSE;
    channel->driver->errand(channel->handle, run->row->kind, text, clock_monotonic() + TIME, &run->attempt);
    return TRUE;
}

static gboolean
tell_channel(const Run *run, const Channel *channel, GError **error)
{
    g_autofree char *text = NULL;

    if (!run->late || channel->driver->give_up == NULL)
        return TRUE;
    text = channel_ledger_open(&channel->host, run->row->kind, run->row->host, run->row->value, error);
    return text != NULL && channel->driver->give_up(channel->handle, run->row->kind, text, error);
}

static gboolean
end(Run *run, const Channel *channel, GError **error)
{
    plan_next(run);
    if (!tell_channel(run, channel, error))
        return FALSE;
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

/* ---- for a host ---- */

static char *
key_of(const Lane *lane, const char *channel, const char *host)
{
    return g_strjoin(" ", lane->name, channel, host, NULL);
}

gboolean
errands_wait_for(Errands *errands, const char *channel, const char *host, gint64 now)
{
    g_autofree char *key = key_of(&errands->errand, channel, host);

    return breaker_holds(errands->breaker, key, now);
}

gboolean
errands_may_ask(Errands *errands, const char *channel, const char *host, gint64 now, gint64 *ret_until)
{
    g_autofree char *key = key_of(&errands->errand, channel, host);

    return breaker_may(errands->breaker, key, now, ret_until);
}

/* What was refused may have been refused by us, without asking anybody. */
void
errands_heard(Errands *errands, const char *channel, const char *host, const Attempt *attempt)
{
    g_autofree char *key = key_of(&errands->errand, channel, host);

    if (attempt == NULL || (attempt->outcome == OUTCOME_REFUSED && !attempt->away))
        breaker_pass(errands->breaker, key);
    else
        breaker_report(errands->breaker, key, attempt->away, attempt->wait, clock_now());
}

static gboolean
put_off(Run *run, gint64 due, GError **error)
{
    run->due = due;
    return store_write_background(run->errands->mediation->store, put_back, run, error);
}

/* Its host is away until @until. What has waited too long already does not wait for that. */
static gboolean
wait_for_host(Run *run, const Channel *channel, gint64 until, GError **error)
{
    if (!pausing_is_too_old(run->errands->mediation, run->row->channel, run->row->at, ERRAND_LIFETIME, until))
        return put_off(run, retrying_after(until, SPREAD), error);
    run->late = TRUE;
    if (!tell_channel(run, channel, error))
        return FALSE;
    run->attempt.outcome = OUTCOME_REFUSED;
    run->attempt.code = g_strdup("connect");
    tell(run);
    return store_write_background(run->errands->mediation->store, conclude, run, error);
}

static gboolean
wait_for_slot(Run *run, const char *key, GError **error)
{
    return put_off(run, clock_now() + retrying_slot_pause(run->errands->slots, key, SLOW_PAUSE), error);
}

static guint
bound_of(const Run *run, const Channel *channel)
{
    guint bound = channel->driver->capabilities.per_host;

    if (run->lane->bound != 0)
        return run->lane->bound;
    return bound != 0 ? bound : G_MAXUINT;
}

static gboolean
take_slot(const Run *run, const char *key, guint bound)
{
    Slots *slots = run->errands->slots;
    gint64 now = clock_monotonic();

    return run->lane->leaves && !slots_is_slow(slots, key, now) ? slots_await(slots, key, bound, PATIENCE)
                                                                : slots_take(slots, key, bound, now);
}

/* What asked nobody says nothing about the host, and leaves it to the next to try whether that is back. */
static void
tell_breaker(const Run *run, const char *key)
{
    Breaker *breaker = run->errands->breaker;

    if (!run->lane->waits)
        return;
    if (run->attempt.code == NULL || asked_nobody(run))
        breaker_pass(breaker, key);
    else
        breaker_report(breaker, key, run->attempt.away, run->attempt.wait, clock_now());
}

/* The host is free for the next when it has answered; that this is recorded need not be waited for. */
static gboolean
try_host(Run *run, const Channel *channel, GError **error)
{
    Errands *errands = run->errands;
    g_autofree char *key = key_of(run->lane, channel->name, run->row->host);
    gint64 began, until;
    gboolean asked;

    if (run->lane->waits && !breaker_may(errands->breaker, key, clock_now(), &until))
        return wait_for_host(run, channel, until, error);
    if (!take_slot(run, key, bound_of(run, channel)))
        return wait_for_slot(run, key, error);
    began = clock_monotonic();
    asked = ask_channel(run, channel, error);
    slots_give(errands->slots, key, began, run->attempt.outcome != OUTCOME_RETRY, clock_monotonic());
    tell_breaker(run, key);
    return asked && end(run, channel, error);
}

static gboolean
run_errand(gpointer data, const Job *job, GError **error)
{
    const Lane *lane = data;
    Store *store = lane->errands->mediation->store;
    g_auto(Run) run = { .errands = lane->errands, .lane = lane, .job = job };
    const Channel *channel;
    gboolean leaves, stopped;

    if (!store_read(store, load, &run, error))
        return FALSE;
    if (run.row == NULL)
        return store_write_background(store, drop_job, &run, error);
    leaves = lane->leaves && *run.row->host != '\0'; /* the rest serves what came in */
    if (leaves && run.paused &&
        (!pausing_stops(run.errands->mediation, job, WORK_ERRAND, run.row->channel, &stopped, error) || stopped))
        return stopped;
    channel = find_channel(&run, error);
    if (channel == NULL)
        return FALSE;
    if (*run.row->host != '\0')
        return try_host(&run, channel, error);
    return ask_channel(&run, channel, error) && end(&run, channel, error);
}

Errands *
errands_register(Mediation *mediation)
{
    Errands *errands = g_new0(Errands, 1);

    errands->mediation = mediation;
    mediation->errands = errands;
    errands->slots = slots_new();
    errands->breaker = breaker_new();
    errands->errand = (Lane){ errands, "errand", .leaves = TRUE, .waits = TRUE };
    errands->chore = (Lane){ errands, "chore", .waits = TRUE, .bound = SLOTS_BY_PACE };
    errands->doubt = (Lane){ errands, "doubt", .bound = 1 };
    work_register(mediation->work, WORK_ERRAND, THREADS, LEASE, run_errand, &errands->errand);
    work_register(mediation->work, WORK_CHORE, CHORES, LEASE, run_errand, &errands->chore);
    work_register(mediation->work, WORK_DOUBT, DOUBTS, LEASE, run_errand, &errands->doubt);
    return errands;
}

void
errands_unregister(Errands *errands)
{
    errands->mediation->errands = NULL;
    slots_free(errands->slots);
    breaker_free(errands->breaker);
    g_free(errands);
}
