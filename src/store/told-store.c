/* SPDX-License-Identifier: Apache-2.0 */
#include "store/told-store.h"

DB_STATEMENT(list_told, "SELECT s.reference, s.state, s.changed FROM identities i"
                        " JOIN participants p ON p.identity = i.id JOIN conversations c ON c.id = p.conversation"
                        " JOIN cases s ON s.id = c.case_id"
                        " WHERE i.uri = $1 AND c.channel = $2 AND c.kind = 'citizen'"
                        " ORDER BY c.id DESC LIMIT " G_STRINGIFY(TOLD_CASES_MAX));

static void
told_case_free(gpointer data)
{
    ToldCase *told = data;

    g_free(told->reference);
    g_free(told);
}

GPtrArray *
told_store_list(DbSession *session, const char *channel, const char *uri, GError **error)
{
    g_autoptr(GPtrArray) cases = g_ptr_array_new_with_free_func(told_case_free);
    g_autoptr(DbQuery) query = db_query(session, &list_told);

    db_bind_text(query, uri);
    db_bind_text(query, channel);
    while (db_step(query)) {
        ToldCase *told = g_new0(ToldCase, 1);

        told->reference = db_dup_text(query, 0);
        case_state_parse(db_text(query, 1), &told->state);
        told->changed = db_int(query, 2);
        g_ptr_array_add(cases, told);
    }
    return db_finish(query, error) ? g_steal_pointer(&cases) : NULL;
}
