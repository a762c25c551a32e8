/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/people/linked.h"

#include <string.h>

#include "base/error.h"
#include "mediation/cases/casework.h"
#include "store/event-store.h"
#include "store/message-store.h"

#define EVENTS_MAX 200

typedef struct {
    const Mediation *mediation;
    const Actor *actor;
    MessageId message;
    guint number;
    const char *because;
    CaseId case_id;
} Losing;

static gboolean
append(const Losing *losing, DbSession *session, const Message *message, GError **error)
{
    json_t *detail = json_pack("{s:s, s:i}", "because", losing->because, "file", (int)losing->number);
    gboolean done = event_append(losing->mediation->store, session,
                                 &(EventDraft){ .kind = EVENT_MESSAGE_FILE_LOST,
                                                .actor = losing->actor,
                                                .case_id = message->case_id,
                                                .subject = message->id.value,
                                                .detail = detail,
                                                .ref = message->ref.leaf },
                                 NULL, error);

    json_decref(detail);
    return done;
}

static gboolean
check(const Losing *losing, const Message *message, GError **error)
{
    if (losing->actor->kind != ACTOR_CHANNEL || strcmp(message->channel, losing->actor->name) != 0) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN, "this is another channel's message");
        return FALSE;
    }
    if (message->screening != SCREENING_WAITING)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY, "the message has no place yet");
    return FALSE;
}

/* Whoever says it may have died before that was put down. Those of a case's last EVENTS_MAX are looked at: more do not
 * happen in between. */
static gboolean
is_known(const Losing *losing, DbSession *session, const Message *message, gboolean *ret, GError **error)
{
    g_autoptr(GPtrArray) events =
        event_list_case(losing->mediation->store, session, message->case_id, EVENTS_MAX, error);

    *ret = FALSE;
    for (guint i = 0; events != NULL && i < events->len; i++) {
        const Event *event = g_ptr_array_index(events, i);
        const json_t *number = json_object_get(event->detail, "file");

        if (event->kind == EVENT_MESSAGE_FILE_LOST && event->subject == message->id.value && json_is_integer(number) &&
            json_integer_value(number) == losing->number)
            *ret = TRUE;
    }
    return events != NULL;
}

static gboolean
record(DbSession *session, gpointer data, GError **error)
{
    Losing *losing = data;
    g_autoptr(Message) message = message_store_load(session, losing->message, error);
    gboolean known;

    if (message == NULL || !check(losing, message, error) || !is_known(losing, session, message, &known, error))
        return FALSE;
    if (known)
        return TRUE;
    losing->case_id = message->case_id;
    return append(losing, session, message, error) && casework_mark_unread(session, message->case_id, error);
}

gboolean
linked_lost(Mediation *mediation, const Actor *actor, MessageId message, guint number, const char *because,
            GError **error)
{
    Losing losing = {
        .mediation = mediation, .actor = actor, .message = message, .number = number, .because = because
    };

    if (!store_write(mediation->store, record, &losing, error))
        return FALSE;
    if (losing.case_id.value != 0)
        mediation_changed(mediation, losing.case_id);
    return TRUE;
}

/* ---- whether it is there ---- */

typedef struct {
    MessageId message;
    gboolean filed;
} Asking;

static gboolean
look(DbSession *session, gpointer data, GError **error)
{
    Asking *asking = data;
    g_autoptr(GError) trouble = NULL;
    g_autoptr(Message) message = message_store_load(session, asking->message, &trouble);

    if (message == NULL && !g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND)) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    asking->filed = message == NULL || message->screening != SCREENING_WAITING;
    return TRUE;
}

gboolean
linked_is_filed(Mediation *mediation, MessageId message, gboolean *ret, GError **error)
{
    Asking asking = { .message = message };

    if (!store_read(mediation->store, look, &asking, error))
        return FALSE;
    *ret = asking.filed;
    return TRUE;
}
