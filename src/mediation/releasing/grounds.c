/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/releasing/grounds.h"

#include "store/approval-store.h"
#include "store/decision-store.h"

GArray *
grounds_list(const Mediation *mediation, DbSession *session, gint64 subject, const Digest *digest, guint *ret_approvals,
             GError **error)
{
    g_autoptr(GArray) leaves = decision_store_leaves(session, subject, error);
    g_autoptr(GPtrArray) given = leaves == NULL ? NULL : approval_store_list(mediation->store, session, subject, error);
    guint decisions = leaves == NULL ? 0 : leaves->len;

    if (given == NULL)
        return NULL;
    for (guint i = 0; i < given->len; i++) {
        const Approval *approval = g_ptr_array_index(given, i);

        if (approval->voided == 0 && approval->verdict == VERDICT_APPROVE && digest_equal(&approval->digest, digest))
            g_array_append_val(leaves, approval->leaf);
    }
    if (ret_approvals != NULL)
        *ret_approvals = leaves->len - decisions;
    return g_steal_pointer(&leaves);
}
