/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/releasing/preferring.h"

#include <string.h>

#include "base/id.h"
#include "mediation/subscribing/heeding.h"
#include "store/address-store.h"
#include "store/message-store.h"
#include "store/person-preference-store.h"
#include "store/person-store.h"

static const char *
first_said(const char *for_this, const char *for_all)
{
    if (for_this != NULL && *for_this != '\0')
        return for_this;
    return for_all != NULL ? for_all : "";
}

/* The latest in which @identity takes part, when it is on @channel; NULL without error. */
static Conversation *
find_conversation(DbSession *session, CaseId case_id, const Identity *identity, const char *channel, GError **error)
{
    g_autoptr(Conversation) found = case_store_conversation_of(session, case_id, identity->id, error);

    return found != NULL && strcmp(found->channel, channel) == 0 ? g_steal_pointer(&found) : NULL;
}

Conversation *
preferring_conversation(DbSession *session, const Case *a_case, const Identity *identity, const char *channel,
                        const Conversation *like, GError **error)
{
    GError *trouble = NULL;
    Conversation *found = find_conversation(session, a_case->id, identity, channel, &trouble);

    if (found != NULL)
        return found;
    if (trouble != NULL) {
        g_propagate_error(error, trouble);
        return NULL;
    }
    found = g_new0(Conversation, 1);
    found->id.value = id_next();
    found->case_id = a_case->id;
    found->channel = g_strdup(channel);
    found->subject = g_strdup(like != NULL ? like->subject : "");
    found->fresh = TRUE;
    return found;
}

/* What is asked for, and how it stands. The last three are the caller's. */
typedef struct {
    const Mediation *mediation;
    const Case *a_case;
    const char *channel;
    Conversation **conversation;
    Identity **to;
    gboolean *asked;
} Wish;

static void
grant(const Wish *wish, Conversation *conversation, Identity *to)
{
    conversation_free(*wish->conversation);
    *wish->conversation = conversation;
    identity_free(*wish->to);
    *wish->to = to;
    *wish->asked = TRUE;
}

/* Nothing of hers in the case is there. */
static gboolean
take_proven(const Wish *wish, DbSession *session, GError **error)
{
    g_autoptr(Identity) other = NULL;
    Conversation *fresh;
    gboolean stopped;
    IdentityId id;

    if (!address_store_find_proven(session, *wish->to, wish->channel, &id, error))
        return FALSE;
    if (id.value == 0)
        return TRUE;
    other = person_store_load_identity(session, id, error);
    if (other == NULL || !heeding_is_stopped(wish->mediation, session, other->uri, &stopped, error))
        return FALSE;
    if (stopped)
        return TRUE;
    fresh = preferring_conversation(session, wish->a_case, other, wish->channel, *wish->conversation, error);
    if (fresh == NULL)
        return FALSE;
    grant(wish, fresh, g_steal_pointer(&other));
    return TRUE;
}

static gboolean
take_part(const Wish *wish, DbSession *session, GError **error)
{
    g_autoptr(GPtrArray) identities = person_store_list_identities(session, (*wish->to)->person, error);
    GError *trouble = NULL;

    for (guint i = 0; identities != NULL && i < identities->len && !*wish->asked; i++) {
        const Identity *identity = g_ptr_array_index(identities, i);
        g_autoptr(Conversation) found = find_conversation(session, wish->a_case->id, identity, wish->channel, &trouble);
        gboolean stopped;

        if (trouble != NULL) {
            g_propagate_error(error, trouble);
            return FALSE;
        }
        if (found == NULL)
            continue;
        if (!heeding_is_stopped(wish->mediation, session, identity->uri, &stopped, error))
            return FALSE;
        if (!stopped)
            grant(wish, g_steal_pointer(&found), g_ptr_array_steal_index(identities, i));
    }
    return identities != NULL;
}

gboolean
preferring_channel(DbSession *session, PersonId person, PersonPurpose purpose, char **ret, GError **error)
{
    g_auto(PersonPreferences) wanted = { 0 };

    if (!person_preference_store_load(session, person, &wanted, error))
        return FALSE;
    *ret = g_strdup(first_said(wanted.of[purpose].channel, wanted.of[PERSON_PURPOSE_ANY].channel));
    return TRUE;
}

/* Where she first wrote from, in the same case. */
static gboolean
go_back(DbSession *session, const Case *a_case, Conversation **conversation, Identity **to, GError **error)
{
    ConversationId first;
    IdentityId by;
    Conversation *earlier;
    Identity *other;

    if (!address_store_first_of(session, a_case->id, (*to)->person, &first, &by, error))
        return FALSE;
    if (first.value == 0 || first.value == (*conversation)->id.value)
        return TRUE;
    earlier = case_store_load_conversation(session, first, error);
    other = earlier == NULL ? NULL : person_store_load_identity(session, by, error);
    if (other == NULL) {
        g_clear_pointer(&earlier, conversation_free);
        return FALSE;
    }
    conversation_free(*conversation);
    *conversation = earlier;
    identity_free(*to);
    *to = other;
    return TRUE;
}

/* To an address that wrote STOP goes only what answers something that was written from there: not what would go there
 * because we had written there before. */
static gboolean
leave_stopped(const Mediation *mediation, DbSession *session, const Case *a_case, Conversation **conversation,
              Identity **to, GError **error)
{
    g_autoptr(Message) last = NULL;
    GError *trouble = NULL;
    gboolean stopped;

    if (!heeding_is_stopped(mediation, session, (*to)->uri, &stopped, error))
        return FALSE;
    if (!stopped)
        return TRUE;
    last = message_store_last_in(session, (*conversation)->id, &trouble);
    if (trouble != NULL) {
        g_propagate_error(error, trouble);
        return FALSE;
    }
    return last != NULL || go_back(session, a_case, conversation, to, error);
}

gboolean
preferring_way(const Mediation *mediation, DbSession *session, const Case *a_case, PersonPurpose purpose,
               Conversation **conversation, Identity **to, gboolean *ret_asked, GError **error)
{
    g_autofree char *channel = NULL;
    Wish wish = { mediation, a_case, NULL, conversation, to, ret_asked };

    *ret_asked = FALSE;
    if (!leave_stopped(mediation, session, a_case, conversation, to, error) ||
        !preferring_channel(session, (*to)->person, purpose, &channel, error))
        return FALSE;
    if (*channel == '\0')
        return TRUE;
    wish.channel = channel;
    *ret_asked = strcmp((*conversation)->channel, channel) == 0;
    return *ret_asked || (take_part(&wish, session, error) && (*ret_asked || take_proven(&wish, session, error)));
}

gboolean
preferring_language(DbSession *session, PersonId person, PersonPurpose purpose, char **language, GError **error)
{
    g_auto(PersonPreferences) wanted = { 0 };
    const char *said;

    if (!person_preference_store_load(session, person, &wanted, error))
        return FALSE;
    said = first_said(wanted.of[purpose].language, wanted.of[PERSON_PURPOSE_ANY].language);
    if (*said != '\0') {
        g_free(*language);
        *language = g_strdup(said);
    }
    return TRUE;
}
