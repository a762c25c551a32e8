/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/receiving/threading.h"

#include <string.h>

#include "base/error.h"
#include "store/message-store.h"
#include "store/release-store.h"

#define REFERENCES_MAX 30 /* more are not looked up: the nearest come first */
#define REMEMBERED_MAX 10 /* of ids that nobody sent to us, per message */
#define YEAR_DIGITS    4
#define NUMBER_DIGITS  6 /* at least */

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

/* What @trouble says is missing is no trouble. */
static gboolean
unless_missing(GError *trouble, GError **error)
{
    if (trouble == NULL || g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND)) {
        g_clear_error(&trouble);
        return TRUE;
    }
    g_propagate_error(error, trouble);
    return FALSE;
}

/* ---- by token ---- */

/* The conversation whose token the address carries, or that of the delivery that came back; NULL in @ret: none. */
static gboolean
find_addressed(DbSession *session, const MessageDraft *draft, Conversation **ret, GError **error)
{
    ConversationId id = draft->conversation;
    GError *trouble = NULL;

    *ret = NULL;
    if (id.value == 0 && draft->delivery.value != 0) {
        g_autoptr(Delivery) delivery = release_store_load_delivery(session, draft->delivery, &trouble);
        g_autoptr(Release) release = delivery == NULL ? NULL : release_store_load(session, delivery->release, &trouble);

        if (release == NULL)
            return unless_missing(trouble, error);
        id = release->conversation;
    }
    return id.value == 0 || load_conversation(session, id, ret, error);
}

/* ---- by what it answers ---- */

static gboolean
load_conversation_of(DbSession *session, MessageId id, Conversation **ret, GError **error)
{
    g_autoptr(Message) message = id.value == 0 ? NULL : message_store_load(session, id, error);

    if (id.value == 0)
        return TRUE;
    return message != NULL &&
           (message->conversation.value == 0 || load_conversation(session, message->conversation, ret, error));
}

/* Id 0: nobody that we can name. */
static IdentityId
identity_of(const Identity *sender)
{
    return (IdentityId){ sender != NULL ? sender->id.value : 0 };
}

