/* SPDX-License-Identifier: Apache-2.0 */
#include "store/verdict-store.h"

#define COLUMNS(from)                                                                                                  \
    "SELECT " from "message, " from "filter, " from "part, " from "verdict, " from "label, " from "reason, " from      \
    "detail, " from "places, " from "grouped, " from "at"

DB_STATEMENT(
    save_verdict,
    "INSERT INTO verdicts (message, filter, part, label, verdict, reason, detail, places, grouped, at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (message, filter, part, label) DO UPDATE SET"
    " verdict = excluded.verdict, reason = excluded.reason, detail = excluded.detail,"
    " places = excluded.places, grouped = excluded.grouped, at = excluded.at");
DB_STATEMENT(list_verdicts, COLUMNS("") " FROM verdicts WHERE message = $1 ORDER BY filter, part, label");
DB_STATEMENT(list_case_verdicts, COLUMNS("v.") " FROM messages m JOIN verdicts v ON v.message = m.id"
                                               " WHERE m.case_id = $1 ORDER BY v.message, v.filter, v.part, v.label");

gboolean
verdict_store_save(DbSession *session, MessageId message, const char *filter, const Verdict *verdict, gint64 at,
                   GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &save_verdict);

    db_bind_int(query, message.value);
    db_bind_text(query, filter);
    db_bind_text(query, verdict->part);
    db_bind_text(query, verdict->label);
    db_bind_text(query, verdict_kind_name(verdict->kind));
    db_bind_text(query, verdict->reason);
    db_bind_text(query, verdict->detail);
    db_bind_text(query, verdict->places);
    db_bind_int(query, verdict->group);
    db_bind_int(query, at);
    return db_run(query, error);
}

void
stored_verdict_free(StoredVerdict *stored)
{
    g_free(stored->filter);
    verdict_free(stored->verdict);
    g_free(stored);
}

static GPtrArray *
read_verdicts(DbQuery *query, GError **error)
{
    g_autoptr(GPtrArray) verdicts = g_ptr_array_new_with_free_func((GDestroyNotify)stored_verdict_free);

    while (db_step(query)) {
        StoredVerdict *stored = g_new0(StoredVerdict, 1);
        VerdictKind kind = VERDICT_HOLD;

        verdict_kind_parse(db_text(query, 3), &kind);
        stored->message.value = db_int(query, 0);
        stored->filter = db_dup_text(query, 1);
        stored->verdict = verdict_new(kind, db_text(query, 4), db_text(query, 2), db_text(query, 5));
        g_free(stored->verdict->detail);
        g_free(stored->verdict->places);
        stored->verdict->detail = db_dup_text(query, 6);
        stored->verdict->places = db_dup_text(query, 7);
        stored->verdict->group = db_int(query, 8);
        stored->at = db_int(query, 9);
        g_ptr_array_add(verdicts, stored);
    }
    return db_finish(query, error) ? g_steal_pointer(&verdicts) : NULL;
}

GPtrArray *
verdict_store_list(DbSession *session, MessageId message, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &list_verdicts);

    db_bind_int(query, message.value);
    return read_verdicts(query, error);
}

GPtrArray *
verdict_store_list_case(DbSession *session, CaseId case_id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &list_case_verdicts);

    db_bind_int(query, case_id.value);
    return read_verdicts(query, error);
}
