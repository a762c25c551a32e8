/* SPDX-License-Identifier: Apache-2.0 */
/* Acknowledgements that the decision tables did not let go: asked again until they do, or until it is too late. */
#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "mediation/receiving/message-envelope.h"
#include "mediation/releasing/acknowledgement-private.h"
#include "store/case-store.h"
#include "store/message-store.h"
#include "store/person-store.h"
#include "store/release-store.h"

#define LEASE (60 * CLOCK_SECOND)

typedef struct {
    Mediation *mediation;
    const Job *job;
    MessageDraft *draft; /* how it came; NULL: its content was destroyed */
    gboolean sent;
    CaseId case_id;
} Waiting;

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    Waiting *waiting = data;
    g_autoptr(Message) message = message_store_load(session, (MessageId){ waiting->job->subject }, error);

    return message != NULL && message_envelope_load(waiting->mediation, session, message, &waiting->draft, error);
}

/* Whoever has an answer by now, or wrote a week ago, is not told that her message arrived. */
static gboolean
is_too_late(DbSession *session, const Message *message, gboolean *ret, GError **error)
{
    *ret = message->case_id.value == 0 || message->conversation.value == 0 ||
           message->received + ACKNOWLEDGEMENT_LATEST < clock_now();
    return *ret || release_store_has_any(session, message->case_id, ret, error);
}

static gboolean
try_again(Waiting *waiting, DbSession *session, const Message *message, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(Identity) sender = person_store_find_identity(session, waiting->draft->sender, &trouble);
    g_autoptr(Case) a_case = trouble != NULL ? NULL : case_store_load(session, message->case_id, &trouble);
    gboolean waits;

    if (a_case == NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    if (sender == NULL)
        return work_done(session, waiting->job, error);
    waiting->case_id = a_case->id;
    return acknowledgement_try(waiting->mediation, session, a_case, message->conversation, message, sender,
                               waiting->draft->hops, TRUE, &waiting->sent, &waits, error) &&
           (waits ? work_put_back(session, waiting->job, clock_now() + ACKNOWLEDGEMENT_PAUSE, error)
                  : work_done(session, waiting->job, error));
}

static gboolean
take_turn(DbSession *session, gpointer data, GError **error)
{
    Waiting *waiting = data;
    g_autoptr(Message) message = message_store_load(session, (MessageId){ waiting->job->subject }, error);
    gboolean late;

    waiting->sent = FALSE;
    if (message == NULL || !is_too_late(session, message, &late, error))
        return FALSE;
    return late || waiting->draft == NULL ? work_done(session, waiting->job, error)
                                          : try_again(waiting, session, message, error);
}

static gboolean
acknowledge(gpointer data, const Job *job, GError **error)
{
    Waiting waiting = { .mediation = data, .job = job };
    gboolean done = store_read(waiting.mediation->store, load, &waiting, error) &&
                    store_write(waiting.mediation->store, take_turn, &waiting, error);

    g_clear_pointer(&waiting.draft, message_draft_free);
    if (!done)
        return FALSE;
    if (waiting.sent) {
        work_wake(waiting.mediation->work, WORK_DELIVER);
        mediation_changed(waiting.mediation, waiting.case_id);
    }
    return TRUE;
}

void
acknowledgement_register(Mediation *mediation)
{
    work_register(mediation->work, WORK_ACKNOWLEDGE, 1, LEASE, acknowledge, mediation);
}
