/* SPDX-License-Identifier: Apache-2.0 */
/* A reply that cannot wait for those who must agree. */
#include "base/error.h"
#include "mediation/releasing/emergency.h"
#include "mediation/releasing/proposing-private.h"
#include "model/rights.h"

typedef struct {
    ProposingStep step;
    const char *reason;
} Leaving;

gboolean
proposing_may_release_unreviewed(const Actor *actor, const Proposal *proposal, UnitId unit)
{
    return proposal->state == PROPOSAL_WAITING && rights_may(actor, ACTION_REPLY, unit) &&
           rights_may(actor, ACTION_RELEASE_UNREVIEWED, unit);
}

/* Others review exactly what was put before them: nothing else leaves. */
static gboolean
check(const Leaving *leaving, const Proposal *proposal, const Case *a_case, GError **error)
{
    const Actor *actor = leaving->step.actor;

    if (!rights_check(actor, ACTION_REPLY, a_case->unit, error) ||
        !rights_check(actor, ACTION_RELEASE_UNREVIEWED, a_case->unit, error))
        return FALSE;
    if (proposal->state != PROPOSAL_WAITING)
        return proposing_refuse(error, TRIBUNE_ERROR_CONFLICT,
                                SAY_NOOP("this reply does not wait for approval any more"));
    return (leaving->step.same && a_case->unit.value == proposal->unit.value) ||
           proposing_refuse(error, TRIBUNE_ERROR_CONFLICT,
                            SAY_NOOP("it would not come out as it was put before others; take it back and send it "
                                     "again"));
}

static gboolean
leave(DbSession *session, gpointer data, GError **error)
{
    Leaving *leaving = data;
    ProposingStep *step = &leaving->step;
    g_autoptr(Proposal) proposal = proposing_load(step, session, error);
    g_autoptr(Case) a_case = proposal == NULL ? NULL : case_store_load(session, proposal->case_id, error);
    g_autoptr(GArray) authors = g_array_new(FALSE, FALSE, sizeof(StaffId));
    gint64 leaf;

    step->left = FALSE;
    if (a_case == NULL || !check(leaving, proposal, a_case, error))
        return FALSE;
    g_array_append_val(authors, proposal->author);
    step->unreviewed = TRUE;
    if (!emergency_open(step->mediation, session, step->actor,
                        &(EmergencyDraft){ .kind = EMERGENCY_REPLY,
                                           .thing = proposal->id.value,
                                           .case_id = proposal->case_id,
                                           .unit = proposal->unit,
                                           .digest = proposal->digest,
                                           .authors = authors,
                                           .reason = leaving->reason,
                                           .ref = proposal->leaf },
                        &leaf, error) ||
        !proposing_leave(step, session, proposal, leaf, error))
        return FALSE;
    return step->left ||
           proposing_refuse(error, TRIBUNE_ERROR_CONFLICT,
                            SAY_NOOP("something in the text stops it now; take it back and look at it again"));
}

gboolean
proposing_release_unreviewed(Mediation *mediation, const Actor *actor, ProposalId id, gint64 version,
                             const char *reason, GError **error)
{
    Leaving leaving = { .step = { .mediation = mediation, .actor = actor, .id = id, .version = version },
                        .reason = reason };
    gboolean done = proposing_step_read(&leaving.step, error) && proposing_step_render(&leaving.step, error);

    if (done && !store_write(mediation->store, leave, &leaving, error)) {
        proposing_step_discard(&leaving.step);
        done = FALSE;
    }
    if (done) {
        content_unlink(leaving.step.paths);
        work_wake(mediation->work, WORK_DELIVER);
        mediation_changed(mediation, leaving.step.seen->case_id);
    }
    proposing_step_clear(&leaving.step);
    return done;
}
