/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/releasing/release-duties.h: what the duty table asks of a reply, done: who must agree, what must stand
 * below it, and what becomes of the case.
 *
 *     four-eyes             somebody else who may reply in the unit of the case agrees
 *     review:UNIT           … and after that somebody who may reply in that unit; review:lead: who leads the case's
 * unit add-notice:CODE       the template of that code stands below, in the language of the reply offer-appeal how to
 * ask for a review stands below: the template "appeal", if there is one, and the link translate             the text
 * must be in the citizen's language, or hold a part in it set off by a line of ---; or there is a reason why not
 *     record-class:CODE     the case's record is of that class from now on
 *     answer-within:DAYS    what is promised for the case ends in so many working days at the latest
 *
 * What cannot be done keeps the reply from leaving: TRIBUNE_ERROR_INVALID, a sentence that says what to do. Inside a
 * transaction. */
#pragma once
#include "mediation/releasing/release.h"
#include "mediation/tables/policy.h"
#include "policy/policy-output.h"
#include "store/proposal-store.h"

#define RELEASE_APPEAL_TEMPLATE "appeal"
#define RELEASE_REASON_MAX      300 /* characters */

/* Appends ProposalTier to @tiers; none for who need not ask. TRIBUNE_ERROR_INVALID also for more than
 * PROPOSAL_TIERS_MAX. @decision may be NULL. */
gboolean release_duties_tiers(const Mediation *mediation, const PolicyDecision *decision, UnitId unit, GArray *tiers,
                              GError **error);
/* Adds to the text of @outgoing what must stand below, and checks its language. @to: who gets it. */
gboolean release_duties_write(const Mediation *mediation, DbSession *session, const PolicyDecision *decision,
                              const Case *a_case, const Identity *to, const ReplyDraft *draft, Outgoing *outgoing,
                              GError **error);
/* What follows for the case; does not save @a_case. */
gboolean release_duties_apply(const Mediation *mediation, DbSession *session, const Actor *actor,
                              const PolicyDecision *decision, Case *a_case, GError **error);
/* That everything that rules of @table ask can be done: units are there, notices have a text in some language, no rule
 * asks for more than PROPOSAL_TIERS_MAX others. TRIBUNE_ERROR_INVALID names rule and duty. */
gboolean release_duties_check(const Mediation *mediation, DbSession *session, const PolicyTable *table, GError **error);
gboolean release_duties_has(const PolicyDecision *decision, PolicyDuty duty);
