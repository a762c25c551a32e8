/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/delivery.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/log.h"
#include "base/random.h"
#include "base/thread.h"
#include "mediation/breaker.h"
#include "mediation/fallback.h"
#include "mediation/pausing.h"
#include "mediation/proving.h"
#include "mediation/release.h"
#include "store/event-store.h"

#define THREADS    8
#define LEASE      (10 * CLOCK_MINUTE)
#define SEND_LIMIT (5 * CLOCK_MINUTE)
#define BUSY_PAUSE CLOCK_SECOND

#define UNRECORDED_MAX 64 /* with so many nothing more is sent until the store takes records again */

struct Delivering {
    Mediation *mediation;
    Mutex mutex;
    GHashTable *busy; /* "channel host" → how many attempts run now */
    /* Delivery id → Attempt: ended, but the store did not take the record. It is recorded when it does; until then
     * the delivery is not attempted again, so that only a crash can make a duplicate. */
    GHashTable *unrecorded;
    DeliveryCounts counts;
};

/* How long to wait, by what kind of trouble it was: first pause, doubling, up to the longest. */
static const struct {
    const char *prefix;
    gint64 first, longest;
} PAUSES[] = {
    { "connect", 15 * CLOCK_SECOND, 15 * CLOCK_MINUTE }, /* our relay is away: it will be back soon */
    { "421", CLOCK_MINUTE, 30 * CLOCK_MINUTE },
    { "450", 5 * CLOCK_MINUTE, 2 * CLOCK_HOUR },  /* greylisting, mailbox busy */
    { "452", 15 * CLOCK_MINUTE, 6 * CLOCK_HOUR }, /* mailbox or disk full */
    { "", 2 * CLOCK_MINUTE, 2 * CLOCK_HOUR },
};

gint64
delivery_pause(const char *code, guint number)
{
    for (guint i = 0; i < G_N_ELEMENTS(PAUSES); i++)
        if (g_str_has_prefix(code, PAUSES[i].prefix))
            return MIN(PAUSES[i].first << MIN(number > 0 ? number - 1 : 0, 16), PAUSES[i].longest);
    return CLOCK_HOUR;
}

/* ---- how many at once ---- */

/* FALSE when the bound for @key is reached. */
static gboolean
take_slot(Delivering *delivering, const char *key, guint bound)
{
    guint running;

    MUTEX_HELD(&delivering->mutex);
    running = GPOINTER_TO_UINT(g_hash_table_lookup(delivering->busy, key));
    if (bound != 0 && running >= bound)
        return FALSE;
    g_hash_table_insert(delivering->busy, g_strdup(key), GUINT_TO_POINTER(running + 1));
    return TRUE;
}

static void
give_slot(Delivering *delivering, const char *key)
{
    guint running;

    MUTEX_HELD(&delivering->mutex);
    running = GPOINTER_TO_UINT(g_hash_table_lookup(delivering->busy, key));
    if (running > 1)
        g_hash_table_insert(delivering->busy, g_strdup(key), GUINT_TO_POINTER(running - 1));
    else
        g_hash_table_remove(delivering->busy, key);
}

/* One of the channel's and one of the host's, or neither. */
static gboolean
take_slots(Delivering *delivering, const Channel *channel, const char *host_key)
{
    if (!take_slot(delivering, channel->name, channel->driver->capabilities.concurrency))
        return FALSE;
    if (take_slot(delivering, host_key, channel->driver->capabilities.per_host))
        return TRUE;
    give_slot(delivering, channel->name);
    return FALSE;
}

/* ---- one attempt ---- */

typedef struct {
    Delivering *delivering;
    const Job *job;
    Delivery *delivery;
    Outgoing *outgoing;
    Attempt attempt;
    gboolean remembered; /* it ended in an earlier run, which could not be recorded */
    gint64 due;          /* when to try again */
} Run;

static void
run_clear(Run *run)
{
    g_clear_pointer(&run->delivery, delivery_free);
    g_clear_pointer(&run->outgoing, outgoing_free);
    attempt_clear(&run->attempt);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, run_clear)

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    Run *run = data;
    g_autoptr(GPtrArray) parts = NULL;
    g_autoptr(Release) release = NULL;

    run->delivery = release_store_load_delivery(session, (DeliveryId){ run->job->subject }, error);
    if (run->delivery == NULL)
        return FALSE;
    release = release_store_load(session, run->delivery->release, error);
    if (release == NULL)
        return FALSE;
    parts = content_load(&run->delivering->mediation->store->content, session, release->id.value,
                         release->ref.secret_key, TRUE, error);
    if (parts == NULL)
        return FALSE;
    run->outgoing = release_outgoing(parts, error);
    return run->outgoing != NULL;
}

static void
set_attempt(Attempt *attempt, Outcome outcome, const char *code, const char *reason)
{
    attempt_clear(attempt);
    attempt->outcome = outcome;
    attempt->code = g_strdup(code);
    attempt->reason = g_strdup(reason);
    attempt->remote = g_strdup("");
}

