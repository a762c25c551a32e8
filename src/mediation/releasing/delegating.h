/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/releasing/delegating.h: somebody decides in another's stead, from one day until another, and the record
 * names both.
 *
 * Who may approve something names a colleague, says until when and why. Within those dates the colleague may decide
 * what she may; whether she may is asked of her own roles each time, so that a right that was taken away is no longer
 * lent. It is never passed on: in the stead of somebody one has the rights that she holds herself, not those lent to
 * her. Auditors and administrators stand in for nobody, since they keep out of what is decided.
 *
 * Errors: TRIBUNE_ERROR_FORBIDDEN; _INVALID and _LIMIT with a sentence for who filled in the form; _NOT_FOUND. Calls
 * with a Mediation block; those with a session run inside the caller's transaction. */
#pragma once
#include "base/clock.h"
#include "mediation/mediation.h"
#include "model/rights.h"
#include "model/staff.h"
#include "store/delegation-store.h"

#define DELEGATION_DAYS_MAX   90
#define DELEGATION_REASON_MAX 200 /* characters */
#define DELEGATIONS_MAX       5   /* that somebody gave and that hold or will */
#define DELEGATIONS_LISTED    200

typedef struct {
    const char *delegate; /* her sign-in name */
    gint64 starts, ends;  /* ends: the first instant at which it holds no more */
    const char *reason;
} DelegationDraft;

/* Whether she may approve anything, so that she has something to lend. Pure. */
gboolean delegating_may_name(const Actor *actor);
gboolean delegating_name(Mediation *mediation, const Actor *actor, const DelegationDraft *draft, GError **error);
/* Ends it now. For who named, for who was named, and for who manages staff. */
gboolean delegating_end(Mediation *mediation, const Actor *actor, gint64 id, GError **error);

typedef struct {
    Delegation *delegation;
    char *name, *delegate_name;
    gboolean may_end;
} DelegationLine;
/* DelegationLine *, the latest first: her own, given and got; for who may see staff @all of the house. */
GPtrArray *delegating_list(Mediation *mediation, const Actor *actor, gboolean all, GError **error);
/* Staff * whom she may name, by name. */
GPtrArray *delegating_colleagues(Mediation *mediation, const Actor *actor, GError **error);

/* ---- inside a transaction ---- */

/* Staff * in whose stead @actor may decide now, with the roles that they hold; none that is disabled. */
GPtrArray *delegating_principals(DbSession *session, const Actor *actor, GError **error);
/* Whether she may do @action somewhere by her own roles or in the stead of somebody. */
gboolean delegating_check(DbSession *session, const Actor *actor, Action action, GError **error);
