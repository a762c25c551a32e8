/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/threading.h"

#include "base/error.h"
#include "store/message-store.h"

#define REFERENCES_MAX 30 /* more are not looked up: the nearest come first */

static const char *const KIND_NAMES[] = { "new", "member", "stranger", "related" };

const char *
threading_kind_name(ThreadingKind kind)
{
    return KIND_NAMES[kind];
}

void
threading_clear(Threading *threading)
{
    g_clear_pointer(&threading->conversation, conversation_free);
}

static gboolean
takes_part(DbSession *session, const Conversation *conversation, const Identity *sender, gboolean *ret, GError **error)
{
    *ret = FALSE;
    return sender == NULL || case_store_is_participant(session, conversation->id, sender->id, ret, error);
}

/* A conversation that a token names may be gone with its case. */
static gboolean
load_conversation(DbSession *session, ConversationId id, Conversation **ret, GError **error)
{
    g_autoptr(GError) trouble = NULL;

    *ret = case_store_load_conversation(session, id, &trouble);
    if (trouble == NULL || g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND))
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

/* The conversation of the nearest message that @draft answers and we know; NULL in @ret: none. */
static gboolean
find_answered(DbSession *session, const char *channel, const MessageDraft *draft, Conversation **ret, GError **error)
{
    *ret = NULL;
    for (guint i = 0; i < MIN(draft->references->len, REFERENCES_MAX) && *ret == NULL; i++) {
        g_autoptr(Message) message = NULL;
        MessageId id;

        if (!message_store_find_thread_id(session, channel, g_ptr_array_index(draft->references, i), &id, error))
            return FALSE;
        if (id.value == 0)
            continue;
        message = message_store_load(session, id, error);
        if (message == NULL ||
            (message->conversation.value != 0 && !load_conversation(session, message->conversation, ret, error)))
            return FALSE;
    }
    return TRUE;
}

gboolean
threading_find(DbSession *session, const char *channel, const MessageDraft *draft, const Identity *sender,
               Threading *ret, GError **error)
{
    g_autoptr(Conversation) conversation = NULL;
    gboolean by_token = FALSE, member = FALSE;

    if (draft->conversation.value != 0) {
        if (!load_conversation(session, draft->conversation, &conversation, error))
            return FALSE;
        by_token = conversation != NULL;
    }
    if (conversation == NULL && !find_answered(session, channel, draft, &conversation, error))
        return FALSE;
    if (conversation == NULL) {
        *ret = (Threading){ .kind = THREADING_NEW };
        return TRUE;
    }
    if (!takes_part(session, conversation, sender, &member, error))
        return FALSE;
    ret->kind = member ? THREADING_MEMBER : by_token ? THREADING_STRANGER : THREADING_RELATED;
    ret->conversation = g_steal_pointer(&conversation);
    return TRUE;
}
