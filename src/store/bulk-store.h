/* SPDX-License-Identifier: Apache-2.0 */
/* store/bulk-store.h: changes of many cases at once: what was asked, and what became of each. Calls run inside the
 * caller's transaction. */
#pragma once
#include "db/db.h"
#include "model/ids.h"

typedef struct {
    gint64 id;
    StaffId staff;
    gint64 at;
    char *kind, *wanted; /* as mediation/cases/bulk.h has them */
    gint64 undone;       /* when; 0: not */
} BulkRow;
void bulk_row_free(BulkRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BulkRow, bulk_row_free)

typedef struct {
    CaseId case_id; /* 0: there is no such case */
    char *outcome;
    char *before;
    gint64 version;
} BulkItemRow;
void bulk_item_row_free(BulkItemRow *item);

gboolean bulk_store_insert(DbSession *session, const BulkRow *row, GError **error);
gboolean bulk_store_add(DbSession *session, gint64 bulk, guint position, const BulkItemRow *item, GError **error);
/* TRIBUNE_ERROR_NOT_FOUND. */
BulkRow *bulk_store_load(DbSession *session, gint64 id, GError **error);
/* BulkItemRow * in their order. */
GPtrArray *bulk_store_list(DbSession *session, gint64 id, GError **error);
gboolean bulk_store_set_undone(DbSession *session, gint64 id, gint64 at, GError **error);
/* Forgets what is older than @before. */
gboolean bulk_store_purge(DbSession *session, gint64 before, GError **error);
