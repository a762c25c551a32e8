/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/preferring.h"

#include <string.h>

#include "base/id.h"
#include "store/address-store.h"
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

/* Nothing of hers in the case is there. */
static gboolean
take_proven(DbSession *session, const Case *a_case, const char *channel, Conversation **conversation, Identity **to,
            gboolean *ret_asked, GError **error)
{
    Conversation *fresh;
    Identity *other;
    IdentityId id;

    if (!address_store_find_proven(session, *to, channel, &id, error))
        return FALSE;
    if (id.value == 0)
        return TRUE;
    other = person_store_load_identity(session, id, error);
    fresh = other == NULL ? NULL : preferring_conversation(session, a_case, other, channel, *conversation, error);
    if (fresh == NULL) {
        g_clear_pointer(&other, identity_free);
        return FALSE;
    }
    conversation_free(*conversation);
    *conversation = fresh;
    identity_free(*to);
    *to = other;
    *ret_asked = TRUE;
    return TRUE;
}

static gboolean
take_channel(DbSession *session, const Case *a_case, const char *channel, Conversation **conversation, Identity **to,
             gboolean *ret_asked, GError **error)
{
    g_autoptr(GPtrArray) identities = person_store_list_identities(session, (*to)->person, error);
    g_autoptr(GError) trouble = NULL;

    for (guint i = 0; identities != NULL && i < identities->len && !*ret_asked; i++) {
        const Identity *identity = g_ptr_array_index(identities, i);
        Conversation *found = find_conversation(session, a_case->id, identity, channel, &trouble);

        if (trouble != NULL) {
            g_propagate_error(error, g_steal_pointer(&trouble));
            return FALSE;
        }
        if (found == NULL)
            continue;
        conversation_free(*conversation);
        *conversation = found;
        identity_free(*to);
        *to = g_ptr_array_steal_index(identities, i);
        *ret_asked = TRUE;
    }
    return identities != NULL;
}

gboolean
preferring_answer(DbSession *session, const Case *a_case, Conversation **conversation, Identity **to,
                  gboolean *ret_asked, GError **error)
{
    g_auto(PersonPreferences) wanted = { 0 };
    const char *channel;

    *ret_asked = FALSE;
    if (!person_preference_store_load(session, (*to)->person, &wanted, error))
        return FALSE;
    channel = first_said(wanted.of[PERSON_PURPOSE_ANSWER].channel, wanted.of[PERSON_PURPOSE_ANY].channel);
    if (*channel == '\0')
        return TRUE;
    *ret_asked = strcmp((*conversation)->channel, channel) == 0;
    return *ret_asked || (take_channel(session, a_case, channel, conversation, to, ret_asked, error) &&
                          (*ret_asked || take_proven(session, a_case, channel, conversation, to, ret_asked, error)));
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
