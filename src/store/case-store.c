/* SPDX-License-Identifier: Apache-2.0 */
#include "store/case-store.h"

#include <string.h>

#include "base/error.h"

#define CONVERSATION_COLUMNS "c.id, c.case_id, c.channel, c.endpoint, c.subject, c.kind, c.typed"
#define KIND_SIDE            "side"

DB_STATEMENT(next_case_number, "INSERT INTO case_numbers (year, last) VALUES ($1, 1)"
                               " ON CONFLICT (year) DO UPDATE SET last = case_numbers.last + 1 RETURNING last");
DB_STATEMENT(insert_case,
             "INSERT INTO cases (id, reference, title, state, unit, assignee, person, channel, language, preview,"
             " opened, changed, last_in, unread, held, service, priority, version)"
             " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 1)");
DB_STATEMENT(load_case, "SELECT " CASE_STORE_COLUMNS " FROM cases c WHERE c.id = $1");
DB_STATEMENT(find_case, "SELECT " CASE_STORE_COLUMNS " FROM cases c WHERE c.reference = $1");
DB_STATEMENT(update_case,
             "UPDATE cases SET title = $1, state = $2, unit = $3, assignee = $4, language = $5, preview = $6,"
             " changed = $7, last_in = $8, unread = $9, held = $10, service = $11, priority = $12,"
             " raised = $13, version = version + 1 WHERE id = $14 AND version = $15");
DB_STATEMENT(mark_case_read, "UPDATE cases SET unread = 0 WHERE id = $1");
DB_STATEMENT(list_person_cases,
             "SELECT " CASE_STORE_COLUMNS " FROM cases c WHERE c.person = $1 ORDER BY c.id DESC LIMIT $2");
DB_STATEMENT(link_cases, "INSERT INTO case_links (case_id, other, kind) VALUES ($1, $2, $3)"
                         " ON CONFLICT (case_id, other) DO NOTHING");
DB_STATEMENT(unlink_cases,
             "DELETE FROM case_links WHERE (case_id = $1 AND other = $2) OR (case_id = $2 AND other = $1)");
DB_STATEMENT(is_linked, "SELECT 1 FROM case_links WHERE case_id = $1 AND other = $2");
DB_STATEMENT(list_linked_cases,
             "SELECT " CASE_STORE_COLUMNS " FROM case_links l JOIN cases c ON c.id = l.other WHERE l.case_id = $1"
             " ORDER BY c.id");

DB_STATEMENT(insert_conversation, "INSERT INTO conversations (id, case_id, channel, endpoint, subject, kind, typed) "
                                  "VALUES ($1, $2, $3, $4, $5, $6, $7)");
DB_STATEMENT(load_conversation, "SELECT " CONVERSATION_COLUMNS " FROM conversations c WHERE c.id = $1");
/* One in which nothing but a receipt of ours is comes last: that it went there is no reason to answer there. */
DB_STATEMENT(last_conversation,
             "SELECT " CONVERSATION_COLUMNS " FROM conversations c WHERE c.case_id = $1 AND c.kind = 'citizen'"
             " ORDER BY CASE WHEN EXISTS (SELECT 1 FROM participants p WHERE p.conversation = c.id) THEN 0 ELSE 1 END,"
             " CASE WHEN EXISTS (SELECT 1 FROM messages m WHERE m.case_id = c.case_id AND m.conversation = c.id"
             " AND (m.direction <> 'out' OR m.automatic = 'no')) THEN 0 ELSE 1 END, c.id DESC LIMIT 1");
DB_STATEMENT(conversation_of, "SELECT " CONVERSATION_COLUMNS " FROM conversations c"
                              " JOIN participants p ON p.conversation = c.id WHERE c.case_id = $1 AND p.identity = $2"
                              " AND c.kind = 'citizen' ORDER BY c.id DESC LIMIT 1");
DB_STATEMENT(find_conversation, "SELECT " CONVERSATION_COLUMNS " FROM conversations c"
                                " JOIN participants p ON p.conversation = c.id WHERE c.case_id = $1 AND c.channel = $2"
                                " AND p.identity = $3 ORDER BY c.id DESC LIMIT 1");
DB_STATEMENT(latest_talk,
             "SELECT " CONVERSATION_COLUMNS " FROM participants p JOIN conversations c ON c.id = p.conversation"
             " JOIN cases s ON s.id = c.case_id WHERE p.identity = $1 AND c.endpoint = $2 AND c.kind = 'citizen'"
             " AND (s.state NOT IN ('resolved', 'refused', 'duplicate', 'referred', 'withdrawn', 'spam')"
             " OR (s.state IN ('resolved', 'refused', 'referred', 'withdrawn') AND s.changed >= $3))"
             " ORDER BY CASE WHEN s.state IN ('resolved', 'refused', 'referred', 'withdrawn') THEN 1 ELSE 0 END,"
             " s.last_in DESC, c.id DESC LIMIT 1");
