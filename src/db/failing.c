/* SPDX-License-Identifier: Apache-2.0 */
#include "db/failing.h"

#include <pthread.h>
#include <stdatomic.h>

#include "db/db-private.h"

static _Atomic guint counted, first, last;
static _Atomic int failure;

void
db_failing_arm(const DbFailing *plan)
{
    atomic_store(&counted, 0);
    atomic_store(&failure, (int)plan->error);
    atomic_store(&last, plan->at == 0 ? 0 : plan->at + MAX(plan->count, 1) - 1);
    atomic_store(&first, plan->at);
}

guint
db_failing_counted(void)
{
    return atomic_load(&counted);
}

static gboolean
is_due(GError **error)
{
    guint now = atomic_fetch_add(&counted, 1) + 1, from = atomic_load(&first);

    if (from == 0 || now < from || now > atomic_load(&last))
        return FALSE;
    g_set_error(error, TRIBUNE_ERROR, atomic_load(&failure), "database: failing on purpose at operation %u", now);
    return TRUE;
}

static gboolean
failing_execute(DbConnection *connection, const char *sql, GError **error)
{
    /* A roll-back never fails: it is how the caller gets out. */
    if (!g_str_has_prefix(sql, "ROLLBACK") && is_due(error))
        return FALSE;
    return DB_SQLITE.execute(connection, sql, error);
}

static DbStepResult
failing_step(DbPrepared *prepared, GError **error)
{
    return is_due(error) ? DB_STEP_ERROR : DB_SQLITE.step(prepared, error);
}

/* SQLite's driver with two functions put in between. */
static DbDriver failing;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void
make_driver(void)
{
    failing = DB_SQLITE;
    failing.name = "failing";
    failing.execute = failing_execute;
    failing.step = failing_step;
}

const DbDriver *
db_failing_driver(void)
{
    pthread_once(&once, make_driver);
    return &failing;
}
