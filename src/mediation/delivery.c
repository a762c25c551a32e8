/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/delivery.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/log.h"
#include "base/thread.h"
#include "mediation/cases/casework.h"
#include "mediation/delivery-order.h"
#include "mediation/errands.h"
#include "mediation/pausing.h"
#include "mediation/people/proving.h"
#include "mediation/releasing/fallback.h"
#include "mediation/releasing/release.h"
#include "mediation/retrying.h"
#include "mediation/subscribing/heeding.h"
#include "store/event-store.h"

#define THREADS    32 /* most of the time they wait: for the other side, or for their record to be durable */
#define LEASE      (10 * CLOCK_MINUTE)
#define SEND_LIMIT (5 * CLOCK_MINUTE)
#define PATIENCE   (100 * 1000)       /* until another attempt there ends; then the thread is for others */
#define SLOW_PAUSE (2 * CLOCK_SECOND) /* for who takes long, and as much again */
#define LONG_PAUSE (30 * CLOCK_SECOND)
#define SPREAD     (10 * CLOCK_SECOND) /* over which those come that waited for one host */

#define UNRECORDED_MAX 64 /* with so many nothing more is sent until the store takes records again */

struct Delivering {
    Mediation *mediation;
    Mutex mutex;
    Slots *slots; /* of channels by name, and of "channel host" */
    /* Delivery id → Attempt: ended, but the store did not take the record. It is recorded when it does; until then
     * the delivery is not attempted again, so that only a crash can make a duplicate. */
    GHashTable *unrecorded;
    DeliveryCounts counts;
};

/* ---- how many at once ---- */

/* Waits a little for what runs there; not for who takes long. */
static gboolean
take_slot(Slots *slots, const char *key, guint capability)
{
    guint bound = capability != 0 ? capability : G_MAXUINT;
    gint64 now = clock_monotonic();

    return slots_is_slow(slots, key, now) ? slots_take(slots, key, bound, now)
                                          : slots_await(slots, key, bound, PATIENCE);
}

static void
give_slot(Slots *slots, const char *key, gint64 began)
{
    slots_give(slots, key, began, TRUE, clock_monotonic());
}

/* ---- one attempt ---- */

typedef struct {
    Delivering *delivering;
    const Job *job;
    Delivery *delivery;
    Outgoing *outgoing;
    Attempt attempt;
    gboolean doubtful;   /* an earlier one, of which nobody heard the end, may have reached her */
    gboolean remembered; /* it ended in an earlier run, which could not be recorded */
    gint64 due;          /* when to try again */
    const char *trouble; /* why it could not begin */
} Run;

static void
run_clear(Run *run)
{
    g_clear_pointer(&run->delivery, delivery_free);
    g_clear_pointer(&run->outgoing, outgoing_free);
    attempt_clear(&run->attempt);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, run_clear)

/* Leased more often than attempts are recorded: a node died with an attempt under way, whose fate nobody knows. Or the
 * remote did not say what it made of an earlier one. */
static gboolean
is_doubtful(const Run *run, DbSession *session, gboolean *ret, GError **error)
{
    *ret = run->job->attempts > run->delivery->attempts + 1;
    return *ret || run->delivery->attempts == 0 ||
           release_store_has_attempt(session, run->delivery->id, ATTEMPT_UNANSWERED, ret, error);
}

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    Run *run = data;

    run->delivery = release_store_load_delivery(session, (DeliveryId){ run->job->subject }, error);
    return run->delivery != NULL && is_doubtful(run, session, &run->doubtful, error);
}

static gboolean
load_content(DbSession *session, gpointer data, GError **error)
{
    Run *run = data;
    g_autoptr(Release) release = release_store_load(session, run->delivery->release, error);
    g_autoptr(GPtrArray) parts = NULL;

    if (release == NULL)
        return FALSE;
    parts = content_load(&run->delivering->mediation->store->content, session, release->id.value,
                         release->ref.secret_key, TRUE, error);
    run->outgoing = parts != NULL ? release_outgoing(parts, error) : NULL;
    return run->outgoing != NULL;
}

