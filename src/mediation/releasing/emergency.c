/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/releasing/emergency.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "mediation/cases/casework.h"
#include "mediation/cases/clocks.h"
#include "mediation/publishing/publishing.h"
#include "mediation/releasing/noticing.h"
#include "model/rights.h"
#include "store/case-store.h"
#include "store/event-store.h"

#define REVIEW_LEASE (60 * CLOCK_SECOND)

static gboolean
fail(GError **error, TribuneError code, const char *words)
{
    g_set_error_literal(error, TRIBUNE_ERROR, (int)code, words);
    return FALSE;
}

static gboolean
record(const Mediation *mediation, DbSession *session, const Actor *actor, EventKind kind, const Emergency *emergency,
       gint64 ref, gint64 *ret_leaf, GError **error)
{
    g_autofree char *hex = digest_to_hex(&emergency->digest);
    json_t *detail = json_pack("{s:s, s:I, s:s, s:s, s:I, s:s}", "kind", emergency_kind_name(emergency->kind), "thing",
                               (json_int_t)emergency->thing, "digest", hex, "reason", emergency->reason, "due",
                               (json_int_t)emergency->due, "outcome", emergency_outcome_name(emergency->outcome));
    gboolean done = event_append(mediation->store, session,
                                 &(EventDraft){ .kind = kind,
                                                .actor = actor,
                                                .case_id = emergency->case_id,
                                                .subject = emergency->id,
                                                .detail = detail,
                                                .ref = ref },
                                 ret_leaf, error);

    json_decref(detail);
    return done;
}

/* ---- it leaves ---- */

/* Counted on the calendar of the unit, or on the body's own. */
static gint64
find_due(const Mediation *mediation, UnitId unit, gint64 now)
{
    g_autoptr(DirectorySnapshot) snapshot = NULL;
    gint64 minutes = 60 * (mediation->review_hours != 0 ? mediation->review_hours : EMERGENCY_HOURS);
    const Calendar *calendar;

    if (mediation->directory == NULL)
        return now + minutes * CLOCK_MINUTE;
    snapshot = directory_snapshot(mediation->directory);
    calendar = directory_calendar_of_unit(snapshot, unit);
    return calendar_add(calendar, clocks_zone(mediation, calendar), now, minutes, (CalendarStops){ NULL, 0 });
}

static Emergency *
make(const Mediation *mediation, const Actor *actor, const EmergencyDraft *draft)
{
    Emergency *emergency = g_new0(Emergency, 1);

    emergency->id = id_next();
    emergency->kind = draft->kind;
    emergency->thing = draft->thing;
    emergency->case_id = draft->case_id;
    emergency->unit = draft->unit;
    emergency->staff = actor->staff;
    emergency->at = clock_now();
    emergency->due = find_due(mediation, draft->unit, emergency->at);
    emergency->digest = draft->digest;
    emergency->authors = g_array_new(FALSE, FALSE, sizeof(StaffId));
    if (draft->authors->len > 0)
        g_array_append_vals(emergency->authors, draft->authors->data, draft->authors->len);
    g_array_append_val(emergency->authors, actor->staff);
    emergency->reason = text_one_line(draft->reason, strlen(draft->reason), EMERGENCY_REASON_MAX + 1);
    return emergency;
}

gboolean
emergency_open(const Mediation *mediation, DbSession *session, const Actor *actor, const EmergencyDraft *draft,
               gint64 *ret_leaf, GError **error)
{
    g_autoptr(Emergency) emergency = make(mediation, actor, draft);

    if (*emergency->reason == '\0')
        return fail(error, TRIBUNE_ERROR_INVALID,
                    SAY_NOOP("say why it cannot wait; who reviews it afterwards reads that"));
    if (g_utf8_strlen(emergency->reason, -1) > EMERGENCY_REASON_MAX)
        return fail(error, TRIBUNE_ERROR_INVALID, SAY_NOOP("the reason has at most 500 characters"));
    if (!record(mediation, session, actor, EVENT_EMERGENCY_RELEASED, emergency, draft->ref, &emergency->leaf, error))
        return FALSE;
    *ret_leaf = emergency->leaf;
    return emergency_store_insert(mediation->store, session, emergency, error) &&
           work_add(session, WORK_AFTER_REVIEW, emergency->id, emergency->due, error) && noticing_call(session, error);
}

/* ---- who reviews it ---- */

static gboolean
may_review(const Actor *actor, guint tier, gconstpointer data)
{
    const Emergency *emergency = data;

    (void)tier;
    return emergency->kind == EMERGENCY_PUBLICATION ? rights_may_anywhere(actor, ACTION_APPROVE_PUBLICATION)
                                                    : rights_may(actor, ACTION_REPLY, emergency->unit);
}

ApprovalQuestion
emergency_question(const Emergency *emergency)
{
    return (ApprovalQuestion){ .subject = emergency->id,
                               .digest = emergency->digest,
                               .authors = (const StaffId *)(gconstpointer)emergency->authors->data,
                               .author_count = emergency->authors->len,
                               .tiers = EMERGENCY_REVIEWERS,
                               .ref = emergency->leaf,
                               .may = may_review,
                               .may_data = emergency };
}

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    gint64 id;
    ApprovalVerdict verdict;
    const char *comment;
    EmergencyOutcome outcome;
    CaseId case_id;
} Review;

