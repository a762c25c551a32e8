/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/releasing/emergency.h: what cannot wait leaves without review, by name and with a reason, and others review
 * it afterwards.
 *
 * Who may release without review (ACTION_RELEASE_UNREVIEWED) says why. Two others, neither its authors nor who released
 * it, must then look at exactly what left, within some working hours on the calendar of the unit or the body. Both
 * agree, or one says that it must be corrected, and a correction is opened. A durable job sees when they were late.
 * Each step is an event with a leaf; that of the release refers to that of the emergency instead of an approval's. */
#pragma once
#include "mediation/releasing/approval.h"
#include "store/emergency-store.h"

#define WORK_AFTER_REVIEW    "after-review"
#define EMERGENCY_REVIEWERS  2
#define EMERGENCY_REASON_MAX 500 /* characters */
#define EMERGENCY_HOURS      8   /* of working time, until both have looked at it, when nothing else is set */

/* Before work_start(). */
void emergency_register(Mediation *mediation);

/* ---- inside a transaction ---- */

typedef struct {
    EmergencyKind kind;
    gint64 thing;
    CaseId case_id;
    UnitId unit;
    Digest digest;
    const GArray *authors; /* StaffId; who releases it is added */
    const char *reason;
    gint64 ref; /* the leaf of what asked for review; 0: nobody had */
} EmergencyDraft;
/* It leaves now, in the same transaction; the caller has asked the rights. @ret_leaf is what its release refers to.
 * TRIBUNE_ERROR_INVALID: the reason is missing or too long. */
gboolean emergency_open(const Mediation *mediation, DbSession *session, const Actor *actor, const EmergencyDraft *draft,
                        gint64 *ret_leaf, GError **error);
/* The question that those answer who review it. Borrows @emergency. */
ApprovalQuestion emergency_question(const Emergency *emergency);

/* ---- the review afterwards ---- */

/* @agrees FALSE: it must be corrected, and @comment says why. TRIBUNE_ERROR_FORBIDDEN, _INVALID, _CONFLICT (it is
 * reviewed already), _NOT_FOUND. @ret_outcome: what became of it. Blocks until durable. */
gboolean emergency_review(Mediation *mediation, const Actor *actor, gint64 id, gboolean agrees, const char *comment,
                          EmergencyOutcome *ret_outcome, GError **error);

/* How many others have still to review, and how many of them are late: for who may see how the house does. Blocks. */
gboolean emergency_count(Mediation *mediation, const Actor *actor, gint64 *ret_open, gint64 *ret_late, GError **error);
