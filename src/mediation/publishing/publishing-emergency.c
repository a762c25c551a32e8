/* SPDX-License-Identifier: Apache-2.0 */
/* What cannot wait for its approvals. */
#include "base/clock.h"
#include "mediation/publishing/publishing-policy.h"
#include "mediation/releasing/emergency.h"
#include "model/rights.h"

static const UnitId NO_UNIT = { 0 };

static gboolean
open_emergency(const PublishingStep *step, DbSession *session, const PublicationRow *row, gint64 *ret_leaf,
               GError **error)
{
    g_autoptr(GArray) authors = g_array_new(FALSE, FALSE, sizeof(StaffId));
    gboolean asked = row->stage == STAGE_REVIEW;
    ApprovalQuestion question;

    return publishing_ask(step, session, row, authors, &question, error) &&
           emergency_open(step->mediation, session, step->actor,
                          &(EmergencyDraft){ .kind = EMERGENCY_PUBLICATION,
                                             .thing = row->id.value,
                                             .digest = row->digest,
                                             .authors = authors,
                                             .reason = step->reason,
                                             .ref = asked ? row->leaf : 0 },
                          ret_leaf, error);
}

static gboolean
release(DbSession *session, gpointer data, GError **error)
{
    PublishingStep *step = data;
    g_autoptr(PublicationRow) row = publishing_load_rendered(step, session, error);
    gint64 leaf;

    if (row == NULL)
        return FALSE;
    if (row->stage != STAGE_DRAFT && row->stage != STAGE_REVIEW)
        return publishing_refuse(error);
    if (publishing_is_over(step, clock_now()))
        return publishing_refuse_over(error);
    row->digest = step->digest;
    /* What was sent for review was decided on then. */
    if (row->stage == STAGE_DRAFT && !publishing_policy_ask(step, session, row, error))
        return FALSE;
    return open_emergency(step, session, row, &leaf, error) &&
           proofreading_record(session, step->actor, row->work, &row->digest, step->proofread, "urgent", error) &&
           publishing_let_go(step, session, row, leaf, error);
}

gboolean
publishing_release_unreviewed(Mediation *mediation, const Actor *actor, PublicationId id, gint64 seen,
                              const char *reason, GError **error)
{
    g_auto(PublishingStep) step = { .mediation = mediation, .actor = actor, .id = id, .seen = seen, .reason = reason };

    if (!rights_check(actor, ACTION_WRITE_PUBLICATION, NO_UNIT, error) ||
        !rights_check(actor, ACTION_RELEASE_UNREVIEWED, NO_UNIT, error) || !publishing_proofread_step(&step, error) ||
        !store_write(mediation->store, release, &step, error))
        return FALSE;
    publishing_renew(mediation->publishing);
    return TRUE;
}

gboolean
publishing_reopen(Mediation *mediation, DbSession *session, PublicationId id, GError **error)
{
    const Locale *locale = mediation->locales != NULL ? locales_find(mediation->locales, mediation->language) : NULL;
    const char *reason = SAY_NOOP("This was published in a hurry. A review afterwards found something to put right.");
    PublishingStep step = { .mediation = mediation,
                            .actor = &ACTOR_TRIBUNE,
                            .id = id,
                            .act = ACT_CORRECTION,
                            .reason = locale != NULL ? locale_say(locale, reason) : reason };
    g_autoptr(PublicationRow) row = publishing_load(&step, session, error);

    if (row == NULL)
        return FALSE;
    if (row->standing != STANDING_RELEASED || row->stage != STAGE_NONE)
        return TRUE;
    return publishing_begin(&step, session, row, error);
}
