/* SPDX-License-Identifier: Apache-2.0 */
#include "store/message-store.h"

#include <string.h>

#include "base/error.h"
#include "base/id.h"

#define COLUMNS                                                                                                        \
    "id, direction, channel, endpoint, external_id, sender, sender_name, author, subject, preview, language,"          \
    " automatic, screening, size, attachments, sent, received, person, conversation, case_id, record, secret_key, "    \
    "leaf, filed, side"

DB_STATEMENT(insert_message,
             "INSERT INTO messages (" COLUMNS ", fingerprint) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9,"
             " $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26)");
DB_STATEMENT(find_fingerprint, "SELECT id FROM messages WHERE fingerprint = $1");
DB_STATEMENT(load_message, "SELECT " COLUMNS " FROM messages WHERE id = $1");
DB_STATEMENT(list_case_messages, "SELECT " COLUMNS " FROM messages WHERE case_id = $1 ORDER BY id DESC LIMIT $2");
DB_STATEMENT(list_citizen_messages,
             "SELECT " COLUMNS " FROM messages WHERE case_id = $1 AND side = 0 ORDER BY id DESC LIMIT $2");
DB_STATEMENT(first_message, "SELECT id FROM messages WHERE case_id = $1 ORDER BY id LIMIT 1");
DB_STATEMENT(last_in_message,
             "SELECT " COLUMNS " FROM messages WHERE case_id = (SELECT case_id FROM conversations WHERE id = $1)"
             " AND conversation = $2 AND direction = 'in' AND automatic = 'no' AND filed <> 'stranger'"
             " ORDER BY id DESC LIMIT 1");
DB_STATEMENT(list_external_ids,
             "SELECT external_id FROM messages WHERE case_id = (SELECT case_id FROM conversations WHERE id = $1)"
             " AND conversation = $2 AND direction <> 'note' AND external_id <> '' AND filed <> 'stranger'"
             " ORDER BY id DESC LIMIT $3");
DB_STATEMENT(list_recent_messages,
             "SELECT " COLUMNS " FROM messages WHERE id >= $1 AND direction = 'in' ORDER BY id DESC LIMIT $2");
DB_STATEMENT(set_message_language, "UPDATE messages SET language = $1 WHERE id = $2");
DB_STATEMENT(set_screening, "UPDATE messages SET screening = $1 WHERE id = $2");
DB_STATEMENT(file_message,
             "UPDATE messages SET person = $1, conversation = $2, case_id = $3, filed = $4,"
             " side = CASE WHEN EXISTS (SELECT 1 FROM conversations v WHERE v.id = $2 AND v.kind = 'side')"
             " THEN 1 ELSE 0 END WHERE id = $5");
DB_STATEMENT(add_thread_id,
             "INSERT INTO thread_ids (hash, message) VALUES ($1, $2) ON CONFLICT (hash, message) DO NOTHING");
DB_STATEMENT(find_thread_id, "SELECT m.id, m.external_id FROM thread_ids t JOIN messages m ON m.id = t.message"
                             " LEFT JOIN participants p ON p.conversation = m.conversation AND p.identity = $1"
                             " WHERE t.hash = $2 ORDER BY p.identity IS NULL,"
                             " CASE WHEN p.identity IS NULL THEN m.id ELSE -m.id END");
DB_STATEMENT(list_received, "SELECT m.id FROM thread_ids t JOIN messages m ON m.id = t.message WHERE t.hash = $1"
                            " AND m.direction = 'in' AND m.external_id = $2 AND m.sender = $3 ORDER BY m.id DESC"
                            " LIMIT $4");
DB_STATEMENT(add_thread_reference,
             "INSERT INTO thread_references (hash, message) VALUES ($1, $2) ON CONFLICT (hash, message) DO NOTHING");
DB_STATEMENT(find_thread_reference, "SELECT m.id FROM thread_references t JOIN messages m ON m.id = t.message"
                                    " LEFT JOIN participants p ON p.conversation = m.conversation AND p.identity = $1"
                                    " WHERE t.hash = $2 ORDER BY p.identity IS NULL,"
                                    " CASE WHEN p.identity IS NULL THEN m.id ELSE -m.id END LIMIT 1");

