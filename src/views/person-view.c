/* SPDX-License-Identifier: Apache-2.0 */
#include "views/person-view.h"

#include "base/error.h"
#include "mediation/channels.h"
#include "mediation/people/reading.h"
#include "store/case-store.h"
#include "store/person-preference-store.h"
#include "store/person-store.h"

#define CHAIN 16 /* merges followed: A into B into C … */

DB_STATEMENT(address_first, "SELECT created FROM identities WHERE id = $1");
DB_STATEMENT(
    address_last,
    "SELECT max(m.received) FROM participants p JOIN conversations v ON v.id = p.conversation"
    " JOIN messages m ON m.case_id = v.case_id WHERE p.identity = $1 AND m.direction = 'in' AND m.sender = $2");

static void
address_free(gpointer data)
{
    PersonAddress *address = data;

    g_clear_pointer(&address->identity, identity_free);
    g_free(address);
}

static void
merge_free(gpointer data)
{
    PersonViewMerge *merge = data;

    g_clear_pointer(&merge->merge, person_merge_free);
    g_clear_pointer(&merge->addresses, g_ptr_array_unref);
    g_free(merge);
}

static void
clear(PersonView *view)
{
    g_clear_pointer(&view->person, person_free);
    g_clear_pointer(&view->addresses, g_ptr_array_unref);
    g_clear_pointer(&view->cases, g_ptr_array_unref);
    g_clear_pointer(&view->merges, g_ptr_array_unref);
    g_clear_pointer(&view->proofs, g_ptr_array_unref);
    proving_view_clear(&view->proving);
    person_preferences_clear(&view->preferences);
}

void
person_view_free(PersonView *view)
{
    clear(view);
    g_free(view);
}

typedef struct {
    const Actor *actor;
    PersonId id;
    const char *text;
    PersonView *view;
    PersonMergeSize size;
} Loading;

static gboolean
check_visible(const Loading *loading, DbSession *session, PersonId id, GError **error)
{
    gboolean visible = FALSE;

    if (id.value != 0 && !persons_may(session, loading->actor, ACTION_READ_PERSON, id, &visible, error))
        return FALSE;
    if (visible)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, SAY_NOOP("there is no such person"));
    return FALSE;
}

/* ---- what she may wish ---- */

gboolean
person_view_is_known_on(const PersonView *view, const Channel *channel)
{
    for (guint i = 0; i < view->addresses->len; i++)
        if (channels_can_reach(channel, ((const PersonAddress *)g_ptr_array_index(view->addresses, i))->identity->uri))
            return TRUE;
    return FALSE;
}

static gboolean
is_proven_on(const PersonView *view, const Channel *channel)
{
    for (guint i = 0; i < view->proofs->len; i++)
        if (strcmp(((const AddressProof *)g_ptr_array_index(view->proofs, i))->channel, channel->name) == 0)
            return TRUE;
    return FALSE;
}

/* What is answered on a page of ours was seen there already: no receipt goes to it. */
gboolean
person_view_may_wish(const PersonView *view, const Channel *channel, PersonPurpose purpose)
{
    gboolean page = (channel->driver->capabilities.abilities & CHANNEL_PAGE) != 0;

    if (purpose == PERSON_PURPOSE_RECEIPT)
        return !page && is_proven_on(view, channel);
    return is_proven_on(view, channel) || person_view_is_known_on(view, channel);
}

/* ---- her page ---- */

static gboolean
ask(DbSession *session, const DbStatement *statement, const Identity *identity, gboolean by_uri, gint64 *ret,
    GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, statement);

    db_bind_int(query, identity->id.value);
    if (by_uri)
        db_bind_text(query, identity->uri);
    *ret = db_step(query) ? db_int(query, 0) : 0;
    return db_finish(query, error);
}

static gboolean
load_addresses(PersonView *view, DbSession *session, GError **error)
{
    g_autoptr(GPtrArray) identities = person_store_list_identities(session, view->person->id, error);

    view->addresses = g_ptr_array_new_with_free_func(address_free);
    while (identities != NULL && identities->len > 0) {
        PersonAddress *address = g_new0(PersonAddress, 1);

        address->identity = g_ptr_array_steal_index(identities, 0);
        g_ptr_array_add(view->addresses, address);
        if (!ask(session, &address_first, address->identity, FALSE, &address->first, error) ||
            !ask(session, &address_last, address->identity, TRUE, &address->last, error))
            return FALSE;
    }
    return identities != NULL;
}

static gboolean
load_cases(const Loading *loading, DbSession *session, GError **error)
{
    PersonView *view = loading->view;

    view->cases = case_store_list_person(session, view->person->id, PERSON_VIEW_CASES + 1, error);
    if (view->cases == NULL)
        return FALSE;
    view->more = view->cases->len > PERSON_VIEW_CASES;
    for (guint i = view->cases->len; i-- > 0;) {
        const Case *a_case = g_ptr_array_index(view->cases, i);

        if (i == PERSON_VIEW_CASES || !rights_may(loading->actor, ACTION_READ_CASE, a_case->unit))
            g_ptr_array_remove_index(view->cases, i);
    }
    return TRUE;
}