DB_STATEMENT(set_subject, "UPDATE conversations SET subject = $1 WHERE id = $2");
DB_STATEMENT(add_participant, "INSERT INTO participants (conversation, identity) VALUES ($1, $2)"
                              " ON CONFLICT (conversation, identity) DO NOTHING");
DB_STATEMENT(is_participant, "SELECT 1 FROM participants WHERE conversation = $1 AND identity = $2");
DB_STATEMENT(first_participant, "SELECT identity FROM participants WHERE conversation = $1 ORDER BY identity LIMIT 1");

gboolean
case_store_next_number(DbSession *session, int year, gint64 *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &next_case_number);

    db_bind_int(query, year);
    if (!db_step_one(query, "case number", error))
        return FALSE;
    *ret = db_int(query, 0);
    return db_finish(query, error);
}

gboolean
case_store_insert(DbSession *session, const Case *a_case, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_case);

    db_bind_int(query, a_case->id.value);
    db_bind_text(query, a_case->reference);
    db_bind_text(query, a_case->title);
    db_bind_text(query, case_state_name(a_case->state));
    db_bind_int(query, a_case->unit.value);
    db_bind_reference(query, a_case->assignee.value);
    db_bind_reference(query, a_case->person.value);
    db_bind_text(query, a_case->channel);
    db_bind_text(query, a_case->language);
    db_bind_text(query, a_case->preview);
    db_bind_int(query, a_case->opened);
    db_bind_int(query, a_case->changed);
    db_bind_int(query, a_case->last_in);
    db_bind_int(query, a_case->unread);
    db_bind_int(query, a_case->held);
    db_bind_reference(query, a_case->service.value);
    db_bind_int(query, a_case->priority);
    return db_run(query, error);
}

Case *
case_store_read(DbQuery *query)
{
    Case *a_case = g_new0(Case, 1);

    a_case->id.value = db_int(query, 0);
    a_case->reference = db_dup_text(query, 1);
    a_case->title = db_dup_text(query, 2);
    case_state_parse(db_text(query, 3), &a_case->state);
    a_case->unit.value = db_int(query, 4);
    a_case->assignee.value = db_int(query, 5);
    a_case->person.value = db_int(query, 6);
    a_case->channel = db_dup_text(query, 7);
    a_case->language = db_dup_text(query, 8);
    a_case->preview = db_dup_text(query, 9);
    a_case->opened = db_int(query, 10);
    a_case->changed = db_int(query, 11);
    a_case->last_in = db_int(query, 12);
    a_case->unread = db_int(query, 13) != 0;
    a_case->held = (guint)db_int(query, 14);
    a_case->version = db_int(query, 15);
    a_case->service.value = db_int(query, 16);
    a_case->priority = (CasePriority)CLAMP(db_int(query, 17), 0, CASE_PRIORITY_COUNT - 1);
    a_case->due = db_int(query, 18);
    a_case->near = db_int(query, 19);
    a_case->raised = (Sensitivity)CLAMP(db_int(query, 20), 0, SENSITIVITY_COUNT - 1);
    return a_case;
}

Case *
case_store_load(DbSession *session, CaseId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_case);

    db_bind_int(query, id.value);
    return db_step_one(query, "case", error) ? case_store_read(query) : NULL;
}

Case *
case_store_find(DbSession *session, const char *reference, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_case);

    db_bind_text(query, reference);
    return db_step_one(query, "case", error) ? case_store_read(query) : NULL;
}

gboolean
case_store_update(DbSession *session, Case *a_case, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &update_case);

    db_bind_text(query, a_case->title);
    db_bind_text(query, case_state_name(a_case->state));
    db_bind_int(query, a_case->unit.value);
    db_bind_reference(query, a_case->assignee.value);
    db_bind_text(query, a_case->language);
    db_bind_text(query, a_case->preview);
    db_bind_int(query, a_case->changed);
    db_bind_int(query, a_case->last_in);
    db_bind_int(query, a_case->unread);
    db_bind_int(query, a_case->held);
    db_bind_reference(query, a_case->service.value);
    db_bind_int(query, a_case->priority);
    db_bind_int(query, a_case->raised);
    db_bind_int(query, a_case->id.value);
    db_bind_int(query, a_case->version);
    if (!db_run(query, error))
        return FALSE;
    if (db_changes(session) != 1) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                    "somebody changed the case in the meantime; look at it again and repeat what you did");
        return FALSE;
    }
    a_case->version++;
    return TRUE;
}

gboolean
case_store_mark_read(DbSession *session, CaseId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &mark_case_read);

    db_bind_int(query, id.value);
    return db_run(query, error);
}

static GPtrArray *
read_cases(DbQuery *query, GError **error)
{
    g_autoptr(GPtrArray) cases = g_ptr_array_new_with_free_func((GDestroyNotify)case_free);

    while (db_step(query))
        g_ptr_array_add(cases, case_store_read(query));
    return db_finish(query, error) ? g_steal_pointer(&cases) : NULL;
}

GPtrArray *
case_store_list_person(DbSession *session, PersonId person, guint limit, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &list_person_cases);

    db_bind_int(query, person.value);
    db_bind_int(query, limit);
    return read_cases(query, error);
}