gboolean
message_store_insert(DbSession *session, const Message *message, const guint8 *fingerprint, gsize fingerprint_length,
                     GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_message);

    db_bind_int(query, message->id.value);
    db_bind_text(query, direction_name(message->direction));
    db_bind_text(query, message->channel);
    db_bind_int(query, message->endpoint.value);
    db_bind_text(query, message->external_id);
    db_bind_text(query, message->sender);
    db_bind_text(query, message->sender_name);
    db_bind_reference(query, message->author.value);
    db_bind_text(query, message->subject);
    db_bind_text(query, message->preview);
    db_bind_text(query, message->language);
    db_bind_text(query, automatic_name(message->automatic));
    db_bind_text(query, screening_name(message->screening));
    db_bind_int(query, message->size);
    db_bind_int(query, message->attachments);
    db_bind_int(query, message->sent);
    db_bind_int(query, message->received);
    db_bind_reference(query, message->person.value);
    db_bind_reference(query, message->conversation.value);
    db_bind_reference(query, message->case_id.value);
    db_bind_bytes(query, message->ref.record, sizeof message->ref.record);
    db_bind_int(query, message->ref.secret_key);
    db_bind_int(query, message->ref.leaf);
    db_bind_text(query, filed_name(message->filed));
    db_bind_int(query, message->side);
    db_bind_bytes(query, fingerprint, fingerprint_length);
    return db_run(query, error);
}

/* An id in the first column, or 0 when there is no row. */
static gboolean
read_id(DbQuery *query, MessageId *ret, GError **error)
{
    ret->value = db_step(query) ? db_int(query, 0) : 0;
    return db_finish(query, error);
}

gboolean
message_store_find_fingerprint(DbSession *session, const guint8 *fingerprint, gsize length, MessageId *ret,
                               GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_fingerprint);

    db_bind_bytes(query, fingerprint, length);
    return read_id(query, ret, error);
}

static Message *
read_message(DbQuery *query)
{
    Message *message = g_new0(Message, 1);
    const void *record;
    gsize length;

    message->id.value = db_int(query, 0);
    direction_parse(db_text(query, 1), &message->direction);
    message->channel = db_dup_text(query, 2);
    message->endpoint.value = db_int(query, 3);
    message->external_id = db_dup_text(query, 4);
    message->sender = db_dup_text(query, 5);
    message->sender_name = db_dup_text(query, 6);
    message->author.value = db_int(query, 7);
    message->subject = db_dup_text(query, 8);
    message->preview = db_dup_text(query, 9);
    message->language = db_dup_text(query, 10);
    automatic_parse(db_text(query, 11), &message->automatic);
    screening_parse(db_text(query, 12), &message->screening);
    message->size = db_int(query, 13);
    message->attachments = (guint)db_int(query, 14);
    message->sent = db_int(query, 15);
    message->received = db_int(query, 16);
    message->person.value = db_int(query, 17);
    message->conversation.value = db_int(query, 18);
    message->case_id.value = db_int(query, 19);
    record = db_bytes(query, 20, &length);
    memcpy(message->ref.record, record, MIN(length, sizeof message->ref.record));
    message->ref.secret_key = db_int(query, 21);
    message->ref.leaf = db_int(query, 22);
    filed_parse(db_text(query, 23), &message->filed);
    message->side = db_int(query, 24) != 0;
    return message;
}

Message *
message_store_load(DbSession *session, MessageId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_message);

    db_bind_int(query, id.value);
    return db_step_one(query, "message", error) ? read_message(query) : NULL;
}

static void
reverse(GPtrArray *array)
{
    for (guint i = 0; i < array->len / 2; i++) {
        gpointer other = array->pdata[array->len - 1 - i];

        array->pdata[array->len - 1 - i] = array->pdata[i];
        array->pdata[i] = other;
    }
}

static GPtrArray *
list_messages(DbSession *session, const DbStatement *statement, CaseId case_id, guint limit, GError **error)
{
    g_autoptr(GPtrArray) messages = g_ptr_array_new_with_free_func((GDestroyNotify)message_free);
    g_autoptr(DbQuery) query = db_query(session, statement);

    db_bind_int(query, case_id.value);
    db_bind_int(query, limit);
    while (db_step(query))
        g_ptr_array_add(messages, read_message(query));
    reverse(messages);
    return db_finish(query, error) ? g_steal_pointer(&messages) : NULL;
}

GPtrArray *
message_store_list_case(DbSession *session, CaseId case_id, guint limit, GError **error)
{
    return list_messages(session, &list_case_messages, case_id, limit, error);
}

GPtrArray *
message_store_list_citizen(DbSession *session, CaseId case_id, guint limit, GError **error)
{
    return list_messages(session, &list_citizen_messages, case_id, limit, error);
}

Message *
message_store_last_in(DbSession *session, ConversationId conversation, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &last_in_message);
    g_autoptr(Message) message = NULL;

    db_bind_int(query, conversation.value);
    db_bind_int(query, conversation.value);
    if (db_step(query))
        message = read_message(query);
    return db_finish(query, error) ? g_steal_pointer(&message) : NULL;
}