static gboolean
load_merges(PersonView *view, DbSession *session, GError **error)
{
    g_autoptr(GPtrArray) merges = person_merge_store_list(session, view->person->id, error);

    view->merges = g_ptr_array_new_with_free_func(merge_free);
    while (merges != NULL && merges->len > 0) {
        PersonViewMerge *merge = g_new0(PersonViewMerge, 1);
        g_auto(PersonBelongings) moved = { 0 };

        merge->merge = g_ptr_array_steal_index(merges, 0);
        merge->addresses = g_ptr_array_new_with_free_func((GDestroyNotify)identity_free);
        g_ptr_array_add(view->merges, merge);
        if (!person_merge_store_items(session, merge->merge->id, &moved, error))
            return FALSE;
        merge->cases = moved.cases->len;
        for (guint i = 0; i < moved.identities->len; i++) {
            IdentityId id = { g_array_index(moved.identities, gint64, i) };
            Identity *identity = person_store_load_identity(session, id, error);

            if (identity == NULL)
                return FALSE;
            g_ptr_array_add(merge->addresses, identity);
        }
    }
    return merges != NULL;
}

static gboolean
load_proofs(PersonView *view, DbSession *session, GError **error)
{
    const ProvingMatter matter = { .person = view->person->id };

    view->proofs = address_store_list_proofs(session, view->person->id, error);
    return view->proofs != NULL && proving_look(session, &matter, &view->proving, error);
}

static gboolean
follow(DbSession *session, PersonId *id, GError **error)
{
    PersonId next = { 0 };

    for (guint i = 0; i < CHAIN; i++) {
        if (!person_merge_store_target(session, *id, &next, error))
            return FALSE;
        if (next.value == 0)
            return TRUE;
        *id = next;
    }
    return TRUE;
}

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    const Loading *loading = data;
    PersonView *view = loading->view;
    PersonId id = loading->id;

    clear(view);
    if (!follow(session, &id, error) || !check_visible(loading, session, id, error) ||
        !persons_may(session, loading->actor, ACTION_EDIT_CASE, id, &view->edits, error))
        return FALSE;
    view->person = person_store_load(session, id, error);
    return view->person != NULL && load_addresses(view, session, error) && load_cases(loading, session, error) &&
           load_merges(view, session, error) && load_proofs(view, session, error) &&
           person_preference_store_load(session, id, &view->preferences, error);
}

PersonView *
person_view_load(Store *store, const Actor *actor, PersonId id, GError **error)
{
    g_autoptr(PersonView) view = g_new0(PersonView, 1);
    Loading loading = { .actor = actor, .id = id, .view = view };

    return store_read(store, load, &loading, error) &&
                   reading_record_person(store, actor, view->person->id, "page", error)
               ? g_steal_pointer(&view)
               : NULL;
}

/* ---- finding another ---- */

static gboolean
find_address(DbSession *session, gpointer data, GError **error)
{
    Loading *loading = data;
    GError *trouble = NULL;
    g_autoptr(Identity) identity = person_store_find_identity(session, loading->text, &trouble);

    if (trouble != NULL) {
        g_propagate_error(error, trouble);
        return FALSE;
    }
    loading->id.value = identity != NULL ? identity->person.value : 0;
    return check_visible(loading, session, loading->id, error);
}

gboolean
person_view_find_address(Store *store, const Actor *actor, const char *uri, PersonId *ret, GError **error)
{
    Loading loading = { .actor = actor, .text = uri };

    if (!store_read(store, find_address, &loading, error))
        return FALSE;
    *ret = loading.id;
    return TRUE;
}

static gboolean
find_case(DbSession *session, gpointer data, GError **error)
{
    Loading *loading = data;
    g_autoptr(Case) a_case = case_store_find(session, loading->text, error);

    if (a_case == NULL)
        return FALSE;
    loading->id = rights_may(loading->actor, ACTION_READ_CASE, a_case->unit) ? a_case->person : (PersonId){ 0 };
    return check_visible(loading, session, loading->id, error);
}

gboolean
person_view_find_case(Store *store, const Actor *actor, const char *reference, PersonId *ret, GError **error)
{
    Loading loading = { .actor = actor, .text = reference };

    if (!store_read(store, find_case, &loading, error))
        return FALSE;
    *ret = loading.id;
    return TRUE;
}

static gboolean
measure(DbSession *session, gpointer data, GError **error)
{
    Loading *loading = data;
    g_auto(PersonBelongings) found = { 0 };

    if (!check_visible(loading, session, loading->id, error) ||
        !person_merge_store_belongings(session, loading->id, &found, error))
        return FALSE;
    loading->size = (PersonMergeSize){ found.identities->len, found.cases->len };
    return TRUE;
}

gboolean
person_view_size(Store *store, const Actor *actor, PersonId source, PersonMergeSize *ret, GError **error)
{
    Loading loading = { .actor = actor, .id = source };

    if (!store_read(store, measure, &loading, error))
        return FALSE;
    *ret = loading.size;
    return TRUE;
}
