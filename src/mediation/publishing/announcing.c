/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/publishing/announcing.h"

#include "base/clock.h"
#include "base/error.h"
#include "mediation/publishing/publishing.h"

#define ANNOUNCE_LEASE (10 * CLOCK_MINUTE)

typedef struct {
    const Mediation *mediation;
    const Job *job;
    PublicationItem *item; /* NULL: it was never released after all */
} Turn;

static gboolean
announces(const Channel *channel)
{
    return channel->driver->announce != NULL;
}

gboolean
announcing_add(const Mediation *mediation, DbSession *session, PublicationId id, GError **error)
{
    gboolean wanted = FALSE;

    for (guint i = 0; mediation->channels != NULL && i < channels_count(mediation->channels); i++)
        wanted |= announces(channels_at(mediation->channels, i));
    return !wanted || work_add(session, WORK_ANNOUNCE, id.value, clock_now(), error);
}

/* As everybody sees it now: when it was corrected meanwhile, it is told once, as it is. */
static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    Turn *turn = data;
    g_autoptr(PublicationRow) row = publication_store_load(session, (PublicationId){ turn->job->subject }, error);

    if (row == NULL)
        return FALSE;
    if (row->standing == STANDING_NEVER)
        return TRUE;
    turn->item = publishing_item(turn->mediation, session, row, row->released, error);
    return turn->item != NULL;
}

static gboolean
finish(DbSession *session, gpointer data, GError **error)
{
    const Turn *turn = data;

    return work_done(session, turn->job, error);
}

static gboolean
announce(gpointer data, const Job *job, GError **error)
{
    const Mediation *mediation = data;
    Turn turn = { .mediation = mediation, .job = job };
    g_autoptr(PublicationItem) item = NULL;

    if (!store_read(mediation->store, load, &turn, error))
        return FALSE;
    item = turn.item;
    for (guint i = 0; item != NULL && i < channels_count(mediation->channels); i++) {
        const Channel *channel = channels_at(mediation->channels, i);

        if (announces(channel) && !channel->driver->announce(channel->handle, item, error)) {
            g_prefix_error(error, "announcing on %s: ", channel->name);
            return FALSE;
        }
    }
    return store_write_background(mediation->store, finish, &turn, error);
}

void
announcing_register(Mediation *mediation)
{
    work_register(mediation->work, WORK_ANNOUNCE, 1, ANNOUNCE_LEASE, announce, mediation);
}
