/* SPDX-License-Identifier: Apache-2.0 */
#include "store/record-class-store.h"

DB_STATEMENT(set_record_class, "INSERT INTO case_record_classes (case_id, class, at, leaf) VALUES ($1, $2, $3, $4)"
                               " ON CONFLICT (case_id) DO UPDATE SET class = $2, at = $3, leaf = $4");
DB_STATEMENT(find_record_class, "SELECT class FROM case_record_classes WHERE case_id = $1");

gboolean
record_class_store_set(DbSession *session, CaseId case_id, const char *class, gint64 at, gint64 leaf, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &set_record_class);

    db_bind_int(query, case_id.value);
    db_bind_text(query, class);
    db_bind_int(query, at);
    db_bind_int(query, leaf);
    return db_run(query, error);
}

char *
record_class_store_find(DbSession *session, CaseId case_id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_record_class);
    g_autofree char *class = NULL;

    db_bind_int(query, case_id.value);
    class = db_step(query) ? db_dup_text(query, 0) : NULL;
    return db_finish(query, error) ? g_steal_pointer(&class) : NULL;
}
