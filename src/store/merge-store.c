/* SPDX-License-Identifier: Apache-2.0 */
#include "store/merge-store.h"

#include <string.h>

#include "base/error.h"
#include "base/locale.h"

#define KIND_CONVERSATION "conversation"
#define KIND_MESSAGE      "message"

DB_STATEMENT(insert_merge, "INSERT INTO case_merges (id, source, target, at, staff, state, unread, snoozed, undone)"
                           " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)");
DB_STATEMENT(undo_merge, "UPDATE case_merges SET undone = $1 WHERE id = $2");
DB_STATEMENT(find_merge, "SELECT id, source, target, at, staff, state, unread, snoozed FROM case_merges"
                         " WHERE source = $1 AND undone = 0");
DB_STATEMENT(list_merge_sources, "SELECT source FROM case_merges WHERE target = $1 AND undone = 0 ORDER BY id");
DB_STATEMENT(insert_merge_item, "INSERT INTO case_merge_items (merge, kind, subject) VALUES ($1, $2, $3)");
DB_STATEMENT(list_merge_items, "SELECT subject FROM case_merge_items WHERE merge = $1 AND kind = $2 ORDER BY subject");
DB_STATEMENT(list_case_conversations, "SELECT id FROM conversations WHERE case_id = $1 ORDER BY id");
DB_STATEMENT(list_loose_messages, "SELECT id FROM messages WHERE case_id = $1 AND conversation IS NULL ORDER BY id");
DB_STATEMENT(move_conversation, "UPDATE conversations SET case_id = $1 WHERE id = $2 AND case_id = $3");
DB_STATEMENT(move_conversation_messages, "UPDATE messages SET case_id = $1 WHERE case_id = $2 AND conversation = $3");
DB_STATEMENT(move_conversation_releases, "UPDATE releases SET case_id = $1 WHERE case_id = $2 AND conversation = $3");
DB_STATEMENT(move_release_deliveries, "UPDATE deliveries SET case_id = $1 WHERE case_id = $2"
                                      " AND release_id IN (SELECT r.id FROM releases r WHERE r.case_id = $1)");
DB_STATEMENT(move_message, "UPDATE messages SET case_id = $1 WHERE id = $2 AND case_id = $3");
DB_STATEMENT(count_held_messages, "SELECT count(*) FROM messages m LEFT JOIN reviews r ON r.message = m.id"
                                  " WHERE m.case_id = $1 AND m.screening = 'held' AND r.message IS NULL");

gboolean
merge_store_insert(DbSession *session, const Merge *merge, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_merge);

    db_bind_int(query, merge->id);
    db_bind_int(query, merge->source.value);
    db_bind_int(query, merge->target.value);
    db_bind_int(query, merge->at);
    db_bind_int(query, merge->staff.value);
    db_bind_text(query, case_state_name(merge->state));
    db_bind_int(query, merge->unread);
    db_bind_int(query, merge->snoozed);
    return db_run(query, error);
}

gboolean
merge_store_undo(DbSession *session, gint64 id, gint64 at, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &undo_merge);

    db_bind_int(query, at);
    db_bind_int(query, id);
    return db_run(query, error);
}

gboolean
merge_store_find(DbSession *session, CaseId source, Merge *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_merge);

    *ret = (Merge){ 0 };
    db_bind_int(query, source.value);
    if (db_step(query)) {
        ret->id = db_int(query, 0);
        ret->source.value = db_int(query, 1);
        ret->target.value = db_int(query, 2);
        ret->at = db_int(query, 3);
        ret->staff.value = db_int(query, 4);
        case_state_parse(db_text(query, 5), &ret->state);
        ret->unread = db_int(query, 6) != 0;
        ret->snoozed = db_int(query, 7);
    }
    return db_finish(query, error);
}

static GArray *
list_ids(DbQuery *query, GError **error)
{
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));

    while (db_step(query)) {
        gint64 id = db_int(query, 0);

        g_array_append_val(ids, id);
    }
    return db_finish(query, error) ? g_steal_pointer(&ids) : NULL;
}

