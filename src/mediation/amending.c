/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/amending.h"

#include "mediation/cases/casework.h"
#include "store/event-store.h"
#include "store/message-store.h"

#define MESSAGES_MAX 100 /* that she can have sent under one name: as many as there are addresses of ours, and more */

typedef struct {
    const Mediation *mediation;
    const Actor *actor;
    const char *external_id, *sender;
    Amendment amendment;
    GArray *cases; /* CaseId: those that changed */
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
record_one(const Amending *amending, DbSession *session, MessageId id, GError **error)
{
    g_autoptr(Message) message = message_store_load(session, id, error);

    if (message == NULL)
        return FALSE;
    if (message->case_id.value != 0)
        g_array_append_val(amending->cases, message->case_id);
    return append(amending, session, message, error) && casework_mark_unread(session, message->case_id, error);
}

static gboolean
record(DbSession *session, gpointer data, GError **error)
{
    Amending *amending = data;
    g_autoptr(GArray) ids = message_store_received(session, amending->actor->name, amending->external_id,
                                                   amending->sender, MESSAGES_MAX, error);

    g_array_set_size(amending->cases, 0);
    for (guint i = 0; ids != NULL && i < ids->len; i++)
        if (!record_one(amending, session, g_array_index(ids, MessageId, i), error))
            return FALSE;
    return ids != NULL;
}

gboolean
amending_record(Mediation *mediation, const Actor *actor, const char *external_id, const char *sender,
                Amendment amendment, GError **error)
{
    g_autoptr(GArray) cases = g_array_new(FALSE, FALSE, sizeof(CaseId));
    Amending amending = { .mediation = mediation,
                          .actor = actor,
                          .external_id = external_id,
                          .sender = sender,
                          .amendment = amendment,
                          .cases = cases };

    if (!store_write(mediation->store, record, &amending, error))
        return FALSE;
    for (guint i = 0; i < cases->len; i++)
        mediation_changed(mediation, g_array_index(cases, CaseId, i));
    return TRUE;
}
