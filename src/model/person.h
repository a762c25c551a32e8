/* SPDX-License-Identifier: Apache-2.0 */
/* model/person.h: who talks to the body, and by which addresses we know them. */
#pragma once
#include "model/ids.h"

typedef struct {
    PersonId id;
    char *name; /* may be "" */
    char *language;
    gint64 created;
} Person;
void person_free(Person *person);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Person, person_free)

/* One address on one channel. Assurance: 0 claimed, 1 the address answered, 2 verified by code, 3 proven in person. */
typedef struct {
    IdentityId id;
    PersonId person;
    char *uri; /* canonical: mailto: tel: xmpp: acct: at: https: */
    char *display;
    int assurance;
    char *evidence;
} Identity;
void identity_free(Identity *identity);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Identity, identity_free)

/* "ada@citizen.example" for "mailto:ada@citizen.example": how people write it. Borrowed from @uri. */
const char *identity_address(const char *uri);
