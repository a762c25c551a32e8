/* SPDX-License-Identifier: Apache-2.0 */
/* views/policy-view.h: the versions of the decision tables, for who may see the rules. Each call blocks on a read. */
#pragma once
#include "mediation/tables/policy.h"
#include "model/actor.h"

#define POLICY_VIEW_VERSIONS 100 /* the newest */

/* PolicyVersion *, newest first, without their rules; the last is the one that is built in. */
GPtrArray *policy_view_versions(Store *store, const Actor *actor, PolicyKind kind, GError **error);

typedef struct {
    PolicyVersion *version;
    PolicyTable *table, *base; /* base: of the version that it was written on top of; of the first, itself */
    GPtrArray *approvals;      /* PolicyApproval * */
} PolicyView;
void policy_view_free(PolicyView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PolicyView, policy_view_free)

/* TRIBUNE_ERROR_NOT_FOUND when there is no version @number. */
PolicyView *policy_view_load(Store *store, const Actor *actor, PolicyKind kind, gint64 number, GError **error);
