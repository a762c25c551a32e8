/* SPDX-License-Identifier: Apache-2.0 */
#include "store/session-store.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/locale.h"
#include "store/staff-store.h"

DB_STATEMENT(insert_session, "INSERT INTO sessions (token, staff, created, seen, waits) VALUES ($1, $2, $3, $4, $5)");
DB_STATEMENT(find_session, "SELECT staff, created, seen, waits FROM sessions WHERE token = $1");
DB_STATEMENT(touch_session, "UPDATE sessions SET seen = $1 WHERE token = $2 AND seen <= $3");
DB_STATEMENT(promote_session,
             "UPDATE sessions SET token = $1, created = $2, seen = $3, waits = 0 WHERE token = $4 AND waits = 1");
DB_STATEMENT(remove_session, "DELETE FROM sessions WHERE token = $1");
DB_STATEMENT(remove_staff_sessions, "DELETE FROM sessions WHERE staff = $1");
DB_STATEMENT(remove_other_sessions, "DELETE FROM sessions WHERE staff = $1 AND token <> $2");
DB_STATEMENT(trim_sessions, "DELETE FROM sessions WHERE staff = $1 AND token NOT IN"
                            " (SELECT token FROM sessions WHERE staff = $2 ORDER BY created DESC, token LIMIT $3)");
DB_STATEMENT(purge_sessions, "DELETE FROM sessions WHERE created < $1 OR seen < $2");

gboolean
session_store_insert(DbSession *session, const StaffSession *added, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_session);

    db_bind_bytes(query, added->token.bytes, DIGEST_SIZE);
    db_bind_int(query, added->staff.value);
    db_bind_int(query, added->created);
    db_bind_int(query, added->seen);
    db_bind_int(query, added->waits);
    return db_run(query, error);
}

Staff *
session_store_find(DbSession *session, const Digest *token, StaffSession *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_session);
    StaffSession found = { .token = *token };

    db_bind_bytes(query, token->bytes, DIGEST_SIZE);
    if (!db_step(query)) {
        db_finish(query, error);
        return NULL;
    }
    found.staff.value = db_int(query, 0);
    found.created = db_int(query, 1);
    found.seen = db_int(query, 2);
    found.waits = db_int(query, 3) != 0;
    *ret = found;
    return staff_store_load(session, found.staff, error);
}

gboolean
session_store_touch(DbSession *session, const Digest *token, gint64 now, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &touch_session);

    db_bind_int(query, now);
    db_bind_bytes(query, token->bytes, DIGEST_SIZE);
    db_bind_int(query, now - CLOCK_MINUTE);
    return db_run(query, error);
}

gboolean
session_store_promote(DbSession *session, const Digest *token, const Digest *fresh, gint64 now, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &promote_session);

    db_bind_bytes(query, fresh->bytes, DIGEST_SIZE);
    db_bind_int(query, now);
    db_bind_int(query, now);
    db_bind_bytes(query, token->bytes, DIGEST_SIZE);
    if (!db_run(query, error))
        return FALSE;
    if (db_changes(session) == 1)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND,
                        SAY_NOOP("you are not signed in; sign in to go on"));
    return FALSE;
}

gboolean
session_store_remove(DbSession *session, const Digest *token, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &remove_session);

    db_bind_bytes(query, token->bytes, DIGEST_SIZE);
    return db_run(query, error);
}

gboolean
session_store_remove_staff(DbSession *session, StaffId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &remove_staff_sessions);

    db_bind_int(query, id.value);
    return db_run(query, error);
}

gboolean
session_store_remove_others(DbSession *session, StaffId id, const Digest *kept, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &remove_other_sessions);

    db_bind_int(query, id.value);
    db_bind_bytes(query, kept->bytes, DIGEST_SIZE);
    return db_run(query, error);
}

gboolean
session_store_trim(DbSession *session, StaffId id, guint keep, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &trim_sessions);

    db_bind_int(query, id.value);
    db_bind_int(query, id.value);
    db_bind_int(query, keep);
    return db_run(query, error);
}

gboolean
session_store_purge(DbSession *session, gint64 created, gint64 seen, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &purge_sessions);

    db_bind_int(query, created);
    db_bind_int(query, seen);
    return db_run(query, error);
}
