/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/releasing/approval.h: nothing leaves unless others have read exactly it.
 *
 * What is to leave has a digest; an approval is bound to that. Whoever wrote it never decides on it, and nobody counts
 * twice; so many different persons must approve as the question has tiers. Who returns or refuses says why. An edit
 * makes another digest: approval_void() marks what was given before, and the trail says so.
 *
 * Who may not decide herself may do so in the stead of somebody who named her (mediation/releasing/delegating.h). Both
 * count as having decided: nobody who wrote it is decided for, and the two of them are one tier.
 *
 * An approval is worth what its giver's right is worth: when it is to leave, each is weighed again, and one whose right
 * was taken away meanwhile counts no more (approval_weigh()). That a delegation ended since changes nothing: it held
 * when she decided.
 *
 * The module knows no publication and no reply: the caller says who may, keeps the digest, and acts on the state. All
 * calls run inside the caller's transaction. TRIBUNE_ERROR_FORBIDDEN: not this person. TRIBUNE_ERROR_CONFLICT: what
 * she saw is not what would leave. TRIBUNE_ERROR_INVALID: the comment is missing. */
#pragma once
#include "mediation/mediation.h"
#include "store/approval-store.h"

#define APPROVAL_TIERS_MAX   3
#define APPROVAL_COMMENT_MAX 2000 /* characters */

/* Whether who acts as @actor may decide on @data at @tier, from 0, by her own roles. Pure. */
typedef gboolean (*ApprovalRight)(const Actor *actor, guint tier, gconstpointer data);

typedef struct {
    gint64 subject; /* the release */
    Digest digest;  /* of exactly what is to leave */
    const StaffId *authors;
    guint author_count;
    guint tiers; /* so many different persons must approve, 1 to 3 */
    gint64 ref;  /* the leaf of what asked for it */
    /* Asked of who decides, of whom she does it for, and again of both when it is to leave. NULL: the caller asks the
     * one who decides, and nobody does it in another's stead. */
    ApprovalRight may;
    gconstpointer may_data;
} ApprovalQuestion;

typedef enum { APPROVAL_WAITS, APPROVAL_COMPLETE, APPROVAL_RETURNED, APPROVAL_REFUSED } ApprovalState;

/* Whether @actor may decide by her own right, seen what was @given (Approval *). Does not ask .may. Pure. */
gboolean approval_check(const Actor *actor, const ApprovalQuestion *question, const GPtrArray *given, GError **error);
/* Whether @actor may decide, and how: by her own right (*@ret_stead 0), or in whose stead. For pages that offer it. */
gboolean approval_way(DbSession *session, const Actor *actor, const ApprovalQuestion *question, const GPtrArray *given,
                      StaffId *ret_stead, GError **error);
/* Marks those of @given that stand for nothing any more, since who gave them, or in whose stead, may not approve now.
 */
gboolean approval_weigh(DbSession *session, const ApprovalQuestion *question, const GPtrArray *given, GError **error);
/* The first tier, from 0, at which nobody's approval stands; .tiers when there is none. Pure. */
guint approval_next_tier(const ApprovalQuestion *question, const GPtrArray *given);
/* How many different persons' approvals of this digest stand among @given, and have not lapsed. Pure. */
guint approval_count(const ApprovalQuestion *question, const GPtrArray *given);

/* Records what @actor decides; @seen is the digest of what her page showed. */
gboolean approval_decide(const Mediation *mediation, DbSession *session, const Actor *actor,
                         const ApprovalQuestion *question, const Digest *seen, ApprovalVerdict verdict,
                         const char *comment, ApprovalState *ret, GError **error);
/* Whether all tiers have approved this digest, and may still; @ret_leaf is that of the last approval. */
gboolean approval_is_complete(const Mediation *mediation, DbSession *session, const ApprovalQuestion *question,
                              gboolean *ret, gint64 *ret_leaf, GError **error);
/* Ends what stands, because of @why ("edited", "returned", "taken-back"); @ret_count: how many approvals that were. */
gboolean approval_void(const Mediation *mediation, DbSession *session, const Actor *actor, gint64 subject,
                       const char *why, guint *ret_count, GError **error);
