/* SPDX-License-Identifier: Apache-2.0 */
/* store/policy-store.h: the versions of the decision tables, and who agreed to them.
 *
 * Tables are text here; what they say is for policy/policy-table.h. Version 1 of each kind is built in and not stored.
 * Calls run inside the caller's transaction. */
#pragma once
#include "base/digest.h"
#include "db/db.h"
#include "model/ids.h"

typedef enum {
    POLICY_STATE_DRAFT,
    POLICY_STATE_CHECKED,  /* nothing is wrong with it */
    POLICY_STATE_REPLAYED, /* somebody saw what it would change */
    POLICY_STATE_APPROVED, /* two persons agreed */
    POLICY_STATE_ACTIVE,
    POLICY_STATE_RETIRED, /* was active, or was given up */
    POLICY_STATE_COUNT,
} PolicyState;
const char *policy_store_state_name(PolicyState state); /* "draft" */

typedef struct {
    char *kind;    /* "channel" */
    gint64 number; /* from 1 in each kind */
    PolicyState state;
    gint64 base;
    StaffId author;
    char *author_name, *comment;
    gint64 created, changed;
    char *rules; /* NULL in lists */
    Digest digest;
    char *replay; /* JSON, "" none; NULL in lists */
    gint64 activated, retired;
    gint64 leaf; /* of the last step */
} PolicyVersion;
void policy_store_version_free(PolicyVersion *version);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PolicyVersion, policy_store_version_free)

/* TRIBUNE_ERROR_CONFLICT when there is a version with this number. */
gboolean policy_store_insert(DbSession *session, const PolicyVersion *version, GError **error);
/* Writes all but kind, number, author and created; @seen is what "changed" was when it was read: TRIBUNE_ERROR_CONFLICT
 * when it is another by now. */
gboolean policy_store_update(DbSession *session, const PolicyVersion *version, gint64 seen, GError **error);
/* TRIBUNE_ERROR_NOT_FOUND. */
PolicyVersion *policy_store_load(DbSession *session, const char *kind, gint64 number, GError **error);
/* NULL without error: the one that is built in. */
PolicyVersion *policy_store_active(DbSession *session, const char *kind, GError **error);
/* PolicyVersion *, newest first. */
GPtrArray *policy_store_list(DbSession *session, const char *kind, guint limit, GError **error);

typedef struct {
    StaffId staff;
    char *name;
    Digest digest;
    gint64 at, leaf;
} PolicyApproval;
void policy_store_approval_free(PolicyApproval *approval);

/* TRIBUNE_ERROR_CONFLICT when she agreed already. */
gboolean policy_store_approve(DbSession *session, const char *kind, gint64 number, const PolicyApproval *approval,
                              GError **error);
/* PolicyApproval *, oldest first. */
GPtrArray *policy_store_approvals(DbSession *session, const char *kind, gint64 number, GError **error);
gboolean policy_store_void_approvals(DbSession *session, const char *kind, gint64 number, GError **error);
