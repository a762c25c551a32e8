/* SPDX-License-Identifier: Apache-2.0 */
#include "store/side-store.h"

DB_STATEMENT(list_sides, "SELECT v.id, v.subject, i.uri, p.name FROM conversations v"
                         " JOIN participants a ON a.conversation = v.id JOIN identities i ON i.id = a.identity"
                         " JOIN persons p ON p.id = i.person WHERE v.case_id = $1 AND v.kind = 'side' ORDER BY v.id");
DB_STATEMENT(is_side_citizen,
             "SELECT 1 FROM cases c WHERE c.id = $1 AND (c.person = $2 OR EXISTS (SELECT 1 FROM conversations v"
             " JOIN participants a ON a.conversation = v.id JOIN identities i ON i.id = a.identity"
             " WHERE v.case_id = $1 AND v.kind = 'citizen' AND i.person = $2))");
DB_STATEMENT(would_confuse_sides,
             "SELECT 1 FROM conversations s JOIN participants sa ON sa.conversation = s.id"
             " JOIN identities si ON si.id = sa.identity WHERE s.case_id IN ($1, $2) AND s.kind = 'side'"
             " AND (EXISTS (SELECT 1 FROM cases c WHERE c.id IN ($1, $2) AND c.person = si.person)"
             " OR EXISTS (SELECT 1 FROM conversations v JOIN participants a ON a.conversation = v.id"
             " JOIN identities i ON i.id = a.identity WHERE v.case_id IN ($1, $2) AND v.kind = 'citizen'"
             " AND i.person = si.person))");

void
side_free(Side *side)
{
    g_free(side->subject);
    g_free(side->uri);
    g_free(side->name);
    g_free(side);
}

GPtrArray *
side_store_list(DbSession *session, CaseId case_id, GError **error)
{
    g_autoptr(GPtrArray) sides = g_ptr_array_new_with_free_func((GDestroyNotify)side_free);
    g_autoptr(DbQuery) query = db_query(session, &list_sides);

    db_bind_int(query, case_id.value);
    while (db_step(query)) {
        Side *side = g_new0(Side, 1);

        side->id.value = db_int(query, 0);
        side->subject = db_dup_text(query, 1);
        side->uri = db_dup_text(query, 2);
        side->name = db_dup_text(query, 3);
        g_ptr_array_add(sides, side);
    }
    return db_finish(query, error) ? g_steal_pointer(&sides) : NULL;
}

gboolean
side_store_is_citizen(DbSession *session, CaseId case_id, PersonId person, gboolean *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &is_side_citizen);

    db_bind_int(query, case_id.value);
    db_bind_int(query, person.value);
    *ret = db_step(query);
    return db_finish(query, error);
}

gboolean
side_store_would_confuse(DbSession *session, CaseId a, CaseId b, gboolean *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &would_confuse_sides);

    db_bind_int(query, a.value);
    db_bind_int(query, b.value);
    *ret = db_step(query);
    return db_finish(query, error);
}