/* The case comes back to who works on it: she writes to the citizen again. */
static gboolean
reopen_case(const Review *review, DbSession *session, const Emergency *emergency, GError **error)
{
    g_autoptr(Case) a_case = case_store_load(session, emergency->case_id, error);

    if (a_case == NULL)
        return FALSE;
    a_case->unread = TRUE;
    a_case->changed = clock_now();
    if (a_case->state != CASE_NEW && a_case->state != CASE_OPEN &&
        !casework_move(review->mediation, session, &ACTOR_TRIBUNE, a_case, CASE_OPEN,
                       "an answer that left without review must be corrected", error))
        return FALSE;
    return case_store_update(session, a_case, error);
}

static gboolean
conclude(Review *review, DbSession *session, Emergency *emergency, GError **error)
{
    emergency->outcome = review->outcome;
    if (!emergency_store_close(session, emergency->id, clock_now(), review->outcome, error) ||
        !record(review->mediation, session, review->actor, EVENT_EMERGENCY_REVIEWED, emergency, emergency->leaf, NULL,
                error))
        return FALSE;
    if (review->outcome != EMERGENCY_CORRECT)
        return TRUE;
    return emergency->kind == EMERGENCY_PUBLICATION
               ? publishing_reopen(review->mediation, session, (PublicationId){ emergency->thing }, error)
               : reopen_case(review, session, emergency, error);
}

static gboolean
run_review(DbSession *session, gpointer data, GError **error)
{
    Review *review = data;
    g_autoptr(Emergency) emergency = emergency_store_load(review->mediation->store, session, review->id, error);
    ApprovalQuestion question;
    ApprovalState state;

    if (emergency == NULL)
        return FALSE;
    if (emergency->closed != 0)
        return fail(error, TRIBUNE_ERROR_CONFLICT, SAY_NOOP("this has been reviewed already"));
    review->case_id = emergency->case_id;
    question = emergency_question(emergency);
    if (!approval_decide(review->mediation, session, review->actor, &question, &emergency->digest, review->verdict,
                         review->comment, &state, error))
        return FALSE;
    review->outcome = state == APPROVAL_COMPLETE ? EMERGENCY_AGREED
                      : state == APPROVAL_WAITS  ? EMERGENCY_OPEN
                                                 : EMERGENCY_CORRECT;
    return review->outcome == EMERGENCY_OPEN || conclude(review, session, emergency, error);
}

gboolean
emergency_review(Mediation *mediation, const Actor *actor, gint64 id, gboolean agrees, const char *comment,
                 EmergencyOutcome *ret_outcome, GError **error)
{
    Review review = { .mediation = mediation,
                      .actor = actor,
                      .id = id,
                      .verdict = agrees ? VERDICT_APPROVE : VERDICT_RETURN,
                      .comment = comment };

    if (!store_write(mediation->store, run_review, &review, error))
        return FALSE;
    *ret_outcome = review.outcome;
    if (review.case_id.value != 0)
        mediation_changed(mediation, review.case_id);
    return TRUE;
}

/* ---- the clock ---- */

typedef struct {
    Mediation *mediation;
    const Job *job;
} Turn;

static gboolean
find_late(DbSession *session, gpointer data, GError **error)
{
    const Turn *turn = data;
    g_autoptr(Emergency) emergency = emergency_store_load(turn->mediation->store, session, turn->job->subject, error);

    if (emergency == NULL)
        return FALSE;
    if (emergency->closed != 0 || emergency->late)
        return work_done(session, turn->job, error);
    if (emergency->due > clock_now())
        return work_put_back(session, turn->job, emergency->due, error);
    return emergency_store_set_late(session, emergency->id, error) &&
           record(turn->mediation, session, &ACTOR_TRIBUNE, EVENT_EMERGENCY_LATE, emergency, emergency->leaf, NULL,
                  error) &&
           noticing_call(session, error) && work_done(session, turn->job, error);
}

static gboolean
look(gpointer data, const Job *job, GError **error)
{
    Turn turn = { data, job };

    return store_write(turn.mediation->store, find_late, &turn, error);
}

void
emergency_register(Mediation *mediation)
{
    work_register(mediation->work, WORK_AFTER_REVIEW, 1, REVIEW_LEASE, look, mediation);
}

/* ---- how many ---- */

typedef struct {
    gint64 open, late;
} Counting;

static gboolean
count(DbSession *session, gpointer data, GError **error)
{
    Counting *counting = data;

    return emergency_store_count(session, clock_now(), &counting->open, &counting->late, error);
}

gboolean
emergency_count(Mediation *mediation, const Actor *actor, gint64 *ret_open, gint64 *ret_late, GError **error)
{
    Counting counting = { 0 };

    if (!rights_check_anywhere(actor, ACTION_SEE_HEALTH, error) ||
        !store_read(mediation->store, count, &counting, error))
        return FALSE;
    *ret_open = counting.open;
    *ret_late = counting.late;
    return TRUE;
}
