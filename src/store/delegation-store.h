/* SPDX-License-Identifier: Apache-2.0 */
/* store/delegation-store.h: who decides in whose stead, from when until when. The reason is sealed. Rows are never
 * removed: the record names who decided for whom. Calls run inside the caller's transaction. */
#pragma once
#include "model/ids.h"
#include "store/store.h"

typedef struct {
    gint64 id;
    StaffId staff;       /* who named the other */
    StaffId delegate;    /* who decides in her stead */
    gint64 starts, ends; /* from the first until before the second */
    gint64 ended;        /* when somebody ended it early; 0: nobody did */
    StaffId ended_by;
    char *reason;
} Delegation;
void delegation_free(Delegation *delegation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Delegation, delegation_free)

/* Whether it holds at @now. Pure. */
gboolean delegation_holds(const Delegation *delegation, gint64 now);

gboolean delegation_store_insert(Store *store, DbSession *session, const Delegation *delegation, GError **error);
gboolean delegation_store_end(DbSession *session, gint64 id, gint64 now, StaffId by, GError **error);
/* TRIBUNE_ERROR_NOT_FOUND. */
Delegation *delegation_store_load(Store *store, DbSession *session, gint64 id, GError **error);
/* Delegation *, the latest first: those that @staff gave or got; @staff 0: everybody's. */
GPtrArray *delegation_store_list(Store *store, DbSession *session, StaffId staff, guint limit, GError **error);
/* StaffId of those in whose stead @delegate decides at @now, the oldest first; free with g_array_unref(). */
GArray *delegation_store_principals(DbSession *session, StaffId delegate, gint64 now, GError **error);
/* How many that @staff gave hold at @now or will. */
gboolean delegation_store_count(DbSession *session, StaffId staff, gint64 now, gint64 *ret, GError **error);
