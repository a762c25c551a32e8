/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/amending.h"

#include <string.h>

#include "base/clock.h"
#include "store/case-store.h"
#include "store/event-store.h"
#include "store/message-store.h"

typedef struct {
    const Mediation *mediation;
    const Actor *actor;
    const char *external_id, *sender;
    Amendment amendment;
    CaseId case_id;
} Amending;

static gboolean
append(const Amending *amending, DbSession *session, const Message *message, GError **error)
{
    return event_append(
        amending->mediation->store, session,
        &(EventDraft){ .kind = amending->amendment == AMENDMENT_EDITED ? EVENT_MESSAGE_EDITED : EVENT_MESSAGE_RETRACTED,
                       .actor = amending->actor,
                       .case_id = message->case_id,
                       .subject = message->id.value,
                       .ref = message->ref.leaf },
        NULL, error);
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
find_message(const Amending *amending, DbSession *session, Message **ret, GError **error)
{
    MessageId id;

    *ret = NULL;
    if (!message_store_find_thread_id(session, amending->actor->name, amending->external_id, (IdentityId){ 0 }, &id,
                                      error))
        return FALSE;
    if (id.value == 0)
        return TRUE;
    *ret = message_store_load(session, id, error);
    return *ret != NULL;
}

static gboolean
record(DbSession *session, gpointer data, GError **error)
{
    Amending *amending = data;
    g_autoptr(Message) message = NULL;

    amending->case_id.value = 0;
    if (!find_message(amending, session, &message, error))
        return FALSE;
    if (message == NULL || message->direction != DIRECTION_IN || strcmp(message->sender, amending->sender) != 0)
        return TRUE;
    amending->case_id = message->case_id;
    return append(amending, session, message, error) && raise_case(session, message->case_id, error);
}

gboolean
amending_record(Mediation *mediation, const Actor *actor, const char *external_id, const char *sender,
                Amendment amendment, GError **error)
{
    Amending amending = {
        .mediation = mediation, .actor = actor, .external_id = external_id, .sender = sender, .amendment = amendment
    };

    if (!store_write(mediation->store, record, &amending, error))
        return FALSE;
    if (amending.case_id.value != 0)
        mediation_changed(mediation, amending.case_id);
    return TRUE;
}
