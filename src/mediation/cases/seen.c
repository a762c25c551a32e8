/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/cases/seen.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "mediation/delivering/pausing.h"
#include "store/case-store.h"
#include "store/message-store.h"

#define LEASE     CLOCK_MINUTE
#define PAUSE     (2 * CLOCK_SECOND)
#define PAUSE_MAX (4 * CLOCK_MINUTE)

static const Channel *
find_channel(const Mediation *mediation, const char *name)
{
    const Channel *channel = channels_find(mediation->channels, name);

    return channel != NULL && channel->driver->seen != NULL ? channel : NULL;
}

/* What a person who takes part said, and an officer could read. */
static gboolean
is_said(const Message *message)
{
    return message->direction == DIRECTION_IN && message->automatic == AUTOMATIC_NO &&
           message->filed != FILED_STRANGER && message->screening != SCREENING_HELD &&
           message->screening != SCREENING_WAITING;
}

/* ---- who is to be told ---- */

static gboolean
is_new(GArray *conversations, ConversationId id)
{
    for (guint i = 0; i < conversations->len; i++)
        if (g_array_index(conversations, ConversationId, i).value == id.value)
            return FALSE;
    g_array_append_val(conversations, id);
    return TRUE;
}

gboolean
seen_add(const Mediation *mediation, DbSession *session, const Case *a_case, gboolean *ret_added, GError **error)
{
    g_autoptr(GPtrArray) messages = message_store_list_citizen(session, a_case->id, SEEN_MESSAGES, error);
    g_autoptr(GArray) conversations = g_array_new(FALSE, FALSE, sizeof(ConversationId));

    *ret_added = FALSE;
    if (messages == NULL)
        return FALSE;
    for (guint i = messages->len; i-- > 0;) {
        const Message *message = g_ptr_array_index(messages, i);

        if (!is_said(message) || find_channel(mediation, message->channel) == NULL ||
            !is_new(conversations, message->conversation))
            continue;
        if (!work_add(session, WORK_SEEN, message->id.value, clock_now(), error))
            return FALSE;
        *ret_added = TRUE;
    }
    return TRUE;
}

/* ---- telling ---- */

typedef struct {
    Mediation *mediation;
    const Job *job;
    Message *message;    /* the last that she had written; NULL: it is nowhere any more */
    GPtrArray *messages; /* Message *: of its case */
    const Message *asked;
    GBytes *raw; /* of @asked; NULL: it was destroyed */
    gint64 due;
} Telling;

static void
telling_clear(Telling *telling)
{
    g_clear_pointer(&telling->message, message_free);
    g_clear_pointer(&telling->messages, g_ptr_array_unref);
    g_clear_pointer(&telling->raw, g_bytes_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Telling, telling_clear)

/* A message that is not there any more is nobody's. */
static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    Telling *telling = data;
    GError *trouble = NULL;

    telling->message = message_store_load(session, (MessageId){ telling->job->subject }, &trouble);
    if (telling->message != NULL)
        telling->messages = message_store_list_citizen(session, telling->message->case_id, SEEN_MESSAGES, &trouble);
    if (trouble == NULL)
        return TRUE;
    if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND)) {
        g_error_free(trouble);
        return TRUE;
    }
    g_propagate_error(error, trouble);
    return FALSE;
}

static gboolean
load_raw(DbSession *session, gpointer data, GError **error)
{
    Telling *telling = data;
    GError *trouble = NULL;
    g_autoptr(MessagePart) part =
        content_load_part(&telling->mediation->store->content, session, telling->asked->id.value,
                          telling->asked->ref.secret_key, PART_RAW, &trouble);

    g_clear_pointer(&telling->raw, g_bytes_unref);
    if (part != NULL)
        telling->raw = g_bytes_ref(part->bytes);
    if (trouble == NULL)
        return TRUE;
    if (!tribune_error_is_temporary(trouble)) { /* it was destroyed */
        g_error_free(trouble);
        return TRUE;
    }
    g_propagate_error(error, trouble);
    return FALSE;
}

static SeenOutcome
tell_one(const Telling *telling, const Channel *channel)
{
    const Message *message = telling->asked;
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(telling->mediation->directory);
    const Endpoint *endpoint = directory_get_endpoint(snapshot, message->endpoint);

    if (endpoint == NULL || telling->raw == NULL)
        return SEEN_UNWANTED;
    return channel->driver->seen(channel->handle, &(ChannelSeen){ endpoint->uri, message->sender, message->external_id,
                                                                  telling->raw, message->conversation });
}

/* The newest of the conversation that wants a mark: with it, all before it is read. */
static gboolean
tell_newest(Telling *telling, SeenOutcome *ret, GError **error)
{
    const Channel *channel = find_channel(telling->mediation, telling->message->channel);
    guint asked = 0;

    *ret = SEEN_UNWANTED;
    for (guint i = telling->messages->len; channel != NULL && i-- > 0 && asked < SEEN_ASKED;) {
        telling->asked = g_ptr_array_index(telling->messages, i);
        if (!is_said(telling->asked) || telling->asked->id.value > telling->message->id.value ||
            telling->asked->conversation.value != telling->message->conversation.value ||
            g_strcmp0(telling->asked->channel, channel->name) != 0)
            continue;
        asked++;
        if (!store_read(telling->mediation->store, load_raw, telling, error))
            return FALSE;
        *ret = tell_one(telling, channel);
        if (*ret != SEEN_UNWANTED)
            return TRUE;
    }
    return TRUE;
}

static gboolean
finish(DbSession *session, gpointer data, GError **error)
{
    const Telling *telling = data;

    return telling->due == 0 ? work_done(session, telling->job, error)
                             : work_again(session, telling->job, telling->due, "seen", error);
}

static gint64
pause_after(guint attempts)
{
    return MIN(PAUSE << MIN(attempts, 10), PAUSE_MAX);
}

static gboolean
tell(gpointer data, const Job *job, GError **error)
{
    g_auto(Telling) telling = { .mediation = data, .job = job };
    SeenOutcome outcome = SEEN_UNWANTED;
    gboolean stopped = FALSE;

    if (!store_read(telling.mediation->store, load, &telling, error))
        return FALSE;
    if (telling.message != NULL &&
        (!pausing_stops(telling.mediation, job, WORK_SEEN, telling.message->channel, &stopped, error) || stopped))
        return stopped;
    if (telling.message != NULL && !tell_newest(&telling, &outcome, error))
        return FALSE;
    if (outcome == SEEN_LATER && job->attempts < SEEN_ATTEMPTS)
        telling.due = clock_now() + pause_after(job->attempts);
    else if (outcome == SEEN_LATER)
        log_event(LOG_WARNING, "seen.given-up", "channel", telling.message->channel, NULL);
    return store_write_background(telling.mediation->store, finish, &telling, error);
}

void
seen_register(Mediation *mediation)
{
    work_register(mediation->work, WORK_SEEN, 1, LEASE, tell, mediation);
}
