/* SPDX-License-Identifier: Apache-2.0 */
/* store/channel-store.h: what channels remember and have to do. Values are bytes: they are sealed before they get here.
 * Keys are compared as bytes, as SQLite does; in PostgreSQL that takes a database with the collation C. Calls run
 * inside the caller's transaction. */
#pragma once
#include "db/db.h"

typedef struct {
    char *key;
    GBytes *value;
    gint64 at;
} ChannelRow;
void channel_row_free(ChannelRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ChannelRow, channel_row_free)

/* Replaces what is there. */
gboolean channel_store_put(DbSession *session, const char *channel, const char *kind, const ChannelRow *row,
                           GError **error);
/* FALSE in @ret_new: there was one already, and it stays. */
gboolean channel_store_add(DbSession *session, const char *channel, const char *kind, const ChannelRow *row,
                           gboolean *ret_new, GError **error);
gboolean channel_store_remove(DbSession *session, const char *channel, const char *kind, const char *key,
                              GError **error);
/* NULL in @ret: none. */
gboolean channel_store_find(DbSession *session, const char *channel, const char *kind, const char *key,
                            ChannelRow **ret, GError **error);
/* ChannelRow *, by key: those after @after ("": from the first), at most @limit. */
GPtrArray *channel_store_list(DbSession *session, const char *channel, const char *kind, const char *after, guint limit,
                              GError **error);
/* Those whose key begins with @prefix; "": all. */
gboolean channel_store_count(DbSession *session, const char *channel, const char *kind, const char *prefix, gint64 *ret,
                             GError **error);
/* Those of before @before, at most @limit; @ret_more: perhaps there are others. */
gboolean channel_store_forget(DbSession *session, const char *channel, const char *kind, gint64 before, guint limit,
                              gboolean *ret_more, GError **error);

typedef struct {
    gint64 id, at;
    char *channel, *kind, *host;
    GBytes *value;
} ErrandRow;
void errand_row_free(ErrandRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ErrandRow, errand_row_free)

gboolean channel_store_add_errand(DbSession *session, const ErrandRow *row, GError **error);
/* NULL in @ret: it is done already. */
gboolean channel_store_load_errand(DbSession *session, gint64 id, ErrandRow **ret, GError **error);
gboolean channel_store_remove_errand(DbSession *session, gint64 id, GError **error);
gboolean channel_store_count_errands(DbSession *session, const char *channel, const char *kind, gint64 *ret,
                                     GError **error);
/* … for @host, as far as @most. */
gboolean channel_store_count_errands_for(DbSession *session, const char *channel, const char *kind, const char *host,
                                         guint most, gint64 *ret, GError **error);
