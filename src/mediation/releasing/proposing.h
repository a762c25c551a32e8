/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/releasing/proposing.h: a reply that does not leave at once, because the duty table says that others must
 * agree, or because its author chose a time.
 *
 *     waiting → released                       the last of its tiers has agreed
 *             ↘ scheduled → released, missed   … and it has a time
 *             ↘ returned, refused, taken back
 *
 * What is put before others is a version: the exact text with all that stands below it, recipient, channel and files,
 * sealed; policy decisions are recorded before it. The digest that approvals bind to (mediation/releasing/approval.h)
 * names all of it, and what its channel made of it is kept as a digest too. When the last of the tiers agrees it leaves
 * in that same transaction, and the leaf of its release refers to that approval's. Before, it is rendered again: what
 * does not come out as it was agreed to (a channel is gone, or was set up differently) stops instead, and so does what
 * the citizen has written into since when nobody looks any more. No outbound message and no delivery is there until
 * then.
 *
 * One at a time in a case. What is returned or taken back is its author's draft again, files included; what she then
 * sends is the next version, and approvals of the one before are void. A scheduled reply leaves by a durable job, at
 * its time or within PROPOSING_WINDOW after it; later it is missed, and a person decides. It can be taken back until
 * that job's transaction.
 *
 * Calls block until durable. TRIBUNE_ERROR_FORBIDDEN; TRIBUNE_ERROR_CONFLICT: somebody was faster, or the citizen
 * wrote; TRIBUNE_ERROR_INVALID: a step that does not follow, with a sentence. */
#pragma once
#include "mediation/releasing/approval.h"
#include "mediation/releasing/release.h"

#define PROPOSING_WINDOW   (15 * CLOCK_MINUTE)
#define PROPOSING_FARTHEST (366 * CLOCK_DAY) /* how far ahead a time may be */

/* What stopped it: Proposal.why. */
#define PROPOSING_CHANGED   "not-as-approved" /* it no longer comes out the same */
#define PROPOSING_WRITTEN   "citizen-wrote"
#define PROPOSING_MOVED     "case-moved" /* the case belongs to another unit now */
#define PROPOSING_PROTECTED "protected"  /* the case needs more protection than when the tables were asked */

/* What became of a reply: one of the two is 0. */
typedef struct {
    ReleaseId release;
    ProposalId proposal;
} ProposingResult;

/* Lets @draft go at once where nothing keeps it (release_reply()), else puts it before others. Arguments as there. */
gboolean proposing_reply(Mediation *mediation, const Actor *actor, CaseId case_id, gint64 version,
                         const ReplyDraft *draft, const Digest *expected, ProposingResult *ret, GError **error);

/* Its author's draft again; by its author, or by who leads the case's unit. @version is the one that was seen.
 * @ret_voided: how many approvals it cost. */
gboolean proposing_take_back(Mediation *mediation, const Actor *actor, ProposalId id, gint64 version, guint *ret_voided,
                             GError **error);

typedef struct {
    ProposalId id;
    Digest digest;    /* of what the page showed */
    MessageId latest; /* of the citizen, that the page knew; 0: none */
    ApprovalVerdict verdict;
    const char *comment;
} ProposalDecision;

/* @ret: where it stands now; stopped and missed are no errors. */
gboolean proposing_decide(Mediation *mediation, const Actor *actor, const ProposalDecision *decision,
                          ProposalState *ret, GError **error);

/* What was missed, stopped, or waits for its time leaves now, when it comes out as it was agreed to. By its author or
 * who leads the unit. */
gboolean proposing_send_now(Mediation *mediation, const Actor *actor, ProposalId id, gint64 version, ProposalState *ret,
                            GError **error);

/* What waits for others and cannot leaves now, with a @reason, and two others review it afterwards
 * (mediation/releasing/emergency.h). For who may reply and release without review in the unit of the case.
 * TRIBUNE_ERROR_CONFLICT: it would not come out as it was put before others. */
gboolean proposing_release_unreviewed(Mediation *mediation, const Actor *actor, ProposalId id, gint64 version,
                                      const char *reason, GError **error);
/* Whether she may do so with @proposal as it stands. Pure. */
gboolean proposing_may_release_unreviewed(const Actor *actor, const Proposal *proposal, UnitId unit);

/* ---- for pages and lists ---- */

/* Whether @actor is one of those who may agree at @tier; she may still be the author, see approval_check(). */
gboolean proposing_admits(const Actor *actor, const ProposalTier *tier);
/* The question that approvals of @proposal answer; refers to its author. */
ApprovalQuestion proposing_question(const Proposal *proposal);
/* In a transaction: whether @actor may decide on it now, @given (Approval *) being there and weighed; *@ret_stead: in
 * whose stead, 0 by her own right. @error says why not. */
gboolean proposing_may_decide(DbSession *session, const Actor *actor, const Proposal *proposal, const GPtrArray *given,
                              StaffId *ret_stead, GError **error);
/* Whether she may take it back or send it now. @unit: of the case now. */
gboolean proposing_may_steer(const Actor *actor, const Proposal *proposal, UnitId unit);

/* Before work_start(). */
void proposing_register(Mediation *mediation);
