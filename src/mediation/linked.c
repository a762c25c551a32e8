/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/linked.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "store/case-store.h"
#include "store/event-store.h"
#include "store/message-store.h"

typedef struct {
    const Mediation *mediation;
    const Actor *actor;
    MessageId message;
    const char *because;
    CaseId case_id;
} Losing;

static gboolean
append(const Losing *losing, DbSession *session, const Message *message, GError **error)
{
    json_t *detail = json_pack("{s:s}", "because", losing->because);
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
raise_case(DbSession *session, CaseId id, GError **error)
{
    g_autoptr(Case) a_case = id.value != 0 ? case_store_load(session, id, error) : NULL;

    if (id.value == 0)
        return TRUE;
    if (a_case == NULL)
        return FALSE;
    a_case->unread = TRUE;
    a_case->changed = clock_now();
    return case_store_update(session, a_case, error);
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

static gboolean
record(DbSession *session, gpointer data, GError **error)
{
    Losing *losing = data;
    g_autoptr(Message) message = message_store_load(session, losing->message, error);

    if (message == NULL || !check(losing, message, error))
        return FALSE;
    losing->case_id = message->case_id;
    return append(losing, session, message, error) && raise_case(session, message->case_id, error);
}

gboolean
linked_lost(Mediation *mediation, const Actor *actor, MessageId message, const char *because, GError **error)
{
    Losing losing = { .mediation = mediation, .actor = actor, .message = message, .because = because };

    if (!store_write(mediation->store, record, &losing, error))
        return FALSE;
    if (losing.case_id.value != 0)
        mediation_changed(mediation, losing.case_id);
    return TRUE;
}
