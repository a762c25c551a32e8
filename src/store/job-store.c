/* SPDX-License-Identifier: Apache-2.0 */
#include "store/job-store.h"

#include "base/id.h"

DB_STATEMENT(add_job, "INSERT INTO jobs (id, kind, subject, lane, due, leased_until, attempts, trouble)"
                      " VALUES ($1, $2, $3, $4, $5, 0, 0, '')");
DB_STATEMENT(lease_jobs,
             "UPDATE jobs SET leased_until = $1, attempts = attempts + 1 WHERE id IN"
             " (SELECT id FROM jobs WHERE kind = $2 AND due <= $3 AND leased_until <= $4 ORDER BY due, id LIMIT $5)"
             " RETURNING id, subject, lane, attempts");
DB_STATEMENT(remove_job, "DELETE FROM jobs WHERE id = $1");
DB_STATEMENT(withdraw_job, "DELETE FROM jobs WHERE subject = $1 AND leased_until = 0");
DB_STATEMENT(postpone_job, "UPDATE jobs SET leased_until = 0, due = $1, trouble = $2 WHERE id = $3");
DB_STATEMENT(put_back_job, "UPDATE jobs SET leased_until = 0, due = $1, attempts = attempts - 1 WHERE id = $2");
DB_STATEMENT(release_job,
             "UPDATE jobs SET leased_until = 0, attempts = attempts - 1 WHERE id = $1 AND leased_until > 0");
DB_STATEMENT(hold_job, "UPDATE jobs SET kind = $1, leased_until = 0, attempts = attempts - 1 WHERE id = $2");
DB_STATEMENT(unhold_jobs,
             "UPDATE jobs SET kind = $1 WHERE id IN (SELECT id FROM jobs WHERE kind = $2 ORDER BY due LIMIT $3)");
DB_STATEMENT(free_jobs, "UPDATE jobs SET leased_until = 0 WHERE leased_until > 0");
DB_STATEMENT(postponed_jobs,
             "SELECT id, subject, lane, attempts, due FROM jobs WHERE lane <> 0 AND (trouble <> '' OR due > $1)");
DB_STATEMENT(next_job, "SELECT due FROM jobs WHERE kind = $1 AND leased_until = 0 ORDER BY due LIMIT 1");
DB_STATEMENT(count_jobs,
             "SELECT count(*), coalesce(sum(CASE WHEN trouble <> '' THEN 1 ELSE 0 END), 0), coalesce(min(due), 0)"
             " FROM jobs WHERE kind = $1");

gboolean
job_store_add(DbSession *session, const char *kind, gint64 subject, gint64 lane, gint64 due, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &add_job);

    db_bind_int(query, id_next());
    db_bind_text(query, kind);
    db_bind_int(query, subject);
    db_bind_int(query, lane);
    db_bind_int(query, due);
    return db_run(query, error);
}

static Job
read_job(DbQuery *query)
{
    return (Job){
        .id = db_int(query, 0),
        .subject = db_int(query, 1),
        .lane = db_int(query, 2),
        .attempts = (guint)db_int(query, 3),
    };
}

/* RETURNING has no order. */
static gint
by_age(gconstpointer a, gconstpointer b)
{
    const Job *one = a, *other = b;

    return one->id < other->id ? -1 : one->id > other->id;
}

gboolean
job_store_lease(DbSession *session, const char *kind, gint64 now, gint64 until, guint limit, GArray *jobs,
                GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &lease_jobs);

    db_bind_int(query, until);
    db_bind_text(query, kind);
    db_bind_int(query, now);
    db_bind_int(query, now);
    db_bind_int(query, limit);
    while (db_step(query)) {
        Job job = read_job(query);

        g_array_append_val(jobs, job);
    }
    g_array_sort(jobs, by_age);
    return db_finish(query, error);
}

gboolean
job_store_remove(DbSession *session, gint64 id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &remove_job);

    db_bind_int(query, id);
    return db_run(query, error);
}

gboolean
job_store_withdraw(DbSession *session, gint64 subject, gboolean *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &withdraw_job);

    db_bind_int(query, subject);
    if (!db_run(query, error))
        return FALSE;
    *ret = db_changes(session) > 0;
    return TRUE;
}

gboolean
job_store_postpone(DbSession *session, gint64 id, gint64 due, const char *trouble, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &postpone_job);

    db_bind_int(query, due);
    db_bind_text(query, trouble);
    db_bind_int(query, id);
    return db_run(query, error);
}

gboolean
job_store_put_back(DbSession *session, gint64 id, gint64 due, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &put_back_job);

    db_bind_int(query, due);
    db_bind_int(query, id);
    return db_run(query, error);
}

gboolean
job_store_release(DbSession *session, gint64 id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &release_job);

    db_bind_int(query, id);
    return db_run(query, error);
}

gboolean
job_store_hold(DbSession *session, gint64 id, const char *held, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &hold_job);

    db_bind_text(query, held);
    db_bind_int(query, id);
    return db_run(query, error);
}

gboolean
job_store_unhold(DbSession *session, const char *held, const char *kind, guint limit, guint *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &unhold_jobs);

    db_bind_text(query, kind);
    db_bind_text(query, held);
    db_bind_int(query, limit);
    if (!db_run(query, error))
        return FALSE;
    *ret = (guint)db_changes(session);
    return TRUE;
}

gboolean
job_store_free_all(DbSession *session, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &free_jobs);

    return db_run(query, error);
}

gboolean
job_store_each_postponed(DbSession *session, gint64 now, JobFunction each, gpointer data, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &postponed_jobs);

    db_bind_int(query, now);
    while (db_step(query)) {
        Job job = read_job(query);

        each(data, &job, db_int(query, 4));
    }
    return db_finish(query, error);
}

gboolean
job_store_next_due(DbSession *session, const char *kind, gint64 *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &next_job);

    db_bind_text(query, kind);
    *ret = db_step(query) ? db_int(query, 0) : G_MAXINT64;
    return db_finish(query, error);
}

gboolean
job_store_backlog(DbSession *session, const char *kind, JobBacklog *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &count_jobs);

    db_bind_text(query, kind);
    if (!db_step_one(query, "backlog", error))
        return FALSE;
    ret->waiting = db_int(query, 0);
    ret->troubled = db_int(query, 1);
    ret->oldest = db_int(query, 2);
    return db_finish(query, error);
}
