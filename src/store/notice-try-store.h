/* SPDX-License-Identifier: Apache-2.0 */
/* store/notice-try-store.h: how often a notice that is to be sent again was tried. Calls run inside the caller's
 * transaction. */
#pragma once
#include "db/db.h"

/* Attempts whose end was heard; 0: nothing is known. */
gboolean notice_try_store_heard(DbSession *session, gint64 id, guint *ret, GError **error);
gboolean notice_try_store_set_heard(DbSession *session, gint64 id, guint heard, GError **error);
gboolean notice_try_store_forget(DbSession *session, gint64 id, GError **error);
