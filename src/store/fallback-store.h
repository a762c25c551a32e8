/* SPDX-License-Identifier: Apache-2.0 */
/* store/fallback-store.h: which answers could not be delivered, and what went another way instead. Calls run inside the
 * caller's transaction. */
#pragma once
#include "store/release-store.h"

/* @outcome: "sent", "proposed", "none"; @next: the release or proposal; 0: none. */
gboolean fallback_store_insert(DbSession *session, const Delivery *failed, const char *outcome, gint64 next, gint64 at,
                               GError **error);
/* The release that went another way instead of @release; 0: none did. */
gboolean fallback_store_next(DbSession *session, ReleaseId release, ReleaseId *ret, GError **error);
/* @ret_settled: @release had its fallback. @ret_is_one: it is one itself. */
gboolean fallback_store_find(DbSession *session, ReleaseId release, gboolean *ret_settled, gboolean *ret_is_one,
                             GError **error);
