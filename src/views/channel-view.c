/* SPDX-License-Identifier: Apache-2.0 */
#include "views/channel-view.h"

#include <string.h>

#include "mediation/delivering/pausing.h"
#include "mediation/releasing/noticing.h"
#include "model/person.h"
#include "model/rights.h"
#include "store/pause-store.h"

/* By the partial index deliveries_state. */
DB_STATEMENT(count_waiting_deliveries,
             "SELECT count(*), coalesce(min(w.created), 0) FROM (SELECT created FROM deliveries"
             " WHERE channel = $1 AND state IN ('waiting', 'leased') LIMIT $2) AS w");
DB_STATEMENT(count_waiting_errands, "SELECT w.channel, count(*), min(w.at) FROM (SELECT channel, at"
                                    " FROM channel_errands ORDER BY id LIMIT $1) AS w GROUP BY w.channel");

void
channel_view_row_free(ChannelViewRow *row)
{
    if (row == NULL)
        return;
    g_free(row->health.words);
    pause_free(row->pause);
    g_clear_pointer(&row->addresses, g_ptr_array_unref);
    g_free(row);
}

typedef struct {
    const Mediation *mediation;
    GPtrArray *rows;
} Loading;

static void
take_oldest(ChannelViewRow *row, gint64 at)
{
    if (at > 0 && (row->oldest == 0 || at < row->oldest))
        row->oldest = at;
}

static gboolean
count_deliveries(DbSession *session, ChannelViewRow *row, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &count_waiting_deliveries);

    db_bind_text(query, row->channel->name);
    db_bind_int(query, CHANNEL_VIEW_COUNTED);
    if (!db_step_one(query, "backlog", error))
        return FALSE;
    row->deliveries = db_int(query, 0);
    take_oldest(row, db_int(query, 1));
    return db_finish(query, error);
}

static ChannelViewRow *
row_of(const Loading *loading, const char *name)
{
    for (guint i = 0; i < loading->rows->len; i++) {
        ChannelViewRow *row = g_ptr_array_index(loading->rows, i);

        if (strcmp(row->channel->name, name) == 0)
            return row;
    }
    return NULL;
}

static gboolean
count_errands(DbSession *session, const Loading *loading, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &count_waiting_errands);

    db_bind_int(query, CHANNEL_VIEW_COUNTED);
    while (db_step(query)) {
        ChannelViewRow *row = row_of(loading, db_text(query, 0));

        if (row == NULL)
            continue;
        row->errands = db_int(query, 1);
        take_oldest(row, db_int(query, 2));
    }
    return db_finish(query, error);
}

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    const Loading *loading = data;

    for (guint i = 0; i < loading->rows->len; i++) {
        ChannelViewRow *row = g_ptr_array_index(loading->rows, i);

        if (!count_deliveries(session, row, error) ||
            !pause_store_find(loading->mediation->store, session, row->channel->name, &row->pause, error))
            return FALSE;
    }
    return count_errands(session, loading, error);
}

/* Deliveries and errands are counted whether they are put aside or not. */
static gboolean
is_counted_apart(const char *kind)
{
    return strcmp(kind, WORK_DELIVER) == 0 || strcmp(kind, WORK_ERRAND) == 0;
}

static gboolean
count_aside(const Mediation *mediation, ChannelViewRow *row, GError **error)
{
    for (const char *const *kind = PAUSING_KINDS; row->pause != NULL && *kind != NULL; kind++) {
        JobBacklog backlog;

        if (is_counted_apart(*kind))
            continue;
        if (!pausing_backlog(mediation, *kind, row->channel->name, &backlog, error))
            return FALSE;
        row->aside += backlog.waiting;
        take_oldest(row, backlog.waiting > 0 ? backlog.oldest : 0);
    }
    return TRUE;
}

static ChannelViewRow *
make_row(const Channel *channel, const DirectorySnapshot *directory)
{
    const GPtrArray *endpoints = directory_endpoints(directory);
    ChannelViewRow *row = g_new0(ChannelViewRow, 1);

    row->channel = channel;
    channel->driver->health(channel->handle, &row->health);
    row->addresses = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < endpoints->len; i++) {
        const Endpoint *endpoint = g_ptr_array_index(endpoints, i);

        if (strcmp(endpoint->channel, channel->name) == 0)
            g_ptr_array_add(row->addresses, identity_shown(endpoint->uri));
    }
    return row;
}

GPtrArray *
channel_view_list(const Mediation *mediation, const Actor *actor, GError **error)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)channel_view_row_free);
    g_autoptr(DirectorySnapshot) directory = NULL;

    if (!rights_check_anywhere(actor, ACTION_SEE_HEALTH, error))
        return NULL;
    directory = directory_snapshot(mediation->directory);
    for (guint i = 0; i < channels_count(mediation->channels); i++)
        g_ptr_array_add(rows, make_row(channels_at(mediation->channels, i), directory));
    if (!store_read(mediation->store, load, &(Loading){ mediation, rows }, error))
        return NULL;
    for (guint i = 0; i < rows->len; i++)
        if (!count_aside(mediation, g_ptr_array_index(rows, i), error))
            return NULL;
    return g_steal_pointer(&rows);
}
