/* SPDX-License-Identifier: Apache-2.0 */
/* views/emergency-view.h: that something left without review, why, and who has looked at it since. Blocks on a read. */
#pragma once
#include "mediation/releasing/emergency.h"

typedef struct {
    Approval *approval;
    char *name, *stead; /* stead "": by her own right */
} EmergencyDecision;

typedef struct {
    Emergency *emergency;
    char *name;           /* who released it */
    GPtrArray *decisions; /* EmergencyDecision *, oldest first */
    guint given, needed;
    gboolean may_review;
    char *stead;   /* in whose stead; "": by her own right */
    char *why_not; /* she may not; NULL: she may, or it is reviewed */
} EmergencyView;
void emergency_view_free(EmergencyView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EmergencyView, emergency_view_free)

/* The oldest of @thing that is open, else the latest; *@ret NULL: it never left like that. The caller has asked whether
 * @actor may see the thing. */
gboolean emergency_view_load(Mediation *mediation, const Actor *actor, gint64 thing, EmergencyView **ret,
                             GError **error);
/* What @id is of: for the page to go back to. For who works here; TRIBUNE_ERROR_NOT_FOUND. */
gboolean emergency_view_find(Mediation *mediation, const Actor *actor, gint64 id, EmergencyKind *ret_kind,
                             gint64 *ret_thing, CaseId *ret_case, GError **error);
