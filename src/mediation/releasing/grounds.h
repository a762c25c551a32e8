/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/releasing/grounds.h: what let something go, as the leaf of its release names it: the last decision of each
 * kind about it, and the approvals that stand. An outsider who has the journal alone sees from that what came first
 * (journal/order.h). Inside the caller's transaction. */
#pragma once
#include "base/digest.h"
#include "mediation/mediation.h"

/* gint64: leaves. @subject is what decisions and approvals refer to: a release, what was proposed, the work on a
 * publication. @digest: of what leaves. @ret_approvals: how many of the leaves are approvals; may be NULL. */
GArray *grounds_list(const Mediation *mediation, DbSession *session, gint64 subject, const Digest *digest,
                     guint *ret_approvals, GError **error);
