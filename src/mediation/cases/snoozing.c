/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/cases/snoozing.h"

#include "base/clock.h"
#include "base/error.h"
#include "mediation/cases/casework.h"
#include "model/rights.h"
#include "store/event-store.h"
#include "store/snooze-store.h"

#define WAKE_LEASE (60 * CLOCK_SECOND)

static gboolean
record(const Mediation *mediation, DbSession *session, const Actor *actor, EventKind kind, const Case *a_case,
       gint64 until, const char *reason, GError **error)
{
    json_t *detail = json_pack("{s:I, s:s}", "until", (json_int_t)until, "reason", reason);
    gboolean done = event_append(
        mediation->store, session,
        &(EventDraft){
            .kind = kind, .actor = actor, .case_id = a_case->id, .subject = a_case->id.value, .detail = detail },
        NULL, error);

    json_decref(detail);
    return done;
}

/* ---- to sleep ---- */

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    CaseId id;
    gint64 version, until;
    const char *reason;
} Sleep;

/* A closed case is opened on the way; its state is one step, its sleep another. */
static gboolean
fall_asleep(DbSession *session, gpointer data, GError **error)
{
    const Sleep *sleep = data;
    const CaseChange planned = { .kind = CASE_CHANGE_STATE, .state = CASE_PLANNED, .reason = sleep->reason };
    g_autoptr(Case) a_case = NULL;

    if (!casework_change(sleep->mediation, session, sleep->actor, sleep->id, sleep->version, &planned, NULL, error))
        return FALSE;
    a_case = case_store_load(session, sleep->id, error);
    return a_case != NULL && snooze_store_set(session, sleep->id, sleep->until, sleep->actor->staff, error) &&
           work_add(session, WORK_WAKE, sleep->id.value, sleep->until, error) &&
           case_store_mark_read(session, sleep->id, error) &&
           record(sleep->mediation, session, sleep->actor, EVENT_CASE_SNOOZED, a_case, sleep->until, "", error);
}

gboolean
snoozing_sleep(Mediation *mediation, const Actor *actor, CaseId id, gint64 version, gint64 until, const char *reason,
               GError **error)
{
    Sleep sleep = { mediation, actor, id, version, until, reason };
    gint64 now = clock_now();

    if (until <= now || until > now + SNOOZE_MAX_DAYS * 24 * 3600 * CLOCK_SECOND) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            SAY_NOOP("choose a time to come back that is ahead, and within two years"));
        return FALSE;
    }
    if (!store_write(mediation->store, fall_asleep, &sleep, error))
        return FALSE;
    work_wake(mediation->work, WORK_WAKE);
    mediation_changed(mediation, id);
    return TRUE;
}

/* ---- awake ---- */

typedef struct {
    Mediation *mediation;
    const Job *job;
    gboolean woken;
} Waking;

static gboolean
rise(const Waking *waking, DbSession *session, Case *a_case, gint64 until, GError **error)
{
    a_case->unread = TRUE;
    a_case->changed = clock_now();
    return casework_move(waking->mediation, session, &ACTOR_TRIBUNE, a_case, CASE_OPEN, "the time came", error) &&
           record(waking->mediation, session, &ACTOR_TRIBUNE, EVENT_CASE_WOKEN, a_case, until, "", error) &&
           case_store_update(session, a_case, error);
}

/* The job of an earlier time, or of a case that woke before, finds nothing to do. */
static gboolean
wake_up(DbSession *session, gpointer data, GError **error)
{
    Waking *waking = data;
    CaseId id = { waking->job->subject };
    g_autoptr(Case) a_case = NULL;
    gint64 until;

    waking->woken = FALSE;
    if (!snooze_store_find(session, id, &until, error))
        return FALSE;
    if (until == 0 || until > clock_now())
        return work_done(session, waking->job, error);
    a_case = case_store_load(session, id, error);
    if (a_case == NULL || !rise(waking, session, a_case, until, error))
        return FALSE;
    waking->woken = TRUE;
    return work_done(session, waking->job, error);
}

static gboolean
wake(gpointer data, const Job *job, GError **error)
{
    Waking waking = { data, job, FALSE };

    if (!store_write(waking.mediation->store, wake_up, &waking, error))
        return FALSE;
    if (waking.woken)
        mediation_changed(waking.mediation, (CaseId){ job->subject });
    return TRUE;
}

void
snoozing_register(Mediation *mediation)
{
    work_register(mediation->work, WORK_WAKE, 1, WAKE_LEASE, wake, mediation);
}
