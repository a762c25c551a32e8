/* SPDX-License-Identifier: Apache-2.0 */
/* store/factor-store.h: the second factors of staff: sealed secrets and hashed recovery codes. Calls run inside the
 * caller's transaction. Who may call is mediation's to say. */
#pragma once
#include "base/digest.h"
#include "db/db.h"
#include "model/ids.h"

typedef struct {
    GBytes *secret; /* sealed */
    gboolean confirmed;
    gint64 last_step;
} StoredFactor;
void stored_factor_free(StoredFactor *factor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StoredFactor, stored_factor_free)

/* One that is not confirmed makes room. FALSE in @ret_saved: there is a confirmed one, which stays. */
gboolean factor_store_save(DbSession *session, StaffId staff, GBytes *secret, gint64 created, gboolean *ret_saved,
                           GError **error);
/* NULL without error: none. */
StoredFactor *factor_store_find(DbSession *session, StaffId staff, GError **error);
gboolean factor_store_confirm(DbSession *session, StaffId staff, GError **error);
/* FALSE in @ret_fresh: this step or a later one was used before. */
gboolean factor_store_use_step(DbSession *session, StaffId staff, gint64 step, gboolean *ret_fresh, GError **error);
/* With its recovery codes. @ret_removed: there was one. */
gboolean factor_store_remove(DbSession *session, StaffId staff, gboolean *ret_removed, GError **error);

gboolean factor_store_add_recovery(DbSession *session, StaffId staff, const Digest *hash, GError **error);
/* TRUE in @ret_used: there was such a code, and now there is none. */
gboolean factor_store_use_recovery(DbSession *session, StaffId staff, const Digest *hash, gboolean *ret_used,
                                   GError **error);
gboolean factor_store_count_recovery(DbSession *session, StaffId staff, gint64 *ret, GError **error);
