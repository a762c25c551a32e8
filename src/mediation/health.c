/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/health.h"

#include "model/rights.h"
#include "store/setting-store.h"

static gboolean
probe(DbSession *session, gpointer data, GError **error)
{
    (void)data;
    return setting_store_probe(session, error);
}

gboolean
health_check_store(Mediation *mediation, const Actor *actor, GError **error)
{
    return rights_check_anywhere(actor, ACTION_SEE_HEALTH, error) &&
           store_write_background(mediation->store, probe, NULL, error);
}

gboolean
health_writes(Mediation *mediation, const Actor *actor, HealthWrites *ret, GError **error)
{
    DbCounters counters;

    if (!rights_check_anywhere(actor, ACTION_SEE_HEALTH, error))
        return FALSE;
    db_counters(mediation->store->db, &counters);
    *ret = (HealthWrites){ counters.commits, counters.tasks, counters.failures, counters.commit_microseconds,
                           counters.waiting };
    return TRUE;
}
