/* SPDX-License-Identifier: Apache-2.0 */
/* store/approval-store.h: who decided on a release, bound to the digest of exactly what is to leave. The comment is
 * sealed. Rows are never removed: what an edit voided stays, marked. Calls run inside the caller's transaction. */
#pragma once
#include "base/digest.h"
#include "model/ids.h"
#include "store/store.h"

typedef enum { VERDICT_APPROVE, VERDICT_RETURN, VERDICT_REFUSE } ApprovalVerdict;
const char *approval_verdict_name(ApprovalVerdict verdict);
gboolean approval_verdict_parse(const char *name, ApprovalVerdict *ret);

typedef struct {
    gint64 id;
    gint64 subject; /* the release */
    Digest digest;
    guint tier; /* the how many-th approval it is, from 1 */
    ApprovalVerdict verdict;
    StaffId staff; /* who decided */
    StaffId stead; /* … in whose stead; 0: by her own right */
    gint64 at;
    char *comment;
    gint64 voided; /* when an edit ended it; 0: it stands */
    gint64 leaf;
    gboolean lapsed; /* whose right it was has it no more: see approval_weigh(); not kept */
} Approval;
void approval_free(Approval *approval);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Approval, approval_free)

gboolean approval_store_insert(Store *store, DbSession *session, const Approval *approval, GError **error);
/* Approval *, oldest first, voided ones too. */
GPtrArray *approval_store_list(Store *store, DbSession *session, gint64 subject, GError **error);
/* The approvals that stand; @ret_count: how many that were. */
gboolean approval_store_void(DbSession *session, gint64 subject, gint64 now, guint *ret_count, GError **error);
