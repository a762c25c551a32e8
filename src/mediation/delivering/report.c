/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/delivering/report.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "mediation/cases/casework.h"
#include "mediation/releasing/fallback.h"
#include "mediation/subscribing/heeding.h"
#include "model/rights.h"
#include "store/event-store.h"
#include "store/message-store.h"
#include "store/release-store.h"

/* What a report makes of a delivery; -1: nothing. */
static const int STATE_AFTER[REPORT_COUNT] = {
    [REPORT_DELIVERED] = DELIVERY_CONFIRMED,
    [REPORT_READ] = DELIVERY_CONFIRMED,
    [REPORT_DELAYED] = -1,
    [REPORT_FAILED] = DELIVERY_FAILED,
    [REPORT_COMPLAINT] = -1,
    [REPORT_AWAY] = -1,
    [REPORT_FULL] = DELIVERY_FAILED,
    [REPORT_POLICY] = DELIVERY_FAILED,
    [REPORT_GONE] = DELIVERY_FAILED,
    [REPORT_STOPPED] = DELIVERY_FAILED,
};

static gboolean
record(const Mediation *mediation, DbSession *session, const Actor *actor, const Delivery *delivery,
       const Report *report, gint64 ref, gint64 *ret_leaf, GError **error)
{
    json_t *detail = json_pack("{s:s, s:s, s:s}", "kind", report_kind_name(report->kind), "code", report->code, "words",
                               report->words);
    gboolean done = event_append(mediation->store, session,
                                 &(EventDraft){ .kind = EVENT_DELIVERY_REPORTED,
                                                .actor = actor,
                                                .case_id = delivery->case_id,
                                                .subject = delivery->id.value,
                                                .detail = detail,
                                                .ref = ref },
                                 ret_leaf, error);

    json_decref(detail);
    return done;
}

/* The other side takes nothing from us: no officer can mend that. */
static void
warn_operator(const Delivery *delivery, const Report *report)
{
    if (report->kind == REPORT_POLICY)
        log_event(LOG_WARNING, "delivery.policy", "channel", delivery->channel, "code", report->code, NULL);
}

/* What a report says that comes after another said it arrived: it is kept and seen, but what she has is not sent again.
 */
static gboolean
is_late(const Delivery *delivery, int state)
{
    return state == DELIVERY_FAILED && delivery->state == DELIVERY_CONFIRMED;
}

/* Not twice, and not what went already. */
static gboolean
may_turn(const Delivery *delivery)
{
    return delivery->state == DELIVERY_WAITING || delivery->state == DELIVERY_LEASED ||
           delivery->state == DELIVERY_SENT;
}

/* Reports come in any order: it failed, and was delivered. */
static gboolean
take_back_other_way(const Mediation *mediation, DbSession *session, const Delivery *delivery, int state, GError **error)
{
    return state != DELIVERY_CONFIRMED || delivery->state != DELIVERY_FAILED ||
           fallback_take_back(mediation, session, delivery, error);
}

static gboolean
heed_stop(const Mediation *mediation, DbSession *session, const Actor *actor, const Delivery *delivery, gint64 leaf,
          GError **error)
{
    g_autofree char *code = NULL, *reason = NULL, *remote = NULL;
    gint64 left = clock_now();
    gboolean tried;

    return release_store_last_attempt(session, delivery->id, &tried, &left, &code, &reason, &remote, error) &&
           heeding_stop_delivery(mediation, session, actor, delivery, leaf, left, error);
}

/* About @delivery, even if @told names only its message. */
static gboolean
apply(const Mediation *mediation, DbSession *session, const Actor *actor, const Delivery *delivery, const Report *told,
      const Message *message, GError **error)
{
    const Report whole = { delivery->id, { delivery->release.value }, told->kind, told->code, told->words };
    const Report *report = &whole;
    int state = STATE_AFTER[report->kind];
    MessageId id = { message != NULL ? message->id.value : 0 };
    gint64 now = clock_now(), leaf;

    warn_operator(delivery, report);
    return record(mediation, session, actor, delivery, report, message != NULL ? message->ref.leaf : 0, &leaf, error) &&
           release_store_add_report(session, report, id, now, leaf, error) &&
           (state < 0 || is_late(delivery, state) ||
            release_store_update_delivery(session, delivery->id, (DeliveryState)state, delivery->attempts, now,
                                          error)) &&
           (state != DELIVERY_FAILED || !may_turn(delivery) || fallback_queue(session, delivery, error)) &&
           take_back_other_way(mediation, session, delivery, state, error) &&
           (report->kind != REPORT_STOPPED || heed_stop(mediation, session, actor, delivery, leaf, error)) &&
           (!report_kind_is_failure(report->kind) || casework_mark_unread(session, delivery->case_id, error));
}

static Delivery *
find_delivery(DbSession *session, const Report *report, GError **error)
{
    /* A released message has its release's id. */
    return report->delivery.value != 0
               ? release_store_load_delivery(session, report->delivery, error)
               : release_store_find_delivery(session, (ReleaseId){ report->message.value }, error);
}

gboolean
report_apply(const Mediation *mediation, DbSession *session, const Actor *actor, const Message *message,
             const Report *report, CaseId *ret_case, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(Delivery) delivery = find_delivery(session, report, &trouble);
    g_autoptr(Release) release = NULL;

    if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND))
        return TRUE;
    if (delivery == NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    release = release_store_load(session, delivery->release, error);
    *ret_case = delivery->case_id;
    return release != NULL &&
           message_store_file(session, message->id, (PersonId){ 0 }, release->conversation, delivery->case_id,
                              FILED_REPORT, error) &&
           apply(mediation, session, actor, delivery, report, message, error);
}

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    const Report *report;
    CaseId case_id;
} Submission;

static gboolean
submit(DbSession *session, gpointer data, GError **error)
{
    Submission *submission = data;
    g_autoptr(Delivery) delivery = find_delivery(session, submission->report, error);

    if (delivery == NULL)
        return FALSE;
    submission->case_id = delivery->case_id;
    return apply(submission->mediation, session, submission->actor, delivery, submission->report, NULL, error);
}

/* Nobody waits for it, and many come at once: they would keep what is to leave from being recorded. */
gboolean
report_submit(Mediation *mediation, const Actor *actor, const Report *report, GError **error)
{
    Submission submission = { mediation, actor, report, { 0 } };

    if (!rights_check_anywhere(actor, ACTION_SUBMIT_REPORT, error) ||
        !store_write_background(mediation->store, submit, &submission, error))
        return FALSE;
    if (STATE_AFTER[report->kind] == DELIVERY_FAILED)
        work_wake(mediation->work, WORK_FALLBACK);
    mediation_changed(mediation, submission.case_id);
    return TRUE;
}