static void
try_channel(Run *run, const Channel *channel)
{
    const Mediation *mediation = run->delivering->mediation;
    g_autoptr(GError) error = NULL;
    g_autoptr(Rendering) rendering = NULL;

    if (run->outgoing->kind == RELEASE_CODE && !proving_fill(mediation, run->outgoing)) {
        set_attempt(&run->attempt, OUTCOME_REFUSED, "expired", SAY_NOOP("The code was no longer good."));
        return;
    }
    rendering = channel->driver->render(channel->handle, run->outgoing, &error);
    if (rendering == NULL)
        set_attempt(&run->attempt, OUTCOME_REFUSED, "render",
                    SAY_NOOP("The message cannot be written for this channel."));
    else
        channel->driver->send(channel->handle, run->outgoing, rendering, clock_monotonic() + SEND_LIMIT, &run->attempt);
}

static const struct {
    DeliveryState state;
    EventKind event;
} AFTER[] = {
    [OUTCOME_ACCEPTED] = { DELIVERY_SENT, EVENT_DELIVERY_ACCEPTED },
    [OUTCOME_RETRY] = { DELIVERY_WAITING, EVENT_DELIVERY_RETRIED },
    [OUTCOME_REFUSED] = { DELIVERY_FAILED, EVENT_DELIVERY_FAILED },
    [OUTCOME_LOOPED] = { DELIVERY_FAILED, EVENT_DELIVERY_FAILED },
};

static gboolean
is_open(DeliveryState state)
{
    return state == DELIVERY_WAITING || state == DELIVERY_LEASED;
}

static gboolean
append_event(const Run *run, DbSession *session, guint number, GError **error)
{
    const Attempt *attempt = &run->attempt;
    /* Leased more often than attempts are recorded: a node died with an attempt under way, whose fate nobody knows. */
    gboolean doubtful = run->job->attempts > number && !run->remembered;
    json_t *detail = json_pack("{s:i, s:s, s:s, s:s, s:s, s:b}", "attempt", (int)number, "outcome",
                               outcome_name(attempt->outcome), "code", attempt->code, "reason", attempt->reason,
                               "remote", attempt->remote, "possible-duplicate", doubtful);
    gboolean done = event_append(run->delivering->mediation->store, session,
                                 &(EventDraft){ .kind = AFTER[attempt->outcome].event,
                                                .actor = &ACTOR_TRIBUNE,
                                                .case_id = run->delivery->case_id,
                                                .subject = run->delivery->id.value,
                                                .detail = detail,
                                                .ref = run->delivery->leaf },
                                 NULL, error);

    json_decref(detail);
    return done;
}

/* A failure is news for the officer. */
static gboolean
raise_case(DbSession *session, const Run *run, GError **error)
{
    g_autoptr(Case) a_case = NULL;

    if (AFTER[run->attempt.outcome].state != DELIVERY_FAILED || run->delivery->case_id.value == 0)
        return TRUE;
    a_case = case_store_load(session, run->delivery->case_id, error);
    if (a_case == NULL)
        return FALSE;
    a_case->unread = TRUE;
    a_case->changed = clock_now();
    return case_store_update(session, a_case, error);
}

/* A bounce or a receipt may be here before this record: what it says is later, and stays. */
static gboolean
update_delivery(DbSession *session, const Run *run, guint number, gint64 now, GError **error)
{
    g_autoptr(Delivery) delivery = release_store_load_delivery(session, run->delivery->id, error);
    DeliveryState state;

    if (delivery == NULL)
        return FALSE;
    state = is_open(delivery->state) ? AFTER[run->attempt.outcome].state : delivery->state;
    return release_store_update_delivery(session, delivery->id, state, number, now, error) &&
           (state != DELIVERY_FAILED || !is_open(delivery->state) || fallback_queue(session, delivery, error));
}

static gboolean
record(DbSession *session, gpointer data, GError **error)
{
    Run *run = data;
    guint number = run->delivery->attempts + 1;
    gint64 now = clock_now();
    gboolean again = run->attempt.outcome == OUTCOME_RETRY;

    return release_store_add_attempt(session, run->delivery->id, number, now, &run->attempt, error) &&
           update_delivery(session, run, number, now, error) && append_event(run, session, number, error) &&
           raise_case(session, run, error) &&
           (again ? work_again(session, run->job, run->due, run->attempt.code, error)
                  : work_done(session, run->job, error));
}

static gboolean
put_back(DbSession *session, gpointer data, GError **error)
{
    const Run *run = data;

    return run->due == 0 ? work_done(session, run->job, error) : work_put_back(session, run->job, run->due, error);
}

static void
plan_next(Run *run)
{
    gint64 pause = delivery_pause(run->attempt.code, run->delivery->attempts + 1);

    run->due = clock_now() + pause * 4 / 5 + (gint64)random_below((guint32)(pause * 2 / 5 / 1000)) * 1000;
    run->due = MAX(run->due, clock_now() + MIN(run->attempt.wait, BREAKER_ASKED));
    if (run->attempt.outcome == OUTCOME_RETRY &&
        pausing_is_too_old(run->delivering->mediation, run->delivery->channel, run->delivery->created,
                           DELIVERY_LIFETIME, run->due))
        run->attempt.outcome = OUTCOME_REFUSED;
}

