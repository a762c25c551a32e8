/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/telling.h"

#include "model/rights.h"

DB_STATEMENT(told_cases, "SELECT s.reference, s.state, s.changed FROM identities i"
                         " JOIN participants p ON p.identity = i.id JOIN conversations c ON c.id = p.conversation"
                         " JOIN cases s ON s.id = c.case_id"
                         " WHERE i.uri = $1 AND c.channel = $2 AND c.kind = 'citizen'"
                         " ORDER BY c.id DESC LIMIT 10");

typedef struct {
    const char *channel, *uri;
    GPtrArray *cases;
} Question;

static void
told_case_free(gpointer data)
{
    ToldCase *told = data;

    g_free(told->reference);
    g_free(told);
}

static gboolean
read_cases(DbSession *session, gpointer data, GError **error)
{
    Question *question = data;
    g_autoptr(DbQuery) query = db_query(session, &told_cases);

    db_bind_text(query, question->uri);
    db_bind_text(query, question->channel);
    while (db_step(query)) {
        ToldCase *told = g_new0(ToldCase, 1);

        told->reference = g_strdup(db_text(query, 0));
        case_state_parse(db_text(query, 1), &told->state);
        told->changed = db_int(query, 2);
        g_ptr_array_add(question->cases, told);
    }
    return db_finish(query, error);
}

GPtrArray *
telling_cases(Mediation *mediation, const Actor *actor, const char *channel, const char *uri, GError **error)
{
    g_autoptr(GPtrArray) cases = g_ptr_array_new_with_free_func(told_case_free);
    Question question = { channel, uri, cases };

    if (!rights_check_anywhere(actor, ACTION_TELL_STATE, error) ||
        !store_read(mediation->store, read_cases, &question, error))
        return NULL;
    return g_steal_pointer(&cases);
}
