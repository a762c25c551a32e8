/* SPDX-License-Identifier: Apache-2.0 */
#include "views/contact-view.h"

#include "base/error.h"
#include "mediation/people/reading.h"
#include "model/rights.h"
#include "store/person-merge-store.h"
#include "store/person-store.h"

#define MERGES_MAX 100 /* one after the other */

void
contact_free(Contact *contact)
{
    g_clear_pointer(&contact->person, person_free);
    g_clear_pointer(&contact->identities, g_ptr_array_unref);
    g_free(contact);
}

typedef struct {
    const Actor *actor;
    PersonId id;
    Contact *contact;
} Loading;

static gboolean
may_see(DbSession *session, const Loading *loading, PersonId id, gboolean *ret, GError **error)
{
    g_autoptr(GArray) units = person_store_list_units(session, id, error);

    *ret = FALSE;
    for (guint i = 0; units != NULL && i < units->len; i++)
        *ret |= rights_may(loading->actor, ACTION_READ_PERSON, g_array_index(units, UnitId, i));
    return units != NULL;
}

/* Who she is by now: the last of those that were put into one another. */
static gboolean
follow(DbSession *session, PersonId id, PersonId *ret, GError **error)
{
    PersonId next = id;

    *ret = id;
    for (guint i = 0; i < MERGES_MAX && next.value != 0; i++) {
        *ret = next;
        if (!person_merge_store_target(session, *ret, &next, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    Loading *loading = data;
    Contact *contact = loading->contact;
    PersonId now;
    gboolean seen;

    g_clear_pointer(&contact->person, person_free);
    g_clear_pointer(&contact->identities, g_ptr_array_unref);
    if (!follow(session, loading->id, &now, error) || !may_see(session, loading, now, &seen, error))
        return FALSE;
    if (!seen) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "there is no such person");
        return FALSE;
    }
    contact->merged.value = now.value != loading->id.value ? now.value : 0;
    if (contact->merged.value != 0)
        return TRUE;
    contact->person = person_store_load(session, loading->id, error);
    contact->identities = contact->person != NULL ? person_store_list_identities(session, loading->id, error) : NULL;
    return contact->identities != NULL;
}

Contact *
contact_view_load(Store *store, const Actor *actor, PersonId id, GError **error)
{
    g_autoptr(Contact) contact = g_new0(Contact, 1);
    Loading loading = { actor, id, contact };

    return store_read(store, load, &loading, error) &&
                   (contact->merged.value != 0 || reading_record_person(store, actor, id, "api", error))
               ? g_steal_pointer(&contact)
               : NULL;
}
