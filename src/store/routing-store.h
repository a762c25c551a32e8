/* SPDX-License-Identifier: Apache-2.0 */
/* store/routing-store.h: the versions of the rules of routing, drafts of them, and what routing asks of the past.
 *
 * Rules are text here; what they say is for policy/routing-list.h. Calls run inside the caller's transaction. */
#pragma once
#include "base/digest.h"
#include "db/db.h"
#include "model/ids.h"
#include "model/message.h"

typedef struct {
    gint64 number; /* from 1 */
    gint64 at;
    StaffId author;
    char *author_name, *comment;
    char *rules; /* NULL in lists */
    Digest digest;
    gint64 leaf;
} RoutingVersion;
void routing_store_version_free(RoutingVersion *version);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RoutingVersion, routing_store_version_free)

/* TRIBUNE_ERROR_CONFLICT when there is a version with this number. */
gboolean routing_store_insert(DbSession *session, const RoutingVersion *version, GError **error);
/* The newest, or NULL without error. */
RoutingVersion *routing_store_last(DbSession *session, GError **error);
RoutingVersion *routing_store_load(DbSession *session, gint64 number, GError **error);
/* RoutingVersion *, newest first, without their rules. */
GPtrArray *routing_store_list(DbSession *session, guint limit, GError **error);

typedef struct {
    gint64 base; /* number of the version that it began from; 0: of none */
    gint64 changed;
    char *rules;
} RoutingStoreDraft;
void routing_store_draft_free(RoutingStoreDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RoutingStoreDraft, routing_store_draft_free)

/* NULL without error when @staff has none. */
RoutingStoreDraft *routing_store_load_draft(DbSession *session, StaffId staff, GError **error);
gboolean routing_store_save_draft(DbSession *session, StaffId staff, const RoutingStoreDraft *draft, GError **error);
gboolean routing_store_delete_draft(DbSession *session, StaffId staff, GError **error);

/* ---- the past ---- */

/* Since when an identity is known; 0: it is not. */
gboolean routing_store_known_since(DbSession *session, const char *uri, gint64 *ret, GError **error);

typedef struct {
    MessageId message;
    CaseId case_id;
    UnitId unit; /* that has the case now */
    char *reference, *title;
} RoutingOpener;
void routing_store_opener_free(RoutingOpener *opener);

/* RoutingOpener *: the messages that opened the newest @limit cases, newest first. */
GPtrArray *routing_store_openers(DbSession *session, guint limit, GError **error);