static gboolean
link_one_way(DbSession *session, CaseId from, CaseId to, const char *kind, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &link_cases);

    db_bind_int(query, from.value);
    db_bind_int(query, to.value);
    db_bind_text(query, kind);
    return db_run(query, error);
}

gboolean
case_store_link(DbSession *session, CaseId a, CaseId b, const char *kind, GError **error)
{
    return link_one_way(session, a, b, kind, error) && link_one_way(session, b, a, kind, error);
}

gboolean
case_store_unlink(DbSession *session, CaseId a, CaseId b, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &unlink_cases);

    db_bind_int(query, a.value);
    db_bind_int(query, b.value);
    return db_run(query, error);
}

gboolean
case_store_is_linked(DbSession *session, CaseId a, CaseId b, gboolean *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &is_linked);

    db_bind_int(query, a.value);
    db_bind_int(query, b.value);
    *ret = db_step(query);
    return db_finish(query, error);
}

GPtrArray *
case_store_list_links(DbSession *session, CaseId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &list_linked_cases);

    db_bind_int(query, id.value);
    return read_cases(query, error);
}

/* ---- conversations ---- */

void
conversation_free(Conversation *conversation)
{
    g_free(conversation->channel);
    g_free(conversation->subject);
    g_free(conversation);
}

gboolean
case_store_insert_conversation(DbSession *session, const Conversation *conversation, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_conversation);

    db_bind_int(query, conversation->id.value);
    db_bind_int(query, conversation->case_id.value);
    db_bind_text(query, conversation->channel);
    db_bind_int(query, conversation->endpoint.value);
    db_bind_text(query, conversation->subject);
    db_bind_text(query, conversation->side ? KIND_SIDE : "citizen");
    db_bind_int(query, conversation->typed);
    return db_run(query, error);
}

static Conversation *
read_conversation(DbQuery *query)
{
    Conversation *conversation = g_new0(Conversation, 1);

    conversation->id.value = db_int(query, 0);
    conversation->case_id.value = db_int(query, 1);
    conversation->channel = db_dup_text(query, 2);
    conversation->endpoint.value = db_int(query, 3);
    conversation->subject = db_dup_text(query, 4);
    conversation->side = strcmp(db_text(query, 5), KIND_SIDE) == 0;
    conversation->typed = db_int(query, 6) != 0;
    return conversation;
}

Conversation *
case_store_load_conversation(DbSession *session, ConversationId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_conversation);

    db_bind_int(query, id.value);
    return db_step_one(query, "conversation", error) ? read_conversation(query) : NULL;
}

/* The first row, or NULL without error. */
static Conversation *
step_conversation(DbQuery *query, GError **error)
{
    g_autoptr(Conversation) conversation = db_step(query) ? read_conversation(query) : NULL;

    return db_finish(query, error) ? g_steal_pointer(&conversation) : NULL;
}

Conversation *
case_store_last_conversation(DbSession *session, CaseId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &last_conversation);

    db_bind_int(query, id.value);
    return step_conversation(query, error);
}

Conversation *
case_store_find_conversation(DbSession *session, CaseId id, const char *channel, IdentityId identity, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_conversation);

    db_bind_int(query, id.value);
    db_bind_text(query, channel);
    db_bind_int(query, identity.value);
    return step_conversation(query, error);
}

Conversation *
case_store_conversation_of(DbSession *session, CaseId id, IdentityId identity, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &conversation_of);
    g_autoptr(Conversation) conversation = NULL;

    db_bind_int(query, id.value);
    db_bind_int(query, identity.value);
    if (db_step(query))
        conversation = read_conversation(query);
    return db_finish(query, error) ? g_steal_pointer(&conversation) : NULL;
}

Conversation *
case_store_latest_talk(DbSession *session, EndpointId endpoint, IdentityId identity, gint64 since, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &latest_talk);

    db_bind_int(query, identity.value);
    db_bind_int(query, endpoint.value);
    db_bind_int(query, since);
    return step_conversation(query, error);
}

gboolean
case_store_set_subject(DbSession *session, ConversationId id, const char *subject, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &set_subject);

    db_bind_text(query, subject);
    db_bind_int(query, id.value);
    return db_run(query, error);
}

gboolean
case_store_add_participant(DbSession *session, ConversationId conversation, IdentityId identity, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &add_participant);

    db_bind_int(query, conversation.value);
    db_bind_int(query, identity.value);
    return db_run(query, error);
}

gboolean
case_store_is_participant(DbSession *session, ConversationId conversation, IdentityId identity, gboolean *ret,
                          GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &is_participant);

    db_bind_int(query, conversation.value);
    db_bind_int(query, identity.value);
    *ret = db_step(query);
    return db_finish(query, error);
}

gboolean
case_store_first_participant(DbSession *session, ConversationId conversation, IdentityId *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &first_participant);

    db_bind_int(query, conversation.value);
    ret->value = db_step(query) ? db_int(query, 0) : 0;
    return db_finish(query, error);
}
