/* SPDX-License-Identifier: Apache-2.0 */
#include "store/appeal-store.h"

/* A release and the message that it became have one id. */
DB_STATEMENT(last_answer, "SELECT r.id, r.author FROM releases r JOIN messages m ON m.id = r.id"
                          " WHERE r.case_id = $1 AND r.kind = 'reply' AND m.person = $2 ORDER BY r.id DESC LIMIT 1");
DB_STATEMENT(find_appeal, "SELECT at FROM appeals WHERE answer = $1");
DB_STATEMENT(insert_appeal, "INSERT INTO appeals (answer, case_id, message, at) VALUES ($1, $2, $3, $4)");

gboolean
appeal_store_last_answer(DbSession *session, CaseId case_id, PersonId person, MessageId *ret_answer,
                         StaffId *ret_author, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &last_answer);

    db_bind_int(query, case_id.value);
    db_bind_int(query, person.value);
    ret_answer->value = ret_author->value = 0;
    if (db_step(query)) {
        ret_answer->value = db_int(query, 0);
        ret_author->value = db_int(query, 1);
    }
    return db_finish(query, error);
}

gboolean
appeal_store_find(DbSession *session, MessageId answer, gint64 *ret_at, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_appeal);

    db_bind_int(query, answer.value);
    *ret_at = db_step(query) ? db_int(query, 0) : 0;
    return db_finish(query, error);
}

gboolean
appeal_store_insert(DbSession *session, MessageId answer, CaseId case_id, MessageId message, gint64 at, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_appeal);

    db_bind_int(query, answer.value);
    db_bind_int(query, case_id.value);
    db_bind_int(query, message.value);
    db_bind_int(query, at);
    return db_run(query, error);
}
