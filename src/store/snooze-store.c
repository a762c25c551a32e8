/* SPDX-License-Identifier: Apache-2.0 */
#include "store/snooze-store.h"

DB_STATEMENT(set_snooze, "INSERT INTO case_snoozes (case_id, until, staff) VALUES ($1, $2, $3)"
                         " ON CONFLICT (case_id) DO UPDATE SET until = excluded.until, staff = excluded.staff");
DB_STATEMENT(remove_snooze, "DELETE FROM case_snoozes WHERE case_id = $1");
DB_STATEMENT(find_snooze, "SELECT until FROM case_snoozes WHERE case_id = $1");

gboolean
snooze_store_set(DbSession *session, CaseId case_id, gint64 until, StaffId staff, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &set_snooze);

    db_bind_int(query, case_id.value);
    db_bind_int(query, until);
    db_bind_int(query, staff.value);
    return db_run(query, error);
}

gboolean
snooze_store_remove(DbSession *session, CaseId case_id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &remove_snooze);

    db_bind_int(query, case_id.value);
    return db_run(query, error);
}

gboolean
snooze_store_find(DbSession *session, CaseId case_id, gint64 *ret_until, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_snooze);

    db_bind_int(query, case_id.value);
    *ret_until = db_step(query) ? db_int(query, 0) : 0;
    return db_finish(query, error);
}
