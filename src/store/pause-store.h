/* SPDX-License-Identifier: Apache-2.0 */
/* store/pause-store.h: when channels were paused, and why. Calls run inside the caller's transaction. */
#pragma once
#include "model/pause.h"
#include "store/store.h"

/* @pause has all but the id, which is set. */
gboolean pause_store_insert(Store *store, DbSession *session, Pause *pause, GError **error);
/* The pause that holds @channel now. *ret NULL: none does. */
gboolean pause_store_find(Store *store, DbSession *session, const char *channel, Pause **ret, GError **error);
/* Whether one does, without opening it. */
gboolean pause_store_holds(DbSession *session, const char *channel, gboolean *ret, GError **error);
/* Pause *: all that hold now, by channel. */
GPtrArray *pause_store_list(Store *store, DbSession *session, GError **error);
gboolean pause_store_end(DbSession *session, gint64 id, gint64 at, GError **error);
/* char *: channels that were paused at some time and are not now. */
GPtrArray *pause_store_list_resumed(DbSession *session, GError **error);
/* For how long of the time from @from to @now @channel was paused, microseconds. */
gboolean pause_store_time(DbSession *session, const char *channel, gint64 from, gint64 now, gint64 *ret,
                          GError **error);
