/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/releasing/release.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/text.h"
#include "store/message-store.h"
#include "store/person-store.h"

#define REFERENCES_MAX 20

gboolean
release_check_files(guint count, gint64 size, GError **error)
{
    if (count > RELEASE_ATTACHMENTS_MAX)
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT,
                            SAY_NOOP("more than 20 files; send fewer, or put them in an archive"));
    else if (size > RELEASE_FILES_SIZE_MAX)
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT,
                            SAY_NOOP("the files are larger than 15 MB together; send fewer, or make them smaller"));
    return count <= RELEASE_ATTACHMENTS_MAX && size <= RELEASE_FILES_SIZE_MAX;
}

char *
release_subject(const char *subject, const char *reference)
{
    if (*subject == '\0')
        return g_strdup(reference);
    return g_ascii_strncasecmp(subject, "re:", 3) == 0 ? g_strdup(subject) : g_strconcat("Re: ", subject, NULL);
}

/* Its own thread, in her program: her last message is answered, and everything since the first is referred to. */
gboolean
release_fill_thread(DbSession *session, const Conversation *conversation, Outgoing *outgoing, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(Message) last = message_store_last_in(session, conversation->id, &trouble);
    GPtrArray *references =
        trouble != NULL ? NULL : message_store_external_ids(session, conversation->id, REFERENCES_MAX, error);

    if (references == NULL) {
        if (trouble != NULL)
            g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    g_ptr_array_unref(outgoing->references);
    outgoing->references = references;
    g_free(outgoing->in_reply_to);
    outgoing->in_reply_to = g_strdup(last != NULL ? last->external_id : "");
    return TRUE;
}

gboolean
release_fill_sender(const Mediation *mediation, const Case *a_case, const Conversation *conversation,
                    const char *channel, Outgoing *outgoing, GError **error)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(mediation->directory);
    const Endpoint *endpoint =
        strcmp(channel, conversation->channel) == 0 ? directory_get_endpoint(snapshot, conversation->endpoint) : NULL;

    if (endpoint == NULL)
        endpoint = directory_endpoint_for(snapshot, channel, a_case->unit);
    if (endpoint == NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                    "there is no address of ours on %s to answer from; ask an administrator to add one", channel);
        return FALSE;
    }
    g_free(outgoing->channel);
    outgoing->channel = g_strdup(channel);
    g_free(outgoing->endpoint);
    outgoing->endpoint = g_strdup(endpoint->uri);
    g_free(outgoing->endpoint_name);
    outgoing->endpoint_name = g_strdup(*endpoint->name != '\0' ? endpoint->name : mediation->authority);
    return TRUE;
}

const char *
release_channel(const Mediation *mediation, const Conversation *conversation, const char *to)
{
    const Channel *channel = channels_for(mediation->channels, conversation->channel, to);

    return channel != NULL ? channel->name : conversation->channel;
}

EndpointId
release_endpoint(const Mediation *mediation, const char *channel, const Outgoing *outgoing)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(mediation->directory);
    const Endpoint *endpoint = directory_find_endpoint(snapshot, channel, outgoing->endpoint);

    return endpoint != NULL ? endpoint->id : (EndpointId){ 0 };
}

gboolean
release_begin(const Mediation *mediation, DbSession *session, const Conversation *conversation, const char *channel,
              const Outgoing *outgoing, IdentityId to, GError **error)
{
    Conversation begun = *conversation;

    if (!conversation->fresh)
        return TRUE;
    begun.channel = (char *)channel;
    begun.endpoint = release_endpoint(mediation, channel, outgoing);
    return case_store_insert_conversation(session, &begun, error) &&
           case_store_add_participant(session, begun.id, to, error);
}

Outgoing *
release_compose(const Mediation *mediation, DbSession *session, const Case *a_case, const Conversation *conversation,
                const Identity *to, GError **error)
{
    g_autoptr(Outgoing) outgoing = outgoing_new();
    g_autoptr(Person) person = person_store_load(session, to->person, error);

    if (person == NULL ||
        !release_fill_sender(mediation, a_case, conversation, release_channel(mediation, conversation, to->uri),
                             outgoing, error) ||
        !release_fill_thread(session, conversation, outgoing, error))
        return NULL;
    g_free(outgoing->case_reference);
    outgoing->case_reference = g_strdup(a_case->reference);
    g_free(outgoing->recipient);
    outgoing->recipient = g_strdup(to->uri);
    g_free(outgoing->recipient_name);
    outgoing->recipient_name = g_strdup(person->name);
    g_free(outgoing->subject);
    outgoing->subject = release_subject(conversation->subject, a_case->reference);
    g_free(outgoing->language);
    outgoing->language = g_strdup(*a_case->language != '\0' ? a_case->language : mediation->language);
    outgoing->conversation = conversation->id;
    outgoing->date = clock_now();
    return g_steal_pointer(&outgoing);
}

gboolean
release_find_recipient(DbSession *session, CaseId case_id, Conversation **ret_conversation, Identity **ret_to,
                       GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(Conversation) conversation = case_store_last_conversation(session, case_id, &trouble);
    IdentityId id = { 0 };

    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    if (conversation != NULL && !case_store_first_participant(session, conversation->id, &id, error))
        return FALSE;
    if (id.value == 0) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                    "nobody in this case has an address that can be answered; write a note instead");
        return FALSE;
    }
    *ret_to = person_store_load_identity(session, id, error);
    if (*ret_to == NULL)
        return FALSE;
    *ret_conversation = g_steal_pointer(&conversation);
    return TRUE;
}

static const Channel *
find_channel(const Mediation *mediation, const char *name, GError **error)
{
    const Channel *channel = channels_find(mediation->channels, name);

    if (channel == NULL || !(channel->driver->capabilities.abilities & CHANNEL_SENDS)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "the channel %s cannot send; ask an administrator",
                    name);
        return NULL;
    }
    return channel;
}

Rendering *
release_render(const Mediation *mediation, const char *channel_name, const Outgoing *outgoing, GError **error)
{
    const Channel *channel = find_channel(mediation, channel_name, error);

    return channel == NULL ? NULL : channel->driver->render(channel->handle, outgoing, error);
}
