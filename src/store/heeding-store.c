/* SPDX-License-Identifier: Apache-2.0 */
#include "store/heeding-store.h"

#include <string.h>

DB_STATEMENT(find_objection, "SELECT lifted FROM objections WHERE hash = $1");
DB_STATEMENT(stop_objection, "INSERT INTO objections (hash, stopped, lifted) VALUES ($1, $2, 0)"
                             " ON CONFLICT (hash) DO UPDATE SET stopped = excluded.stopped, lifted = 0");
DB_STATEMENT(lift_objection, "INSERT INTO objections (hash, stopped, lifted) VALUES ($1, 0, $2)"
                             " ON CONFLICT (hash) DO UPDATE SET lifted = excluded.lifted");
DB_STATEMENT(insert_heeding, "INSERT INTO heedings (id, hash, answer, language, sealed, secret_key, endpoint, request,"
                             " created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
DB_STATEMENT(load_heeding, "SELECT id, hash, answer, language, sealed, secret_key, endpoint, request, created"
                           " FROM heedings WHERE id = $1");
DB_STATEMENT(count_heedings, "SELECT COUNT(*) FROM heedings WHERE hash = $1 AND created >= $2");
DB_STATEMENT(forget_heedings, "DELETE FROM heedings WHERE created < $1");

static const char *const ANSWERS[] = { "nothing", "stopped", "started", "question", "confirmed", "help" };

const char *
heed_answer_name(HeedAnswer answer)
{
    return ANSWERS[answer];
}

void
heeding_row_free(HeedingRow *row)
{
    g_clear_pointer(&row->sealed, g_bytes_unref);
    g_free(row);
}

/* ---- who objects ---- */

gboolean
heeding_store_is_stopped(DbSession *session, const Digest *hash, gboolean *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_objection);

    db_bind_bytes(query, hash->bytes, DIGEST_SIZE);
    *ret = db_step(query) && db_int(query, 0) == 0;
    return db_finish(query, error);
}

gboolean
heeding_store_stop(DbSession *session, const Digest *hash, gint64 at, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &stop_objection);

    db_bind_bytes(query, hash->bytes, DIGEST_SIZE);
    db_bind_int(query, at);
    return db_run(query, error);
}

gboolean
heeding_store_start(DbSession *session, const Digest *hash, gint64 at, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &lift_objection);

    db_bind_bytes(query, hash->bytes, DIGEST_SIZE);
    db_bind_int(query, at);
    return db_run(query, error);
}

gboolean
heeding_store_started(DbSession *session, const Digest *hash, gint64 *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_objection);

    db_bind_bytes(query, hash->bytes, DIGEST_SIZE);
    *ret = db_step(query) ? db_int(query, 0) : 0;
    return db_finish(query, error);
}

/* ---- what is answered ---- */

gboolean
heeding_store_insert(DbSession *session, const HeedingRow *row, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_heeding);

    db_bind_int(query, row->id);
    db_bind_bytes(query, row->hash.bytes, DIGEST_SIZE);
    db_bind_text(query, heed_answer_name(row->answer));
    db_bind_text(query, row->language);
    db_bind_bytes(query, g_bytes_get_data(row->sealed, NULL), g_bytes_get_size(row->sealed));
    db_bind_int(query, row->secret_key);
    db_bind_int(query, row->endpoint);
    db_bind_int(query, row->request);
    db_bind_int(query, row->created);
    return db_run(query, error);
}

static HeedingRow *
read_row(DbQuery *query)
{
    HeedingRow *row = g_new0(HeedingRow, 1);
    gsize length;
    const void *bytes = db_bytes(query, 1, &length);

    row->id = db_int(query, 0);
    memcpy(row->hash.bytes, bytes, MIN(length, DIGEST_SIZE));
    for (guint i = 0; i < G_N_ELEMENTS(ANSWERS); i++)
        if (strcmp(ANSWERS[i], db_text(query, 2)) == 0)
            row->answer = (HeedAnswer)i;
    g_strlcpy(row->language, db_text(query, 3), sizeof row->language);
    bytes = db_bytes(query, 4, &length);
    row->sealed = g_bytes_new(bytes, length);
    row->secret_key = db_int(query, 5);
    row->endpoint = db_int(query, 6);
    row->request = db_int(query, 7);
    row->created = db_int(query, 8);
    return row;
}

gboolean
heeding_store_load(DbSession *session, gint64 id, HeedingRow **ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_heeding);
    g_autoptr(HeedingRow) row = NULL;

    db_bind_int(query, id);
    row = db_step(query) ? read_row(query) : NULL;
    if (!db_finish(query, error))
        return FALSE;
    *ret = g_steal_pointer(&row);
    return TRUE;
}

gboolean
heeding_store_count(DbSession *session, const Digest *hash, gint64 since, guint *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &count_heedings);

    db_bind_bytes(query, hash->bytes, DIGEST_SIZE);
    db_bind_int(query, since);
    if (!db_step_one(query, "count", error))
        return FALSE;
    *ret = (guint)db_int(query, 0);
    return TRUE;
}

gboolean
heeding_store_forget(DbSession *session, gint64 before, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &forget_heedings);

    db_bind_int(query, before);
    return db_run(query, error);
}
