/* SPDX-License-Identifier: Apache-2.0 */
/* What is scheduled leaves by itself, and never late. */
#include "base/clock.h"
#include "base/error.h"
#include "mediation/publishing/publishing-private.h"

#define PUBLISH_LEASE (60 * CLOCK_SECOND)

typedef struct {
    PublishingStep step;
    const Job *job;
    gboolean rendered; /* FALSE: some channel no longer carries it */
} Turn;

static void
turn_clear(Turn *turn)
{
    publishing_step_clear(&turn->step);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Turn, turn_clear)

static gboolean
miss(Turn *turn, DbSession *session, PublicationRow *row, const char *change, GError **error)
{
    row->stage = STAGE_MISSED;
    return publishing_save(&turn->step, session, row, EVENT_PUBLICATION_CHANGED, change, 0, NULL, error) &&
           work_done(session, turn->job, error);
}

/* The job of what was edited or taken back since finds nothing to do. One that comes too early, for another time or
 * because somebody set the clock back, waits: what is scheduled is never without a job. */
static gboolean
take_turn(DbSession *session, gpointer data, GError **error)
{
    Turn *turn = data;
    g_autoptr(PublicationRow) row = publishing_load(&turn->step, session, error);
    g_autoptr(GArray) authors = g_array_new(FALSE, FALSE, sizeof(StaffId));
    gint64 now = clock_now(), leaf;
    ApprovalQuestion question;
    gboolean complete, excused = FALSE;

    turn->step.public_changed = FALSE;
    if (row == NULL)
        return FALSE;
    if (row->stage != STAGE_SCHEDULED)
        return work_done(session, turn->job, error);
    if (row->scheduled > now)
        return work_put_back(session, turn->job, row->scheduled, error);
    if (row->scheduled + PUBLISHING_WINDOW < now || publishing_is_over(&turn->step, now))
        return miss(turn, session, row, "missed", error);
    if (!publishing_ask(&turn->step, session, row, authors, &question, error) ||
        !approval_is_complete(turn->step.mediation, session, &question, &complete, &leaf, error) ||
        (turn->rendered &&
         !proofreading_was_excused(session, row->work, &row->digest, turn->step.proofread, &excused, error)))
        return FALSE;
    if (!turn->rendered || !complete || !excused || row->changes != turn->step.changes ||
        !digest_equal(&row->digest, &turn->step.digest))
        return miss(turn, session, row, "not-as-approved", error);
    return publishing_let_go(&turn->step, session, row, leaf, error) && work_done(session, turn->job, error);
}

static gboolean
publish(gpointer data, const Job *job, GError **error)
{
    Mediation *mediation = data;
    g_auto(Turn)
        turn = { .step = { .mediation = mediation, .actor = &ACTOR_TRIBUNE, .id = { job->subject } }, .job = job };
    g_autoptr(GError) trouble = NULL;

    turn.rendered = publishing_proofread_step(&turn.step, &trouble);
    if (!turn.rendered && tribune_error_is_temporary(trouble)) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    if (!store_write(mediation->store, take_turn, &turn, error))
        return FALSE;
    if (turn.step.public_changed)
        publishing_renew(mediation->publishing);
    return TRUE;
}

void
publishing_register(Mediation *mediation)
{
    work_register(mediation->work, WORK_PUBLISH, 1, PUBLISH_LEASE, publish, mediation);
}
