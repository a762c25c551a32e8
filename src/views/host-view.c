/* SPDX-License-Identifier: Apache-2.0 */
#include "views/host-view.h"

#include "base/clock.h"
#include "mediation/delivering/errands.h"
#include "mediation/delivering/pausing.h"
#include "model/rights.h"

/* By the index jobs_due: what is put aside while the channel is paused waits too. */
DB_STATEMENT(list_hosts_behind,
             "SELECT e.host, count(*), min(e.at) FROM (SELECT subject FROM jobs WHERE kind IN ($1, $2) ORDER BY due"
             " LIMIT $3) AS j JOIN channel_errands e ON e.id = j.subject WHERE e.channel = $4 AND e.host <> ''"
             " GROUP BY e.host ORDER BY min(e.at), e.host LIMIT $5");

void
host_view_row_free(HostViewRow *row)
{
    if (row == NULL)
        return;
    g_free(row->host);
    g_free(row);
}

typedef struct {
    const Mediation *mediation;
    const char *channel;
    GPtrArray *rows;
} Loading;

static HostViewRow *
read_row(const Loading *loading, DbQuery *query)
{
    const Mediation *mediation = loading->mediation;
    HostViewRow *row = g_new0(HostViewRow, 1);

    row->host = db_dup_text(query, 0);
    row->waiting = db_int(query, 1);
    row->oldest = db_int(query, 2);
    row->away =
        mediation->errands != NULL && errands_wait_for(mediation->errands, loading->channel, row->host, clock_now());
    return row;
}

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    const Loading *loading = data;
    g_autofree char *held = pausing_held_kind(WORK_ERRAND, loading->channel);
    g_autoptr(DbQuery) query = db_query(session, &list_hosts_behind);

    db_bind_text(query, WORK_ERRAND);
    db_bind_text(query, held);
    db_bind_int(query, HOST_VIEW_COUNTED);
    db_bind_text(query, loading->channel);
    db_bind_int(query, HOST_VIEW_MAX);
    while (db_step(query))
        g_ptr_array_add(loading->rows, read_row(loading, query));
    return db_finish(query, error);
}

GPtrArray *
host_view_list(const Mediation *mediation, const Actor *actor, const char *channel, GError **error)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)host_view_row_free);

    if (!rights_check_anywhere(actor, ACTION_SEE_HEALTH, error) ||
        !store_read(mediation->store, load, &(Loading){ mediation, channel, rows }, error))
        return NULL;
    return g_steal_pointer(&rows);
}
