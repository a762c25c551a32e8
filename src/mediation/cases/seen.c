/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/cases/seen.h"

#include "base/clock.h"
#include "mediation/pausing.h"
#include "store/case-store.h"
#include "store/message-store.h"

#define LEASE CLOCK_MINUTE

static const Channel *
find_channel(const Mediation *mediation, const char *name)
{
    const Channel *channel = channels_find(mediation->channels, name);

    return channel != NULL && channel->driver->seen != NULL ? channel : NULL;
}

gboolean
seen_add(const Mediation *mediation, DbSession *session, const Case *a_case, gboolean *ret_added, GError **error)
{
    *ret_added = find_channel(mediation, a_case->channel) != NULL;
    return !*ret_added || work_add(session, WORK_SEEN, a_case->id.value, clock_now(), error);
}

typedef struct {
    Mediation *mediation;
    const Job *job;
    Conversation *conversation;
    Message *message; /* the last that she wrote; NULL: none */
} Telling;

static void
telling_clear(Telling *telling)
{
    g_clear_pointer(&telling->conversation, conversation_free);
    g_clear_pointer(&telling->message, message_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Telling, telling_clear)

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    Telling *telling = data;
    g_autoptr(GError) trouble = NULL;

    telling->conversation = case_store_last_conversation(session, (CaseId){ telling->job->subject }, &trouble);
    if (telling->conversation != NULL)
        telling->message = message_store_last_in(session, telling->conversation->id, &trouble);
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

static gboolean
finish(DbSession *session, gpointer data, GError **error)
{
    return work_done(session, ((Telling *)data)->job, error);
}

static void
tell_channel(const Telling *telling)
{
    const Message *message = telling->message;
    const Channel *channel = find_channel(telling->mediation, message->channel);
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(telling->mediation->directory);
    const Endpoint *endpoint = directory_get_endpoint(snapshot, message->endpoint);

    if (channel != NULL && endpoint != NULL)
        channel->driver->seen(channel->handle, &(ChannelSeen){ endpoint->uri, message->sender, message->external_id,
                                                               telling->conversation->id });
}

static gboolean
tell(gpointer data, const Job *job, GError **error)
{
    g_auto(Telling) telling = { .mediation = data, .job = job };
    gboolean stopped = FALSE;

    if (!store_read(telling.mediation->store, load, &telling, error))
        return FALSE;
    if (telling.message != NULL &&
        (!pausing_stops(telling.mediation, job, WORK_SEEN, telling.message->channel, &stopped, error) || stopped))
        return stopped;
    if (telling.message != NULL)
        tell_channel(&telling);
    return store_write_background(telling.mediation->store, finish, &telling, error);
}

void
seen_register(Mediation *mediation)
{
    work_register(mediation->work, WORK_SEEN, 1, LEASE, tell, mediation);
}
