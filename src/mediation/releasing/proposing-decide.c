/* SPDX-License-Identifier: Apache-2.0 */
/* What others decide on a reply that was put before them; and that it leaves after all. */
#include "base/clock.h"
#include "base/error.h"
#include "mediation/releasing/noticing.h"
#include "mediation/releasing/proposing-private.h"
#include "model/rights.h"

typedef struct {
    ProposingStep step;
    const ProposalDecision *decision;
    ProposalState state;
} Deciding;

/* ---- deciding ---- */

static gboolean
is_last(Deciding *deciding, DbSession *session, gboolean *ret, GError **error)
{
    const Proposal *seen = deciding->step.seen;
    ApprovalQuestion question = proposing_question(seen);
    g_autoptr(GPtrArray) given = approval_store_list(deciding->step.mediation->store, session, question.subject, error);

    *ret = given != NULL && deciding->decision->verdict == VERDICT_APPROVE &&
           approval_count(&question, given) + 1 >= seen->tiers->len;
    return given != NULL;
}

typedef struct {
    Deciding *deciding;
    gboolean last;
} Looking;

static gboolean
look(DbSession *session, gpointer data, GError **error)
{
    Looking *looking = data;

    return is_last(looking->deciding, session, &looking->last, error);
}

/* Reads it and, when it might leave with this or comes back to its author, makes that ready. */
static gboolean
prepare(Deciding *deciding, GError **error)
{
    ProposingStep *step = &deciding->step;
    Looking looking = { .deciding = deciding };

    if (!proposing_step_read(step, error) || !store_read(step->mediation->store, look, &looking, error))
        return FALSE;
    if (deciding->decision->verdict == VERDICT_RETURN)
        return proposing_step_unpack(step, error);
    return !looking.last || proposing_step_render(step, error);
}

/* She decides on what she saw: not when the citizen has written since. */
static gboolean
check_seen(const Deciding *deciding, DbSession *session, const Proposal *proposal, GError **error)
{
    MessageId latest;
    gboolean overtaken;

    if (!proposing_is_overtaken(session, proposal, &overtaken, &latest, error))
        return FALSE;
    return !overtaken || latest.value == deciding->decision->latest.value ||
           proposing_refuse(error, TRIBUNE_ERROR_CONFLICT,
                            SAY_NOOP("the citizen has written in the meantime; read it before you decide"));
}

static gboolean
give_up(Deciding *deciding, DbSession *session, Proposal *proposal, ApprovalState state, GError **error)
{
    const char *change = state == APPROVAL_RETURNED ? "returned" : "refused";
    guint voided;

    proposal->state = state == APPROVAL_RETURNED ? PROPOSAL_RETURNED : PROPOSAL_REFUSED;
    return approval_void(deciding->step.mediation, session, deciding->step.actor, proposal->id.value, change, &voided,
                         error) &&
           (state == APPROVAL_REFUSED || proposing_give_back(&deciding->step, session, proposal, error)) &&
           proposing_save(&deciding->step, session, proposal, change, deciding->decision->comment, 0, error);
}

/* The leaf of the approval that was just given. */
static gboolean
find_leaf(const Deciding *deciding, DbSession *session, const ApprovalQuestion *question, gint64 *ret, GError **error)
{
    gboolean complete;

    return approval_is_complete(deciding->step.mediation, session, question, &complete, ret, error);
}

static gboolean
follow(Deciding *deciding, DbSession *session, Proposal *proposal, const ApprovalQuestion *question,
       ApprovalState state, GError **error)
{
    gint64 leaf;

    if (state == APPROVAL_RETURNED || state == APPROVAL_REFUSED)
        return give_up(deciding, session, proposal, state, error);
    if (!find_leaf(deciding, session, question, &leaf, error) ||
        !proposing_save(&deciding->step, session, proposal, "approved", deciding->decision->comment, leaf, error))
        return FALSE;
    if (state == APPROVAL_WAITS)
        return noticing_call(session, error);
    /* Two of them at once: neither was made ready as the last. */
    if (deciding->step.outgoing == NULL)
        return proposing_refuse(error, TRIBUNE_ERROR_CONFLICT,
                                SAY_NOOP("somebody else approved this in the same moment; look at it and approve it "
                                         "again"));
    return proposing_go_on(&deciding->step, session, proposal, leaf, error);
}