gboolean
message_store_is_first(DbSession *session, const Message *message, gboolean *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &first_message);
    MessageId first;

    db_bind_int(query, message->case_id.value);
    if (!read_id(query, &first, error))
        return FALSE;
    *ret = first.value == message->id.value;
    return TRUE;
}

GPtrArray *
message_store_external_ids(DbSession *session, ConversationId conversation, guint limit, GError **error)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(DbQuery) query = db_query(session, &list_external_ids);

    db_bind_int(query, conversation.value);
    db_bind_int(query, conversation.value);
    db_bind_int(query, limit);
    while (db_step(query))
        g_ptr_array_add(ids, db_dup_text(query, 0));
    reverse(ids);
    return db_finish(query, error) ? g_steal_pointer(&ids) : NULL;
}

GPtrArray *
message_store_list_recent(DbSession *session, gint64 since, guint limit, GError **error)
{
    g_autoptr(GPtrArray) messages = g_ptr_array_new_with_free_func((GDestroyNotify)message_free);
    g_autoptr(DbQuery) query = db_query(session, &list_recent_messages);

    db_bind_int(query, id_since(since));
    db_bind_int(query, limit);
    while (db_step(query))
        g_ptr_array_add(messages, read_message(query));
    reverse(messages);
    return db_finish(query, error) ? g_steal_pointer(&messages) : NULL;
}

gboolean
message_store_set_language(DbSession *session, MessageId id, const char *language, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &set_message_language);

    db_bind_text(query, language);
    db_bind_int(query, id.value);
    return db_run(query, error);
}

gboolean
message_store_set_screening(DbSession *session, MessageId id, Screening screening, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &set_screening);

    db_bind_text(query, screening_name(screening));
    db_bind_int(query, id.value);
    return db_run(query, error);
}

gboolean
message_store_file(DbSession *session, MessageId id, PersonId person, ConversationId conversation, CaseId case_id,
                   Filed filed, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &file_message);

    db_bind_reference(query, person.value);
    db_bind_reference(query, conversation.value);
    db_bind_reference(query, case_id.value);
    db_bind_text(query, filed_name(filed));
    db_bind_int(query, id.value);
    return db_run(query, error);
}

/* Half of the SHA-256 over channel and id: 63 bits, compared in full on reading. */
static gint64
thread_hash(const char *channel, const char *external_id)
{
    Digest digest = digest_sha256_spans(
        (DigestSpan[]){ { channel, strlen(channel) + 1 }, { external_id, strlen(external_id) } }, 2);

    return (gint64)(digest_to_number(&digest) & G_MAXINT64);
}

gboolean
message_store_add_thread_id(DbSession *session, const char *channel, const char *external_id, MessageId message,
                            GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &add_thread_id);

    db_bind_int(query, thread_hash(channel, external_id));
    db_bind_int(query, message.value);
    return db_run(query, error);
}

gboolean
message_store_find_thread_id(DbSession *session, const char *channel, const char *external_id, IdentityId sender,
                             MessageId *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_thread_id);
    MessageId found = { 0 };

    db_bind_int(query, sender.value);
    db_bind_int(query, thread_hash(channel, external_id));
    while (found.value == 0 && db_step(query))
        if (strcmp(db_text(query, 1), external_id) == 0)
            found.value = db_int(query, 0);
    *ret = found;
    return db_finish(query, error);
}

GArray *
message_store_received(DbSession *session, const char *channel, const char *external_id, const char *sender,
                       guint limit, GError **error)
{
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(MessageId));
    g_autoptr(DbQuery) query = db_query(session, &list_received);

    db_bind_int(query, thread_hash(channel, external_id));
    db_bind_text(query, external_id);
    db_bind_text(query, sender);
    db_bind_int(query, limit);
    while (db_step(query)) {
        MessageId id = { db_int(query, 0) };

        g_array_append_val(ids, id);
    }
    return db_finish(query, error) ? g_steal_pointer(&ids) : NULL;
}

gboolean
message_store_add_thread_reference(DbSession *session, const char *channel, const char *external_id, MessageId message,
                                   GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &add_thread_reference);

    db_bind_int(query, thread_hash(channel, external_id));
    db_bind_int(query, message.value);
    return db_run(query, error);
}

gboolean
message_store_find_thread_reference(DbSession *session, const char *channel, const char *external_id, IdentityId sender,
                                    MessageId *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_thread_reference);

    db_bind_int(query, sender.value);
    db_bind_int(query, thread_hash(channel, external_id));
    return read_id(query, ret, error);
}
