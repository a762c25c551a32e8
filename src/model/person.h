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
/* The same without what only programs need: "32100" for "tel:32100;phone-context=+44". New. */
char *identity_shown(const char *uri);

/* What we write to somebody for. */
typedef enum {
    PERSON_PURPOSE_ANY, /* what the others leave open */
    PERSON_PURPOSE_ANSWER,
    PERSON_PURPOSE_RECEIPT,
    PERSON_PURPOSE_NOTICE, /* how it goes on, where nothing is answered: her case was handed over */
    PERSON_PURPOSE_COUNT,
} PersonPurpose;
const char *person_purpose_name(PersonPurpose purpose); /* "answer" */
gboolean person_purpose_parse(const char *name, PersonPurpose *ret);

/* How she wants it. NULL and "": as it comes. */
typedef struct {
    char *channel;
    char *language;
} PersonPreference;

typedef struct {
    PersonPreference of[PERSON_PURPOSE_COUNT];
} PersonPreferences;
void person_preferences_clear(PersonPreferences *preferences);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PersonPreferences, person_preferences_clear)