static void
tell(const Run *run)
{
    Delivering *delivering = run->delivering;
    char id[ID_TEXT_SIZE];
    g_autofree char *event = g_strconcat("delivery.", outcome_name(run->attempt.outcome), NULL);

    mutex_lock(&delivering->mutex);
    delivering->counts.ended[run->attempt.outcome]++;
    mutex_unlock(&delivering->mutex);
    id_format(run->delivery->id.value, id);
    log_event(run->attempt.outcome == OUTCOME_ACCEPTED ? LOG_INFO : LOG_WARNING, event, "delivery", id, "channel",
              run->delivery->channel, "code", run->attempt.code, NULL);
}

/* ---- outcomes that the store did not take ---- */

static void
free_attempt(gpointer attempt)
{
    attempt_clear(attempt);
    g_free(attempt);
}

static void
remember(Run *run)
{
    Delivering *delivering = run->delivering;

    MUTEX_HELD(&delivering->mutex);
    g_hash_table_insert(delivering->unrecorded, g_memdup2(&run->delivery->id.value, sizeof(gint64)),
                        g_memdup2(&run->attempt, sizeof run->attempt));
    run->attempt = (Attempt){ 0 };
}

/* TRUE: this delivery's last attempt is in @run. */
static gboolean
recall(Run *run)
{
    Delivering *delivering = run->delivering;
    g_autofree gint64 *id = NULL;
    g_autofree Attempt *ended = NULL;

    MUTEX_HELD(&delivering->mutex);
    if (!g_hash_table_steal_extended(delivering->unrecorded, &run->delivery->id.value, (gpointer *)&id,
                                     (gpointer *)&ended))
        return FALSE;
    run->attempt = *ended;
    run->remembered = TRUE;
    return TRUE;
}

static gboolean
check_records(Delivering *delivering, GError **error)
{
    MUTEX_HELD(&delivering->mutex);
    if (g_hash_table_size(delivering->unrecorded) < UNRECORDED_MAX)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY, "the store does not record deliveries; none begins");
    return FALSE;
}

/* The attempt has ended, now or in an earlier run. */
static gboolean
conclude(Run *run, GError **error)
{
    plan_next(run);
    if (!store_write_background(run->delivering->mediation->store, record, run, error)) {
        remember(run);
        return FALSE;
    }
    tell(run);
    if (AFTER[run->attempt.outcome].state == DELIVERY_FAILED)
        work_wake(run->delivering->mediation->work, WORK_FALLBACK);
    mediation_changed(run->delivering->mediation, run->delivery->case_id);
    return TRUE;
}

static gboolean
deliver(gpointer data, const Job *job, GError **error)
{
    Delivering *delivering = data;
    g_auto(Run) run = { .delivering = delivering, .job = job };
    const Channel *channel;
    g_autofree char *host = NULL, *key = NULL;
    gboolean stopped, done;

    if (!store_read(delivering->mediation->store, load, &run, error))
        return FALSE;
    if (recall(&run))
        return conclude(&run, error);
    if (!is_open(run.delivery->state))
        return store_write_background(delivering->mediation->store, put_back, &run, error);
    if (!pausing_stops(delivering->mediation, job, WORK_DELIVER, run.delivery->channel, &stopped, error) || stopped)
        return stopped;
    if (!check_records(delivering, error))
        return FALSE;
    channel = channels_find(delivering->mediation->channels, run.delivery->channel);
    if (channel == NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG,
                    "there is no channel %s any more; put it back in the configuration", run.delivery->channel);
        return FALSE;
    }
    host = channel->driver->host_of != NULL ? channel->driver->host_of(channel->handle, run.outgoing->recipient)
                                            : g_strdup("");
    key = g_strconcat(channel->name, " ", host, NULL);
    if (!take_slots(delivering, channel, key)) {
        run.due = clock_now() + BUSY_PAUSE;
        return store_write_background(delivering->mediation->store, put_back, &run, error);
    }
    try_channel(&run, channel);
    done = conclude(&run, error);
    give_slot(delivering, key);
    give_slot(delivering, channel->name);
    return done;
}

Delivering *
delivery_register(Mediation *mediation)
{
    Delivering *delivering = g_new0(Delivering, 1);

    delivering->mediation = mediation;
    mutex_init(&delivering->mutex);
    delivering->busy = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    delivering->unrecorded = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, free_attempt);
    work_register(mediation->work, WORK_DELIVER, THREADS, LEASE, deliver, delivering);
    fallback_register(mediation);
    return delivering;
}

void
delivery_unregister(Delivering *delivering)
{
    g_hash_table_destroy(delivering->busy);
    g_hash_table_destroy(delivering->unrecorded);
    mutex_clear(&delivering->mutex);
    g_free(delivering);
}

void
delivery_counts(Delivering *delivering, DeliveryCounts *ret)
{
    MUTEX_HELD(&delivering->mutex);
    *ret = delivering->counts;
}