/* The conversation of the nearest message that @draft answers and we know; NULL in @ret: none. */
static gboolean
find_answered(DbSession *session, const char *channel, const MessageDraft *draft, const Identity *sender,
              Conversation **ret, GError **error)
{
    *ret = NULL;
    for (guint i = 0; i < MIN(draft->references->len, REFERENCES_MAX) && *ret == NULL; i++) {
        MessageId id;

        if (!message_store_find_thread_id(session, channel, g_ptr_array_index(draft->references, i),
                                          identity_of(sender), &id, error) ||
            !load_conversation_of(session, id, ret, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
find_referring(DbSession *session, const char *channel, const char *external_id, const Identity *sender,
               Conversation **ret, GError **error)
{
    MessageId id;

    return message_store_find_thread_reference(session, channel, external_id, identity_of(sender), &id, error) &&
           load_conversation_of(session, id, ret, error);
}

/* The conversation of a message that answers @draft, which came late, or that answers what it answers. */
static gboolean
find_sibling(DbSession *session, const char *channel, const MessageDraft *draft, const Identity *sender,
             Conversation **ret, GError **error)
{
    if (*draft->external_id != '\0' && !find_referring(session, channel, draft->external_id, sender, ret, error))
        return FALSE;
    for (guint i = 0; i < MIN(draft->references->len, REFERENCES_MAX) && *ret == NULL; i++)
        if (!find_referring(session, channel, g_ptr_array_index(draft->references, i), sender, ret, error))
            return FALSE;
    return TRUE;
}

/* The nearest ones and the farthest, which is where the thread began. */
gboolean
threading_remember(DbSession *session, const Message *message, const MessageDraft *draft, GError **error)
{
    guint count = draft->references->len;

    for (guint i = 0; i < MIN(count, REMEMBERED_MAX); i++) {
        guint at = i == REMEMBERED_MAX - 1 ? count - 1 : i;
        const char *reference = g_ptr_array_index(draft->references, at);
        MessageId known;

        if (!message_store_find_thread_id(session, message->channel, reference, (IdentityId){ 0 }, &known, error) ||
            (known.value == 0 &&
             !message_store_add_thread_reference(session, message->channel, reference, message->id, error)))
            return FALSE;
    }
    return TRUE;
}

/* ---- by subject ---- */

/* The length of "-2026-000123" at @text; 0: something else. */
static gsize
number_length(const char *text)
{
    gsize year = *text == '-' ? strspn(text + 1, "0123456789") : 0, number;

    if (year != YEAR_DIGITS || text[1 + year] != '-')
        return 0;
    number = strspn(text + 2 + year, "0123456789");
    return number < NUMBER_DIGITS || number > 18 ? 0 : 2 + year + number;
}

char *
threading_find_reference(const char *subject, const char *prefix)
{
    gsize length = strlen(prefix);

    for (const char *at = subject; *at != '\0'; at++) {
        gboolean begins = at == subject || !(g_ascii_isalnum(at[-1]) || at[-1] == '-');
        gsize rest = begins && g_ascii_strncasecmp(at, prefix, length) == 0 ? number_length(at + length) : 0;

        if (rest > 0 && !g_ascii_isalnum(at[length + rest]))
            return g_strdup_printf("%s%.*s", prefix, (int)rest, at + length);
    }
    return NULL;
}

gboolean
threading_is_typed(const Mediation *mediation, const char *channel, const MessageDraft *draft)
{
    const Channel *by = channels_find(mediation->channels, channel);

    return draft->has_access || (by != NULL && (by->driver->capabilities.abilities & CHANNEL_PROGRAMS) != 0);
}

/* The conversation of the case that the subject names, if @sender takes part in it. Not for who only typed that
 * address: numbers of cases are easy to guess, the link would open that case, and a program may be of another unit. */
static gboolean
find_named(const Mediation *mediation, DbSession *session, const char *channel, const MessageDraft *draft,
           const char *subject, const Identity *sender, Conversation **ret, GError **error)
{
    gboolean typed = sender == NULL || threading_is_typed(mediation, channel, draft);
    g_autofree char *reference = typed ? NULL : threading_find_reference(subject, mediation->case_prefix);
    GError *trouble = NULL;
    g_autoptr(Case) a_case = reference == NULL ? NULL : case_store_find(session, reference, &trouble);

    *ret = NULL;
    if (a_case == NULL)
        return unless_missing(trouble, error);
    *ret = case_store_find_conversation(session, a_case->id, channel, sender->id, &trouble);
    return unless_missing(trouble, error);
}

/* ---- by who talks ---- */

static gboolean
talks(const Mediation *mediation, const char *channel)
{
    const Channel *by = channels_find(mediation->channels, channel);

    return by != NULL && (by->driver->capabilities.abilities & CHANNEL_TALKS) != 0;
}

/* The conversation that goes on; NULL in @ret: none. */
static gboolean
find_talk(const Mediation *mediation, DbSession *session, const Message *message, const Identity *sender,
          Conversation **ret, GError **error)
{
    g_autoptr(GError) trouble = NULL;

    *ret = NULL;
    if (sender == NULL || !talks(mediation, message->channel))
        return TRUE;
    *ret = case_store_latest_talk(session, message->endpoint, sender->id, message->received - THREADING_TALK_REACH,
                                  &trouble);
    return unless_missing(g_steal_pointer(&trouble), error);
}

/* Where a case's number may stand. */
static const char *
naming_text(const Mediation *mediation, const Message *message)
{
    return *message->subject == '\0' && talks(mediation, message->channel) ? message->preview : message->subject;
}

/* ---- all together ---- */

static gboolean
find_conversation(DbSession *session, const char *channel, const MessageDraft *draft, const Identity *sender,
                  gboolean *ret_by_token, Conversation **ret, GError **error)
{
    if (!find_addressed(session, draft, ret, error))
        return FALSE;
    *ret_by_token = *ret != NULL;
    if (*ret == NULL && !find_answered(session, channel, draft, sender, ret, error))
        return FALSE;
    return *ret != NULL || find_sibling(session, channel, draft, sender, ret, error);
}

gboolean
threading_find(const Mediation *mediation, DbSession *session, const Message *message, const MessageDraft *draft,
               const Identity *sender, Threading *ret, GError **error)
{
    g_autoptr(Conversation) conversation = NULL, named = NULL;
    gboolean by_token = FALSE, member = FALSE;

    *ret = (Threading){ .kind = THREADING_NEW };
    if (!find_conversation(session, message->channel, draft, sender, &by_token, &conversation, error) ||
        (conversation != NULL && !takes_part(session, conversation, sender, &member, error)))
        return FALSE;
    if (!member && !by_token &&
        !find_named(mediation, session, message->channel, draft, naming_text(mediation, message), sender, &named,
                    error))
        return FALSE;
    if (conversation == NULL && named == NULL && !find_talk(mediation, session, message, sender, &named, error))
        return FALSE;
    if (named != NULL)
        *ret = (Threading){ THREADING_MEMBER, g_steal_pointer(&named) };
    else if (conversation != NULL)
        *ret = (Threading){ member     ? THREADING_MEMBER
                            : by_token ? THREADING_STRANGER
                                       : THREADING_RELATED,
                            g_steal_pointer(&conversation) };
    return TRUE;
}