static gboolean
decide(DbSession *session, gpointer data, GError **error)
{
    Deciding *deciding = data;
    const ProposingStep *step = &deciding->step;
    g_autoptr(Proposal) proposal = proposing_load(step, session, error);
    g_autoptr(GPtrArray) given = NULL;
    ApprovalQuestion question;
    ApprovalState state;
    StaffId stead;

    deciding->step.left = FALSE;
    if (proposal == NULL)
        return FALSE;
    question = proposing_question(proposal);
    given = approval_store_list(step->mediation->store, session, question.subject, error);
    if (given == NULL || !approval_weigh(session, &question, given, error) ||
        !proposing_may_decide(session, step->actor, proposal, given, &stead, error) ||
        !check_seen(deciding, session, proposal, error) ||
        !approval_decide(step->mediation, session, step->actor, &question, &deciding->decision->digest,
                         deciding->decision->verdict, deciding->decision->comment, &state, error) ||
        !follow(deciding, session, proposal, &question, state, error))
        return FALSE;
    deciding->state = proposal->state;
    return TRUE;
}

/* What was made ready and did not leave with it goes. */
static void
end(const ProposingStep *step)
{
    content_unlink(step->paths);
    if (!step->left)
        release_letter_discard(&step->letter);
    work_wake(step->mediation->work, step->left ? WORK_DELIVER : WORK_SEND);
    if (step->left)
        work_wake(step->mediation->work, WORK_SEEN);
    mediation_changed(step->mediation, step->seen->case_id);
}

gboolean
proposing_decide(Mediation *mediation, const Actor *actor, const ProposalDecision *decision, ProposalState *ret,
                 GError **error)
{
    Deciding deciding = { .step = { .mediation = mediation, .actor = actor, .id = decision->id },
                          .decision = decision };
    gboolean done = prepare(&deciding, error);

    if (done && !store_write(mediation->store, decide, &deciding, error)) {
        proposing_step_discard(&deciding.step);
        done = FALSE;
    }
    if (done) {
        *ret = deciding.state;
        end(&deciding.step);
    }
    proposing_step_clear(&deciding.step);
    return done;
}

/* ---- now ---- */

static gboolean
send_now(DbSession *session, gpointer data, GError **error)
{
    Deciding *deciding = data;
    ProposingStep *step = &deciding->step;
    g_autoptr(Proposal) proposal = proposing_load(step, session, error);
    g_autoptr(Case) a_case = proposal == NULL ? NULL : case_store_load(session, proposal->case_id, error);
    ApprovalQuestion question;
    gboolean complete = TRUE;
    gint64 leaf = 0;

    step->left = FALSE;
    if (a_case == NULL)
        return FALSE;
    if (!proposing_may_steer(step->actor, proposal, a_case->unit) ||
        !rights_may(step->actor, ACTION_REPLY, a_case->unit))
        return proposing_refuse(error, TRIBUNE_ERROR_FORBIDDEN,
                                SAY_NOOP("only who wrote it, or a lead of the unit, can send it now"));
    question = proposing_question(proposal);
    if (proposal->tiers->len > 0 && !approval_is_complete(step->mediation, session, &question, &complete, &leaf, error))
        return FALSE;
    if (!complete || !proposal_state_is_open(proposal->state) || proposal->state == PROPOSAL_WAITING)
        return proposing_refuse(error, TRIBUNE_ERROR_CONFLICT,
                                SAY_NOOP("this reply cannot be sent now; look at the case"));
    if (!proposing_leave(step, session, proposal, leaf, error))
        return FALSE;
    deciding->state = proposal->state;
    return TRUE;
}

gboolean
proposing_send_now(Mediation *mediation, const Actor *actor, ProposalId id, gint64 version, ProposalState *ret,
                   GError **error)
{
    Deciding deciding = { .step = { .mediation = mediation, .actor = actor, .id = id, .version = version } };
    gboolean done = proposing_step_read(&deciding.step, error) && proposing_step_render(&deciding.step, error);

    if (done && !store_write(mediation->store, send_now, &deciding, error)) {
        proposing_step_discard(&deciding.step);
        done = FALSE;
    }
    if (done) {
        *ret = deciding.state;
        end(&deciding.step);
    }
    proposing_step_clear(&deciding.step);
    return done;
}
