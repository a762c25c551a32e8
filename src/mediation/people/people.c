/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/people/people.h"

#include "base/clock.h"
#include "base/id.h"
#include "store/event-store.h"
#include "store/person-store.h"

/* @detail is taken over. */
static gboolean
record(const Mediation *mediation, DbSession *session, const Actor *actor, EventKind kind, const Identity *identity,
       json_t *detail, GError **error)
{
    gboolean done =
        event_append(mediation->store, session,
                     &(EventDraft){ .kind = kind, .actor = actor, .subject = identity->person.value, .detail = detail },
                     NULL, error);

    json_decref(detail);
    return done;
}

static Identity *
create(const Mediation *mediation, DbSession *session, const Actor *actor, const MessageDraft *draft, GError **error)
{
    g_autoptr(Identity) identity = g_new0(Identity, 1);
    Person person = {
        .id = { id_next() }, .name = draft->sender_name, .language = draft->language, .created = clock_now()
    };

    identity->id.value = id_next();
    identity->person = person.id;
    identity->uri = g_strdup(draft->sender);
    identity->display = g_strdup(identity_address(draft->sender));
    identity->assurance = draft->assurance;
    identity->evidence = g_strdup(draft->evidence);
    if (!person_store_insert(session, &person, error) ||
        !person_store_insert_identity(session, identity, person.created, error) ||
        !record(mediation, session, actor, EVENT_PERSON_CREATED, identity,
                json_pack("{s:s, s:i, s:s}", "identity", identity->uri, "assurance", identity->assurance, "evidence",
                          identity->evidence),
                error))
        return NULL;
    return g_steal_pointer(&identity);
}

static gboolean
assure(const Mediation *mediation, DbSession *session, const Actor *actor, const MessageDraft *draft,
       const Identity *identity, GError **error)
{
    return draft->assurance <= identity->assurance ||
           (person_store_assure(session, identity->id, draft->assurance, draft->evidence, error) &&
            record(mediation, session, actor, EVENT_PERSON_CHANGED, identity,
                   json_pack("{s:s, s:i, s:s}", "identity", identity->uri, "assurance", draft->assurance, "evidence",
                             draft->evidence),
                   error));
}

static gboolean
learn_name(const Mediation *mediation, DbSession *session, const Actor *actor, const MessageDraft *draft,
           const Identity *identity, GError **error)
{
    gboolean learned;

    if (*draft->sender_name == '\0')
        return TRUE;
    return person_store_learn_name(session, identity->person, draft->sender_name, &learned, error) &&
           (!learned || record(mediation, session, actor, EVENT_PERSON_CHANGED, identity,
                               json_pack("{s:s}", "name", draft->sender_name), error));
}

gboolean
people_find(DbSession *session, const MessageDraft *draft, Identity **ret, GError **error)
{
    g_autoptr(GError) trouble = NULL;

    *ret = person_store_find_identity(session, draft->sender, &trouble);
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

Identity *
people_recognise(const Mediation *mediation, DbSession *session, const Actor *actor, const MessageDraft *draft,
                 GError **error)
{
    g_autoptr(Identity) identity = NULL;

    if (!people_find(session, draft, &identity, error))
        return NULL;
    if (identity == NULL)
        return create(mediation, session, actor, draft, error);
    if (!assure(mediation, session, actor, draft, identity, error) ||
        !learn_name(mediation, session, actor, draft, identity, error))
        return NULL;
    return g_steal_pointer(&identity);
}
