/* SPDX-License-Identifier: Apache-2.0 */
#include "store/fallback-store.h"

DB_STATEMENT(insert_fallback, "INSERT INTO fallbacks (release_id, delivery, case_id, outcome, next, at)"
                              " VALUES ($1, $2, $3, $4, $5, $6)");
/* What others agreed to first left as another release. */
DB_STATEMENT(find_fallback, "SELECT (SELECT count(*) FROM fallbacks WHERE release_id = $1),"
                            " (SELECT count(*) FROM fallbacks WHERE next = $1 AND next <> 0)"
                            " + (SELECT count(*) FROM proposals p JOIN fallbacks f ON f.next = p.id"
                            " WHERE p.case_id = (SELECT r.case_id FROM releases r WHERE r.id = $1)"
                            " AND p.released = $1 AND f.next <> 0)");

DB_STATEMENT(next_fallback, "SELECT next FROM fallbacks WHERE release_id = $1 AND outcome = 'sent'");

gboolean
fallback_store_next(DbSession *session, ReleaseId release, ReleaseId *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &next_fallback);

    db_bind_int(query, release.value);
    ret->value = db_step(query) ? db_int(query, 0) : 0;
    return db_finish(query, error);
}

gboolean
fallback_store_insert(DbSession *session, const Delivery *failed, const char *outcome, gint64 next, gint64 at,
                      GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_fallback);

    db_bind_int(query, failed->release.value);
    db_bind_int(query, failed->id.value);
    db_bind_int(query, failed->case_id.value);
    db_bind_text(query, outcome);
    db_bind_int(query, next);
    db_bind_int(query, at);
    return db_run(query, error);
}

gboolean
fallback_store_find(DbSession *session, ReleaseId release, gboolean *ret_settled, gboolean *ret_is_one, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_fallback);

    db_bind_int(query, release.value);
    *ret_settled = *ret_is_one = FALSE;
    if (db_step(query)) {
        *ret_settled = db_int(query, 0) > 0;
        *ret_is_one = db_int(query, 1) > 0;
    }
    return db_finish(query, error);
}
