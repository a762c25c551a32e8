/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/tables/policy-private.h: what the files of the policy share. */
#pragma once
#include "base/thread.h"
#include "mediation/tables/policy.h"
#include "store/event-store.h"

struct Policy {
    Store *store;
    Mutex reading; /* held while reading the store, so that an older state never replaces a newer one */
    Mutex mutex;   /* guards current */
    PolicySnapshot *current[POLICY_KIND_COUNT];
};

/* A step of a version's life. @take checks that it may be taken and changes @version; @after (may be NULL) is told the
 * leaf of the event. Both run inside the transaction, perhaps twice. */
typedef struct PolicyStep PolicyStep;
struct PolicyStep {
    const Mediation *mediation;
    const Actor *actor;
    const char *kind;
    gint64 number;
    EventKind event;
    const char *comment; /* of this step; "" none */
    gboolean (*take)(DbSession *session, const PolicyStep *step, PolicyVersion *version, GError **error);
    gboolean (*after)(DbSession *session, const PolicyStep *step, const PolicyVersion *version, gint64 leaf,
                      GError **error);
    gpointer data;
};
/* Loads the version, takes the step with its event, writes the version, and reads again what is in force. */
gboolean policy_step(const PolicyStep *step, GError **error);

/* For steps: appends the event of @step about @version. */
gboolean policy_step_append(DbSession *session, const PolicyStep *step, const PolicyVersion *version, gint64 *ret_leaf,
                            GError **error);
/* The number of the version in force, which a draft is compared with. */
gboolean policy_step_base(DbSession *session, const char *kind, gint64 *ret, GError **error);
/* TRIBUNE_ERROR_CONFLICT when it is in force or was given up. */
gboolean policy_step_in_work(const PolicyVersion *version, GError **error);
