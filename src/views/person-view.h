/* SPDX-License-Identifier: Apache-2.0 */
/* views/person-view.h: a person as officers see her: addresses, preferences, cases, who was put into her. Each call
 * blocks on a read.
 *
 * She is visible to who may read at least one of her cases: TRIBUNE_ERROR_NOT_FOUND for everybody else. */
#pragma once
#include "mediation/people/persons.h"
#include "mediation/people/proving.h"
#include "store/address-store.h"
#include "store/person-merge-store.h"

#define PERSON_VIEW_CASES 200 /* of the newest; those among them that the actor may read are shown */

typedef struct {
    Identity *identity;
    gint64 first; /* seen, … */
    gint64 last;  /* … and written from; 0: never */
} PersonAddress;

typedef struct {
    PersonMerge *merge;
    GPtrArray *addresses; /* Identity * that came with it */
    guint cases;
} PersonViewMerge;

typedef struct {
    Person *person;
    GPtrArray *addresses; /* PersonAddress *, oldest first */
    GPtrArray *cases;     /* Case *, newest first */
    gboolean more;        /* there are older ones */
    PersonPreferences preferences;
    GPtrArray *merges; /* PersonViewMerge * that stand, newest first */
    GPtrArray *proofs; /* AddressProof * that stand, newest first */
    ProvingView proving;
    gboolean edits; /* the actor may change her */
} PersonView;
void person_view_free(PersonView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PersonView, person_view_free)

/* Whether a wish to get what is for @purpose by @channel can come true: an address of hers there was shown to be hers,
 * or, but for the receipt of what began a case, she may take part in a case from there. */
gboolean person_view_may_wish(const PersonView *view, const Channel *channel, PersonPurpose purpose);
/* Whether she has an address there at all. */
gboolean person_view_is_known_on(const PersonView *view, const Channel *channel);

/* Of who was put into another: that other, so look at view->person->id. */
PersonView *person_view_load(Store *store, const Actor *actor, PersonId id, GError **error);

/* Who has the identity @uri; who is the citizen of the case @reference. TRIBUNE_ERROR_NOT_FOUND as above. */
gboolean person_view_find_address(Store *store, const Actor *actor, const char *uri, PersonId *ret, GError **error);
gboolean person_view_find_case(Store *store, const Actor *actor, const char *reference, PersonId *ret, GError **error);

/* What merging her into another would move. */
gboolean person_view_size(Store *store, const Actor *actor, PersonId source, PersonMergeSize *ret, GError **error);
