/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/receiving/amending.h"

#include "base/clock.h"
#include "mediation/cases/casework.h"
#include "mediation/work.h"
#include "store/amendment-store.h"
#include "store/event-store.h"
#include "store/message-store.h"

#define MESSAGES_MAX 100 /* that she can have sent under one name: as many as there are addresses of ours, and more */

typedef struct {
    const Mediation *mediation;
    const Actor *actor;
    const AmendmentDraft *draft;
    GArray *waiting; /* MessageId: those that had no place when we looked */
    GArray *cases;   /* CaseId: those that changed */
} Amending;

static const EventKind EVENTS[] = {
    [AMENDMENT_EDITED] = EVENT_MESSAGE_EDITED, [AMENDMENT_RETRACTED] = EVENT_MESSAGE_RETRACTED
};

static gboolean
append(const Amending *amending, DbSession *session, const Message *message, GError **error)
{
    return event_append(amending->mediation->store, session,
                        &(EventDraft){ .kind = EVENTS[amending->draft->amendment],
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
    gboolean first;

    if (message == NULL || !amendment_store_note(session, id, amending->draft->told_by, &first, error))
        return FALSE;
    if (!first)
        return TRUE;
    if (message->case_id.value != 0)
        g_array_append_val(amending->cases, message->case_id);
    return append(amending, session, message, error) && casework_mark_unread(session, message->case_id, error);
}

static gboolean
has_id(const GArray *ids, MessageId id)
{
    for (guint i = 0; i < ids->len; i++)
        if (g_array_index(ids, MessageId, i).value == id.value)
            return TRUE;
    return FALSE;
}

/* Unless it was given its place, or none, since we looked. */
static gboolean
remember_one(const Amending *amending, DbSession *session, MessageId id, GError **error)
{
    const StoredAmendment amendment = { amending->draft->amendment, clock_now() };
    g_autoptr(Message) message = message_store_load(session, id, error);
    gboolean first;

    if (message == NULL)
        return FALSE;
    if (message->screening != SCREENING_WAITING)
        return TRUE;
    return amendment_store_note(session, id, amending->draft->told_by, &first, error) &&
           (!first || amendment_store_add(session, id, &amendment, error));
}

static gboolean
record(DbSession *session, gpointer data, GError **error)
{
    Amending *amending = data;
    g_autoptr(GArray) ids = message_store_received(session, amending->actor->name, amending->draft->external_id,
                                                   amending->draft->sender, MESSAGES_MAX, error);

    g_array_set_size(amending->cases, 0);
    for (guint i = 0; ids != NULL && i < ids->len; i++)
        if (!record_one(amending, session, g_array_index(ids, MessageId, i), error))
            return FALSE;
    for (guint i = 0; ids != NULL && i < amending->waiting->len; i++) {
        MessageId id = g_array_index(amending->waiting, MessageId, i);

        if (!has_id(ids, id) && !remember_one(amending, session, id, error))
            return FALSE;
    }
    return ids != NULL;
}

static gboolean
look(DbSession *session, gpointer data, GError **error)
{
    Amending *amending = data;

    amending->waiting =
        amendment_store_waiting(session, WORK_SCREEN, amending->actor->name, amending->draft->external_id,
                                amending->draft->sender, MESSAGES_MAX, error);
    return amending->waiting != NULL;
}

gboolean
amending_record(Mediation *mediation, const Actor *actor, const AmendmentDraft *amendment, GError **error)
{
    g_autoptr(GArray) cases = g_array_new(FALSE, FALSE, sizeof(CaseId)), waiting = NULL;
    Amending amending = { .mediation = mediation, .actor = actor, .draft = amendment, .cases = cases };
    gboolean done;

    done = store_read(mediation->store, look, &amending, error);
    waiting = amending.waiting;
    if (!done || !store_write(mediation->store, record, &amending, error))
        return FALSE;
    for (guint i = 0; i < cases->len; i++)
        mediation_changed(mediation, g_array_index(cases, CaseId, i));
    return TRUE;
}

gboolean
amending_settle(const Mediation *mediation, DbSession *session, const Actor *actor, const Message *message,
                CaseId case_id, GError **error)
{
    g_autoptr(GArray) all = amendment_store_take(session, message->id, error);

    for (guint i = 0; all != NULL && i < all->len; i++) {
        const StoredAmendment *amendment = &g_array_index(all, StoredAmendment, i);
        json_t *detail = json_pack("{s:I}", AMENDING_HEARD, (json_int_t)amendment->at);
        gboolean done = event_append(mediation->store, session,
                                     &(EventDraft){ .kind = EVENTS[amendment->amendment],
                                                    .actor = actor,
                                                    .case_id = case_id,
                                                    .subject = message->id.value,
                                                    .detail = detail,
                                                    .ref = message->ref.leaf },
                                     NULL, error);

        json_decref(detail);
        if (!done)
            return FALSE;
    }
    return all != NULL;
}