static GArray *
list_of(DbSession *session, const DbStatement *statement, gint64 id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, statement);

    db_bind_int(query, id);
    return list_ids(query, error);
}

GArray *
merge_store_list_sources(DbSession *session, CaseId target, GError **error)
{
    return list_of(session, &list_merge_sources, target.value, error);
}

static GArray *
list_items(DbSession *session, const Merge *merge, const char *kind, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &list_merge_items);

    db_bind_int(query, merge->id);
    db_bind_text(query, kind);
    return list_ids(query, error);
}

/* ---- moving ---- */

static gboolean
insert_item(DbSession *session, const Merge *merge, const char *kind, gint64 subject, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_merge_item);

    db_bind_int(query, merge->id);
    db_bind_text(query, kind);
    db_bind_int(query, subject);
    return db_run(query, error);
}

/* @statement: to, from, conversation. */
static gboolean
move_rows(DbSession *session, const DbStatement *statement, CaseId from, CaseId to, gint64 conversation, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, statement);

    db_bind_int(query, to.value);
    db_bind_int(query, from.value);
    if (conversation != 0)
        db_bind_int(query, conversation);
    return db_run(query, error);
}

/* One row, which must be in @from. */
static gboolean
move_one(DbSession *session, const DbStatement *statement, CaseId from, CaseId to, gint64 id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, statement);

    db_bind_int(query, to.value);
    db_bind_int(query, id);
    db_bind_int(query, from.value);
    if (!db_run(query, error))
        return FALSE;
    if (db_changes(session) == 1)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                        SAY_NOOP("what was merged has been merged again since; undo the later merge first"));
    return FALSE;
}

static gboolean
move_all(DbSession *session, const GArray *conversations, const GArray *messages, CaseId from, CaseId to,
         GError **error)
{
    for (guint i = 0; i < conversations->len; i++) {
        gint64 id = g_array_index(conversations, gint64, i);

        if (!move_one(session, &move_conversation, from, to, id, error) ||
            !move_rows(session, &move_conversation_messages, from, to, id, error) ||
            !move_rows(session, &move_conversation_releases, from, to, id, error))
            return FALSE;
    }
    for (guint i = 0; i < messages->len; i++)
        if (!move_one(session, &move_message, from, to, g_array_index(messages, gint64, i), error))
            return FALSE;
    return move_rows(session, &move_release_deliveries, from, to, 0, error);
}

static gboolean
note_items(DbSession *session, const Merge *merge, const char *kind, const GArray *ids, GError **error)
{
    for (guint i = 0; i < ids->len; i++)
        if (!insert_item(session, merge, kind, g_array_index(ids, gint64, i), error))
            return FALSE;
    return TRUE;
}

gboolean
merge_store_move(DbSession *session, const Merge *merge, GError **error)
{
    g_autoptr(GArray) conversations = list_of(session, &list_case_conversations, merge->source.value, error);
    g_autoptr(GArray) messages =
        conversations == NULL ? NULL : list_of(session, &list_loose_messages, merge->source.value, error);

    return messages != NULL && note_items(session, merge, KIND_CONVERSATION, conversations, error) &&
           note_items(session, merge, KIND_MESSAGE, messages, error) &&
           move_all(session, conversations, messages, merge->source, merge->target, error);
}

gboolean
merge_store_move_back(DbSession *session, const Merge *merge, GError **error)
{
    g_autoptr(GArray) conversations = list_items(session, merge, KIND_CONVERSATION, error);
    g_autoptr(GArray) messages = conversations == NULL ? NULL : list_items(session, merge, KIND_MESSAGE, error);

    return messages != NULL && move_all(session, conversations, messages, merge->target, merge->source, error);
}

gboolean
merge_store_count_held(DbSession *session, CaseId case_id, guint *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &count_held_messages);

    db_bind_int(query, case_id.value);
    if (!db_step_one(query, "count", error))
        return FALSE;
    *ret = (guint)db_int(query, 0);
    return db_finish(query, error);
}
