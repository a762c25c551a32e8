/* SPDX-License-Identifier: Apache-2.0 */
#include "views/submission-view.h"

#include "base/error.h"
#include "model/rights.h"
#include "store/case-store.h"
#include "store/message-store.h"

void
submission_view_free(Submission *submission)
{
    g_free(submission->reference);
    g_free(submission);
}

typedef struct {
    const Mediation *mediation;
    const Actor *actor;
    MessageId id;
    Submission *submission;
} Loading;

static gboolean
is_of_a_program(const Loading *loading, const Message *message)
{
    const Channel *channel = channels_find(loading->mediation->channels, message->channel);

    return message->direction == DIRECTION_IN && channel != NULL &&
           (channel->driver->capabilities.abilities & CHANNEL_PROGRAMS) != 0;
}

static gboolean
may_see(const Loading *loading, const Message *message)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(loading->mediation->directory);
    const Endpoint *endpoint = directory_get_endpoint(snapshot, message->endpoint);

    return endpoint != NULL && is_of_a_program(loading, message) &&
           rights_may(loading->actor, ACTION_SUBMIT_MESSAGE, endpoint->unit);
}

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    Loading *loading = data;
    Submission *submission = loading->submission;
    g_autoptr(Message) message = message_store_load(session, loading->id, error);
    g_autoptr(Case) a_case = NULL;

    if (message == NULL)
        return FALSE;
    if (!may_see(loading, message)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "there is no such submission");
        return FALSE;
    }
    submission->id = message->id;
    submission->received = message->received;
    submission->filed = message->case_id.value != 0;
    if (!submission->filed)
        return TRUE;
    a_case = case_store_load(session, message->case_id, error);
    if (a_case == NULL)
        return FALSE;
    g_free(submission->reference);
    submission->reference = g_steal_pointer(&a_case->reference);
    return TRUE;
}

Submission *
submission_view_load(const Mediation *mediation, const Actor *actor, MessageId id, GError **error)
{
    g_autoptr(Submission) submission = g_new0(Submission, 1);
    Loading loading = { mediation, actor, id, submission };

    submission->reference = g_strdup("");
    return store_read(mediation->store, load, &loading, error) ? g_steal_pointer(&submission) : NULL;
}
