/* SPDX-License-Identifier: Apache-2.0 */
/* How many activities wait whose signer nobody has proven yet: in all, of each server, and from each network, so that
 * nobody fills the room that is for all. Those from networks are counted in memory; a restart forgets them. */
#include "channels/fediverse/fediverse-private.h"

static guint
waiting_from(const Fediverse *fediverse, const char *network)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(fediverse->doubts, network));
}

static gboolean
enter(Fediverse *fediverse, const char *network)
{
    guint waiting;

    MUTEX_HELD(&fediverse->mutex);
    waiting = waiting_from(fediverse, network);
    if (waiting >= FEDIVERSE_STRANGERS_OF)
        return FALSE;
    g_hash_table_insert(fediverse->doubts, g_strdup(network), GUINT_TO_POINTER(waiting + 1));
    return TRUE;
}

gboolean
fediverse_doubt_admit(Fediverse *fediverse, const char *host, const char *network, gboolean *ret, GError **error)
{
    guint waiting;

    if (!channel_ledger_waiting_for(fediverse->host, "verify", host, FEDIVERSE_STRANGERS_OF, &waiting, error))
        return FALSE;
    *ret = waiting < FEDIVERSE_STRANGERS_OF && enter(fediverse, network);
    if (*ret)
        atomic_fetch_add(&fediverse->waiting, 1);
    return TRUE;
}

void
fediverse_doubt_leave(Fediverse *fediverse, const char *network)
{
    guint waiting;

    atomic_fetch_sub(&fediverse->waiting, 1);
    MUTEX_HELD(&fediverse->mutex);
    waiting = waiting_from(fediverse, network);
    if (waiting > 1)
        g_hash_table_insert(fediverse->doubts, g_strdup(network), GUINT_TO_POINTER(waiting - 1));
    else
        g_hash_table_remove(fediverse->doubts, network);
}
