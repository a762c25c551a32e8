/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/health.h"

#include "model/rights.h"

#define PROBE "health.probe"

DB_STATEMENT(insert_probe, "INSERT INTO settings (name, value) VALUES ($1, '')");
DB_STATEMENT(delete_probe, "DELETE FROM settings WHERE name = $1");

static gboolean
run_probe(DbSession *session, const DbStatement *statement, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, statement);

    db_bind_text(query, PROBE);
    return db_run(query, error);
}

static gboolean
probe(DbSession *session, gpointer data, GError **error)
{
    (void)data;
    return run_probe(session, &insert_probe, error) && run_probe(session, &delete_probe, error);
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
