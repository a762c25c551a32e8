/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/delivering/delivery.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "mediation/delivering/delivery-order.h"
#include "mediation/delivering/delivery-private.h"
#include "mediation/delivering/errands.h"
#include "mediation/delivering/pausing.h"
#include "mediation/delivering/retrying.h"
#include "mediation/people/proving.h"
#include "mediation/releasing/fallback.h"
#include "mediation/releasing/release.h"

#define THREADS    32 /* most of the time they wait: for the other side, or for their record to be durable */
#define LEASE      (10 * CLOCK_MINUTE)
#define SEND_LIMIT (5 * CLOCK_MINUTE)
#define PATIENCE   (100 * 1000)       /* until another attempt there ends; then the thread is for others */
#define SLOW_PAUSE (2 * CLOCK_SECOND) /* for who takes long, and as much again */
#define LONG_PAUSE (30 * CLOCK_SECOND)
#define SPREAD     (10 * CLOCK_SECOND) /* over which those come that waited for one host */

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

static void
run_clear(DeliveryRun *run)
{
    g_clear_pointer(&run->delivery, delivery_free);
    g_clear_pointer(&run->outgoing, outgoing_free);
    attempt_clear(&run->attempt);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DeliveryRun, run_clear)

/* Leased more often than attempts are recorded: a node died with an attempt under way, whose fate nobody knows. Or the
 * remote did not say what it made of an earlier one. */
static gboolean
is_doubtful(const DeliveryRun *run, DbSession *session, gboolean *ret, GError **error)
{
    guint unheard = 0;

    if (run->delivery->attempts > 0 &&
        !release_store_count_attempts(session, run->delivery->id, ATTEMPT_UNANSWERED, &unheard, error))
        return FALSE;
    *ret = unheard > 0 || run->job->attempts > run->delivery->attempts + 1;
    return TRUE;
}

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    DeliveryRun *run = data;

    run->delivery = release_store_load_delivery(session, (DeliveryId){ run->job->subject }, error);
    return run->delivery != NULL && is_doubtful(run, session, &run->doubtful, error);
}

static gboolean
load_content(DbSession *session, gpointer data, GError **error)
{
    DeliveryRun *run = data;
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
try_channel(DeliveryRun *run, const Channel *channel)
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

static gboolean
put_back(DbSession *session, gpointer data, GError **error)
{
    const DeliveryRun *run = data;

    return run->due == 0 ? work_done(session, run->job, error) : work_put_back(session, run->job, run->due, error);
}

/* No attempt begins now; it is as if it had not been leased, so that leases count attempts. */
static gboolean
leave(DeliveryRun *run, gint64 pause, GError **error)
{
    run->due = clock_now() + pause;
    work_hold_lane(run->delivering->mediation->work, run->job, run->due);
    return store_write_background(run->delivering->mediation->store, put_back, run, error);
}

static gboolean
put_back_in_trouble(DbSession *session, gpointer data, GError **error)
{
    const DeliveryRun *run = data;

    return work_again(session, run->job, run->due, run->trouble, error) && put_back(session, data, error);
}

static gboolean
leave_in_trouble(DeliveryRun *run, const char *trouble, GError **error)
{
    log_event(LOG_WARNING, "delivery.waits", "channel", run->delivery->channel, "because", trouble, NULL);
    run->trouble = trouble;
    run->due = clock_now() + LONG_PAUSE;
    work_hold_lane(run->delivering->mediation->work, run->job, run->due);
    return store_write_background(run->delivering->mediation->store, put_back_in_trouble, run, error);
}

static gboolean
leave_for_slot(DeliveryRun *run, const char *key, GError **error)
{
    return leave(run, retrying_slot_pause(run->delivering->slots, key, SLOW_PAUSE), error);
}

/* Errands for the same host, which tell all who follow, know whether it is away, and learn it from here. What is too
 * old to wait is tried at once: that it failed is news for the officer. */
static gboolean
is_left_alone(const DeliveryRun *run, const char *host, gint64 *ret_until)
{
    const Mediation *mediation = run->delivering->mediation;

    if (*host == '\0' || mediation->errands == NULL ||
        errands_may_ask(mediation->errands, run->delivery->channel, host, clock_now(), ret_until))
        return FALSE;
    return !pausing_is_too_old(mediation, run->delivery->channel, run->delivery->created, DELIVERY_LIFETIME,
                               *ret_until);
}

static void
tell_errands(const DeliveryRun *run, const char *host, gboolean tried)
{
    Errands *errands = run->delivering->mediation->errands;

    if (*host != '\0' && errands != NULL)
        errands_heard(errands, run->delivery->channel, host, tried ? &run->attempt : NULL);
}

/* FALSE: it was not begun. */
static gboolean
try_host(DeliveryRun *run, const Channel *channel, const char *key)
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
try_delivery(DeliveryRun *run, const Channel *channel, GError **error)
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
    return tried ? delivery_conclude(run, error) : leave_for_slot(run, key, error);
}

static gboolean
deliver(gpointer data, const Job *job, GError **error)
{
    Delivering *delivering = data;
    Mediation *mediation = delivering->mediation;
    g_auto(DeliveryRun) run = { .delivering = delivering, .job = job };
    const Channel *channel;
    gboolean stopped;
    gint64 wait;

    if (!store_read(mediation->store, load, &run, error))
        return FALSE;
    if (delivery_recall(&run))
        return delivery_conclude(&run, error);
    if (!delivery_is_open(run.delivery->state))
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
    if (!delivery_is_recording(delivering))
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
    delivering->unrecorded = delivery_unrecorded_new();
    work_register(mediation->work, WORK_DELIVER, THREADS, LEASE, deliver, delivering);
    work_one_by_one(mediation->work, WORK_DELIVER);
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
