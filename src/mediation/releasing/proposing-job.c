/* SPDX-License-Identifier: Apache-2.0 */
/* A reply with a time leaves by itself, and never late. */
#include "base/clock.h"
#include "base/error.h"
#include "mediation/releasing/proposing-private.h"
#include "model/rights.h"
#include "store/staff-store.h"

#define SEND_LEASE (60 * CLOCK_SECOND)

typedef struct {
    ProposingStep step;
    const Job *job;
} Turn;

static gboolean
miss(const Turn *turn, DbSession *session, Proposal *proposal, ProposalState state, const char *why, GError **error)
{
    proposal->state = state;
    g_free(proposal->why);
    proposal->why = g_strdup(why);
    return proposing_save(&turn->step, session, proposal, state == PROPOSAL_MISSED ? "missed" : "stopped", NULL, 0,
                          error) &&
           work_done(session, turn->job, error);
}

/* What nobody else agreed to leaves by its author's right, which must still be hers. */
static gboolean
author_may(DbSession *session, const Proposal *proposal, gboolean *ret, GError **error)
{
    g_autoptr(Staff) author = staff_store_load(session, proposal->author, error);
    Actor actor;

    if (author == NULL)
        return FALSE;
    actor = staff_actor(author);
    *ret = !author->disabled && rights_may(&actor, ACTION_REPLY, proposal->unit);
    return TRUE;
}

static gboolean
leave(Turn *turn, DbSession *session, Proposal *proposal, GError **error)
{
    ApprovalQuestion question = proposing_question(proposal);
    gboolean complete = TRUE, overtaken;
    gint64 leaf = 0;

    if (!proposing_is_overtaken(session, proposal, &overtaken, NULL, error) ||
        (proposal->tiers->len > 0
             ? !approval_is_complete(turn->step.mediation, session, &question, &complete, &leaf, error)
             : !author_may(session, proposal, &complete, error)))
        return FALSE;
    if (overtaken || !complete)
        return miss(turn, session, proposal, PROPOSAL_STOPPED, overtaken ? PROPOSING_WRITTEN : PROPOSING_CHANGED,
                    error);
    return proposing_leave(&turn->step, session, proposal, leaf, error) && work_done(session, turn->job, error);
}

/* The job of what was taken back or sent since finds nothing to do; one that comes too early waits. */
static gboolean
take_turn(DbSession *session, gpointer data, GError **error)
{
    Turn *turn = data;
    g_autoptr(Proposal) proposal = proposal_store_load(session, turn->step.id, error);
    gint64 now = clock_now();

    turn->step.left = FALSE;
    if (turn->step.paths != NULL)
        g_ptr_array_set_size(turn->step.paths, 0); /* of a run that was undone */
    if (proposal == NULL)
        return FALSE;
    if (proposal->state != PROPOSAL_SCHEDULED)
        return work_done(session, turn->job, error);
    if (proposal->scheduled > now)
        return work_put_back(session, turn->job, proposal->scheduled, error);
    if (proposal->scheduled + PROPOSING_WINDOW < now)
        return miss(turn, session, proposal, PROPOSAL_MISSED, "", error);
    if (turn->step.seen == NULL || proposal->version != turn->step.version)
        return work_again(session, turn->job, now, "it was changed meanwhile", error);
    return leave(turn, session, proposal, error);
}

/* Nothing is read of what is no longer there: then the turn finds nothing to do. */
static gboolean
prepare(ProposingStep *step, GError **error)
{
    g_autoptr(GError) trouble = NULL;

    if (proposing_step_read(step, &trouble))
        return proposing_step_render(step, error);
    if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT))
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

static gboolean
run(gpointer data, const Job *job, GError **error)
{
    Mediation *mediation = data;
    Turn turn = { .step = { .mediation = mediation, .actor = &ACTOR_TRIBUNE, .id = { job->subject } }, .job = job };
    gboolean done = prepare(&turn.step, error) && store_write(mediation->store, take_turn, &turn, error);

    if (!done || !turn.step.left)
        proposing_step_discard(&turn.step);
    if (done) {
        content_unlink(turn.step.paths);
        if (turn.step.left)
            work_wake(mediation->work, WORK_DELIVER);
        mediation_changed(mediation, turn.step.seen->case_id);
    }
    proposing_step_clear(&turn.step);
    return done;
}

void
proposing_register(Mediation *mediation)
{
    work_register(mediation->work, WORK_SEND, 1, SEND_LEASE, run, mediation);
}
