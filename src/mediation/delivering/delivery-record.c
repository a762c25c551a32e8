/* SPDX-License-Identifier: Apache-2.0 */
/* What became of an attempt: its record, and what is done about it next. */
#include "base/clock.h"
#include "base/id.h"
#include "base/log.h"
#include "mediation/cases/casework.h"
#include "mediation/delivering/delivery-private.h"
#include "mediation/delivering/pausing.h"
#include "mediation/delivering/retrying.h"
#include "mediation/releasing/fallback.h"
#include "mediation/subscribing/heeding.h"
#include "store/event-store.h"
#include "store/release-store.h"

#define UNRECORDED_MAX 64 /* with so many nothing more is sent until the store takes records again */

static const struct {
    DeliveryState state;
    EventKind event;
} AFTER[] = {
    [OUTCOME_ACCEPTED] = { DELIVERY_SENT, EVENT_DELIVERY_ACCEPTED },
    [OUTCOME_RETRY] = { DELIVERY_WAITING, EVENT_DELIVERY_RETRIED },
    [OUTCOME_REFUSED] = { DELIVERY_FAILED, EVENT_DELIVERY_FAILED },
    [OUTCOME_LOOPED] = { DELIVERY_FAILED, EVENT_DELIVERY_FAILED },
};

gboolean
delivery_is_open(DeliveryState state)
{
    return state == DELIVERY_WAITING || state == DELIVERY_LEASED;
}

static gboolean
append_event(const DeliveryRun *run, DbSession *session, guint number, gint64 *ret_leaf, GError **error)
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
heed_stop(const DeliveryRun *run, DbSession *session, gint64 leaf, GError **error)
{
    return !run->attempt.stopped || heeding_stop_delivery(run->delivering->mediation, session, &ACTOR_TRIBUNE,
                                                          run->delivery, leaf, clock_now(), error);
}

/* A bounce or a receipt may be here before this record: what it says is later, and stays. */
static gboolean
update_delivery(DbSession *session, const DeliveryRun *run, guint number, gint64 now, GError **error)
{
    g_autoptr(Delivery) delivery = release_store_load_delivery(session, run->delivery->id, error);
    DeliveryState state;

    if (delivery == NULL)
        return FALSE;
    state = delivery_is_open(delivery->state) ? AFTER[run->attempt.outcome].state : delivery->state;
    return release_store_update_delivery(session, delivery->id, state, number, now, error) &&
           (state != DELIVERY_FAILED || !delivery_is_open(delivery->state) || fallback_queue(session, delivery, error));
}

/* Of one that was remembered this lease was only for the record: what is counted is attempts. */
static gboolean
try_again(const DeliveryRun *run, DbSession *session, GError **error)
{
    return work_again(session, run->job, run->due, run->attempt.code, error) &&
           (!run->remembered || work_put_back(session, run->job, run->due, error));
}

static gboolean
record(DbSession *session, gpointer data, GError **error)
{
    DeliveryRun *run = data;
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

typedef struct {
    const DeliveryRun *run;
    guint times;
} Earlier;

static gboolean
count_earlier(DbSession *session, gpointer data, GError **error)
{
    Earlier *earlier = data;

    return release_store_count_attempts(session, earlier->run->delivery->id, earlier->run->attempt.code,
                                        &earlier->times, error);
}

/* How often it has ended like this: of a gateway that was not there nobody has heard yet how long it is busy. */
static guint
times_so(const DeliveryRun *run)
{
    Earlier earlier = { .run = run };
    g_autoptr(GError) error = NULL;

    if (run->delivery->attempts == 0 || !store_read(run->delivering->mediation->store, count_earlier, &earlier, &error))
        return run->delivery->attempts + 1;
    return earlier.times + 1;
}

static void
plan_next(DeliveryRun *run)
{
    if (run->attempt.outcome != OUTCOME_RETRY)
        return;
    run->due = retrying_due(retrying_pause(run->attempt.code, times_so(run)), run->attempt.wait);
    if (pausing_is_too_old(run->delivering->mediation, run->delivery->channel, run->delivery->created,
                           DELIVERY_LIFETIME, run->due))
        run->attempt.outcome = OUTCOME_REFUSED;
}

static void
tell(const DeliveryRun *run)
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
remember(DeliveryRun *run)
{
    Delivering *delivering = run->delivering;
    Ended *ended = g_new(Ended, 1);

    *ended = (Ended){ run->attempt, run->doubtful };
    run->attempt = (Attempt){ 0 };
    MUTEX_HELD(&delivering->mutex);
    g_hash_table_insert(delivering->unrecorded, g_memdup2(&run->delivery->id.value, sizeof(gint64)), ended);
}

/* TRUE: this delivery's last attempt is in @run. */
gboolean
delivery_recall(DeliveryRun *run)
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

gboolean
delivery_is_recording(Delivering *delivering)
{
    MUTEX_HELD(&delivering->mutex);
    return g_hash_table_size(delivering->unrecorded) < UNRECORDED_MAX;
}

/* The attempt has ended, now or in an earlier run. */
gboolean
delivery_conclude(DeliveryRun *run, GError **error)
{
    plan_next(run);
    if (run->attempt.outcome == OUTCOME_RETRY)
        work_hold_lane(run->delivering->mediation->work, run->job, run->due);
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

GHashTable *
delivery_unrecorded_new(void)
{
    return g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, ended_free);
}