static void
try_channel(Run *run, const Channel *channel)
{
    const Mediation *mediation = run->delivering->mediation;
    g_autoptr(GError) error = NULL;
    g_autoptr(Rendering) rendering = NULL;

    if (run->outgoing->kind == RELEASE_CODE && !proving_fill(mediation, run->outgoing)) {
        attempt_set(&run->attempt, OUTCOME_REFUSED, "expired", SAY_NOOP("The code was no longer good."), "");
        return;
    }
    rendering = channel->driver->render(channel->handle, run->outgoing, &error);
    if (rendering == NULL)
        attempt_set(&run->attempt, OUTCOME_REFUSED, "render",
                    SAY_NOOP("The message cannot be written for this channel."), "");
    else {
        run->outgoing->again = run->doubtful;
        channel->driver->send(channel->handle, run->outgoing, rendering, clock_monotonic() + SEND_LIMIT, &run->attempt);
    }
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
append_event(const Run *run, DbSession *session, guint number, gint64 *ret_leaf, GError **error)
{
    const Attempt *attempt = &run->attempt;
    json_t *detail = json_pack("{s:i, s:s, s:s, s:s, s:s, s:b}", "attempt", (int)number, "outcome",
                               outcome_name(attempt->outcome), "code", attempt->code, "reason", attempt->reason,
                               "remote", attempt->remote, "possible-duplicate", run->doubtful);
    gboolean done = event_append(run->delivering->mediation->store, session,
                                 &(EventDraft){ .kind = AFTER[attempt->outcome].event,
                                                .actor = &ACTOR_TRIBUNE,
                                                .case_id = run->delivery->case_id,
                                                .subject = run->delivery->id.value,
                                                .detail = detail,
                                                .ref = run->delivery->leaf },
                                 ret_leaf, error);

    json_decref(detail);
    return done;
}

/* She told the network, which refuses what is for her. */
static gboolean
heed_stop(const Run *run, DbSession *session, gint64 leaf, GError **error)
{
    return !run->attempt.stopped ||
           heeding_stop_delivery(run->delivering->mediation, session, &ACTOR_TRIBUNE, run->delivery, leaf, error);
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

/* Of one that was remembered this lease was only for the record: what is counted is attempts. */
static gboolean
try_again(const Run *run, DbSession *session, GError **error)
{
    return work_again(session, run->job, run->due, run->attempt.code, error) &&
           (!run->remembered || work_put_back(session, run->job, run->due, error));
}

static gboolean
record(DbSession *session, gpointer data, GError **error)
{
    Run *run = data;
    guint number = run->delivery->attempts + 1;
    gint64 now = clock_now();
    gboolean again = run->attempt.outcome == OUTCOME_RETRY;
    gint64 leaf;

    return release_store_add_attempt(session, run->delivery->id, number, now, &run->attempt, error) &&
           update_delivery(session, run, number, now, error) && append_event(run, session, number, &leaf, error) &&
           heed_stop(run, session, leaf, error) &&
           (AFTER[run->attempt.outcome].state != DELIVERY_FAILED ||
            casework_mark_unread(session, run->delivery->case_id, error)) &&
           (again ? try_again(run, session, error) : work_done(session, run->job, error));
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
    run->due = retrying_due(retrying_pause(run->attempt.code, run->delivery->attempts + 1), run->attempt.wait);
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

typedef struct {
    Attempt attempt;
    gboolean doubtful;
} Ended;

static void
ended_free(gpointer data)
{
    Ended *ended = data;

    attempt_clear(&ended->attempt);
    g_free(ended);
}

static void
remember(Run *run)
{
    Delivering *delivering = run->delivering;
    Ended *ended = g_new(Ended, 1);

    *ended = (Ended){ run->attempt, run->doubtful };
    run->attempt = (Attempt){ 0 };
    MUTEX_HELD(&delivering->mutex);
    g_hash_table_insert(delivering->unrecorded, g_memdup2(&run->delivery->id.value, sizeof(gint64)), ended);
}

/* TRUE: this delivery's last attempt is in @run. */
static gboolean
recall(Run *run)
{
    Delivering *delivering = run->delivering;
    g_autofree gint64 *id = NULL;
    g_autofree Ended *ended = NULL;

    MUTEX_HELD(&delivering->mutex);
    if (!g_hash_table_steal_extended(delivering->unrecorded, &run->delivery->id.value, (gpointer *)&id,
                                     (gpointer *)&ended))
        return FALSE;
    run->attempt = ended->attempt;
    run->doubtful = ended->doubtful;
    run->remembered = TRUE;
    return TRUE;
}

static gboolean
is_recording(Delivering *delivering)
{
    MUTEX_HELD(&delivering->mutex);
    return g_hash_table_size(delivering->unrecorded) < UNRECORDED_MAX;
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

/* No attempt begins now; it is as if it had not been leased, so that leases count attempts. */
static gboolean
leave(Run *run, gint64 pause, GError **error)
{
    run->due = clock_now() + pause;
    return store_write_background(run->delivering->mediation->store, put_back, run, error);
}

static gboolean
put_back_in_trouble(DbSession *session, gpointer data, GError **error)
{
    const Run *run = data;

    return work_again(session, run->job, run->due, run->trouble, error) && put_back(session, data, error);
}

static gboolean
leave_in_trouble(Run *run, const char *trouble, GError **error)
{
    log_event(LOG_WARNING, "delivery.waits", "channel", run->delivery->channel, "because", trouble, NULL);
    run->trouble = trouble;
    run->due = clock_now() + LONG_PAUSE;
    return store_write_background(run->delivering->mediation->store, put_back_in_trouble, run, error);
}

static gboolean
leave_for_slot(Run *run, const char *key, GError **error)
{
    return leave(run, retrying_slot_pause(run->delivering->slots, key, SLOW_PAUSE), error);
}

/* Errands for the same host, which tell all who follow, know whether it is away, and learn it from here. What is too
 * old to wait is tried at once: that it failed is news for the officer. */
static gboolean
is_left_alone(const Run *run, const char *host, gint64 *ret_until)
{
    const Mediation *mediation = run->delivering->mediation;

    if (*host == '\0' || mediation->errands == NULL ||
        errands_may_ask(mediation->errands, run->delivery->channel, host, clock_now(), ret_until))
        return FALSE;
    return !pausing_is_too_old(mediation, run->delivery->channel, run->delivery->created, DELIVERY_LIFETIME,
                               *ret_until);
}

static void
tell_errands(const Run *run, const char *host, gboolean tried)
{
    Errands *errands = run->delivering->mediation->errands;

    if (*host != '\0' && errands != NULL)
        errands_heard(errands, run->delivery->channel, host, tried ? &run->attempt : NULL);
}

/* FALSE: it was not begun. */
static gboolean
try_host(Run *run, const Channel *channel, const char *key)
{
    Slots *slots = run->delivering->slots;
    gint64 began;

    if (!take_slot(slots, key, channel->driver->capabilities.per_host))
        return FALSE;
    began = clock_monotonic();
    try_channel(run, channel);
    give_slot(slots, key, began);
    return TRUE;
}

/* In memory are as many contents as the channel sends at once. */
static gboolean
try_delivery(Run *run, const Channel *channel, GError **error)
{
    Slots *slots = run->delivering->slots;
    g_autofree char *host = NULL, *key = NULL;
    gboolean loaded, tried = FALSE, alone = FALSE;
    gint64 began, until = 0;

    if (!take_slot(slots, channel->name, channel->driver->capabilities.concurrency))
        return leave_for_slot(run, channel->name, error);
    began = clock_monotonic();
    loaded = store_read(run->delivering->mediation->store, load_content, run, error);
    if (loaded) {
        host = channel->driver->host_of != NULL ? channel->driver->host_of(channel->handle, run->outgoing->recipient)
                                                : g_strdup("");
        key = g_strconcat(channel->name, " ", host, NULL);
        alone = is_left_alone(run, host, &until);
        tried = !alone && try_host(run, channel, key);
        if (!alone)
            tell_errands(run, host, tried);
    }
    give_slot(slots, channel->name, began);
    if (!loaded)
        return FALSE;
    if (alone)
        return leave(run, retrying_after(until, SPREAD) - clock_now(), error);
    return tried ? conclude(run, error) : leave_for_slot(run, key, error);
}

static gboolean
deliver(gpointer data, const Job *job, GError **error)
{
    Delivering *delivering = data;
    Mediation *mediation = delivering->mediation;
    g_auto(Run) run = { .delivering = delivering, .job = job };
    const Channel *channel;
    gboolean stopped;
    gint64 wait;

    if (!store_read(mediation->store, load, &run, error))
        return FALSE;
    if (recall(&run))
        return conclude(&run, error);
    if (!is_open(run.delivery->state))
        return store_write_background(mediation->store, put_back, &run, error);
    if (!pausing_stops(mediation, job, WORK_DELIVER, run.delivery->channel, &stopped, error) || stopped)
        return stopped;
    channel = channels_find(mediation->channels, run.delivery->channel);
    if (channel == NULL)
        return leave_in_trouble(&run, "there is no channel of that name any more; put it back in the configuration",
                                error);
    if (!delivery_order_wait(mediation, run.delivery, &wait, error))
        return FALSE;
    if (wait > 0)
        return leave(&run, wait, error);
    if (!is_recording(delivering))
        return leave_in_trouble(&run, "the store does not record deliveries; none begins", error);
    return try_delivery(&run, channel, error);
}

Delivering *
delivery_register(Mediation *mediation)
{
    Delivering *delivering = g_new0(Delivering, 1);

    delivering->mediation = mediation;
    mutex_init(&delivering->mutex);
    delivering->slots = slots_new();
    delivering->unrecorded = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, ended_free);
    work_register(mediation->work, WORK_DELIVER, THREADS, LEASE, deliver, delivering);
    fallback_register(mediation);
    return delivering;
}

void
delivery_unregister(Delivering *delivering)
{
    slots_free(delivering->slots);
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
